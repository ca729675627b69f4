import FormModel
import SheetModel
import Templates
import VietnameseText

/// The words by which drafts of mappings guess what labels mean: `legacy/draft-words.csv`.
public struct DraftWords: Sendable {
  private enum Kind: String, CaseIterable {
    /// A word that old and new names have or leave out at will.
    case filler
    /// The label of a total, also of a row.
    case total
    /// The label of a column of a role.
    case role
    /// The label of figures of a part of the year.
    case period
  }

  private(set) var fillers: Set<LabelKey> = []
  private(set) var totals: Set<LooseKey> = []
  private(set) var roles: [LooseKey: String] = [:]
  private(set) var periods: [LooseKey: String] = [:]

  private static let file = "legacy/draft-words.csv"

  /// Reads the table of a template folder; what is wrong with it is told with file and line.
  ///
  /// `openTable` gives the rows of the CSV table at a path.
  public static func load(
    folder: String, openTable: @escaping TemplateLoader.TableOpening
  ) -> (words: DraftWords, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let files = TemplateFiles(folder: folder, openTable: openTable, log: log)
    var words = DraftWords()
    for record in files.records(of: file, columns: ["kind", "value", "labels"]) {
      let kind: Kind = record.choice("kind", or: .filler)
      for label in record.texts("labels") {
        switch kind {
        case .filler: words.fillers.insert(LabelKey(label))
        case .total: words.totals.insert(LooseKey(label))
        case .role: words.roles[LooseKey(label)] = record.needed("value")
        case .period: words.periods[LooseKey(label)] = record.needed("value")
        }
      }
    }
    return (words, log.problems)
  }

  /// A label without the words that old and new names have or leave out at will.
  func core(_ label: String) -> LooseKey {
    var words = LabelKey(label).bytes.split(separator: 0x20).map { LabelKey(bytes: $0) }
    while words.count > 1, let first = words.first, fillers.contains(first) { words.removeFirst() }
    return LooseKey(LabelKey(bytes: words.map(\.bytes).joined(separator: [0x20])))
  }
}
