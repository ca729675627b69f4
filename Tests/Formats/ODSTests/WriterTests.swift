import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct WriterTests {
  /// A workbook with something of everything.
  static func outline() throws -> WorkbookOutline {
    var layout = SheetLayout(name: "Biểu số 01")
    layout.frozenAt = CellAddress("C4")
    layout.isProtected = true
    layout.merges = [CellRange("A1:D1"), CellRange("A2:A3"), CellRange("F20:G21")].compactMap { $0 }
    layout.columns = [
      ColumnLayout(first: 0, last: 0, width: 30.5),
      ColumnLayout(first: 2, last: 3, width: 8, isHidden: true),
      ColumnLayout(first: 5, last: 5, style: 1),
    ]
    layout.rows = [RowLayout(index: 0, height: 36), RowLayout(index: 7, height: 50.25)]
    layout.print.repeatedRows = 1...2
    layout.print.isLandscape = true
    layout.print.fitToWidth = 1
    layout.print.isCentered = true
    layout.print.footer = "Trang &P/&N"
    layout.print.printArea = CellRange("A1:F12")
    var whole = DataValidation(
      ranges: [CellRange("B5:D9"), CellRange("F5")].compactMap { $0 },
      rule: .whole(min: 0, max: 100))
    whole.allowsBlank = false
    whole.promptTitle = "Nhắc"
    whole.prompt = "Nhập số\nnguyên"
    whole.errorTitle = "Lỗi"
    whole.error = "Sai <&> \"x\""
    let cells = [CellRange("E5:E1048576")].compactMap { $0 }
    layout.validations = [
      whole, DataValidation(ranges: cells, rule: .list(["Nam", "Nữ"])),
      DataValidation(ranges: [CellRange("G5")].compactMap { $0 }, rule: .formula("G5>$A$1")),
      DataValidation(
        ranges: [CellRange("H5")].compactMap { $0 }, rule: .listRange("'Phụ lục'!$A$1:$A$9")),
      DataValidation(
        ranges: [CellRange("I5")].compactMap { $0 }, rule: .decimal(min: 0.5, max: nil)),
      DataValidation(ranges: [CellRange("J5")].compactMap { $0 }, rule: .textLength(max: 20)),
    ]
    var other = SheetLayout(name: "Phụ lục")
    other.visibility = .hidden
    var styles = StyleTable()
    var open = CellStyle()
    open.isLocked = false
    open.border = .box(.thin)
    open.border.color = Color(rgb: 0x1F4E79)
    open.fill = Color(rgb: 0xFFF2CC)
    _ = styles.index(of: open)
    var date = CellStyle()
    date.numberFormat = "dd/mm/yyyy"
    date.horizontal = .center
    date.wrapsText = true
    date.indent = 2
    _ = styles.index(of: date)
    var outline = WorkbookOutline(styles: styles, sheets: [layout, other])
    outline.definedNames = [
      DefinedName(name: "Vung", formula: "'Biểu số 01'!$A$1:$B$2"),
      DefinedName(name: "HeSo", formula: "'Phụ lục'!$A$1*2", sheet: 1),
    ]
    outline.properties.title = "Số liệu & trẻ em"
    outline.properties.creator = "Sở"
    outline.properties.custom = [DocumentProperties.Custom(name: "bieu.ma", value: "I:0301")]
    return outline
  }

  static func write(_ outline: WorkbookOutline, flat: Bool = false) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = try ODSWriter(sink, outline: outline, flat: flat)
    var row = Row()
    try writer.beginSheet()
    row.appendText("  Tiêu  đề\t \nhai <&> ", column: 0)
    try writer.write(row)
    row.reset(index: 4)
    row.appendNumber(50, column: 1, style: 1)
    row.appendNumber(-0.075, column: 2)
    row.setFlags(.percentage)
    row.appendNumber(digits: "123456789.25", column: 5)
    row.appendNumber(7, column: 6)
    row.setFormula("SUM(B5:C5)*IF('Phụ lục'!$A$1>\"a,b\",1,2)")
    row.appendBlank(column: 7, style: 0)
    row.setFormula("A1")
    row.appendBoolean(true, column: 8)
    row.appendTime(milliseconds: -93_900_500, column: 9)
    row.appendError("#N/A", column: 10)
    if let day = CivilDateTime(year: 2024, month: 2, day: 29, millisecondOfDay: 1) {
      row.appendDate(day, hasTime: false, column: 11, style: 2)
      row.appendDate(day, hasTime: true, column: 12)
    }
    row.appendBlank(column: 13, style: 1)
    row.appendBlank(column: 14, style: 1)
    try writer.write(row)
    row.reset(index: 9)
    row.isHidden = true
    row.appendText("=2+2", column: 0)
    try writer.write(row)
    try writer.beginSheet()
    row.reset(index: 999)
    row.appendText("02", column: 16_383)
    try writer.write(row)
    try writer.finish()
    return sink.bytes
  }

  static let cells = [
    "A1 text   Tiêu  đề\t \nhai <&> ", "B5 number 50", "C5 number -0.075",
    "F5 number 123456789.25", "G5 number 7 =SUM(B5:C5)*IF('Phụ lục'!$A$1>\"a,b\",1,2)",
    "H5 blank =A1", "I5 boolean TRUE", "J5 time -93900500ms", "K5 error #N/A",
    "L5 date 2024-2-29", "M5 dateTime 2024-2-29+1", "N5 blank", "O5 blank", "A10 text =2+2",
  ]

  @Test func everythingComesBack() throws {
    let outline = try Self.outline()
    let flat = try Self.write(outline, flat: true)
    let readers = [
      try HandMadeODS.open(try Self.write(outline)),
      try HandMadeODS.open(try Self.write(outline), chunkBytes: 7),
      try ODSReader(flat: MemorySource(flat), limits: ReadLimits()),
    ]
    for reader in readers {
      #expect(reader.sheets.map(\.visibility) == [.visible, .hidden])
      #expect(try reader.cells(styledBlanks: true) == Self.cells)
      #expect(try reader.cells(ofSheet: 1) == ["XFD1000 text 02"])
      #expect(reader.styles.styles == outline.styles.styles)
      #expect(try reader.definedNames() == outline.definedNames)
      let properties = try reader.properties()
      #expect(properties.title == outline.properties.title)
      #expect(properties.custom == outline.properties.custom)
      try expectSameLayout(try reader.layout(ofSheet: 0), outline.sheets[0])
    }
  }

  private func expectSameLayout(_ read: SheetLayout, _ written: SheetLayout) throws {
    #expect(read.columns == written.columns)
    #expect(read.rows == written.rows)
    #expect(read.merges == written.merges)
    #expect(read.frozenAt == written.frozenAt)
    #expect(read.print == written.print)
    #expect(read.validations == written.validations)
    #expect(read.isProtected == written.isProtected)
  }

  @Test func sameInputGivesTheSameBytes() throws {
    let outline = try Self.outline()
    #expect(try Self.write(outline) == Self.write(outline))
  }

  @Test func mimetypeComesFirstAndPlain() throws {
    let bytes = try Self.write(try Self.outline())
    #expect(bytes[30..<38].elementsEqual("mimetype".utf8))
    #expect(bytes[38..<84].elementsEqual("application/vnd.oasis.opendocument.spreadsheet".utf8))
  }

  private func refusal(
    _ outline: WorkbookOutline = WorkbookOutline(sheets: [SheetLayout(name: "A")]),
    _ rows: [Row]
  ) -> WorkbookError? {
    failure {
      let writer = try ODSWriter(MemorySink(), outline: outline)
      try writer.beginSheet()
      for row in rows { try writer.write(row) }
      try writer.finish()
    }
  }

  @Test func whatTheFormatCannotHoldIsRefusedWithItsCell() throws {
    var row = Row()
    row.reset(index: 6)
    row.appendText("a", column: 0)
    row.appendText("b\u{1}", column: 3)
    let error = refusal([row])
    #expect(error?.code == .notRepresentable)
    #expect(error?.place == Place(sheet: "A", cell: CellAddress("D7")))
    var late = Row()
    late.reset(index: 1_048_576)
    late.appendText("a", column: 0)
    #expect(refusal([late])?.code == .notRepresentable)
    var wide = Row()
    wide.appendText("a", column: 16_384)
    #expect(refusal([wide])?.place.cell == CellAddress(row: 0, column: 16_384))
    var again = Row()
    again.appendText("a", column: 0)
    #expect(refusal([again, again])?.code == .notRepresentable)
  }

  private func refusal(_ rows: [Row]) -> WorkbookError? {
    refusal(WorkbookOutline(sheets: [SheetLayout(name: "A")]), rows)
  }

  @Test func outlinesThatOthersWouldRepairAreRefused() throws {
    for names in [[], [""], ["A", "a"], ["a/b"], ["'a'"], ["a\u{2}"]] {
      let outline = WorkbookOutline(sheets: names.map { SheetLayout(name: $0) })
      #expect(refusal(outline, [])?.code == .notRepresentable)
    }
    var layout = SheetLayout(name: "A")
    layout.merges = [CellRange("A1:B2"), CellRange("B2:C3")].compactMap { $0 }
    #expect(refusal(WorkbookOutline(sheets: [layout]), [])?.code == .notRepresentable)
  }

  @Test func sheetsNeverBegunAreWrittenEmpty() throws {
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "A"), SheetLayout(name: "B")])
    let sink = MemorySink()
    try ODSWriter(sink, outline: outline).finish()
    let reader = try HandMadeODS.open(sink.bytes)
    #expect(reader.sheets.map(\.name) == ["A", "B"])
    #expect(try reader.cells().isEmpty)
  }
}
