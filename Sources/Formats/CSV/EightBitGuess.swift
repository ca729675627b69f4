import SheetModel

/// Tells what eight-bit encoding bytes are in by how they stand together.
///
/// TCVN3 has letters from A1 on where the others have symbols; VNI has marks behind vowels; and
/// windows-1258 has five tones behind vowels. Each letter is weighed by how many of its like an
/// encoding has.
enum EightBitGuess {
  private typealias Weights = SIMD4<Double>

  /// Natural logarithms: a letter of TCVN3 (one of 70), one of VNI or windows-1258, a mark or tone
  /// behind its vowel, a western letter, and a byte that an encoding does not have there.
  private static let (one70, letter, mark, western, foreign) = (-4.2, -3.4, -2.7, -3.9, -9.2)
  /// What is believed before: in the order of the candidates.
  private static let before = Weights(-1.2, -0.9, -1.3, -3.9)

  /// The guess; nil for bytes without any beyond ASCII.
  static func guess(_ bytes: UnsafeRawBufferPointer) -> EncodingGuess? {
    var weights = before
    var found = false
    var previous: UInt8 = 0
    for byte in bytes {
      if byte >= 0x80 { found = true }
      if byte > 0xA0 { weights += self.weights(byte, behind: previous) }
      previous = byte
    }
    guard found else { return nil }
    let all = EncodingGuess.Candidate.allCases
    var best = 0
    for index in 1..<4 where weights[index] > weights[best] { best = index }
    var sum = 0.0
    for index in 0..<4 { sum += power(weights[index] - weights[best]) }
    return EncodingGuess(likeliest: all[best], confidence: 1 / sum)
  }

  /// e to a number that is not above 0, without Foundation.
  private static func power(_ exponent: Double) -> Double {
    guard exponent > -40 else { return 0 }
    // e^x = (e^(x/1024))^1024, and near 0 that is 1 + x + x²/2.
    let step = exponent / 1024
    var value = 1 + step + step * step / 2
    for _ in 0..<10 { value *= value }
    return value
  }

  private static func weights(_ byte: UInt8, behind previous: UInt8) -> Weights {
    Weights(
      windows1258(byte, behind: previous), tcvn3(byte), vni(byte, behind: previous),
      byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 ? western : symbol(byte, behind: previous))
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: byte < 0x80
    default: false
    }
  }

  /// A symbol stands apart from letters; in the middle of a word it is none.
  private static func symbol(_ byte: UInt8, behind previous: UInt8) -> Double {
    let isLetter = (previous | 0x20) &- 0x61 < 26 || previous >= 0xC0
    return isLetter ? foreign : one70
  }

  private static func tcvn3(_ byte: UInt8) -> Double {
    switch byte {
    case 0xAF...0xB4, 0xBA, 0xBF, 0xC0...0xC5, 0xCD, 0xD9...0xDB, 0xE0, 0xF0, 0xFF: foreign
    default: one70
    }
  }

  private static func vni(_ byte: UInt8, behind previous: UInt8) -> Double {
    guard byte >= 0xC0 else { return symbol(byte, behind: previous) }
    switch byte | 0x20 {
    case 0xF4, 0xF6, 0xF1, 0xEC, 0xED, 0xE6, 0xF3, 0xF2, 0xEE: return letter
    case 0xF9, 0xF8, 0xFB, 0xF5, 0xEF:
      return isVowel(previous) || previous | 0x20 == 0xF4 || previous | 0x20 == 0xF6
        ? mark : foreign
    case 0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4, 0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB:
      return isVowel(previous) ? mark : foreign
    default: return foreign
    }
  }

  private static func windows1258(_ byte: UInt8, behind previous: UInt8) -> Double {
    guard byte >= 0xC0 else { return symbol(byte, behind: previous) }
    switch byte {
    case 0xCC, 0xD2, 0xDE, 0xEC, 0xF2:
      let isShaped: Bool
      switch previous | 0x20 {
      case 0xE3, 0xE2, 0xEA, 0xF4, 0xF5, 0xFD: isShaped = previous >= 0xC0
      default: isShaped = false
      }
      return isVowel(previous) || isShaped ? mark : foreign
    default: break
    }
    switch byte | 0x20 {
    case 0xE0, 0xE1, 0xE2, 0xE3, 0xE8, 0xE9, 0xEA, 0xED, 0xF3, 0xF4, 0xF5, 0xF9, 0xFA, 0xFD, 0xF0:
      return letter
    default: return foreign
    }
  }
}
