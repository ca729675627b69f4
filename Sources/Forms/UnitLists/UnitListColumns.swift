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
    /// Known, and of no use here: ordinal numbers, English names, documents.
    case ignored
  }

  /// The columns by label; `LooseKey` folds case, blanks, slashes and commas.
  private(set) var byLabel: [LooseKey: Column] = [:]

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
      for label in record.texts("labels") { columns.byLabel[LooseKey(label)] = column }
    }
    return (columns, log.problems)
  }
}
