import SheetModel
import Testing
import XLSX
import Zip

/// A workbook written in memory.
struct WrittenBook {
  var bytes: [UInt8]

  /// Writes one sheet after another, each by a closure that adds rows.
  init(
    _ outline: WorkbookOutline, _ sheets: [(XLSXWriter) throws -> Void] = []
  ) throws {
    let sink = MemorySink()
    let writer = try XLSXWriter(sink, outline: outline, level: 6)
    for sheet in sheets {
      try writer.beginSheet()
      try sheet(writer)
    }
    try writer.finish()
    bytes = sink.bytes
  }

  /// A book of one sheet with the cells that `fill` adds to row 1.
  init(styles: StyleTable = StyleTable(), row fill: @escaping (inout Row) -> Void) throws {
    let outline = WorkbookOutline(styles: styles, sheets: [SheetLayout(name: "Biểu 01")])
    try self.init(
      outline,
      [
        { writer in
          var row = Row()
          fill(&row)
          try writer.write(row)
        }
      ])
  }

  func archive() throws -> ZipArchive {
    try ZipArchive(MemorySource(bytes), limits: ReadLimits())
  }

  func reader() throws -> XLSXReader { try XLSXReader(try archive(), limits: ReadLimits()) }

  /// The text of a part.
  func part(_ name: String) throws -> String {
    let archive = try archive()
    let entry = try #require(archive.entry(named: name))
    return String(decoding: try archive.bytes(of: entry), as: UTF8.self)
  }

  /// The cells of the first sheet, as the reader tells them.
  func cells() throws -> [String] { try reader().cells(ofSheet: 0) }
}
