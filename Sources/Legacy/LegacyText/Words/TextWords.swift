import Foundation
import SheetModel
import VietnameseText

/// The words of one text and the encodings that they are found in; storage that is used again.
struct TextWords {
  private(set) var tokens: [TextToken] = []
  private(set) var readings: [TokenReading] = []
  /// The candidate of each word.
  private(set) var states: [Int] = []
  private var words: [EncodingChain.Word] = []
  private var chain = EncodingChain()

  /// Forgets all words.
  mutating func clear() {
    tokens.removeAll(keepingCapacity: true)
    readings.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
  }

  /// Splits a text into words.
  mutating func split(_ units: borrowing TextUnits) {
    TextTokens.split(units, into: &tokens)
  }

  /// Takes the words with one of some units for Unicode.
  mutating func prove(_ units: Set<Int>) {
    for index in tokens.indices where tokens[index].range.contains(where: units.contains) {
      tokens[index].isProven = true
      tokens[index].isMisread = false
    }
  }

  /// Reads each word in all encodings.
  mutating func read(
    _ units: borrowing TextUnits, _ reader: WordReader, _ evidence: FileEvidence
  ) {
    readings.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    for token in tokens {
      readings.append(
        reader.reading(of: token, in: units, foreign: evidence.foreign, lost: evidence.lost))
    }
  }

  /// Makes a reading of a word likelier.
  mutating func favour(_ index: Int, _ candidate: Int) {
    readings[index].logs[candidate] += WordChance.pairing
  }

  /// Gives each word the encoding of the stretch of font that it begins in.
  mutating func setFonts(_ stretches: [FontStretch]) {
    var stretch = 0
    for index in tokens.indices {
      while stretch < stretches.count - 1, stretches[stretch].end <= tokens[index].range.lowerBound
      {
        stretch += 1
      }
      guard stretches.indices.contains(stretch) else { continue }
      tokens[index].font = stretches[stretch].font?.encoding
      tokens[index].isInCapitals = stretches[stretch].font?.isCapitals ?? false
    }
  }

  /// Takes the one encoding for all words.
  mutating func settle(on candidate: Int) {
    states = [Int](repeating: candidate, count: tokens.count)
    readings = [TokenReading](repeating: TokenReading(), count: tokens.count)
  }

  /// Finds the encoding of each word, and what is to be done with the text.
  mutating func decide(
    _ units: borrowing TextUnits, _ decider: TextDecider, _ context: TextContext
  ) -> TextDecision {
    words.removeAll(keepingCapacity: true)
    var font: LegacyEncoding?
    for (index, token) in tokens.enumerated() {
      var prior = context.prior
      if let encoding = token.font, let place = EncodingCandidates.index(of: encoding),
        let share = context.fonts?[place]
      {
        prior = EncodingPrior.values(prior, leaningTo: encoding, share: share)
      }
      words.append(
        EncodingChain.Word(
          logs: readings[index].logs, prior: prior, isFontNew: index > 0 && token.font != font))
      font = token.font
    }
    chain.run(words, mixture: context.mixture)
    states = chain.posteriors.map { EncodingCandidates.best($0) }
    return decision(units, decider, context)
  }

  private func decision(
    _ units: borrowing TextUnits, _ decider: TextDecider, _ context: TextContext
  ) -> TextDecision {
    var least = 1.0
    var counts = CandidateValues(repeating: 0)
    var isChanged = false
    // Whether all words that would change are words as they stand too.
    var isWeak = true
    var likeliest: (candidate: Int, sure: Double) = (EncodingCandidates.tcvn3, 0)
    for index in tokens.indices {
      let (sure, isSame) = certainty(index, units, decider)
      let isDoubtful = context.hasOld && hasRival(index) && sure < TextDecider.rival
      least = min(least, isDoubtful ? min(sure, 0.9) : sure)
      if !isSame, !readings[index].isWordInUnicode, !isLetterAlone(index, units, decider) {
        isWeak = false
      }
      if isSame {
        counts[EncodingCandidates.unicode] += 1
        var others = chain.posteriors[index]
        for same in 0..<5 where isSameText(index, same, units, decider) { others[same] = 0 }
        let other = EncodingCandidates.best(others)
        if others[other] > likeliest.sure { likeliest = (other, others[other]) }
      } else {
        isChanged = true
        counts[states[index]] += 1
      }
    }
    if let odd = oddWord(units, decider, hasOld: context.hasOld) ?? spoiledWord(units, decider) {
      return .review(.mixed, odd, confidence: 0)
    }
    guard isChanged else {
      if least >= TextDecider.kept { return .keep }
      return .review(
        .unsure, EncodingCandidates.all[likeliest.candidate], confidence: likeliest.sure)
    }
    let isMixed = (0..<5).count { counts[$0] > 0 } > 1
    counts[EncodingCandidates.unicode] = 0
    let encoding = EncodingCandidates.all[EncodingCandidates.best(counts)]
    let expected = EncodingCandidates.index(of: encoding).map { words[0].prior[$0] } ?? 0
    if isWeak, expected < 0.5 { return .review(.unsure, encoding, confidence: min(least, 0.9)) }
    if least >= context.needed { return .decode(encoding, confidence: least) }
    return .review(isMixed ? .mixed : .unsure, encoding, confidence: least)
  }

  /// Whether a word is about as good in another encoding as in its own.
  private func hasRival(_ index: Int) -> Bool {
    let logs = readings[index].logs
    let own = logs[states[index]]
    // A font tells what the word does not.
    if tokens[index].font == EncodingCandidates.all[states[index]] { return false }
    // Names and foreign words tell less than words that are known.
    let least = own > log(0.01) ? 1.7 : 3.5
    return (0..<5).contains { $0 != states[index] && own - logs[$0] < least }
  }

  /// The old encoding of a word that stays as it is, though it is nothing that is written in Unicode,
  /// or has the marks of an old encoding and is a word in that; nil for none.
  private func oddWord(
    _ units: borrowing TextUnits, _ decider: TextDecider, hasOld: Bool
  ) -> LegacyEncoding? {
    let reader = decider.reader
    return units.bytes.withUnsafeBufferPointer { bytes in
      for (index, token) in tokens.enumerated()
      where !token.isProven && !token.isNeutral && isSameText(index, states[index], units, decider)
      {
        switch reader.kind(bytes, token.range, as: .unicode) {
        case .odd where !bytes[token.range].contains(0xAD):
          var old = readings[index].logs
          old[EncodingCandidates.unicode] = -.infinity
          return EncodingCandidates.all[EncodingCandidates.best(old)]
        case .loose, .joined, .foreign:
          let hasMarks = reader.hasMarks(bytes, token.range)
          guard hasMarks || hasOld else { break }
          let worst: WordKind = hasMarks ? .foreign : .loose
          let found = [LegacyEncoding.vni, .windows1258].first { encoding in
            reader.kind(bytes, token.range, as: encoding).rawValue <= worst.rawValue
              && !isSameText(index, EncodingCandidates.index(of: encoding) ?? 0, units, decider)
          }
          if let found { return found }
        default: break
        }
      }
      return nil
    }
  }

  /// The encoding of a word that would become one of no language, though it may be of another one as
  /// it stands; nil for none.
  private func spoiledWord(
    _ units: borrowing TextUnits, _ decider: TextDecider
  ) -> LegacyEncoding? {
    let reader = decider.reader
    return units.bytes.withUnsafeBufferPointer { bytes in
      for (index, token) in tokens.enumerated()
      where states[index] != EncodingCandidates.unicode && readings[index].lostAt == nil
        && states[index] != EncodingCandidates.utf8
      {
        let encoding = EncodingCandidates.all[states[index]]
        if reader.kind(bytes, token.range, as: encoding) == .impossible { return encoding }
        let own = reader.kind(bytes, token.range, as: .unicode)
        guard own == .foreign || own == .loose || own == .joined,
          !isSameText(index, states[index], units, decider)
        else { continue }
        switch reader.kind(bytes, token.range, as: encoding) {
        case .invalid: return encoding
        // The marks of VNI and CP1258 behind vowels are no other language's.
        case .foreign, .joined:
          if encoding == .tcvn3 || !reader.hasMarks(bytes, token.range) { return encoding }
        default: continue
        }
      }
      return nil
    }
  }

  /// How sure the text is that a word comes to, in whatever encoding, and whether it stays as it is.
  private func certainty(
    _ index: Int, _ units: borrowing TextUnits, _ decider: TextDecider
  ) -> (sure: Double, isSame: Bool) {
    let posterior = chain.posteriors[index]
    let best = states[index]
    let unicode = EncodingCandidates.unicode
    if posterior[best] > 0.9999, best == unicode { return (1, true) }
    let own = text(index, best, units, decider)
    var sure = posterior[best]
    for other in 0..<5 where other != best && posterior[other] > 1e-6 {
      if text(index, other, units, decider) == own { sure += posterior[other] }
    }
    // Its font shows a word of TCVN3 in capitals.
    let isShownOtherwise = tokens[index].isInCapitals && best == EncodingCandidates.tcvn3
    let isSame = best == unicode || text(index, unicode, units, decider) == own
    return (sure, isSame && !isShownOtherwise)
  }

  /// Whether a word comes to one letter.
  private func isLetterAlone(
    _ index: Int, _ units: borrowing TextUnits, _ decider: TextDecider
  ) -> Bool {
    String(decoding: text(index, states[index], units, decider), as: UTF8.self).count == 1
  }

  /// Whether a word is the same in a candidate as in Unicode.
  private func isSameText(
    _ index: Int, _ candidate: Int, _ units: borrowing TextUnits, _ decider: TextDecider
  ) -> Bool {
    candidate == EncodingCandidates.unicode
      || text(index, candidate, units, decider)
        == text(index, EncodingCandidates.unicode, units, decider)
  }

  private func text(
    _ index: Int, _ candidate: Int, _ units: borrowing TextUnits, _ decider: TextDecider
  ) -> [UInt8] {
    var out: [UInt8] = []
    decider.decoder.append(tokens[index], readings[index], in: units, as: candidate, to: &out)
    return out
  }

  // MARK: What words tell

  /// The candidates that words are plainly in, in their order; nil for one that does not tell.
  var sureCandidates: [Int] { readings.compactMap(\.sure) }

  /// Whether all words are met often in an encoding and, if that is an old one, none in Unicode.
  func areAll(in candidate: Int, _ units: borrowing TextUnits, _ reader: WordReader) -> Bool {
    let isUnicode = candidate == EncodingCandidates.unicode
    let encoding = EncodingCandidates.all[candidate]
    return units.bytes.withUnsafeBufferPointer { bytes in
      tokens.allSatisfy { token in
        if token.isMisread { return false }
        if token.isProven { return isUnicode }
        guard reader.kind(bytes, token.range, as: encoding) == .common else { return false }
        return isUnicode
          || reader.kind(bytes, token.range, as: .unicode).rawValue >= WordKind.invalid.rawValue
      }
    }
  }

  /// Whether a word is a misread one that lost a byte.
  func haveLostBytes(_ units: borrowing TextUnits) -> Bool {
    tokens.contains { MisreadText.isDamaged(units.scalars(of: $0)[...]) }
  }

  /// Whether a word has both letters that only Unicode has and those that Vietnamese has not.
  func haveForeignLetters(_ units: borrowing TextUnits, _ reader: WordReader) -> Bool {
    tokens.contains { token in
      token.isProven && !token.isMisread
        && units.scalars(of: token).contains {
          VietnameseLetters.code(of: $0) > 0 && $0.value > 0xFF
        }
        && units.bytes[token.range].contains { reader.tables.isForeign($0) }
    }
  }
}
