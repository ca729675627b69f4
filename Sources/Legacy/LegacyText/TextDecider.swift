import Foundation
import SheetModel
import VietnameseText

/// What is to be done with a text.
enum TextDecision: Equatable {
  /// Nothing: it is Unicode.
  case keep
  /// Its words are made Unicode, each from its encoding; that which most of them are in, and how
  /// sure the least sure is, from 0 to 1.
  case decode(LegacyEncoding, confidence: Double)
  /// Nothing, but a person should look at it.
  case review(LegacyTextReason, LegacyEncoding?, confidence: Double)
}

/// Why a text is left for a person to look at.
public enum LegacyTextReason: String, Sendable, CaseIterable {
  /// It may be in an old encoding, but that is not sure enough.
  case unsure
  /// It has words of several encodings in it, and it is not sure enough which are in which.
  case mixed
  /// It is Unicode, but looks like what a bad conversion of an old text leaves.
  case halfConverted = "half-converted"
  /// It is UTF-8 that was misread, and bytes of it were lost on the way.
  case damaged
  /// It is text whose letter ư was lost (the soft hyphen of TCVN3), and more than one word fits.
  case lostLetter = "lost-letter"
}

/// What is known of a column and its fonts when a text is decided.
struct TextContext {
  /// What is believed of a text's words before they are looked at.
  var prior: CandidateValues
  /// How often texts have words of several encodings.
  var mixture: MixtureRate
  /// Whether the file has texts or fonts of old encodings.
  var hasOld: Bool
  /// How sure every word must be for a text to be changed.
  var needed: Double
  /// By candidate, the share of texts in a font of it that are in it; nil where fonts tell nothing.
  var fonts: [Double]?
}

/// Decides what encoding each word of a text is in; the texts themselves it forgets.
struct TextDecider: Sendable {
  /// A text is only changed where each word is this sure, and listed for review where one is less
  /// sure to stay than `kept`; a word that is as good in another encoding has to be as sure as `rival`.
  static let confidence = 0.95
  static let told = 0.5
  static let kept = 0.95
  static let rival = 0.99

  let reader: WordReader
  let decoder: LegacyDecoder
  let remnants: HalfConvertedText
  let plain: PlainText

  init(_ model: LegacyTextModel) {
    reader = WordReader(model.syllables, model.pairs)
    decoder = LegacyDecoder(reader.tables)
    remnants = model.halfConverted
    plain = PlainText(model.syllables)
  }

  /// Whether a text needs no closer look and no change.
  ///
  /// - Parameter isSettled: whether its column is known to be Unicode.
  @inline(__always)
  func isPlain(_ raw: UnsafeRawBufferPointer, _ scan: TextScan, isSettled: Bool) -> Bool {
    guard !scan.mayDecompose, !scan.hasForeign else { return false }
    return !scan.hasLatin || plain.isPlain(raw, isSettled: isSettled)
  }

  /// What is to be told of a text that is plain.
  func outcome(ofPlain raw: UnsafeRawBufferPointer, _ scan: TextScan) -> TextConverter.Outcome {
    var outcome = TextConverter.Outcome(encoding: .unicode)
    if scan.hasRoundVowel, remnants.isIn(raw) {
      outcome.review = (.halfConverted, nil, 0)
    } else if scan.hasLostHorn, reader.hasLostHorn(raw) {
      outcome.review = (.lostLetter, nil, 0)
    }
    return outcome
  }
}
