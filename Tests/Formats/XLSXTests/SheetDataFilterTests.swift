import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct SheetDataFilterTests {
  /// Rows with everything that could be mistaken for markup that matters.
  private let rows = """
    <row r="2" ht="30" customHeight="1"><c r="A2" t="str"><v>&lt;row r="9" customHeight="1"/></v></c>\
    <!-- </sheetData><row r="7" ht="1" customHeight="1"> --><c><v><![CDATA[</sheetData>]]></v></c>\
    <?x </sheetData>?></row><row r="3"/><row\n r='4' spans="a/b>c" ht="18"\ncustomHeight="true" />\
    <row><c t="inlineStr"><is><r><t>x</t></r></is></c></row><row ht="9" customHeight="1"></row>
    """

  private func layout(_ fixture: HandMadeXLSX) throws -> SheetLayout {
    try fixture.reader().layout(ofSheet: 0)
  }

  @Test(arguments: [1, 7, 65_536])
  func rowsKeepTheirHeightsAndWhatFollowsIsRead(_ chunkBytes: Int) throws {
    var fixture = HandMadeXLSX(
      sheet: """
        <!-- <sheetData> --><sheetPr/><sheetData>\(rows)</sheetData >\
        <mergeCells><mergeCell ref="A1:B2"/></mergeCells>
        """)
    fixture.chunkBytes = chunkBytes
    let layout = try layout(fixture)
    #expect(
      layout.rows == [
        RowLayout(index: 1, height: 30), RowLayout(index: 3, height: 18),
        RowLayout(index: 5, height: 9),
      ])
    #expect(layout.merges.map(\.description) == ["A1:B2"])
  }

  /// Found by fuzzing: the `<` inside a broken name was taken along where a read ended before it.
  @Test(arguments: [1, 7, 65_536])
  func aBrokenNameHidesNoEndOfTheCells(_ chunkBytes: Int) throws {
    var fixture = HandMadeXLSX(
      sheet: """
        <sheetData><row><c><v>1</v></c></row~</sheetData>\
        <mergeCells><mergeCell ref="A1:B2"/></mergeCells>
        """)
    fixture.chunkBytes = chunkBytes
    #expect(try layout(fixture).merges.map(\.description) == ["A1:B2"])
  }

  @Test func anyPrefixWillDo() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <?xml version="1.0"?><s:worksheet xmlns:s="\(HandMadeXLSX.main)"><s:sheetData a="&gt;>">\
      <s:row r="5" ht="7" customHeight="1"><s:c><s:v>1</s:v></s:c></s:row></s:sheetData>\
      <s:mergeCells><s:mergeCell ref="A1:B2"/></s:mergeCells></s:worksheet>
      """
    let layout = try layout(fixture)
    #expect(layout.rows == [RowLayout(index: 4, height: 7)])
    #expect(layout.merges.count == 1)
  }

  @Test func anEmptySheetDataHidesNothing() throws {
    let merges = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
    for empty in ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>", ""] {
      #expect(try layout(HandMadeXLSX(sheet: empty + merges)).merges.count == 1)
    }
  }

  @Test(arguments: [0.3, 0.5, 0.8, 0.99])
  func aPartThatIsCutOffThrows(_ share: Double) throws {
    var fixture = HandMadeXLSX(sheet: "<sheetData>\(rows)</sheetData><pageMargins/>")
    let whole = try #require(fixture.parts["xl/worksheets/sheet1.xml"])
    fixture.parts["xl/worksheets/sheet1.xml"] = String(
      whole.prefix(Int(Double(whole.count) * share)))
    #expect(failure { _ = try layout(fixture) }?.place.sheet == "Biểu 01")
  }

  @Test func linesKeepTheirNumbers() throws {
    let error = failure {
      try layout(
        HandMadeXLSX(
          sheet: """
            <sheetData>
            <row>
            <c
            r="A1"><v>1
            </v></c></row
            ></sheetData>
            <mergeCells><mergeCell ref="A1:&none;"/></mergeCells>
            """))
    }
    #expect(error?.place.line == 7)
  }

  @Test func encodingsUnlikeASCIIPassAsTheyAre() throws {
    let text = try #require(
      HandMadeXLSX(sheet: "<sheetData>\(rows)</sheetData>")
        .parts["xl/worksheets/sheet1.xml"])
    for isMarked in [true, false] {
      let declared = isMarked ? "" : "<?xml version=\"1.0\" encoding=\"UTF-16LE\"?>"
      let units = (isMarked ? [0xFEFF] : []) + Array((declared + text).utf16)
      let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      var fixture = HandMadeXLSX()
      fixture.binaryParts["xl/worksheets/sheet1.xml"] = bytes
      #expect(try layout(fixture).rows.map(\.index) == [1, 3, 5])
    }
  }
}
