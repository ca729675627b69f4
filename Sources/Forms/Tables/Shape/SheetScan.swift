import SheetModel
import VietnameseText

/// One sheet under the hands of a binder: its grid, and the keys of its texts, made when asked for.
///
/// Has one owner and lives as long as the sheet is being bound.
package final class SheetScan {
  package let grid: SheetGrid
  @usableFromInline var keys: [LabelKey?]

  package init(_ grid: SheetGrid) {
    self.grid = grid
    keys = Array(repeating: nil, count: grid.cells.count)
  }

  /// The key of a text cell; nil for other kinds and for texts too long to be labels.
  @inlinable package func key(_ index: Int) -> LabelKey? {
    let cell = grid.cells[index]
    guard cell.kind == .text, cell.text.count <= 2000 else { return nil }
    if let key = keys[index] { return key }
    let key = grid.withText(of: index) { LabelKey(utf8: $0) }
    keys[index] = key
    return key
  }

  /// The key of a text, or of a number's digits; nil for other kinds and for texts too long to be labels.
  package func plainKey(_ index: Int) -> LabelKey? {
    guard grid.cells[index].kind == .number else { return key(index) }
    return grid.withText(of: index) { LabelKey(utf8: $0) }
  }

  /// The texts of a line that may be labels, from left to right.
  @inlinable package func labels(inLine line: Int) -> LineLabels {
    LineLabels(scan: self, cells: grid.lines[line].cells)
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

  /// Whether the text before a cell says that a number follows: `Năm`, `Mã đơn vị`.
  package func isAskedFor(_ index: Int, inLine line: Int) -> Bool {
    index > grid.lines[line].cells.lowerBound && FormFurniture.asksForNumber(key(index - 1))
  }

  /// Whether a cell has a sign that stands where a figure would: `-`, `…`, `x`.
  package func isSign(_ index: Int) -> Bool {
    guard grid.cells[index].kind == .text, grid.cells[index].text.count <= 8 else { return false }
    return grid.withText(of: index) { FigureReader.holdsSign($0) }
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

/// The texts of a line that may be labels, each with the index of its cell.
package struct LineLabels: Sequence, IteratorProtocol {
  @usableFromInline let scan: SheetScan
  @usableFromInline var cells: Range<Int>

  @inlinable init(scan: SheetScan, cells: Range<Int>) {
    self.scan = scan
    self.cells = cells
  }

  /// The next text and its cell.
  @inlinable package mutating func next() -> (cell: Int, key: LabelKey)? {
    while let cell = cells.popFirst() {
      if let key = scan.key(cell) { return (cell, key) }
    }
    return nil
  }
}

extension Row {
  /// The key of a text cell of at most so many bytes; nil for other kinds and for longer texts.
  package func key(of cell: Cell, upTo most: Int = 400) -> LabelKey? {
    guard cell.kind == .text, cell.text.count <= most else { return nil }
    return withTextBytes(of: cell) { LabelKey(utf8: $0) }
  }

  /// Whether a text cell of the row is such a one; texts too long to be labels are not asked for.
  package func holdsKey(where isWanted: (LabelKey) -> Bool) -> Bool {
    cells.contains { cell in key(of: cell).map(isWanted) ?? false }
  }
}
