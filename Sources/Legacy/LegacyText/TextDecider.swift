import Foundation
import VietnameseText

/// What is to be done with a text.
enum TextDecision: Equatable {
  /// Nothing: it is Unicode.
  case keep
  /// It is made Unicode from an old encoding; how sure that is, from 0 to 1.
  case decode(LegacyEncoding, confidence: Double)
  /// Nothing, but a person should look at it.
  case review(LegacyTextReason, LegacyEncoding?, confidence: Double)
}

/// Why a text is left for a person to look at.
public enum LegacyTextReason: String, Sendable, CaseIterable {
  /// It may be in an old encoding, but that is not sure enough.
  case unsure
  /// It is Unicode with words in it that are those of an old encoding.
  case mixed
  /// It is Unicode, but looks like what a bad conversion of an old text leaves.
  case halfConverted = "half-converted"
  /// It is UTF-8 read as windows-1252, and bytes of it were lost on the way.
  case damaged
}

/// Decides what encoding texts are in; it remembers nothing of them.
struct TextDecider {
  /// A text is only changed where this sure, and listed for review from `doubt` on.
  static let confidence = 0.95
  static let doubt = 0.25

  let reader: WordReader
  let decoder: LegacyDecoder
  let remnants: HalfConvertedText

  init(_ model: LegacyTextModel) {
    reader = WordReader(model.syllables)
    decoder = LegacyDecoder(reader.tables)
    remnants = model.halfConverted
  }

  /// How well the words of a text that may be in any encoding go with each.
  ///
  /// - Parameter foreign: the chance of a word of Unicode that is no syllable.
  func likelihood(
    _ units: borrowing TextUnits, hasMisreadLead: Bool, foreign: Double
  ) -> EncodingLikelihood {
    var likelihood = EncodingLikelihood()
    units.bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<EncodingCandidates.utf8 {
        let encoding = EncodingCandidates.all[index]
        if index > 0, !Self.differs(bytes, in: encoding) { continue }
        likelihood.set(index, reader.score(bytes, as: encoding), foreign: foreign)
      }
      guard hasMisreadLead, let misread = LegacyDecoder.misreadBytes(bytes) else { return }
      let (score, sequences) = reader.misreadScore(misread)
      likelihood.set(EncodingCandidates.utf8, score, foreign: foreign)
      likelihood.countSequences(sequences)
    }
    return likelihood
  }

  /// Whether a byte is there that an encoding has another letter or tone for than windows-1252.
  private static func differs(
    _ bytes: UnsafeBufferPointer<UInt8>, in encoding: LegacyEncoding
  ) -> Bool {
    for byte in bytes where byte > 0xA0 {
      switch (encoding, byte) {
      case (.tcvn3, 0xFD), (.vni, 0xEC), (.vni, 0xED), (.vni, 0xCC), (.vni, 0xCD): continue
      case (.windows1258, 0xC3), (.windows1258, 0xE3), (.windows1258, 0xD5), (.windows1258, 0xF5),
        (.windows1258, 0xDD), (.windows1258, 0xFD), (.windows1258, 0xD0), (.windows1258, 0xF0),
        (.windows1258, 0xCC), (.windows1258, 0xEC), (.windows1258, 0xD2), (.windows1258, 0xF2),
        (.windows1258, 0xDE):
        return true
      case (.windows1258, _): continue
      default: return true
      }
    }
    return false
  }

  /// What is to be done with a text that may be in any encoding.
  func decide(
    _ units: borrowing TextUnits, _ likelihood: EncodingLikelihood, _ prior: EncodingPrior,
    isTold: Bool
  ) -> TextDecision {
    let posterior = likelihood.posterior(prior)
    let best = EncodingCandidates.best(posterior)
    if best != EncodingCandidates.unicode {
      let encoding = EncodingCandidates.all[best]
      let confidence = posterior[best]
      if confidence >= (isTold ? 0.5 : Self.confidence) {
        return .decode(encoding, confidence: confidence)
      }
    }
    let doubt = 1 - posterior[EncodingCandidates.unicode]
    if doubt >= Self.doubt {
      var rest = posterior
      rest[EncodingCandidates.unicode] = 0
      let likeliest = EncodingCandidates.best(rest)
      return .review(
        .unsure, EncodingCandidates.all[likeliest], confidence: posterior[likeliest])
    }
    let isDamaged = units.bytes.withUnsafeBufferPointer { Self.isDamaged($0) }
    return isDamaged ? .review(.damaged, .utf8, confidence: 0) : .keep
  }

  /// Whether two bytes of a Vietnamese letter in UTF-8 stand where the third was lost: áº or á».
  private static func isDamaged(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 1 else { return false }
    for index in 1..<bytes.count where bytes[index - 1] == 0xE1 {
      if bytes[index] == 0xBA || bytes[index] == 0xBB { return true }
    }
    return false
  }

  /// Whether words of an old encoding stand in a text that has letters of Unicode.
  func isMixed(_ units: borrowing TextUnits) -> Bool {
    units.bytes.withUnsafeBufferPointer { bytes in
      var found = false
      WordReader.eachWord(bytes) { range in
        let word = reader.word(bytes, range, as: .unicode)
        guard !found, word == .invalid || word == .odd else { return }
        let isCut =
          (range.lowerBound > 0 && bytes[range.lowerBound - 1] == 0)
          || (range.upperBound < bytes.count && bytes[range.upperBound] == 0)
        if isCut {
          // No word has both letters that only Unicode has and those of other languages.
          found = bytes[range].contains { reader.tables.isForeign($0) }
        } else if range.count > 1 {
          found =
            EncodingCandidates.all[1...3].contains {
              let word = reader.word(bytes, range, as: $0)
              return word == .valid || word == .common
            }
            || Self.isDamaged(UnsafeBufferPointer(rebasing: bytes[range]))
        }
      }
      return found
    }
  }
}

extension WordReader {
  /// The words of a text that was UTF-8, and how many characters took more than a byte.
  func misreadScore(_ utf8: [UInt8]) -> (WordScore, sequences: Int) {
    var score = WordScore()
    var sequences = 0
    var key = SyllableKey()
    var isHigh = false
    func endWord() {
      if isHigh {
        switch model.standing(of: key) {
        case .common: score.add(.common)
        case .possible: score.add(.valid)
        case .none: score.add(.invalid)
        }
      }
      key = SyllableKey()
      isHigh = false
    }
    let text = String(decoding: utf8, as: UTF8.self)
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.value >= 0x80 { sequences += 1 }
      let code = VietnameseLetters.code(of: scalar)
      if code > 0 {
        key.append(code)
        if scalar.value >= 0x80 { isHigh = true }
      } else {
        endWord()
      }
    }
    endWord()
    return (score, sequences)
  }
}
