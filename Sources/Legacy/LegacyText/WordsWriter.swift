import SheetModel
import VietnameseText

/// Writes a text whose words are in several encodings, and notes where its stretches of font end.
struct WordsWriter {
  private let words: TextWords
  private let decider: TextDecider
  private let fonts: [FontStretch]
  /// Whether letters of ASCII are capitals where the font shows them so.
  private let showsCapitals: Bool
  /// Whether some of the text is in a font of capitals, so that the rest tells its case.
  private let hasCapitals: Bool
  /// Whether a word is in windows-1258.
  private let isWindows1258: Bool
  private var index = 0
  private var other = 0
  private var stretch = 0
  /// Where each stretch ends in what was appended.
  private(set) var ends: [Int] = []

  /// A writer of words that were decided; the stretches' ends are units.
  init(_ words: TextWords, _ decider: TextDecider, _ fonts: [FontStretch]) {
    self.words = words
    self.decider = decider
    self.fonts = fonts
    hasCapitals = fonts.contains { $0.font?.isCapitals == true }
    isWindows1258 = words.states.contains { EncodingCandidates.all[$0] == .windows1258 }
    // A font that stands over Unicode is no font of capitals.
    showsCapitals = !zip(words.tokens, words.states).contains { token, state in
      token.font != nil && state == EncodingCandidates.unicode
    }
  }

  /// Appends the text.
  mutating func append(_ units: borrowing TextUnits, to out: inout [UInt8]) {
    let others = units.others
    let (tokens, states, readings) = (words.tokens, words.states, words.readings)
    units.bytes.withUnsafeBufferPointer { bytes in
      var place = 0
      let capitals = TCVN3Capitals(bytes, decider.reader) { range in
        while place < tokens.count, tokens[place].range.upperBound <= range.lowerBound {
          place += 1
        }
        guard place < tokens.count, tokens[place].range.overlaps(range) else { return .unicode }
        return EncodingCandidates.all[states[place]]
      }
      for (place, token) in tokens.enumerated() {
        appendPlain(bytes, to: token.range.lowerBound, others, &out)
        let state = states[place]
        if state == EncodingCandidates.utf8, let undone = readings[place].undone {
          skip(to: token.range.lowerBound + 1, &out)
          for scalar in undone.text { UTF8Text.append(scalar.value, to: &out) }
          other += token.range.count { bytes[$0] == 0 }
          index = token.range.upperBound
        } else if token.isProven, isWindows1258 {
          appendProven(bytes, to: token.range.upperBound, others, &out)
        } else {
          let isTCVN3 = state == EncodingCandidates.tcvn3
          append(
            bytes, to: token.range.upperBound, others, EncodingCandidates.all[state],
            isTCVN3 ? capitals.kind(bytes, token.range) : .asItStands,
            lostAt: isTCVN3 ? readings[place].lostAt : nil, &out)
        }
      }
      appendPlain(bytes, to: bytes.count, others, &out)
    }
    while ends.count < fonts.count { ends.append(out.count) }
  }

  /// Goes on to the stretch that a unit before `end` is in.
  private mutating func skip(to end: Int, _ out: inout [UInt8]) {
    while stretch < fonts.count - 1, fonts[stretch].end < end {
      ends.append(out.count)
      stretch += 1
    }
  }

  private var isCapitals: Bool {
    fonts.indices.contains(stretch) && fonts[stretch].font?.isCapitals == true
  }

  /// Appends what stands between words: ASCII and punctuation.
  private mutating func appendPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, to end: Int, _ others: [Unicode.Scalar],
    _ out: inout [UInt8]
  ) {
    while index < end {
      skip(to: index + 1, &out)
      let stop = stretch < fonts.count - 1 ? min(end, fonts[stretch].end) : end
      for unit in index..<stop {
        let byte = bytes[unit]
        let isSmall = byte >= 0x61 && byte <= 0x7A
        if byte == 0 {
          UTF8Text.append(others[safely: other].value, to: &out)
          other += 1
        } else if isSmall, isCapitals, showsCapitals {
          out.append(byte - 0x20)
        } else {
          UTF8Text.append(Windows1252.scalar(of: byte).value, to: &out)
        }
      }
      index = stop
    }
  }

  /// Appends a word of Unicode in a text of windows-1258, whose đ an eth stands for there too.
  private mutating func appendProven(
    _ bytes: UnsafeBufferPointer<UInt8>, to end: Int, _ others: [Unicode.Scalar],
    _ out: inout [UInt8]
  ) {
    let start = index
    for unit in start..<end {
      if bytes[unit] == 0xD0 || bytes[unit] == 0xF0 {
        skip(to: unit + 1, &out)
        UTF8Text.append(bytes[unit] == 0xD0 ? 0x110 : 0x111, to: &out)
        index = unit + 1
      } else {
        appendPlain(bytes, to: unit + 1, others, &out)
      }
    }
  }

  /// Appends a word of an encoding, stretch by stretch.
  private mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to end: Int, _ others: [Unicode.Scalar],
    _ encoding: LegacyEncoding, _ kind: TCVN3Capitals.Kind, lostAt: Int?, _ out: inout [UInt8]
  ) {
    while index < end {
      skip(to: index + 1, &out)
      let stop = stretch < fonts.count - 1 ? min(end, fonts[stretch].end) : end
      decider.decoder.append(
        bytes, index..<stop, others, &other, as: encoding,
        case: encoding == .tcvn3 && isCapitals ? .font : hasCapitals ? .asItStands : kind,
        lostAt: lostAt, to: &out)
      index = stop
    }
  }
}
