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
      cells.removeAll { cell in columns.contains { $0.contains(cell.column) } }
      for index in cells.indices {
        if !keepsFormulas, cells[index].flags.contains(.formula) {
          cells[index].flags.remove(.formula)
          dropped += 1
        }
        guard closesGaps else { continue }
        let column = cells[index].column
        for range in columns where range.upperBound < column {
          cells[index].column -= range.count
        }
      }
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
