/// Rows being read: their cells and texts one after another in two blocks of memory.
///
/// A reader puts cells here without paying for an array's checks each time, and copies a whole row
/// at once where it is wanted. It holds one row or many. The blocks are used again after `reset`.
package struct RowBuilder: ~Copyable {
  /// Where a row of the builder lies.
  private struct Span {
    var index: Int
    var isHidden: Bool
    var cells: Range<Int>
    var bytes: Range<Int>
    var arrays: Range<Int>
  }

  @usableFromInline var cells: UnsafeMutablePointer<Cell>
  @usableFromInline var cellCapacity = 64
  @usableFromInline var cellEnd = 0
  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>
  @usableFromInline var byteCapacity = 1024
  @usableFromInline var byteEnd = 0
  /// Where the row that is being built begins.
  @usableFromInline var firstCell = 0
  @usableFromInline var firstByte = 0
  private var arrays: [Row.ArrayExtent] = []
  private var firstArray = 0
  private var spans: [Span] = []
  private var scratch: [UInt8] = []

  /// A builder with an empty row.
  package init() {
    cells = .allocate(capacity: cellCapacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    cells.deallocate()
    bytes.deallocate()
  }

  // MARK: The row being built

  /// The number of its cells.
  @inlinable package var cellCount: Int { cellEnd &- firstCell }
  /// The bytes of its texts.
  @inlinable package var byteCount: Int { byteEnd &- firstByte }

  /// Forgets the cells of the row being built.
  package mutating func clearRow() {
    cellEnd = firstCell
    byteEnd = firstByte
    if arrays.count > firstArray { arrays.removeLast(arrays.count - firstArray) }
  }

  /// Adds a cell, whose slices come from `store`.
  @inlinable package mutating func append(_ cell: Cell) {
    if cellEnd == cellCapacity { growCells() }
    (cells + cellEnd).initialize(to: cell)
    cellEnd &+= 1
  }

  /// Keeps bytes as a text of the row.
  @inlinable package mutating func store(_ raw: UnsafeRawBufferPointer) -> Cell.Slice {
    let count = raw.count
    if byteCapacity &- byteEnd < count { growBytes(by: count) }
    if let source = raw.baseAddress {
      UnsafeMutableRawPointer(bytes + byteEnd).copyMemory(from: source, byteCount: count)
    }
    let start = byteEnd &- firstByte
    byteEnd &+= count
    return Cell.Slice(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count))
  }

  /// Keeps what `body` appends as a text of the row.
  package mutating func store(_ body: (inout [UInt8]) -> Void) -> Cell.Slice {
    scratch.removeAll(keepingCapacity: true)
    body(&scratch)
    var kept: [UInt8] = []
    swap(&kept, &scratch)
    let slice = kept.withUnsafeBytes { store($0) }
    swap(&kept, &scratch)
    return slice
  }

  /// Gives the last cell added, which has a formula, the size of its array.
  ///
  /// Sizes below 1 or beyond a sheet are 1.
  package mutating func setArray(rows: Int, columns: Int) {
    guard cellCount > 0 else { return }
    cells[cellEnd - 1].flags.insert(.array)
    arrays.append(
      Row.ArrayExtent(column: cells[cellEnd - 1].column, clampedRows: rows, columns: columns))
  }

  /// Puts the cells in ascending order and drops all but the last of a column.
  package mutating func sortRow() {
    var row = Array(UnsafeBufferPointer(start: cells + firstCell, count: cellCount))
    Row.sort(&row)
    cellEnd = firstCell
    for cell in row { append(cell) }
  }

  /// Copies the row being built.
  package borrowing func copyRow(
    index: Int, isHidden: Bool, into row: inout Row
  ) {
    copy(
      Span(
        index: index, isHidden: isHidden, cells: firstCell..<cellEnd, bytes: firstByte..<byteEnd,
        arrays: firstArray..<arrays.count), into: &row)
  }

  // MARK: Many rows

  /// The number of rows that were ended since `reset`.
  package var rowCount: Int { spans.count }
  /// The bytes that all rows take.
  package var size: Int { byteEnd + cellEnd * MemoryLayout<Cell>.stride }

  /// Keeps the row being built, and begins another one.
  package mutating func endRow(index: Int, isHidden: Bool) {
    spans.append(
      Span(
        index: index, isHidden: isHidden, cells: firstCell..<cellEnd, bytes: firstByte..<byteEnd,
        arrays: firstArray..<arrays.count))
    firstCell = cellEnd
    firstByte = byteEnd
    firstArray = arrays.count
  }

  /// Copies a row that was ended, by its place, which must be below `rowCount`.
  package borrowing func copyRow(_ place: Int, into row: inout Row) {
    copy(spans[place], into: &row)
  }

  /// The index in the sheet of a row that was ended.
  package borrowing func index(ofRow place: Int) -> Int { spans[place].index }

  /// Forgets all rows.
  package mutating func reset() {
    cellEnd = 0
    byteEnd = 0
    firstCell = 0
    firstByte = 0
    firstArray = 0
    arrays.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
  }

  private borrowing func copy(_ span: Span, into row: inout Row) {
    row.reset(index: span.index)
    row.isHidden = span.isHidden
    row.cells.append(
      contentsOf: UnsafeBufferPointer(start: cells + span.cells.lowerBound, count: span.cells.count)
    )
    row.bytes.append(
      contentsOf: UnsafeBufferPointer(start: bytes + span.bytes.lowerBound, count: span.bytes.count)
    )
    if !span.arrays.isEmpty { row.arrays.append(contentsOf: arrays[span.arrays]) }
  }

  @usableFromInline mutating func growCells() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity * 2)
    larger.moveInitialize(from: cells, count: cellEnd)
    cells.deallocate()
    cells = larger
    cellCapacity *= 2
  }

  @usableFromInline mutating func growBytes(by more: Int) {
    let capacity = max(byteCapacity * 2, byteEnd + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: bytes, count: byteEnd)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }
}
