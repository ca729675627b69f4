import SheetModel
import Zip

/// Writes the rows of one worksheet part (ECMA-376 Part 1, 18.3.1.99).
struct SheetPartWriter: ~Copyable {
  private let layout: SheetLayout
  private let zip: ZipWriter
  var buffer = OutputBuffer(capacity: 1 << 17)
  private var lastRow = -1
  /// The next of the layout's rows whose height is still to be written.
  private var nextHeight = 0
  private let heights: [RowLayout]
  /// The bytes of a number being written.
  var digits: [UInt8] = []
  var hasUncomputedFormula = false
  /// What the array formula of the cell being written fills.
  var arrayRange: CellRange?
  /// The row being written, counted from 1, as it stands in the cells' references.
  var rowDigits = DigitWord(0)
  let columnNames = ColumnNames.all

  /// Begins the part; the entry must be open.
  init(
    _ layout: SheetLayout, isSelected: Bool, styles: inout StylesPartWriter, zip: ZipWriter
  ) throws(WorkbookError) {
    self.layout = layout
    self.zip = zip
    heights = layout.rows.filter { $0.height != nil }.sorted { $0.index < $1.index }
    buffer.put(LayoutPartWriter.head(layout, isSelected: isSelected, styles: &styles))
  }

  /// Writes a row.
  /// - Throws: `notRepresentable` at the cell, for what Excel would repair.
  mutating func write(
    _ row: borrowing Row, styles: inout StylesPartWriter, strings: inout SharedStringTable
  ) throws(WorkbookError) {
    guard row.index > lastRow else {
      throw WorkbookError(
        .notRepresentable, at: Place(cell: CellAddress(row: row.index, column: 0)),
        found: "row \(row.index + 1) after row \(lastRow + 1)")
    }
    guard row.index <= SheetPart.lastRow else {
      throw WorkbookError(
        .notRepresentable, at: Place(cell: CellAddress(row: row.index, column: 0)),
        found: "row \(row.index + 1)")
    }
    putHeights(before: row.index)
    lastRow = row.index
    var height: Double?
    if nextHeight < heights.count, heights[nextHeight].index == row.index {
      height = heights[nextHeight].height
      nextHeight += 1
    }
    guard !row.cells.isEmpty || row.isHidden || height != nil else { return }
    putRowStart(row.index, height: height, isHidden: row.isHidden)
    rowDigits = DigitWord(UInt32(truncatingIfNeeded: row.index + 1))
    try putCells(of: row, &styles, &strings)
    buffer.put("</row>")
    if buffer.count > 1 << 16 { try drain() }
  }

  /// Writes what comes after the rows.
  mutating func finish() throws(WorkbookError) {
    putHeights(before: SheetPart.lastRow + 1)
    try drain()
    buffer.put(try LayoutPartWriter.tail(layout))
    try drain()
  }

  private mutating func drain() throws(WorkbookError) {
    try zip.write(buffer.bytes)
    buffer.removeAll()
  }

  private mutating func putHeights(before row: Int) {
    while nextHeight < heights.count, heights[nextHeight].index < row {
      let entry = heights[nextHeight]
      nextHeight += 1
      guard entry.index > lastRow else { continue }
      lastRow = entry.index
      putRowStart(entry.index, height: entry.height, isHidden: false)
      buffer.put("</row>")
    }
  }

  private mutating func putRowStart(_ index: Int, height: Double?, isHidden: Bool) {
    buffer.put("<row r=\"")
    buffer.put(index + 1)
    if let height {
      buffer.put("\" ht=\"")
      digits.removeAll(keepingCapacity: true)
      NumberText.append(max(0, min(409.5, height)), to: &digits)
      buffer.put(digits)
      buffer.put("\" customHeight=\"1")
    }
    if isHidden { buffer.put("\" hidden=\"1") }
    buffer.put("\">")
  }
}

/// The letters of all columns.
enum ColumnNames {
  /// Up to three letters, the first lowest, and their number in the highest byte.
  static let all: [UInt32] = (0...SheetPart.lastColumn).map { column in
    let name = Array(CellAddress.columnName(column).utf8)
    let letters = name.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return letters | UInt32(name.count) << 24
  }
}
