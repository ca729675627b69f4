import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// What every format must do alike; the formats' own tests are beside them.
@Suite struct FormatContractTests {
  static let workbooks: [WorkbookFormat] = [.xlsx, .ods, .fods]
  static let all: [WorkbookFormat] = [.xlsx, .ods, .fods, .csv, .tsv]
  /// With those that are only read, which the writer for the samples writes.
  static let readWorkbooks = workbooks + [.xls]
  static let readAll = all + [.xls]

  static let texts = [
    "Trẻ em", "Tre\u{0309} em", "=1+1", "+84", "-5", "@x", "'00040", "00040", "1e5", "1.234",
    "12,5", "TRUE", "2024-05-10", "#REF!", " đầu", "cuối ", "hai  blank", "dòng 1\ndòng 2",
    "a\tb", "<&>\"'", "]]>", "😀", "_x0041_", "…", "-", "x", "\u{A0}", "a;b,c|d",
  ]

  private static let numbers = [
    0, 1, -12.5, 0.1, 133.8, 0.075, 1.0 / 3, 0.1 + 0.2, 123_456_789_012_345, 1e-7, 1e21, -1e-300,
    12_500_000, 1e15,
  ]

  /// A sheet of everything, with gaps and repeats.
  static func everything() throws -> Book {
    var styles = StyleTable()
    func style(_ format: String) -> Int {
      var style = CellStyle()
      style.numberFormat = format
      return styles.index(of: style)
    }
    let formats = (
      date: style("dd/mm/yyyy"), moment: style("dd/mm/yyyy hh:mm:ss"), time: style("[h]:mm:ss")
    )
    var book = Book(sheets: [SheetLayout(name: "Biểu số 01")], styles: styles)
    let moments = [
      CivilDateTime(year: 2024, month: 5, day: 10, millisecondOfDay: 52_800_000),
      CivilDateTime(year: 1900, month: 1, day: 1, millisecondOfDay: 1000),
      CivilDateTime(year: 1900, month: 3, day: 1, millisecondOfDay: 86_399_000),
      CivilDateTime(year: 9999, month: 12, day: 31, millisecondOfDay: 1000),
    ].compactMap { $0 }
    book.add(1) { row in
      for (index, text) in texts.enumerated() { row.appendText(text, column: index * 2) }
    }
    for repeated in [3, 4, 5, 9] {
      book.add(repeated) { row in
        for column in [0, 1, 2, 7] { row.appendText("lặp", column: column) }
        row.appendNumber(7, column: 8)
        row.appendNumber(7, column: 9)
      }
    }
    book.add(20) { row in
      for (index, number) in numbers.enumerated() { row.appendNumber(number, column: index) }
    }
    book.add(21) { row in
      row.appendBoolean(true, column: 0)
      row.appendBoolean(false, column: 1)
      row.appendError("#DIV/0!", column: 4)
    }
    book.add(22) { row in
      for (index, moment) in moments.enumerated() {
        row.appendDate(moment, hasTime: true, column: 2 * index, style: formats.moment)
        var day = moment
        day.millisecondOfDay = 0
        row.appendDate(day, hasTime: false, column: 2 * index + 1, style: formats.date)
      }
    }
    book.add(23) { row in
      for (index, time) in [0, 45_000_000, 86_399_000, 130_500_000, 1500].enumerated() {
        row.appendTime(milliseconds: Int64(time), column: index, style: formats.time)
      }
    }
    book.add(5000) { $0.appendText("xa", column: 250) }
    return book
  }

  @Test(arguments: readWorkbooks)
  func everythingComesBackTheSame(_ format: WorkbookFormat) throws {
    let book = try Self.everything()
    let reader = try opened(book.written(as: format))
    #expect(reader.format == format)
    #expect(reader.sheets.map(\.name) == ["Biểu số 01"])
    let found = try values(of: reader)
    let expected = values(of: book.rows[0])
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found == expected) }
  }

  @Test(arguments: [WorkbookFormat.csv, .tsv])
  func delimitedTextKeepsTheTextsOfAllValues(_ format: WorkbookFormat) throws {
    let book = try Self.everything()
    var csv = CSVReadOptions()
    csv.delimiter = UInt8(ascii: format == .csv ? "," : "\t")
    let reader = try opened(book.written(as: format), csv: csv)
    let found = try values(of: reader)
    let expected = values(of: book.rows[0])
    #expect(found.map(\.place) == expected.map(\.place))
    #expect(found.map(\.text) == expected.map(\.text))
    #expect(found.allSatisfy { $0.kind == .text })
  }

  @Test(arguments: readWorkbooks)
  func datesWithoutAStyleAreStillDates(_ format: WorkbookFormat) throws {
    let date = try #require(
      CivilDateTime(year: 2024, month: 5, day: 10, millisecondOfDay: 52_800_000))
    var book = Book(sheets: [SheetLayout(name: "a")])
    book.add(0) { row in
      row.appendDate(date, hasTime: true, column: 0)
      row.appendTime(milliseconds: 45_000_000, column: 2)
      var day = date
      day.millisecondOfDay = 0
      row.appendDate(day, hasTime: false, column: 3)
      row.appendTime(milliseconds: 130_500_000, column: 4)
    }
    let found = try values(of: opened(book.written(as: format)))
    #expect(found == values(of: book.rows[0]))
  }

  @Test(arguments: workbooks)
  func formulasKeepTheirValues(_ format: WorkbookFormat) throws {
    var book = Book(sheets: [SheetLayout(name: "a"), SheetLayout(name: "Biểu số 2")])
    book.add(0) { row in
      row.appendNumber(2, column: 0)
      row.appendNumber(4, column: 1)
      row.setFormula("SUM(A1,'Biểu số 2'!$B$2:B3)*2")
      row.appendText("x\"y", column: 2)
      row.setFormula("IF(A1>1,\"x\"\"y\",\"[z!]\")")
      row.appendBlank(column: 3, style: 0)
      row.setFormula("A1")
    }
    let reader = try opened(book.written(as: format))
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    let found = row.cells.map { row.formula(of: $0) }
    #expect(
      found == [
        nil, "SUM(A1,'Biểu số 2'!$B$2:B3)*2", "IF(A1>1,\"x\"\"y\",\"[z!]\")", "A1",
      ])
    #expect(row.cells.map { CellText.string($0, of: row) } == ["2", "4", "x\"y", ""])
    #expect(row.cells.last?.isFormulaWithoutValue == true)
    #expect(try values(of: reader, sheet: 1).isEmpty)
  }

  @Test(arguments: readWorkbooks)
  func hiddenRowsAndPercentagesAreMarked(_ format: WorkbookFormat) throws {
    var styles = StyleTable()
    var style = CellStyle()
    style.numberFormat = "0.0%"
    let percent = styles.index(of: style)
    var book = Book(sheets: [SheetLayout(name: "a")], styles: styles)
    for index in 0..<4 {
      book.add(index) { row in
        row.isHidden = index == 1 || index == 2
        row.appendNumber(0.125, column: 0, style: percent)
        row.appendNumber(0.125, column: 1)
      }
    }
    let reader = try opened(book.written(as: format))
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    var hidden: [Bool] = []
    while try cursor.next(into: &row) {
      hidden.append(row.isHidden)
      #expect(row.cells.map { $0.flags.contains(.percentage) } == [true, false])
      #expect(row.cells.map { row.number(of: $0) } == [0.125, 0.125])
      #expect(reader.styles.format(row.cells[0].style).kind == .percentage)
    }
    #expect(hidden == [false, true, true, false])
  }

  @Test(arguments: readAll)
  func anEmptySheetHasNoRows(_ format: WorkbookFormat) throws {
    var book = Book(sheets: [SheetLayout(name: "trống")])
    if format == .csv || format == .tsv {
      book.add(3) { _ in }
      book.add(9) { $0.appendBlank(column: 3, style: 0) }
    }
    #expect(try values(of: opened(book.written(as: format))) == [])
  }

  @Test(arguments: readAll)
  func sheetsThatAreNotThereAreRefused(_ format: WorkbookFormat) throws {
    var book = Book(sheets: [SheetLayout(name: "a")])
    book.add(0) { $0.appendText("a", column: 0) }
    let reader = try opened(book.written(as: format))
    for index in [-1, 1, 99] {
      #expect(failure { try reader.rows(ofSheet: index) }?.code == .noSuchSheet)
      #expect(failure { try reader.layout(ofSheet: index) }?.code == .noSuchSheet)
    }
  }

  @Test(arguments: readAll)
  func theSameInputGivesTheSameBytes(_ format: WorkbookFormat) throws {
    let book = try Self.everything()
    #expect(try book.written(as: format) == book.written(as: format))
  }

  @Test(arguments: readWorkbooks)
  func aFileThatIsCutOffNeverEndsEarly(_ format: WorkbookFormat) throws {
    let book = try Self.everything()
    let whole = try book.written(as: format)
    let step = max(1, whole.count / 60)
    for count in stride(from: 16, to: whole.count - 1, by: step) {
      // What is cut off behind a flat file's last row, or an old workbook's end, costs no value.
      if let found = try? values(of: opened(Array(whole.prefix(count)))) {
        let mayEnd = format == .fods || format == .xls
        #expect(mayEnd && found == values(of: book.rows[0]), "\(count)")
      }
    }
  }

  @Test func aQuoteThatIsCutOffNeverEndsEarly() throws {
    let error = failure { try values(of: opened(Array("a,\"b\nc".utf8))) }
    #expect(error?.code == .malformedValue)
  }

  /// A damaged byte is either noticed or without effect on the values.
  @Test(arguments: [WorkbookFormat.xlsx, .ods])
  func aDamagedByteChangesNoValueUnnoticed(_ format: WorkbookFormat) throws {
    let whole = try Self.everything().written(as: format)
    let expected = try values(of: opened(whole))
    for index in stride(from: 0, to: whole.count, by: max(1, whole.count / 400)) {
      var bytes = whole
      bytes[index] ^= 0x55
      if let found = try? values(of: opened(bytes)), found != expected {
        let differing = zip(found, expected).first { $0 != $1 }
        Issue.record("byte \(index) of \(whole.count), \(found.count): \(differing as Any)")
      }
    }
  }

  @Test(arguments: readAll)
  func budgetsHoldInEveryFormat(_ format: WorkbookFormat) throws {
    var book = Book(sheets: [SheetLayout(name: "a")])
    for index in 0..<20 {
      book.add(index) { row in
        for column in 0..<20 { row.appendText("chữ \(index) \(column)", column: column) }
      }
    }
    let bytes = try book.written(as: format)
    for name in [ReadLimits.Name.cells, .rows, .columns, .textBytes] {
      var limits = ReadLimits()
      limits[name] = name == .textBytes ? 5 : 15
      let error = failure { try values(of: opened(bytes, limits: limits)) }
      #expect(error?.code == .limitExceeded && error?.limit == name, "\(name): \(error as Any)")
    }
    var limits = ReadLimits()
    limits.cells = 400
    limits.rows = 20
    limits.columns = 20
    #expect(try values(of: opened(bytes, limits: limits)).count == 400)
  }
}
