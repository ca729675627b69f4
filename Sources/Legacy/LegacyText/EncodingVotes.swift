import Foundation

/// Numbers by encoding, in the order of `EncodingCandidates`.
typealias CandidateValues = SIMD8<Double>

/// The encodings that are found; VIQR is only asked for.
enum EncodingCandidates {
  static let all: [LegacyEncoding] = [.unicode, .tcvn3, .vni, .windows1258, .utf8]
  static let unicode = 0
  static let windows1258 = 3
  static let utf8 = 4

  /// The place of an encoding in the order; VIQR has none.
  static func index(of encoding: LegacyEncoding) -> Int? { all.firstIndex(of: encoding) }

  /// The place of the highest value.
  static func best(_ values: CandidateValues) -> Int {
    var best = 0
    for index in 1..<5 where values[index] > values[best] { best = index }
    return best
  }
}

/// How many texts of a column, sheet or file are plainly in each encoding.
struct EncodingVotes: Sendable {
  private(set) var counts = CandidateValues(repeating: 0)
  private(set) var total = 0.0

  /// Adds the vote of one text.
  @inline(__always)
  mutating func add(_ candidate: Int) {
    counts[candidate] += 1
    total += 1
  }

  mutating func add(_ other: EncodingVotes) {
    counts += other.counts
    total += other.total
  }

  /// The candidate that nearly all of many votes are for: not one in a thousand is for another.
  var settled: Int? {
    guard total >= 64 else { return nil }
    let best = EncodingCandidates.best(counts)
    return counts[best] >= total * 0.999 ? best : nil
  }
}

/// How likely it is that a text is in each encoding before it is looked at; needs not sum to 1.
struct EncodingPrior {
  private(set) var weights: CandidateValues

  /// What is believed where nothing is known: that a text is Unicode, against one in fifty each.
  private static let unknown = CandidateValues(1, 0.02, 0.02, 0.02, 0.02, 0, 0, 0)
  /// From so many votes on, none of them for Unicode, a file is believed to have none of it: what
  /// is believed where nothing is known then counts for a part.
  private static let oneMind: [(votes: Double, part: Double)] = [(64, 0.1), (8, 0.25)]
  /// The most votes of the whole file that count beside those of the column.
  private static let mostFileVotes = 100.0
  /// What a font of an encoding counts for, and what being told the encoding does.
  private static let font = 2000.0
  private static let told = 100_000.0

  init(
    column: EncodingVotes, file: EncodingVotes, font: LegacyEncoding? = nil,
    told: LegacyEncoding? = nil
  ) {
    weights = Self.unknown
    if file.counts[EncodingCandidates.unicode] == 0,
      let belief = Self.oneMind.first(where: { file.total >= $0.votes })
    {
      weights *= belief.part
    }
    weights += column.counts
    if file.total > 0 {
      weights += file.counts * min(1, Self.mostFileVotes / file.total)
    }
    if let font { strengthen(font, by: Self.font) }
    if let told { strengthen(told, by: Self.told) }
  }

  private mutating func strengthen(_ encoding: LegacyEncoding, by factor: Double) {
    guard let index = EncodingCandidates.index(of: encoding) else { return }
    weights[index] = max(weights[index], weights[EncodingCandidates.unicode]) * factor
  }
}

/// How well the words of a text go with each encoding.
///
/// The chances are those of a word with letters beyond ASCII. They were set by hand: of a hundred
/// words of Vietnamese some ninety are common and one no syllable (names, slips). "Confidence" is
/// what follows from them.
struct EncodingLikelihood {
  /// Natural logarithms; minus infinity where the encoding is out of the question.
  private(set) var logs = CandidateValues(repeating: -.infinity)
  /// Whether all words are syllables in Unicode too.
  private(set) var isVietnamese = false

  private static let common = log(0.9)
  private static let valid = log(0.08)
  private static let plausible = log(0.3)
  private static let invalid = log(0.01)
  /// What a word is in Unicode that no language writes so.
  private static let odd = log(0.004)
  private static let impossible = log(0.00002)
  /// What a sequence of UTF-8 counts for: other text hardly ever makes one by chance.
  private static let sequence = log(0.05)

  /// The chance of a word of Unicode that is no syllable, where nothing is known of the file:
  /// French, names and slips.
  static let foreign = 0.15

  mutating func set(_ candidate: Int, _ score: WordScore, foreign: Double) {
    if candidate == EncodingCandidates.unicode {
      isVietnamese = score.invalid == 0 && score.odd == 0
    }
    let isUnicode = candidate == EncodingCandidates.unicode
    let invalid = isUnicode ? log(foreign) : Self.invalid
    var sum = Double(score.common) * Self.common + Double(score.valid) * Self.valid
    sum += Double(score.plausible) * Self.plausible + Double(score.invalid) * invalid
    // Names in capitals within words, such as McDonald, are odd in other encodings too.
    sum += Double(score.odd) * min(Self.odd, invalid)
    logs[candidate] = sum + Double(score.impossible) * Self.impossible
  }

  /// Counts sequences of UTF-8 against all candidates but that.
  mutating func countSequences(_ count: Int) {
    let weight = Double(count) * Self.sequence
    for index in 0..<EncodingCandidates.utf8 { logs[index] += weight }
  }

  /// The candidate that is six times as likely as any other by the words alone; nil for none, and
  /// for texts that are good Vietnamese in Unicode but better in another encoding.
  ///
  /// For Unicode it takes 25 times: a rare syllable in an old encoding, such as `Lự`, is often a
  /// common one in Unicode (`Lù`).
  var vote: Int? {
    let best = EncodingCandidates.best(logs)
    if isVietnamese, best != EncodingCandidates.unicode { return nil }
    // An encoding that is out of the question has the very same letters here.
    if isVietnamese, (1..<EncodingCandidates.utf8).contains(where: { logs[$0] == -.infinity }) {
      return nil
    }
    let needed = log(best == EncodingCandidates.unicode ? 25.0 : 6.0)
    for index in 0..<5 where index != best && logs[best] - logs[index] < needed { return nil }
    return best
  }

  /// How sure each candidate is, given what was believed before; they sum to 1.
  func posterior(_ prior: EncodingPrior) -> CandidateValues {
    var powers = CandidateValues(repeating: 0)
    var most = -Double.infinity
    for index in 0..<5 {
      powers[index] = logs[index] + log(prior.weights[index])
      most = max(most, powers[index])
    }
    var total = 0.0
    for index in 0..<5 {
      powers[index] = exp(powers[index] - most)
      total += powers[index]
    }
    for index in 5..<8 { powers[index] = 0 }
    return powers / total
  }
}
