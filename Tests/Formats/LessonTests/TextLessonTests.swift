import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 9 to 11, 16 and 26: texts stay what they were.
struct TextLessonTests {
  @Test func lesson09PhoneticGuidesAreNoText() throws {
    var book = HandMadeXLSX(
      cells: """
        <c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Đà Nẵng</t>\
        <rPh sb="0" eb="1"><t>da nang</t></rPh></is></c>
        """)
    book.strings = """
      <si><r><t>東京</t></r><r><t xml:space="preserve"> — Tokyo</t></r>\
      <rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
      """
    #expect(try book.cells() == ["A1 text 東京 — Tokyo", "B1 text Đà Nẵng"])
  }

  private static let blanks = [
    " đầu", "cuối ", "hai  trống", " ", "\u{A0}", "a\tb", "dòng 1\ndòng 2",
  ]

  @Test(arguments: [WorkbookFormat.xlsx, .ods, .fods])
  func lesson10BlanksAtTheEndsAndInsideAreKept(format: WorkbookFormat) throws {
    var book = HandMadeXLSX(
      cells: Self.blanks.indices.map { index in
        "<c r=\"\(CellAddress(row: 0, column: index))\" t=\"s\"><v>\(index)</v></c>"
      }.joined())
    book.strings = Self.blanks.map { "<si><t xml:space=\"preserve\">\($0)</t></si>" }.joined()
    #expect(try texts(of: book.bytes()) == Self.blanks)
    #expect(try texts(of: converted(book.bytes(), to: format).bytes) == Self.blanks)
  }

  @Test func lesson10ARunOfOneBlankIsRead() throws {
    let book = HandMadeXLSX(
      cells: """
        <c r="A1" t="inlineStr"><is><r><t>Trẻ</t></r><r><t xml:space="preserve"> </t></r>\
        <r><t>em</t></r></is></c>
        """)
    #expect(try texts(of: book.bytes()) == ["Trẻ em"])
  }

  private static let codes = [
    "02", "00040", "012345678901", "865123456789012345", "1e5", "8.65E+14", "+84", "1.0", "-0",
    "1,5", "=1+1", "TRUE ", "2024-5-1", "３",
  ]

  @Test func lesson11LeadingZerosAndLongIdsStayText() throws {
    let csv = Array((["mã"] + Self.codes.map { "\"\($0)\"" }).joined(separator: "\n").utf8)
    for format in [WorkbookFormat.xlsx, .ods, .fods, .tsv] {
      let there = try converted(csv, to: format).bytes
      var asTabs = CSVReadOptions()
      if format == .tsv { asTabs.delimiter = UInt8(ascii: "\t") }
      let found = try lines(of: there, csv: asTabs).dropFirst()
      #expect(found.allSatisfy { $0.contains(" text ") }, "\(format): \(found)")
      #expect(try texts(of: there, csv: asTabs).dropFirst() == Self.codes[...], "\(format)")
      guard format != .tsv else { continue }
      let back = try converted(there, to: .csv).bytes
      #expect(try texts(of: back).dropFirst() == Self.codes[...], "\(format)")
    }
  }

  @Test func lesson16ACommentIsNoTextAndParagraphsAreLines() throws {
    let document = HandMadeODS(
      rows: """
        <table:table-row><table:table-cell office:value-type="string"><office:annotation>\
        <text:p>Ghi chú của cán bộ</text:p></office:annotation><text:p>Xã <text:span>Bản\
        </text:span> Bo</text:p><text:p>huyện<text:line-break/>Tam Đường</text:p></table:table-cell>\
        <table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p>\
        <office:annotation><text:p>8</text:p></office:annotation></table:table-cell>\
        <table:table-cell office:value-type="string"><draw:frame><draw:text-box><text:p>hình\
        </text:p></draw:text-box></draw:frame><text:p>ô</text:p></table:table-cell></table:table-row>
        """
    ).bytes
    #expect(
      try lines(of: document) == [
        "A1 text Xã Bản Bo\nhuyện\nTam Đường", "B1 number 7", "C1 text ô",
      ])
  }

  /// The same form with heads in NFD, with no-break and zero-width spaces and trailing blanks.
  @Test func lesson26HeadsThatLookEqualAreEqual() throws {
    let scratch = try TemporaryFolder()
    let source = Repository.root.appendingPathComponent(
      "Samples/clean/huyen-ly-son-06-te-2025H1.csv")
    let clean = try String(contentsOf: source, encoding: .utf8)
    let odd = clean.decomposedStringWithCanonicalMapping
      .replacingOccurrences(
        of: ",Mã số".decomposedStringWithCanonicalMapping,
        with: ",Mã\u{A0}số".decomposedStringWithCanonicalMapping
      )
      .replacingOccurrences(
        of: "Giải trình".decomposedStringWithCanonicalMapping, with: "Giải \u{200B}trình ")
    #expect(odd != clean)
    try Data(odd.utf8).write(to: scratch.url.appendingPathComponent("lạ.csv"))
    var figures: [[String]] = []
    for input in [source.path, scratch.path("lạ.csv")] {
      let run = try ToolRun.bieu("import", input, "-o", "-", "--quiet")
      #expect(run.status == 0, "\(run.errors)")
      figures.append(
        run.output.split(separator: "\n").map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).prefix(10)
            .joined(separator: ",")
        })
    }
    #expect(figures[0].count > 10 && figures[0] == figures[1])
    // The cells' own text stays as it was.
    let kept = try converted(Array(odd.utf8), to: .xlsx).bytes
    #expect(try texts(of: kept).contains { $0.unicodeScalars.contains("\u{A0}") })
    #expect(try texts(of: kept) == texts(of: Array(odd.utf8)))
  }
}
