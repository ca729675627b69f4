import Foundation
import SheetModel

/// Makes texts Unicode one by one, with what is known of their column and file.
struct TextConverter {
  /// What became of a text.
  struct Outcome {
    /// The encoding that it was in; nil for one that is ASCII.
    var encoding: LegacyEncoding?
    /// Whether it is another text now, that which was appended.
    var isChanged = false
    /// Why a person should look at it.
    var review: (reason: LegacyTextReason, encoding: LegacyEncoding?, confidence: Double)?
  }

  let decider: TextDecider
  let told: LegacyEncoding?
  /// The votes of the whole file.
  var file = EncodingVotes()
  /// The chance of a word of Unicode that is no syllable, by what the file has.
  var foreign = EncodingLikelihood.foreign
  /// Whether texts of a font's encoding are mostly in it, by candidate.
  var lyingFonts: Set<LegacyEncoding> = []
  private var units = TextUnits()

  init(_ decider: TextDecider, told: LegacyEncoding?) {
    self.decider = decider
    self.told = told == .unicode ? nil : told
  }

  /// Whether what is known of the file matters to a text.
  func isOpen(_ scan: TextScan) -> Bool {
    scan.hasLatin && !scan.isProven && told == nil
  }

  /// Appends a text in Unicode NFC; nothing where it stays as it is.
  ///
  /// - Parameters:
  ///   - font: the encoding of the font that the text is in.
  ///   - votes: those of the column.
  mutating func append(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, font: LegacyFont?, votes: EncodingVotes,
    to out: inout [UInt8]
  ) -> Outcome {
    if told == .viqr { return appendVIQR(raw, scan, to: &out) }
    if scan.isASCII {
      // A font of capitals shows small letters of ASCII as capitals too.
      guard let font, font.isCapitals, !lyingFonts.contains(font.encoding), told != .unicode,
        raw.contains(where: { $0 >= 0x61 && $0 <= 0x7A })
      else { return Outcome() }
      out.append(contentsOf: raw.lazy.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 })
      return Outcome(encoding: font.encoding, isChanged: true)
    }
    if scan.isProven || !scan.hasLatin { return appendUnicode(raw, scan, to: &out) }
    units.set(raw)
    let font = font.flatMap { lyingFonts.contains($0.encoding) ? nil : $0 }
    let decision = decide(scan, font: font?.encoding, votes)
    switch decision {
    case .keep:
      if scan.mayDecompose { return appendUnicode(raw, scan, to: &out) }
      return reviewed(raw, scan, Outcome(encoding: .unicode))
    case .review(let reason, let encoding, let confidence):
      return Outcome(encoding: .unicode, review: (reason, encoding, confidence))
    case .decode(let encoding, _):
      let start = out.count
      let isCapitals = font.map { $0.isCapitals && $0.encoding == encoding } ?? false
      decider.decoder.append(units, as: encoding, isCapitals: isCapitals, to: &out)
      // In some texts both encodings have the same codes: Lý is Lý in TCVN3 too.
      let isSame = out.count - start == raw.count && out[start...].elementsEqual(raw)
      if isSame { out.removeLast(out.count - start) }
      return Outcome(encoding: encoding, isChanged: !isSame)
    }
  }

  private func decide(
    _ scan: TextScan, font: LegacyEncoding?, _ votes: EncodingVotes
  ) -> TextDecision {
    if let likely = likely(font, votes) {
      let isValid = units.bytes.withUnsafeBufferPointer { bytes in
        let score = decider.reader.score(bytes, as: likely)
        if score.isAllCommon { return true }
        guard score.isAllSyllables, likely != .unicode else { return false }
        return !decider.reader.score(bytes, as: .unicode).isAllSyllables
      }
      if isValid {
        return likely == .unicode ? .keep : .decode(likely, confidence: TextDecider.confidence)
      }
    }
    let likelihood = decider.likelihood(
      units, hasMisreadLead: scan.hasMisreadLead, foreign: foreign)
    let prior = EncodingPrior(column: votes, file: file, font: font, told: told)
    return decider.decide(units, likelihood, prior, isTold: told != nil)
  }

  /// The encoding that is sure for all texts that are valid in it.
  private func likely(_ font: LegacyEncoding?, _ votes: EncodingVotes) -> LegacyEncoding? {
    if let told { return told == .utf8 ? nil : told }
    if let font { return font }
    guard let settled = votes.settled, settled != EncodingCandidates.utf8 else { return nil }
    return EncodingCandidates.all[settled]
  }

  /// What the words of a text vote for; nil for one that does not tell.
  mutating func vote(_ raw: UnsafeRawBufferPointer, _ scan: TextScan) -> Int? {
    if scan.isProven { return EncodingCandidates.unicode }
    guard scan.hasLatin else { return nil }
    units.set(raw)
    return decider.likelihood(units, hasMisreadLead: scan.hasMisreadLead, foreign: foreign).vote
  }

  // MARK: Unicode

  private mutating func appendUnicode(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, to out: inout [UInt8]
  ) -> Outcome {
    var outcome = Outcome(encoding: .unicode)
    if scan.mayDecompose {
      let text = String(decoding: raw, as: UTF8.self).precomposedUTF8
      if text.count != raw.count || !text.elementsEqual(raw) {
        out.append(contentsOf: text)
        outcome.isChanged = true
        return text.withUnsafeBytes { reviewed($0, TextScan($0), outcome) }
      }
    }
    return reviewed(raw, scan, outcome)
  }

  /// Looks for what does not belong into a text of Unicode.
  private mutating func reviewed(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, _ outcome: Outcome
  ) -> Outcome {
    guard scan.hasRoundVowel || (scan.isProven && scan.hasForeign) else { return outcome }
    var outcome = outcome
    if scan.isProven, scan.hasForeign {
      units.set(raw)
      if decider.isMixed(units) { outcome.review = (.mixed, nil, 0) }
    }
    if outcome.review == nil, scan.hasRoundVowel, decider.remnants.isIn(raw) {
      outcome.review = (.halfConverted, nil, 0)
    }
    return outcome
  }

  private mutating func appendVIQR(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, to out: inout [UInt8]
  ) -> Outcome {
    if scan.isProven || scan.hasLatin { return appendUnicode(raw, scan, to: &out) }
    let start = out.count
    units.set(raw)
    decider.decoder.append(units, as: .viqr, isCapitals: false, to: &out)
    if out.count - start == raw.count, out[start...].elementsEqual(raw) {
      out.removeLast(out.count - start)
      return Outcome()
    }
    return Outcome(encoding: .viqr, isChanged: true)
  }
}
