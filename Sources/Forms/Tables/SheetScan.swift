import SheetModel
import VietnameseText

/// One sheet under the hands of a binder: its grid, and the keys of its texts, made when asked for.
///
/// Has one owner and lives as long as the sheet is being bound.
package final class SheetScan {
  package let grid: SheetGrid
  private var keys: [LabelKey?]

  package init(_ grid: SheetGrid) {
    self.grid = grid
    keys = Array(repeating: nil, count: grid.cells.count)
  }

  /// The key of a text cell; nil for other kinds and for texts too long to be labels.
  package func key(_ index: Int) -> LabelKey? {
    let cell = grid.cells[index]
    guard cell.kind == .text, cell.text.count <= 2000 else { return nil }
    if let key = keys[index] { return key }
    let key = grid.withText(of: index) { LabelKey(utf8: $0) }
    keys[index] = key
    return key
  }

  /// The code in a cell of text or number.
  package func code(_ index: Int) -> CodeKey? {
    switch grid.cells[index].kind {
    case .text, .number: grid.withText(of: index) { CodeKey($0) }
    default: nil
    }
  }

  /// The address of a cell in a line.
  package func address(_ index: Int, inLine line: Int) -> CellAddress {
    CellAddress(row: grid.lines[line].index, column: grid.cells[index].column)
  }

  /// Whether a cell holds a bare number, as value or as text.
  package func isFigure(_ index: Int) -> Bool {
    let cell = grid.cells[index]
    switch cell.kind {
    case .number: return true
    case .text: return grid.withText(of: index) { FigureReader.holdsNumber($0) }
    default: return false
    }
  }
}
