/// The letters of Vietnamese as small numbers, so that tables and syllables can be built of them.
///
/// A vowel is `1 + shape * 6 + tone` (1 to 72), in the order of `shapes` and `tones`; consonants and
/// the foreign letters f, j, w and z follow up to 93. 0 is no letter. Case is apart.
package enum VietnameseLetters {
  /// The vowels in all their tones: level, huyền, hỏi, ngã, sắc, nặng.
  private static let vowels = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ",
    "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
  ]
  private static let consonants = "bcdđghklmnpqrstvxfjwz"

  /// The number of tones.
  package static let tones = 6
  /// The number of letters, and the first number that is none.
  static let count = 94
  /// The numbers of the vowels.
  package static let vowelCodes = 1...72
  /// The number of the letter đ.
  package static let stroked = UInt8(76)

  /// The lower-case letters by their numbers; the first is unused.
  package static let lower: [Unicode.Scalar] =
    ["\0"] + vowels.flatMap { Array($0.unicodeScalars) } + Array(consonants.unicodeScalars)

  /// The upper-case letters by their numbers; the first is unused.
  package static let upper: [Unicode.Scalar] = lower.map { scalar in
    scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
  }

  /// The numbers by scalar value below 0x200, 0 for all that is no letter here.
  static let lowCodes: [UInt8] = codes(from: 0, count: 0x200)
  /// The numbers by scalar value from 0x1EA0 on, 0x60 of them.
  static let highCodes: [UInt8] = codes(from: 0x1EA0, count: 0x60)

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
  package static func code(of scalar: Unicode.Scalar) -> UInt8 {
    if scalar.value < 0x200 { return lowCodes[Int(scalar.value)] }
    guard scalar.value >= 0x1EA0, scalar.value < 0x1F00 else { return 0 }
    return highCodes[Int(scalar.value - 0x1EA0)]
  }
}
