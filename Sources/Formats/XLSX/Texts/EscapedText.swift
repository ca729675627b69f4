import XML

/// The escapes of ST_Xstring (ECMA-376 Part 1, 22.9.2.19): `_xHHHH_` stands for the UTF-16 code
/// unit HHHH, for characters that XML 1.0 cannot hold.
enum EscapedText {
  /// Appends text with its escapes decoded; surrogates that have no partner become U+FFFD.
  static func appendDecoded(_ raw: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    guard var index = firstEscape(in: raw, from: 0) else {
      bytes.append(contentsOf: raw)
      return
    }
    var copied = 0
    while true {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw[copied..<index]))
      var unit = UInt32(codeUnit(in: raw, at: index) ?? 0xFFFD)
      index += 7
      if unit & 0xFC00 == 0xD800, let low = codeUnit(in: raw, at: index), low & 0xFC00 == 0xDC00 {
        unit = 0x10000 + (unit & 0x3FF) << 10 + UInt32(low & 0x3FF)
        index += 7
      }
      let scalar = UnicodeScalar(unit) ?? "\u{FFFD}"
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      copied = index
      guard let next = firstEscape(in: raw, from: index) else { break }
      index = next
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw[copied...]))
  }

  /// Whether text has an escape.
  static func isIn(_ raw: UnsafeRawBufferPointer) -> Bool { firstEscape(in: raw, from: 0) != nil }

  /// Text with its escapes decoded.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var text = text
    text.withUTF8 { appendDecoded(UnsafeRawBufferPointer($0), to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The code unit of an escape that begins at `index`; nil where there is none.
  static func codeUnit(in raw: UnsafeRawBufferPointer, at index: Int) -> UInt16? {
    guard index + 7 <= raw.count, raw[index] == underscore, raw[index + 1] == 0x78,
      raw[index + 6] == underscore
    else { return nil }
    var unit: UInt16 = 0
    for place in (index + 2)..<(index + 6) {
      guard let digit = hexDigit(raw[place]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// Where the first escape begins, from an index on.
  private static func firstEscape(in raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index + 7 <= raw.count {
      if index + 8 <= raw.count {
        // Hardly a text has the mark at all.
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if PlainMarkup.marks(of: underscore, in: word) == 0 {
          index += 8
          continue
        }
      }
      if raw[index] == underscore, codeUnit(in: raw, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static let underscore = UInt8(ascii: "_")
}
