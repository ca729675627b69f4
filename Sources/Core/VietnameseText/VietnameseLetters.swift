/// The letters of Vietnamese: the one table of their bases, shapes and tones, as small numbers.
///
/// A vowel is `1 + shape * 6 + tone` (1 to 72), in the order of `vowels`; consonants and the foreign
/// letters f, j, w and z follow up to 93. 0 is no letter. Case is apart. Letters are precomposed
/// (NFC); `tone(ofMark:)` and `shaped` put combining marks (NFD, CP1258) together.
///
/// Public where the scoring of old texts, letter by letter, needs it inlined.
public enum VietnameseLetters {
  /// The vowels by shape, each in all its tones: level, huyền, hỏi, ngã, sắc, nặng.
  private static let vowels = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
    "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
  ]
  private static let consonants = "bcdđghklmnpqrstvxfjwz"
  /// The letters of ASCII below the vowels, by shape.
  private static let plainVowels = Array("aaaeeiooouuy".utf8)

  /// The number of tones, the level one included.
  @inlinable public static var tones: Int { 6 }
  /// The number of letters, and the first number that is none.
  @inlinable public static var count: Int { 94 }
  /// The numbers of the vowels.
  @inlinable public static var vowelCodes: ClosedRange<Int> { 1...72 }
  /// The number of the letter đ.
  @inlinable public static var stroked: UInt8 { 76 }

  // MARK: Letters by number

  /// The lower-case letters by their numbers; the first is unused.
  package static let lower: [Unicode.Scalar] =
    ["\0"] + vowels.flatMap { Array($0.unicodeScalars) } + Array(consonants.unicodeScalars)

  /// The upper-case letters by their numbers; the first is unused.
  package static let upper: [Unicode.Scalar] = lower.map { scalar in
    scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
  }

  /// The 67 lower-case letters that ASCII lacks, and behind them their capitals.
  package static let marked: [Unicode.Scalar] =
    lower.filter { $0.value >= 0x80 } + upper.filter { $0.value >= 0x80 }

  /// The letter without its tone: ấ is â.
  package static func toneless(_ code: UInt8) -> UInt8 {
    vowelCodes.contains(Int(code)) ? code - (code - 1) % UInt8(tones) : code
  }

  /// The tone of a letter, 0 for the level one and for consonants.
  package static func tone(_ code: UInt8) -> UInt8 {
    vowelCodes.contains(Int(code)) ? (code - 1) % UInt8(tones) : 0
  }

  /// The small letter of ASCII below shape and tone: a for ấ, d for đ; 0 for number 0.
  package static func plain(_ code: UInt8) -> UInt8 {
    if vowelCodes.contains(Int(code)) { return plainVowels[Int(code - 1) / tones] }
    return code == stroked
      ? UInt8(ascii: "d") : UInt8(truncatingIfNeeded: lower[Int(code)].value)
  }

  // MARK: Numbers of letters

  /// The numbers by scalar value below 0x200, 0 for all that is no letter here.
  @usableFromInline package static let lowCodes: [UInt8] = codes(from: 0, count: 0x200)
  /// The numbers by scalar value from 0x1EA0 on, 0x60 of them.
  @usableFromInline package static let highCodes: [UInt8] = codes(from: 0x1EA0, count: 0x60)

  private static func codes(from first: UInt32, count: Int) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: count)
    for (code, scalar) in lower.enumerated().dropFirst() {
      for form in [scalar, upper[code]] where form.value >= first {
        let index = Int(form.value - first)
        if index < count { table[index] = UInt8(code) }
      }
    }
    return table
  }

  /// The number of a letter, in either case; 0 for all that is none.
  @inlinable public static func code(of scalar: Unicode.Scalar) -> UInt8 {
    if scalar.value < 0x200 { return lowCodes[Int(scalar.value)] }
    guard scalar.value >= 0x1EA0, scalar.value < 0x1F00 else { return 0 }
    return highCodes[Int(scalar.value - 0x1EA0)]
  }

  // MARK: Letters taken apart

  /// One more than the last letter in `apart`, U+1EF9.
  private static let limit: UInt32 = 0x1EFA

  /// The lower-case base with its shape, and the tone, of a scalar; base 0 for what is no letter.
  static func parts(_ scalar: UInt32) -> (base: UInt32, tone: UInt8) {
    guard scalar < limit else { return (0, 0) }
    let packed = apart[Int(scalar)]
    return (UInt32(packed >> 3), UInt8(packed & 7))
  }

  /// Base in the upper 13 bits, tone in the lower 3: one look-up a letter, for labels are folded by
  /// the million.
  private static let apart: [UInt16] = {
    var table = [UInt16](repeating: 0, count: Int(limit))
    for code in 1..<UInt8(count) {
      let packed = UInt16(lower[Int(toneless(code))].value) << 3 | UInt16(tone(code))
      table[Int(lower[Int(code)].value)] = packed
      table[Int(upper[Int(code)].value)] = packed
    }
    // Of eth nothing shows that it is no đ.
    for scalar in LookAlikes.stroked { table[Int(scalar)] = 0x111 << 3 }
    return table
  }()

  /// The tone that a combining mark stands for; 0 for other scalars.
  static func tone(ofMark scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x0300, 0x0340: 1
    case 0x0309: 2
    case 0x0303: 3
    case 0x0301, 0x0341: 4
    case 0x0323: 5
    default: 0
    }
  }

  /// The letter that a base becomes under a combining circumflex, breve, horn or stroke; 0 for none.
  static func shaped(_ base: UInt32, mark: UInt32) -> UInt32 {
    switch (mark, base) {
    case (0x0302, 0x61): 0xE2
    case (0x0302, 0x65): 0xEA
    case (0x0302, 0x6F): 0xF4
    case (0x0306, 0x61): 0x103
    case (0x031B, 0x6F): 0x1A1
    case (0x031B, 0x75): 0x1B0
    case (0x0335, 0x64), (0x0336, 0x64): 0x111
    default: 0
    }
  }
}
