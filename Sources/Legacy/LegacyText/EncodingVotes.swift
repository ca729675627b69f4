import Foundation

/// Numbers by encoding, in the order of `EncodingCandidates`.
typealias CandidateValues = SIMD8<Double>

/// The encodings that are found; VIQR is only asked for.
enum EncodingCandidates {
  static let all: [LegacyEncoding] = [.unicode, .tcvn3, .vni, .windows1258, .utf8]
  static let unicode = 0
  static let tcvn3 = 1
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

/// How many texts of a column, sheet or file have a word that is plainly in each encoding.
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

  /// Whether nearly all of many votes are for Unicode.
  @inline(__always)
  var isUnicode: Bool {
    total >= 64 && counts[EncodingCandidates.unicode] >= total * 0.999
  }

  /// The candidate that nearly all of many votes are for: not one in a thousand is for another.
  var settled: Int? {
    guard total >= 64 else { return nil }
    let best = EncodingCandidates.best(counts)
    return counts[best] >= total * 0.999 ? best : nil
  }
}

/// How often the texts in a font are in its encoding.
struct FontTrust: Sendable {
  private var agreed = 0.0
  private var disagreed = 0.0

  mutating func add(agrees: Bool) {
    if agrees { agreed += 1 } else { disagreed += 1 }
  }

  /// The share of texts that are; one in twenty is not where nothing is known.
  var share: Double { (agreed + 8) / (agreed + disagreed + 8.4) }
  /// Whether most texts are not.
  var isLying: Bool { disagreed > agreed }
}

/// How often texts have words of several encodings, and how these follow each other.
struct MixtureRate: Sendable {
  private var texts = 0.0
  private var mixed = 0.0
  private var pairs = 0.0
  private var changes = 0.0

  /// Counts a text by its words that are plainly in an encoding: pairs of them that follow each
  /// other, and how many of those are in two encodings.
  mutating func add(pairs: Int, changes: Int) {
    if pairs == 0 { return }
    texts += 1
    if changes > 0 {
      mixed += 1
      self.pairs += Double(pairs)
      self.changes += Double(changes)
    }
  }

  /// The share of texts that have several.
  var share: Double { (mixed + 0.5) / (texts + 20) }
  /// How likely it is in those that a word is in another encoding than the one before it.
  var change: Double { (changes + 3) / (pairs + 10) }
}

/// How likely it is that a word is in each encoding before it is looked at; they sum to 1.
enum EncodingPrior {
  /// What is believed where nothing is known: that a text is Unicode, against one in fifty each.
  private static let unknown = CandidateValues(1, 0.02, 0.02, 0.02, 0.02, 0, 0, 0)
  /// From so many votes on, none of them for Unicode, a file is believed to have none of it: what
  /// is believed where nothing is known then counts for a part.
  private static let oneMind: [(votes: Double, part: Double)] = [(64, 0.1), (8, 0.25)]
  /// The most votes of the whole file that count beside those of the column.
  private static let mostFileVotes = 100.0

  static func values(column: EncodingVotes, file: EncodingVotes) -> CandidateValues {
    var weights = unknown
    if file.counts[EncodingCandidates.unicode] == 0,
      let belief = oneMind.first(where: { file.total >= $0.votes })
    {
      weights *= belief.part
    }
    weights += column.counts
    if file.total > 0 { weights += file.counts * min(1, mostFileVotes / file.total) }
    return weights / weights.sum()
  }

  /// The same where a share of texts is known to be in one encoding: by their font, or told.
  static func values(
    _ prior: CandidateValues, leaningTo encoding: LegacyEncoding, share: Double
  ) -> CandidateValues {
    guard let index = EncodingCandidates.index(of: encoding) else { return prior }
    // Hardly anybody puts a font of one old encoding over text in another.
    var values = prior * 0.1
    values[EncodingCandidates.unicode] = prior[EncodingCandidates.unicode]
    values[EncodingCandidates.utf8] = prior[EncodingCandidates.utf8]
    values[index] = 0
    let rest = values.sum()
    if rest > 0 { values *= (1 - share) / rest }
    values[index] = max(share, prior[index])
    return values / values.sum()
  }
}
