/// The letters of Vietnamese taken apart: a lower-case base with its shape, and a tone.
///
/// Works on precomposed letters (NFC); `LabelKey` puts combining marks (NFD, CP1258) together
/// through `shaped`.
enum VietnameseLetter {
  /// The tones as control bytes that no text holds: grave, hook, tilde, acute, dot below.
  enum Tone {
    static let none: UInt8 = 0
    static let grave: UInt8 = 1
    static let hook: UInt8 = 2
    static let tilde: UInt8 = 3
    static let acute: UInt8 = 4
    static let dot: UInt8 = 5
  }

  /// One more than the last letter in the table, U+1EF9.
  static let limit: UInt32 = 0x1EFA

  /// The lower-case base and the tone of a scalar; base 0 for what is no Vietnamese letter.
  static func parts(_ scalar: UInt32) -> (base: UInt32, tone: UInt8) {
    guard scalar < limit else { return (0, 0) }
    let packed = table[Int(scalar)]
    return (UInt32(packed >> 3), UInt8(packed & 7))
  }

  /// The tone that a combining mark stands for; 0 for other scalars.
  static func tone(ofMark scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x0300, 0x0340: Tone.grave
    case 0x0309: Tone.hook
    case 0x0303: Tone.tilde
    case 0x0301, 0x0341: Tone.acute
    case 0x0323: Tone.dot
    default: Tone.none
    }
  }

  /// The letter that a base becomes under a combining circumflex, breve or horn; 0 for none.
  static func shaped(_ base: UInt32, mark: UInt32) -> UInt32 {
    switch (mark, base) {
    case (0x0302, 0x61): 0xE2
    case (0x0302, 0x65): 0xEA
    case (0x0302, 0x6F): 0xF4
    case (0x0306, 0x61): 0x103
    case (0x031B, 0x6F): 0x1A1
    case (0x031B, 0x75): 0x1B0
    default: 0
    }
  }

  /// Base in the upper 13 bits, tone in the lower 3.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: Int(limit))
    func enter(_ scalar: Unicode.Scalar, base: Unicode.Scalar, tone: Int) {
      table[Int(scalar.value)] = UInt16(base.value) << 3 | UInt16(tone)
    }
    for value in UInt32(0x61)...0x7A {
      table[Int(value)] = UInt16(value) << 3
      table[Int(value) - 0x20] = UInt16(value) << 3
    }
    for letters in [
      "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ",
      "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ", "đ",
    ] {
      let lower = Array(letters.unicodeScalars)
      let upper = Array(letters.uppercased().unicodeScalars)
      guard let base = lower.first, upper.count == lower.count else { continue }
      for tone in lower.indices {
        enter(lower[tone], base: base, tone: tone)
        enter(upper[tone], base: base, tone: tone)
      }
    }
    return table
  }()
}
