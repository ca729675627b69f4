import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct BlankFoldingTests {
  private let styles = """
    <style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties \
    fo:border="0.74pt solid #000000"/></style:style>
    """

  /// A sheet whose blanks stand one by one, with a cell of `mark` behind them.
  private func document(_ blank: String, _ count: Int, mark: String) -> HandMadeODS {
    var document = HandMadeODS(
      rows: """
        <table:table-row>\(String(repeating: blank, count: count))<table:table-cell \
        office:value-type="string"><text:p>\(mark)</text:p></table:table-cell></table:table-row>
        """)
    document.automaticStyles = styles
    return document
  }

  @Test(arguments: [
    "<table:table-cell/>", "<table:covered-table-cell/>", "<table:table-cell></table:table-cell>",
    "<table:table-cell table:style-name=\"ce1\"/>", "<table:table-cell table:style-name='ce1' />",
  ])
  func runsOfBlanksKeepTheirWidth(_ blank: String) throws {
    let document = document(blank, 4000, mark: "Đ")
    let address = CellAddress(row: 0, column: 4000)
    for chunk in [1000, 65_536] {
      #expect(try document.reader(chunkBytes: chunk).cells() == ["\(address) text Đ"])
    }
  }

  @Test func styledBlanksComeAllTheSame() throws {
    let blank = "<table:table-cell table:style-name=\"ce1\"/>"
    let document = document(blank, 4000, mark: "Đ")
    let folded = try document.reader().cells(styledBlanks: true)
    #expect(folded.count == 4001)
    #expect(try document.reader(chunkBytes: 7).cells(styledBlanks: true) == folded)
  }

  @Test func textThatLooksLikeBlanksIsLeftAlone() throws {
    let text = String(repeating: "<table:table-cell/>", count: 5000)
    let document = HandMadeODS(
      cells: """
        <table:table-cell office:value-type="string"><text:p><![CDATA[\(text)]]></text:p>\
        </table:table-cell>
        """)
    #expect(try document.reader().cells() == ["A1 text \(text)"])
  }

  @Test func defaultNamespaceOfElementsIsNotThatOfAttributes() throws {
    let cells = String(repeating: "<table-cell/>", count: 6000)
    let xml = """
      <o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
      xmlns="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
      xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet><table>\
      <table-row>\(cells)<table-cell o:value-type="string"><t:p>x</t:p></table-cell></table-row>\
      </table></o:spreadsheet></o:body></o:document>
      """
    let reader = try ODSReader(flat: MemorySource(Array(xml.utf8)), limits: ReadLimits())
    #expect(try reader.cells() == ["\(CellAddress(row: 0, column: 6000)) text x"])
  }
}
