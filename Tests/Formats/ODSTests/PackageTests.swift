import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct PackageTests {
  private func flat(_ xml: String) throws -> ODSReader {
    try ODSReader(flat: MemorySource(Array(xml.utf8)), limits: ReadLimits())
  }

  @Test func encryptedPackageIsNamedSo() throws {
    let bytes = try HandMadeODS().package(manifest: "<m:encryption-data m:checksum=\"x\"/>")
    #expect(failure { _ = try HandMadeODS.open(bytes) }?.code == .encryptedODS)
  }

  @Test func oldManifestWithADTDIsNoObstacle() throws {
    let content =
      "<office:document-content \(HandMadeODS.namespaces)>\(HandMadeODS().body)</office:document-content>"
    let bytes = try archive([
      (
        "META-INF/manifest.xml",
        "<!DOCTYPE manifest PUBLIC \"-//OpenOffice.org//DTD\" \"M.dtd\"><manifest/>"
      ),
      ("content.xml", content),
    ])
    #expect(try HandMadeODS.open(bytes).sheets.map(\.name) == ["Biểu 01"])
  }

  @Test func absentContentIsAMissingPart() throws {
    let error = failure { _ = try HandMadeODS.open(try archive([("mimetype", "x")])) }
    #expect(error?.code == .missingPart)
    #expect(error?.place.part == "content.xml")
  }

  @Test func otherDocumentsAreNoSpreadsheets() throws {
    let text = """
      <office:document-content \(HandMadeODS.namespaces)><office:body><office:text/>\
      </office:body></office:document-content>
      """
    #expect(
      failure { _ = try HandMadeODS.open(try archive([("content.xml", text)])) }?.code
        == .unknownFormat)
    #expect(failure { _ = try flat(text) }?.code == .foreignXML)
    #expect(
      failure { _ = try flat("<Workbook xmlns=\"urn:schemas-microsoft-com\"/>") }?.code
        == .foreignXML)
  }

  @Test func spreadsheetWithoutSheetsIsNotEmptyButBroken() throws {
    var document = HandMadeODS()
    document.sheets = ""
    #expect(failure { _ = try document.reader() }?.code == .missingPart)
  }

  @Test func cutOffDocumentsAreTruncated() throws {
    let xml = HandMadeODS(cells: "<table:table-cell/>").xml
    for part in ["<office:body>", "<table:table-row>", "</table:table>", "</office:spreadsheet>"] {
      let end = try #require(xml.firstRange(of: part)).lowerBound
      let error = failure { _ = try flat(String(xml[..<end])).cells() }
      #expect(error?.code == .truncated)
    }
  }

  @Test func documentTypesAreRefused() throws {
    let dtd = HandMadeODS().xml.replacingFirst("?>", with: "?><!DOCTYPE x [<!ENTITY a \"b\">]>")
    #expect(failure { _ = try flat(dtd) }?.code == .malformedXML)
  }

  @Test func malformedRowsNameSheetAndLine() throws {
    var document = HandMadeODS(rows: "\n<table:table-row>\n<table:table-cell></table:table-row>\n")
    document.declarations = "\n\n"
    let error = failure { _ = try document.reader().cells() }
    #expect(error?.code == .malformedXML)
    #expect(error?.place.sheet == "Biểu 01")
    #expect(error?.place.line == 6)
    let layout = failure { _ = try document.reader().layout(ofSheet: 0) }
    #expect(layout?.place == error?.place)
  }

  @Test func errorStaysTheSameAtEveryCall() throws {
    let cursor = try HandMadeODS(
      cells: "<table:table-cell office:value-type=\"float\" office:value=\"x\"/>"
    ).reader().rows(ofSheet: 0)
    var row = Row()
    let first = failure { _ = try cursor.next(into: &row) }
    #expect(first?.code == .malformedValue)
    #expect(failure { _ = try cursor.next(into: &row) } == first)
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }

  private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
