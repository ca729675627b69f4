import ODS
import SheetModel
import TestSupport
import Testing

@Suite struct RunTests {
  private static let styles = """
    <style:font-face style:name="F1" svg:font-family="'.VnTimeH'"/>\
    <style:style style:name="T1" style:family="text"><style:text-properties style:font-name="F1"/>\
    </style:style><style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>\
    <style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold"/>\
    </style:style><style:style style:name="ce1" style:family="table-cell">\
    <style:text-properties fo:font-family="VNI-Times"/></style:style>
    """

  private func row(_ cells: String, asking: Bool = true, chunkBytes: Int = 65_536) throws -> Row {
    var document = HandMadeODS(cells: cells)
    document.automaticStyles = Self.styles
    var options = RowOptions()
    options.includesRuns = asking
    let cursor = try document.reader(chunkBytes: chunkBytes).rows(ofSheet: 0, options: options)
    var row = Row()
    _ = try cursor.next(into: &row)
    return row
  }

  @Test func spansHaveTheFontsOfTheirStyles() throws {
    let cells = """
      <table:table-cell office:value-type="string"><text:p>x· \
      <text:span text:style-name="T2">ñ<text:span text:style-name="T3">b</text:span></text:span>y\
      </text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>sau</text:p>\
      </table:table-cell>
      """
    for chunkBytes in [65_536, 64] {
      let row = try row(cells, chunkBytes: chunkBytes)
      #expect(row.text(of: row.cells[0]) == "x· ñby")
      #expect(
        row.runs(of: row.cells[0]) == [
          TextRun(start: 4, font: ".VnTimeH"), TextRun(start: 7, font: ""),
        ])
      #expect(row.runs(of: row.cells[1]) == [])
    }
    #expect(try row(cells, asking: false).runs.isEmpty)
  }

  @Test func repeatedCellsHaveThemToo() throws {
    let row = try row(
      """
      <table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>\
      <text:span text:style-name="T1">a</text:span></text:p></table:table-cell>
      """)
    #expect(row.cells.map { row.runs(of: $0).first?.font } == [".VnTimeH", ".VnTimeH", ".VnTimeH"])
  }

  @Test func whiteSpaceThatIsFoldedMovesNoRun() throws {
    let row = try row(
      """
      <table:table-cell office:value-type="string"><text:p>a
         <text:span text:style-name="T1">
         b</text:span></text:p></table:table-cell>
      """)
    #expect(row.text(of: row.cells[0]) == "a b")
    #expect(row.runs(of: row.cells[0]).map(\.font) == [".VnTimeH", ""])
    #expect(row.runs(of: row.cells[0]).allSatisfy { $0.start <= 3 })
  }

  @Test func cellStylesNameTheirFont() throws {
    var document = HandMadeODS(cells: "<table:table-cell table:style-name=\"ce1\"/>")
    document.automaticStyles = Self.styles
    let fonts = try document.reader().styles.styles.map(\.font.name)
    #expect(fonts.contains("VNI-Times"))
  }
}
