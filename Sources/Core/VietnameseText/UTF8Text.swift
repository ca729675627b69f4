/// Single scalars of UTF-8 in byte buffers, and which of them show something.
///
/// Public because only public functions are inlined across modules, and these run for every sign of
/// a cell.
public enum UTF8Text {
  /// The scalar at an index, which moves behind it; U+0020 for bytes that are no UTF-8.
  @inlinable public static func scalar(in utf8: UnsafeRawBufferPointer, at index: inout Int)
    -> UInt32
  {
    let first = utf8[index]
    index += 1
    let count: Int
    var value: UInt32
    switch first {
    case 0x00..<0x80: return UInt32(first)
    case 0xC2..<0xE0: (count, value) = (1, UInt32(first & 0x1F))
    case 0xE0..<0xF0: (count, value) = (2, UInt32(first & 0x0F))
    case 0xF0..<0xF5: (count, value) = (3, UInt32(first & 0x07))
    default: return 0x20
    }
    guard index + count <= utf8.count else {
      index = utf8.count
      return 0x20
    }
    for _ in 0..<count {
      guard utf8[index] & 0xC0 == 0x80 else { return 0x20 }
      value = value << 6 | UInt32(utf8[index] & 0x3F)
      index += 1
    }
    return value
  }

  /// Appends a scalar.
  @inlinable public static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if scalar < 0x1_0000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// Appends a scalar in lower case.
  package static func appendLowercase(_ scalar: UInt32, to bytes: inout [UInt8]) {
    guard let letter = Unicode.Scalar(scalar), letter.properties.isCased else {
      return append(scalar, to: &bytes)
    }
    bytes.append(contentsOf: letter.properties.lowercaseMapping.utf8)
  }

  /// Whether a scalar is a blank of any width.
  @inlinable public static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Whether a scalar shows nothing at all: zero width, joiners, marks of direction, soft hyphen.
  @inlinable public static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  /// Whether a scalar is a combining mark of Latin letters (U+0300 to U+036F).
  @inlinable public static func isMark(_ scalar: UInt32) -> Bool {
    scalar >= 0x300 && scalar < 0x370
  }

  // MARK: Texts

  /// Whether a scalar shows something: neither blank nor invisible.
  @inlinable public static func isShown(_ scalar: UInt32) -> Bool {
    !isBlank(scalar) && !isInvisible(scalar)
  }

  /// A text without blanks and invisible characters at both ends.
  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { isShown($0.value) }),
      let last = scalars.lastIndex(where: { isShown($0.value) })
    else { return "" }
    let end = scalars.index(after: last)
    if first == scalars.startIndex, end == scalars.endIndex { return text }
    return String(scalars[first..<end])
  }

  /// The same for a part of a text.
  package static func trimmed(_ text: Substring) -> String { trimmed(String(text)) }

  /// A text with single blanks between its words, none at its ends, and no invisible character.
  package static func singleSpaced(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var hasBlank = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar.value) {
        hasBlank = !scalars.isEmpty
      } else if !isInvisible(scalar.value) {
        if hasBlank { scalars.append(" ") }
        hasBlank = false
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
