import SheetModel
import TestSupport
import Testing
import XLSX
import Zip

extension HandMadeXLSX {
  func archive() throws -> ZipArchive { try ZipArchive(MemorySource(bytes()), limits: limits) }

  func reader() throws -> XLSXReader {
    try XLSXReader(try archive(), limits: limits, chunkBytes: chunkBytes)
  }

  /// The filled cells of the first sheet, a line each: `B2 number 12`.
  func cells(_ options: RowOptions = RowOptions()) throws -> [String] {
    try reader().cells(ofSheet: 0, options)
  }

  /// The error that reading the first sheet ends with.
  func failure() throws -> WorkbookError { try #require(TestSupport.failure { try cells() }) }
}

extension XLSXReader {
  /// The filled cells of a sheet, a line each.
  func cells(ofSheet index: Int, _ options: RowOptions = RowOptions()) throws -> [String] {
    let cursor = try rows(ofSheet: index, options: options)
    var row = Row()
    var lines: [String] = []
    while try cursor.next(into: &row) {
      for cell in row.cells { lines.append(row.line(of: cell)) }
    }
    return lines
  }
}

extension Row {
  /// `B2 number 12`, with `=formula` and flags where there are any.
  func line(of cell: Cell) -> String {
    var pieces = ["\(CellAddress(row: index, column: cell.column))", "\(cell.kind)"]
    switch cell.kind {
    case .blank: break
    case .text, .number, .error: pieces.append(text(of: cell))
    case .boolean: pieces.append(boolean(of: cell) == true ? "đúng" : "sai")
    case .date, .dateTime:
      if let date = date(of: cell) {
        pieces.append("\(date.year)-\(date.month)-\(date.day)")
        if date.millisecondOfDay > 0 { pieces.append("+\(date.millisecondOfDay)") }
      }
    case .time: pieces.append("\(milliseconds(of: cell) ?? 0)")
    }
    if let formula = formula(of: cell) { pieces.append("=\(formula)") }
    if cell.flags.contains(.percentage) { pieces.append("%") }
    if cell.flags.contains(.impossibleDate) { pieces.append("!") }
    return pieces.joined(separator: " ")
  }
}
