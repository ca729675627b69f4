import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct StyleTests {
  private func document(_ common: String, _ automatic: String, _ cells: String) -> HandMadeODS {
    var document = HandMadeODS(rows: cells)
    document.commonStyles = common
    document.automaticStyles = automatic
    return document
  }

  private func cell(_ style: String) -> String {
    """
    <table:table-cell \(style.isEmpty ? "" : "table:style-name=\"\(style)\"") \
    office:value-type="float" office:value="1"/>
    """
  }

  @Test func stylesInheritFromTheirParents() throws {
    let document = document(
      """
      <style:default-style style:family="table-cell"><style:text-properties \
      style:font-name="Liberation Sans" fo:font-size="10pt"/></style:default-style>\
      <style:style style:name="Default" style:family="table-cell"><style:text-properties \
      fo:font-size="12pt"/></style:style>\
      <style:style style:name="Cha" style:family="table-cell" style:parent-style-name="Default">\
      <style:table-cell-properties fo:background-color="#FFFF00" fo:wrap-option="wrap" \
      style:vertical-align="middle"/><style:text-properties fo:font-weight="bold"/></style:style>
      """,
      """
      <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Cha">\
      <style:table-cell-properties fo:border-left="0.74pt solid #1f4e79" \
      fo:border-top="2.49pt solid #1f4e79" fo:border-right="1.76pt dotted #1f4e79" \
      fo:border-bottom="1.76pt double-thin #1f4e79" style:cell-protect="none" \
      style:text-align-source="fix"/><style:paragraph-properties fo:text-align="center"/>\
      <style:text-properties fo:color="#ff0000" fo:font-style="italic" \
      style:text-underline-style="solid" style:text-line-through-style="solid"/></style:style>
      """, "<table:table-row>\(cell("ce1"))\(cell(""))\(cell("lạ"))</table:table-row>")
    let reader = try document.reader()
    var row = Row()
    #expect(try reader.rows(ofSheet: 0).next(into: &row))
    var expected = CellStyle()
    expected.font.name = "Liberation Sans"
    expected.font.size = 12
    #expect(reader.styles[row.cells[1].style] == expected)
    #expect(row.cells[1].style == 0)
    #expect(row.cells[2].style == 0)
    expected.font.isBold = true
    expected.font.isItalic = true
    expected.font.isUnderlined = true
    expected.font.isStruck = true
    expected.font.color = Color(rgb: 0xFF0000)
    expected.fill = Color(rgb: 0xFFFF00)
    expected.wrapsText = true
    expected.vertical = .center
    expected.horizontal = .center
    expected.isLocked = false
    expected.border.left = .thin
    expected.border.top = .thick
    expected.border.right = .dotted
    expected.border.bottom = .double
    expected.border.color = Color(rgb: 0x1F4E79)
    #expect(reader.styles[row.cells[0].style] == expected)
  }

  @Test func parentsThatBiteTheirTailEnd() throws {
    let document = document(
      "",
      """
      <style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/>\
      <style:style style:name="b" style:family="table-cell" style:parent-style-name="a">\
      <style:text-properties fo:font-weight="bold"/></style:style>
      """, "<table:table-row>\(cell("a"))</table:table-row>")
    let reader = try document.reader()
    #expect(reader.styles.styles.contains { $0.font.isBold })
  }

  @Test func cellsWithoutAStyleTakeTheRowsOrTheColumns() throws {
    let bold = { (name: String, size: Int) in
      """
      <style:style style:name="\(name)" style:family="table-cell"><style:text-properties \
      fo:font-size="\(size)pt"/></style:style>
      """
    }
    let document = document(
      "", bold("c1", 21) + bold("c2", 22) + bold("r1", 31) + bold("x", 41),
      """
      <table:table-column table:number-columns-repeated="2" \
      table:default-cell-style-name="c1"/><table:table-column \
      table:default-cell-style-name="c2"/><table:table-row>\(cell(""))<table:table-cell/>\
      \(cell(""))\(cell(""))</table:table-row><table:table-row \
      table:default-cell-style-name="r1">\(cell(""))\(cell("x"))</table:table-row>
      """)
    let reader = try document.reader()
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    var sizes: [Double] = []
    while try cursor.next(into: &row) {
      sizes += row.cells.map { reader.styles[$0.style].font.size }
    }
    #expect(sizes == [21, 22, 10, 31, 41])
  }

  @Test func dataStylesOfOnePartMeanNothingInAnother() throws {
    let date =
      "<number:date-style style:name=\"N1\"><number:year number:style=\"long\"/></number:date-style>"
    let number = """
      <number:number-style style:name="N1"><number:number number:decimal-places="2" \
      number:min-integer-digits="1"/></number:number-style>
      """
    let document = document(
      "\(date)<style:style style:name=\"C\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>",
      "\(number)<style:style style:name=\"A\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>",
      "<table:table-row>\(cell("C"))\(cell("A"))</table:table-row>")
    #expect(try document.packageReader().formats() == ["yyyy", "0.00"])
    #expect(try document.reader().formats() == ["yyyy", "0.00"])
  }

  /// Format codes that come back as they went, through the writer's data styles.
  @Test(arguments: [
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00E+00", "# ?/?", "# ??/100", "@",
    "dd/mm/yyyy", "d-mmm-yy", "dddd, dd mmmm yyyy", "dd.mm.yyyy", "hh:mm", "h:mm AM/PM",
    "mm:ss.0", "[h]:mm:ss", "[mm]:ss", "dd/mm/yyyy hh:mm", "yyyy-mm", "#,##0 [$₫-42A]",
    "#,##0;[Red]-#,##0", "0.0;-0.0;\"không\"", "[>=100]0;[<0]0.00;0.0", "0\" trẻ\"", "0\\\"",
    "0.0##",
    "#,##0,", "000", "General", "(0)", "\"a;b\"0", "0 \"%\"", "[Blue]0.0",
  ])
  func formatCodesComeBack(_ code: String) throws {
    var style = CellStyle()
    style.numberFormat = code
    style.font.isBold = true
    var outline = WorkbookOutline(sheets: [SheetLayout(name: "A")])
    let index = outline.styles.index(of: style)
    let sink = MemorySink()
    let writer = try ODSWriter(sink, outline: outline)
    var row = Row()
    row.appendNumber(1, column: 0, style: index)
    try writer.beginSheet()
    try writer.write(row)
    try writer.finish()
    let back = try HandMadeODS.open(sink.bytes).formats()
    let expected = [
      "dddd, dd mmmm yyyy": "dddd\", \"dd mmmm yyyy", "0 \"%\"": "0\" %\"",
    ]
    #expect(back == [expected[code] ?? code])
  }
}
