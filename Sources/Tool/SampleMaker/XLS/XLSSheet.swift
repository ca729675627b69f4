import SheetModel

/// A sheet of an old binary workbook being written: rows in blocks of 32, each announced first.
struct XLSSheet {
  private let layout: SheetLayout
  private let heights: [Int: Double]
  private var content = XLSRecords()
  private var announced = XLSRecords()
  private var cells = XLSRecords()
  private var block = -1
  private var rows: ClosedRange<Int>?
  private var lastColumn = 0

  init(_ layout: SheetLayout) {
    self.layout = layout
    var heights: [Int: Double] = [:]
    for row in layout.rows { heights[row.index] = row.height }
    self.heights = heights
  }

  mutating func begin(row: Int, isHidden: Bool) {
    if row / 32 != block { self.flush() }
    block = row / 32
    rows = (rows?.lowerBound ?? row)...row
    let height = heights[row]
    announced.add(0x0208) { record in
      record.append16(row)
      record.append16(0)
      record.append16(256)
      record.append16(height.map { Int($0 * 20) } ?? 0xFF)
      record.append32(0)
      record.append32(0x100 | (isHidden ? 0x20 : 0) | (height == nil ? 0 : 0x40) | 0x0F << 16)
    }
  }

  mutating func add(_ type: Int, _ body: [UInt8], column: Int) {
    cells.add(type, body)
    lastColumn = max(lastColumn, column)
  }

  private mutating func flush() {
    content.append(announced)
    content.append(cells)
    announced = XLSRecords()
    cells = XLSRecords()
  }

  /// All records of the sheet.
  func records(_ options: XLSWriteOptions, format: (Int) -> Int) -> XLSRecords {
    var whole = self
    whole.flush()
    var records = XLSRecords()
    records.begin(16, options)
    if layout.isProtected { records.add(0x0012) { $0.append16(1) } }
    records.add(0x0055) { $0.append16(8) }
    for run in layout.columns where run.first < 256 {
      records.add(0x007D) { record in
        record.append16(run.first)
        record.append16(min(255, run.last))
        record.append16(Int((run.width ?? 9.140625) * 256))
        record.append16(format(run.style))
        record.append16(run.isHidden ? 1 : 0)
        record.append16(0)
      }
    }
    records.add(0x0200) { record in
      let end = rows.map { $0.upperBound + 1 } ?? 0
      for value in [rows?.lowerBound ?? 0, end] {
        if options.isBIFF5 { record.append16(min(65_535, value)) } else { record.append32(value) }
      }
      record.append16(0)
      record.append16(rows == nil ? 0 : lastColumn + 1)
      record.append16(0)
    }
    records.append(whole.content)
    records.add(0x023E) { record in
      record.append16(0x00B6 | (layout.frozenAt == nil ? 0 : 0x0108))
      for value in [0, 0] { record.append16(value) }
      record.append32(0x40)
      if !options.isBIFF5 {
        record.append32(0)
        record.append32(0)
      }
    }
    if let corner = layout.frozenAt {
      records.add(0x0041) { record in
        for value in [corner.column, corner.row, corner.row, corner.column] {
          record.append16(value)
        }
        record.append16(corner.row > 0 ? (corner.column > 0 ? 0 : 2) : 1)
      }
    }
    if !options.isBIFF5 { addMerges(to: &records) }
    records.end()
    return records
  }

  private func addMerges(to records: inout XLSRecords) {
    var rest = layout.merges[...]
    while !rest.isEmpty {
      let some = rest.prefix(1000)
      rest = rest.dropFirst(some.count)
      records.add(0x00E5) { record in
        record.append16(some.count)
        for range in some {
          record.append16(range.first.row)
          record.append16(range.last.row)
          record.append16(range.first.column)
          record.append16(range.last.column)
        }
      }
    }
  }
}
