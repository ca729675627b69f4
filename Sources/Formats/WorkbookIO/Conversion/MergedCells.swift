import SheetModel

/// Puts the value of each merged range into all its cells, row by row.
///
/// Rows that do not come are not made up: a merge over a million empty rows costs nothing. Of ranges
/// that overlap, which no program writes, the first counts.
struct MergedCells {
  private var waiting: ArraySlice<CellRange>
  /// The ranges that the row is in, by column; no two share one.
  private var open: [(range: CellRange, cell: Cell, text: [UInt8])] = []
  private var filled = 0
  private let most: Int

  /// The merges of a sheet, and the most bytes that are filled, of which a row may have an eighth.
  ///
  /// A cell counts as its text and 32 bytes: 512 MiB are a thousandfold of what honest sheets need.
  init(_ merges: [CellRange], most: Int = 1 << 29) {
    self.most = most
    waiting = merges.sorted { $0.first < $1.first }[...]
  }

  /// Fills the cells of a row, the rows being given in ascending order.
  ///
  /// - Throws: `notRepresentable` when more would be filled than is allowed.
  mutating func fill(_ row: inout Row) throws(WorkbookError) {
    open.removeAll { $0.range.last.row < row.index }
    while let range = waiting.first, range.first.row <= row.index {
      waiting.removeFirst()
      // Where the first row did not come, the merge has no value.
      guard range.first.row == row.index, let cell = row.cell(inColumn: range.first.column),
        cell.kind != .blank
      else { continue }
      let next = (open.lastIndex { $0.range.first.column <= range.first.column } ?? -1) + 1
      guard next == 0 || open[next - 1].range.last.column < range.first.column,
        next == open.count || open[next].range.first.column > range.last.column
      else { continue }
      open.insert((range, cell, Array(row.bytes[row.range(cell.text)])), at: next)
    }
    guard !open.isEmpty else { return }
    let before = filled
    for (range, cell, text) in open {
      filled += (range.last.column - range.first.column) * (32 + text.count)
      guard filled <= most, filled - before <= most / 8 else {
        throw WorkbookError(
          .notRepresentable, at: Place(cell: range.first), found: "\(range), merged cells to fill")
      }
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
