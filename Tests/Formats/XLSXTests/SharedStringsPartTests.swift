import SheetModel
import TestSupport
import Testing

@Suite struct SharedStringsPartTests {
  private func texts(_ strings: String) throws -> [String] {
    let count = strings.components("<si")
    let cells = (0..<count).map { "<c t=\"s\"><v>\($0)</v></c>" }
    let fixture = HandMadeXLSX(rows: "<row>\(cells.joined())</row>", strings: strings)
    let cursor = try fixture.reader().rows(ofSheet: 0)
    var row = Row()
    guard try cursor.next(into: &row) else { return [] }
    return row.cells.map { row.text(of: $0) }
  }

  @Test func textStaysAsItIsStored() throws {
    #expect(
      try texts("<si><t xml:space=\"preserve\">  Trẻ em </t></si><si><t> </t></si><si><t/></si>")
        == ["  Trẻ em ", " ", ""])
  }

  @Test func richTextIsJoined() throws {
    let rich = """
      <si><r><t>Nguyễn</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve"> Thị </t></r>\
      <r><t>An</t></r></si><si><t>sau</t></si>
      """
    #expect(try texts(rich) == ["Nguyễn Thị An", "sau"])
  }

  @Test func phoneticGuidesAreNoText() throws {
    let guided = """
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
      """
    #expect(try texts(guided) == ["東京"])
  }

  @Test func escapesAreDecoded() throws {
    let escaped = """
      <si><t>a_x000D_b</t></si><si><t>_x005F_x0041_</t></si><si><t>_xD83D__xDE00_</t></si>\
      <si><t>_x12G4_ _x00_ _X0041_</t></si><si><t>_xD800_</t></si>\
      <si><r><t>_x00</t></r><r><t>41_</t></r></si>
      """
    #expect(
      try texts(escaped)
        == ["a\rb", "_x0041_", "😀", "_x12G4_ _x00_ _X0041_", "\u{FFFD}", "_x0041_"])
  }

  @Test func referencesAndCharacterDataAreText() throws {
    #expect(
      try texts("<si><t>A &amp; B &lt;1&gt; &#x110;</t></si><si><t><![CDATA[<&>]]></t></si>")
        == ["A & B <1> Đ", "<&>"])
  }

  @Test func indexOutOfRangeIsAnErrorAtItsCell() throws {
    let fixture = HandMadeXLSX(
      rows: "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>", strings: "<si><t>a</t></si>")
    let error = try fixture.failure()
    #expect(error.code == .malformedValue)
    #expect(error.place.cell == CellAddress("B3"))
    #expect(error.place.sheet == "Biểu 01")
    #expect(error.place.part == "xl/worksheets/sheet1.xml")
    #expect(error.found == "1")
  }

  @Test func indexWithoutThePartIsAnError() throws {
    let fixture = HandMadeXLSX(rows: "<row><c t=\"s\"><v>0</v></c></row>")
    #expect(try fixture.failure().code == .malformedValue)
  }

  @Test func sharedStringsHaveABudget() throws {
    let strings = String(repeating: "<si><t>0123456789</t></si>", count: 20)
    var fixture = HandMadeXLSX(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: strings)
    fixture.limits.sharedStringBytes = 100
    let error = try fixture.failure()
    #expect(error.limit == .sharedStringBytes)
    #expect(error.limitValue == 100)
  }
}

extension String {
  /// How often a piece occurs.
  func components(_ piece: String) -> Int {
    var count = 0
    var rest = self[...]
    while let start = rest.firstIndex(of: "<") {
      if rest[start...].hasPrefix(piece) { count += 1 }
      rest = rest[start...].dropFirst()
    }
    return count
  }
}
