import Display
import SheetModel

/// Puts the text that people see in place of each row's values, on its way into delimited text.
final class ShownTextWriter: WorkbookWriter {
  private let writer: any WorkbookWriter
  private var shown: ShownRow

  init(into writer: any WorkbookWriter, display: CellDisplay) {
    self.writer = writer
    shown = ShownRow(display: display)
  }

  func beginSheet() throws(WorkbookError) { try writer.beginSheet() }

  /// Hands on the row with every value shown.
  func write(_ row: borrowing Row) throws(WorkbookError) {
    shown.take(row)
    try writer.write(shown.row)
  }

  func finish() throws(WorkbookError) { try writer.finish() }
}

/// The one row that all others are shown in.
private struct ShownRow {
  private(set) var row = Row()
  private var display: CellDisplay
  private var text: [UInt8] = []

  init(display: CellDisplay) { self.display = display }

  /// Takes the place of a row and the text that people see of its values.
  ///
  /// What is shown with digits, marks and blanks alone passes as a number, which no spreadsheet
  /// takes for a formula; all else as text, because a format can put anything before a number.
  mutating func take(_ other: borrowing Row) {
    row.reset(index: other.index)
    for cell in other.cells where cell.kind != .blank {
      text.removeAll(keepingCapacity: true)
      display.append(cell, of: other, to: &text)
      let isPlain = cell.kind != .text && text.allSatisfy { $0 >= 0x20 && $0 <= 0x39 }
      let isSigned = text.first == UInt8(ascii: "+")
      let kind: CellKind = isPlain && !isSigned ? .number : .text
      let slice = text.withUnsafeBytes { row.store($0) }
      row.append(Cell(column: cell.column, kind: kind, style: 0, text: slice))
    }
  }
}
