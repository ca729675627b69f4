/// Formulas between OpenFormula (ODF 1.3 part 4) and the dialect of Excel.
///
/// Both ways read tokens and never guess at meaning: what is not understood is copied as it is.
package enum FormulaDialect {
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let dollar = UInt8(ascii: "$")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let comma = UInt8(ascii: ",")
  static let bang = UInt8(ascii: "!")

  /// Where the quoted stretch that begins at `start` ends: behind its closing quote.
  ///
  /// A doubled quote stands for one quote in both dialects, in texts and in sheet names.
  static func endOfQuoted(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let mark = bytes[start]
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == mark {
        guard index + 1 < bytes.count, bytes[index + 1] == mark else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return bytes.count
  }

  /// Whether a byte can stand in a name: a letter, a digit, `_`, `.`, or part of a letter beyond
  /// ASCII.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x80...0xFF: true
    default: false
    }
  }

  /// Whether text is a cell reference such as `$D$17` within XFD1048576.
  static func isCell(_ text: some Collection<UInt8>) -> Bool {
    var letters = 0
    var column = 0
    var row = 0
    var digits = 0
    for byte in text {
      switch byte {
      case dollar: continue
      case 0x41...0x5A, 0x61...0x7A:
        guard digits == 0 else { return false }
        letters += 1
        if letters > 3 { return false }
        column = column * 26 + Int((byte & 0xDF) - 0x40)
      case 0x30...0x39:
        guard letters > 0, digits < 7 else { return false }
        digits += 1
        row = row * 10 + Int(byte - 0x30)
      default: return false
      }
    }
    return digits > 0 && column <= 16_384 && (1...1_048_576).contains(row)
  }
}

extension String {
  /// A text made of bytes by a function that needs no copy of its own.
  init(bytes body: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    body(&bytes)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
