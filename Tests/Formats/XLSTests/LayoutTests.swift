import SampleMaker
import SheetModel
import TestSupport
import Testing
import XLS

/// What surrounds the cells, by the writer for the samples and the reader.
@Suite struct LayoutTests {
  private func written(
    _ outline: WorkbookOutline, _ rows: [[Row]], _ options: XLSWriteOptions = XLSWriteOptions()
  ) throws -> XLSReader {
    let sink = MemorySink()
    let writer = XLSWriter(sink, outline: outline, options: options)
    for sheet in rows {
      try writer.beginSheet()
      for row in sheet { try writer.write(row) }
    }
    try writer.finish()
    return try XLSReader(CompoundFile(MemorySource(sink.bytes)), limits: ReadLimits())
  }

  @Test func sheetsColumnsRowsAndMergesComeBack() throws {
    var layout = SheetLayout(name: "Biểu 01")
    layout.columns = [
      ColumnLayout(first: 1, last: 2, width: 20.5), ColumnLayout(first: 4, last: 4, isHidden: true),
    ]
    layout.merges = (0..<1500).map {
      CellRange(CellAddress(row: $0, column: 2), CellAddress(row: $0, column: 4))
    }
    layout.frozenAt = CellAddress(row: 3, column: 1)
    layout.rows = [RowLayout(index: 1, height: 30)]
    layout.isProtected = true
    var hidden = SheetLayout(name: "Ẩn")
    hidden.visibility = .hidden
    var row = Row()
    row.reset(index: 1)
    row.isHidden = true
    row.appendNumber(1, column: 0)
    let reader = try written(WorkbookOutline(sheets: [layout, hidden]), [[row], []])
    #expect(reader.sheets.map(\.name) == ["Biểu 01", "Ẩn"])
    #expect(reader.sheets.map(\.visibility) == [.visible, .hidden])
    let found = try reader.layout(ofSheet: 0)
    #expect(found.columns.map(\.width) == [20.5, 9.140625])
    #expect(found.columns.map(\.isHidden) == [false, true])
    #expect(found.merges == layout.merges)
    #expect(found.frozenAt == layout.frozenAt)
    #expect(found.rows == layout.rows)
    #expect(found.isProtected)
    var again = Row()
    #expect(try reader.rows(ofSheet: 0).next(into: &again))
    #expect(again.isHidden)
    #expect(failure { try reader.layout(ofSheet: 2) }?.code == .noSuchSheet)
  }

  @Test(arguments: [false, true])
  func stylesComeBack(_ isBIFF5: Bool) throws {
    var table = StyleTable()
    var style = CellStyle()
    style.font.name = ".VnTimeH"
    style.font.size = 14
    style.font.isBold = true
    style.font.isItalic = true
    style.font.isUnderlined = true
    style.font.color = Color(rgb: 0xFF0000)
    style.fill = Color(rgb: 0xFFFF99)
    style.border.top = .double
    style.border.left = .thin
    style.horizontal = .center
    style.vertical = .top
    style.wrapsText = true
    style.numberFormat = "#,##0.00 \"x\""
    style.isLocked = false
    let index = table.index(of: style)
    var row = Row()
    row.reset(index: 0)
    row.appendText("TRÎ EM", column: 0, style: index)
    row.appendBlank(column: 1, style: index)
    var options = XLSWriteOptions()
    options.isBIFF5 = isBIFF5
    let reader = try written(
      WorkbookOutline(styles: table, sheets: [SheetLayout(name: "a")]), [[row]], options)
    var rowOptions = RowOptions()
    rowOptions.includesStyledBlanks = true
    var again = Row()
    #expect(try reader.rows(ofSheet: 0, options: rowOptions).next(into: &again))
    #expect(again.cells.map(\.kind) == [.text, .blank])
    for cell in again.cells { #expect(reader.styles[cell.style] == style) }
    #expect(reader.styles[0] == CellStyle())
  }

  @Test func propertiesAreRead() throws {
    typealias S = HandMadeStream
    // Title in the code page, author in Unicode, and the program.
    let title: [UInt8] =
      S.u32(30) + S.u32(6) + Array("Bi\u{2022}".utf8).prefix(2) + [0x80, 0, 0, 0]
    let author: [UInt8] = S.u32(31) + S.u32(3) + S.u16(0x110) + S.u16(0x1EA1) + S.u16(0)
    let page: [UInt8] = S.u32(2) + S.u32(1252)
    let program: [UInt8] = S.u32(30) + S.u32(4) + Array("bieu".utf8)
    let places = [(1, page), (2, title), (4, author), (18, program)]
    var head: [UInt8] = []
    var body: [UInt8] = []
    for (id, value) in places {
      head += S.u32(id) + S.u32(8 + 8 * places.count + body.count)
      body += value
    }
    let set = S.u32(0) + S.u32(places.count) + head + body
    let bytes =
      S.u16(0xFFFE) + [UInt8](repeating: 0, count: 22) + S.u32(1)
      + [UInt8](repeating: 0, count: 16) + S.u32(48) + set
    let stream = S.book { $0.label("a", 0, 0) }
    let file = CompoundFileWriter.bytes(
      of: [("Workbook", stream.bytes), ("\u{5}SummaryInformation", bytes)])
    let reader = try XLSReader(CompoundFile(MemorySource(file)), limits: .init())
    let found = try reader.properties()
    #expect(found.title == "Bi€" && found.creator == "Đạ" && found.application == "bieu")
    #expect(found.subject == nil)
  }
}
