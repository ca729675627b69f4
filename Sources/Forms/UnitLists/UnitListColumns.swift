import FormModel
import SheetModel
import Templates
import VietnameseText

/// The labels of columns that offices print in their lists of units: `units/import/columns.csv`.
public struct UnitListColumns: Sendable {
  /// What a column holds.
  enum Column: String, CaseIterable {
    case provinceName = "province-name"
    case provinceCode = "province-code"
    case districtName = "district-name"
    case districtCode = "district-code"
    case communeName = "commune-name"
    case communeCode = "commune-code"
    case name, code, level
    /// Of tables of conversion: how much of the old unit goes, how many people, by which document.
    case extent, population
    case legalBasis = "legal-basis"
    /// Remarks, which in a table of conversion may say how much goes.
    case note
    /// No column: the words in labels for the time before and after.
    case old, new
    /// Known, and of no use here: ordinal numbers, English names, documents.
    case ignored

    /// Whether a list of units has a use for it, or none on purpose.
    var isOfList: Bool { isOfUnit || self == .note || self == .ignored }

    /// Whether it tells of one unit, so that a table of conversion has it twice.
    var isOfUnit: Bool {
      switch self {
      case .extent, .population, .legalBasis, .note, .old, .new, .ignored: false
      default: true
      }
    }
  }

  /// The columns by label; `LooseKey` folds case, blanks, slashes and commas.
  private(set) var byLabel: [LooseKey: Column] = [:]
  /// The words of the two sides of a table of conversion, longer ones first.
  private var sides: [(word: LabelKey, side: ConversionHead.Side)] = []

  private static let file = "units/import/columns.csv"

  /// Reads the table of a template folder; what is wrong with it is told with file and line.
  ///
  /// `openTable` gives the rows of the CSV table at a path.
  public static func load(
    folder: String, openTable: @escaping TemplateLoader.TableOpening
  ) -> (columns: UnitListColumns, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let files = TemplateFiles(folder: folder, openTable: openTable, log: log)
    var columns = UnitListColumns()
    for record in files.records(of: file, columns: ["holds", "labels"]) {
      let column: Column = record.choice("holds", or: .ignored)
      for label in record.texts("labels") {
        switch column {
        case .old: columns.sides.append((LabelKey(label), .old))
        case .new: columns.sides.append((LabelKey(label), .new))
        default: columns.byLabel[LooseKey(label)] = column
        }
      }
    }
    columns.sides.sort { $0.word.bytes.count > $1.word.bytes.count }
    return (columns, log.problems)
  }

  /// Of which time's unit a label is, and the label without the word that says so.
  func side(of label: LabelKey) -> (side: ConversionHead.Side?, bare: LabelKey) {
    for (word, side) in sides {
      guard let range = label.wordRange(of: word) else { continue }
      let bare = label.bytes[..<range.lowerBound] + label.bytes[range.upperBound...]
      return (side, LabelKey(bytes: LabelPunctuation.cut(bare)))
    }
    return (nil, label)
  }
}
