import Indicators
import VietnameseText

/// The categories of a breakdown by what officers write for them: label, alias, identity, letter.
package struct CategoryLookup: Sendable {
  private var byKey: [LabelKey: String] = [:]

  /// The lookup of a breakdown.
  package init(_ breakdown: Breakdown) {
    for category in breakdown.categories {
      let texts = [category.label, category.codeSuffix, category.id] + category.aliases
      for text in texts where !text.isEmpty { byKey[LabelKey(text)] = category.id }
    }
  }

  /// The category that a text names.
  package func category(_ text: some StringProtocol) -> String? { byKey[LabelKey(text)] }

  /// The categories that a text names, several between semicolons or commas; nil when one is unknown.
  package func several(_ text: String) -> [String]? {
    // A label may hold commas of its own, so the whole comes before its pieces.
    if let whole = category(text) { return [whole] }
    for separator in [";", ","] as [Character] {
      let parts = text.split { $0 == separator || $0.isNewline }.map { LabelKey($0) }
      let found = parts.filter { !$0.isEmpty }.map { byKey[$0] }
      let ids = found.compactMap { $0 }
      guard !ids.isEmpty, ids.count == found.count else { continue }
      var unique: [String] = []
      for id in ids where !unique.contains(id) { unique.append(id) }
      return unique
    }
    return nil
  }
}

/// How a register writes the categories of a column: labels, or the letters of the law where several
/// may stand in one cell and all have one.
package struct CategoryTexts: Sendable {
  private let texts: [String: String]

  /// The texts for a column of a kind; `breakdowns` are those of the form's set.
  package init(_ kind: RegisterColumn.Kind, breakdowns: [Breakdown]) {
    var own: Breakdown?
    var hasLetters = false
    switch kind {
    case .category(let id): own = breakdowns.first { $0.id == id }
    case .categories(let id):
      own = breakdowns.first { $0.id == id }
      hasLetters = own?.categories.allSatisfy { !$0.codeSuffix.isEmpty } ?? false
    default: break
    }
    texts = Dictionary(
      (own?.categories ?? []).map { ($0.id, hasLetters ? $0.codeSuffix : $0.label) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The text of categories by their identities.
  package func text(of ids: [String]) -> String {
    ids.map { texts[$0] ?? $0 }.joined(separator: "; ")
  }
}

/// What officers write for yes and no.
package enum FlagWord {
  /// The answer that a text is; nil for a text that is neither.
  package static func answer(_ text: String) -> Bool? {
    let key = LabelKey(text)
    if key.isEmpty || no.contains(key) { return false }
    return yes.contains(key) || text == "✓" || text == "×" ? true : nil
  }

  private static let yes = ["x", "có", "1", "đúng", "yes", "true", "v", "√"].map { LabelKey($0) }
  private static let no = ["không", "0", "no", "false", "sai"].map { LabelKey($0) }
}
