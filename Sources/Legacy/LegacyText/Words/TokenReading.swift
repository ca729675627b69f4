import SheetModel
import VietnameseText

/// What a word is in each of the encodings.
struct TokenReading {
  /// How well it goes with each; natural logarithms.
  var logs = CandidateValues(repeating: WordChance.never)
  /// What it was before it was misread; nil where it was not.
  var undone: MisreadText.Undone?
  /// Where in the text an ư was lost from it, if it is TCVN3.
  var lostAt: Int?
  /// Whether it is no name of the highlands either without that ư.
  var isLostForSure = false

  /// Whether it is a syllable of Vietnamese as it stands, or too short to tell.
  var isWordInUnicode = false

  /// The candidate that is fifty times as likely as any other by the word alone; nil for none, and for
  /// good Vietnamese that would be better in an old encoding.
  var sure: Int? {
    let best = EncodingCandidates.best(logs)
    if isWordInUnicode, best != EncodingCandidates.unicode { return nil }
    for index in 0..<5 where index != best && logs[best] - logs[index] < 3.9 { return nil }
    return best
  }
}

extension WordReader {
  /// Reads a word in all encodings.
  ///
  /// - Parameters:
  ///   - foreign: the chance of a word of Unicode that is no syllable.
  ///   - lost: what a word of TCVN3 that lost its ư has to be worth.
  func reading(
    of token: TextToken, in units: borrowing TextUnits, foreign: Double, lost: Double
  ) -> TokenReading {
    var reading = TokenReading()
    if token.isNeutral {
      reading.logs = CandidateValues(repeating: 0)
      return reading
    }
    let unicode = EncodingCandidates.unicode
    units.bytes.withUnsafeBufferPointer { bytes in
      reading.logs[unicode] =
        token.isProven ? 0 : logs(bytes, token.range, as: .unicode, foreign: foreign)
      guard !token.isProven else { return }
      for index in 1..<EncodingCandidates.utf8 {
        reading.logs[index] = logs(
          bytes, token.range, as: EncodingCandidates.all[index], foreign: foreign)
      }
      let own = kind(bytes, token.range, as: .unicode)
      reading.isWordInUnicode =
        own.rawValue <= WordKind.possible.rawValue || token.range.count == 1
        || token.range.count == 2 && hasMarks(bytes, token.range)
      if own == .foreign || own == .joined || own == .loose, token.range.count > 2,
        hasMarks(bytes, token.range)
      {
        reading.logs[unicode] += WordChance.marked
      }
      let old = self.kind(bytes, token.range, as: .tcvn3)
      guard old.rawValue >= WordKind.loose.rawValue,
        let (place, kind) = lostHorn(bytes, token.range)
      else { return }
      let worth = WordChance.worth(of: kind, isUnicode: false, foreign: 0) + lost
      if worth > reading.logs[1] {
        reading.logs[1] = worth
        reading.lostAt = place
        reading.isLostForSure = old == .foreign || old == .invalid
      }
    }
    if token.isMisread, let undone = MisreadText.undone(units.scalars(of: token)[...]) {
      reading.undone = undone
      let chance =
        Double(undone.pairs) * WordChance.pair + Double(undone.triples) * WordChance.triple
      for index in 0..<EncodingCandidates.utf8 { reading.logs[index] += chance }
      // No language has letters of ASCII and of Chinese in one word, or those of two alphabets.
      if token.isProven {
        reading.logs[unicode] += WordChance.worth(of: .odd, isUnicode: true, foreign: 0)
      }
      reading.logs[EncodingCandidates.utf8] = misreadLog(undone.text, foreign: foreign)
    }
    return reading
  }

  /// Whether a letter and a byte behind it are one letter of VNI or CP1258.
  func hasMarks(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    [LegacyEncoding.vni, .windows1258].contains { encoding in
      range.contains { tables.glyph(bytes, at: $0, before: range.upperBound, encoding).count > 1 }
    }
  }

  private func logs(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, as encoding: LegacyEncoding,
    foreign: Double
  ) -> Double {
    var sum = 0.0
    Self.eachWord(bytes, in: range) { range, isHigh in
      guard isHigh else { return }
      let kind = kind(bytes, range, as: encoding)
      sum += WordChance.worth(of: kind, isUnicode: encoding == .unicode, foreign: foreign)
    }
    return sum
  }

  /// How well the words of a text go that was UTF-8.
  private func misreadLog(_ text: [Unicode.Scalar], foreign: Double) -> Double {
    var sum = 0.0
    var codes: [UInt8] = []
    var isHigh = false
    func endWord() {
      if isHigh {
        sum += WordChance.worth(of: kind(of: codes), isUnicode: true, foreign: foreign)
      }
      codes.removeAll()
      isHigh = false
    }
    for scalar in text {
      let code = VietnameseLetters.code(of: scalar)
      if code > 0 {
        codes.append(code)
        if scalar.value >= 0x80 { isHigh = true }
      } else {
        endWord()
        // A character of Chinese or none was not undone.
        if scalar.value >= 0x2E80 { sum += WordChance.never }
      }
    }
    endWord()
    return sum
  }

  /// What the letters of a word of Unicode are, whatever their case.
  private func kind(of codes: [UInt8]) -> WordKind {
    var key = SyllableKey()
    for code in codes { key.append(code) }
    switch model.standing(of: key) {
    case .common: return .common
    case .known: return .known
    case .possible: return .possible
    case .none: break
    }
    let hasTone = codes.contains { VietnameseLetters.tone($0) > 0 }
    let kind = hasTone ? WordKind.foreign : loose.kind(of: codes)
    return kind == .invalid ? .foreign : kind
  }
}
