import FormModel
import Indicators
import SheetModel
import VietnameseText

/// The labels and titles that templates, mappings and draft words have: what a look at an unknown
/// sheet may repeat, for everything else in it may be a child's.
public struct LabelVocabulary: Sendable {
  private var labels: Set<LooseKey> = []
  /// The first words of labels: `Số`, `Tỷ lệ`, `Trẻ`.
  private var beginnings: Set<LabelKey> = []
  private var titles: Set<LooseKey> = []

  /// The words of a library, of mappings and of drafts.
  public init(_ library: TemplateLibrary, mappings: [LegacyMapping], words: DraftWords) {
    for form in library.forms {
      titles.formUnion([form.title, form.symbol].map { LooseKey($0) })
      for row in form.matrix?.rows ?? [] { add([row.label]) }
      for column in form.matrix?.columns ?? [] {
        add([column.label] + column.aliases + column.heads)
      }
      for column in form.register?.columns ?? [] { add([column.label] + column.aliases) }
    }
    for set in library.sets {
      titles.insert(LooseKey(set.title))
      add(set.indicators.map(\.name))
      for breakdown in set.breakdowns {
        add([breakdown.label])
        for category in breakdown.categories { add([category.label] + category.aliases) }
      }
    }
    for mapping in mappings { add(mapping) }
    labels.formUnion(words.totals)
    labels.formUnion(words.roles.keys)
    labels.formUnion(words.periods.keys)
    labels.remove(LooseKey(""))
    titles.remove(LooseKey(""))
  }

  private mutating func add(_ mapping: LegacyMapping) {
    titles.insert(LooseKey(mapping.title))
    let groups =
      mapping.columns.flatMap { [$0.labels, $0.under] }
      + mapping.rows.flatMap { [$0.labels, $0.under] } + mapping.recognition.labels
      + mapping.splits.values.flatMap { $0.map(\.labels) } + [mapping.totalRows]
    // A star stands for any words, so such a label says nothing of those that match it.
    for group in groups { add(group.labels.filter(\.isExact).map(\.text)) }
    for title in mapping.recognition.titles.labels where title.isExact {
      titles.insert(title.key)
    }
  }

  private mutating func add(_ texts: [String]) {
    for text in texts {
      labels.insert(LooseKey(text))
      guard let first = Self.words(text).first else { continue }
      beginnings.insert(first)
    }
  }

  private static func words(_ text: String) -> [LabelKey] {
    LabelKey(RowLabel.withoutNumber(text)).bytes.split(separator: 0x20)
      .map { LabelKey(bytes: $0) }
  }

  /// Whether a text is a label that templates or mappings have, or a number or sign.
  func knows(_ text: String) -> Bool {
    if Evidence(figure: text).withheld == nil { return true }
    return labels.contains(LooseKey(text))
      || labels.contains(LooseKey(RowLabel.withoutNumber(text)))
  }

  /// Whether a text begins like a known label and has no name in it: no word behind the first
  /// begins with a capital.
  func isOrdinary(_ text: String) -> Bool {
    let words = Self.words(text)
    guard words.count >= 3, let first = words.first, beginnings.contains(first) else {
      return false
    }
    let spelled = RowLabel.withoutNumber(text).split { $0.isWhitespace || "(/".contains($0) }
    return !spelled.dropFirst().contains { $0.first?.isUppercase ?? false }
  }

  /// A title that templates or mappings have, perhaps with a period behind it; else its length.
  func title(_ text: String) -> Evidence {
    var words = LabelKey(text).bytes.split(separator: 0x20)
    func isKnown() -> Bool {
      titles.contains(LooseKey(LabelKey(bytes: words.joined(separator: [0x20]))))
    }
    while !words.isEmpty, !isKnown(), let last = words.last,
      last.contains(where: { (0x30...0x39).contains($0) })
        || Self.periodWords.contains(LabelKey(bytes: last))
    {
      words.removeLast()
    }
    return words.isEmpty || !isKnown() ? .withheld(text) : .name(text, of: .template)
  }

  private static let periodWords = Set(
    ["năm", "quý", "kỳ", "tháng", "đầu", "cuối", "i", "ii", "iii", "iv"].map { LabelKey($0) })
}

/// A label of the head of an unknown sheet.
public struct HeadLabel: Sendable {
  /// Where it stands.
  public let address: CellAddress
  /// The text as the sheet has it; it leaves this module as evidence only.
  let text: String
  let isKnown: Bool
  let isOrdinary: Bool

  init(_ text: String, at address: CellAddress, _ vocabulary: LabelVocabulary) {
    self.text = text
    self.address = address
    isKnown = vocabulary.knows(text)
    isOrdinary = isKnown || vocabulary.isOrdinary(text)
  }

  /// A text below the head, which is shown only if it is known: other sheets need not have it.
  init(_ text: String, inBodyAt address: CellAddress, _ vocabulary: LabelVocabulary) {
    self.text = text
    self.address = address
    isKnown = vocabulary.knows(text)
    isOrdinary = isKnown
  }

  /// What may be repeated of it, in a layout that so many files have.
  ///
  /// A label that templates or mappings know is shown. Another one is shown only if it begins like a
  /// known one (`Số …`, `Tỷ lệ …`), has no name in it and stands in the heads of two files; the head
  /// of a sheet about one child may be anything.
  public func shown(inFiles files: Int) -> Evidence {
    isKnown || (isOrdinary && files > 1) ? .name(text, of: .template) : .withheld(text)
  }
}
