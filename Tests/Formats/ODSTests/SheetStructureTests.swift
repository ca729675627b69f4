import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct SheetStructureTests {
  private func row(_ text: String, _ attributes: String = "") -> String {
    """
    <table:table-row \(attributes)><table:table-cell office:value-type="string">\
    <text:p>\(text)</text:p></table:table-cell></table:table-row>
    """
  }

  @Test func groupsAndHeaderRowsAreRowsLikeOthers() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-column-group><table:table-header-columns><table:table-column/>\
        </table:table-header-columns></table:table-column-group><table:table-header-rows>\
        \(row("a"))</table:table-header-rows><table:table-rows>\(row("b"))</table:table-rows>\
        <table:table-row-group><table:table-row-group>\(row("c"))</table:table-row-group>\
        \(row("d"))</table:table-row-group>
        """)
    #expect(
      try document.reader().cells() == ["A1 text a", "A2 text b", "A3 text c", "A4 text d"])
    #expect(try document.reader().layout(ofSheet: 0).print.repeatedRows == 0...0)
  }

  @Test func shapesFormsAndSourcesHoldNoRows() throws {
    var document = HandMadeODS(
      rows: """
        <office:forms><x/></office:forms><table:shapes><draw:frame><draw:object>\
        <office:document><office:body><office:spreadsheet><table:table>\(row("biểu đồ"))\
        </table:table></office:spreadsheet></office:body></office:document></draw:object>\
        </draw:frame></table:shapes>\(row("a"))
        """)
    document.declarations = """
      <table:tracked-changes><table:cell-content-change><table:previous>\
      <table:change-track-table-cell><text:p>cũ</text:p></table:change-track-table-cell>\
      </table:previous></table:cell-content-change></table:tracked-changes>
      """
    document.sheets += """
      <table:database-ranges><table:database-range/></table:database-ranges><table:dde-links>\
      <table:dde-link><table:table table:name="không phải trang">\(row("x"))</table:table>\
      </table:dde-link></table:dde-links>
      """
    let reader = try document.reader()
    #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    #expect(try reader.cells() == ["A1 text a"])
  }

  @Test func coveredCellsComeAsTheyDoFromXLSX() throws {
    let document = HandMadeODS(
      cells: """
        <table:table-cell table:number-columns-spanned="2" office:value-type="float" \
        office:value="1"/><table:covered-table-cell office:value-type="float" office:value="2"/>\
        <table:table-cell office:value-type="float" office:value="3"/>\
        <table:covered-table-cell table:number-columns-repeated="2"/>
        """)
    #expect(try document.reader().cells() == ["A1 number 1", "B1 number 2", "C1 number 3"])
    #expect(try document.reader().layout(ofSheet: 0).merges.map(\.description) == ["A1:B1"])
  }

  @Test func hiddenAndFilteredRowsAreMarked() throws {
    let document = HandMadeODS(
      rows: row("a", "table:visibility=\"collapse\"") + row("b", "table:visibility=\"filter\"")
        + row("c", "table:visibility=\"visible\""))
    let cursor = try document.reader().rows(ofSheet: 0)
    var filled = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &filled) { hidden.append(filled.isHidden) }
    #expect(hidden == [true, true, false])
  }

  @Test func sheetsAreListedInOrderWithTheirVisibility() throws {
    var document = HandMadeODS()
    document.automaticStyles = """
      <style:style style:name="ta1" style:family="table"><style:table-properties \
      table:display="false"/></style:style>
      """
    document.sheets = """
      <table:table table:name="Biểu &quot;01&quot; &amp; 02">\(row("1"))</table:table>\
      <!-- <table:table table:name="chú thích"/> --><?x <table:table?>\
      <table:table table:style-name="ta1" table:name='Ẩn > hiện'><text:p><![CDATA[<table:table>]]></text:p>\(row("2"))\
      </table:table><table:table table:name="Rỗng"/>
      """
    for size in [1, 7, 65_536] {
      let reader = try document.reader(chunkBytes: size)
      #expect(reader.sheets.map(\.name) == ["Biểu \"01\" & 02", "Ẩn > hiện", "Rỗng"])
      #expect(reader.sheets.map(\.visibility) == [.visible, .hidden, .visible])
      #expect(try reader.cells(ofSheet: 0) == ["A1 text 1"])
      #expect(try reader.cells(ofSheet: 1) == ["A1 text 2"])
      #expect(try reader.cells(ofSheet: 2).isEmpty)
    }
  }

  @Test func prefixesDoNotMatterAndMayBeDeclaredAnywhere() throws {
    let xml = """
      <d xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><body>\
      <spreadsheet xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
      xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table t:name="A">\
      <t:table-row><t:table-cell o:value-type="float" o:value="7"/></t:table-row></t:table>\
      </spreadsheet></body></d>
      """
    let reader = try ODSReader(flat: MemorySource(Array(xml.utf8)), limits: ReadLimits())
    #expect(reader.sheets.map(\.name) == ["A"])
    #expect(try reader.cells() == ["A1 number 7"])
  }

  @Test func chunkSizesDoNotMatter() throws {
    let document = HandMadeODS(
      rows: (0..<20).map { row("Trẻ em \($0) &amp; <text:s text:c=\"3\"/>ắặ") }.joined())
    let whole = try document.reader().cells()
    #expect(whole.count == 20)
    for size in [1, 7, 64] {
      #expect(try document.reader(chunkBytes: size).cells() == whole)
      #expect(try document.packageReader(chunkBytes: size).cells() == whole)
    }
  }

  @Test func eachSheetCanBeReadTwiceAndInAnyOrder() throws {
    var document = HandMadeODS(rows: row("1"))
    document.sheets += "<table:table table:name=\"B\">\(row("2"))</table:table>"
    let reader = try document.packageReader()
    #expect(try reader.cells(ofSheet: 1) == ["A1 text 2"])
    #expect(try reader.cells(ofSheet: 0) == ["A1 text 1"])
    #expect(try reader.cells(ofSheet: 1) == ["A1 text 2"])
    #expect(failure { _ = try reader.cells(ofSheet: 2) }?.code == .noSuchSheet)
    #expect(failure { _ = try reader.cells(ofSheet: -1) }?.code == .noSuchSheet)
  }
}
