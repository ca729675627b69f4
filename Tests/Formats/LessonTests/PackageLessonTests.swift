import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 19 to 21, 30 and what was also seen: what a package may be, and what is refused.
struct PackageLessonTests {
  @Test func lesson19WhatIsNoWorkbookIsCalledByItsName() throws {
    func code(_ sample: String) -> WorkbookError.Code? {
      let path = Repository.root.appendingPathComponent("Samples/messy/\(sample)").path
      return failure { _ = try WorkbookOpener.open(path: path) }?.code
    }
    #expect(code("27-co-mat-khau.xlsx") == .passwordProtected)
    // An old binary workbook is read whatever its name says.
    #expect(code("27-xls-mang-ten-xlsx.xlsx") == nil)
    let others: [(String, WorkbookError.Code)] = [
      ("%PDF-1.7\n\u{1}\u{2}", .unknownFormat), ("", .emptyFile),
      ("<html><table><tr><td>1</td></tr></table></html>", .htmlPage),
      (
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
        .foreignXML
      ),
    ]
    for (content, code) in others {
      #expect(failure { _ = try opened(Array(content.utf8)) }?.code == code, "\(content)")
    }
    let run = try ToolRun.bieu(
      "convert", "Samples/messy/27-co-mat-khau.xlsx", "-o", "-", "--to", "csv")
    #expect(run.status == 65 && run.errors.contains("mật khẩu"))
  }

  private static let book = {
    var book = HandMadeXLSX(
      cells: """
        <c r="A1" t="s"><v>0</v></c><c r="B1"><v>2.5</v></c><c r="C1" s="1"><v>45422</v></c>
        """)
    book.strings = "<si><t>Trẻ em</t></si>"
    book.styles = HandMadeXLSX.styles(["dd/mm/yyyy"])
    return book
  }()
  private static let cells = ["A1 text Trẻ em", "B1 number 2.5", "C1 date 2024-05-10"]

  @Test func lesson20StrictWorkbooksAreReadAndNeverEmpty() throws {
    let strict = try Self.book.bytes { part in
      part.replacingOccurrences(
        of: HandMadeXLSX.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main"
      ).replacingOccurrences(
        of: HandMadeXLSX.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    }
    #expect(try lines(of: strict) == Self.cells)
    let dated = try HandMadeXLSX(
      cells:
        "<c r=\"A1\" t=\"d\"><v>2024-05-10</v></c><c r=\"B1\" t=\"d\"><v>2024-05-10T14:40:00</v></c>"
    ).bytes()
    #expect(try lines(of: dated) == ["A1 date 2024-05-10", "B1 dateTime 2024-05-10T14:40:00"])
  }

  @Test func lesson21PrefixesOfAnyNameAreRead() throws {
    let prefixed = try Self.book.bytes { part in
      guard part.contains(HandMadeXLSX.main) else { return part }
      return part.replacingOccurrences(of: "</", with: "\u{1}")
        .replacingOccurrences(of: "<", with: "<x:")
        .replacingOccurrences(of: "\u{1}", with: "</x:")
        .replacingOccurrences(of: "xmlns=", with: "xmlns:x=")
    }
    #expect(try lines(of: prefixed) == Self.cells)
  }

  private static func written(sheet name: String = "a", _ fill: (inout Row) -> Void)
    -> WorkbookError?
  {
    failure {
      let outline = WorkbookOutline(sheets: [SheetLayout(name: name)])
      let writer = try WorkbookCreator.create(MemorySink(), format: .xlsx, outline: outline)
      try writer.beginSheet()
      var row = Row()
      fill(&row)
      try writer.write(row)
      try writer.finish()
    }
  }

  @Test func lesson30TheWriterRefusesWhatExcelWouldRepair() throws {
    let long = String(repeating: "ă", count: 32_767)
    #expect(Self.written { $0.appendText(long, column: 0) } == nil)
    let error = Self.written { $0.appendText(long + "b", column: 0) }
    #expect(error?.code == .notRepresentable && error?.place.cell == CellAddress("A1"))
    let refused: [(inout Row) -> Void] = [
      { $0.appendText("a", column: 16_384) }, { $0.appendNumber(digits: "12 người", column: 0) },
      {
        $0.reset(index: 1_048_576)
        $0.appendNumber(1, column: 0)
      },
    ]
    for (index, fill) in refused.enumerated() {
      #expect(Self.written(fill)?.code == .notRepresentable, "\(index)")
    }
    for name in ["", "Biểu/01", "a:b", "[a]", String(repeating: "ố", count: 32)] {
      #expect(
        Self.written(sheet: name) { $0.appendNumber(1, column: 0) }?.code == .notRepresentable)
    }
    // Controls that XML cannot hold are escaped as Excel does, and come back.
    let sink = MemorySink()
    let writer = try WorkbookCreator.create(
      sink, format: .xlsx, outline: WorkbookOutline(sheets: [SheetLayout(name: "a")]))
    try writer.beginSheet()
    var row = Row()
    // A style that is not in the table is written as the usual one.
    row.appendText("a\u{1}_x0041_", column: 0, style: 99)
    try writer.write(row)
    try writer.finish()
    #expect(try texts(of: sink.bytes) == ["a\u{1}_x0041_"])
    #expect(try opened(sink.bytes).styles.styles.count == 1)
  }

  @Test(arguments: ["t=\"s\"><v>7", "t=\"s\"><v>-1", "t=\"s\"><v>99999999999999999999"])
  func alsoSeenAnIndexBeyondTheSharedStringsIsRefusedWithItsCell(cell: String) throws {
    let book = HandMadeXLSX(cells: "<c r=\"B1\" \(cell)</v></c>")
    let error = failure { _ = try book.cells() }
    #expect(error?.code == .malformedValue && error?.place.cell == CellAddress("B1"))
  }

  @Test func alsoSeenAStyleBeyondTheTableIsTheUsualStyle() throws {
    let book = HandMadeXLSX(cells: "<c r=\"A1\" s=\"4000000000\"><v>45422</v></c>")
    #expect(try book.cells() == ["A1 number 45422"])
  }

  @Test func alsoSeenAnEmptyStyleOrTypeIsNone() throws {
    let book = HandMadeXLSX(cells: "<c r=\"A1\" s=\"\" t=\"\"><v>3</v></c>")
    #expect(try book.cells() == ["A1 number 3"])
  }

  @Test func alsoSeenChartSheetsAreNoWorksheets() throws {
    var book = Self.book
    book.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)"><sheets>\
      <sheet name="Biểu đồ" sheetId="2" r:id="c"/><sheet name="Biểu 01" sheetId="1" r:id="s0"/>\
      </sheets></workbook>
      """
    book.parts["xl/chartsheets/sheet1.xml"] = "<chartsheet xmlns=\"\(HandMadeXLSX.main)\"/>"
    book.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
      ("c", "chartsheet", "chartsheets/sheet1.xml"), ("s0", "worksheet", "worksheets/sheet1.xml"),
      ("t", "sharedStrings", "sharedStrings.xml"), ("f", "styles", "styles.xml"),
    ])
    #expect(try opened(book.bytes()).sheets.map(\.name) == ["Biểu 01"])
    #expect(try book.cells() == Self.cells)
  }
}
