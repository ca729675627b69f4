import LegacyText
import SheetModel

/// A workbook in memory: texts by row and column, each with a font.
final class MemoryWorkbook: WorkbookReader {
  /// A cell's text, the font of its style, and its runs.
  struct Text {
    var text: String
    var font = "Times New Roman"
    var runs: [TextRun] = []
  }

  let format: WorkbookFormat
  let sheets: [SheetEntry]
  let styles: StyleTable
  var dateSystem: DateSystem { .excel1900 }
  private let texts: [[[Text]]]
  private let styleOfFont: [String: Int]
  private(set) var cursors = 0

  init(_ texts: [[[Text]]], names: [String] = [], format: WorkbookFormat = .xlsx) {
    self.format = format
    self.texts = texts
    sheets = texts.indices.map {
      SheetEntry(name: names.indices.contains($0) ? names[$0] : "Sheet\($0 + 1)")
    }
    var table = StyleTable()
    var byFont: [String: Int] = [:]
    for text in texts.joined().joined() where byFont[text.font] == nil {
      var style = CellStyle()
      style.font.name = text.font
      byFont[text.font] = table.index(of: style)
    }
    styles = table
    styleOfFont = byFont
  }

  /// A sheet of one column, all in one font.
  convenience init(column: [String], font: String = "Times New Roman") {
    self.init([column.map { [Text(text: $0, font: font)] }])
  }

  func rows(
    ofSheet index: Int, options: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    cursors += 1
    return Cursor(texts[index], styleOfFont, options)
  }

  func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    SheetLayout(name: sheets[index].name)
  }
  func definedNames() throws(WorkbookError) -> [DefinedName] { [] }
  func properties() throws(WorkbookError) -> DocumentProperties { DocumentProperties() }

  private final class Cursor: RowCursor {
    private let texts: [[Text]]
    private let styles: [String: Int]
    private let options: RowOptions
    private var index = 0

    init(_ texts: [[Text]], _ styles: [String: Int], _ options: RowOptions) {
      self.texts = texts
      self.styles = styles
      self.options = options
    }

    func next(into row: inout Row) throws(WorkbookError) -> Bool {
      guard texts.indices.contains(index) else { return false }
      row.reset(index: index)
      for (column, text) in texts[index].enumerated() {
        row.appendText(text.text, column: column, style: styles[text.font] ?? 0)
        if options.includesRuns {
          row.runs += text.runs.map { Row.CellRun(column: column, run: $0) }
        }
      }
      index += 1
      return true
    }
  }
}

extension UnicodeWorkbook {
  /// All texts of a sheet.
  func texts(ofSheet index: Int = 0) throws -> [[String]] {
    let cursor = try rows(ofSheet: index)
    var row = Row()
    var texts: [[String]] = []
    while try cursor.next(into: &row) { texts.append(row.cells.map { row.text(of: $0) }) }
    return texts
  }
}
