import SheetModel

/// What the cells of all sheets point into.
struct BookContext {
  let text: BIFFText
  let fonts: FontTable
  let formats: CellFormats
  /// The style of each cell format.
  let styleIndexes: [Int]
  let limits: ReadLimits
  let strings: SSTLoader
  /// What the file has of bytes, beyond which its texts may only be repeated so often.
  let fileBytes: Int
}

/// The rows of a sheet, from its records; an error ends it, and is thrown again.
final class SheetCursor: RowCursor {
  let reader: RecordReader
  let context: BookContext
  let options: RowOptions
  private let scan: SubstreamScan
  private let place: Place
  private var stretches: RowStretches?
  /// Where the records end that belong to what is being read.
  private(set) var end: Int
  /// Whether the current record was not taken yet.
  var isPending = false

  var builder = RowBuilder()
  var rowIndex = -1
  private var lastColumn = -1
  /// The column of the cell that is being taken, which errors name.
  var column = -1
  private var needsSorting = false
  private var deliveredRow = 0
  private var cellCount = 0
  private var byteCount = 0
  var strings: SharedStrings?
  /// Where texts are put together.
  var scratch: [UInt8] = []
  private var failure: WorkbookError?

  /// How many rows and columns may hold filled cells, and how many bytes of text a row may have.
  private let rows: Int
  private let columns: Int
  private let rowBytes: Int
  private static let mostColumns = 16_384

  init(
    _ stream: RecordStream, _ scan: SubstreamScan, context: BookContext, options: RowOptions,
    at place: Place
  ) throws(WorkbookError) {
    self.scan = scan
    self.context = context
    self.options = options
    self.place = place
    end = scan.end
    rows = min(context.limits.rows, 65_536)
    columns = min(context.limits.columns, Self.mostColumns)
    rowBytes = context.limits.lineBytes / 4
    guard scan.descends else {
      reader = stream.reader(from: scan.start)
      return
    }
    guard scan.end - scan.start <= RowStretches.mostBytes else {
      throw RowStretches.tooLarge(0)
    }
    reader = RecordReader(
      stream.source, chunkBytes: stream.chunkBytes, capacity: scan.end - scan.start + 65_540)
    stretches = try RowStretches(reader, from: scan.start, to: scan.end)
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    if let failure { throw failure }
    do {
      while try readRow() {
        guard try finishRow() else { continue }
        builder.copy(index: rowIndex, isHidden: scan.isHidden(rowIndex), into: &row)
        return true
      }
      row.reset(index: deliveredRow)
      return false
    } catch {
      var located = error.located(in: place)
      if rowIndex >= 0, located.place.cell == nil, located.code != .limitExceeded {
        located.place.cell = CellAddress(row: rowIndex, column: max(0, column))
      }
      failure = located
      throw located
    }
  }

  /// Reads the cells of the next row; false at the end.
  private func readRow() throws(WorkbookError) -> Bool {
    builder.clear()
    rowIndex = -1
    lastColumn = -1
    column = -1
    needsSorting = false
    guard stretches != nil else { return try readAscending() }
    while let row = stretches?.nextRow, rowIndex < 0 || row == rowIndex {
      rowIndex = row
      guard let stretch = stretches?.take() else { break }
      reader.seek(to: stretch.lowerBound)
      end = stretch.upperBound
      while try isMore() { try takeRecord() }
    }
    return rowIndex >= 0
  }

  private func readAscending() throws(WorkbookError) -> Bool {
    while try isMore() {
      if RecordType.isCell(reader.type) {
        let row = reader.data.u16(0)
        if rowIndex < 0 { rowIndex = row }
        guard row == rowIndex else {
          isPending = true
          return true
        }
      }
      try takeRecord()
    }
    return rowIndex >= 0
  }

  /// Goes to the next record within what is being read, unless the current one is still to be taken.
  @inline(__always)
  func isMore() throws(WorkbookError) -> Bool {
    if isPending {
      isPending = false
      return true
    }
    guard reader.nextOffset < end else { return false }
    return try reader.advance()
  }

  private func takeRecord() throws(WorkbookError) {
    let type = reader.type
    switch type {
    case RecordType.sharedLabel: try takeSharedLabel()
    case RecordType.rk: try takeRK()
    case RecordType.number: try takeNumber()
    case RecordType.multipleRK: try takeMultipleRK()
    case RecordType.formula, RecordType.formula3, RecordType.formula4: try takeFormula()
    case RecordType.label: try takeLabel(isRich: false)
    case RecordType.richString: try takeLabel(isRich: true)
    case RecordType.boolean: try takeBoolean()
    case RecordType.blank, RecordType.multipleBlanks:
      if options.includesStyledBlanks { try takeBlanks(isMultiple: type != RecordType.blank) }
    default: if RecordType.isBegin(type) { try RowStretches.skipInner(reader, to: end) }
    }
  }

  /// Adds a cell to the row.
  @inline(__always)
  func append(_ cell: Cell) throws(WorkbookError) {
    if cell.column <= lastColumn { needsSorting = true }
    lastColumn = cell.column
    column = cell.column
    guard cell.column < columns, rowIndex < rows else { throw placeError() }
    builder.append(cell)
    if builder.byteCount > rowBytes { throw limit(.lineBytes) }
  }

  private func placeError() -> WorkbookError {
    guard lastColumn < Self.mostColumns else { return malformed("beyond XFD1048576") }
    return limit(lastColumn < columns ? .rows : .columns)
  }

  /// Takes the row into account; true if a cell is in it.
  private func finishRow() throws(WorkbookError) -> Bool {
    guard builder.cellCount > 0 else { return false }
    if needsSorting { builder.sort() }
    deliveredRow = rowIndex
    cellCount += builder.cellCount
    if cellCount > context.limits.cells { throw limit(.cells) }
    // One long shared string in every cell would otherwise make endless text of a small file.
    byteCount += builder.byteCount
    if byteCount > context.limits.totalBytes / 8 &+ context.fileBytes &* 4 {
      throw limit(.totalBytes)
    }
    return true
  }

  func limit(_ name: ReadLimits.Name) -> WorkbookError {
    WorkbookError.limit(
      name, of: context.limits, at: Place(cell: CellAddress(row: rowIndex, column: max(0, column))))
  }

  func malformed(_ found: Evidence) -> WorkbookError {
    WorkbookError(
      .malformedValue, at: Place(cell: CellAddress(row: rowIndex, column: max(0, column))),
      found: found)
  }
}
