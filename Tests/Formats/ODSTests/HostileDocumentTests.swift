import ODS
import SheetModel
import TestSupport
import Testing
import XML
import Zip

@Suite struct HostileDocumentTests {
  private func failed(
    _ xml: String, _ change: (inout ReadLimits) -> Void = { _ in }
  ) -> WorkbookError? {
    var limits = ReadLimits()
    change(&limits)
    return failure {
      let reader = try ODSReader(flat: MemorySource(Array(xml.utf8)), limits: limits)
      for index in reader.sheets.indices {
        let cursor = try reader.rows(ofSheet: index)
        var row = Row()
        while try cursor.next(into: &row) {}
        _ = try reader.layout(ofSheet: index)
      }
      _ = try reader.definedNames()
      _ = try reader.properties()
    }
  }

  @Test func deepNestingIsRefusedBeforeTheSheets() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(failed(deep)?.limit == .nesting)
    #expect(failed(HandMadeODS(cells: deep).xml)?.code == .limitExceeded)
  }

  @Test func endlessTagsAreRefused() {
    let long = "<a b=\"" + String(repeating: "x", count: 300_000) + "\"/>"
    var document = HandMadeODS()
    document.meta = long
    #expect(failed(document.xml) { $0.attributeBytes = 100_000 }?.limit == .attributeBytes)
  }

  @Test func sheetsBeyondTheirBudgetAreRefused() {
    var document = HandMadeODS()
    document.sheets = String(repeating: "<table:table table:name=\"a\"/>", count: 50)
    #expect(failed(document.xml) { $0.entries = 49 }?.limit == .entries)
    #expect(failed(document.xml) { $0.entries = 50 } == nil)
  }

  @Test func stylesBeyondTheirBudgetAreRefused() {
    var document = HandMadeODS()
    document.automaticStyles = String(
      repeating: "<style:style style:name=\"a\" style:family=\"table-cell\"/>", count: 101)
    let least = 101 * (1024 + 3)
    #expect(failed(document.xml) { $0.sharedStringBytes = least - 1 }?.limit == .sharedStringBytes)
    #expect(failed(document.xml) { $0.sharedStringBytes = least } == nil)
  }

  @Test func hugeSpansAreClampedToTheSheet() throws {
    let document = HandMadeODS(
      cells: """
        <table:table-cell table:number-columns-spanned="999999999999" \
        table:number-rows-spanned="999999999999"/>
        """)
    #expect(
      try document.reader().layout(ofSheet: 0).merges.map(\.description) == ["A1:XFD1048576"])
  }

  @Test func aSheetTagOfAnotherNamespaceIsRefused() {
    var document = HandMadeODS()
    document.sheets = "<table:table xmlns:table=\"x\"/><table:table table:name=\"Biểu 02\"/>"
    #expect(failed(document.xml)?.code == .malformedXML)
  }

  @Test func aCommentThatBeginsLikeItsEndGoesOn() throws {
    var document = HandMadeODS()
    document.declarations = "<!--> <table:table table:name=\"Giả\"/> --><!---><table:table/>-->"
    for size in [1, 7, 65_536] {
      let reader = try document.reader(chunkBytes: size)
      #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    }
  }

  @Test func picturesAndFontsInAFlatFileArePassedBy() throws {
    let data =
      "<office:binary-data>\(String(repeating: "QUJD", count: 400_000))</office:binary-data>"
    var document = HandMadeODS(
      rows: """
        <table:shapes><draw:frame><draw:image>\(data)</draw:image></draw:frame></table:shapes>\
        <table:table-row><table:table-cell office:value-type="string"><draw:frame>\(data)\
        </draw:frame><text:p>Đ</text:p></table:table-cell></table:table-row>
        """)
    document.commonStyles = """
      <style:style style:name="a" style:family="table-cell"><style:table-cell-properties>\
      <style:background-image>\(data)</style:background-image></style:table-cell-properties>\
      </style:style>
      """
    document.masterStyles = """
      <style:master-page style:name="m"><style:footer><text:p>x<draw:frame>\(data)</draw:frame>\
      </text:p></style:footer></style:master-page>
      """
    document.meta = data
    document.settings = data
    #expect(failed(document.xml) == nil)
    #expect(try document.reader().cells() == ["A1 text Đ"])
  }

  @Test func longNamesAndCodesOfStylesCount() {
    var document = HandMadeODS()
    let name = String(repeating: "n", count: 10_000)
    document.automaticStyles = (0..<10).map {
      "<style:style style:name=\"\(name)\($0)\" style:family=\"table-cell\"/>"
    }.joined()
    #expect(failed(document.xml) { $0.sharedStringBytes = 250_000 }?.limit == .sharedStringBytes)
    document.automaticStyles = """
      <number:number-style style:name="N">\(String(
        repeating: "<number:text>\(name)</number:text>", count: 2))</number:number-style>
      """
    #expect(failed(document.xml)?.code == .malformedValue)
  }

  @Test func validationsNamesAndSheetNamesHaveABudget() {
    let small: (inout ReadLimits) -> Void = { $0.sharedStringBytes = 40_000 }
    var validated = HandMadeODS()
    validated.declarations =
      "<table:content-validations>"
      + String(repeating: "<table:content-validation/>", count: 20) + "</table:content-validations>"
    #expect(failed(validated.xml, small)?.limit == .sharedStringBytes)
    var named = HandMadeODS()
    named.sheets +=
      "<table:named-expressions>"
      + String(
        repeating: "<table:named-range table:name=\"a\" table:cell-range-address=\"$A.$A$1\"/>",
        count: 80) + "</table:named-expressions>"
    #expect(failed(named.xml, small)?.limit == .sharedStringBytes)
    var many = HandMadeODS()
    many.sheets = String(
      repeating: "<table:table table:name=\"\(String(repeating: "x", count: 1000))\"/>", count: 6)
    #expect(failed(many.xml, small)?.limit == .sharedStringBytes)
  }

  @Test func endlessEmptyParagraphsAreRefused() {
    let cells =
      "<table:table-cell office:value-type=\"string\">"
      + String(repeating: "<text:p/>", count: 200) + "</table:table-cell>"
    #expect(failed(HandMadeODS(cells: cells).xml) { $0.textBytes = 100 }?.limit == .textBytes)
  }

  @Test func crowdsOfOpenTagsAndPrefixesAreRefused() {
    let long = (0..<10).map { "<a\($0) b=\"\(String(repeating: "x", count: 900))\">" }.joined()
    #expect(failed(long) { $0.attributeBytes = 1000 }?.limit == .attributeBytes)
    let uri = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    let prefixes = (0..<70).map { " xmlns:p\($0)='\(uri)'" }.joined()
    #expect(failed("<a\(prefixes)><p1:spreadsheet/></a>")?.found == "too many namespaces")
  }

  @Test func damagedDocumentsNeverTrap() {
    var state: UInt64 = 88_172_645_463_325_252
    func random(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    guard let outline = try? WriterTests.outline(),
      let seed = try? WriterTests.write(outline, flat: true)
    else {
      Issue.record("no document to damage")
      return
    }
    var limits = ReadLimits()
    limits.repeats = 10_000
    for _ in 0..<150 {
      var bytes = seed
      for _ in 0...random(3) {
        let place = random(bytes.count - 64)
        switch random(3) {
        case 0: bytes[place] = UInt8(random(256))
        case 1: bytes.removeSubrange(place..<(place + random(40)))
        default:
          bytes.insert(contentsOf: bytes[place..<(place + random(60))], at: random(place + 1))
        }
      }
      guard let reader = try? ODSReader(flat: MemorySource(bytes), limits: limits) else { continue }
      for index in reader.sheets.indices {
        _ = try? reader.layout(ofSheet: index)
        _ = try? reader.cells(ofSheet: index, styledBlanks: true)
      }
      _ = try? reader.definedNames()
    }
  }
}
