import SheetModel
import WorkbookIO
import Zip

/// The register of the benchmarks in memory, as text, as rows and as packages.
struct Register {
  let csv: [UInt8]
  /// Typed as in a conversion from CSV to a workbook.
  let rows: [Row]
  let styles: StyleTable
  let cells: Int
  let xlsx: [UInt8]
  let ods: [UInt8]

  init(path: String) throws {
    csv = try Self.bytes(path)
    let reader = try Self.reader(of: csv, typed: true)
    styles = reader.styles
    var rows: [Row] = []
    var row = Row()
    let cursor = try reader.rows(ofSheet: 0)
    while try cursor.next(into: &row) { rows.append(row) }
    self.rows = rows
    cells = rows.reduce(0) { $0 + $1.cells.count }
    xlsx = try Self.converted(reader, to: .xlsx)
    ods = try Self.converted(reader, to: .ods)
  }

  /// All bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    let source = try FileSource(path: path)
    var bytes = [UInt8](repeating: 0, count: source.size)
    var filled = 0
    while filled < bytes.count {
      let read = try bytes.withUnsafeMutableBytes { raw throws(WorkbookError) in
        try source.read(at: filled, into: UnsafeMutableRawBufferPointer(rebasing: raw[filled...]))
      }
      if read == 0 { break }
      filled += read
    }
    return bytes
  }

  /// The text opened as a workbook.
  static func reader(of csv: [UInt8], typed: Bool) throws -> any WorkbookReader {
    var options = CSVReadOptions()
    options.isTyped = typed
    return try WorkbookOpener.open(MemorySource(csv), name: "register.csv", csv: options)
  }

  /// The rows as a workbook of a format.
  func written(as format: WorkbookFormat, level: Int32) throws -> Int {
    let sink = CountingSink()
    var options = WorkbookWriteOptions()
    options.level = level
    let outline = WorkbookOutline(styles: styles, sheets: [SheetLayout(name: "register")])
    let writer = try WorkbookCreator.create(
      sink, format: format, outline: outline, options: options)
    try writer.beginSheet()
    for row in rows { try writer.write(row) }
    try writer.finish()
    return sink.count
  }

  private static func converted(
    _ reader: any WorkbookReader, to format: WorkbookFormat
  ) throws -> [UInt8] {
    let sink = MemorySink()
    try Conversion(of: reader, name: "register.csv").write(to: sink, as: format)
    return sink.bytes
  }

  /// One part of the XLSX package, inflated.
  func part(_ name: String) throws -> [UInt8] {
    let archive = try ZipArchive(MemorySource(xlsx), limits: ReadLimits())
    guard let entry = archive.entry(named: name) else { throw WorkbookError(.missingPart) }
    return try archive.bytes(of: entry)
  }

  /// The XLSX package with a sheet of one cell, so that reading it is reading its strings.
  func withoutRows() throws -> [UInt8] {
    let archive = try ZipArchive(MemorySource(xlsx), limits: ReadLimits())
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for entry in archive.entries {
      try writer.beginEntry(entry.name)
      if entry.name == "xl/worksheets/sheet1.xml" {
        try writer.write(Array(Self.smallSheet.utf8))
      } else {
        try writer.write(try archive.bytes(of: entry))
      }
      try writer.endEntry()
    }
    try writer.finish()
    return sink.bytes
  }

  private static let smallSheet = """
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
    <row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>
    """
}

/// A sink that keeps nothing.
final class CountingSink: ByteSink {
  private(set) var count = 0

  func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) { count += bytes.count }
}
