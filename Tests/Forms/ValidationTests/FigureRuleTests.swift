import FormModel
import Indicators
import SheetModel
import Templates
import Testing
import Validation

@Suite struct FigureRuleTests {
  @Test func aCountIsWholeAndARateNeedNotBe() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam    | Nữ |
      | 0101    | =12.5   | 12.5 ① | 0  |
      | 0104    | =12.5   | =12.5  | =12.5 |
      | 0104.TS | =2      | 1      | 1  |
      | 0104.MS | =16.0   | 8      | 8  |
      """)
    #expect(try sheet.check(rule("whole")) == [Found(.notWhole, at: sheet["①"])])
  }

  @Test func zeroIsNotNegativeAndATotalOfNegativesInheritsTheFault() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam  | Nữ |
      | 0101  | =-3     | -3 ① | 0  |
      """)
    #expect(try sheet.check(rule("not-negative")) == [Found(.negative, at: sheet["①"])])
  }

  @Test func aRangeHoldsBothItsBounds() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số  | Nam | Nữ      |
      | 0104  | 100.01 ① | 100 | -0.1 ②  |
      | 0201  | 250      | 0   |         |
      """)
    let range = rule("range", ["of": "percentage", "min": "0", "max": "100"])
    let outside = Finding.Kind.outOfRange(minimum: 0, maximum: 100)
    #expect(
      try sheet.check(range) == [
        Found(outside, at: sheet["①"]), Found(outside, at: sheet["②"]),
      ])
    #expect(
      try sheet.check(rule("not-negative"), range) == [
        Found(outside, at: sheet["①"]), Found(.negative, at: sheet["②"]),
      ])
  }

  @Test func aRateAboveItsRangeBecauseOfItsNumeratorIsReportedThere() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số |
      | 0104    | =120    |
      | 0104.TS | 120 ①   |
      | 0104.MS | 100     |
      """)
    #expect(
      try sheet.check(
        rule("range", ["of": "percentage", "max": "100"]), rule("numerator-denominator")) == [
          Found(.numeratorAboveDenominator(numerator: 120, denominator: 100), at: sheet["①"])
        ])
  }

  @Test func aRatioAboveItsRangeIsReportedThoughItsNumeratorIsAboveItsDenominator() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam     | Nữ    |
      | 0201    | =1500   | =2000 ① | =1000 |
      | 0201.TS | =30     | 20      | 10    |
      | 0201.MS | =20     | 10      | 10    |
      """)
    let range = rule("range", ["rows": "0201", "max": "1500"], severity: .warning)
    #expect(
      try sheet.check(range, rule("numerator-denominator")) == [
        Found(.outOfRange(minimum: nil, maximum: 1500), .warning, at: sheet["①"])
      ])
  }

  @Test func aPercentageIsExcusedOnlyWhereItsNumeratorIsReported() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số |
      | 0104    | =120 ①  |
      | 0104.TS | 120     |
      | 0104.MS | 100     |
      """)
    #expect(
      try sheet.check(rule("range", ["of": "percentage", "max": "100"])) == [
        Found(.outOfRange(minimum: nil, maximum: 100), at: sheet["①"])
      ])
  }

  @Test(arguments: [("49", 0), ("50", 1)])
  func aRateOfFewIsNotJudged(denominator: String, findings: Int) throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số         |
      | 0201    | =               |
      | 0201.TS | 20              |
      | 0201.MS | \(denominator) |
      """)
    let found = try sheet.check(rule("range", ["rows": "0201", "max": "150", "from": "50"]))
    #expect(found.filter { $0.kind != .formulaWithoutValue(cells: 1) }.count == findings)
  }

  @Test func aFigureStandsInProportionToAnother() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam  | Nữ   | Dân tộc thiểu số |
      | 0101    | =200    | 100  | 100  | 0                |
      | 0104.MS | =131    | 51 ① | 80 ② | 7 ③              |
      """)
    func found(_ parameters: [String: RuleDeclaration.Value]) throws -> [CellAddress?] {
      let sides: [String: RuleDeclaration.Value] = ["left": "0104.MS", "right": "0101"]
      let all = sides.merging(parameters) { $1 }
      return try sheet.findings(rule("proportion", all)).filter { $0.code == .outOfProportion }
        .map(\.place.cell)
    }
    // Where a column is out of proportion its total is too, and is not told again.
    let half = try found(["max": "0.5"])
    #expect(try half == [sheet["①"], sheet["②"], sheet["③"]], "\(half)")
    #expect(try found(["max": "0.75", "from": "50"]) == [sheet["②"]])
    #expect(try found(["min": "0.8"]) == [sheet["①"]])
    #expect(try found(["min": "0.5", "max": "0.8", "from": "1"]) == [])
  }

  @Test func emptyCellsOfARowAreOneFindingAndDotsAreNoEmptiness() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dưới 6 tuổi |
      | 0101  | =5      | 5   | ①  |             |
      | 0301  | 5       | 5   | -  | …           |
      """)
    let all = rule("required", ["rows": "all"], severity: .warning)
    let findings = try sheet.findings(all).filter { $0.code == .required }
    #expect(
      findings.map(Found.init) == [
        Found(.required(cells: 2, totals: 1), .warning, at: try sheet["①"])
      ])
  }

  @Test func aBlankFormIsOneFinding() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =0      | ①   |    |
      | 0301  |         |     |    |
      """)
    let findings = try sheet.check(rule("required", ["rows": "all"]))
    #expect(findings.map(\.kind) == [.blankForm(cells: 6)])
  }

  @Test func aRuleWithoutItsParameterIsATemplateProblemAtItsLine() throws {
    let broken = rule("range", ["of": "percentage"])
    #expect {
      try FormChecker(library: SmallForm.library([broken]))
    } throws: { error in
      guard let problem = error as? TemplateProblem else { return false }
      return problem.file == "forms/TE-99.yml" && problem.line == 7
        && problem.kind == .missingParameter(rule: "thu-range", oneOf: ["min", "max"])
    }
  }
}

@Suite struct PartRuleTests {
  private let minority = rule("part-of-whole", ["part": "ethnicity=minority", "whole": "total"])

  @Test func aPartMayBeTheWholeButNotMore() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dân tộc thiểu số |
      | 0101  | =120    | 60  | 60 | 120              |
      | 0301  | =120    | 60  | 60 | 121 ①            |
      """)
    #expect(
      try sheet.check(minority) == [Found(.partAboveWhole(part: 121, whole: 120), at: sheet["①"])])
  }

  @Test func eachGroupIsWithinTheTotalAndTheTotalWithinTheirSum() throws {
    let groups = rule("groups", ["total": "0301", "breakdown": "circumstance"])
    let overlapping = try TextGrid(
      """
      | Mã số | Nam | Nữ  |
      | 0301  | 10  | 20  |
      | 0301a | 10  | 15  |
      | 0301b | 8   | 5   |
      """)
    #expect(try overlapping.check(groups) == [])
    let sheet = try TextGrid(
      """
      | Mã số | Nam  | Nữ   |
      | 0301  | 10   | 21 ① |
      | 0301a | 11 ② | 15   |
      | 0301b | 8    | 5    |
      """)
    #expect(
      try sheet.check(groups) == [
        Found(.groupsBelowTotal(sum: 20, total: 21), at: sheet["①"]),
        Found(.partAboveWhole(part: 11, whole: 10), at: sheet["②"]),
      ])
  }

  @Test func groupsThatAreNotAllGivenProveNoTotalTooHigh() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Nam |
      | 0301  | 10  |
      | 0301a | 3   |
      | 0301b | …   |
      """)
    #expect(
      try sheet.check(rule("groups", ["total": "0301", "breakdown": "circumstance"])) == [])
  }

  @Test func aRowWithinARowIsReportedInItsColumnsAndNotInTheirTotal() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam  | Nữ |
      | 0101  | =20     | 10   | 10 |
      | 0301  | =25     | 15 ① | 10 |
      """)
    #expect(
      try sheet.check(rule("part-of-row", ["part": "0301", "whole": "0101"])) == [
        Found(.partAboveWhole(part: 15, whole: 10), at: sheet["①"])
      ])
  }

  @Test func ratesOfMortalityAscend() throws {
    let order = rule("order", ["rows": .list(["0201", "0203"])])
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam  | Nữ |
      | 0201  | 9       | 12 ① | 8  |
      | 0203  | 9       | 11   | 9  |
      """)
    #expect(
      try sheet.check(order) == [Found(.orderViolated(lower: 12, upper: 11), at: sheet["①"])])
  }

  @Test func aTotalOutOfOrderForItsColumnsIsNotReportedAgain() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam  | Nữ |
      | 0301  | =25     | 15 ① | 10 |
      | 0101  | =20     | 10   | 10 |
      """)
    #expect(
      try sheet.check(rule("order", ["rows": .list(["0301", "0101"])])) == [
        Found(.orderViolated(lower: 15, upper: 10), at: sheet["①"])
      ])
  }
}
