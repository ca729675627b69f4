import ODS
import SheetModel
import TestSupport
import Testing
import XML

/// Rows that are read without the parser come to what the parser makes of them.
@Suite struct PlainRowTests {
  /// The cells or the error of a document.
  private func outcome(_ xml: [UInt8], chunkBytes: Int) -> String {
    do {
      let reader = try ODSReader(
        flat: MemorySource(xml), limits: ReadLimits(), chunkBytes: chunkBytes)
      return try reader.sheets.indices.flatMap {
        try reader.cells(ofSheet: $0, styledBlanks: true)
      }.joined(separator: "\n")
    } catch { return "\(error)" }
  }

  /// A comment at a sheet's start leaves all rows to the parser.
  private func expectSame(_ xml: [UInt8], _ note: Comment? = nil) {
    let start = Array("<table:table table:name=\"Biểu 01\">".utf8)
    guard let place = xml.firstRange(of: start)?.upperBound else { return }
    var parsed = xml
    parsed.insert(contentsOf: "<!---->".utf8, at: place)
    for chunk in [65_536, 500] {
      #expect(outcome(xml, chunkBytes: chunk) == outcome(parsed, chunkBytes: chunk), note)
    }
  }

  private static let number = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"

  private static let cells = [
    number,
    "<table:table-cell office:value-type=\"string\"><text:p>Trần Thị Ổi – 𝄞 &amp; con</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>a\tb ] > c</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a\n  b</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a</text:p><text:p>b</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"3\"/>b</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>&#65;&#x1EA0;</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p/></table:table-cell>",
    "<table:table-cell office:value-type=\"string\" office:string-value=\"x &lt; &quot;y&quot;\"><text:p>z</text:p></table:table-cell>",
    "<table:table-cell office:value-type='float' office:value='2'/>",
    "<table:table-cell office:value-type=\"float\" office:value=\"0.30000000000000004\" calcext:value-type=\"float\"><text:p>0,3</text:p></table:table-cell>",
    "<table:table-cell table:formula=\"of:=IF([.A1]&gt;0;&quot;a&amp;b&quot;;1)\" office:value-type=\"string\" office:string-value=\"\"><text:p>a&amp;b</text:p></table:table-cell>",
    "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>",
    "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\"><text:p>#N/A</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2025-07-01\"><text:p>1/7/2025</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2025-02-30\"/>",
    "<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H30M00S\"/>",
    "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>",
    "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/>",
    "<table:table-cell office:value-type=\"currency\" office:currency=\"VND\" office:value=\"5\"/>",
    "<table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"float\" office:value=\"7\"/>",
    "<table:table-cell table:number-columns-repeated=\"16000\"/>",
    "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" office:value-type=\"float\" office:value=\"7\"/><table:covered-table-cell/>",
    "<table:covered-table-cell office:value-type=\"float\" office:value=\"7\"></table:covered-table-cell>",
    "\n  <table:table-cell />\n\t<table:table-cell\n office:value-type=\"float\" office:value=\"7\"/>\n",
    "<table:table-cell office:value-type=\"string\">\n <text:p>x</text:p>\n </table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>no</text:p></office:annotation><text:p>x</text:p></table:table-cell>",
    "<table:table-cell xmlns:office=\"urn:x\" office:value-type=\"float\" office:value=\"9\"/>",
    "<table:table-cell><!-- <table:table-cell office:value=\"1\"/> --></table:table-cell>",
    "<table:table-cell><?x <table:table-cell/> ?></table:table-cell>",
    "<!--</table:table-row>-->",
    "<table:table-cell office:value-type=\"string\"><text:p/><text:p> a<text:s/><text:s text:c=\"0\"/>&lt;<text:s text:c=\"12\"/></text:p> \n<text:p/></table:table-cell>",
    "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>a<text:s text:c=\"9\"/></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"01\"/></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2000000\"/></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a<text:p>b</text:p></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"float\" office:value=\"4\"><text:p>4</text:p><text:p>5</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p text:style-name=\"P1\">x</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p text:style-name=\"P1\"/></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a<text:span text:style-name=\"T1\">b <text:span>c</text:span></text:span>d</text:p><text:p text:style-name=\"P1\">e</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p><text:a xlink:href=\"http://a/?b=1&amp;c=2\" xlink:type=\"simple\">b</text:a> <text:s/></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p><text:span/>a<text:a/>b</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p><text:a>b</text:a></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p><text:span><text:span><text:span><text:span><text:span><text:span><text:span><text:span><text:span>x</text:span></text:span></text:span></text:span></text:span></text:span></text:span></text:span></text:span></text:p></table:table-cell>",
    // What is refused.
    "<table:table-cell office:value-type=\"string\"><text:p><text:span>a</text:p></text:span></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p><text:span><text:a xlink:href=\"x\">a</text:span></text:a></text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p text:style-name=\"a\" text:style-name=\"b\">a</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a</text:span></text:p></table:table-cell>",
    "<table:table-cell office:value=\"1\" office:value=\"1\"/>",
    "<table:table-cell office:value-type=\"string\"></table:covered-table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>a]]>b</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>&nbsp;</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"string\"><text:p>\u{1}\u{FFFE}</text:p></table:table-cell>",
    "<table:table-cell office:value-type=\"str<ing\"/>",
    "<table:table-cell foo:value-type=\"string\"/>",
    "<table:table-cell office:value-type=\"float\"office:value=\"9\"/>",
    "<table:table-cell office:value-type=\"float\" office:value=\"neun\"/>",
    "<table:table-cell table:number-columns-repeated=\"0\"/>",
    "<table:table-cell table:number-columns-repeated=\"16380\" office:value-type=\"float\" office:value=\"7\"/>",
    "<table:table-cell>",
  ]

  @Test(arguments: cells.indices) func cellsAreWhatTheParserMakesOfThem(_ index: Int) {
    let row = "<table:table-row>\(Self.number)\(Self.cells[index])\(Self.number)</table:table-row>"
    let plain = "<table:table-row table:style-name=\"ro1\">\(Self.number)</table:table-row>"
    expectSame(Array(HandMadeODS(rows: plain + "\n\n" + plain + row + plain).xml.utf8))
  }

  @Test func pairsOfCellsAreWhatTheParserMakesOfThem() {
    for one in Self.cells.indices {
      let two = (one * 7 + 3) % Self.cells.count
      expectSame(
        Array(
          HandMadeODS(
            rows: """
              <table:table-row>\(Self.cells[one])</table:table-row><table:table-row>\
              \(Self.cells[two])\(Self.number)</table:table-row><table:table-row>\
              \(Self.number)</table:table-row>
              """
          ).xml.utf8), "\(one) \(two)")
    }
  }

  private static let rows = [
    "<table:table-row table:number-rows-repeated=\"3\">\(number)</table:table-row>",
    "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>",
    "<table:table-row table:number-rows-repeated=\"1048576\">\(number)</table:table-row>",
    "<table:table-row table:number-rows-repeated=\"x\">\(number)</table:table-row>",
    "<table:table-row table:visibility=\"collapse\">\(number)</table:table-row>",
    "<table:table-row/>", "<table:table-row></table:table-row>",
    "<table:table-row-group table:display=\"false\"><table:table-row>\(number)</table:table-row></table:table-row-group>",
    "<table:table-header-rows><table:table-row>\(number)</table:table-row></table:table-header-rows>",
    "<table:table-row/><!-- </table:table-row><table:table-row>\(number)</table:table-row> -->",
    "<table:table-row xmlns:table=\"urn:x\">\(number)</table:table-row>",
    "<table:table-row-group xmlns:office=\"urn:x\"><table:table-row>\(number)</table:table-row></table:table-row-group>",
    "<table:table-row>\(number)</table:table-rows>", "</table:table-row>",
    "<text:soft-page-break/>",
  ]

  @Test(arguments: rows.indices) func rowsAreWhatTheParserMakesOfThem(_ index: Int) {
    let plain = "<table:table-row>\(Self.number)</table:table-row>"
    expectSame(Array(HandMadeODS(rows: plain + plain + Self.rows[index] + plain).xml.utf8))
  }

  @Test func linesOfErrorsCountTheRowsBeforeThem() throws {
    let plain = "\n<table:table-row>\n\(Self.number)\n</table:table-row>\n"
    let xml = HandMadeODS(
      rows: String(repeating: plain, count: 50) + "<table:table-row><x></table:table-row>"
    ).xml
    let lines = try [65_536, 8].map { chunk in
      let reader = try ODSReader(
        flat: MemorySource(Array(xml.utf8)), limits: ReadLimits(), chunkBytes: chunk)
      return failure { _ = try reader.cells() }?.place.line
    }
    #expect(lines[0] == 202)
    #expect(lines[1] == 202)
  }

  /// One byte of a sheet changed, left out or written twice.
  @Test func damagedRowsAreWhatTheParserMakesOfThem() {
    let body = Self.cells[..<26].map { "<table:table-row>\($0)</table:table-row>" }.joined()
    let seed = Array(HandMadeODS(rows: body).xml.utf8)
    let first = (seed.firstRange(of: Array("<table:table-row".utf8))?.lowerBound ?? 0)
    let marks = Array("<>&\"'/=: x\n\u{1}]!?é".utf8)
    var place = first
    var step = 0
    while place < seed.count - 120 {
      var bytes = seed
      switch step % 3 {
      case 0: bytes[place] = marks[step % marks.count]
      case 1: bytes.remove(at: place)
      default: bytes.insert(marks[step % marks.count], at: place)
      }
      expectSame(bytes, "\(step % 3) at \(place)")
      step += 1
      place += 3
    }
  }
}
