import SheetModel
import Tables
import VietnameseText

/// The head of a table: its lines, and over each column the labels from the outermost down.
///
/// A label over merged columns stands over each of them. Where a source has no merges (delimited
/// text), a label reaches to the right over columns that have none in its line but one further down.
struct TableHead {
  /// A label over a column.
  struct Label {
    /// The index of its cell in the grid.
    var cell: Int
    var key: LooseKey
  }

  /// The lines, indexes into the grid's lines.
  var lines: Range<Int>
  /// The labels over each column that has one.
  private(set) var paths: [Int: [Label]] = [:]
  /// The columns that each label stands over, by the index of its cell.
  private(set) var columns: [Int: [Int]] = [:]

  /// The head of some lines of a sheet.
  init(lines: Range<Int>, of scan: SheetScan, merges: [CellRange]) {
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
  static func label(_ cell: Int, of scan: SheetScan) -> LooseKey? {
    let kind = scan.grid.cells[cell].kind
    if kind == .number, scan.grid.cells[cell].text.count <= 6 {
      return LooseKey(scan.grid.typed(cell))
    }
    guard let key = scan.key(cell) else { return nil }
    let loose = LooseKey(key)
    return loose.isEmpty ? nil : loose
  }

  /// Whether a line holds nothing but column marks: `A`, `B`, `1`, `(2)`, `3=1+2`.
  static func isMarkLine(_ line: Int, of scan: SheetScan) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count >= 3 else { return false }
    return cells.allSatisfy { cell in
      switch scan.grid.cells[cell].kind {
      case .number: return scan.grid.cells[cell].text.count <= 2
      case .text:
        guard let key = scan.key(cell), !key.isEmpty, key.bytes.count <= 40 else { return false }
        if key.bytes.count <= 2 { return true }
        return key.bytes.allSatisfy { (0x30...0x39).contains($0) || "=+-()/:x*".utf8.contains($0) }
          && !scan.isFigure(cell)
      default: return false
      }
    } && isCounting(cells, scan)
  }

  /// Whether the numbers of a line count up, as marks do and figures do not.
  private static func isCounting(_ cells: Range<Int>, _ scan: SheetScan) -> Bool {
    let numbers = cells.compactMap { Int(scan.grid.typed($0).filter { $0 != "(" && $0 != ")" }) }
    return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }
}
