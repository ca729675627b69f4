import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 1 to 5: dates, times and what is taken for them.
struct DateLessonTests {
  private static let formats = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"]

  /// Days of odd offsets in these zones: no midnight in São Paulo on 2018-11-04, no 2011-12-30 in
  /// Apia, 1 second off in old Saigon.
  @Test(arguments: ["Asia/Ho_Chi_Minh", "America/Sao_Paulo", "Pacific/Apia"])
  func lesson01NoDateGoesThroughATimeZone(zone: String) throws {
    let scratch = try TemporaryFolder()
    var book = HandMadeXLSX(
      cells: """
        <c r="A1" s="1"><v>43408</v></c><c r="B1" s="1"><v>40907</v></c>\
        <c r="C1" s="2"><v>2.5</v></c><c r="D1" s="2"><v>43408.000011574</v></c>\
        <c r="E1" s="1"><v>2958465</v></c>
        """)
    book.styles = HandMadeXLSX.styles(Self.formats)
    try Data(book.bytes()).write(to: scratch.url.appendingPathComponent("ngày.xlsx"))
    let csv = "2018-11-04,2011-12-30,1900-01-02T12:00:00,2018-11-04T00:00:01,9999-12-31\n"
    var last = "ngày.xlsx"
    for next in ["ngày.ods", "lại.xlsx", "lại.fods"] {
      let run = try ToolRun.run(
        program: "bieu", ["convert", scratch.path(last), "-o", scratch.path(next)],
        timeZone: zone)
      #expect(run.status == 0, "\(run.errors)")
      last = next
    }
    for name in ["ngày.xlsx", "ngày.ods", "lại.xlsx", "lại.fods"] {
      let run = try ToolRun.run(
        program: "bieu", ["convert", scratch.path(name), "-o", "-", "--to", "csv"],
        timeZone: zone)
      #expect(run.output == csv, "\(zone), \(name)")
    }
  }

  @Test func lesson02TheDaysOf1904AreHonouredAndHandedOn() throws {
    let scratch = try TemporaryFolder()
    var book = HandMadeXLSX(
      cells: """
        <c r="A1" s="1"><v>44197</v></c><c r="B1" s="3"><v>0.5</v></c><c r="C1" s="1"><v>0</v></c>\
        <c r="D1" s="4"><v>1.5</v></c>
        """)
    book.styles = HandMadeXLSX.styles(Self.formats)
    book.workbook = "<workbookPr date1904=\"1\"/>"
    let expected = [
      "A1 date 2025-01-02", "B1 time 12:00:00", "C1 date 1904-01-01", "D1 time 36:00:00",
    ]
    #expect(try book.cells() == expected)
    for format in [WorkbookFormat.xlsx, .ods] {
      #expect(try lines(of: converted(book.bytes(), to: format).bytes) == expected, "\(format)")
    }
    try Data(book.bytes()).write(to: scratch.url.appendingPathComponent("máy-mac.xlsx"))
    let run = try ToolRun.bieu("inspect", scratch.path("máy-mac.xlsx"))
    #expect(run.output.contains("ngày tính từ 1904"))
    let json = try ToolRun.bieu("inspect", "--format", "json", scratch.path("máy-mac.xlsx"))
    #expect(json.output.contains("\"date_system\":1904"))
  }

  @Test func lesson03TheDayThatNeverWasIsNoOtherDay() throws {
    var book = HandMadeXLSX(
      cells: [1, 59, 60, 61].enumerated().map { index, serial in
        "<c r=\"\(CellAddress(row: 0, column: index))\" s=\"1\"><v>\(serial)</v></c>"
      }.joined())
    book.styles = HandMadeXLSX.styles(Self.formats)
    #expect(
      try book.cells() == [
        "A1 date 1900-01-01", "B1 date 1900-02-28", "C1 number 60", "D1 date 1900-03-01",
      ])
    let cursor = try opened(book.bytes()).rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.map { $0.flags.contains(.impossibleDate) } == [false, false, true, false])
  }

  private static let numbers = [
    "[Red]#,##0", "#,##0 &quot;days&quot;", "0 \\M", "#,##0\\ &quot;đồng&quot;",
    "[$-42A]#,##0.00", "[Blue][&gt;=1000]0.0;General", "0_d", "General", "&quot;Ngày&quot; 0", "0%",
    "[$₫-vi-VN] #,##0", "0.00E+00", "@",
  ]

  @Test(arguments: numbers)
  func lesson04AFormatWithLettersIsStillANumber(format: String) throws {
    var book = HandMadeXLSX(cells: "<c r=\"A1\" s=\"1\"><v>12500000</v></c>")
    book.styles = HandMadeXLSX.styles([format])
    #expect(try book.cells() == ["A1 number 12500000"])
  }

  private static let dates = [
    "[$-42A]dd/mm/yyyy", "[$-1010409]d mmmm yyyy", "&quot;ngày&quot; dd &quot;tháng&quot; mm",
    "[$-F800]dddd, mmmm dd, yyyy", "d-mmm", "[Red]yyyy\\-mm\\-dd",
  ]

  @Test(arguments: dates)
  func lesson04ADateIsFoundBehindLocalesAndTexts(format: String) throws {
    var book = HandMadeXLSX(cells: "<c r=\"A1\" s=\"1\"><v>45422</v></c>")
    book.styles = HandMadeXLSX.styles([format])
    #expect(try book.cells() == ["A1 date 2024-05-10"])
  }

  @Test func lesson04TheWorkbooksOwnFormatsShadowTheBuiltInIds() throws {
    var book = HandMadeXLSX(
      cells: "<c r=\"A1\" s=\"0\"><v>12500000</v></c><c r=\"B1\" s=\"1\"><v>45422</v></c>")
    book.styles = """
      <numFmts><numFmt numFmtId="14" formatCode="#,##0"/>\
      <numFmt numFmtId="3" formatCode="dd/mm/yyyy"/></numFmts>\
      <cellXfs><xf numFmtId="14"/><xf numFmtId="3"/></cellXfs>
      """
    #expect(try book.cells() == ["A1 number 12500000", "B1 date 2024-05-10"])
  }

  @Test func lesson05TimesAreRoundedBeforeTheyAreSplit() throws {
    let serials = ["45422.999999999", "0.61111111111111105", "45422.6111111111", "0.99999999999"]
    var book = HandMadeXLSX(
      cells: serials.enumerated().map { index, serial in
        "<c r=\"\(CellAddress(row: 0, column: index))\" s=\"\(index % 2 + 2)\"><v>\(serial)</v></c>"
      }.joined())
    book.styles = HandMadeXLSX.styles(Self.formats)
    #expect(
      try book.cells() == [
        "A1 date 2024-05-11", "B1 time 14:40:00", "C1 dateTime 2024-05-10T14:40:00",
        "D1 time 24:00:00",
      ])
  }
}
