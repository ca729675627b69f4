import VietnameseText

/// The codes of the old encodings, as `tcvn3.csv` and `vni.csv` of the field's facts have them.
///
/// TCVN 5712:1993 (its third character set) and VNI-Windows, both checked there against several
/// converters; windows-1258 against its codec.
package enum LegacyCodes {
  /// TCVN3 by the number of the lower-case letter; ASCII letters stand for themselves.
  package static let tcvn3: [UInt8] = {
    let vowels: [[UInt8]] = [
      [0x61, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9], [0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6],
      [0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB], [0x65, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1],
      [0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6], [0x69, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE],
      [0x6F, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4], [0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9],
      [0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE], [0x75, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4],
      [0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9], [0x79, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE],
    ]
    var table = VietnameseLetters.lower.map { UInt8(truncatingIfNeeded: $0.value) }
    for (shape, tones) in vowels.enumerated() {
      for (tone, byte) in tones.enumerated() { table[1 + shape * 6 + tone] = byte }
    }
    table[Int(VietnameseLetters.stroked)] = 0xAE
    return table
  }()

  /// The seven capitals that TCVN3 has codes for: A1 to A7.
  package static let tcvn3Capitals: [Unicode.Scalar] = ["Ă", "Â", "Ê", "Ô", "Ơ", "Ư", "Đ"]

  /// VNI by the number of the lower-case letter: one byte, or a base and its mark.
  ///
  /// Capitals are base and mark less 0x20.
  package static let vni: [[UInt8]] = {
    let tones: [UInt8] = [0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF]
    let circumflex: [UInt8] = [0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4]
    let breve: [UInt8] = [0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB]
    let alone: [UInt8] = [0x69, 0xEC, 0xE6, 0xF3, 0xED, 0xF2]
    // The shapes a ă â e ê i o ô ơ u ư y: their base, and their marks.
    let shapes: [(UInt8, [UInt8])] = [
      (0x61, tones), (0x61, breve), (0x61, circumflex), (0x65, tones), (0x65, circumflex),
      (0, alone), (0x6F, tones), (0x6F, circumflex), (0xF4, tones), (0x75, tones), (0xF6, tones),
      (0x79, tones),
    ]
    var table = VietnameseLetters.lower.map { [UInt8(truncatingIfNeeded: $0.value)] }
    for (shape, (base, marks)) in shapes.enumerated() {
      for (tone, mark) in marks.enumerated() {
        table[1 + shape * 6 + tone] = (base == 0 ? [] : [base]) + (mark == 0 ? [] : [mark])
      }
    }
    table[VietnameseLetters.vowelCodes.upperBound] = [0xEE]  // ỵ
    table[Int(VietnameseLetters.stroked)] = [0xF1]
    return table
  }()

  /// The tones of windows-1258, by tone: combining bytes behind the vowel.
  package static let windows1258Tones: [UInt8] = [0, 0xCC, 0xD2, 0xDE, 0xEC, 0xF2]
  /// The letters that windows-1258 has in place of others of windows-1252, lower case and upper.
  package static let windows1258Letters: [(letter: Unicode.Scalar, byte: UInt8)] = [
    ("ă", 0xE3), ("Ă", 0xC3), ("ơ", 0xF5), ("Ơ", 0xD5), ("ư", 0xFD), ("Ư", 0xDD), ("đ", 0xF0),
    ("Đ", 0xD0),
  ]

  /// VIQR's marks of shape, by shape: breve, circumflex and horn.
  package static let viqrShapes = ["", "(", "^", "", "^", "", "", "^", "+", "", "+", ""]
  /// VIQR's tones, by tone.
  package static let viqrTones = ["", "`", "?", "~", "'", "."]
}
