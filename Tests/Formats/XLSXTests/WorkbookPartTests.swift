import SheetModel
import TestSupport
import Testing
import XLSX

@Suite struct WorkbookPartTests {
  @Test func sheetsComeInOrderWithTheirStates() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)"><sheets>\
      <sheet name="Ẩn &amp; hiện" sheetId="4" state="hidden" r:id="rId1"/>\
      <sheet name="B" sheetId="2" r:id="rId1"/><sheet name="C" state="veryHidden" r:id="rId1"/>\
      </sheets></workbook>
      """
    #expect(
      try fixture.reader().sheets == [
        SheetEntry(name: "Ẩn & hiện", visibility: .hidden), SheetEntry(name: "B"),
        SheetEntry(name: "C", visibility: .veryHidden),
      ])
  }

  /// A workbook part with these children; every sheet's part has one cell.
  private func workbook(_ content: String) -> HandMadeXLSX {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)">\
      \(content)</workbook>
      """
    return fixture
  }

  @Test func onePartIsNotReadForTwoSheets() throws {
    let reader = try workbook(
      "<sheets><sheet name=\"A\" r:id=\"rId1\"/><sheet name=\"B\" r:id=\"rId1\"/></sheets>"
    ).reader()
    #expect(try reader.cells(ofSheet: 0) == ["A1 number 1"])
    let error = #expect(throws: WorkbookError.self) { try reader.cells(ofSheet: 1) }
    #expect(error?.found == "one part for two sheets")
    #expect(throws: WorkbookError.self) { try reader.layout(ofSheet: 1) }
  }

  @Test func sheetsAndRelationshipsAreWithinTheBudgetOfEntries() throws {
    var many = workbook(
      "<sheets>" + String(repeating: "<sheet name=\"A\" r:id=\"rId1\"/>", count: 21) + "</sheets>")
    many.limits.entries = 20
    #expect(throws: WorkbookError.self) { try many.reader() }
    var links = workbook("<sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets>")
    links.limits.entries = 20
    links.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships(
      (0...20).map { ("rId\($0)", "worksheet", "worksheets/sheet1.xml") })
    let error = #expect(throws: WorkbookError.self) { try links.reader() }
    #expect(error?.limit == .entries)
  }

  @Test func namesHaveABudget() throws {
    let name = "<definedName name=\"n\">\(String(repeating: "A", count: 1 << 20))</definedName>"
    let most = workbook("<definedNames>\(String(repeating: name, count: 63))</definedNames>")
    #expect(try most.reader().definedNames().count == 63)
    let fixture = workbook("<definedNames>\(String(repeating: name, count: 64))</definedNames>")
    let error = #expect(throws: WorkbookError.self) { try fixture.reader() }
    #expect(error?.found == "more than 64 MiB of names")
  }

  @Test func chartDialogAndMacroSheetsAreLeftOut() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)"><sheets>\
      <sheet name="Đồ thị" r:id="c"/><sheet name="Hộp" r:id="d"/><sheet name="Bảng" r:id="w"/>\
      <sheet name="Macro" r:id="m"/></sheets><definedNames>\
      <definedName name="rieng" localSheetId="2">1</definedName>\
      <definedName name="mat" localSheetId="0">2</definedName>\
      <definedName name="chung" hidden="1">Bảng!$A$1</definedName></definedNames></workbook>
      """
    fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
      ("c", "chartsheet", "chartsheets/sheet1.xml"), ("d", "dialogsheet", "d.xml"),
      ("w", "worksheet", "worksheets/sheet1.xml"), ("m", "xlMacrosheet", "m.xml"),
    ])
    let reader = try fixture.reader()
    #expect(reader.sheets == [SheetEntry(name: "Bảng")])
    #expect(try reader.cells(ofSheet: 0) == ["A1 number 1"])
    #expect(
      try reader.definedNames() == [
        DefinedName(name: "rieng", formula: "1", sheet: 0),
        DefinedName(name: "chung", formula: "Bảng!$A$1", isHidden: true),
      ])
  }

  @Test func strictWorkbooksAreRead() throws {
    var fixture = HandMadeXLSX(
      rows: "<row><c t=\"s\" s=\"1\"><v>0</v></c></row>", strings: "<si><t>nghiêm</t></si>",
      styles: HandMadeXLSX.styles(["@"]))
    for (name, text) in fixture.parts {
      fixture.parts[name] = text.replacing(
        HandMadeXLSX.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main"
      ).replacing(
        HandMadeXLSX.office, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    }
    let reader = try fixture.reader()
    #expect(try reader.cells(ofSheet: 0) == ["A1 text nghiêm"])
    #expect(reader.styles[1].numberFormat == "@")
  }

  @Test func anyPrefixWillDo() throws {
    var fixture = HandMadeXLSX(strings: "")
    fixture.parts["xl/worksheets/sheet1.xml"] = """
      <x:worksheet xmlns:x="\(HandMadeXLSX.main)"><x:sheetData><x:row r="2"><x:c r="B2" t="s">\
      <x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>
      """
    fixture.parts["xl/sharedStrings.xml"] = """
      <y:sst xmlns:y="\(HandMadeXLSX.main)"><y:si><y:t>có tiền tố</y:t></y:si></y:sst>
      """
    fixture.parts["xl/workbook.xml"] = """
      <z:workbook xmlns:z="\(HandMadeXLSX.main)" xmlns:q="\(HandMadeXLSX.office)"><z:sheets>\
      <z:sheet name="Z" q:id="rId1"/></z:sheets></z:workbook>
      """
    fixture.parts["xl/_rels/workbook.xml.rels"] = """
      <p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships">\
      <p:Relationship Id="rId1" Type="\(HandMadeXLSX.office)/worksheet" \
      Target="worksheets/sheet1.xml"/><p:Relationship Id="rId2" \
      Type="\(HandMadeXLSX.office)/sharedStrings" Target="sharedStrings.xml"/></p:Relationships>
      """
    #expect(try fixture.cells() == ["B2 text có tiền tố"])
  }

  @Test(arguments: [
    "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/./sheet1.xml",
    "worksheets\\sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "WorkSheets/Sheet1.XML",
  ])
  func targetsMayBeWrittenInManyWays(_ target: String) throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["xl/_rels/workbook.xml.rels"] = HandMadeXLSX.relationships([
      ("rId1", "worksheet", target)
    ])
    #expect(try fixture.cells() == ["A1 number 1"])
  }

  @Test func partsAreFoundByRelationshipAndNotByName() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["data/so.xml"] = fixture.parts.removeValue(forKey: "xl/workbook.xml")
    fixture.parts["data/_rels/so.xml.rels"] = HandMadeXLSX.relationships([
      ("rId1", "worksheet", "/xl/worksheets/sheet1.xml")
    ])
    fixture.parts["_rels/.rels"] = HandMadeXLSX.relationships([
      ("a", "officeDocument", "/data/so.xml")
    ])
    #expect(try fixture.cells() == ["A1 number 1"])
  }

  @Test func partsMayHaveBackslashesAndAnyCase() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    let parts = fixture.parts
    fixture.parts = [:]
    for (name, text) in parts {
      fixture.parts[name.replacing("/", with: "\\").uppercased()] = text
    }
    #expect(try fixture.cells() == ["A1 number 1"])
  }

  @Test func theWorkbookIsFoundWithoutRelationships() throws {
    var plain = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    plain.parts["_rels/.rels"] = nil
    #expect(try plain.cells() == ["A1 number 1"])
    var moved = plain
    moved.parts["w.xml"] = moved.parts.removeValue(forKey: "xl/workbook.xml")
    moved.parts["_rels/w.xml.rels"] = HandMadeXLSX.relationships([
      ("rId1", "worksheet", "xl/worksheets/sheet1.xml")
    ])
    moved.parts["[Content_Types].xml"] = """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Override PartName="/w.xml" ContentType="application/vnd.openxmlformats-officedocument.\
      spreadsheetml.sheet.main+xml"/></Types>
      """
    #expect(try moved.cells() == ["A1 number 1"])
  }

  @Test func aPackageWithoutAWorkbookIsNamed() throws {
    var fixture = HandMadeXLSX()
    fixture.parts["xl/workbook.xml"] = nil
    #expect { try fixture.reader() } throws: { ($0 as? WorkbookError)?.code == .missingPart }
    fixture.parts["xl/workbook.bin"] = "x"
    #expect { try fixture.reader() } throws: { ($0 as? WorkbookError)?.code == .binaryXLSB }
  }

  @Test func aSheetWithoutItsPartFailsAlone() throws {
    var fixture = HandMadeXLSX(rows: "<row><c><v>1</v></c></row>")
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)" xmlns:r="\(HandMadeXLSX.office)"><sheets>\
      <sheet name="Có" r:id="rId1"/><sheet name="Mất" r:id="rId9"/></sheets></workbook>
      """
    let reader = try fixture.reader()
    #expect(try reader.cells(ofSheet: 0) == ["A1 number 1"])
    #expect { try reader.cells(ofSheet: 1) } throws: { error in
      let error = error as? WorkbookError
      return error?.code == .missingPart && error?.place.sheet == "Mất"
    }
    #expect { try reader.rows(ofSheet: 2) } throws: { error in
      (error as? WorkbookError)?.code == .noSuchSheet
    }
    #expect(throws: WorkbookError.self) { try reader.layout(ofSheet: -1) }
  }

  @Test func theDateSystemIsHandedOn() throws {
    #expect(try HandMadeXLSX().reader().dateSystem == .excel1900)
    var fixture = HandMadeXLSX()
    fixture.parts["xl/workbook.xml"] = """
      <workbook xmlns="\(HandMadeXLSX.main)"><workbookPr date1904="true"/><sheets/></workbook>
      """
    #expect(try fixture.reader().dateSystem == .excel1904)
  }

  @Test func propertiesAreReadFromThreeParts() throws {
    var fixture = HandMadeXLSX()
    let package = "http://schemas.openxmlformats.org/package/2006"
    fixture.parts["_rels/.rels"] = HandMadeXLSX.relationships([
      ("a", "officeDocument", "xl/workbook.xml"), ("b", "core-properties", "p/core.xml"),
      ("c", "extended-properties", "p/app.xml"), ("d", "custom-properties", "p/custom.xml"),
    ])
    fixture.parts["p/core.xml"] = """
      <cp:coreProperties xmlns:cp="\(package)/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Biểu số 01</dc:title><dc:creator/>\
      <dc:subject>Trẻ em</dc:subject></cp:coreProperties>
      """
    fixture.parts["p/app.xml"] = """
      <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
      <Application>LibreOffice</Application></Properties>
      """
    fixture.parts["p/custom.xml"] = """
      <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
      xmlns:vt="urn:vt"><property pid="2" name="bieu.form"><vt:lpwstr>II-01</vt:lpwstr></property>\
      <property pid="3" name="số"><vt:i4>7</vt:i4></property></Properties>
      """
    let properties = try fixture.reader().properties()
    #expect(properties.title == "Biểu số 01")
    #expect(properties.subject == "Trẻ em")
    #expect(properties.creator == nil)
    #expect(properties.application == "LibreOffice")
    #expect(properties[custom: "bieu.form"] == "II-01")
    #expect(properties[custom: "số"] == "7")
  }
}
