import SheetModel

/// The stretches of a sheet's records that belong to one row each, in the order of their rows.
///
/// For sheets whose rows do not ascend, which programs write that put cells down as they are told.
/// Their records are kept in memory, so such a sheet may not be large.
struct RowStretches {
  /// The most bytes of records, and the most stretches.
  static let mostBytes = 64 << 20
  static let mostStretches = 4 << 20

  private var starts: [UInt32] = []
  private var rows: [UInt16] = []
  private var order: [UInt32] = []
  private let base: Int
  private let end: Int
  private var next = 0

  /// Looks through the records from `start` to `end`.
  /// - Throws: `malformedValue` where there are too many.
  init(_ reader: RecordReader, from start: Int, to end: Int) throws(WorkbookError) {
    base = start
    self.end = end
    reader.seek(to: start)
    while reader.nextOffset < end, try reader.advance() {
      guard RecordType.isCell(reader.type) else {
        // Charts within the sheet have records of the same kinds.
        if RecordType.isBegin(reader.type) { try Self.skipInner(reader, to: end) }
        continue
      }
      let row = UInt16(truncatingIfNeeded: reader.data.u16(0))
      if rows.last != row {
        guard rows.count < Self.mostStretches else { throw Self.tooLarge(Int(row)) }
        rows.append(row)
        starts.append(UInt32(truncatingIfNeeded: reader.offset - base))
      }
    }
    order = rows.indices.map { UInt32($0) }
    let rows = rows
    order.sort { (rows[Int($0)], $0) < (rows[Int($1)], $1) }
  }

  static func skipInner(_ reader: RecordReader, to end: Int) throws(WorkbookError) {
    var depth = 1
    while depth > 0, reader.nextOffset < end, try reader.advance() {
      if RecordType.isBegin(reader.type) { depth += 1 }
      if reader.type == RecordType.endOfFile { depth -= 1 }
    }
  }

  static func tooLarge(_ row: Int) -> WorkbookError {
    WorkbookError(.malformedValue, found: "row \(row + 1) out of order")
  }

  /// The row of the next stretch; nil after the last.
  var nextRow: Int? { next < order.count ? Int(rows[Int(order[next])]) : nil }

  /// Takes the next stretch: where it begins and ends.
  mutating func take() -> Range<Int> {
    guard next < order.count else { return end..<end }
    let index = Int(order[next])
    next += 1
    let stop = index + 1 < starts.count ? base + Int(starts[index + 1]) : end
    return (base + Int(starts[index]))..<max(stop, base + Int(starts[index]))
  }
}
