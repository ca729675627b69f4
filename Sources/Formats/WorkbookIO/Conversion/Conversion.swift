import Display
import SheetModel

/// A workbook on its way into another format: the rows of its reader straight into a writer.
///
/// One way for all pairs of formats. Workbooks keep names, styles, widths, merges, frozen panes,
/// validations, defined names and formulas with their values; delimited text keeps the values of
/// one sheet. Memory does not grow with the rows.
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
    options.isTyped = !asText && format != .csv && format != .tsv
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
    let isText = format == .csv || format == .tsv
    if isText, indexes.count > 1 {
      throw WorkbookError(.notRepresentable, found: "\(indexes.count)")
    }
    var summary = Summary()
    let outline =
      try isText
      ? WorkbookOutline(
        styles: reader.styles, sheets: [SheetLayout(name: reader.sheets[indexes[0]].name)])
      : ConvertedOutline(of: reader, indexes, &summary).outline
    let isSelfContained =
      indexes.count == reader.sheets.count && summary.renamedSheets.isEmpty
    let writer = try WorkbookCreator.create(
      sink, format: format, outline: outline, options: options)
    var row = Row()
    for index in indexes {
      do throws(WorkbookError) {
        try writer.beginSheet()
        var options = RowOptions()
        options.includesStyledBlanks = !isText
        options.includesFormulaTexts = !isText
        let cursor = try cursor(ofSheet: index, options)
        var visible = try visibleCells(ofSheet: index, isText: isText)
        var merged = try mergedCells(ofSheet: index, isText: isText)
        var shown = isText ? display.map { ShownCells($0) } : nil
        while try cursor.next(into: &row) {
          try merged?.fill(&row)
          countUncomputed(row, reader.sheets[index].name, &summary)
          guard visible?.take(&row, formulas: &summary.formulasLeftOut) ?? true else { continue }
          if !isText { try fit(&row, isSelfContained, &summary) }
          count(row, &summary)
          shown?.show(in: &row)
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

  /// The rows of a sheet, which are read ahead where there are threads for it.
  func cursor(
    ofSheet index: Int, _ told: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    var told = told
    told.threads = options.threads
    let cursor = try reader.rows(ofSheet: index, options: told)
    return options.threads > 1 ? ReadAheadCursor(cursor) : cursor
  }

  /// What shows the workbook's cells; nil where they are written as they are stored.
  var display: CellDisplay? {
    shownAs.map {
      CellDisplay(styles: reader.styles, dateSystem: reader.dateSystem, locale: $0)
    }
  }

  private func visibleCells(
    ofSheet index: Int, isText: Bool
  ) throws(WorkbookError) -> VisibleCells? {
    guard leavesOutHidden else { return nil }
    return VisibleCells(try reader.layout(ofSheet: index), closesGaps: isText)
  }

  private func mergedCells(
    ofSheet index: Int, isText: Bool
  ) throws(WorkbookError) -> MergedCells? {
    guard fillsMerges, isText else { return nil }
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

  /// Counts formulas without a value, also those that are left out next and leave nothing behind.
  func countUncomputed(_ row: borrowing Row, _ sheet: String, _ summary: inout Summary) {
    if leavesOutHidden, row.isHidden { return }
    for cell in row.cells where cell.isFormulaWithoutValue {
      summary.formulasWithoutValue += 1
      if summary.firstWithoutValue.count < 10 {
        let address = CellAddress(row: row.index, column: cell.column)
        summary.firstWithoutValue.append(Place(file: name, sheet: sheet, cell: address))
      }
    }
  }

  func count(_ row: borrowing Row, _ summary: inout Summary) {
    var filled = 0
    for cell in row.cells where cell.kind != .blank { filled += 1 }
    summary.cells += filled
    if filled > 0 { summary.rows += 1 }
  }
}

extension Row {
  /// Takes away formulas that would be broken in the output, and counts them.
  ///
  /// Those that name other workbooks or tables (`[`) are always broken, since neither is taken
  /// along; those that name sheets (`!`) are where not all sheets keep their names.
  fileprivate mutating func dropFormulas(exceptLocal keepsSheets: Bool) -> Int {
    var dropped = 0
    for index in cells.indices where cells[index].hasFormula {
      let text = bytes[range(cells[index].formula)]
      if isBroken(text, keepsSheets: keepsSheets) {
        dropped += 1
        replaceCells { $0[index].flags.remove(.formula) }
      }
    }
    return dropped
  }

  private func isBroken(_ formula: ArraySlice<UInt8>, keepsSheets: Bool) -> Bool {
    var quote: UInt8?
    for byte in formula {
      if let open = quote {
        if byte == open { quote = nil }
        // A path of another workbook stands between apostrophes: 'C:\[a.xlsx]Sheet1'!A1.
        if open == UInt8(ascii: "'"), byte == UInt8(ascii: "[") { return true }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") || (byte == UInt8(ascii: "!") && !keepsSheets) {
        return true
      }
    }
    return false
  }
}
