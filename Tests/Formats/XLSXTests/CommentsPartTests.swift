import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct CommentsPartTests {
  private static let threads =
    "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"

  /// A sheet with relationships of these types to parts beside it.
  private func fixture(_ parts: [(type: String, name: String, text: String)]) -> HandMadeXLSX {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["xl/worksheets/_rels/sheet1.xml.rels"] = HandMadeXLSX.relationships(
      parts.enumerated().map { ("r\($0)", $1.type, "../\($1.name)") })
    for part in parts { fixture.parts["xl/\(part.name)"] = part.text }
    return fixture
  }

  private func legacy(_ list: String) -> String {
    """
    <comments xmlns="\(HandMadeXLSX.main)"><authors><author>Lò Thị Mẩy</author><author/></authors>\
    <commentList>\(list)</commentList></comments>
    """
  }

  @Test func commentsComeWithTheirAuthorsInTheOrderOfCells() throws {
    let list = """
      <comment ref="B3" authorId="0"><text><r><rPr><b/></rPr><t>Lò Thị Mẩy:</t></r>\
      <r><t xml:space="preserve">
      Xem lại_x000D_
      số trẻ </t></r></text></comment>\
      <comment ref="A2" authorId="1"><text><t>không tên</t></text></comment>\
      <comment ref="C3" authorId="9"><text/></comment>\
      <comment ref="?" authorId="0"><text><t>không ô</t></text></comment>
      """
    let layout = try fixture([("comments", "comments1.xml", legacy(list))]).reader().layout(
      ofSheet: 0)
    #expect(
      layout.comments == [
        CellComment(cell: CellAddress(row: 1, column: 0), text: "không tên"),
        CellComment(
          cell: CellAddress(row: 2, column: 1), author: "Lò Thị Mẩy",
          text: "Lò Thị Mẩy:\nXem lại\nsố trẻ "),
        CellComment(cell: CellAddress(row: 2, column: 2), text: ""),
      ])
  }

  @Test func aThreadTakesThePlaceOfItsStandIn() throws {
    let list = """
      <comment ref="A1" authorId="0"><text><t>[Threaded comment]</t></text></comment>\
      <comment ref="B1" authorId="0"><text><t>cũ</t></text></comment>
      """
    let thread = """
      <ThreadedComments xmlns="\(Self.threads)">\
      <threadedComment ref="A1" personId="{AB}" id="{1}"><text>Đúng chưa?</text></threadedComment>\
      <threadedComment ref="A1" personId="{C}" id="{2}" parentId="{1}"><text>Rồi</text>\
      <mentions/></threadedComment></ThreadedComments>
      """
    var fixture = fixture([
      ("comments", "comments1.xml", legacy(list)),
      ("threadedComment", "threadedComments/threadedComment1.xml", thread),
    ])
    fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
      ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "person", "persons/person.xml"),
    ])
    fixture.parts["xl/persons/person.xml"] = """
      <personList xmlns="\(Self.threads)"><person displayName="Vàng A Sùng" id="{ab}"/></personList>
      """
    let a1 = CellAddress(row: 0, column: 0)
    #expect(
      try fixture.reader().layout(ofSheet: 0).comments == [
        CellComment(cell: a1, author: "Vàng A Sùng", text: "Đúng chưa?"),
        CellComment(cell: a1, text: "Rồi"),
        CellComment(cell: CellAddress(row: 0, column: 1), author: "Lò Thị Mẩy", text: "cũ"),
      ])
  }

  @Test func commentsHaveABudgetAndRowReadersDoNotMeetThem() throws {
    let one =
      "<comment ref=\"A1\"><text><t>\(String(repeating: "x", count: 1 << 20))</t></text></comment>"
    let fixture = fixture([
      ("comments", "comments1.xml", legacy(String(repeating: one, count: 33)))
    ])
    let reader = try fixture.reader()
    #expect(try reader.cells(ofSheet: 0) == ["A1 number 1"])
    let error = #expect(throws: WorkbookError.self) { try reader.layout(ofSheet: 0) }
    #expect(error?.place.part == "xl/comments1.xml")
    #expect(error?.found == "more than 32 MiB of comments")
  }

  @Test func hyperlinksLeadToAddressesAndPlaces() throws {
    var fixture = HandMadeXLSX(
      sheet: """
        <sheetData/><hyperlinks>\
        <hyperlink ref="A1:B2" r:id="l1" tooltip="Trang &amp; nhà" display="x"/>\
        <hyperlink ref="C1" r:id="l1" location="muc-2"/>\
        <hyperlink ref="D1" location="'Biểu 02'!A1"/><hyperlink ref="E1" r:id="none"/>\
        <hyperlink ref="?" location="A1"/></hyperlinks>
        """)
    fixture.parts["xl/worksheets/sheet1.xml"] = fixture.parts["xl/worksheets/sheet1.xml"]?
      .replacing("<worksheet", with: "<worksheet xmlns:r=\"\(HandMadeXLSX.office)\"")
    fixture.parts["xl/worksheets/_rels/sheet1.xml.rels"] = HandMadeXLSX.relationships([
      ("l1", "hyperlink", "https://gso.gov.vn/a?b=1&amp;c=%20")
    ]).replacing("/></", with: " TargetMode=\"External\"/></")
    let target = "https://gso.gov.vn/a?b=1&c=%20"
    let links = try fixture.reader().layout(ofSheet: 0).hyperlinks
    #expect(links.map(\.range.description) == ["A1:B2", "C1", "D1"])
    #expect(links.map(\.target) == [target, target + "#muc-2", "#'Biểu 02'!A1"])
    #expect(links.map(\.tooltip) == ["Trang & nhà", nil, nil])
  }
}
