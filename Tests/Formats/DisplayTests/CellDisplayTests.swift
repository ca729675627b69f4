import Display
import SheetModel
import Testing

/// Cells of all kinds, under formats of their own kind and of others.
struct CellDisplayTests {
  private func shown(
    _ code: String, _ system: DateSystem = .excel1900, _ fill: (inout Row, Int) -> Void
  ) -> String {
    var styles = StyleTable()
    var style = CellStyle()
    style.numberFormat = code
    let index = styles.index(of: style)
    var row = Row()
    fill(&row, index)
    var display = CellDisplay(styles: styles, dateSystem: system, locale: .vi)
    return row.cells.map { display.text(of: $0, in: row) }.joined(separator: "|")
  }

  private static let date = CivilDateTime(
    year: 2026, month: 1, day: 31, millisecondOfDay: 30_600_000)

  @Test func truthValuesAndErrorsAreNoNumbers() {
    #expect(
      shown("0.00") {
        $0.appendBoolean(true, column: 0, style: $1)
        $0.appendError("#DIV/0!", column: 1, style: $1)
        $0.appendText("chữ", column: 2, style: $1)
        $0.appendBlank(column: 3, style: $1)
      } == "TRUE|#DIV/0!|chữ|")
    #expect(shown(";;;") { $0.appendBoolean(false, column: 0, style: $1) } == "")
    #expect(shown(";;;") { $0.appendError("#REF!", column: 0, style: $1) } == "#REF!")
  }

  @Test func aDayBeforeTheFirstSerialIsNeverShownAsZero() throws {
    let date = try #require(CivilDateTime(year: 1850, month: 5, day: 5))
    func text(_ code: String) -> String {
      shown(code) { $0.appendDate(date, hasTime: false, column: 0, style: $1) }
    }
    #expect(text("General") == "########")
    #expect(text("#,##0") == "########")
    #expect(text("dd/mm/yyyy") == "05/05/1850")
  }

  @Test func aDateUnderANumberFormatShowsItsSerial() throws {
    let date = try #require(Self.date)
    func text(_ code: String, _ system: DateSystem = .excel1900) -> String {
      shown(code, system) { $0.appendDate(date, hasTime: true, column: 0, style: $1) }
    }
    #expect(text("General") == "46053,35417")
    #expect(text("#,##0.00") == "46.053,35")
    #expect(text("General", .excel1904) == "44591,35417")
    #expect(text("dd/mm/yyyy hh:mm") == "31/01/2026 08:30")
    #expect(text("[h]:mm") == "1105280:30")
  }

  @Test func aTimeUnderADateFormatIsOnTheDayBeforeTheFirst() {
    func text(_ code: String, _ milliseconds: Int64, _ system: DateSystem = .excel1900) -> String {
      shown(code, system) { $0.appendTime(milliseconds: milliseconds, column: 0, style: $1) }
    }
    #expect(text("dd/mm/yyyy", 30_600_000) == "00/01/1900")
    #expect(text("dd/mm/yyyy", 30_600_000, .excel1904) == "01/01/1904")
    #expect(text("[h]:mm", 94_500_000) == "26:15")
    #expect(text("hh:mm", 94_500_000) == "02:15")
    #expect(text("[hh]:mm:ss", -3_600_000) == "-01:00:00")
    #expect(text("hh:mm", -3_600_000) == "########")
    #expect(text("0.00", 43_200_000) == "0,50")
  }

  @Test func aNumberUnderADateFormatShowsItsDay() {
    #expect(
      shown("dd/mm/yyyy") {
        $0.appendNumber(46_053, column: 0, style: $1)
        $0.appendNumber(60, column: 1, style: $1)
        $0.appendNumber(-5, column: 2, style: $1)
      } == "31/01/2026|29/02/1900|########")
  }

  @Test func daysBeforeTheFirstSerialAreStillDays() throws {
    let date = try #require(CivilDateTime(year: 1890, month: 5, day: 19))
    #expect(
      shown("dd/mm/yyyy") { $0.appendDate(date, hasTime: false, column: 0, style: $1) }
        == "19/05/1890")
  }

  @Test func aStyleThatIsNotThereIsTheDefaultOne() {
    #expect(shown("0.00") { row, _ in row.appendNumber(0.5, column: 0, style: 99) } == "0,5")
  }
}
