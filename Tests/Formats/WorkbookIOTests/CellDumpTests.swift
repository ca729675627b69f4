import Display
import SheetModel
import TestSupport
import Testing

@testable import WorkbookIO

/// The dump for machines: one JSON object a cell, schema 1.
struct CellDumpTests {
  /// Two sheets, the second hidden, with a cell of every type.
  static func book() throws -> Book {
    var styles = StyleTable()
    func style(_ code: String) -> Int {
      var style = CellStyle()
      style.numberFormat = code
      return styles.index(of: style)
    }
    let (percent, day, clock) = (style("0.0%"), style("dd/mm/yyyy"), style("[h]:mm"))
    let moment = style("dd/mm/yyyy hh:mm")
    var first = SheetLayout(name: "Biểu 01")
    first.columns = [ColumnLayout(first: 2, last: 3, isHidden: true)]
    var second = SheetLayout(name: "Ẩn")
    second.visibility = .hidden
    var book = Book(sheets: [first, second], styles: styles)
    let date = try #require(CivilDateTime(year: 2026, month: 1, day: 31))
    let time = try #require(
      CivilDateTime(year: 2026, month: 1, day: 31, millisecondOfDay: 30_600_123))
    book.add(0) {
      $0.appendText("Xã “Bản Bo”\n\"\\\u{1}Đ", column: 0)
      $0.appendNumber(0.125, column: 1, style: percent)
      $0.appendBoolean(true, column: 2)
      $0.appendError("#REF!", column: 4)
    }
    book.add(1) {
      $0.isHidden = true
      $0.appendDate(date, hasTime: false, column: 0, style: day)
      $0.appendDate(time, hasTime: true, column: 1, style: moment)
    }
    book.add(2) {
      $0.appendTime(milliseconds: 94_500_000, column: 0, style: clock)
      $0.appendNumber(3, column: 1)
      $0.setFormula("SUM(A1:A2)")
      $0.appendBlank(column: 5, style: 0)
      $0.setFormula("B1&\"x\"")
    }
    book.add(9, toSheet: 1) { $0.appendText("", column: 0) }
    return book
  }

  static func dump(
    _ book: Book, _ selection: SheetSelection = .all, visibleOnly: Bool = false
  ) throws -> [String] {
    let bytes = try book.written(as: .xlsx)
    let reader = try WorkbookOpener.open(MemorySource(bytes), name: "a.xlsx")
    var conversion = Conversion(of: reader, name: "a.xlsx")
    conversion.leavesOutHidden = visibleOnly
    let sink = MemorySink()
    try conversion.write(selection, to: sink, as: .jsonl)
    return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func everyKindOfCellHasItsTypeAndItsExactValue() throws {
    let lines = try Self.dump(Self.book())
    let b = #"{"sheet":"Biểu 01","cell":""#
    let moment = #""datetime","value":"2026-01-31T08:30:00.123","format":"dd/mm/yyyy hh:mm""#
    #expect(
      lines == [
        b + #"A1","type":"text","value":"Xã “Bản Bo”\n\"\\\u0001Đ"}"#,
        b + #"B1","type":"number","value":0.125,"format":"0.0%"}"#,
        b + #"C1","type":"boolean","value":true,"hidden":true}"#,
        b + ##"E1","type":"error","value":"#REF!"}"##,
        b + #"A2","type":"date","value":"2026-01-31","format":"dd/mm/yyyy","hidden":true}"#,
        b + #"B2","type":"# + moment + #","hidden":true}"#,
        b + #"A3","type":"time","value":"26:15:00","format":"[h]:mm"}"#,
        b + #"B3","type":"number","value":3,"formula":"SUM(A1:A2)"}"#,
        b + #"F3","type":"blank","value":null,"formula":"B1&\"x\""}"#,
        #"{"sheet":"Ẩn","cell":"A10","type":"text","value":"","hidden":true}"#,
      ])
  }

  @Test func whatIsHiddenIsLeftOutOnlyWhereAskedForAndNothingMoves() throws {
    let cells = try Self.dump(Self.book(), .visible, visibleOnly: true).map {
      $0.split(separator: "\"")[7]
    }
    #expect(cells == ["A1", "B1", "E1", "A3", "B3", "F3"])
  }

  @Test func aNumberThatNoCellCanHoldIsNeverADumpedNumber() throws {
    var book = Book(sheets: [SheetLayout(name: "S")])
    book.add(0) {
      $0.appendNumber(.infinity, column: 0)
      $0.appendNumber(.nan, column: 1)
      $0.appendNumber(0.1 + 0.2, column: 2)
      $0.appendNumber(1e300, column: 3)
    }
    let values = try Self.dump(book).map { $0.split(separator: "\"value\":")[1] }
    #expect(values == [##""#NUM!"}"##, ##""#NUM!"}"##, "0.30000000000000004}", "1e+300}"])
  }

  @Test func linesAreWholeHoweverManyThereAre() throws {
    var book = Book(sheets: [SheetLayout(name: "Dài")])
    for index in 0..<9000 {
      book.add(index) {
        $0.appendText("Tổng số trẻ em dưới 16 tuổi của xã \(index)", column: 702)
      }
    }
    let lines = try Self.dump(book)
    #expect(lines.count == 9000)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"sheet\":\"Dài\",\"cell\":\"AAA") })
    #expect(lines.allSatisfy { $0.hasSuffix("\"}") })
  }

  private final class Named: WorkbookReader {
    let format = WorkbookFormat.xlsx
    let sheets: [SheetEntry]
    let styles = StyleTable()
    let dateSystem = DateSystem.excel1900
    init(_ name: String) { sheets = [SheetEntry(name: name)] }

    func rows(ofSheet index: Int, options: RowOptions) throws(WorkbookError) -> any RowCursor {
      throw WorkbookError(.truncated)
    }

    func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout { SheetLayout(name: "") }
    func definedNames() throws(WorkbookError) -> [DefinedName] { [] }
    func properties() throws(WorkbookError) -> DocumentProperties { DocumentProperties() }
  }

  @Test func aSheetNameThatWouldMultiplyWithItsCellsIsRefused() {
    for (count, code) in [(1024, WorkbookError.Code.truncated), (1025, .malformedValue)] {
      let name = String(repeating: "x", count: count)
      let error = failure {
        try Conversion(of: Named(name), name: "a.xlsx").write(to: MemorySink(), as: .jsonl)
      }
      #expect(error?.code == code)
      #expect(error?.place.file == "a.xlsx")
    }
  }

  @Test func aFormatThatIsLongerThanAnyProgramTakesIsGeneral() throws {
    for (count, isKept) in [(1024, true), (1025, false)] {
      var styles = StyleTable()
      var style = CellStyle()
      style.numberFormat = "0" + String(repeating: " ", count: count - 1)
      let index = styles.index(of: style)
      let sink = MemorySink()
      let outline = WorkbookOutline(styles: styles, sheets: [SheetLayout(name: "S")])
      let writer = try WorkbookCreator.create(sink, format: .jsonl, outline: outline)
      try writer.beginSheet()
      var row = Row()
      row.appendNumber(1, column: 0, style: index)
      try writer.write(row)
      try writer.finish()
      let text = String(decoding: sink.bytes, as: UTF8.self)
      #expect(text.contains("\"format\"") == isKept)
    }
  }

  @Test func aFormatCannotSmuggleAFormulaIntoShownText() throws {
    var styles = StyleTable()
    func style(_ code: String) -> Int {
      var style = CellStyle()
      style.numberFormat = code
      return styles.index(of: style)
    }
    let (formula, plain, minus) = (style("\"=1+\"0"), style("#,##0.0"), style("\\-@"))
    var book = Book(sheets: [SheetLayout(name: "S")], styles: styles)
    book.add(0) {
      $0.appendNumber(5, column: 0, style: formula)
      $0.appendNumber(-1234.5, column: 1, style: plain)
      $0.appendText("2+3", column: 2, style: minus)
      $0.appendBoolean(true, column: 3)
    }
    let reader = try WorkbookOpener.open(
      MemorySource(try book.written(as: .xlsx)), name: "a.xlsx")
    var options = WorkbookWriteOptions()
    options.csv.escapesFormulas = true
    var conversion = Conversion(of: reader, name: "a.xlsx", options: options)
    conversion.shownAs = .vi
    let sink = MemorySink()
    try conversion.write(to: sink, as: .tsv)
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "'=1+5\t-1.234,5\t'-2+3\tTRUE\n")
  }
}
