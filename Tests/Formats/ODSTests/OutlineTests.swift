import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

/// Which tables of a document are sheets, and that all of it is there.
@Suite struct OutlineTests {
  private let one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"

  private func flat(_ xml: String) throws -> ODSReader {
    try ODSReader(flat: MemorySource(Array(xml.utf8)), limits: ReadLimits())
  }

  @Test func cachedCellsOfOtherFilesAreNoSheet() throws {
    var document = HandMadeODS()
    document.sheets = """
      <table:table table:name="&apos;file:///a.ods&apos;#$Sheet1"><table:table-row>\(one)\
      </table:table-row></table:table><table:table table:name="Biểu 02"><table:table-row>\(one)\
      </table:table-row><table:named-expressions><table:named-range table:name="Riêng" \
      table:cell-range-address="$A.$B$1"/></table:named-expressions></table:table>
      """
    let reader = try document.reader()
    #expect(reader.sheets.map(\.name) == ["Biểu 02"])
    #expect(try reader.cells() == ["A1 number 1"])
    #expect(try reader.definedNames().map(\.sheet) == [0])
  }

  @Test func trackedChangesAndLinksOfOtherProgramsAreNoCells() throws {
    var document = HandMadeODS(cells: one)
    document.declarations = """
      <table:tracked-changes><table:cell-content-change><table:previous>\
      <table:change-track-table-cell office:value-type="float" office:value="777"/>\
      </table:previous></table:cell-content-change><table:deletion table:type="row"/>\
      </table:tracked-changes>
      """
    document.sheets += """
      <table:dde-links><table:dde-link><office:dde-source/><table:table><table:table-row>\(one)\
      </table:table-row></table:table></table:dde-link></table:dde-links>
      """
    let reader = try document.reader()
    #expect(reader.sheets.count == 1)
    #expect(try reader.cells() == ["A1 number 1"])
  }

  @Test func tablesInChartsAndCellsAreNoSheets() throws {
    let inner =
      "<table:table table:name=\"local-table\"><table:table-row>\(one)</table:table-row></table:table>"
    let document = HandMadeODS(
      rows: """
        <table:shapes><draw:frame><draw:object><office:document><office:body><office:chart>\
        \(inner)</office:chart></office:body></office:document></draw:object></draw:frame>\
        </table:shapes><table:table-row><table:table-cell>\(inner)</table:table-cell>\(one)\
        </table:table-row>
        """)
    let reader = try document.reader()
    #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    #expect(try reader.cells() == ["B1 number 1"])
  }

  /// As serialisers of DOM trees write: each namespace where it is needed first.
  @Test(arguments: ["", "t:"]) func sheetsMayDeclareTheirNamespaceThemselves(
    _ prefix: String
  ) throws {
    let name = prefix.isEmpty ? "xmlns" : "xmlns:t"
    let uri = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    let sheet = """
      <\(prefix)table \(name)="\(uri)"><\(prefix)table-row><\(prefix)table-cell \
      o:value-type="float" o:value="1"/></\(prefix)table-row></\(prefix)table>
      """
    let reader = try flat(
      """
      <o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body>\
      <o:spreadsheet><table/>\(sheet)<table></table>\(sheet)<table/></o:spreadsheet></o:body></o:document>
      """)
    #expect(reader.sheets.map(\.name) == ["Sheet1", "Sheet2"])
    #expect(try reader.cells(ofSheet: 1) == ["A1 number 1"])
  }

  @Test func sheetsInCommentsAndTextAreNone() throws {
    var document = HandMadeODS(
      cells: """
        <table:table-cell office:value-type="string"><text:p><![CDATA[</table:table>]]></text:p>\
        </table:table-cell>
        """)
    let evil =
      "<table:table table:name=\"x\"><table:table-row>\(one)</table:table-row></table:table>"
    document.sheets = "<!-->\(evil)--><!--\(evil)--><?x \(evil)?>" + document.sheets
    let reader = try document.reader()
    #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    #expect(try reader.cells() == ["A1 text </table:table>"])
  }

  @Test func fileCutBehindTheSheetsIsTruncated() throws {
    let xml = HandMadeODS(cells: one).xml
    for part in ["</office:body>", "</office:document>"] {
      let end = try #require(xml.firstRange(of: part)).lowerBound
      #expect(failure { _ = try flat(String(xml[..<end])) }?.code == .truncated)
    }
    #expect(failure { _ = try flat(xml + "<a/>") }?.code == .malformedXML)
    #expect(try flat(xml + "\n<!-- hết -->\n").cells() == ["A1 number 1"])
  }

  @Test func damageBehindTheSheetsOfABigPackageIsFound() throws {
    var document = HandMadeODS(cells: one)
    document.sheets += "<!--\(String(repeating: "x", count: 5 << 20))-->"
    let content =
      "<office:document-content \(HandMadeODS.namespaces)>\(document.body)<!--cuối--></office:document-content>"
    let sink = MemorySink()
    let zip = ZipWriter(sink)
    try zip.addStored("content.xml", Array(content.utf8))
    try zip.finish()
    #expect(try HandMadeODS.open(sink.bytes).cells() == ["A1 number 1"])
    var bytes = sink.bytes
    let at = try #require(bytes.firstRange(of: Array("<!--cu".utf8))).upperBound
    bytes[at - 1] ^= 1
    #expect(failure { _ = try HandMadeODS.open(bytes) }?.code == .checksumMismatch)
  }

  @Test func groupsThatAreClosedHideTheirRowsAndColumns() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-column-group table:display="false"><table:table-column/>\
        </table:table-column-group><table:table-column/><table:table-row-group \
        table:display="false"><table:table-row-group><table:table-row>\(one)</table:table-row>\
        </table:table-row-group><table:table-row>\(one)</table:table-row></table:table-row-group>\
        <table:table-row>\(one)</table:table-row>
        <table:table-row table:visibility="filter">\(one)</table:table-row>
        """)
    let cursor = try document.reader().rows(ofSheet: 0)
    var row = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &row) { hidden.append(row.isHidden) }
    #expect(hidden == [true, true, false, true])
    #expect(
      try document.reader().layout(ofSheet: 0).columns == [
        ColumnLayout(first: 0, last: 0, isHidden: true)
      ])
  }

  /// More than what is kept in memory: the entry is inflated on the way.
  @Test func sheetsOfABigPackageAreReadInAnyOrderAtThePriceOfOnePass() throws {
    let text = String(repeating: "Đồng Tháp ", count: 12_000)
    var document = HandMadeODS()
    document.sheets = (0..<40).map { number in
      """
      <table:table table:name="S\(number)"><table:table-row><table:table-cell \
      office:value-type="float" office:value="\(number)"/><table:table-cell \
      office:value-type="string"><text:p>\(text)</text:p></table:table-cell></table:table-row>\
      </table:table>
      """
    }.joined()
    let size = document.sheets.utf8.count
    #expect(size > 5 << 20)
    var limits = ReadLimits()
    limits.totalBytes = size * 5
    let archive = try ZipArchive(MemorySource(try document.package()), limits: limits)
    let reader = try ODSReader(archive, limits: limits)
    for sheet in 0..<40 {
      _ = try reader.layout(ofSheet: sheet)
      #expect(try reader.cells(ofSheet: sheet).first == "A1 number \(sheet)")
    }
    let free = try HandMadeODS.open(try document.package())
    for sheet in [39, 0, 20, 19, 39, 20] {
      #expect(try free.cells(ofSheet: sheet) == ["A1 number \(sheet)", "B1 text \(text)"])
    }
    let cursors = try (0..<4).map { try free.rows(ofSheet: $0) }
    var row = Row()
    for (sheet, cursor) in cursors.enumerated().reversed() {
      #expect(try cursor.next(into: &row))
      #expect(row.shown(row.cells[0]) == "\(sheet)")
    }
  }
}
