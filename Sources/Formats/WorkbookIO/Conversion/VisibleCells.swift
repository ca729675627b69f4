import SheetModel

/// Takes out of a sheet's rows what people do not see: hidden rows, and cells in hidden columns.
struct VisibleCells {
  private let hiddenColumns: [ClosedRange<Int>]
  private let closesGaps: Bool
  private let keepsFormulas: Bool
  private var hiddenRows = 0

  /// For the sheet of a layout; `closesGaps` moves what is left together.
  init(_ layout: SheetLayout, closesGaps: Bool, keepsFormulas: Bool = false) {
    hiddenColumns = layout.hiddenColumns
    self.closesGaps = closesGaps
    self.keepsFormulas = keepsFormulas
  }

  /// Takes the hidden cells out of a row; false when the row itself is hidden.
  ///
  /// Formulas go too unless they are kept, as they may count what is no longer there; their number
  /// is returned in `formulas`.
  mutating func take(_ row: inout Row, formulas: inout Int) -> Bool {
    guard !row.isHidden else {
      hiddenRows += 1
      return false
    }
    if closesGaps { row.index -= hiddenRows }
    let (columns, closesGaps, keepsFormulas) = (hiddenColumns, closesGaps, keepsFormulas)
    var dropped = 0
    row.replaceCells { cells in
      // Cells and runs ascend, so one pass over both is enough, however many runs there are.
      var (next, hidden, kept) = (0, 0, 0)
      for index in cells.indices {
        var cell = cells[index]
        while next < columns.count, columns[next].upperBound < cell.column {
          hidden += columns[next].count
          next += 1
        }
        if next < columns.count, columns[next].contains(cell.column) { continue }
        if !keepsFormulas, cell.flags.contains(.formula) {
          cell.flags.remove(.formula)
          dropped += 1
        }
        if closesGaps { cell.column -= hidden }
        cells[kept] = cell
        kept += 1
      }
      cells.removeLast(cells.count - kept)
    }
    formulas += dropped
    return true
  }
}

extension SheetLayout {
  /// The hidden columns as runs, ascending and apart.
  var hiddenColumns: [ClosedRange<Int>] {
    columns.filter { $0.isHidden && $0.first <= $0.last }.map { $0.first...$0.last }
  }
}
