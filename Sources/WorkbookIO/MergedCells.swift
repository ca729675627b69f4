import SheetModel

/// Puts the value of each merged range into all its cells, row by row.
///
/// Rows that do not come are not made up: a merge over a million empty rows costs nothing.
struct MergedCells {
  private var waiting: ArraySlice<CellRange>
  private var open: [(range: CellRange, cell: Cell, text: [UInt8])] = []

  /// The merges of a sheet.
  init(_ merges: [CellRange]) {
    waiting = merges.sorted { $0.first < $1.first }[...]
  }

  /// Fills the cells of a row, the rows being given in ascending order.
  mutating func fill(_ row: inout Row) {
    open.removeAll { $0.range.last.row < row.index }
    while let range = waiting.first, range.first.row <= row.index {
      waiting.removeFirst()
      // Where the first row did not come, the merge has no value.
      guard range.first.row == row.index, let cell = row.cell(inColumn: range.first.column),
        cell.kind != .blank
      else { continue }
      open.append((range, cell, Array(row.bytes[row.range(cell.text)])))
    }
    guard !open.isEmpty else { return }
    for (range, cell, text) in open {
      // One text for all: a wide merge of a long text stays one text in memory.
      let stored = row.store(text)
      for column in range.first.column...range.last.column {
        if let own = row.cell(inColumn: column), own.kind != .blank { continue }
        var copy = cell
        copy.column = column
        copy.text = stored
        copy.formula = .empty
        copy.flags.remove(.formula)
        row.append(copy)
      }
      row.sortCells()
    }
  }
}
