import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

/// Comments and links: in the layout, and nowhere else.
@Suite struct RemarkTests {
  private let remark = """
    <office:annotation draw:style-name="gr1"><dc:creator>An</dc:creator>\
    <text:p>ghi <text:span>chú</text:span></text:p><text:p>dòng 2</text:p></office:annotation>
    """

  @Test func commentsHaveAuthorParagraphsAndCell() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell/><table:table-cell office:value-type="string">\(remark)\
        <text:p>Xã</text:p></table:table-cell><table:covered-table-cell><office:annotation>\
        <text:list><text:list-item><text:p>mục</text:p></text:list-item></text:list>\
        </office:annotation></table:covered-table-cell></table:table-row>
        """)
    let reader = try document.reader()
    #expect(
      try reader.layout(ofSheet: 0).comments == [
        CellComment(
          cell: CellAddress(row: 0, column: 1), author: "An", text: "ghi chú\ndòng 2"),
        CellComment(cell: CellAddress(row: 0, column: 2), text: "mục"),
      ])
    #expect(try reader.cells() == ["B1 text Xã"])
  }

  @Test func everyRepeatOfACellHasItsComment() throws {
    let rows = """
      <table:table-row table:number-rows-repeated="2"><table:table-cell \
      table:number-columns-repeated="2">\(remark)</table:table-cell></table:table-row>
      """
    let comments = try HandMadeODS(rows: rows).reader().layout(ofSheet: 0).comments
    #expect(comments.map(\.cell.description) == ["A1", "B1", "A2", "B2"])
    let flood = rows.replacing("\"2\"", with: "\"1000000\"")
    let error = failure { _ = try HandMadeODS(rows: flood).reader().layout(ofSheet: 0) }
    #expect(error?.limit == .repeats)
    #expect(error?.place.cell == CellAddress(row: 0, column: 0))
  }

  @Test func linksLeadToAddressesAndPlaces() throws {
    func link(_ target: String, _ title: String = "") -> String {
      """
      <table:table-cell office:value-type="string"><text:p>xem <text:span><text:a \
      xlink:href="\(target)"\(title)>đây</text:a></text:span></text:p></table:table-cell>
      """
    }
    let document = HandMadeODS(
      cells: link("https://example.vn/?a=1&amp;b=2", " office:title=\"mở\"")
        + link("#&apos;Trang 2&apos;.B2") + link("#Vùng") + link("#$A.$B$1:.$C$2"))
    let reader = try document.reader()
    let links = try reader.layout(ofSheet: 0).hyperlinks
    #expect(
      links.map(\.target) == [
        "https://example.vn/?a=1&b=2", "#'Trang 2'!B2", "#Vùng", "#A!$B$1:$C$2",
      ])
    #expect(links.map(\.range.description) == ["A1", "B1", "C1", "D1"])
    #expect(links.map(\.tooltip) == ["mở", nil, nil, nil])
    #expect(try reader.cells().first == "A1 text xem đây")
  }

  @Test func linkOfRepeatedCellsIsOneRange() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="1048576"><table:table-cell \
        table:number-columns-repeated="16384"><text:p><text:a xlink:href="x"/></text:p>\
        </table:table-cell></table:table-row>
        """)
    #expect(
      try document.reader().layout(ofSheet: 0).hyperlinks.map(\.range.description) == [
        "A1:XFD1048576"
      ])
  }

  @Test func shapesNotesAndTablesInACellHaveNoLinksOfItsOwn() throws {
    let link = "<text:p><text:a xlink:href=\"x\"/></text:p>"
    let document = HandMadeODS(
      cells: """
        <table:table-cell><draw:frame><draw:text-box>\(link)</draw:text-box></draw:frame>\
        <table:table><table:table-row><table:table-cell>\(link)\(remark)</table:table-cell>\
        </table:table-row></table:table></table:table-cell>
        """)
    let layout = try document.reader().layout(ofSheet: 0)
    #expect(layout.hyperlinks.isEmpty && layout.comments.isEmpty)
  }

  @Test func whatIsKeptOfALayoutHasABudget() throws {
    func limit(_ cell: String) throws -> ReadLimits.Name? {
      var limits = ReadLimits()
      limits.sharedStringBytes = 40_000
      let document = HandMadeODS(cells: String(repeating: cell, count: 200))
      let reader = try document.reader(limits: limits)
      return failure { _ = try reader.layout(ofSheet: 0) }?.limit
    }
    #expect(try limit("<table:table-cell><text:p>a</text:p></table:table-cell>") == nil)
    #expect(
      try limit("<table:table-cell table:number-columns-spanned=\"2\"/>") == .sharedStringBytes)
    #expect(try limit("<table:table-cell>\(remark)</table:table-cell>") == .sharedStringBytes)
    #expect(
      try limit("<table:table-cell><text:p><text:a xlink:href=\"x\"/></text:p></table:table-cell>")
        == .sharedStringBytes)
  }
}
