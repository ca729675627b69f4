/// One row of a sheet: its filled cells in ascending columns, and the bytes of their texts.
///
/// The same row is handed to a cursor again and again and keeps its storage, so reading a sheet
/// allocates nothing per cell. Copy what must outlive the next call.
public struct Row: Sendable {
  /// The row's index in the sheet, from 0.
  public var index = 0
  /// Whether the row is hidden or filtered out.
  public var isHidden = false
  /// The filled cells, columns ascending, none twice.
  public internal(set) var cells: [Cell] = []
  /// The bytes that the cells' slices point into: UTF-8.
  @usableFromInline package internal(set) var bytes: [UInt8] = []
  /// How far the array formulas of the row reach; most rows have none.
  package var arrays: [ArrayExtent] = []
  /// The stretches in fonts of their own, columns ascending, those of a column in the order of its
  /// text; only where `RowOptions.includesRuns` asks for them.
  package var runs: [CellRun] = []

  /// The most stretches in fonts of their own that a row has.
  package static let mostRuns = 65_536

  /// A stretch of the text of a column's cell.
  package struct CellRun: Sendable {
    package var column: Int
    package var run: TextRun
    package init(column: Int, run: TextRun) {
      self.column = column
      self.run = run
    }
  }

  /// The size of an array formula's range, which begins at the cell of a column.
  package struct ArrayExtent: Sendable {
    package var column: Int
    package var rows: Int
    package var columns: Int
    package init(column: Int, rows: Int, columns: Int) {
      self.column = column
      self.rows = rows
      self.columns = columns
    }

    /// The extent of an array formula; sizes below 1 or beyond a sheet are 1.
    init(column: Int, clampedRows rows: Int, columns: Int) {
      self.init(
        column: column, rows: (1...1_048_576).contains(rows) ? rows : 1,
        columns: (1...16_384).contains(columns) ? columns : 1)
    }
  }

  /// An empty row.
  public init() {}

  /// Empties the row and gives it a new place, keeping its storage.
  public mutating func reset(index: Int) {
    self.index = index
    isHidden = false
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    if !arrays.isEmpty { arrays.removeAll(keepingCapacity: true) }
    if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
  }

  // MARK: Reading

  /// The cell of a column, found by binary search; nil where the column is empty.
  public func cell(inColumn column: Int) -> Cell? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    guard low < cells.count, cells[low].column == column else { return nil }
    return cells[low]
  }

  /// The text of a text or error cell, or the digits of a number; empty for other kinds.
  public func text(of cell: Cell) -> String {
    String(decoding: bytes[range(cell.text)], as: UTF8.self)
  }

  /// The formula without its leading `=`, in the dialect of `formulaDialect`; nil without one.
  public func formula(of cell: Cell) -> String? {
    guard cell.hasFormula else { return nil }
    return String(decoding: bytes[range(cell.formula)], as: UTF8.self)
  }

  /// The cells that a cell's array formula fills, the cell itself first; nil for other cells.
  public func arrayRange(of cell: Cell) -> CellRange? {
    guard cell.hasFormula, cell.flags.contains(.array),
      let extent = arrays.last(where: { $0.column == cell.column })
    else { return nil }
    return CellRange(
      CellAddress(row: index, column: cell.column),
      CellAddress(row: index + extent.rows - 1, column: cell.column + extent.columns - 1))
  }

  /// The stretches of a cell's text that have fonts of their own, in order; empty where the whole
  /// text has the font of the cell's style, and unless `RowOptions.includesRuns` was set.
  public func runs(of cell: Cell) -> [TextRun] {
    guard !runs.isEmpty, cell.kind == .text else { return [] }
    return runs[runRange(ofColumn: cell.column)].map(\.run)
  }

  /// Where the stretches of a column's cell are in `runs`, found by binary search.
  package func runRange(ofColumn column: Int) -> Range<Int> {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].column < column { low = middle + 1 } else { high = middle }
    }
    let end = runs[low...].firstIndex { $0.column != column } ?? runs.count
    return low..<end
  }

  /// Puts stretches in the order of their columns; those of a column keep theirs.
  package static func sortRuns(_ runs: inout [CellRun]) {
    if zip(runs, runs.dropFirst()).allSatisfy({ $0.column <= $1.column }) { return }
    runs = runs.enumerated().sorted {
      ($0.element.column, $0.offset) < ($1.element.column, $1.offset)
    }.map(\.element)
  }

  /// The value of a number cell; nil for other kinds.
  public func number(of cell: Cell) -> Double? {
    guard cell.kind == .number else { return nil }
    return bytes[range(cell.text)].withUnsafeBytes { NumberText.parse($0) }
  }

  /// The date or date and time of a cell; nil for other kinds.
  public func date(of cell: Cell) -> CivilDateTime? {
    guard cell.kind == .date || cell.kind == .dateTime else { return nil }
    return CivilDateTime(milliseconds: cell.scalar)
  }

  /// Milliseconds of a time or duration; nil for other kinds.
  public func milliseconds(of cell: Cell) -> Int64? { cell.kind == .time ? cell.scalar : nil }

  /// The truth value of a boolean cell; nil for other kinds.
  public func boolean(of cell: Cell) -> Bool? { cell.kind == .boolean ? cell.scalar != 0 : nil }

  /// Lends the bytes of a cell's text without making a string.
  package func withTextBytes<T, E: Error>(
    of cell: Cell, _ body: (UnsafeRawBufferPointer) throws(E) -> T
  ) throws(E) -> T {
    let outcome = bytes.withUnsafeBytes { raw -> Result<T, E> in
      let end = min(Int(cell.text.start) + Int(cell.text.count), raw.count)
      let start = min(Int(cell.text.start), end)
      return Result { () throws(E) -> T in
        try body(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
      }
    }
    return try outcome.get()
  }

  @inlinable package func range(_ slice: Cell.Slice) -> Range<Int> {
    let end = min(Int(slice.start) + Int(slice.count), bytes.count)
    return min(Int(slice.start), end)..<end
  }
}
