import SheetModel
import Tables
import VietnameseText

/// What becomes of the cells above a table and in its head, whatever the table is.
enum HeadFates {
  /// The fates of the cells above the body from a line on, by their indexes and their lines' in the grid.
  static func fates(
    _ binding: MappingBinding, from first: Int = 0, _ scan: SheetScan
  ) -> [(cell: Int, line: Int, fate: CellAccount.Fate)] {
    var fates: [(cell: Int, line: Int, fate: CellAccount.Fate)] = []
    let body = HeadLines.body(below: binding.head, of: scan)
    for line in min(first, body)..<body {
      let hasFigures = scan.grid.lines[line].cells.contains {
        scan.isFigure($0) && !scan.isAskedFor($0, inLine: line)
      }
      for cell in scan.grid.lines[line].cells {
        if line < binding.head.lowerBound {
          // A figure above a table is a label's, or belongs to a table that nobody knows.
          let isStray =
            (isFigure(cell, scan) || (hasFigures && scan.isSign(cell)))
            && !scan.isAskedFor(cell, inLine: line)
          fates.append((cell, line, isStray ? .quarantined(.outsideTable) : .ignored(.title)))
        } else if line < binding.head.upperBound {
          fates.append((cell, line, head(cell, binding, scan)))
        } else {
          fates.append((cell, line, .ignored(.columnMark)))
        }
      }
    }
    return fates
  }

  private static func head(
    _ cell: Int, _ binding: MappingBinding, _ scan: SheetScan
  ) -> CellAccount.Fate {
    let column = scan.grid.cells[cell].column
    if binding.clashing.contains(column), binding.columns[column] == nil {
      return .quarantined(.ambiguousColumn)
    }
    return binding.headCells.contains(cell) ? .ignored(.head) : .quarantined(.unknownColumn)
  }

  /// Whether a cell holds a number, also as text, an error, a truth value or nothing: no words and no
  /// day.
  static func isFigure(_ cell: Int, _ scan: SheetScan) -> Bool {
    switch scan.grid.cells[cell].kind {
    case .boolean, .error, .time, .blank: true
    case .date, .dateTime: false
    case .text, .number: scan.isFigure(cell)
    }
  }
}
