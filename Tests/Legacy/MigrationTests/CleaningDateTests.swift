import FormModel
import Migration
import SheetModel
import Testing

@Suite struct CleaningDateTests {
  private func date(
    _ text: String, kind: CellKind = .text, period: String? = "2020"
  ) throws -> CleaningFixture.Cleaned {
    try CleaningFixture.clean("birth-date", text, kind: kind, period: period)
  }

  @Test(arguments: [
    "05/03/2015", "5/3/2015", "05-03-2015", "5.3.2015", "2015-03-05", "ngày 5 tháng 3 năm 2015",
    "2015-03-05T00:00:00", " 05/03/2015 ",
  ])
  func aFullDayIsReadAsItStands(text: String) throws {
    let cleaned = try date(text)
    #expect(cleaned.date == "05/03/2015")
    #expect(cleaned.changes.isEmpty && cleaned.problems.isEmpty && !cleaned.isHeld)
  }

  @Test(arguments: [
    // Only one of them is a month, so there is one reading.
    ("05/13/2015", "13/05/2015"), ("2-28-2016", "28/02/2016"), ("2015-31-12", "31/12/2015"),
  ])
  func dayAndMonthInEachOthersPlaceAreMended(text: String, expected: String) throws {
    let cleaned = try date(text)
    #expect(cleaned.date == expected)
    #expect(cleaned.changes == [.dateSwapped])
  }

  @Test func aDateWithTwoReadingsStaysTheVietnameseOne() throws {
    let cleaned = try date("04/05/2015")
    #expect(cleaned.date == "04/05/2015")
    #expect(cleaned.changes.isEmpty)
  }

  @Test(arguments: [
    ("5/3/15", "2020", "05/03/2015"), ("5/3/20", "2020", "05/03/2020"),
    ("5-3-08", "2012H1", "05/03/2008"), ("5-3-98", "2005", "05/03/1998"),
  ])
  func twoDigitsOfAYearAreTheLatestUpToThePeriod(
    text: String, period: String, expected: String
  ) throws {
    let cleaned = try date(text, period: period)
    #expect(cleaned.date == expected)
    #expect(cleaned.changes == [.dateTwoDigitYear])
  }

  @Test func twoDigitsOfAYearMeanNothingWithoutAPeriod() throws {
    let cleaned = try date("5/3/15", period: nil)
    #expect(cleaned.value == .empty)
    #expect(cleaned.problems == [.dateImpossible])
  }

  @Test(arguments: [
    ("2015", CellKind.number, "01/01/2015", CleaningRule.dateYearOnly),
    ("năm 2015", .text, "01/01/2015", .dateYearOnly),
    ("tháng 5/2015", .text, "01/05/2015", .dateMonthOnly),
    ("5/2015", .text, "01/05/2015", .dateMonthOnly),
    ("2015-05", .text, "01/05/2015", .dateMonthOnly),
  ])
  func aPartOfADateIsNeverMadeAFullOneInSilence(
    text: String, kind: CellKind, expected: String, rule: CleaningRule
  ) throws {
    let cleaned = try date(text, kind: kind)
    #expect(cleaned.date == expected)
    #expect(cleaned.changes == [rule])
    #expect(cleaned.problems == [.dateAssumed])
    #expect(!cleaned.isHeld)
  }

  @Test func countedDaysAndEightDigitsBecomeDates() throws {
    #expect(
      try date("43348", kind: .number)
        == CleaningFixture.Cleaned(value: try date("05/09/2018").value, changes: [.dateSerial]))
    #expect(try date("20150305").date == "05/03/2015")
    #expect(try date("05032015").date == "05/03/2015")
    #expect(try date("05032015").changes == [.dateCompact])
    #expect(try date("13132015").problems == [.dateImpossible])
  }

  @Test(arguments: [
    ("31/02/2015", CleaningRule.dateImpossible), ("31/04/2015", .dateImpossible),
    ("29/02/2015", .dateImpossible), ("13/2015", .dateImpossible), ("00/00/2015", .dateImpossible),
    ("không rõ", .dateUnreadable), ("5", .dateUnreadable), ("1/2/3/4", .dateUnreadable),
  ])
  func whatIsNoDayIsHeldBack(text: String, problem: CleaningRule) throws {
    let cleaned = try date(text)
    #expect(cleaned.value == .empty)
    #expect(cleaned.problems == [problem])
    #expect(cleaned.isHeld)
  }

  @Test(
    arguments: [
      // Sixteen on the period's last day is no child any more (Luật Trẻ em Điều 1: under 16).
      ("31/12/2004", "2020", CleaningRule.notUnderAge), ("01/01/2005", "2020", nil),
      ("30/06/2004", "2020H1", .notUnderAge), ("01/07/2004", "2020H1", nil),
      ("31/12/2020", "2020", nil), ("01/01/2021", "2020", .bornAfterPeriod),
      ("05/03/1915", "2020", .notUnderAge),
    ] as [(String, String, CleaningRule?)])
  func childrenAreUnderSixteenWhenThePeriodEnds(
    text: String, period: String, problem: CleaningRule?
  ) throws {
    let cleaned = try date(text, period: period)
    #expect(cleaned.problems == [problem].compactMap(\.self))
    #expect(cleaned.isHeld == (problem != nil))
    #expect(cleaned.date == text)
  }
}
