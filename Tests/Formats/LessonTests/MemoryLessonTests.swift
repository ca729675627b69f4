import Foundation
import SheetModel
import Synchronization
import TestSupport
import Testing
import WorkbookIO

/// Lessons 14, 15, 17, 18 and 22: cost follows content, and every bound is absolute.
///
/// What is counted is rows delivered, bytes taken and budgets met, never time.
struct MemoryLessonTests {
  /// A budget of as many filled cells as there are; phantom cells would exceed it.
  private static func budget(cells: Int, repeats: Int = 1) -> ReadLimits {
    var limits = ReadLimits()
    limits.cells = cells
    limits.repeats = repeats
    return limits
  }

  @Test func lesson14EmptyRowsAreNeitherDeliveredNorCounted() throws {
    let phantoms = (2...20_000).map { "<row r=\"\($0)\" s=\"1\" customFormat=\"1\" ht=\"15\"/>" }
    var book = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/></row>\(phantoms.joined())\
        <row r="1048576"><c r="A1048576" s="1"/></row>
        """)
    book.styles = HandMadeXLSX.styles(["0.00"])
    #expect(try book.cells(Self.budget(cells: 1)) == ["A1 number 1"])
    let document = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell office:value-type="float" office:value="1"/>\
        <table:table-cell table:number-columns-repeated="16383"/></table:table-row>\
        <table:table-row table:number-rows-repeated="1048574"><table:table-cell\
         table:style-name="x" table:number-columns-repeated="16384"/></table:table-row>\
        <table:table-row><table:table-cell/></table:table-row>
        """
    ).bytes
    #expect(try lines(of: document, limits: Self.budget(cells: 1)) == ["A1 number 1"])
    #expect(try converted(document, to: .csv).bytes == Array("1\n".utf8))
    #expect(try converted(document, to: .xlsx).bytes.count < 10_000)
  }

  private static func run(_ columns: Int, _ rows: Int) -> [UInt8] {
    HandMadeODS(
      rows: """
        <table:table-row table:number-rows-repeated="\(rows)"><table:table-cell\
         office:value-type="string" table:number-columns-repeated="\(columns)">\
        <text:p>lặp</text:p></table:table-cell></table:table-row>
        """
    ).bytes
  }

  @Test func lesson15RepeatsAreExpandedWithinABudget() throws {
    #expect(
      try lines(of: Self.run(2, 2)) == ["A1 text lặp", "B1 text lặp", "A2 text lặp", "B2 text lặp"])
    let error = failure { _ = try lines(of: Self.run(16_384, 1_048_576)) }
    #expect(error?.code == .limitExceeded && error?.limit == .repeats)
    let small = Self.budget(cells: 10, repeats: 4)
    #expect(try lines(of: Self.run(2, 2), limits: small).count == 4)
    #expect(failure { _ = try lines(of: Self.run(5, 1), limits: small) }?.limit == .repeats)
  }

  @Test(arguments: ["A1", "A1:XFD1048576", "C3:B2", "", "rác"])
  func lesson17TheDeclaredExtentIsBelievedForNothing(dimension: String) throws {
    var book = HandMadeXLSX(
      rows: """
        <row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="D9"><v>2</v></c></row>
        """)
    book.sheet = "<dimension ref=\"\(dimension)\"/>" + book.sheet
    #expect(try book.cells(Self.budget(cells: 2)) == ["A1 number 1", "D9 number 2"])
  }

  /// A workbook of rows whose texts no compression makes small.
  private static func noise(rows: Int) throws -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    let all = (1...rows).map { row in
      let words = (0..<100).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return String(state, radix: 36)
      }
      return """
        <row r="\(row)"><c r="A\(row)" t="inlineStr"><is><t>\(words.joined())</t></is></c></row>
        """
    }
    return try HandMadeXLSX(rows: all.joined()).bytes()
  }

  @Test func lesson18TheFirstRowCostsAFractionOfTheFile() throws {
    let source = CountingSource(try Self.noise(rows: 3600))
    let reader = try WorkbookOpener.open(source, name: "to.xlsx")
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row) && row.cells.count == 1)
    #expect(source.taken < source.size / 3, "\(source.taken) of \(source.size)")
    var rows = 1
    while try cursor.next(into: &row) { rows += 1 }
    #expect(rows == 3600)
  }

  @Test func lesson18SharedStringsHaveABound() throws {
    var book = HandMadeXLSX(cells: "<c r=\"A1\" t=\"s\"><v>0</v></c>")
    book.strings = String(repeating: "<si><t>chữ</t></si>", count: 1000)
    var limits = ReadLimits()
    limits.sharedStringBytes = 10_000
    let error = failure { _ = try book.cells(limits) }
    #expect(error?.limit == .sharedStringBytes && error?.limitValue == 10_000)
    limits.sharedStringBytes = 20_000
    #expect(try book.cells(limits) == ["A1 text chữ"])
  }

  @Test func lesson22NoRatioRefusesAnHonestFileAndABudgetIsNamed() throws {
    let scratch = try TemporaryFolder()
    let zeros = (1...20_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>0</v></c></row>" }
    let book = try HandMadeXLSX(rows: zeros.joined()).bytes()
    #expect(try lines(of: book).count == 20_000)
    let gap = String(repeating: " ", count: 700_000)
    let blanks = (2...7).map { "<row r=\"\($0)\"/>\(gap)" }.joined()
    let sparse = try HandMadeXLSX(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\(blanks)")
      .bytes()
    #expect(sparse.count * 500 < blanks.utf8.count)
    #expect(try lines(of: sparse) == ["A1 number 1"])
    var limits = ReadLimits()
    limits.entryBytes = 1 << 20
    #expect(failure { _ = try lines(of: sparse, limits: limits) }?.limit == .entryBytes)
    try Data(sparse).write(to: scratch.url.appendingPathComponent("thưa.xlsx"))
    let run = try ToolRun.bieu(
      "convert", scratch.path("thưa.xlsx"), "-o", "-", "--to", "csv", "--limit", "totalBytes=99999")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains("totalBytes") && run.errors.contains("--limit"), "\(run.errors)")
  }
}

/// Bytes in memory that count what is taken of them.
private final class CountingSource: ByteSource {
  private let source: MemorySource
  private let count = Mutex(0)
  var size: Int { source.size }
  var taken: Int { count.withLock { $0 } }

  init(_ bytes: [UInt8]) { source = MemorySource(bytes) }

  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(WorkbookError) -> Int {
    let got = try source.read(at: offset, into: buffer)
    count.withLock { $0 += got }
    return got
  }
}
