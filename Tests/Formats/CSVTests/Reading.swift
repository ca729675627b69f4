import CSV
import SheetModel

/// A row as text for comparison: `2: A=Hà Nội C=12`.
func lines(of reader: CSVReader) throws -> [String] {
  let cursor = try reader.rows(ofSheet: 0)
  var row = Row()
  var lines: [String] = []
  while try cursor.next(into: &row) {
    let cells = row.cells.map { cell in
      "\(CellAddress.columnName(cell.column))=\(CellText.string(cell, of: row))"
    }
    lines.append("\(row.index + 1): " + cells.joined(separator: " "))
  }
  return lines
}

func reader(
  _ text: String, _ options: CSVReadOptions = CSVReadOptions(), limits: ReadLimits = ReadLimits()
) throws -> CSVReader {
  try reader(Array(text.utf8), options, limits: limits)
}

func reader(
  _ bytes: [UInt8], _ options: CSVReadOptions = CSVReadOptions(),
  limits: ReadLimits = ReadLimits()
) throws -> CSVReader {
  try CSVReader(MemorySource(bytes), name: "Số liệu", options: options, limits: limits)
}

/// The error that reading all rows throws.
func failure(of reader: CSVReader) -> WorkbookError? {
  do {
    _ = try lines(of: reader)
    return nil
  } catch {
    return error as? WorkbookError
  }
}

/// A source that hands out a few bytes at a time, as pipes do.
final class DrippingSource: ByteSource {
  private let inner: MemorySource
  private let step: Int
  init(_ bytes: [UInt8], step: Int) {
    inner = MemorySource(bytes)
    self.step = step
  }
  var size: Int { inner.size }
  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(step, buffer.count)])
    return try inner.read(at: offset, into: part)
  }
}
