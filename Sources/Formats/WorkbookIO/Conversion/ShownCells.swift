import Display
import SheetModel

/// Puts the text that people see in place of a row's values, on its way into delimited text.
struct ShownCells {
  private var display: CellDisplay

  init(_ display: CellDisplay) { self.display = display }

  /// Replaces every value of the row.
  ///
  /// What is shown with digits, marks and blanks alone passes as a number, which no spreadsheet
  /// takes for a formula; all else as text, because a format can put anything before a number.
  mutating func show(in row: inout Row) {
    var cells = row.cells
    for index in cells.indices where cells[index].kind != .blank {
      let cell = cells[index]
      var shown: [UInt8] = []
      display.append(cell, of: row, to: &shown)
      cells[index].text = row.store(shown)
      let isPlain = cell.kind != .text && shown.allSatisfy { $0 >= 0x20 && $0 <= 0x39 }
      let isSigned = shown.first == UInt8(ascii: "+")
      cells[index].kind = isPlain && !isSigned ? .number : .text
    }
    row.replaceCells { $0 = cells }
  }
}
