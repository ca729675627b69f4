import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct RateRuleTests {
  private func percentage(_ shown: String, _ top: String, _ bottom: String) throws -> TextGrid {
    try TextGrid(
      """
      | Mã số   | Tổng số  |
      | 0104    | \(shown) ① |
      | 0104.TS | \(top)    |
      | 0104.MS | \(bottom) |
      """)
  }

  @Test(arguments: ["=12.46", "=12.5", "=12", "=12.4567", "12,46 %"])
  func aRateHoldsWithinItsPrintedDecimals(shown: String) throws {
    let found = try percentage(shown, "1.245.670", "10.000.000").check(rule("rate"))
    #expect(found.filter { $0.severity == .error } == [])
  }

  @Test(arguments: ["=12.34", "=12.35"])
  func aTieMayBeRoundedEitherWay(shown: String) throws {
    #expect(try percentage(shown, "=2469", "=20000").check(rule("rate")) == [])
  }

  @Test(arguments: ["=12.33", "=12.36"])
  func oneInTheLastDecimalIsNoRounding(shown: String) throws {
    let codes = try percentage(shown, "=2469", "=20000").check(rule("rate")).map(\.kind.code)
    #expect(codes == [.rateMismatch])
  }

  @Test func aRateThatIsNotItsQuotientIsFound() throws {
    let sheet = try percentage("=12.6", "60", "480")
    let expected = try #require(ExactDecimal("12.5"))
    let found = try #require(ExactDecimal("12.6"))
    #expect(
      try sheet.check(rule("rate")) == [
        Found(.rateMismatch(expected: expected, found: found, multiplier: 100), at: sheet["①"])
      ])
  }

  @Test(arguments: ["=125", "=1.25", "=0.125", "=1250", "=12500"])
  func aRateOffByAPowerOfTenIsAMixedUpBase(shown: String) throws {
    let sheet = try percentage(shown, "60", "480")
    #expect(
      try sheet.check(rule("rate"), rule("range", ["of": "percentage", "max": "100"])) == [
        Found(
          .baseMixedUp(expected: ExactDecimal("12.50"), typed: "", unit: "%"), at: sheet["①"])
      ])
  }

  @Test func aPermilleTypedIntoAPercentRowIsAMixedUpBase() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam    |
      | 0104  | 4,9‰ ①  | 4,9 %  |
      | 0201  | 4,9%o   | 4,9% ② |
      """, csv: true)
    #expect(
      try sheet.check() == [
        Found(.baseMixedUp(expected: nil, typed: "‰", unit: "%"), at: sheet["①"]),
        Found(.baseMixedUp(expected: nil, typed: "%", unit: "‰"), at: sheet["②"]),
      ])
  }

  @Test func aTextInTheWrongBaseIsNeitherReportedAsTextNorAsTypedOver() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam |
      | 0104    | 4,9‰ ①  | =   |
      | 0104.TS | …       |     |
      """)
    #expect(
      try sheet.check() == [
        Found(.baseMixedUp(expected: nil, typed: "‰", unit: "%"), at: sheet["①"]),
        Found(.formulaWithoutValue(cells: 1), .warning, at: CellAddress("C2")),
      ])
  }

  @Test func aPercentageInARowOfCountsIsAMixedUpBase() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Nam    |
      | 0101  | 60% ①  |
      """)
    #expect(
      try sheet.check(rule("whole")) == [
        Found(.baseMixedUp(expected: nil, typed: "%", unit: "người"), at: sheet["①"])
      ])
  }

  @Test func aRateTypedOverInTheWrongBaseIsOneFinding() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam | Nữ  |
      | 0201    | =20     | 2 ① | =20 |
      | 0201.TS | =2      | 1   | 1   |
      | 0201.MS | =100    | 50  | 50  |
      """)
    #expect(
      try sheet.check(rule("rate")) == [
        Found(.baseMixedUp(expected: 20, typed: "", unit: "‰"), at: sheet["①"])
      ])
  }

  @Test func aZeroDenominatorGivesNoRateToCompareWith() throws {
    let sheet = try percentage("=0", "0", "0")
    #expect(try sheet.check(rule("rate")) == [])
  }

  @Test func aNumeratorMayEqualItsDenominator() throws {
    let within = try percentage("=100", "480", "480")
    #expect(try within.check(rule("numerator-denominator")) == [])
  }
}
