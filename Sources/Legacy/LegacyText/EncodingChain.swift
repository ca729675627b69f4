import Foundation

/// The encodings of the words of a text, one after the other: mostly the same as that of the word
/// before (a hidden Markov model, its chances by forward and backward sums).
struct EncodingChain {
  private var chances: [CandidateValues] = []
  private var forward: [CandidateValues] = []
  /// How sure each word is in each encoding; they sum to 1.
  private(set) var posteriors: [CandidateValues] = []
  /// How likely the words are by the chances given; a natural logarithm.
  private var likelihood = 0.0

  /// A word: how well it goes with each encoding, and what is believed of it before.
  struct Word {
    /// Natural logarithms.
    var logs: CandidateValues
    /// What is believed of a word in this font.
    var prior: CandidateValues
    /// Whether its font is another than that of the word before.
    var isFontNew: Bool
  }

  /// How likely it is that a word of a text in one encoding is in another: hardly ever.
  private static let never = 1e-5

  /// Finds `posteriors` of words of a text that is in one encoding or, with a share of chance, in
  /// several; then everything is as likely as the other, but for what `words` say.
  mutating func run(_ words: [Word], mixture: MixtureRate) {
    run(words, change: Self.never)
    guard words.count > 1 else { return }
    let even = CandidateValues(0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0)
    var mixed = self
    mixed.run(
      words.map { word in
        var word = word
        word.prior = word.prior * 0.5 + even * 0.5
        return word
      }, change: mixture.change)
    let odds = exp(mixed.likelihood - likelihood) * mixture.share / (1 - mixture.share)
    let share = odds.isFinite ? odds / (1 + odds) : 1
    for index in posteriors.indices {
      posteriors[index] = posteriors[index] * (1 - share) + mixed.posteriors[index] * share
    }
  }

  private mutating func run(_ words: [Word], change: Double) {
    likelihood = 0
    chances.removeAll(keepingCapacity: true)
    forward.removeAll(keepingCapacity: true)
    posteriors.removeAll(keepingCapacity: true)
    for (index, word) in words.enumerated() {
      let chance = Self.chances(word.logs)
      chances.append(chance)
      let before = index > 0 ? forward[index - 1] : word.prior
      let isFresh = index == 0 || word.isFontNew
      let expected = isFresh ? word.prior : before * (1 - change) + word.prior * change
      let seen = expected * chance
      likelihood += log(max(seen.sum(), 1e-300))
      forward.append(Self.normal(seen))
    }
    posteriors = forward
    var backward = CandidateValues(repeating: 1)
    for index in words.indices.reversed() {
      posteriors[index] = Self.normal(forward[index] * backward)
      let seen = chances[index] * backward
      let fresh = (words[index].prior * seen).sum()
      let next =
        words[index].isFontNew
        ? CandidateValues(repeating: fresh)
        : seen * (1 - change) + CandidateValues(repeating: fresh * change)
      backward = Self.normal(next)
    }
  }

  private static func chances(_ logs: CandidateValues) -> CandidateValues {
    let most = logs[EncodingCandidates.best(logs)]
    var values = CandidateValues(repeating: 0)
    for index in 0..<5 { values[index] = exp(logs[index] - most) }
    return values
  }

  private static func normal(_ values: CandidateValues) -> CandidateValues {
    let sum = values.sum()
    return sum > 0 ? values / sum : CandidateValues(repeating: 0.2)
  }
}
