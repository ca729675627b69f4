import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct RunTests {
  private func row(_ rows: String, strings: String? = nil, asking: Bool = true) throws -> Row {
    var options = RowOptions()
    options.includesRuns = asking
    let cursor = try HandMadeXLSX(rows: rows, strings: strings).reader()
      .rows(ofSheet: 0, options: options)
    var row = Row()
    _ = try cursor.next(into: &row)
    return row
  }

  private static let rich = """
    <si><t>Số</t></si><si><r><t>x· </t></r><r><rPr><b/><rFont val=".VnTimeH"/></rPr><t>ñ</t></r>\
    <r><rPr><rFont val=".VnTimeH"/></rPr><t>a</t></r><r><rPr><rFont val=".VnTime"/></rPr><t>y\
    </t></r></si>
    """

  @Test func sharedStringsHaveTheFontsOfTheirRuns() throws {
    let cells = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>1</v></c></row>"
    let row = try row(cells, strings: Self.rich)
    #expect(row.runs(of: row.cells[0]) == [])
    let runs = [TextRun(start: 4, font: ".VnTimeH"), TextRun(start: 7, font: ".VnTime")]
    #expect(row.text(of: row.cells[1]) == "x· ñay")
    #expect(row.runs(of: row.cells[1]) == runs)
    #expect(row.runs(of: row.cells[2]) == runs)
  }

  @Test func inlineStringsHaveThemToo() throws {
    let inline = """
      <row><c t="inlineStr"><is><r><rPr><rFont val="VNI-Times"/></rPr><t>treû</t></r><r><rPr><i/>\
      </rPr><t> em</t></r></is></c><c t="inlineStr"><is><t>sau</t></is></c></row>
      """
    let row = try row(inline)
    #expect(
      row.runs(of: row.cells[0]) == [
        TextRun(start: 0, font: "VNI-Times"), TextRun(start: 5, font: ""),
      ])
    #expect(row.runs(of: row.cells[1]) == [])
  }

  @Test func runsOnlyComeWhereTheyAreAskedFor() throws {
    let row = try row("<row><c t=\"s\"><v>1</v></c></row>", strings: Self.rich, asking: false)
    #expect(row.runs(of: row.cells[0]) == [])
  }

  @Test func stringsThatWereReadWithoutRunsAreReadAgain() throws {
    let fixture = HandMadeXLSX(
      rows: "<row><c t=\"s\"><v>1</v></c></row>", strings: Self.rich)
    let reader = try fixture.reader()
    var row = Row()
    _ = try reader.rows(ofSheet: 0).next(into: &row)
    var options = RowOptions()
    options.includesRuns = true
    _ = try reader.rows(ofSheet: 0, options: options).next(into: &row)
    #expect(row.runs(of: row.cells[0]).count == 2)
  }

  /// `Row.runs` is searched by column, so the order of the cells in the file must not show.
  @Test func cellsInDisorderHaveTheirRunsInTheOrderOfColumns() throws {
    func cell(_ place: String) -> String { "<c r=\"\(place)\" t=\"s\"><v>1</v></c>" }
    let parts = [
      "<row r=\"1\">\(cell("C1"))\(cell("A1"))\(cell("B1"))</row>",
      "<row r=\"1\">\(cell("C1"))</row><row r=\"2\">\(cell("A2"))</row>"
        + "<row r=\"1\">\(cell("A1"))\(cell("B1"))</row>",
    ]
    for rows in parts {
      let row = try row(rows, strings: Self.rich)
      #expect(row.runs.map(\.column) == [0, 0, 1, 1, 2, 2])
      #expect(row.cells.map { row.runs(of: $0).map(\.start) } == [[4, 7], [4, 7], [4, 7]])
    }
  }
}
