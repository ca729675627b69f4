import SheetModel
import TestSupport
import Testing
import XLSX

/// Rows that are taken past the XML parser must be what the parser would have made of them.
@Suite struct PlainRowsTests {
  /// The rows of a sheet, or the error that ends them, with everything that a cell holds.
  private func outcome(_ fixture: HandMadeXLSX, pieces: Int) throws -> [String] {
    var fixture = fixture
    fixture.chunkBytes = pieces
    var lines: [String] = []
    do {
      let reader = try fixture.reader()
      var options = RowOptions()
      options.includesStyledBlanks = true
      let cursor = try reader.rows(ofSheet: 0, options: options)
      var row = Row()
      while try cursor.next(into: &row) {
        let cells = row.cells.map { cell in
          "\(cell.column) \(cell.kind) \(cell.flags.rawValue) \(cell.style) "
            + "\(String(describing: row.date(of: cell))) \(row.text(of: cell)) "
            + (row.formula(of: cell) ?? "-")
        }
        lines.append("\(row.index) \(row.isHidden) \(cells)")
      }
    } catch let error as WorkbookError {
      lines.append("\(error)")
    }
    return lines
  }

  /// The least pieces leave all rows to the parser.
  private func expectSame(_ fixture: HandMadeXLSX, _ comment: Comment? = nil) throws -> [String] {
    let parsed = try outcome(fixture, pieces: 1)
    for pieces in [256, 300, 65_536] {
      #expect(try outcome(fixture, pieces: pieces) == parsed, comment)
    }
    return parsed
  }

  private static let plain = """
    <row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.50</v></c></row>\

    """
  private static let strings = "<si><t>Trẻ em &amp; gia đình</t></si>"
  private static let styles = HandMadeXLSX.styles(["yyyy-mm-dd", "0%"])

  @Test(arguments: [
    // Plain.
    "<row r=\"2\" ht=\"15\" customHeight=\"1\" x14ac:dyDescent=\"0.3\"><c r=\"A2\"><v>7</v></c></row>",
    "<row r=\"2\" hidden=\"1\"><c r=\"A2\" s=\"1\"><v>45000</v></c><c r=\"C2\" s=\"2\"/></row>",
    "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>Đỗ Thị &lt;Ơ&gt;</t></is></c></row>",
    "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c></row>",
    "<row r=\"2\"><c r=\"B2\" t=\"str\"><f>A1&amp;\"x\"</f><v>ax</v></c><c r=\"C2\"><f>1+1</f></c></row>",
    "<row r=\"2\"><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"A2\" t=\"e\"><v>#N/A</v></c></row>",
    "<row r=\"2\"><c><v>1</v></c><c><v></v></c><c><v>3</v></c></row>",
    "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
    "<row r=\"2\" hidden=\"false\" collapsed=\"false\"><c r=\"A2\"><f aca=\"false\">1</f><v>1</v></c></row>",
    "<row r=\"2\" hidden=\"true\"><c r=\"A2\" t=\"str\"><f>A1</f><v>a b</v></c></row>",
    // For the parser.
    "<row r=\"2\"/><row r=\"3\"></row><row><c><v>1</v></c></row>",
    "<row r=\"2\"><!-- </row> --><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v><![CDATA[1</row>]]></v></c></row>",
    "<?pi </row> ?><row r='2'><c r='A2'><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>_x0041_</t></is></c></row>",
    "<row r=\"2\"><c r=\"A2\" cm=\"1\"><f t=\"array\" ref=\"A2:A3\">B1</f><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>1</v><extLst><row><c><v>9</v></c></row></extLst></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>&#49;</v></c></row>",
    "<row r=\"2\" r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" r=\"A2\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" y=\"A2\"><v>1</v></c></row>",
    "<row xmlns=\"urn:other\" r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"2\"><x:c xmlns:x=\"urn:other\" r=\"A2\"><v>1</v></x:c></row>",
    // Errors.
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"2A\"><v>1</v></c></row>", "<row r=\"x\"><c><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>1</c></row>",
    "<row r=\"1048577\"><c><v>1</v></c></row>", "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>]]></v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>1</v></c>",
    "<row r=\"2\"><c r=\"A2\"><v>a&b</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>\u{1}</v></c></row>",
    "<row r=\"2\"><c r=\"A<2\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"s=\"1\"><v>1</v></c></row>",
  ])
  func aRowIsTheSameWithTheParserAndPastIt(_ row: String) throws {
    // Plain rows before and after, so that the odd one is met both ways.
    let after = (3..<40).map { "<row r=\"\($0)\"><c r=\"B\($0)\"><v>\($0)</v></c></row>\n" }
    let fixture = HandMadeXLSX(
      rows: Self.plain + row + after.joined(), strings: Self.strings, styles: Self.styles)
    let lines = try expectSame(fixture, "\(row)")
    #expect(!lines.isEmpty)
  }

  @Test func aNameWithoutPrefixIsOnlyTakenInTheSheetsOwnNamespace() throws {
    var fixture = HandMadeXLSX()
    let main = HandMadeXLSX.main
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <x:worksheet xmlns:x="\(main)" xmlns="urn:other"><!-- <sheetData> --><x:sheetData>\(row)\
      <x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>
      """
    #expect(try expectSame(fixture).count == 1)
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <worksheet xmlns="\(main)"><x xmlns="urn:other"><sheetData>\(row)</sheetData></x>\
      <sheetData>\(row)</sheetData></worksheet>
      """
    #expect(try expectSame(fixture).count == 1)
  }

  @Test func whatRowsStandInIsLookedAtEachTime() throws {
    var fixture = HandMadeXLSX()
    let main = HandMadeXLSX.main
    // The default namespace is another one in the second, and the first is the root.
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <x:worksheet xmlns:x="\(main)" xmlns="\(main)"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>\
      </sheetData><x:sheetData xmlns="urn:other"><row></row><row r="2"><c r="A2"><v>2</v></c></row>\
      </x:sheetData></x:worksheet>
      """
    #expect(try expectSame(fixture).count == 1)
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>
      """
    _ = try expectSame(fixture)
  }

  @Test(arguments: ["ISO-8859-1", "windows-1258", "US-ASCII", "UTF-7"])
  func bytesOfOtherEncodingsAreNeverReadAsUTF8(_ encoding: String) throws {
    var fixture = HandMadeXLSX()
    let head = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><worksheet xmlns=\""
    let row = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>é +AOk-</v></c></row>"
    fixture.parts["xl/worksheets/sheet1.xml"] =
      head + HandMadeXLSX.main + "\"><sheetData>\(row)</sheetData></worksheet>"
    let lines = try expectSame(fixture)
    #expect(!lines.contains { $0.contains("é") })
  }

  @Test func nestingIsCountedTheSame() throws {
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>"
    for nesting in 3...7 {
      var fixture = HandMadeXLSX(rows: row)
      fixture.limits.nesting = nesting
      let lines = try expectSame(fixture, "\(nesting)")
      #expect(lines[0].contains("nesting") == (nesting < 6))
    }
  }

  @Test func rowsWithAPrefixAreSortedToo() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <worksheet xmlns="\(HandMadeXLSX.main)" xmlns:x="\(HandMadeXLSX.main)"><x:sheetData>\
      <x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>\
      </x:row></x:sheetData></worksheet>
      """
    #expect(try expectSame(fixture).count == 2)
  }

  @Test func lineEndsBetweenTagsAreOfAnyKind() throws {
    for end in ["\r\n", "\r", "\n"] {
      let rows = (1...20).map {
        "<row r=\"\($0)\">\(end)<c r=\"A\($0)\"><v>1</v></c>\(end)</row>\(end)"
      }
      #expect(try expectSame(HandMadeXLSX(rows: rows.joined() + "<row><c></row>")).count == 21)
    }
  }

  @Test func rowsMayEndAnywhereInAPiece() throws {
    for width in 0..<40 {
      let name = String(repeating: "ễ", count: width)
      let rows = (1...30).map { number in
        """
        <row r="\(number)"><c r="A\(number)" t="inlineStr"><is><t>\(name)</t></is></c>\
        <c r="B\(number)"><v>\(number)</v></c></row>
        """
      }
      #expect(try expectSame(HandMadeXLSX(rows: rows.joined())).count == 30)
    }
  }

  @Test func anErrorAfterPlainRowsHasItsLine() throws {
    let rows = (1...50).map { "<row r=\"\($0)\">\n<c r=\"A\($0)\"><v>1</v></c>\n</row>\n" }
    let fixture = HandMadeXLSX(rows: rows.joined() + "<row r=\"51\"><c></row>")
    let lines = try expectSame(fixture)
    #expect(lines.count == 51)
    #expect(lines.last?.contains("151") == true)
  }
}
