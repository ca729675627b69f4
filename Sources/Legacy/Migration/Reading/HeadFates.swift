import Binding
import SheetModel
import Tables
import VietnameseText

/// What becomes of the cells above a table and in its head, whatever the table is.
enum HeadFates {
  /// The fates of the cells above the body, by their index in the grid.
  static func fates(_ binding: MappingBinding, _ scan: SheetScan) -> [(Int, CellAccount.Fate)] {
    var fates: [(Int, CellAccount.Fate)] = []
    let body = firstBodyLine(below: binding.head, scan)
    for line in scan.grid.lines.indices.prefix(body) {
      var previous: LabelKey?
      for cell in scan.grid.lines[line].cells {
        if line < binding.head.lowerBound {
          // A figure above a table is a label's, or belongs to a table that nobody knows.
          let isStray = isFigure(cell, scan) && !FormFurniture.asksForNumber(previous)
          fates.append((cell, isStray ? .quarantined(.outsideTable) : .ignored(.title)))
          previous = scan.key(cell)
        } else if line < binding.head.upperBound {
          fates.append((cell, head(cell, binding, scan)))
        } else {
          fates.append((cell, .ignored(.columnMark)))
        }
      }
    }
    return fates
  }

  /// The first line below a head and its column marks.
  static func firstBodyLine(below head: Range<Int>, _ scan: SheetScan) -> Int {
    let next = head.upperBound
    guard next < scan.grid.lines.count, TableHead.isMarkLine(next, of: scan) else { return next }
    return next + 1
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
