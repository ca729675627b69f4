import ODS
import SheetModel
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
    #expect(failed(FlatDocument(cells: deep).xml)?.code == .limitExceeded)
  }

  @Test func endlessTagsAreRefused() {
    let long = "<a b=\"" + String(repeating: "x", count: 300_000) + "\"/>"
    var document = FlatDocument()
    document.meta = long
    #expect(failed(document.xml) { $0.attributeBytes = 100_000 }?.limit == .attributeBytes)
  }

  @Test func sheetsBeyondTheirBudgetAreRefused() {
    var document = FlatDocument()
    document.sheets = String(repeating: "<table:table table:name=\"a\"/>", count: 50)
    #expect(failed(document.xml) { $0.entries = 49 }?.limit == .entries)
    #expect(failed(document.xml) { $0.entries = 50 } == nil)
  }

  @Test func stylesBeyondTheirBudgetAreRefused() {
    var document = FlatDocument()
    document.automaticStyles = String(
      repeating: "<style:style style:name=\"a\" style:family=\"table-cell\"/>", count: 101)
    let least = 101 * (1024 + 3)
    #expect(failed(document.xml) { $0.sharedStringBytes = least - 1 }?.limit == .sharedStringBytes)
    #expect(failed(document.xml) { $0.sharedStringBytes = least } == nil)
  }

  @Test func hugeSpansAreClampedToTheSheet() throws {
    let document = FlatDocument(
      cells: """
        <table:table-cell table:number-columns-spanned="999999999999" \
        table:number-rows-spanned="999999999999"/>
        """)
    #expect(
      try document.reader().layout(ofSheet: 0).merges.map(\.description) == ["A1:XFD1048576"])
  }

  @Test func aSheetTagOfAnotherNamespaceIsRefused() {
    var document = FlatDocument()
    document.sheets = "<table:table xmlns:table=\"x\"/><table:table table:name=\"Biểu 02\"/>"
    #expect(failed(document.xml)?.code == .malformedXML)
  }

  @Test func aCommentThatBeginsLikeItsEndGoesOn() throws {
    var document = FlatDocument()
    document.declarations = "<!--> <table:table table:name=\"Giả\"/> --><!---><table:table/>-->"
    for size in [1, 7, 65_536] {
      let reader = try document.reader(chunkBytes: size)
      #expect(reader.sheets.map(\.name) == ["Biểu 01"])
    }
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
