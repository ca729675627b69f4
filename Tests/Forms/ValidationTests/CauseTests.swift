import FormModel
import Indicators
import SheetModel
import Testing
import Validation

/// One cause is one finding, at the cell that is most likely wrong.
@Suite struct CauseTests {
  private let sex = rule("sum-of-columns", ["total": "total", "parts": "sex"])
  private let age = rule("sum-of-columns", ["total": "total", "parts": "age"])
  private let minority = rule("part-of-whole", ["part": "ethnicity=minority", "whole": "total"])

  @Test func aTotalThatNoBreakdownConfirmsIsWrongItself() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | 210 ①   | 63  | 57 | 50          | 70        |
      """, csv: true)
    let findings = try sheet.findings(sex, age)
    #expect(findings.map(\.place.cell) == [try sheet["①"]])
    let cause = try #require(findings.first?.cause)
    #expect(cause.proposal == 120)
    #expect(cause.mistake == .transposed || cause.mistake == nil)
    #expect(cause.checks == 2)
    #expect(cause.suspects.isEmpty)
  }

  @Test func aPartIsWrongWhereTheOtherBreakdownConfirmsTheTotal() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam   | Nữ | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | 120     | 630 ① | 57 | 50          | 70        |
      """, csv: true)
    let finding = try #require(try sheet.findings(sex, age).first)
    #expect(finding.place.cell == (try sheet["①"]))
    #expect(finding.code == .sumMismatch)
    #expect(finding.cause?.proposal == 63)
    #expect(finding.cause?.mistake == .magnitude)
  }

  @Test func theInputsBehindALiveTotalAreAllNamed() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | =121    | 63  | 58 | 50          | 70        |
      """)
    let findings = try sheet.findings(sex, age)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    let named = [finding.place.cell] + finding.allRelated.map(\.place.cell)
    for cell in ["C2", "D2", "E2", "F2"] { #expect(named.contains(CellAddress(cell))) }
  }

  @Test func theShapeOfAFigureTellsWhichInputIsWrong() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ   | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | =138    | 63  | 75 ① | 50          | 70        |
      """)
    let finding = try #require(try sheet.findings(sex, age).first)
    #expect(finding.place.cell == (try sheet["①"]))
    #expect(finding.cause?.proposal == 57)
    #expect(finding.cause?.mistake == .transposed)
    #expect(finding.cause?.suspects.isEmpty == false)
  }

  @Test func twoCellsThatHoldEachOthersFiguresAreOneFinding() throws {
    let rows = rule("sum-of-rows", ["total": "0309", "breakdown": "care-form"])
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam  | Nữ |
      | 0309  | 46      | 11   | 35 |
      | 0309a | 15      | 10 ① | 5  |
      | 0309b | 31      | 6    | 25 |
      """, csv: true)
    let findings = try sheet.findings(sex, rows)
    #expect(findings.count == 1)
    #expect(findings.first?.place.cell == (try sheet["①"]))
    #expect(findings.first?.cause?.mistake == .exchanged)
    #expect(findings.first?.cause?.exchangedWith?.place.cell == CellAddress("D3"))
  }

  @Test func twoMistakesAreTwoFindings() throws {
    let rows = rule("sum-of-rows", ["total": "0309", "breakdown": "care-form"])
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam   | Nữ   |
      | 0309  | 46      | 11    | 35   |
      | 0309a | 15      | 50 ① | 10   |
      | 0309b | 31      | 6     | 52 ② |
      """, csv: true)
    let findings = try sheet.findings(sex, rows)
    #expect(findings.map(\.place.cell) == [try sheet["①"], try sheet["②"]])
    #expect(findings.map(\.cause?.proposal) == [5, 25])
  }

  @Test func aPlainInequalityStaysWhereItsRuleFindsIt() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dân tộc thiểu số |
      | 0301  | =118    | 59  | 59 | 121 ①            |
      """)
    let finding = try #require(try sheet.findings(minority).first)
    #expect(finding.place.cell == (try sheet["①"]))
    #expect(finding.inputs.map(\.place.cell) == [CellAddress("C2"), CellAddress("D2")])
  }

  @Test func aSignThatSlippedExplainsWhatItBreaks() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam   | Nữ |
      | 0101  | 120     | -63 ① | 57 |
      """, csv: true)
    let findings = try sheet.findings(rule("not-negative"), sex)
    #expect(findings.map(Found.init) == [Found(.negative, at: try sheet["①"])])
    #expect(findings.first?.cause?.mistake == .sign)
    #expect(findings.first?.cause?.evidence.count == 2)
  }

  @Test(arguments: [
    ("165", "16", Mistake.extraDigit), ("16", "61", .transposed), ("112", "12", .doubledDigit),
    ("12", "112", .lostDigit), ("-7", "7", .sign), ("12000", "12", .magnitude),
    ("1.25", "12.5", .magnitude), ("0", "35", .zero), ("17", "19", .otherDigit),
  ])
  func mistakesAreKnownByTheirShape(wrong: String, right: String, mistake: Mistake) throws {
    let wrong = try #require(ExactDecimal(wrong))
    #expect(Mistake.from(try #require(ExactDecimal(right)), to: wrong) == mistake)
  }

  @Test func aMistakeCanBeUndone() throws {
    for (wrong, right) in [("210", "120"), ("1120", "120"), ("-120", "120"), ("120000", "120")] {
      let origins = Mistake.origins(of: try #require(ExactDecimal(wrong)))
      #expect(origins.contains(try #require(ExactDecimal(right))))
    }
  }
}
