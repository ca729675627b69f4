import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct SumRuleTests {
  private let sex = rule("sum-of-columns", ["total": "total", "parts": "sex"])
  private let age = rule("sum-of-columns", ["total": "total", "parts": "age"])

  @Test func totalMustEqualItsParts() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 118 ①   | 60  | 60 |
      | 0301  | 120     | 60  | 60 |
      """)
    #expect(
      try sheet.check(sex) == [
        Found(.sumMismatch(expected: 120, found: 118), at: sheet["①"])
      ])
  }

  @Test func aLiveTotalThatDisagreesIsFoundWithoutADeclaredRule() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =118 ①  | 60  | 60 |
      """)
    let findings = try sheet.findings()
    #expect(
      findings.map(Found.init) == [
        Found(.sumMismatch(expected: 120, found: 118), at: try sheet["①"])
      ])
    let finding = try #require(findings.first)
    #expect(finding.rule == nil)
    #expect(finding.row == "0101")
    #expect(finding.column == "Tổng số")
    #expect(finding.found == "118")
    #expect(finding.related.map(\.label) == ["Nam", "Nữ"])
  }

  @Test func aDeclaredRuleAndTheFormulaGiveOneFinding() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =118 ①  | 60  | 60 |
      """)
    let findings = try sheet.findings(sex)
    #expect(findings.count == 1)
    #expect(findings.first?.rule == "thu-sum-of-columns")
  }

  @Test func everyExhaustiveBreakdownIsAnEquationOfItsOwn() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | 120 ①   | 60  | 60 | 50          | 69        |
      """)
    #expect(try sheet.check(sex, age).map(\.kind) == [.sumMismatch(expected: 119, found: 120)])
  }

  @Test func missingPartsProveATotalWrongOnlyByExceedingIt() throws {
    let low = try TextGrid(
      """
      | Mã số | Tổng số | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | 120     | 50          | …         |
      """)
    #expect(try low.check(age) == [])
    let high = try TextGrid(
      """
      | Mã số | Tổng số | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | 120 ①   | 121         |           |
      """)
    #expect(
      try high.check(age) == [Found(.partsAboveTotal(sum: 121, total: 120), at: high["①"])])
  }

  @Test func aDashIsZeroAndAnXCountsForNothing() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =60     | 60  | -  |
      | 0301  | =60     | x   | 60 |
      """)
    #expect(try sheet.check(sex) == [])
  }

  @Test func anUnreadablePartLeavesTheSumAlone() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam         | Nữ |
      | 0101  | 60      | sáu mươi ①  | 60 |
      | 0301  | 120     | sáu mươi ②  | 60 |
      """, csv: true)
    #expect(
      try sheet.check(sex) == [
        Found(.notANumber, at: sheet["①"]), Found(.notANumber, at: sheet["②"]),
      ])
  }

  @Test func aTotalOfWhatHappensToBeGivenIsNoWhole() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dân tộc thiểu số |
      | 0101  | =5      | ①   | 5  | 8                |
      """)
    #expect(
      try sheet.check(
        rule("part-of-whole", ["part": "ethnicity=minority", "whole": "total"])) == [
          Found(.partMissing(parts: 1, totals: 1), .warning, at: sheet["①"])
        ])
  }

  @Test func rowsAddUpColumnByColumn() throws {
    let rows = rule("sum-of-rows", ["total": "0309", "breakdown": "care-form"])
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ  |
      | 0309  | 30      | 10 ① | 20 |
      | 0309a | 15      | 5   | 10  |
      | 0309b | 16      | 6   | 10  |
      """)
    #expect(
      try sheet.check(rows, sex) == [
        Found(.sumMismatch(expected: 11, found: 10), at: sheet["①"])
      ])
  }

  @Test func aTotalTypedOverIsNotReportedAgainByTheRowsAboveIt() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ  |
      | 0309  | =31     | =11 | =20 |
      | 0309a | 99 ①    | 5   | 10  |
      | 0309b | =16     | 6   | 10  |
      """)
    let rows = rule("sum-of-rows", ["total": "0309", "breakdown": "care-form"])
    #expect(
      try sheet.check(sex, rows) == [
        Found(.formulaOverwritten(expected: 15), at: sheet["①"])
      ])
  }

  @Test func sumsAreExactInDecimals() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ  |
      | 0101  | 0.3     | 0.1 | 0.2 |
      """)
    #expect(try sheet.check(sex) == [])
  }
}
