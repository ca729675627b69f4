/// Reading and writing single scalars of UTF-8 in byte buffers.
package enum UTF8Text {
  /// The scalar at an index, which moves behind it; U+0020 for bytes that are no UTF-8.
  package static func scalar(in utf8: UnsafeRawBufferPointer, at index: inout Int) -> UInt32 {
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
  package static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
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
  package static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Whether a scalar shows nothing at all: zero width, joiners, marks of direction, soft hyphen.
  package static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  /// A text without blanks and invisible characters at both ends.
  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    func isOuter(_ scalar: Unicode.Scalar) -> Bool {
      isBlank(scalar.value) || isInvisible(scalar.value)
    }
    guard let first = scalars.firstIndex(where: { !isOuter($0) }),
      let last = scalars.lastIndex(where: { !isOuter($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

/// How characters that are no letters fold in labels.
package enum LabelPunctuation {
  /// What becomes of a character.
  enum Folded {
    case nothing
    case blank
    case ascii(UInt8)
    case other
  }

  static func folded(_ scalar: UInt32) -> Folded {
    if scalar > 0x20, scalar < 0x7F { return .ascii(UInt8(truncatingIfNeeded: scalar)) }
    if UTF8Text.isBlank(scalar) { return .blank }
    if UTF8Text.isInvisible(scalar) { return .nothing }
    switch scalar {
    case 0x2010...0x2015, 0x2212: return .ascii(UInt8(ascii: "-"))
    case 0x2018...0x201B, 0x2032, 0xB4, 0x02BC: return .ascii(UInt8(ascii: "'"))
    case 0x201C...0x201F, 0xAB, 0xBB, 0x2033: return .ascii(UInt8(ascii: "\""))
    case 0x2026: return .ascii(UInt8(ascii: "."))
    case 0x2022, 0x25CF, 0x25CB, 0x25AA, 0x25A0, 0xB7: return .blank
    default: return .other
    }
  }

  /// Whether a byte of a key is punctuation, beside which blanks do not count.
  package static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Whether a byte is cut at the ends of a key: not signs that mean something (`%`, `/`, `<`).
  package static func isCut(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x20:
      true
    default: false
    }
  }
}
