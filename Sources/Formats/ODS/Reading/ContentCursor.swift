import SheetModel
import XML

/// The rows of one sheet, pulled from its stretch of the document.
///
/// Repeated blanks only move the index. Repeated filled cells are expanded within their row, and
/// repeated filled rows are handed out one by one, both within `ReadLimits.repeats`. What stands
/// in a covered cell is under a merge and comes like any other, as it does from XLSX.
final class ContentCursor: RowCursor {
  /// Styled blanks come one by one only up to this repeat: longer ones dress the empty rest of a
  /// row or sheet.
  static let styledBlanks = 64

  /// The most rows and cells beyond the sheet's end.
  static let mostExcess = 65_536

  let parser: XMLPullParser
  /// Where the parser's bytes come from, if rows may be taken past it.
  let feed: XMLRowFeed?
  let plainNames: PlainNames?
  let limits: ReadLimits
  let styleNames: StyleNames
  let options: RowOptions
  private let place: Place
  private let lineBase: () -> Int
  private var failure: WorkbookError?
  private var isDone = false
  private var isInSheet = false

  /// The row and column being read.
  var rowIndex = 0
  var column = 0
  var rowRepeats = 1
  /// The filled cells handed out so far.
  private var cellCount = 0
  /// The bytes of text that repeats add to the row being read.
  var repeatedBytes = 0
  /// The cells and bytes that repeats have added so far.
  var addedCells = 0
  private var addedBytes = 0
  private var notedCells = 0
  private let ledger: RepeatLedger
  private let sheet: Int
  /// The elements met beyond the last row and column.
  private var excess = 0
  /// Where in a paragraph the text of a cell is gathered.
  var text: ParagraphText
  var formula: [UInt8] = []

  /// The default styles of the columns, as runs that end before a column.
  private var columnStyles: [(end: Int, style: Int)] = []
  private var columnRun = 0
  private var columnCount = 0
  private var rowStyle: Int?
  /// The depth of the outermost group of rows that is closed.
  private var closedGroup: Int?

  /// A filled row that is to come again, and how often.
  private var repeated = Row()
  private var repeatsLeft = 0

  /// A cursor on a document that holds one sheet.
  ///
  /// `place` says where for errors; `lineBase` counts the lines before the sheet. The ledger knows
  /// the sheet by its index.
  init(
    _ parser: XMLPullParser, feed: XMLRowFeed?, plainNames: PlainNames?, styleNames: StyleNames,
    spanFonts: SpanFonts?, options: RowOptions, limits: ReadLimits, ledger: RepeatLedger,
    sheet: Int, place: Place,
    lineBase: @escaping () -> Int
  ) {
    self.feed = feed
    self.plainNames = plainNames
    self.ledger = ledger
    self.sheet = sheet
    self.parser = parser
    self.styleNames = styleNames
    self.options = options
    self.limits = limits
    self.place = place
    self.lineBase = lineBase
    text = ParagraphText(limits: limits, fonts: spanFonts)
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    if let failure { throw failure }
    do throws(WorkbookError) {
      if repeatsLeft > 0 { return repeatRow(into: &row) }
      while !isDone { if try advance(into: &row) { return true } }
      return false
    } catch {
      var error = error
      if let line = error.place.line { error.place.line = line + lineBase() }
      let located = error.located(in: place)
      failure = located
      throw located
    }
  }

  /// Goes on to the next row element; true if the row is to be handed out.
  private func advance(into row: inout Row) throws(WorkbookError) -> Bool {
    if isInSheet, let feed, let plainNames,
      let isFilled = try readPlainRow(into: &row, feed, plainNames)
    {
      return isFilled
    }
    switch try parser.next() {
    case .start:
      switch parser.tag {
      case .table where !isInSheet: isInSheet = true
      case .tableRow: return try readRow(into: &row)
      case .tableColumn: try readColumn()
      case .tableRowGroup:
        if closedGroup == nil, parser.has(.display, "false") { closedGroup = parser.depth }
      case .tableColumns, .tableColumnGroup, .tableHeaderColumns, .tableRows, .tableHeaderRows:
        break
      default: if isInSheet { try parser.skipElement() }
      }
    case .end:
      if parser.tag == .table { isDone = true }
      if parser.depth == closedGroup { closedGroup = nil }
    case .text: break
    case .endOfDocument: throw WorkbookError(.truncated)
    }
    return false
  }

  private func readColumn() throws(WorkbookError) {
    let count = try parser.count(.numberColumnsRepeated)
    if columnCount == limits.columns { return }
    columnCount = min(columnCount + count, limits.columns)
    let style = parser.value(.defaultCellStyleName).flatMap(styleNames.value) ?? 0
    if columnStyles.last?.style == style {
      columnStyles[columnStyles.count - 1].end = columnCount
    } else {
      columnStyles.append((columnCount, style))
    }
  }

  // MARK: Rows

  func beginRow(
    _ row: inout Row, repeats: Int, visibility: UnsafeRawBufferPointer?,
    style: UnsafeRawBufferPointer?
  ) {
    rowRepeats = repeats
    row.reset(index: rowIndex)
    row.isHidden = visibility.map { !$0.equals("visible") } ?? (closedGroup != nil)
    rowStyle = style.flatMap(styleNames.value)
    column = 0
    columnRun = 0
    repeatedBytes = 0
  }

  private func readRow(into row: inout Row) throws(WorkbookError) -> Bool {
    beginRow(
      &row, repeats: try parser.count(.numberRowsRepeated), visibility: parser.value(.visibility),
      style: parser.value(.defaultCellStyleName))
    if rowIndex >= limits.rows { try countExcess(.rows) }
    let outer = parser.depth
    reading: while true {
      switch try parser.next() {
      case .start:
        if column >= limits.columns { try countExcess(.columns) }
        switch parser.tag {
        case .tableCell, .coveredTableCell: try readCell(into: &row)
        default: try parser.skipElement()
        }
      case .end: if parser.depth == outer { break reading }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
    return try finish(row)
  }

  /// Counts what stands beyond the last row or column: some programs end a sheet with a few blanks
  /// too many, but millions of them only cost time.
  private func countExcess(_ name: ReadLimits.Name) throws(WorkbookError) {
    excess += 1
    guard excess <= Self.mostExcess else { throw .limit(name, of: limits) }
  }

  /// Counts the row and its repeats; true if it is to be handed out.
  func finish(_ row: borrowing Row) throws(WorkbookError) -> Bool {
    let count = row.cells.count
    column = row.cells.first?.column ?? 0
    defer { rowIndex = min(rowIndex + rowRepeats, Int(Int32.max)) }
    guard count > 0 else { return false }
    if rowRepeats > 1, count * rowRepeats > limits.repeats {
      guard row.cells.contains(where: Self.isFilled) else { return false }
      throw .limit(.repeats, of: limits, at: cell)
    }
    guard rowIndex + rowRepeats <= limits.rows else {
      guard row.cells.contains(where: Self.isFilled) else { return false }
      throw .limit(.rows, of: limits, at: cell)
    }
    if rowRepeats > 1 || repeatedBytes > 0 || addedCells > notedCells {
      let text = row.cells.reduce(0) { $0 + Int($1.text.count) + Int($1.formula.count) }
      let copied = text.multipliedReportingOverflow(by: rowRepeats - 1)
      addedCells += count * (rowRepeats - 1)
      addedBytes += repeatedBytes + (copied.overflow ? Int.max >> 8 : copied.partialValue)
      notedCells = addedCells
      let (cells, bytes) = (addedCells, addedBytes)
      try located(cell) { () throws(WorkbookError) in
        try ledger.note(cells: cells, bytes: bytes, sheet: sheet)
      }
    }
    cellCount += count * rowRepeats
    if cellCount > limits.cells { throw .limit(.cells, of: limits, at: cell) }
    if rowRepeats > 1 {
      repeated.reset(index: rowIndex + 1)
      Self.copy(row, into: &repeated)
      repeatsLeft = rowRepeats - 1
    }
    return true
  }

  private static func isFilled(_ cell: Cell) -> Bool { cell.kind != .blank || cell.hasFormula }

  private func repeatRow(into row: inout Row) -> Bool {
    row.reset(index: repeated.index)
    Self.copy(repeated, into: &row)
    repeated.index += 1
    repeatsLeft -= 1
    return true
  }

  /// Copies cells and bytes, so that both rows keep their storage.
  private static func copy(_ source: borrowing Row, into row: inout Row) {
    row.isHidden = source.isHidden
    _ = row.store(source.bytes)
    let cells = source.cells
    row.replaceCells { $0.append(contentsOf: cells) }
    if !source.runs.isEmpty { row.runs += source.runs }
  }

  // MARK: Places and styles

  /// The place of the cell being read.
  var cell: Place { Place(cell: CellAddress(row: rowIndex, column: column)) }

  /// The style that a cell without one of its own has: the row's, or else the column's.
  func inheritedStyle() -> Int {
    if let rowStyle { return rowStyle }
    while columnRun < columnStyles.count, columnStyles[columnRun].end <= column { columnRun += 1 }
    return columnRun < columnStyles.count ? columnStyles[columnRun].style : 0
  }
}
