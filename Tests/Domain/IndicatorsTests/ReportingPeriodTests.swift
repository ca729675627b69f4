import Indicators
import Testing

@Suite struct ReportingPeriodTests {
  private func period(_ text: String) throws -> ReportingPeriod {
    try #require(ReportingPeriod(text))
  }

  @Test(arguments: ["2026", "2026H1", "2026H2", "2026Q1", "2026Q4"])
  func periodsAreWrittenAsTheyAreRead(_ text: String) throws {
    #expect(try period(text).description == text)
    #expect(try period(text.lowercased()).description == text)
  }

  @Test(arguments: [
    "", "26", "202", "2026H", "2026H0", "2026H3", "2026Q5", "2026Q", "2026X1", "20261", "1899",
    "3000", "2026H+1", "２０２６", "2026 H1", "2026Q99999999999999999999",
  ])
  func whatIsNoPeriodIsRefused(_ text: String) {
    #expect(ReportingPeriod(text) == nil)
  }

  @Test func aPeriodRunsFromItsFirstDayToItsLast() throws {
    #expect(try period("2026H1").firstDay.description == "2026-01-01")
    #expect(try period("2026H1").lastDay.description == "2026-06-30")
    #expect(try period("2026H2").firstDay.description == "2026-07-01")
    #expect(try period("2024Q1").lastDay.description == "2024-03-31")
    #expect(try period("2026Q2").lastDay.description == "2026-06-30")
    #expect(try period("2026").lastDay.description == "2026-12-31")
  }

  @Test func titlesAreThoseOfForms() throws {
    #expect(try period("2026").title == "Năm 2026")
    #expect(try period("2026H1").title == "6 tháng đầu năm 2026")
    #expect(try period("2026H2").title == "6 tháng cuối năm 2026")
    #expect(try period("2026Q3").title == "Quý III năm 2026")
  }

  @Test func periodsAreOrderedByTheirEndTheShorterFirst() throws {
    let sorted = try ["2026", "2026Q4", "2026H2", "2026Q1", "2025"].map(period).sorted()
    #expect(sorted.map(\.description) == ["2025", "2026Q1", "2026Q4", "2026H2", "2026"])
  }
}

@Suite struct CalendarDateTests {
  @Test func onlyDaysOfTheCalendarAreDates() {
    #expect(CalendarDate("2024-02-29") != nil)
    #expect(CalendarDate("2025-02-29") == nil)
    #expect(CalendarDate("1900-02-29") == nil)
    #expect(CalendarDate("2000-02-29") != nil)
    #expect(CalendarDate("2025-04-31") == nil)
    #expect(CalendarDate("2025-13-01") == nil)
    #expect(CalendarDate("2025-00-10") == nil)
  }

  @Test(arguments: ["2025-7-1", "01/07/2025", "2025-+7-01", "25-07-01", "2025-07-01 ", "2025-07"])
  func otherSpellingsAreNotRead(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func vietnameseDocumentsPutTheDayFirst() {
    #expect(CalendarDate("2025-07-01")?.vietnamese == "01/07/2025")
    #expect(CalendarDate(year: 987, month: 1, day: 2)?.description == "0987-01-02")
  }

  @Test func anAgeGrowsOnTheBirthday() throws {
    let birth = try #require(CalendarDate("2010-07-15"))
    #expect(try birth.age(on: #require(CalendarDate("2026-07-14"))) == 15)
    #expect(try birth.age(on: #require(CalendarDate("2026-07-15"))) == 16)
    #expect(try birth.age(on: #require(CalendarDate("2010-07-14"))) == -1)
  }

  @Test func aLeapDayBirthdayIsReachedInMarch() throws {
    let birth = try #require(CalendarDate("2012-02-29"))
    #expect(try birth.age(on: #require(CalendarDate("2025-02-28"))) == 12)
    #expect(try birth.age(on: #require(CalendarDate("2025-03-01"))) == 13)
  }
}
