import SheetModel
import TestSupport
import Testing

@Suite struct DateCellTests {
  private func cell(_ serial: String, _ code: String, is1904: Bool = false) throws -> String? {
    var fixture = HandMadeXLSX(
      rows: "<row><c s=\"1\"><v>\(serial)</v></c></row>", styles: HandMadeXLSX.styles([code]))
    if is1904 {
      fixture.parts["xl/workbook.xml"] = """
        <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)">\
        <workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>
        """
    }
    return try fixture.cells().first
  }

  private func builtin(_ id: Int, serial: String = "45351") throws -> String? {
    try HandMadeXLSX(
      rows: "<row><c s=\"1\"><v>\(serial)</v></c></row>",
      styles: "<cellXfs><xf/><xf numFmtId=\"\(id)\"/></cellXfs>"
    ).cells().first
  }

  @Test func serialsUnderDateFormatsAreDates() throws {
    #expect(try cell("45351", "dd/mm/yyyy") == "A1 date 2024-2-29")
    #expect(try cell("45351.0", "dd/mm/yyyy") == "A1 date 2024-2-29")
    #expect(try cell("45351.5", "dd/mm/yyyy") == "A1 dateTime 2024-2-29 +43200000")
    #expect(try cell("45351.999999999", "d/m/yy h:mm") == "A1 date 2024-3-1")
    #expect(try cell("1", "d/m/yy") == "A1 date 1900-1-1")
    #expect(try cell("59", "d/m/yy") == "A1 date 1900-2-28")
    #expect(try cell("61", "d/m/yy") == "A1 date 1900-3-1")
  }

  @Test func theDayThatNeverWasStaysANumber() throws {
    #expect(try cell("60", "d/m/yy") == "A1 number 60 !")
    #expect(try cell("-3", "d/m/yy") == "A1 number -3 !")
    #expect(try cell("2958466", "d/m/yy") == "A1 number 2958466 !")
    #expect(try cell("1e20", "[h]:mm") == "A1 number 100000000000000000000 !")
  }

  @Test func timesAndDurations() throws {
    #expect(try cell("0.5", "h:mm") == "A1 time 43200000")
    #expect(try cell("0.25", "d/m/yy") == "A1 time 21600000")
    #expect(try cell("1.25", "[h]:mm:ss") == "A1 time 108000000")
    #expect(try cell("-1.5", "[h]:mm") == "A1 time -129600000")
  }

  @Test func workbooksMayCountFrom1904() throws {
    #expect(try cell("0", "d/m/yy", is1904: true) == "A1 date 1904-1-1")
    #expect(try cell("43889.5", "d/m/yy", is1904: true) == "A1 dateTime 2024-2-29 +43200000")
    #expect(try cell("0.5", "h:mm", is1904: true) == "A1 time 43200000")
  }

  @Test func isoDatesNeedNoStyle() throws {
    func iso(_ text: String) throws -> String? {
      try HandMadeXLSX(rows: "<row><c t=\"d\"><v>\(text)</v></c></row>").cells().first
    }
    #expect(try iso("2024-02-29") == "A1 date 2024-2-29")
    #expect(try iso("2024-02-29T08:30:00") == "A1 dateTime 2024-2-29 +30600000")
    #expect(try iso("2024-02-29T00:00:00Z") == "A1 date 2024-2-29")
    #expect(try iso("1899-05-01T00:00:00.000") == "A1 date 1899-5-1")
    #expect(try iso("08:30:00.5") == "A1 time 30600500")
    #expect(try iso("2024-02-29 08:30") == "A1 dateTime 2024-2-29 +30600000")
    #expect(try iso("2024-02-29T24:00:00") == "A1 date 2024-3-1")
    #expect(try iso("2024-02-29T23:59:59.9996") == "A1 date 2024-3-1")
    #expect(try iso("9999-12-31T23:59:59.999") == "A1 dateTime 9999-12-31 +86399999")
  }

  @Test(arguments: ["Z", "z", "+07:00", "-0500", "+07"])
  func anOffsetLeavesTheCivilTimeAsItIsWritten(_ offset: String) throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row><c t="d"><v>2024-02-29T08:30:00\(offset)</v></c>\
        <c t="d"><v>2024-02-29\(offset)</v></c><c t="d"><v>08:30:00.5\(offset)</v></c></row>
        """)
    #expect(
      try fixture.cells() == [
        "A1 dateTime 2024-2-29 +30600000", "B1 date 2024-2-29", "C1 time 30600500",
      ])
  }

  @Test(arguments: [
    "2023-02-29", "29/02/2024", "2024-02-29T25:00", "20240229T102030", "2024-02-29T10:00+",
    "9999-12-31T24:00", "12024-01-01", "T", "hôm nay",
  ])
  func whatIsNoDateIsTextAsItIsStored(_ stored: String) throws {
    let fixture = HandMadeXLSX(rows: "<row><c t=\"d\"><v>\(stored)</v></c></row>")
    #expect(try fixture.cells() == ["A1 text \(stored)"])
  }

  @Test func aSerialUnderTheTypeOfDatesIsANumberByItsStyle() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c t=\"d\" s=\"1\"><v>45351</v></c><c t=\"d\"><v>45351</v></c></row>",
      styles: HandMadeXLSX.styles(["d/m/y"]))
    #expect(try fixture.cells() == ["A1 date 2024-2-29", "B1 number 45351"])
  }

  @Test(arguments: [14, 15, 16, 17, 22, 27, 28, 30, 36, 50, 54, 57, 58, 71, 74, 77, 81])
  func builtinDateFormatsAreKnownById(_ id: Int) throws {
    #expect(try builtin(id) == "A1 date 2024-2-29")
  }

  @Test(arguments: [18, 19, 20, 21, 32, 33, 45, 46, 47, 75, 76, 79])
  func builtinTimeFormatsAreKnownById(_ id: Int) throws {
    #expect(try builtin(id, serial: "0.25") == "A1 time 21600000")
  }

  @Test(arguments: [0, 1, 2, 3, 4, 11, 12, 37, 40, 44, 48, 49, 59, 62, 67, 70, 82, 163])
  func otherBuiltinFormatsAreNumbers(_ id: Int) throws {
    #expect(try builtin(id)?.hasPrefix("A1 number 45351") == true)
  }

  @Test func aWorkbooksOwnFormatShadowsTheBuiltinOne() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c s=\"1\"><v>12500000</v></c></row>",
      styles: """
        <numFmts><numFmt numFmtId="14" formatCode="#,##0&quot; đồng&quot;"/></numFmts>\
        <cellXfs><xf/><xf numFmtId="14"/></cellXfs>
        """)
    #expect(try fixture.cells() == ["A1 number 12500000"])
  }

  @Test func lettersInQuotesAndBracketsMakeNoDate() throws {
    #expect(try cell("45", "[Red]0&quot; days&quot;") == "A1 number 45")
    #expect(try cell("45", "0\\M") == "A1 number 45")
  }
}
