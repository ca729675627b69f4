import FormModel
import Indicators
import SheetModel
import Tables
import Testing

@Suite struct FigureReaderTests {
  static let count = FigureDemand(isCount: true, base: nil)
  static let percent = FigureDemand(isCount: false, base: .percent)
  static let permille = FigureDemand(isCount: false, base: .permille)
  static let perHundredThousand = FigureDemand(isCount: false, base: .perHundredThousand)
  static let ratio = FigureDemand(isCount: false, base: nil)

  let workbook = FigureReader(isDelimitedText: false)
  let delimited = FigureReader(isDelimitedText: true)

  func decimal(_ text: String) -> ExactDecimal? { ExactDecimal(text) }

  @Test(arguments: [
    ("0", "0"), ("02", "2"), ("12", "12"), (" 12 ", "12"), ("\u{A0}12\u{A0}", "12"),
    ("1.234", "1234"), ("12.345.678", "12345678"), ("1 234", "1234"), ("1\u{A0}234", "1234"),
    ("1\u{202F}234\u{202F}567", "1234567"), ("1  234", "1234"), ("1,234,567", "1234567"),
    ("12,5", "12.5"), ("12.5", "12.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"),
    ("1 234,5", "1234.5"), ("1.2345", "1.2345"), ("1234.567", "1234.567"), ("0.123", "0.123"),
    ("0,123", "0.123"), ("-5", "-5"), ("−5", "-5"), ("–5", "-5"), ("+5", "5"), (",5", "0.5"),
    ("-1.234", "-1234"), ("999999999999999", "999999999999999"), ("\u{200B}7", "7"),
  ])
  func countsReadPointsAsThousands(text: String, value: String) {
    let inWorkbook = workbook.reading(text: text, for: Self.count)
    #expect(inWorkbook.value == decimal(value))
    #expect(inWorkbook.issue == .numberAsText)
    #expect(inWorkbook.status == (value == "0" ? .zero : .reported))
    let inText = delimited.reading(text: text, for: Self.count)
    #expect(inText.value == decimal(value))
    #expect(inText.issue == nil)
  }

  @Test func aCommaBeforeThreeDigitsOfACountIsAmbiguous() throws {
    let both = [try #require(decimal("1234")), try #require(decimal("1.234"))]
    for reader in [workbook, delimited] {
      let reading = reader.reading(text: "1,234", for: Self.count)
      #expect(reading.value == both[0])
      #expect(reading.issue == .ambiguous(both))
    }
  }

  struct Rate: Sendable {
    var text: String
    var value: String
    var base: FigureReading.Base?
    init(_ text: String, _ value: String, _ base: FigureReading.Base? = nil) {
      (self.text, self.value, self.base) = (text, value, base)
    }
  }

  static let rates: [Rate] = [
    Rate("12,5", "12.5"), Rate("12.5", "12.5"), Rate("12,5 %", "12.5", .percent),
    Rate("12,5%", "12.5", .percent), Rate("12,5\u{A0}%", "12.5", .percent),
    Rate("4,9‰", "4.9", .permille), Rate("4,9 ‰", "4.9", .permille),
    Rate("4,9%o", "4.9", .permille), Rate("4,9 %O", "4.9", .permille),
    Rate("4,9%0", "4.9", .permille), Rate("513/100.000", "513", .perHundredThousand),
    Rate("51,3 /100.000", "51.3", .perHundredThousand), Rate("4,9/1.000", "4.9", .permille),
    Rate("513 / 100.000", "513", .perHundredThousand), Rate("100 %", "100", .percent),
    Rate("1,234", "1.234"), Rate("1,234 %", "1.234", .percent), Rate("105,5", "105.5"),
    Rate("1.234,56", "1234.56"),
  ]

  @Test(arguments: rates)
  func ratesReadTheCommaAsDecimalMark(rate: Rate) {
    for reader in [workbook, delimited] {
      let reading = reader.reading(text: rate.text, for: Self.percent)
      #expect(reading.value == decimal(rate.value))
      #expect(reading.base == rate.base)
    }
  }

  @Test func aPointBeforeThreeDigitsOfARateIsAmbiguousOnlyWhereAPersonTypedIt() throws {
    let small = try #require(decimal("1.234"))
    let large = try #require(decimal("1234"))
    for demand in [Self.percent, Self.permille] {
      let reading = workbook.reading(text: "1.234", for: demand)
      #expect(reading.value == small)
      #expect(reading.issue == .ambiguous([small, large]))
    }
    for demand in [Self.perHundredThousand, Self.ratio] {
      let reading = workbook.reading(text: "1.234", for: demand)
      #expect(reading.value == nil)
      #expect(reading.status == .missing)
      #expect(reading.issue == .ambiguous([large, small]))
      let written = delimited.reading(text: "1.234", for: demand)
      #expect(written.value == small)
      #expect(written.issue == nil)
    }
  }

  @Test(arguments: [
    ("-", ObservationStatus.zero), ("–", .zero), ("—", .zero), (" - ", .zero), ("−", .zero),
    ("…", .missing), ("...", .missing), ("..", .missing), ("……", .missing), (" … ", .missing),
    ("x", .notApplicable), ("X", .notApplicable), (" x ", .notApplicable), ("×", .notApplicable),
    ("", .missing), ("   ", .missing), ("\u{A0}", .missing), ("\n", .missing),
  ])
  func signsOfTheFormAreNoNumbers(text: String, status: ObservationStatus) {
    for reader in [workbook, delimited] {
      let reading = reader.reading(text: text, for: Self.count)
      #expect(reading.status == status)
      #expect(reading.value == (status == .zero ? .zero : nil))
      #expect(reading.issue == nil)
    }
  }

  @Test(arguments: [
    "1-2%", "1-2", "≥ 97", "> 5", "khoảng 5", "5 trẻ", "１２", "12a", "1.23.4", "1,23,4", "12 5",
    "1 2345", "5.", "5,", "--", ".", ",", "%", "‰", "- 5", "1E+05", "1.234 567", "12.5.2", "1/2",
    "xx", "không", "1.234,567,8", "5..", "²", "(5)", "1'000",
    "111111111111111111111111111111111111111111111111111111111111111111",
  ])
  func otherTextIsNoNumber(text: String) {
    for reader in [workbook, delimited] {
      let reading = reader.reading(text: text, for: Self.count)
      #expect(reading.value == nil)
      #expect(reading.status == .missing)
      #expect(reading.issue == .notANumber)
    }
  }

  @Test(arguments: [
    ("#REF!", FigureReading.Issue.errorValue), ("#DIV/0!", .errorValue), ("Err:502", .errorValue),
    ("TRUE", .booleanForNumber), ("05/12/2025", .dateForNumber), ("2025-12-05", .dateForNumber),
    ("1234567890123456", .tooManyDigits), ("1.234.567.890.123.456", .tooManyDigits),
  ])
  func textHasTheVerdictOfTheNativeValueItShows(text: String, issue: FigureReading.Issue) {
    #expect(delimited.reading(text: text, for: Self.count).issue == issue)
    #expect(workbook.reading(text: text, for: Self.count).issue == issue)
  }

  @Test(arguments: [
    ("1234", "1234"), ("12.5", "12.5"), ("-3", "-3"), ("0.30000000000000004", "0.3"),
    ("33.333333333333336", "33.333333333333"), ("1e-09", "0.000000001"), ("1e-13", "0"),
    ("1.5e+5", "150000"), ("999999999999999", "999999999999999"), ("0", "0"), ("-0", "0"),
    ("12.339999999999999", "12.34"), ("99999999999999.99", "99999999999999.99"),
  ])
  func storedNumbersHaveFifteenSignificantDigits(digits: String, value: String) throws {
    var row = Row()
    row.appendNumber(digits: digits, column: 0)
    let cell = try #require(row.cell(inColumn: 0))
    let reading = workbook.reading(of: cell, in: row, for: Self.percent)
    if value == "99999999999999.99" {
      #expect(reading.value == decimal("100000000000000"))
    } else {
      #expect(reading.value == decimal(value))
    }
    #expect(reading.issue == nil)
    #expect(reading.base == nil)
    #expect(reading.status == (value == "0" ? .zero : .reported))
  }

  @Test(arguments: ["1e+30", "1234567890123456", "123456789012345678901", "1e999"])
  func hugeStoredNumbersAreNoFigures(digits: String) throws {
    var row = Row()
    row.appendNumber(digits: digits, column: 0)
    let cell = try #require(row.cell(inColumn: 0))
    let reading = workbook.reading(of: cell, in: row, for: Self.count)
    #expect(reading.issue == .tooManyDigits)
    #expect(reading.value == nil)
  }

  @Test(arguments: [("0.125", "12.5"), ("0.07", "7"), ("1", "100"), ("0.0049", "0.49"), ("0", "0")])
  func percentageCellsAreReadAsShown(digits: String, value: String) throws {
    var row = Row()
    row.appendNumber(digits: digits, column: 0)
    row.setFlags(.percentage)
    let cell = try #require(row.cell(inColumn: 0))
    let reading = workbook.reading(of: cell, in: row, for: Self.percent)
    #expect(reading.value == decimal(value))
    #expect(reading.base == .percent)
    #expect(reading.issue == nil)
  }

  @Test func cellsOfOtherKindsAreNoFigures() throws {
    var row = Row()
    row.appendBoolean(true, column: 0)
    row.appendError("#REF!", column: 1)
    let day = try #require(CivilDateTime(year: 2026, month: 2, day: 3))
    row.appendDate(day, hasTime: false, column: 2)
    row.appendTime(milliseconds: 5, column: 3)
    row.appendBlank(column: 4, style: 0)
    row.setFormula("SUM(A1:A2)")
    row.appendNumber(digits: "60", column: 5)
    row.setFlags(.impossibleDate)
    row.appendNumber(digits: "7", column: 6)
    row.setFormula("3+4")
    let readings = row.cells.map { workbook.reading(of: $0, in: row, for: Self.count) }
    #expect(
      readings.map(\.issue) == [
        .booleanForNumber, .errorValue, .dateForNumber, .dateForNumber, .formulaWithoutValue,
        .dateForNumber, nil,
      ])
    #expect(readings.dropLast().allSatisfy { $0.status == .missing && $0.value == nil })
    #expect(readings.last?.value == ExactDecimal(7))
  }

  @Test func binaryNoiseInDelimitedTextIsCutAsInWorkbooks() {
    let reading = delimited.reading(text: "0.30000000000000004", for: Self.percent)
    #expect(reading.value == decimal("0.3"))
    #expect(reading.issue == nil)
  }
}

@Suite struct FigureDateTests {
  @Test(arguments: [
    ("5/3/2015", "2015-03-05"), ("05/03/2015", "2015-03-05"), ("05-03-2015", "2015-03-05"),
    ("5.3.2015", "2015-03-05"), ("2015-03-05", "2015-03-05"), ("2015/3/5", "2015-03-05"),
    ("2015-03-05T00:00:00", "2015-03-05"), ("5/3/2015 07:30", "2015-03-05"),
    ("ngày 5 tháng 3 năm 2015", "2015-03-05"), (" 05/03/2015\u{A0}", "2015-03-05"),
    ("29/02/2024", "2024-02-29"),
  ])
  func daysAreReadWithTheDayFirst(text: String, day: String) throws {
    #expect(DateReader().reading(text) == .date(try #require(CalendarDate(day))))
  }

  @Test(arguments: [
    "31/02/2015", "29/02/2023", "02/13/2015", "2015", "5/2015", "0/1/2015", "5/3/15",
  ])
  func daysOfNoCalendarAreImpossible(text: String) {
    #expect(DateReader().reading(text) == .impossible)
  }

  @Test(arguments: ["", "abc", "5", "5/3", "5/3/2015/1", "12345678", "năm", "5/3/201", "x", "1-2%"])
  func otherTextIsNoDay(text: String) { #expect(DateReader().reading(text) == .unreadable) }

  @Test func aYearOfTwoDigitsIsTheLatestThatIsAllowed() throws {
    let reader = DateReader(latestYear: 2026)
    #expect(reader.reading("5/3/15") == .date(try #require(CalendarDate("2015-03-05"))))
    #expect(reader.reading("5/3/26") == .date(try #require(CalendarDate("2026-03-05"))))
    #expect(reader.reading("5/3/27") == .date(try #require(CalendarDate("1927-03-05"))))
  }
}
