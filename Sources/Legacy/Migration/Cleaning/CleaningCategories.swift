import FormModel
import Indicators
import VietnameseText

/// Categories of a breakdown: by the form's own list, then by the old names of the vocabulary.
struct CleaningCategories: Sendable {
  /// What a text says.
  struct Outcome: Sendable, Hashable {
    /// The categories found.
    var categories: [String] = []
    /// Whether a name was used that the form does not have.
    var isTranslated = false
    /// What a person must decide.
    var problem: CleaningRule?
  }

  private let breakdown: String
  private let lookup: CategoryLookup
  private let texts: CategoryTexts
  private let vocabulary: CleaningVocabulary

  init(_ breakdown: Breakdown, vocabulary: CleaningVocabulary) {
    self.breakdown = breakdown.id
    self.vocabulary = vocabulary
    lookup = CategoryLookup(breakdown)
    texts = CategoryTexts(.category(breakdown: breakdown.id), breakdowns: [breakdown])
  }

  /// The labels of categories, for the log.
  func labels(of ids: [String]) -> String { texts.text(of: ids) }

  /// Reads one category.
  func one(_ text: some StringProtocol) -> Outcome {
    if let id = lookup.category(text) { return Outcome(categories: [id]) }
    switch vocabulary.category(text, of: breakdown) {
    case nil: return Outcome(problem: .categoryUnknown)
    case "": return Outcome(problem: .categoryUndecided)
    case let id?: return Outcome(categories: [id], isTranslated: true)
    }
  }

  /// Reads several categories, between `;`, line ends, `,`, `/` or `+`, the widest of them first.
  func several(_ text: String) -> Outcome {
    if let ids = lookup.several(text) { return Outcome(categories: ids) }
    let whole = one(text)
    if whole.problem == nil { return whole }
    return parts(of: text[...], separators: [[";", "\n"], [","], ["/", "+"]], whole: whole)
  }

  private func parts(
    of text: Substring, separators: ArraySlice<Set<Character>>, whole: Outcome
  ) -> Outcome {
    guard let first = separators.first else { return whole }
    let pieces = text.split { first.contains($0) }.filter { !LabelKey($0).isEmpty }
    if pieces.count < 2 {
      return parts(of: text, separators: separators.dropFirst(), whole: whole)
    }
    var outcome = Outcome()
    for piece in pieces {
      var own = one(piece)
      if own.problem != nil {
        own = parts(of: piece, separators: separators.dropFirst(), whole: own)
      }
      for id in own.categories where !outcome.categories.contains(id) {
        outcome.categories.append(id)
      }
      outcome.isTranslated = outcome.isTranslated || own.isTranslated
      outcome.problem = outcome.problem ?? own.problem
    }
    return outcome
  }
}
