import Display
import SheetModel

/// A workbook on its way into another format: the rows of its reader straight into a writer.
///
/// One way for all pairs of formats. Workbooks keep names, styles, widths, merges, frozen panes,
/// validations, defined names and formulas with their values; delimited text keeps the values of
/// one sheet; the dump tells of cells as the input has them. Memory does not grow with the rows.
public struct Conversion {
  /// What went through, and what could not.
  public struct Summary: Sendable, Hashable {
    /// The sheets written.
    public var sheets = 0
    /// The rows written.
    public var rows = 0
    /// The cells with a value.
    public var cells = 0
    /// The formulas left out, because they point beyond the sheets that were taken along.
    ///
    /// Their values are kept.
    public var formulasLeftOut = 0
    /// The formulas without a computed value, which are empty where formulas are not kept.
    public var formulasWithoutValue = 0
    /// The first ten of these cells, with their sheets.
    public var firstWithoutValue: [Place] = []
    /// The characters that the output cannot hold and that something else stands for.
    public var charactersReplaced = 0
    /// The first cell with one of them, or the file where none is in a cell.
    public var firstReplaced: Place?
    /// The names of the sheets in the output where they differ, by their names in the input.
    public var renamedSheets: [String: String] = [:]

    /// Nothing yet.
    public init() {}
  }

  /// The most rows and columns of a workbook (ECMA-376 18.3.1.73, 18.3.1.13).
  static let workbookRows = 1_048_576

  /// Whether hidden rows and columns are left out, and formulas with them.
  ///
  /// Delimited text closes the gaps, so lines are no longer the rows' numbers; in a workbook all
  /// stays at its address. Hidden sheets are a matter of the selection.
  public var leavesOutHidden = false
  /// By whose conventions a dump and delimited text show values as people see them.
  ///
  /// Nil writes what is stored, as workbooks always do.
  public var shownAs: DisplayLocale?
  /// Whether every cell of a merged range gets its value in delimited text, not the first alone.
  public var fillsMerges = false

  /// The workbook.
  public let reader: any WorkbookReader
  /// The name of its file.
  public let name: String
  let options: WorkbookWriteOptions

  /// A conversion of a workbook; `name` is that of its file, for messages.
  public init(
    of reader: any WorkbookReader, name: String,
    options: WorkbookWriteOptions = WorkbookWriteOptions()
  ) {
    self.reader = reader
    self.name = name
    self.options = options
  }

  /// How delimited text is to be read for a format: with types for a workbook, so that its sums
  /// and dates work, unless all is to stay text.
  public static func readOptions(
    _ told: CSVReadOptions, for format: WorkbookFormat, asText: Bool
  ) -> CSVReadOptions {
    var options = told
    options.isTyped = !asText && format.isWorkbook
    return options
  }

  /// Writes sheets to a sink, which the caller then commits.
  ///
  /// - Throws: `noSuchSheet`; `notRepresentable` for more than one sheet in delimited text and
  ///   for rows beyond the last of a workbook; and what reader and writer throw, with file and
  ///   sheet.
  @discardableResult
  public func write(
    _ selection: SheetSelection = .all, to sink: any ByteSink, as format: WorkbookFormat
  ) throws(WorkbookError) -> Summary {
    do {
      let indexes = try selection.indexes(in: reader.sheets)
      return try write(indexes, to: sink, as: format)
    } catch {
      throw error.located(in: Place(file: name))
    }
  }

  private func write(
    _ indexes: [Int], to sink: any ByteSink, as format: WorkbookFormat
  ) throws(WorkbookError) -> Summary {
    if format.isDelimitedText, indexes.count > 1 {
      throw WorkbookError(.notRepresentable, found: "\(indexes.count)")
    }
    var summary = Summary()
    let outline = try outline(of: indexes, for: format, &summary)
    let isSelfContained =
      indexes.count == reader.sheets.count && summary.renamedSheets.isEmpty
    var options = options
    options.display = display ?? options.display
    let writer = try WorkbookCreator.create(
      sink, format: format, outline: outline, options: options)
    var row = Row()
    for index in indexes {
      do throws(WorkbookError) {
        try writer.beginSheet()
        let cursor = try cursor(ofSheet: index, format.rowOptions)
        var visible = visibleCells(of: outline.sheets[summary.sheets], for: format)
        var merged = try mergedCells(ofSheet: index, for: format)
        while try cursor.next(into: &row) {
          try merged?.fill(&row)
          countUncomputed(row, reader.sheets[index].name, &summary)
          guard visible?.take(&row, formulas: &summary.formulasLeftOut) ?? true else { continue }
          if format.isWorkbook { try fit(&row, isSelfContained, &summary) }
          if ControlCharacters.areReplaced(in: format) {
            replaceControls(in: &row, reader.sheets[index].name, &summary)
          }
          count(row, &summary)
          try writer.write(row)
        }
      } catch {
        throw error.located(in: Place(sheet: reader.sheets[index].name))
      }
      summary.sheets += 1
    }
    try writer.finish()
    return summary
  }

  /// What the writer must know before the first row: the sheets as another workbook can hold them,
  /// or for text their own names, and their columns where hidden ones matter.
  private func outline(
    of indexes: [Int], for format: WorkbookFormat, _ summary: inout Summary
  ) throws(WorkbookError) -> WorkbookOutline {
    if format.isWorkbook {
      var outline = try ConvertedOutline(of: reader, indexes, as: format, &summary).outline
      guard ControlCharacters.areReplaced(in: format) else { return outline }
      summary.charactersReplaced = ControlCharacters.replace(in: &outline)
      if summary.charactersReplaced > 0 { summary.firstReplaced = Place(file: name) }
      return outline
    }
    var outline = WorkbookOutline(styles: reader.styles, sheets: [])
    for index in indexes {
      let sheet = reader.sheets[index]
      var layout = SheetLayout(name: sheet.name)
      layout.visibility = sheet.visibility
      if leavesOutHidden || format == .jsonl {
        do {
          layout.columns = try reader.layout(ofSheet: index).columns
        } catch {
          throw error.located(in: Place(sheet: sheet.name))
        }
      }
      outline.sheets.append(layout)
    }
    return outline
  }

  /// The rows of a sheet, which are read ahead where there are threads for it.
  private func cursor(
    ofSheet index: Int, _ told: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    var told = told
    told.threads = options.threads
    let cursor = try reader.rows(ofSheet: index, options: told)
    return options.threads > 1 ? ReadAheadCursor(cursor) : cursor
  }

  /// What shows the workbook's cells; nil where they are written as they are stored.
  private var display: CellDisplay? {
    shownAs.map {
      CellDisplay(styles: reader.styles, dateSystem: reader.dateSystem, locale: $0)
    }
  }

  private func visibleCells(
    of layout: SheetLayout, for format: WorkbookFormat
  ) -> VisibleCells? {
    guard leavesOutHidden else { return nil }
    return VisibleCells(
      layout, closesGaps: format.isDelimitedText, keepsFormulas: format == .jsonl)
  }

  private func mergedCells(
    ofSheet index: Int, for format: WorkbookFormat
  ) throws(WorkbookError) -> MergedCells? {
    guard fillsMerges, format.isDelimitedText else { return nil }
    return MergedCells(try reader.layout(ofSheet: index).merges)
  }

  /// Makes a row one that a workbook can hold.
  private func fit(
    _ row: inout Row, _ keepsSheets: Bool, _ summary: inout Summary
  ) throws(WorkbookError) {
    guard row.index < Self.workbookRows else {
      throw WorkbookError(.notRepresentable, found: "row \(row.index + 1)")
    }
    summary.formulasLeftOut += row.dropFormulas(exceptLocal: keepsSheets)
  }

  private func replaceControls(in row: inout Row, _ sheet: String, _ summary: inout Summary) {
    let (count, column) = ControlCharacters.replace(in: &row)
    guard count > 0, let column else { return }
    summary.charactersReplaced += count
    if summary.firstReplaced?.cell == nil {
      let address = CellAddress(row: row.index, column: column)
      summary.firstReplaced = Place(file: name, sheet: sheet, cell: address)
    }
  }

  /// Counts formulas without a value, also those that are left out next and leave nothing behind.
  private func countUncomputed(_ row: borrowing Row, _ sheet: String, _ summary: inout Summary) {
    if leavesOutHidden, row.isHidden { return }
    for cell in row.cells where cell.isFormulaWithoutValue {
      summary.formulasWithoutValue += 1
      if summary.firstWithoutValue.count < 10 {
        let address = CellAddress(row: row.index, column: cell.column)
        summary.firstWithoutValue.append(Place(file: name, sheet: sheet, cell: address))
      }
    }
  }

  private func count(_ row: borrowing Row, _ summary: inout Summary) {
    var filled = 0
    for cell in row.cells where cell.kind != .blank { filled += 1 }
    summary.cells += filled
    if filled > 0 { summary.rows += 1 }
  }
}
