import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct XLSXWriterTests {
  /// An outline with something in every field.
  private func outline() throws -> WorkbookOutline {
    var first = SheetLayout(name: "Biểu 'số' 01")
    first.columns = [
      ColumnLayout(first: 0, last: 1, width: 20.5), ColumnLayout(first: 3, last: 3, isHidden: true),
    ]
    first.rows = [RowLayout(index: 2, height: 33)]
    first.merges = [CellRange(CellAddress(row: 0, column: 0), CellAddress(row: 1, column: 2))]
    first.frozenAt = CellAddress(row: 3, column: 1)
    first.isProtected = true
    first.print.isLandscape = true
    first.print.fitToWidth = 1
    first.print.repeatedRows = 0...2
    first.print.printArea = CellRange("A1:H20")
    first.print.margins.left = 0.25
    first.print.isCentered = true
    first.print.footer = "Trang &P/&N"
    first.validations = try validations()
    var hidden = SheetLayout(name: "_bieu")
    hidden.visibility = .veryHidden
    var table = StyleTable()
    _ = table.index(of: style)
    var outline = WorkbookOutline(styles: table, sheets: [first, hidden])
    outline.definedNames = [
      DefinedName(name: "vùng_số", formula: "'Biểu ''số'' 01'!$A$1:$B$2"),
      DefinedName(name: "riêng", formula: "1<2", sheet: 1, isHidden: true),
    ]
    outline.properties.title = "Tiêu đề & khác"
    outline.properties.creator = "Sở"
    outline.properties.application = "bieu"
    outline.properties.custom = [DocumentProperties.Custom(name: "bieu.form", value: "II-01")]
    return outline
  }

  /// A rule of every kind for a cell.
  private func validations() throws -> [DataValidation] {
    let area = try #require(CellRange("B4:B20"))
    let start = try #require(CivilDateTime(year: 2024, month: 1, day: 1))
    let end = try #require(CivilDateTime(year: 2024, month: 12, day: 31))
    let rules: [DataValidation.Rule] = [
      .list(["Có", "Không"]), .listRange("'_bieu'!$A$1:$A$9"), .whole(min: 0, max: nil),
      .whole(min: -5, max: 5), .decimal(min: nil, max: 99.5), .date(min: start, max: end),
      .textLength(max: 20), .formula("B4<>\"\""),
    ]
    return rules.map { rule in
      var validation = DataValidation(ranges: [area, CellRange(end: "D4")], rule: rule)
      validation.allowsBlank = false
      validation.prompt = "Nhập số\nnguyên"
      validation.promptTitle = "Số"
      validation.error = "Sai <số> & \"chữ\""
      validation.errorTitle = "Lỗi"
      return validation
    }
  }

  /// A style with something in every field.
  private var style: CellStyle {
    var style = CellStyle()
    style.font.name = "Arial"
    style.font.size = 13.5
    style.font.isItalic = true
    style.font.color = Color(rgb: 0x0000FF)
    style.fill = Color(rgb: 0x00FF00)
    style.border = .box(.hair)
    style.border.color = Color(rgb: 0x123456)
    style.horizontal = .center
    style.vertical = .center
    style.wrapsText = true
    style.indent = 1
    style.numberFormat = "#,##0\" đ\""
    style.isLocked = false
    return style
  }

  @Test func anOutlineComesBackWhole() throws {
    let outline = try outline()
    let reader = try WrittenBook(outline).reader()
    #expect(
      reader.sheets == [
        SheetEntry(name: "Biểu 'số' 01"), SheetEntry(name: "_bieu", visibility: .veryHidden),
      ])
    let written = outline.sheets[0]
    let layout = try reader.layout(ofSheet: 0)
    #expect(layout.columns == written.columns)
    #expect(layout.rows == written.rows)
    #expect(layout.merges == written.merges)
    #expect(layout.frozenAt == written.frozenAt)
    #expect(layout.isProtected)
    #expect(layout.print == written.print)
    #expect(layout.validations == written.validations)
    #expect(try reader.definedNames() == outline.definedNames)
    #expect(try reader.properties() == outline.properties)
    #expect(reader.styles.styles == outline.styles.styles)
    #expect(try !reader.layout(ofSheet: 1).isProtected)
  }

  @Test func theBytesDependOnTheInputAlone() throws {
    let first = try WrittenBook(try outline()).bytes
    let second = try WrittenBook(try outline()).bytes
    #expect(first == second)
  }

  @Test func equalStylesAreWrittenOnce() throws {
    var fixture = HandMadeXLSX(styles: "<cellXfs><xf/><xf/><xf/></cellXfs>")
    fixture.chunkBytes = 64
    let styles = try fixture.reader().styles
    #expect(styles.styles.count == 3)
    let book = try WrittenBook(styles: styles) { $0.appendNumber(1, column: 0, style: 2) }
    #expect(try book.part("xl/styles.xml").contains("<cellXfs count=\"1\">"))
  }

  @Test func thePartsStandInTheOrderOfTheSchema() throws {
    let xml = try WrittenBook(try outline()).part("xl/worksheets/sheet1.xml")
    let order = [
      "<sheetPr>", "<sheetViews>", "<sheetFormatPr", "<cols>", "<sheetData>", "<sheetProtection",
      "<mergeCells", "<dataValidations", "<printOptions", "<pageMargins", "<pageSetup",
      "<headerFooter>",
    ]
    var rest = xml[...]
    for element in order {
      let range = try #require(rest.firstRange(of: element), "\(element)")
      rest = rest[range.upperBound...]
    }
    #expect(xml.contains("paperSize=\"9\""))
  }

  @Test func rowsNeedASheet() throws {
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
    let writer = try XLSXWriter(MemorySink(), outline: outline, level: 1)
    #expect(failure { try writer.write(Row()) }?.code == .noSuchSheet)
    try writer.beginSheet()
    #expect(failure { try writer.beginSheet() }?.code == .noSuchSheet)
  }

  @Test func sheetsOutOfSightLeaveTheFirstVisibleOneActive() throws {
    var hidden = SheetLayout(name: "Ẩn")
    hidden.visibility = .hidden
    let outline = WorkbookOutline(sheets: [hidden, SheetLayout(name: "Hiện")])
    let book = try WrittenBook(outline)
    #expect(try book.part("xl/workbook.xml").contains("activeTab=\"1\""))
    #expect(try !book.part("xl/worksheets/sheet1.xml").contains("tabSelected"))
    #expect(try book.part("xl/worksheets/sheet2.xml").contains("tabSelected=\"1\""))
  }
}

extension CellRange {
  /// A single cell, which must be an address.
  fileprivate init(end: String) {
    let cell = CellAddress(end) ?? CellAddress(row: 0, column: 0)
    self.init(cell, cell)
  }
}
