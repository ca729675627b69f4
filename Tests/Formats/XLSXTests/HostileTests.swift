import SheetModel
import TestSupport
import Testing
import XLSX

/// Files made to do harm cost a thrown error and no more.
@Suite struct HostileTests {
  /// Numbers that are the same in every run.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(max(1, sides)))
    }
  }

  private func rich() -> HandMadeXLSX {
    var fixture = HandMadeXLSX(
      sheet: """
        <sheetViews><sheetView><pane xSplit="1" ySplit="2" state="frozen"/></sheetView></sheetViews>\
        <cols><col min="1" max="3" width="12"/></cols><sheetData>\
        <row r="1" ht="20" customHeight="1"><c r="A1" t="s"><v>0</v></c>\
        <c r="B1" s="1"><v>45351.5</v></c><c r="C1" t="b"><v>1</v></c></row>\
        <row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">B1*$C$1+SUM(A:A)</f><v>1e3</v></c></row>\
        <row r="3"><c r="A3"><f t="shared" si="0"/><v>2</v></c>\
        <c r="B3" t="inlineStr"><is><t>_x0041_</t></is></c><c r="C3" t="d"><v>2024-02-29</v></c></row>\
        </sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells><dataValidations>\
        <dataValidation type="whole" sqref="A1:A9 C1"><formula1>0</formula1><formula2>9</formula2>\
        </dataValidation></dataValidations><pageMargins left="1" right="1" top="1" bottom="1"/>\
        <pageSetup orientation="landscape"/><headerFooter><oddFooter>&amp;C&amp;P</oddFooter></headerFooter>
        """, strings: "<si><r><t>Trẻ </t></r><r><t>em_x000D_</t></r></si>",
      styles: HandMadeXLSX.styles(["dd/mm/yyyy"]))
    fixture.limits.totalBytes = 1 << 22
    return fixture
  }

  private func readAll(_ fixture: HandMadeXLSX) throws {
    let reader = try fixture.reader()
    for index in reader.sheets.indices {
      _ = try? reader.layout(ofSheet: index)
      _ = try reader.cells(ofSheet: index)
    }
    _ = try reader.definedNames()
    _ = try reader.properties()
  }

  @Test func damagedPartsThrowAndNeverTrap() throws {
    let original = rich()
    let names = original.parts.keys.sorted()
    let pieces = [
      "99999999999999999999", "-9223372036854775808", "9223372036854775807", "-1", "\"", "<", ">",
      "&", "0", "A", "$", ":", "1e999", "65536", "",
      "/>", "s", "XFD", "_x", "é",
    ].map { Array($0.utf8) }
    var dice = Dice(state: 0x9E37_79B9_7F4A_7C15)
    var outcomes = [0, 0]
    for _ in 0..<400 {
      var fixture = original
      for _ in 0...dice.roll(2) {
        let name = names[dice.roll(names.count)]
        var bytes = Array((fixture.parts[name] ?? "").utf8)
        let start = dice.roll(bytes.count)
        let end = min(bytes.count, start + dice.roll(4))
        bytes.replaceSubrange(start..<end, with: pieces[dice.roll(pieces.count)])
        fixture.parts[name] = String(decoding: bytes, as: UTF8.self)
      }
      do {
        try readAll(fixture)
        outcomes[0] += 1
      } catch is WorkbookError {
        outcomes[1] += 1
      }
    }
    #expect(outcomes[0] > 0 && outcomes[1] > 0)
  }

  @Test(arguments: ["-9223372036854775808", "9223372036854775807", "0", "-1"])
  func numbersAtTheEdgeOfIntegersAreNoTrap(_ number: String) throws {
    let attributes = ["r", "s", "ht", "min", "max", "width", "style", "si"].map {
      "\($0)=\"\(number)\""
    }.joined(separator: " ")
    var fixture = HandMadeXLSX(
      sheet: """
        <sheetViews><sheetView><pane xSplit="\(number)" ySplit="\(number)" state="frozen"/>\
        </sheetView></sheetViews><cols><col \(attributes)/></cols><sheetData><row \(attributes) \
        customHeight="1"/><row customHeight="1" ht="3"><c \(attributes)><v>1</v></c></row></sheetData>\
        <dataValidations><dataValidation type="whole" sqref="A1"><formula1>\(number)</formula1>\
        <formula2>\(number)</formula2></dataValidation></dataValidations>\
        <pageMargins left="\(number)"/><pageSetup fitToWidth="\(number)" fitToHeight="\(number)"/>
        """,
      styles: """
        <numFmts><numFmt numFmtId="\(number)" formatCode="0"/></numFmts><fonts><font>\
        <sz val="\(number)"/><color theme="\(number)" indexed="\(number)"/></font></fonts><cellXfs>\
        <xf numFmtId="\(number)" fontId="\(number)" fillId="\(number)" borderId="\(number)">\
        <alignment indent="\(number)"/></xf></cellXfs>
        """)
    if let text = fixture.parts["xl/workbook.xml"] {
      fixture.parts["xl/workbook.xml"] = text.replacing(
        "</sheets>",
        with: "</sheets><definedNames><definedName name=\"_xlnm.Print_Titles\" "
          + "localSheetId=\"\(number)\">S!$\(number):$\(number)</definedName></definedNames>")
    }
    let reader = try fixture.reader()
    _ = try reader.layout(ofSheet: 0)
    _ = try? reader.cells(ofSheet: 0)
    #expect(reader.styles.styles.count == 1)
  }

  @Test func aRowHasNoMoreCellsThanColumns() throws {
    let fixture = HandMadeXLSX(
      rows: "<row>\(String(repeating: "<c r=\"A1\"><v>1</v></c>", count: 70_000))</row>")
    #expect(try fixture.failure().found == "more cells than columns")
  }

  @Test func oneLongTextInManyCellsHasABudget() throws {
    let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20)
    var fixture = HandMadeXLSX(
      rows: String(repeating: "<row>\(cells)</row>", count: 20),
      strings: "<si><t>\(String(repeating: "x", count: 1000))</t></si>")
    fixture.limits.lineBytes = 10_000
    #expect(try fixture.failure().limit == .lineBytes)
    fixture.limits.lineBytes = 1 << 20
    fixture.limits.totalBytes = 300_000
    #expect(try fixture.failure().limit == .totalBytes)
  }

  @Test func textInManyRunsHasABudget() throws {
    let runs = String(repeating: "<r><t>0123456789</t></r>", count: 20)
    var shared = HandMadeXLSX(
      rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si>\(runs)</si>")
    shared.limits.textBytes = 100
    #expect(try shared.failure().limit == .textBytes)
    var inline = HandMadeXLSX(rows: "<row><c t=\"inlineStr\"><is>\(runs)</is></c></row>")
    inline.limits.textBytes = 100
    #expect(try inline.failure().limit == .textBytes)
    let split = String(repeating: "0123456789<x/>", count: 20)
    var plain = HandMadeXLSX(rows: "<row><c t=\"str\"><v>\(split)</v></c></row>")
    plain.limits.textBytes = 100
    #expect(try plain.failure().limit == .textBytes)
  }

  @Test func aSharedFormulaIsNoLongerThanExcelsOwn() throws {
    let formula = String(repeating: "A1+", count: 20_000) + "1"
    let fixture = HandMadeXLSX(
      rows: "<row><c><f t=\"shared\" ref=\"A1:A2\" si=\"0\">\(formula)</f></c></row>")
    #expect(try fixture.failure().code == .malformedValue)
  }

  @Test func partsKeptInMemoryHaveABudget() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>", styles: "<fonts/>")
    fixture.limits.entryBytes = 500
    fixture.parts["xl/styles.xml", default: ""] += String(repeating: " ", count: 1000)
    #expect { try fixture.reader() } throws: { error in
      (error as? WorkbookError)?.limit == .entryBytes
    }
  }

  /// Comments, unknown elements and blank cells without end, in whatever part.
  @Test(arguments: [
    ("", "<!-- x -->", ""), ("", "<x/>", ""), ("<x>", "<y/>", "</x>"),
    ("", "<sheetData><row><c/><c/><c/><c/></row></sheetData>", ""),
  ])
  func markupThatSaysNothingHasABudget(_ before: String, _ unit: String, _ after: String) throws {
    let padding = before + String(repeating: unit, count: unit.hasPrefix("<s") ? 400 : 2000) + after
    var fixture = HandMadeXLSX(sheet: padding)
    fixture.chunkBytes = 4096
    #expect(try fixture.cells() == [])
    fixture.limits.entryBytes = 80_000
    #expect(try fixture.failure().limit == .entryBytes)
    var strings = HandMadeXLSX(
      rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: padding)
    strings.chunkBytes = 4096
    strings.limits.entryBytes = 80_000
    #expect(try strings.failure().limit == .entryBytes)
  }

  @Test func whatCellsSayDoesNotCountAsPadding() throws {
    var fixture = HandMadeXLSX(
      rows: String(repeating: "<row><c t=\"str\"><v>\("x")</v></c></row>", count: 1500),
      strings: String(repeating: "<si><t>Mường Lát</t></si>", count: 1500))
    fixture.chunkBytes = 4096
    fixture.limits.entryBytes = 80_000
    #expect(try fixture.cells().count == 1500)
  }

  @Test func aLayoutBehindRowsWithoutEndHasABudget() throws {
    let cells = String(repeating: "<c r=\"A1\"><v>1</v></c>", count: 5000)
    var fixture = HandMadeXLSX(rows: "<row>\(cells)</row>")
    fixture.limits.entryBytes = 300_000
    #expect(try fixture.reader().layout(ofSheet: 0).merges.isEmpty)
    fixture.limits.entryBytes = 200_000
    #expect(throws: WorkbookError.self) { try fixture.reader().layout(ofSheet: 0) }
  }

  @Test func stylesInManyGroupsAreCountedTogether() throws {
    let group = "<cellXfs>\(String(repeating: "<xf/>", count: 40_000))</cellXfs>"
    #expect(try HandMadeXLSX(styles: group).reader().styles.styles.count == 40_000)
    let fixture = HandMadeXLSX(styles: group + group)
    let error = #expect(throws: WorkbookError.self) { try fixture.reader() }
    #expect(error?.found == "more than 65536 styles")
  }

  @Test func longValidationsHaveABudget() throws {
    let formula = String(repeating: "A", count: 30_000)
    let one = """
      <dataValidation type="custom" sqref="A1"><formula1>\(formula)</formula1></dataValidation>
      """
    let many = String(repeating: one, count: 1200)
    let fixture = HandMadeXLSX(
      sheet: "<sheetData/><dataValidations>\(many)</dataValidations>")
    let error = #expect(throws: WorkbookError.self) { try fixture.reader().layout(ofSheet: 0) }
    #expect(error?.code == .malformedValue)
  }

  @Test func theAuthorsOwnPropertiesHaveABudget() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["_rels/.rels"] = HandMadeXLSX.relationships([
      ("a", "officeDocument", "xl/workbook.xml"), ("b", "custom-properties", "c.xml"),
    ])
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    fixture.parts["c.xml"] =
      "<Properties xmlns=\"\(space)\">\(String(repeating: "<property name=\"x\"/>", count: 140_000))</Properties>"
    let error = #expect(throws: WorkbookError.self) { try fixture.reader().properties() }
    #expect(error?.found == "more than 16 MiB of properties")
  }

  @Test func targetsOfRelationshipsHaveABudget() throws {
    var fixture = HandMadeXLSX()
    let long = String(repeating: "t", count: 1 << 20)
    fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships(
      (0..<17).map { ("i\($0)", "worksheet", long) })
    let error = #expect(throws: WorkbookError.self) { try fixture.reader() }
    #expect(error?.limit == .entries)
  }
}
