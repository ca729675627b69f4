import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct CellTextTests {
  private func text(_ inside: String, limits: ReadLimits = ReadLimits()) throws -> String {
    let cells = "<table:table-cell office:value-type=\"string\">\(inside)</table:table-cell>"
    let cursor = try HandMadeODS(cells: cells).reader(limits: limits).rows(ofSheet: 0)
    var row = Row()
    guard try cursor.next(into: &row) else { return "" }
    return row.text(of: row.cells[0])
  }

  @Test func paragraphsAreLines() throws {
    #expect(
      try text("<text:p>Trẻ em</text:p>\n<text:p>dưới 6 tuổi</text:p>") == "Trẻ em\ndưới 6 tuổi")
    #expect(try text("<text:p>a</text:p><text:p/><text:p>b</text:p>") == "a\n\nb")
    #expect(try text("<text:h>Mục</text:h>") == "Mục")
  }

  @Test func commentsAndDrawingsAreNotText() throws {
    #expect(
      try text(
        """
        <office:annotation><dc:creator>An</dc:creator><text:p>ghi chú</text:p></office:annotation>\
        <text:p>số<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>\
        </text:p><draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>\
        <table:table><table:table-row><table:table-cell><text:p>con</text:p></table:table-cell>\
        </table:table-row></table:table>
        """) == "số")
  }

  @Test func spansLinksAndFieldsAreText() throws {
    #expect(
      try text(
        "<text:p>a<text:span>b<text:a>c</text:a></text:span><text:title>d</text:title></text:p>")
        == "abcd")
  }

  @Test func phoneticGuidesAreLeftOut() throws {
    #expect(
      try text(
        """
        <text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text>\
        </text:ruby>字</text:p>
        """) == "漢字")
  }

  @Test func lineEndsWithTheirIndentationFoldAsTheStandardSays() throws {
    #expect(try text("<text:p>\n   Hà Nội\n  </text:p>") == "Hà Nội")
    #expect(try text("<text:p>a \n\t b</text:p>") == "a b")
    #expect(try text("<text:p>a <text:span>\n b</text:span></text:p>") == "a b")
    #expect(try text("<text:p>a\n  <text:s/>b<text:tab/>\n  c</text:p>") == "a  b\t c")
    #expect(try text("<text:p>\n  </text:p>").isEmpty)
    #expect(try text("<text:p>\na\n</text:p>") == "a")
  }

  /// pandas and odfpy write the blanks of a text as they are; every reader shows them.
  @Test func blanksOfOneLineStay() throws {
    #expect(try text("<text:p>  Hà  Nội </text:p>") == "  Hà  Nội ")
    #expect(try text("<text:p>a <text:span> b</text:span></text:p>") == "a  b")
    #expect(try text("<text:p>02\t03</text:p>") == "02\t03")
    #expect(try text("<text:p>dòng 1\ndòng 2</text:p>") == "dòng 1\ndòng 2")
  }

  @Test func countOfBlanksMayBeZero() throws {
    #expect(try text("<text:p>a<text:s text:c=\"0\"/>b</text:p>") == "ab")
  }

  @Test func shapesScriptsAndNotesInAParagraphAreNotText() throws {
    for name in ["frame", "circle", "connector", "caption", "custom-shape"] {
      #expect(
        try text("<text:p>a<draw:\(name)><text:p>x</text:p></draw:\(name)>b</text:p>") == "ab")
    }
    #expect(try text("<text:p>a<text:script>x</text:script>b</text:p>") == "ab")
    #expect(
      try text(
        """
        <text:p>a<office:annotation><dc:creator>An</dc:creator><text:p>x</text:p></office:annotation>\
        b<office:annotation-end/></text:p>
        """) == "ab")
  }

  @Test func itemsOfListsAreLines() throws {
    #expect(
      try text(
        """
        <text:list><text:list-item><text:p>một</text:p></text:list-item><text:list-item>\
        <text:p>hai</text:p></text:list-item></text:list>
        """) == "một\nhai")
  }

  @Test func blanksTabsAndBreaksAsElementsStay() throws {
    #expect(
      try text(
        "<text:p><text:s text:c=\"2\"/>a<text:s/> <text:s/>b<text:tab/>c<text:line-break/>d</text:p>"
      )
        == "  a   b\tc\nd")
  }

  @Test func referencesAreResolvedAndCdataIsText() throws {
    #expect(try text("<text:p>&lt;5 &amp; &#273;<![CDATA[<x>]]></text:p>") == "<5 & đ<x>")
  }

  @Test func stringValueOutranksWhatIsShownUnlessItIsEmpty() throws {
    let cells = """
      <table:table-cell office:value-type="string" office:string-value="  a"/>\
      <table:table-cell office:value-type="string" office:string-value="a"><text:p>Xã a</text:p>\
      </table:table-cell><table:table-cell office:value-type="string" office:string-value="">\
      <text:p>c</text:p></table:table-cell>
      """
    #expect(
      try HandMadeODS(cells: cells).reader().cells() == [
        "A1 text   a", "B1 text a", "C1 text c",
      ])
  }

  @Test func textBeyondItsBudgetIsRefused() throws {
    var limits = ReadLimits()
    limits.textBytes = 100
    let error = failure {
      _ = try text("<text:p>a<text:s text:c=\"5000\"/></text:p>", limits: limits)
    }
    #expect(error?.code == .limitExceeded)
    #expect(error?.limit == .textBytes)
  }
}
