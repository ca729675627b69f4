import Indicators
import Migration
import SheetModel
import Testing

/// The structure of the number: Thông tư 59/2021/TT-BCA Điều 4.
@Suite struct CleaningNumberTests {
  private func number(
    _ text: String, kind: CellKind = .text, with others: [String: String] = [:]
  ) throws -> CleaningFixture.Cleaned {
    // The row's child is a girl, born in March 2015.
    try CleaningFixture.clean("personal-number", text, kind: kind, with: others)
  }

  @Test func theFourthDigitIsSexAndCentury() throws {
    let number = try #require(PersonalNumber("012315000123"))
    #expect(number.province == 12)
    #expect(!number.isMale)
    #expect(number.birthYear == 2015)
    #expect(PersonalNumber("001099000001")?.birthYear == 1999)
    #expect(PersonalNumber("001099000001")?.isMale == true)
    #expect(PersonalNumber("01231500012") == nil)
    #expect(PersonalNumber("0123150001234") == nil)
    #expect(PersonalNumber("01231500012a") == nil)
  }

  @Test(
    arguments: [
      ("012315000123", nil), ("000315000123", .numberProvince), ("097315000123", .numberProvince),
      ("012215000123", .numberSex), ("012115000123", .numberBirthYear),
      ("012316000123", .numberBirthYear),
    ] as [(String, CleaningRule?)])
  func twelveDigitsAreHeldAgainstTheRow(text: String, problem: CleaningRule?) throws {
    let cleaned = try number(text)
    #expect(cleaned.problems == [problem].compactMap(\.self))
    // A contradiction is for a person; nothing is taken away or mended.
    #expect(cleaned.text == text)
    #expect(!cleaned.isHeld)
  }

  @Test(arguments: ["012 315 000 123", "012.315.000.123", "012315-000123", "'012315000123"])
  func separatorsGo(text: String) throws {
    let cleaned = try number(text)
    #expect(cleaned.text == "012315000123")
    #expect(cleaned.changes == [.numberSeparators])
    #expect(cleaned.problems.isEmpty)
  }

  @Test(arguments: [
    ("123456789", CellKind.text, CleaningRule.numberOldCard),
    ("12315000123", .number, .numberLeadingZero), ("12315000123", .text, .numberDigits),
    ("1.2315E+10", .number, .numberRounded), ("1.2315E+10", .text, .numberRounded),
    ("0123150001234", .text, .numberDigits), ("TE1012315", .text, .numberDigits),
  ])
  func whatIsNotTwelveDigitsIsToldApart(
    text: String, kind: CellKind, problem: CleaningRule
  ) throws {
    let cleaned = try number(text, kind: kind)
    #expect(cleaned.problems == [problem])
    #expect(cleaned.text == text)
  }

  @Test func nothingIsHeldAgainstWhatIsUnknown() throws {
    #expect(try number("012215000123", with: ["sex": "?"]).problems.isEmpty)
    #expect(try number("012316000123", with: ["birth-date": "?"]).problems.isEmpty)
  }
}
