import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Both sides of every bound, in and out, with one verdict in all formats that have the bound.
@Suite struct BoundaryTests {
  static let workbooks = FormatContractTests.workbooks

  private static func book(_ name: String = "a", _ fill: (inout Row) -> Void) -> Book {
    var book = Book(sheets: [SheetLayout(name: name)])
    book.add(0, fill)
    return book
  }

  private static func verdict(_ book: Book, _ format: WorkbookFormat) -> WorkbookError? {
    failure { try book.written(as: format) }
  }

  // MARK: Places

  @Test(arguments: workbooks)
  func theLastRowAndColumnAreWrittenAndTheNextAreNot(_ format: WorkbookFormat) throws {
    var last = Book(sheets: [SheetLayout(name: "a")])
    last.add(1_048_575) { $0.appendText("cuối", column: 16_383) }
    let found = try values(of: opened(last.written(as: format)))
    #expect(found == [Value(place: "XFD1048576", kind: .text, text: "cuối")])
    var below = Book(sheets: [SheetLayout(name: "a")])
    below.add(1_048_576) { $0.appendNumber(1, column: 0) }
    #expect(Self.verdict(below, format)?.code == .notRepresentable)
    let right = Self.book { $0.appendNumber(1, column: 16_384) }
    #expect(Self.verdict(right, format)?.code == .notRepresentable)
  }

  /// A sheet whose one cell lies `rows` rows down and `columns` columns to the right of A1.
  private static func foreign(
    _ format: WorkbookFormat, rows: Int, columns: Int
  ) throws -> [UInt8] {
    if format == .xlsx {
      let place = CellAddress(row: rows, column: columns)
      return try HandMadeXLSX(
        rows: "<row r=\"\(rows + 1)\"><c r=\"\(place)\"><v>1</v></c></row>"
      ).bytes()
    }
    let above =
      rows == 0
      ? ""
      : "<table:table-row table:number-rows-repeated=\"\(rows)\"><table:table-cell/></table:table-row>"
    let left =
      columns == 0 ? "" : "<table:table-cell table:number-columns-repeated=\"\(columns)\"/>"
    return HandMadeODS(
      rows: """
        \(above)<table:table-row>\(left)<table:table-cell office:value-type="float"\
         office:value="1"/></table:table-row>
        """
    ).bytes
  }

  @Test(arguments: [WorkbookFormat.xlsx, .fods])
  func aFilledCellBeyondTheSheetIsRefused(_ format: WorkbookFormat) throws {
    let last = try Self.foreign(format, rows: 1_048_575, columns: 16_383)
    #expect(try values(of: opened(last)).map(\.place) == ["XFD1048576"])
    for (rows, columns) in [(1_048_576, 0), (0, 16_384)] {
      let bytes = try Self.foreign(format, rows: rows, columns: columns)
      let error = failure { try values(of: opened(bytes)) }
      #expect(
        error?.code == .malformedValue || error?.code == .limitExceeded, "\(rows), \(columns)")
    }
  }

  @Test func aLineOfTooManyFieldsOrTooManyLinesAreRefused() throws {
    let fields = String(repeating: ",", count: 16_383) + "cuối"
    #expect(try values(of: opened(Array(fields.utf8))).map(\.place) == ["XFD1"])
    let error = failure { try values(of: opened(Array(("," + fields).utf8))) }
    #expect(error?.limit == .columns)
    var limits = ReadLimits()
    limits.rows = 100
    let lines = String(repeating: "a,b\n", count: 100)
    #expect(try values(of: opened(Array(lines.utf8), limits: limits)).count == 200)
    let more = Array((lines + "a,b\n").utf8)
    #expect(failure { try values(of: opened(more, limits: limits)) }?.limit == .rows)
  }

  // MARK: Texts and names

  @Test(arguments: FormatContractTests.all)
  func textsOf32767CharactersAreKeptAndLongerOnesWhereTheFormatCan(
    _ format: WorkbookFormat
  ) throws {
    let long = String(repeating: "ổ", count: 32_767)
    let most = try Self.book { $0.appendText(long, column: 0) }.written(as: format)
    #expect(try values(of: opened(most)).map(\.text) == [long])
    let more = Self.book { $0.appendText(long + "x", column: 0) }
    if format == .xlsx {
      let error = Self.verdict(more, format)
      #expect(error?.code == .notRepresentable && error?.place.cell == CellAddress("A1"))
    } else {
      #expect(try values(of: opened(more.written(as: format))).map(\.text) == [long + "x"])
    }
    // Beyond the BMP a character counts twice, as Excel counts.
    let pairs = Self.book { $0.appendText(String(repeating: "😀", count: 16_384), column: 0) }
    #expect((Self.verdict(pairs, format) == nil) == (format != .xlsx))
  }

  @Test func longerTextsOfForeignWorkbooksAreReadWhole() throws {
    let long = String(repeating: "ổ", count: 40_000)
    let cell = "<c r=\"A1\" t=\"inlineStr\"><is><t>\(long)</t></is></c>"
    let bytes = try HandMadeXLSX(cells: cell).bytes()
    #expect(try values(of: opened(bytes)).map(\.text) == [long])
  }

  /// OpenDocument has no bound on names; what is converted to a workbook of Excel's is renamed.
  @Test(arguments: workbooks)
  func sheetNamesOf31CharactersAreWrittenAndLongerOnesWhereTheFormatCan(
    _ format: WorkbookFormat
  ) throws {
    let most = String(repeating: "Đ", count: 31)
    let bytes = try Self.book(most) { $0.appendNumber(1, column: 0) }.written(as: format)
    #expect(try opened(bytes).sheets.map(\.name) == [most])
    for name in [most + "x", String(repeating: "😀", count: 16)] {
      let book = Self.book(name) { $0.appendNumber(1, column: 0) }
      guard format != .xlsx else {
        #expect(Self.verdict(book, format)?.code == .notRepresentable, "\(name)")
        continue
      }
      let bytes = try book.written(as: format)
      #expect(try opened(bytes).sheets.map(\.name) == [name])
      let (renamed, summary) = try converted(bytes, as: .xlsx)
      let found = try opened(renamed).sheets.map(\.name)
      #expect(found.allSatisfy { $0.utf16.count <= 31 } && summary.renamedSheets[name] == found[0])
    }
  }

  // MARK: Days and numbers

  @Test(arguments: workbooks)
  func serials59To61KeepTheirMeaningInEveryFormat(_ format: WorkbookFormat) throws {
    let cells = [59, 60, 61].enumerated().map { index, serial in
      "<c r=\"\(CellAddress(row: 0, column: index))\" s=\"1\"><v>\(serial)</v></c>"
    }
    let bytes = try HandMadeXLSX(
      rows: "<row r=\"1\">\(cells.joined())</row>", styles: HandMadeXLSX.styles(["dd/mm/yyyy"])
    ).bytes()
    let expected = [
      Value(place: "A1", kind: .date, text: "1900-02-28"),
      Value(place: "B1", kind: .number, text: "60"),
      Value(place: "C1", kind: .date, text: "1900-03-01"),
    ]
    #expect(try values(of: opened(bytes)) == expected)
    #expect(try values(of: opened(converted(bytes, as: format).bytes)) == expected)
  }

  private static let digits: [(stored: String, shortest: String)] = [
    ("9007199254740991", "9007199254740991"), ("9007199254740992", "9007199254740992"),
    ("9007199254740993", "9007199254740992"), ("9007199254740994", "9007199254740994"),
    ("-9007199254740993", "-9007199254740992"), ("123456789012345", "123456789012345"),
    ("12345678901234.5", "12345678901234.5"), ("0.12345678901234567", "0.12345678901234566"),
    ("0.30000000000000004", "0.30000000000000004"), ("0.3", "0.3"), ("1e21", "1e+21"),
    ("123456789012345678", "123456789012345680"), ("5e-324", "5e-324"),
    ("1.7976931348623157e308", "1.7976931348623157e+308"),
  ]

  @Test func numbersOf15To17DigitsAreTheSameDoubleInEveryFormat() throws {
    let expected = Self.digits.map(\.shortest)
    for pair in Self.digits {
      #expect(Double(pair.stored) == Double(pair.shortest), "\(pair.stored)")
    }
    let xlsx = try HandMadeXLSX(
      cells: Self.digits.enumerated().map { index, pair in
        "<c r=\"\(CellAddress(row: 0, column: index))\"><v>\(pair.stored)</v></c>"
      }.joined()
    ).bytes()
    let fods = HandMadeODS(
      cells: Self.digits.map { pair in
        "<table:table-cell office:value-type=\"float\" office:value=\"\(pair.stored)\"/>"
      }.joined()
    ).bytes
    for bytes in [xlsx, fods] {
      #expect(try values(of: opened(bytes)).map(\.text) == expected)
      for format in FormatContractTests.all {
        var csv = CSVReadOptions()
        csv.delimiter = format == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
        let there = try converted(bytes, as: format).bytes
        #expect(try values(of: opened(there, csv: csv)).map(\.text) == expected, "\(format)")
      }
    }
  }

  @Test func delimitedNumbersOf16DigitsStayTextInEveryWorkbook() throws {
    let csv = Array("999999999999999,9007199254740993,0.1234567890123456,00040".utf8)
    for format in Self.workbooks {
      let found = try values(of: opened(converted(csv, as: format).bytes))
      #expect(
        found.map(\.text) == ["999999999999999", "9007199254740993", "0.1234567890123456", "00040"])
      #expect(found[0].kind == .number && found[1].kind == .text && found[3].kind == .text)
    }
  }
}
