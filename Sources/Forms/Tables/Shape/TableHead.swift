import SheetModel
import VietnameseText

/// The head of a table: its lines, and over each column the labels from the outermost down.
///
/// A label over merged columns stands over each of them. Where a source has no merges (delimited
/// text), a label reaches to the right over columns that have none in its line but one further down.
package struct TableHead {
  /// A label over a column.
  package struct Label {
    /// The index of its cell in the grid.
    package var cell: Int
    /// Its key.
    package var key: LooseKey
  }

  /// The lines, indexes into the grid's lines.
  package var lines: Range<Int>
  /// The labels over each column that has one.
  package private(set) var paths: [Int: [Label]] = [:]
  /// The columns that each label stands over, by the index of its cell.
  package private(set) var columns: [Int: [Int]] = [:]

  /// The head of some lines of a sheet.
  package init(lines: Range<Int>, of scan: SheetScan, merges: [CellRange]) {
    self.lines = lines
    var spans: [CellAddress: CellRange] = [:]
    if let first = lines.first, let last = lines.last {
      let rows = scan.grid.lines[first].index...scan.grid.lines[last].index
      for merge in merges where rows.contains(merge.first.row) { spans[merge.first] = merge }
    }
    for line in lines {
      let cells = scan.grid.lines[line].cells
      for cell in cells {
        guard let key = Self.label(cell, of: scan) else { continue }
        let column = scan.grid.cells[cell].column
        var last = column
        if let span = spans[scan.address(cell, inLine: line)] {
          last = min(span.last.column, column + Self.widest)
        } else {
          let next = cell + 1 < cells.upperBound ? scan.grid.cells[cell + 1].column : Int.max
          last = reach(from: column, before: next, below: line, scan)
        }
        for covered in column...last {
          paths[covered, default: []].append(Label(cell: cell, key: key))
        }
        columns[cell] = Array(column...last)
      }
    }
  }

  /// No label stands over more columns.
  private static let widest = 400

  /// The last column that a label without a merge reaches.
  private func reach(from column: Int, before next: Int, below line: Int, _ scan: SheetScan) -> Int
  {
    guard line + 1 < lines.upperBound,
      lines.contains(where: { $0 > line && scan.grid.cell(inLine: $0, column: column) != nil })
    else { return column }
    let above = paths[column]?.last?.cell
    var last = column
    while last + 1 < next, last - column < Self.widest, paths[last + 1]?.last?.cell == above,
      lines.contains(where: { $0 > line && scan.grid.cell(inLine: $0, column: last + 1) != nil })
    {
      last += 1
    }
    return last
  }

  /// The key of a cell as a label: of a text, or of the digits of a short number such as a year.
  package static func label(_ cell: Int, of scan: SheetScan) -> LooseKey? {
    let kind = scan.grid.cells[cell].kind
    if kind == .number, scan.grid.cells[cell].text.count <= 6 {
      return LooseKey(scan.grid.typed(cell))
    }
    guard let key = scan.key(cell) else { return nil }
    let loose = LooseKey(key)
    return loose.isEmpty ? nil : loose
  }

  /// The cell of a line that stands over a column where nothing is known of the columns below: its own,
  /// the merged one, or the nearest at left, which reaches to the next label.
  package static func cell(
    over column: Int, inLine line: Int, of scan: SheetScan, merges: [CellRange]
  ) -> Int? {
    let address = CellAddress(row: scan.grid.lines[line].index, column: column)
    if let merge = merges.first(where: { $0.contains(address) }),
      let first = scan.grid.line(ofRow: merge.first.row)
    {
      return scan.grid.cell(inLine: first, column: merge.first.column)
    }
    let cell = scan.grid.lines[line].cells.last { scan.grid.cells[$0].column <= column }
    guard let cell else { return nil }
    let isOwn = scan.grid.cells[cell].column == column
    let isMerged = merges.contains { $0.first == scan.address(cell, inLine: line) }
    return isOwn || !isMerged ? cell : nil
  }
}
