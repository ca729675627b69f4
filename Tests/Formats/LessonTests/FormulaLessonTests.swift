import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 6 to 8 and 27: formulas, merges, and what is hidden.
struct FormulaLessonTests {
  private static let uncomputed = HandMadeXLSX(
    cells: """
      <c r="A1"><v>2</v></c><c r="B1"><f>A1*3</f></c><c r="C1"><f>A1*2</f><v>4</v></c>\
      <c r="D1" t="str"><f>&quot;tổng&quot;</f><v>tổng</v></c>
      """)

  @Test func lesson06AFormulaWithoutValueIsNamedWithItsCell() throws {
    let scratch = try TemporaryFolder()
    try Data(Self.uncomputed.bytes()).write(to: scratch.url.appendingPathComponent("vào.xlsx"))
    let run = try ToolRun.bieu("convert", scratch.path("vào.xlsx"), "-o", "-", "--to", "csv")
    #expect(run.status == 0)
    #expect(run.output == "2,,4,tổng\n")
    #expect(run.errors.contains("Biểu 01!B1"), "\(run.errors)")
    let summary = try converted(Self.uncomputed.bytes(), to: .ods).summary
    #expect(summary.formulasWithoutValue == 1)
    #expect(summary.firstWithoutValue.first?.cell == CellAddress("B1"))
  }

  @Test(arguments: [WorkbookFormat.xlsx, .ods, .fods])
  func lesson07FormulaAndValueAreKeptTogether(format: WorkbookFormat) throws {
    let expected = [
      "A1 number 2", "B1 blank  =A1*3", "C1 number 4 =A1*2", "D1 text tổng =\"tổng\"",
    ]
    #expect(try Self.uncomputed.cells() == expected)
    #expect(try lines(of: converted(Self.uncomputed.bytes(), to: format).bytes) == expected)
  }

  @Test func lesson08AMergeIsKeptOrFilledAsAskedFor() throws {
    let scratch = try TemporaryFolder()
    var book = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1" t="inlineStr"><is><t>Lai Châu</t></is></c><c r="C1"><v>1</v></c></row>\
        <row r="2"><c r="C2"><v>2</v></c></row>
        """)
    book.sheet += "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>"
    #expect(try opened(book.bytes()).layout(ofSheet: 0).merges.map(\.description) == ["A1:B2"])
    try Data(book.bytes()).write(to: scratch.url.appendingPathComponent("gộp.xlsx"))
    let kept = try ToolRun.bieu("convert", scratch.path("gộp.xlsx"), "-o", "-", "--to", "csv")
    #expect(kept.output == "Lai Châu,,1\n,,2\n")
    let filled = try ToolRun.bieu(
      "convert", scratch.path("gộp.xlsx"), "-o", "-", "--to", "csv", "--fill-merges")
    #expect(filled.output == "Lai Châu,Lai Châu,1\nLai Châu,Lai Châu,2\n")
  }

  @Test func lesson27AllComesByDefaultAndTheVisibleByOption() throws {
    let scratch = try TemporaryFolder()
    var book = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>\
        <row r="2" hidden="1"><c r="A2"><v>3</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>
        """)
    book.sheet = "<cols><col min=\"2\" max=\"2\" hidden=\"1\" width=\"9\"/></cols>" + book.sheet
    book.sheets.append(("Ẩn", "state=\"hidden\""))
    book.sheets.append(("Ẩn kỹ", "state=\"veryHidden\""))
    let path = scratch.path("ẩn.xlsx")
    try Data(book.bytes()).write(to: URL(fileURLWithPath: path))
    let reader = try opened(book.bytes())
    #expect(reader.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    let all = try ToolRun.bieu("convert", path, "-o", "-", "--to", "csv", "--sheet", "1")
    #expect(all.output == "1,2\n3\n5\n" || all.output == "1,2\n3,\n5,\n")
    let visible = try ToolRun.bieu("convert", path, "-o", "-", "--to", "csv", "--visible")
    #expect(visible.output == "1\n5\n")
    _ = try ToolRun.bieu("convert", path, "-o", scratch.path("thấy.ods"), "--visible")
    let kept = try WorkbookOpener.open(path: scratch.path("thấy.ods"))
    #expect(kept.sheets.map(\.name) == ["Biểu 01"])
    let told = try ToolRun.bieu("inspect", path)
    #expect(told.output.contains("Ẩn (trang ẩn)") && told.output.contains("1 dòng ẩn"))
  }
}
