import SheetModel

/// What must be known of a sheet before its rows can be handed out, from one look at its records:
/// where it ends, whether its rows ascend, which are hidden, and what surrounds its cells.
///
/// Rows are announced in blocks before their cells by Excel, and anywhere by others.
struct SubstreamScan {
  /// Where the first record behind the sheet's beginning is, and where the last one ends.
  private(set) var start = 0
  private(set) var end = 0
  /// Whether a cell's row comes behind a later row.
  private(set) var descends = false
  private(set) var layout: SheetLayout
  private var hidden = [UInt64](repeating: 0, count: 1024)
  private var heights: [Int: Double] = [:]
  private var columns: [ColumnLayout] = []
  private var isFrozen = false
  private var corner = CellAddress(row: 0, column: 0)
  private var pane: (rows: Int, columns: Int)?

  /// The most merged ranges, as in other formats.
  private static let mostMerges = 1_048_576

  /// Looks through the sheet that begins at a place.
  ///
  /// - Throws: `truncated` where the stream ends before the sheet, unless it is known to end there;
  ///   `malformedValue` where no sheet begins.
  init(
    _ stream: RecordStream, at offset: Int, entry: SheetEntry, styleIndexes: [Int]
  ) throws(WorkbookError) {
    layout = SheetLayout(name: entry.name)
    layout.visibility = entry.visibility
    let reader = stream.reader(from: offset)
    guard try reader.advance(), RecordType.isBegin(reader.type) else {
      throw WorkbookError(.malformedValue, found: "BOF")
    }
    start = reader.nextOffset
    end = start
    var depth = 1
    var lastRow = -1
    while try reader.advance() {
      let type = reader.type
      if depth == 1, RecordType.isCell(type) {
        let row = reader.data.u16(0)
        if row < lastRow { descends = true }
        lastRow = row
      } else if type == RecordType.endOfFile {
        depth -= 1
        if depth == 0 {
          end = reader.offset
          finish()
          return
        }
      } else if RecordType.isBegin(type) {
        // Charts lie within sheets. Whatever else begins is the next sheet: some leave out the end.
        guard reader.data.u16(2) == SubstreamKind.chart.rawValue else {
          end = reader.offset
          finish()
          return
        }
        depth += 1
      } else if depth == 1 {
        try take(type, reader.data, styleIndexes)
      }
    }
    guard stream.hasKnownEnd else { throw reader.truncated() }
    end = reader.nextOffset
    finish()
  }

  @inline(__always)
  func isHidden(_ row: Int) -> Bool {
    hidden[(row >> 6) & 1023] & 1 << UInt64(row & 63) != 0
  }

  private mutating func take(
    _ type: UInt16, _ data: UnsafeRawBufferPointer, _ styleIndexes: [Int]
  ) throws(WorkbookError) {
    switch type {
    case RecordType.row: takeRow(data)
    case RecordType.columnInfo: takeColumns(data, styleIndexes)
    case RecordType.mergedCells: try takeMerges(data)
    case RecordType.protect: if data.u16(0) == 1 { layout.isProtected = true }
    case RecordType.window2:
      isFrozen = data.u16(0) & 0x08 != 0
      corner = CellAddress(row: data.u16(2), column: data.u16(4))
    case RecordType.pane: pane = (data.u16(2), data.u16(0))
    case RecordType.filePassword: throw WorkbookError(.passwordProtected)
    default: return
    }
  }

  /// ROW ([MS-XLS] 2.4.221); a row that is filtered out is hidden too.
  private mutating func takeRow(_ data: UnsafeRawBufferPointer) {
    guard data.count >= 14 else { return }
    let row = data.u16(0)
    let flags = data.u16(12)
    if flags & 0x20 != 0 { hidden[row >> 6] |= 1 << UInt64(row & 63) }
    let height = data.u16(6) & 0x7FFF
    if flags & 0x40 != 0, height > 0 { heights[row] = Double(height) / 20 }
  }

  /// COLINFO ([MS-XLS] 2.4.53).
  private mutating func takeColumns(_ data: UnsafeRawBufferPointer, _ styleIndexes: [Int]) {
    let first = data.u16(0)
    // 256 stands for the last column in some files.
    let last = min(data.u16(2), 16_383)
    guard data.count >= 8, first <= last, columns.count < 16_384 else { return }
    let width = Double(data.u16(4)) / 256
    let style = data.u16(6)
    columns.append(
      ColumnLayout(
        first: first, last: last, width: width > 0 ? min(255, width) : nil,
        isHidden: data.u16(8) & 1 != 0 || width == 0,
        style: styleIndexes.indices.contains(style) ? styleIndexes[style] : 0))
  }

  /// MERGEDCELLS ([MS-XLS] 2.4.168).
  private mutating func takeMerges(_ data: UnsafeRawBufferPointer) throws(WorkbookError) {
    for index in 0..<min(data.u16(0), (data.count - 2) / 8) {
      let at = 2 + index * 8
      let range = CellRange(
        CellAddress(row: data.u16(at), column: data.u16(at + 4)),
        CellAddress(row: data.u16(at + 2), column: data.u16(at + 6)))
      guard range.first != range.last, range.last.column < 16_384 else { continue }
      guard layout.merges.count < Self.mostMerges else {
        throw WorkbookError(.malformedValue, found: "more than 1048576 merges")
      }
      layout.merges.append(range)
    }
  }

  private mutating func finish() {
    layout.rows = heights.keys.sorted().map { RowLayout(index: $0, height: heights[$0]) }
    heights = [:]
    // Of columns that are told twice the first counts.
    var next = 0
    for var run in columns.sorted(by: { $0.first < $1.first }) {
      run.first = max(run.first, next)
      guard run.first <= run.last else { continue }
      next = run.last + 1
      layout.columns.append(run)
    }
    columns = []
    guard isFrozen, let pane, pane.rows > 0 || pane.columns > 0 else { return }
    layout.frozenAt = CellAddress(
      row: pane.rows > 0 ? pane.rows + corner.row : 0,
      column: pane.columns > 0 ? min(16_383, pane.columns + corner.column) : 0)
  }
}
