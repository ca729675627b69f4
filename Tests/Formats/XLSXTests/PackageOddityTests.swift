import SheetModel
import TestSupport
import Testing
import XLSX

/// Packages that other programs write differently from Excel, and that say the same.
@Suite struct PackageOddityTests {
  private static let rows = """
    <row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>
    """
  private static let strings = "<si><t>Đắk Lắk</t></si>"
  private static let cells = ["A1 number 1", "B1 text Đắk Lắk"]

  private func fixture() -> HandMadeXLSX {
    HandMadeXLSX(rows: Self.rows, strings: Self.strings)
  }

  @Test(arguments: [true, false])
  func partsMayBeUTF16(_ isLittle: Bool) throws {
    for declaration in ["", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"] {
      var fixture = fixture()
      for (name, text) in fixture.parts {
        let units = ("\u{FEFF}" + declaration + text).utf16
        fixture.binaryParts[name] = units.flatMap { unit in
          let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
          return isLittle ? pair : pair.reversed()
        }
      }
      #expect(try fixture.cells() == Self.cells)
      #expect(try fixture.reader().layout(ofSheet: 0).merges.isEmpty)
    }
  }

  @Test func partsMayBeginWithTheMarkOfUTF8() throws {
    var fixture = fixture()
    for (name, text) in fixture.parts { fixture.parts[name] = "\u{FEFF}" + text }
    #expect(try fixture.cells() == Self.cells)
  }

  @Test func targetsMayBeAbsoluteOrHaveDots() throws {
    var fixture = fixture()
    fixture.parts["_rels/.rels"] = HandMadeXLSX.relationships([
      ("a", "officeDocument", "/xl/./workbook.xml")
    ])
    fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
      ("rId1", "worksheet", "../xl/worksheets/../worksheets/sheet1.xml"),
      ("rId2", "sharedStrings", "./sharedStrings.xml"),
    ])
    #expect(try fixture.cells() == Self.cells)
  }

  @Test func aSheetUnderAnEmptyRelationshipIsNone() throws {
    var fixture = fixture()
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)"><sheets>\
      <sheet name="Module1" sheetId="2" state="veryHidden" r:id=""/>\
      <sheet name="A" sheetId="1" r:id="rId1"/></sheets><definedNames>\
      <definedName name="rieng" localSheetId="1">A!$A$1</definedName></definedNames></workbook>
      """
    let reader = try fixture.reader()
    #expect(reader.sheets == [SheetEntry(name: "A")])
    #expect(try reader.definedNames().map(\.sheet) == [0])
  }

  @Test func aSheetThatNamesNoPartIsNotTakenForEmpty() throws {
    var fixture = fixture()
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)"><sheets><sheet name="A" id="rId1"/></sheets></workbook>
      """
    #expect(try fixture.failure().code == .missingPart)
  }

  @Test func aSheetUnderAnUnknownRelationshipIsNotLeftOut() throws {
    var fixture = fixture()
    let list = fixture.parts["xl/_rels/workbook.xml.rels"] ?? ""
    fixture.parts["xl/_rels/workbook.xml.rels"] = list.replacing("/worksheet\"", with: "/Sheet\"")
    #expect(try fixture.cells() == Self.cells)
  }

  @Test func lostStylesMatterOnlyToNumbersThatNameOne() throws {
    var fixture = HandMadeXLSX(
      rows: "<row><c><v>1</v></c><c t=\"str\" s=\"3\"><v>xã</v></c><c s=\"3\"/></row>", styles: "")
    fixture.parts["xl/styles.xml"] = nil
    #expect(try fixture.cells() == ["A1 number 1", "B1 text xã"])
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <worksheet><sheetData><row><c/><c s="1"><v>45000</v></c></row></sheetData></worksheet>
      """
    let error = try fixture.failure()
    #expect(error.code == .missingPart)
    #expect(error.place.cell == CellAddress("B1"))
  }

  @Test(arguments: ["", "<broken", "a & b"])
  func whatHoldsNoFigureMayBeBroken(_ text: String) throws {
    var fixture = HandMadeXLSX(rows: Self.rows, strings: Self.strings, styles: "")
    let list = fixture.parts["xl/_rels/workbook.xml.rels"] ?? ""
    let type = "\(HandMadeXLSX.office)/theme"
    let theme = "<Relationship Id=\"t\" Type=\"\(type)\" Target=\"theme.xml\"/>"
    fixture.parts["xl/_rels/workbook.xml.rels"] = list.replacing(
      "</Relationships>", with: theme + "</Relationships>")
    fixture.parts["xl/theme.xml"] = text
    fixture.parts["xl/worksheets/_rels/sheet1.xml.rels"] = HandMadeXLSX.relationships([
      ("c", "comments", "../comments.xml")
    ])
    fixture.parts["xl/comments.xml"] = text
    #expect(try fixture.cells() == Self.cells)
    #expect(try fixture.reader().layout(ofSheet: 0).comments.isEmpty)
    fixture.parts["xl/worksheets/_rels/sheet1.xml.rels"] = text
    #expect(try fixture.reader().layout(ofSheet: 0).merges.isEmpty)
  }

  @Test func whatHoldsNoFigureMayHaveNoDTDEither() throws {
    var fixture = fixture()
    fixture.parts["xl/worksheets/_rels/sheet1.xml.rels"] = "<!DOCTYPE a><a/>"
    let error = #expect(throws: WorkbookError.self) { try fixture.reader().layout(ofSheet: 0) }
    #expect(error?.found == "DTD")
  }

  @Test func ofAlternateContentTheFallbackCounts() throws {
    func choice(_ first: String, _ second: String) -> String {
      """
      <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\
      <mc:Choice Requires="x15">\(first)</mc:Choice><mc:Fallback>\(second)</mc:Fallback>\
      </mc:AlternateContent>
      """
    }
    let data = "<sheetData>\(Self.rows)</sheetData>"
    var fixture = HandMadeXLSX(
      sheet: choice("<sheetData><row><c><v>7</v></c></row></sheetData>", data)
        + choice("<mergeCells/>", "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"),
      strings: choice("<si><t>sai</t></si>", Self.strings))
    #expect(try fixture.cells() == Self.cells)
    #expect(try fixture.reader().layout(ofSheet: 0).merges.map(\.description) == ["A1:B2"])
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)">\
      \(choice("", "<sheets><sheet name=\"Bốn\" r:id=\"rId1\"/></sheets>"))</workbook>
      """
    #expect(try fixture.reader().sheets.map(\.name) == ["Bốn"])
  }

  @Test func elementsOfOtherNamespacesAreNoCells() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r="1" xmlns:x="urn:x" x:r="9"><x:c r="A1"><v>9</v></x:c>\
        <c r="B1" x:r="Z9"><x:v>8</x:v><v>1</v></c></row>
        """)
    #expect(try fixture.cells() == ["B1 number 1"])
  }

  @Test func commentsInstructionsAndCharacterDataMakeNoDifference() throws {
    let fixture = HandMadeXLSX(
      sheet: """
        <!-- <sheetData> --><sheetData><!-- <row> --><?row x?><row r="1"><c r="A1">\
        <v><!-- 5 -->1<!-- 6 -->2</v></c><c r="B1" t="str"><v><![CDATA[<a>&]]>b</v></c></row>\
        </sheetData>
        """)
    #expect(try fixture.cells() == ["A1 number 12", "B1 text <a>&b"])
  }

  @Test func addressesMayHaveWhatIntegersAllow() throws {
    let fixture = HandMadeXLSX(
      rows: """
        <row r=" 2 "><c r="a2" s=""><v>1</v></c></row><row r="+4"><c r=""><v>2</v></c></row>\
        <row r=""><c s="-1"><v>3</v></c><c s="x"><v>4</v></c></row>
        """)
    #expect(
      try fixture.cells() == ["A2 number 1", "A4 number 2", "A5 number 3", "B5 number 4"])
  }

  @Test func cellsAtTheLastAddressAndBeyond() throws {
    #expect(
      try HandMadeXLSX(rows: "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>").cells()
        == ["XFD1048576 number 1"])
    for address in ["XFE1", "AAAA1", "A1048577", "A99999999999999999999"] {
      let row = address.drop { $0.isLetter }
      let fixture = HandMadeXLSX(
        rows: "<row r=\"\(row)\"><c r=\"\(address)\"><v>1</v></c></row>")
      #expect(try fixture.failure().code == .malformedValue)
    }
  }

  @Test func aSheetOfNumbersDoesNotPayForSharedStrings() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>", strings: "<si><t>a</t></si>")
    fixture.parts["xl/sharedStrings.xml"] = "<sst"
    #expect(try fixture.cells() == ["A1 number 1"])
    fixture.parts["xl/worksheets/sheet1.xml"] = fixture.parts["xl/worksheets/sheet1.xml"]?
      .replacing("<c>", with: "<c t=\"s\">")
    let error = try fixture.failure()
    #expect(error.place.part == "xl/sharedStrings.xml")
    #expect(error.place.sheet == "Biểu 01")
  }

  @Test func aWorkbookIsToldByItsMainPart() throws {
    var fixture = fixture()
    fixture.parts["a/b.xml"] = fixture.parts.removeValue(forKey: "xl/workbook.xml")
    fixture.parts["_rels/.rels"] = HandMadeXLSX.relationships([
      ("a", "officeDocument", "a/b.xml")
    ])
    #expect(XLSXReader.isWorkbook(try fixture.archive()))
    fixture.parts["a/b.xml"] = "<document/>"
    #expect(!XLSXReader.isWorkbook(try fixture.archive()))
    fixture.parts["_rels/.rels"] = nil
    #expect(!XLSXReader.isWorkbook(try fixture.archive()))
  }

  @Test(arguments: [32_767, 32_768])
  func textLongerThanExcelHoldsIsReadWhole(_ count: Int) throws {
    let text = String(repeating: "ằ", count: count)
    let fixture = HandMadeXLSX(
      rows: "<row><c t=\"str\"><v>\(text)</v></c><c t=\"s\"><v>0</v></c></row>",
      strings: "<si><t>\(text)</t></si>")
    #expect(try fixture.cells() == ["A1 text \(text)", "B1 text \(text)"])
  }

  @Test(arguments: [31, 32, 60])
  func longNamesOfSheetsAreRead(_ count: Int) throws {
    let name = String(repeating: "Đ", count: count)
    var fixture = fixture()
    fixture.parts["xl/workbook.xml"] = fixture.parts["xl/workbook.xml"]?
      .replacing("Biểu 01", with: name)
    #expect(try fixture.reader().sheets.map(\.name) == [name])
  }
}
