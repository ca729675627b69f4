import Foundation
import SheetModel
import VietnameseText

/// A stretch of a text and the font of an old encoding that it is in.
struct FontStretch {
  /// Where it ends: bytes of the text, or units of it.
  var end: Int
  /// The font; nil for one of Unicode.
  var font: LegacyFont?
}

/// Makes texts Unicode one by one, with what is known of their column and file.
struct TextConverter {
  /// What became of a text.
  struct Outcome {
    /// The encoding that it was in, or most of its words; nil for one that is ASCII.
    var encoding: LegacyEncoding?
    /// Whether it is another text now, that which was appended.
    var isChanged = false
    /// Why a person should look at it.
    var review: (reason: LegacyTextReason, encoding: LegacyEncoding?, confidence: Double)?
  }

  let decider: TextDecider
  let told: LegacyEncoding?
  /// What is known of the whole file.
  var evidence = FileEvidence()
  var units = TextUnits()
  var words = TextWords()
  /// Where the stretches of the last text that was changed end in what was appended.
  private(set) var ends: [Int] = []

  init(_ decider: TextDecider, told: LegacyEncoding?) {
    self.decider = decider
    self.told = told == .unicode ? nil : told
  }

  /// Whether a text needs no closer look and no change.
  func isPlain(_ raw: UnsafeRawBufferPointer, _ scan: TextScan) -> Bool {
    told == nil && decider.isPlain(raw, scan, isSettled: false)
  }

  /// Whether what is known of the file matters to a text.
  func isOpen(_ raw: UnsafeRawBufferPointer, _ scan: TextScan) -> Bool {
    scan.mayBeOld && told == nil && !isPlain(raw, scan)
  }

  /// Appends a text in Unicode NFC; nothing where it stays as it is.
  ///
  /// - Parameters:
  ///   - stretches: the fonts of the text, one at least; their ends are bytes.
  ///   - votes: those of the column.
  mutating func append(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, _ stretches: [FontStretch],
    votes: EncodingVotes, to out: inout [UInt8]
  ) -> Outcome {
    if told == .viqr { return appendVIQR(raw, scan, to: &out) }
    guard scan.mayDecompose else {
      return appendComposed(raw, scan, stretches, votes: votes, to: &out)
    }
    let (text, composed, marked) = Self.composed(raw, stretches)
    if text.count == raw.count, text.elementsEqual(raw) {
      return appendComposed(raw, scan, stretches, votes: votes, to: &out)
    }
    return text.withUnsafeBytes { bytes in
      let start = out.count
      var outcome = appendComposed(
        bytes, TextScan(bytes), composed, votes: votes, marked: marked, to: &out)
      let isLeft = outcome.review.map { $0.reason == .unsure || $0.reason == .mixed } ?? false
      if !outcome.isChanged, !isLeft {
        out.append(contentsOf: bytes)
        ends = composed.map { start + $0.end }
        outcome.isChanged = true
      }
      return outcome
    }
  }

  /// A text in NFC, where its stretches end there, and which of its characters had marks apart: those
  /// are Unicode for sure.
  private static func composed(
    _ raw: UnsafeRawBufferPointer, _ stretches: [FontStretch]
  ) -> (text: [UInt8], stretches: [FontStretch], marked: Set<Int>) {
    var text: [UInt8] = []
    var marked: Set<Int> = []
    var (start, count) = (0, 0)
    var ends = stretches
    for index in stretches.indices {
      let end = index == stretches.count - 1 ? raw.count : max(start, stretches[index].end)
      for character in String(decoding: raw[start..<end], as: UTF8.self) {
        let composed = String(character).precomposedStringWithCanonicalMapping
        if character.unicodeScalars.contains(where: { UTF8Text.isMark($0.value) }) {
          marked.insert(count)
        }
        text += Array(composed.utf8)
        count += composed.unicodeScalars.count
      }
      ends[index].end = text.count
      start = end
    }
    return (text, ends, marked)
  }

  private mutating func appendComposed(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, _ stretches: [FontStretch],
    votes: EncodingVotes, marked: Set<Int> = [], to out: inout [UInt8]
  ) -> Outcome {
    let hasCapitals = stretches.contains { $0.font?.isCapitals == true }
    if !hasCapitals, scan.isASCII { return Outcome() }
    if !hasCapitals, !scan.mayBeOld || isPlain(raw, scan) {
      return reviewed(raw, scan, Outcome(encoding: .unicode))
    }
    units.set(raw)
    words.split(units)
    if !marked.isEmpty { words.prove(marked) }
    let fonts = units.stretches(stretches)
    if words.tokens.isEmpty {
      return hasCapitals
        ? appendCapitals(raw, fonts, to: &out)
        : reviewed(raw, scan, Outcome(encoding: scan.isASCII ? nil : .unicode))
    }
    switch decide(fonts, votes) {
    case .keep: return reviewed(raw, scan, Outcome(encoding: .unicode))
    case .review(.unsure, let encoding, let confidence):
      let found = reviewed(raw, scan, Outcome(encoding: .unicode))
      if found.review != nil { return found }
      return Outcome(encoding: .unicode, review: (.unsure, encoding, confidence))
    case .review(let reason, let encoding, let confidence):
      return Outcome(encoding: .unicode, review: (reason, encoding, confidence))
    case .decode(let encoding, _):
      if words.mayHaveLost(units, decider.reader, evidence) {
        return Outcome(encoding: .unicode, review: (.lostLetter, .tcvn3, 0))
      }
      let start = out.count
      write(fonts, to: &out)
      // In some texts both encodings have the same codes: Lý is Lý in TCVN3 too.
      let isSame = out.count - start == raw.count && out[start...].elementsEqual(raw)
      if isSame { out.removeLast(out.count - start) }
      return Outcome(encoding: encoding, isChanged: !isSame)
    }
  }

  private mutating func decide(
    _ fonts: [FontStretch], _ votes: EncodingVotes
  ) -> TextDecision {
    if told == nil, let settled = votes.settled, settled != EncodingCandidates.utf8,
      words.areAll(in: settled, units, decider.reader)
    {
      if settled == EncodingCandidates.unicode { return .keep }
      words.settle(on: settled)
      return .decode(EncodingCandidates.all[settled], confidence: TextDecider.confidence)
    }
    words.read(units, decider.reader, evidence)
    words.favourPairs(units, decider.reader)
    words.setFonts(fonts)
    var prior = EncodingPrior.values(column: votes, file: evidence.votes)
    if let told { prior = EncodingPrior.values(prior, leaningTo: told, share: 1 - 1e-6) }
    let context = TextContext(
      prior: prior, mixture: evidence.mixture,
      hasOld: evidence.votes.total > evidence.votes.counts[EncodingCandidates.unicode]
        || fonts.contains { $0.font != nil },
      needed: told == nil ? TextDecider.confidence : TextDecider.told,
      fonts: told == nil ? evidence.fonts.map(\.share) : nil)
    return words.decide(units, decider, context)
  }

  private mutating func write(_ fonts: [FontStretch], to out: inout [UInt8]) {
    var writer = WordsWriter(words, decider, fonts)
    writer.append(units, to: &out)
    ends = writer.ends
  }

  /// A text of ASCII in which a font of capitals shows small letters as capitals too.
  private mutating func appendCapitals(
    _ raw: UnsafeRawBufferPointer, _ fonts: [FontStretch], to out: inout [UInt8]
  ) -> Outcome {
    guard told != .unicode, !evidence.fonts[EncodingCandidates.tcvn3].isLying,
      raw.contains(where: { $0 >= 0x61 && $0 <= 0x7A })
    else { return Outcome() }
    let start = out.count
    write(fonts, to: &out)
    if out[start...].elementsEqual(raw) {
      out.removeLast(out.count - start)
      return Outcome()
    }
    return Outcome(encoding: .tcvn3, isChanged: true)
  }

  /// The candidates that words of a text are plainly in, in their order; `words` are those of the
  /// text then, none where it did not have to be read.
  mutating func votes(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, _ body: (Int) -> Void
  ) {
    words.clear()
    if scan.isASCII { return }
    if told != nil || !scan.mayBeOld || isPlain(raw, scan) {
      if scan.isProven || scan.hasLatin { body(EncodingCandidates.unicode) }
      return
    }
    units.set(raw)
    words.split(units)
    words.read(units, decider.reader, evidence)
    let found = Set(words.sureCandidates)
    for candidate in 0..<5 where found.contains(candidate) { body(candidate) }
  }

  // MARK: Unicode

  /// Looks for what does not belong into a text of Unicode.
  private mutating func reviewed(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, _ outcome: Outcome
  ) -> Outcome {
    let mayBeMixed = scan.hasForeign || scan.hasHan
    guard scan.hasRoundVowel || scan.hasLostHorn || mayBeMixed else { return outcome }
    var outcome = outcome
    if mayBeMixed {
      units.set(raw)
      words.split(units)
      if words.haveLostBytes(units) {
        outcome.review = (.damaged, .utf8, 0)
      } else if words.haveForeignLetters(units, decider.reader) {
        outcome.review = (.mixed, nil, 0)
      }
    }
    if outcome.review == nil, scan.hasRoundVowel, decider.remnants.isIn(raw) {
      outcome.review = (.halfConverted, nil, 0)
    }
    if outcome.review == nil, scan.hasLostHorn, decider.reader.hasLostHorn(raw) {
      outcome.review = (.lostLetter, nil, 0)
    }
    return outcome
  }

  private mutating func appendVIQR(
    _ raw: UnsafeRawBufferPointer, _ scan: TextScan, to out: inout [UInt8]
  ) -> Outcome {
    if scan.isProven || scan.hasLatin || scan.mayDecompose {
      let text = String(decoding: raw, as: UTF8.self).precomposedUTF8
      if text.elementsEqual(raw) { return Outcome(encoding: .unicode) }
      out.append(contentsOf: text)
      return Outcome(encoding: .unicode, isChanged: true)
    }
    let start = out.count
    units.set(raw)
    units.bytes.withUnsafeBufferPointer { VIQRText.append($0, units.others, to: &out) }
    if out.count - start == raw.count, out[start...].elementsEqual(raw) {
      out.removeLast(out.count - start)
      return Outcome()
    }
    return Outcome(encoding: .viqr, isChanged: true)
  }
}
