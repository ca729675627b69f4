import SampleMaker
import SheetModel
import WorkbookIO

/// A workbook in memory: its outline, and the rows of each sheet.
struct Book {
  var outline: WorkbookOutline
  var rows: [[Row]]

  init(sheets: [SheetLayout], styles: StyleTable = StyleTable()) {
    outline = WorkbookOutline(styles: styles, sheets: sheets)
    rows = sheets.map { _ in [] }
  }

  mutating func add(_ index: Int, toSheet sheet: Int = 0, _ fill: (inout Row) -> Void) {
    var row = Row()
    row.reset(index: index)
    fill(&row)
    rows[sheet].append(row)
  }

  func written(
    as format: WorkbookFormat, _ options: WorkbookWriteOptions = WorkbookWriteOptions()
  ) throws -> [UInt8] {
    let sink = MemorySink()
    // The product does not write old binary workbooks; that for the samples does.
    if format == .xls { return try writtenAsXLS() }
    let writer = try WorkbookCreator.create(
      sink, format: format, outline: outline, options: options)
    try write(to: writer)
    return sink.bytes
  }

  func writtenAsXLS(_ options: XLSWriteOptions = XLSWriteOptions()) throws -> [UInt8] {
    let sink = MemorySink()
    try write(to: XLSWriter(sink, outline: outline, options: options))
    return sink.bytes
  }

  private func write(to writer: any WorkbookWriter) throws {
    for sheet in rows {
      try writer.beginSheet()
      for row in sheet { try writer.write(row) }
    }
    try writer.finish()
  }
}

/// A cell as it is compared across formats.
struct Value: Equatable, CustomStringConvertible {
  var place: String
  var kind: CellKind
  var text: String
  var description: String { "\(place) \(kind) \(text)" }
}

/// All filled cells of a sheet, with a check that they ascend and that rows are not kept.
func values(of reader: any WorkbookReader, sheet: Int = 0) throws -> [Value] {
  let cursor = try reader.rows(ofSheet: sheet)
  var row = Row()
  row.appendText("của lần trước", column: 9)
  var values: [Value] = []
  var last = CellAddress(row: -1, column: -1)
  while try cursor.next(into: &row) {
    guard row.index > last.row, row.cells.contains(where: { $0.kind != .blank || $0.hasFormula })
    else { throw WorkbookError(.malformedValue, found: "row \(row.index)") }
    for cell in row.cells {
      let address = CellAddress(row: row.index, column: cell.column)
      guard last < address else { throw WorkbookError(.malformedValue, found: "\(address)") }
      last = address
      values.append(
        Value(place: "\(address)", kind: cell.kind, text: CellText.string(cell, of: row)))
    }
    last = CellAddress(row: row.index, column: .max)
  }
  for _ in 0..<2 {
    guard try !cursor.next(into: &row) else { throw WorkbookError(.malformedValue) }
  }
  return values
}

/// The same without opening: the values that a book's rows hold.
func values(of rows: [Row]) -> [Value] {
  rows.flatMap { row in
    row.cells.filter { $0.kind != .blank }.map { cell in
      Value(
        place: "\(CellAddress(row: row.index, column: cell.column))", kind: cell.kind,
        text: CellText.string(cell, of: row))
    }
  }
}
