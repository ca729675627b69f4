import SampleMaker
import SheetModel
import XLS

/// A workbook's stream record by record, for what no writer writes.
struct HandMadeStream {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ type: UInt16, _ body: [UInt8] = []) {
    bytes += Self.u16(Int(type)) + Self.u16(body.count) + body
  }

  mutating func begin(_ kind: Int, version: Int = 0x0600) {
    add(0x0809, Self.u16(version) + Self.u16(kind) + [0xBB, 0x0D, 0xCC, 0x07])
  }

  mutating func end() { add(0x000A) }

  static func u16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  static func u32(_ value: Int) -> [UInt8] { u16(value) + u16(value >> 16) }

  static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }

  /// The head of a cell.
  static func cell(_ row: Int, _ column: Int, format: Int = 0) -> [UInt8] {
    u16(row) + u16(column) + u16(format)
  }

  /// A text with its length in two bytes and its characters in one byte each.
  static func text(_ text: String, isBIFF5: Bool = false) -> [UInt8] {
    u16(text.utf16.count) + (isBIFF5 ? [] : [0])
      + text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The same with two bytes a character.
  static func wide(_ text: String) -> [UInt8] {
    u16(text.utf16.count) + [1] + text.utf16.flatMap { u16(Int($0)) }
  }

  mutating func number(_ value: Double, _ row: Int, _ column: Int, format: Int = 0) {
    add(0x0203, Self.cell(row, column, format: format) + Self.double(value))
  }

  mutating func label(_ text: String, _ row: Int, _ column: Int) {
    add(0x0204, Self.cell(row, column) + Self.text(text))
  }

  /// A workbook of one sheet: its globals, whose sheet begins where it should, and its records.
  static func book(
    version: Int = 0x0600, globals: (inout HandMadeStream) -> Void = { _ in },
    _ sheet: (inout HandMadeStream) -> Void
  ) -> HandMadeStream {
    var stream = HandMadeStream()
    stream.begin(5, version: version)
    globals(&stream)
    let name: [UInt8] = version == 0x0600 ? [2, 0, 0x53, 0x31] : [2, 0x53, 0x31]
    let place = stream.bytes.count + 4 + 6 + name.count + 4
    stream.add(0x0085, u32(place) + [0, 0] + name)
    stream.end()
    stream.begin(16, version: version)
    sheet(&stream)
    stream.end()
    return stream
  }

  /// A reader of the stream in a compound file.
  func opened(as name: String = "Workbook", limits: ReadLimits = ReadLimits()) throws -> XLSReader {
    let file = CompoundFileWriter.bytes(of: [(name, bytes)])
    return try XLSReader(CompoundFile(MemorySource(file)), limits: limits)
  }
}

/// The filled cells of a sheet: `A1 number 12`.
func cells(
  _ reader: any WorkbookReader, sheet: Int = 0, options: RowOptions = RowOptions()
) throws -> [String] {
  let cursor = try reader.rows(ofSheet: sheet, options: options)
  var row = Row()
  var found: [String] = []
  while try cursor.next(into: &row) {
    for cell in row.cells {
      let address = CellAddress(row: row.index, column: cell.column)
      found.append("\(address) \(cell.kind) \(CellText.string(cell, of: row))")
    }
  }
  return found
}
