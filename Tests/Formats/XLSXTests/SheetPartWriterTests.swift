import SheetModel
import Testing
import XLSX

@Suite struct SheetPartWriterTests {
  private func sheetXML(
    styles: StyleTable = StyleTable(), _ fill: @escaping (inout Row) -> Void
  ) throws -> String {
    try WrittenBook(styles: styles, row: fill).part("xl/worksheets/sheet1.xml")
  }

  @Test func everyKindOfCellComesBack() throws {
    let day = try #require(CivilDateTime(year: 2024, month: 2, day: 29))
    let moment = try #require(
      CivilDateTime(year: 2024, month: 2, day: 29, millisecondOfDay: 30_600_500))
    let book = try WrittenBook { row in
      row.appendText("Trẻ em < 6 tuổi & \"khác\"", column: 0)
      row.appendNumber(-12.5, column: 1)
      row.appendNumber(digits: "1234567", column: 2)
      row.appendBoolean(true, column: 3)
      row.appendBoolean(false, column: 4)
      row.appendError("#DIV/0!", column: 5)
      row.appendDate(day, hasTime: false, column: 6)
      row.appendDate(moment, hasTime: true, column: 7)
      row.appendTime(milliseconds: 108_000_000, column: 8)
      row.appendTime(milliseconds: -1000, column: 9)
      row.appendText("", column: 10)
      row.appendText("007", column: 16_383)
    }
    #expect(
      try book.cells() == [
        "A1 text Trẻ em < 6 tuổi & \"khác\"", "B1 number -12.5", "C1 number 1234567",
        "D1 boolean đúng", "E1 boolean sai", "F1 error #DIV/0!", "G1 date 2024-2-29",
        "H1 dateTime 2024-2-29 +30600500", "I1 time 108000000", "J1 time -1000", "K1 text ",
        "XFD1 text 007",
      ])
  }

  @Test(arguments: [
    " trước", "sau ", "dòng\nhai", "\n", "\t", " ", "a\rb", "a\u{0}b\u{1F}", "_x000D_", "_x0041_b",
    "_x00", "_", "__x0041__", "\u{FFFE}\u{FFFF}", "\u{EFFF}", "😀", "]]>", "=1+1", "&amp;",
  ])
  func textComesBackAsItWas(_ text: String) throws {
    let written = try WrittenBook { row in
      row.appendText(text, column: 0)
      row.appendText(text, column: 1)
      row.setFormula("\"\(text)\"")
    }
    let cursor = try written.reader().rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.map { row.text(of: $0) } == [text, text])
    #expect(row.formula(of: row.cells[1]) == "\"\(text)\"")
  }

  @Test func outerWhiteSpaceIsMarkedAsKept() throws {
    let strings = try WrittenBook { row in
      row.appendText(" a", column: 0)
      row.appendText("b", column: 1)
    }.part("xl/sharedStrings.xml")
    #expect(strings.contains("<si><t xml:space=\"preserve\"> a</t></si><si><t>b</t></si>"))
  }

  @Test func textsAreSharedOnce() throws {
    let book = try WrittenBook { row in
      for column in 0..<5 { row.appendText(column % 2 == 0 ? "Nam" : "Nữ", column: column) }
    }
    let strings = try book.part("xl/sharedStrings.xml")
    #expect(strings.contains("count=\"5\" uniqueCount=\"2\""))
    #expect(
      try book.part("xl/worksheets/sheet1.xml").contains(
        "<c r=\"D1\" t=\"s\"><v>1</v></c><c r=\"E1\" t=\"s\"><v>0</v></c>"))
  }

  @Test func textBeyondTheTableStandsInItsCell() throws {
    let text = String(repeating: "đ", count: 16_000)
    let outline = WorkbookOutline(sheets: [SheetLayout(name: "S")])
    let book = try WrittenBook(
      outline,
      [
        { writer in
          var row = Row()
          for index in 0..<600 {
            row.reset(index: index)
            row.appendText("\(text) \(index) ", column: 0)
            try writer.write(row)
          }
        }
      ])
    #expect(try book.part("xl/worksheets/sheet1.xml").contains("t=\"inlineStr\"><is><t xml:space"))
    let cells = try book.cells()
    #expect(cells.count == 600)
    #expect(cells[599] == "A600 text \(text) 599 ")
  }

  @Test func formulasKeepTheirValues() throws {
    let day = try #require(CivilDateTime(year: 2024, month: 1, day: 31))
    let book = try WrittenBook { row in
      row.appendNumber(3, column: 0)
      row.setFormula("SUM(B1:C1)")
      row.appendText(" x ", column: 1)
      row.setFormula("\" x \"")
      row.appendBoolean(true, column: 2)
      row.setFormula("1<2")
      row.appendError("#REF!", column: 3)
      row.setFormula("#REF!")
      row.appendDate(day, hasTime: false, column: 4)
      row.setFormula("DATE(2024,1,31)")
    }
    #expect(
      try book.cells() == [
        "A1 number 3 =SUM(B1:C1)", "B1 text  x  =\" x \"", "C1 boolean đúng =1<2",
        "D1 error #REF! =#REF!", "E1 date 2024-1-31 =DATE(2024,1,31)",
      ])
    #expect(try !book.part("xl/workbook.xml").contains("calcPr"))
  }

  @Test func aFormulaWithoutValueHasExcelComputeAll() throws {
    let book = try WrittenBook { row in
      row.appendBlank(column: 0, style: 0)
      row.setFormula("A2")
    }
    #expect(try book.cells() == ["A1 blank =A2"])
    #expect(try book.part("xl/workbook.xml").contains("<calcPr fullCalcOnLoad=\"1\"/>"))
  }

  @Test func foreignErrorsAreTextOrValueErrors() throws {
    let book = try WrittenBook { row in
      row.appendError("Err:502", column: 0)
      row.appendError("Err:502", column: 1)
      row.setFormula("FOO()")
    }
    #expect(try book.cells() == ["A1 text Err:502", "B1 error #VALUE! =FOO()"])
  }

  @Test func datesBefore1900AreText() throws {
    let day = try #require(CivilDateTime(year: 1899, month: 5, day: 1))
    let moment = try #require(
      CivilDateTime(year: 987, month: 12, day: 31, millisecondOfDay: 30_600_000))
    let book = try WrittenBook { row in
      row.appendDate(day, hasTime: false, column: 0)
      row.appendDate(moment, hasTime: true, column: 1)
    }
    #expect(try book.cells() == ["A1 text 1899-05-01", "B1 text 0987-12-31T08:30:00"])
  }

  @Test func datesTakeADateFormatUnlessTheirStyleHasOne() throws {
    let day = try #require(CivilDateTime(year: 2024, month: 2, day: 29))
    var table = StyleTable()
    var bold = CellStyle()
    bold.font.isBold = true
    let plain = table.index(of: bold)
    bold.numberFormat = "mm/yyyy"
    let own = table.index(of: bold)
    let book = try WrittenBook(styles: table) { row in
      row.appendDate(day, hasTime: false, column: 0, style: plain)
      row.appendDate(day, hasTime: false, column: 1, style: own)
      row.appendDate(day, hasTime: true, column: 2)
      row.appendTime(milliseconds: 1000, column: 3)
      row.appendDate(day, hasTime: false, column: 4, style: 99)
    }
    let reader = try book.reader()
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    let styles = row.cells.map { reader.styles[$0.style] }
    #expect(
      styles.map(\.numberFormat) == [
        "dd/mm/yyyy", "mm/yyyy", "dd/mm/yyyy hh:mm", "[h]:mm:ss", "dd/mm/yyyy",
      ])
    #expect(styles.map(\.font.isBold) == [true, true, false, false, false])
  }

  @Test func blanksAreWrittenOnlyWithAStyle() throws {
    var table = StyleTable()
    var style = CellStyle()
    style.fill = Color(rgb: 0xFFFF00)
    let filled = table.index(of: style)
    let xml = try sheetXML(styles: table) { row in
      row.appendBlank(column: 0, style: 0)
      row.appendBlank(column: 1, style: filled)
    }
    #expect(xml.contains("<row r=\"1\"><c r=\"B1\" s=\"1\"/></row>"))
  }

  @Test func hiddenRowsAndHeightsAreWrittenInOrder() throws {
    var layout = SheetLayout(name: "S")
    layout.rows = [
      RowLayout(index: 4, height: 20), RowLayout(index: 0, height: 30.5),
      RowLayout(index: 1, height: nil), RowLayout(index: 9, height: 15),
    ]
    let book = try WrittenBook(
      WorkbookOutline(sheets: [layout]),
      [
        { writer in
          var row = Row()
          row.reset(index: 2)
          row.isHidden = true
          try writer.write(row)
          row.reset(index: 4)
          row.appendNumber(1, column: 0)
          try writer.write(row)
        }
      ])
    #expect(
      try book.part("xl/worksheets/sheet1.xml").contains(
        """
        <sheetData><row r="1" ht="30.5" customHeight="1"></row><row r="3" hidden="1"></row>\
        <row r="5" ht="20" customHeight="1"><c r="A5"><v>1</v></c></row>\
        <row r="10" ht="15" customHeight="1"></row></sheetData>
        """))
    #expect(try book.reader().layout(ofSheet: 0).rows.map(\.index) == [0, 4, 9])
  }
}
