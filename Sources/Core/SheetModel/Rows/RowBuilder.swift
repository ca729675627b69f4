/// A row being read: its cells and texts in two blocks of memory.
///
/// A reader puts cells here without paying for an array's checks each time, and copies the whole row
/// at once. The blocks are used again for the next row.
package struct RowBuilder: ~Copyable {
  private var cells: UnsafeMutablePointer<Cell>
  private var cellCapacity = 64
  /// The number of cells.
  package private(set) var cellCount = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 1024
  /// The bytes of the texts.
  package private(set) var byteCount = 0
  private var arrays: [Row.ArrayExtent] = []
  private var runs: [Row.CellRun] = []
  /// The cell of each run, by its place before cells are sorted.
  private var runCells: [Int] = []
  private var scratch: [UInt8] = []

  /// A row that outgrows the first of these gets room for the second, more than readers let a row
  /// have, since growing holds a block twice and room that is not written to costs nothing.
  private static let usualBytes = 1 << 20
  private static let amplestBytes = 18 << 20

  /// A builder with an empty row.
  package init() {
    cells = .allocate(capacity: cellCapacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    cells.deallocate()
    bytes.deallocate()
  }

  /// Forgets the row.
  package mutating func clear() {
    cellCount = 0
    byteCount = 0
    if !arrays.isEmpty { arrays.removeAll(keepingCapacity: true) }
    if !runs.isEmpty {
      runs.removeAll(keepingCapacity: true)
      runCells.removeAll(keepingCapacity: true)
    }
  }

  /// Gives the last cell added, a text, a stretch in a font of its own; stretches in order.
  ///
  /// Those beyond `Row.mostRuns` are left out, as one text of many would fill all cells with them.
  package mutating func addRun(_ run: TextRun) {
    guard cellCount > 0, runs.count < Row.mostRuns else { return }
    runs.append(Row.CellRun(column: cells[cellCount - 1].column, run: run))
    runCells.append(cellCount - 1)
  }

  /// Gives the last cell added, a text, the stretches that `body` finds in its bytes.
  package mutating func addRuns(_ body: (UnsafeRawBufferPointer) -> [TextRun]) {
    guard cellCount > 0 else { return }
    let text = cells[cellCount - 1].text
    let start = min(Int(text.start), byteCount)
    let count = min(Int(text.count), byteCount - start)
    for run in body(UnsafeRawBufferPointer(start: bytes + start, count: count)) { addRun(run) }
  }

  /// Adds a cell, whose slices come from `store`.
  package mutating func append(_ cell: Cell) {
    if cellCount == cellCapacity { growCells() }
    (cells + cellCount).initialize(to: cell)
    cellCount &+= 1
  }

  /// Keeps bytes as a text of the row.
  package mutating func store(_ raw: UnsafeRawBufferPointer) -> Cell.Slice {
    let count = raw.count
    if byteCapacity &- byteCount < count { growBytes(by: count) }
    if let source = raw.baseAddress {
      UnsafeMutableRawPointer(bytes + byteCount).copyMemory(from: source, byteCount: count)
    }
    let start = byteCount
    byteCount &+= count
    return Cell.Slice(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count))
  }

  /// Keeps what `body` appends as a text of the row.
  package mutating func store(_ body: (inout [UInt8]) -> Void) -> Cell.Slice {
    var text: [UInt8] = []
    swap(&text, &scratch)
    text.removeAll(keepingCapacity: true)
    body(&text)
    let slice = text.withUnsafeBytes { store($0) }
    if text.capacity <= Self.usualBytes { swap(&text, &scratch) }
    return slice
  }

  /// Gives the last cell added, which has a formula, the size of its array.
  ///
  /// Sizes below 1 or beyond a sheet are 1.
  package mutating func setArray(rows: Int, columns: Int) {
    guard cellCount > 0 else { return }
    cells[cellCount - 1].flags.insert(.array)
    arrays.append(
      Row.ArrayExtent(column: cells[cellCount - 1].column, clampedRows: rows, columns: columns))
  }

  /// Puts the cells in ascending order and drops all but the last of a column.
  package mutating func sort() {
    if !runs.isEmpty { dropRunsOfOverwrittenCells() }
    var sorted = Array(UnsafeBufferPointer(start: cells, count: cellCount))
    Row.sort(&sorted)
    cellCount = 0
    for cell in sorted { append(cell) }
  }

  private mutating func dropRunsOfOverwrittenCells() {
    var last: [Int: Int] = [:]
    for index in 0..<cellCount { last[cells[index].column] = index }
    var kept: [Row.CellRun] = []
    for (run, cell) in zip(runs, runCells) where last[run.column] == cell { kept.append(run) }
    Row.sortRuns(&kept)
    runs = kept
    // The cells' places are others now, and each column has one.
    runCells = []
  }

  /// Copies the row.
  package borrowing func copy(index: Int, isHidden: Bool, into row: inout Row) {
    row.reset(index: index)
    row.isHidden = isHidden
    row.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: cellCount))
    row.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: byteCount))
    if !arrays.isEmpty { row.arrays.append(contentsOf: arrays) }
    if !runs.isEmpty { row.runs.append(contentsOf: runs) }
  }

  private mutating func growCells() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity * 2)
    larger.moveInitialize(from: cells, count: cellCount)
    cells.deallocate()
    cells = larger
    cellCapacity *= 2
  }

  private mutating func growBytes(by more: Int) {
    var capacity = max(byteCapacity * 2, byteCount + more)
    if capacity > Self.usualBytes { capacity = max(capacity, Self.amplestBytes) }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }
}
