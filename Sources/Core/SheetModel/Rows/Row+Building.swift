/// How readers and producers fill a row; columns must be given in ascending order.
extension Row {
  /// Adds a text cell.
  public mutating func appendText(_ text: some StringProtocol, column: Int, style: Int = 0) {
    let slice = store(text.utf8)
    append(Cell(column: column, kind: .text, style: style, text: slice))
  }

  /// Adds a number; infinities and NaN, which no format holds, become the error `#NUM!`.
  public mutating func appendNumber(_ number: Double, column: Int, style: Int = 0) {
    guard number.isFinite else { return appendError("#NUM!", column: column, style: style) }
    let start = bytes.count
    NumberText.append(number, to: &bytes)
    append(Cell(column: column, kind: .number, style: style, text: slice(from: start)))
  }

  /// Adds a number by its digits, which must be a plain decimal such as `-12.5`.
  public mutating func appendNumber(digits: some StringProtocol, column: Int, style: Int = 0) {
    let slice = store(digits.utf8)
    append(Cell(column: column, kind: .number, style: style, text: slice))
  }

  /// Adds a truth value.
  public mutating func appendBoolean(_ value: Bool, column: Int, style: Int = 0) {
    append(Cell(column: column, kind: .boolean, style: style, scalar: value ? 1 : 0))
  }

  /// Adds an error value such as `#REF!`.
  public mutating func appendError(_ text: String, column: Int, style: Int = 0) {
    let slice = store(text.utf8)
    append(Cell(column: column, kind: .error, style: style, text: slice))
  }

  /// Adds a date; `hasTime` says whether the time of day is part of the value.
  public mutating func appendDate(
    _ date: CivilDateTime, hasTime: Bool, column: Int, style: Int = 0
  ) {
    append(
      Cell(
        column: column, kind: hasTime ? .dateTime : .date, style: style,
        scalar: date.milliseconds))
  }

  /// Adds a time of day or a duration.
  public mutating func appendTime(milliseconds: Int64, column: Int, style: Int = 0) {
    append(Cell(column: column, kind: .time, style: style, scalar: milliseconds))
  }

  /// Adds a styled cell without a value.
  public mutating func appendBlank(column: Int, style: Int) {
    append(Cell(column: column, kind: .blank, style: style))
  }

  /// Gives the last cell added a formula (without `=`, in the Excel dialect).
  public mutating func setFormula(_ formula: some StringProtocol) {
    guard !cells.isEmpty else { return }
    cells[cells.count - 1].formula = store(formula.utf8)
    cells[cells.count - 1].flags.insert(.formula)
  }

  /// Makes the formula of the last cell added an array formula over `rows` times `columns` cells,
  /// from that cell on; sizes below 1 or beyond a sheet are 1.
  public mutating func setArray(rows: Int, columns: Int) {
    guard let cell = cells.last else { return }
    cells[cells.count - 1].flags.insert(.array)
    arrays.append(ArrayExtent(column: cell.column, clampedRows: rows, columns: columns))
  }

  /// Marks the last cell added.
  public mutating func setFlags(_ flags: Cell.Flags) {
    guard !cells.isEmpty else { return }
    cells[cells.count - 1].flags.insert(flags)
  }

  // MARK: By bytes

  package mutating func append(_ cell: Cell) { cells.append(cell) }

  package mutating func store(_ utf8: some Sequence<UInt8>) -> Cell.Slice {
    let start = bytes.count
    bytes.append(contentsOf: utf8)
    return slice(from: start)
  }

  package mutating func store(_ raw: UnsafeRawBufferPointer) -> Cell.Slice {
    let start = bytes.count
    bytes.append(contentsOf: raw)
    return slice(from: start)
  }

  /// Appends to the bytes through `body`; the slice from the old end on is the new text.
  package mutating func store(_ body: (inout [UInt8]) -> Void) -> Cell.Slice {
    let start = bytes.count
    body(&bytes)
    return slice(from: start)
  }

  package func slice(from start: Int) -> Cell.Slice {
    Cell.Slice(
      start: UInt32(clamping: start), count: UInt32(clamping: max(0, bytes.count - start)))
  }

  /// Puts the cells in ascending order and drops all but the last of a column, for files whose
  /// cells come out of order.
  package mutating func sortCells() { Self.sort(&cells) }

  static func sort(_ cells: inout [Cell]) {
    cells.sort { $0.column < $1.column }
    var kept = 0
    for index in cells.indices {
      if kept > 0, cells[kept - 1].column == cells[index].column {
        cells[kept - 1] = cells[index]
      } else {
        cells[kept] = cells[index]
        kept += 1
      }
    }
    cells.removeLast(cells.count - kept)
  }

  /// Lends the cells to be changed; their slices must stay within the row's bytes.
  package mutating func replaceCells(_ body: (inout [Cell]) -> Void) { body(&cells) }

  /// Lends cells and bytes together, so that a scanner pays for the border once a row.
  package mutating func withStorage<T>(_ body: (inout [Cell], inout [UInt8]) -> T) -> T {
    body(&cells, &bytes)
  }
}
