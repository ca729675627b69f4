extension XMLWriter {
  /// What is to be done about a byte: nothing, a reference in its place, or a closer look.
  enum ByteClass: UInt8 {
    case plain, reference, forbidden
    /// The first byte of U+D800 to U+DFFF, or of U+FFFE and U+FFFF.
    case lead
  }

  /// The classes of the 256 bytes within content.
  static let contentClasses = classes(references: [0x26, 0x3C, 0x3E, 0x0D])
  /// The classes of the 256 bytes within an attribute's value between double quotes.
  static let attributeClasses = classes(references: [0x26, 0x3C, 0x3E, 0x0D, 0x22, 0x09, 0x0A])

  private static func classes(references: [UInt8]) -> [ByteClass] {
    var classes = [ByteClass](repeating: .plain, count: 256)
    for byte in 0..<0x20 where byte != 0x09 && byte != 0x0A { classes[byte] = .forbidden }
    for byte in references { classes[Int(byte)] = .reference }
    classes[0xED] = .lead
    classes[0xEF] = .lead
    return classes
  }

  mutating func write(_ text: some StringProtocol, replacing classes: [ByteClass]) -> Bool {
    let whole = text.utf8.withContiguousStorageIfAvailable { utf8 in
      write(UnsafeRawBufferPointer(utf8), replacing: classes)
    }
    if let whole { return whole }
    return Array(text.utf8).withUnsafeBytes { write($0, replacing: classes) }
  }

  /// Writes stretches of plain bytes at once; true when a character was left out.
  mutating func write(_ text: UnsafeRawBufferPointer, replacing classes: [ByteClass]) -> Bool {
    var isIncomplete = false
    var start = 0
    var index = 0
    classes.withUnsafeBufferPointer { classes in
      while index < text.count {
        var width = 1
        switch classes[Int(text[index])] {
        case .plain:
          index += 1
          continue
        case .reference:
          bytes.append(contentsOf: text[start..<index])
          raw(Self.reference(text[index]))
        case .forbidden:
          bytes.append(contentsOf: text[start..<index])
          isIncomplete = true
        case .lead:
          guard Self.isForbidden(text, at: index) else {
            index += 1
            continue
          }
          bytes.append(contentsOf: text[start..<index])
          isIncomplete = true
          width = 3
        }
        index += width
        start = index
      }
    }
    bytes.append(contentsOf: text[start..<index])
    return isIncomplete
  }

  /// Whether three bytes encode a surrogate, U+FFFE or U+FFFF.
  private static func isForbidden(_ text: UnsafeRawBufferPointer, at index: Int) -> Bool {
    guard index + 2 < text.count else { return false }
    if text[index] == 0xED { return text[index + 1] >= 0xA0 }
    return text[index + 1] == 0xBF && text[index + 2] >= 0xBE
  }

  private static func reference(_ byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "\t"): "&#9;"
    case UInt8(ascii: "\n"): "&#10;"
    default: "&#13;"
    }
  }
}
