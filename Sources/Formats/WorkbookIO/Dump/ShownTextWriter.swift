import Display
import SheetModel

/// Puts the text that people see in place of each row's values, on its way into delimited text.
final class ShownTextWriter: WorkbookWriter {
  private let writer: any WorkbookWriter
  private var display: CellDisplay
  private var shown = Row()
  private var text: [UInt8] = []

  init(into writer: any WorkbookWriter, display: CellDisplay) {
    self.writer = writer
    self.display = display
  }

  func beginSheet() throws(WorkbookError) { try writer.beginSheet() }

  /// Hands on the row with every value shown.
  ///
  /// What is shown with digits, marks and blanks alone passes as a number, which no spreadsheet
  /// takes for a formula; all else as text, because a format can put anything before a number.
  func write(_ row: borrowing Row) throws(WorkbookError) {
    shown.reset(index: row.index)
    for cell in row.cells where cell.kind != .blank {
      text.removeAll(keepingCapacity: true)
      display.append(cell, of: row, to: &text)
      let isPlain = cell.kind != .text && text.allSatisfy { $0 >= 0x20 && $0 <= 0x39 }
      let isSigned = text.first == UInt8(ascii: "+")
      let kind: CellKind = isPlain && !isSigned ? .number : .text
      shown.append(Cell(column: cell.column, kind: kind, style: 0, text: shown.store(text)))
    }
    try writer.write(shown)
  }

  func finish() throws(WorkbookError) { try writer.finish() }
}
