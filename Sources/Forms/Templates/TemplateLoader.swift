import FormModel
import SheetModel

/// Reads a folder of templates: sets with their forms, and reporting units.
///
/// The folder holds `units/*.csv` and one folder a set with `set.yml`, `indicators.csv`,
/// `breakdowns.csv`, `rules.yml` and `forms/*.yml`. Nothing is thrown: whatever is wrong is
/// gathered with its file and line, and the library holds what could be read.
public struct TemplateLoader {
  /// Opens the rows of the CSV table at a path.
  public typealias TableOpening = (String) throws(WorkbookError) -> any RowCursor

  private let folder: String
  private let openTable: TableOpening

  /// A loader for a folder; `openTable` gives the rows of the CSV table at a path.
  public init(folder: String, openTable: @escaping TableOpening) {
    self.folder = folder
    self.openTable = openTable
  }

  /// Reads and checks everything; use the library only when no problem is an error.
  public func load() -> (library: TemplateLibrary, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let files = TemplateFiles(folder: folder, openTable: openTable, log: log)
    let library = TemplateFolderReading(files: files).library()
    return (library, log.problems)
  }
}
