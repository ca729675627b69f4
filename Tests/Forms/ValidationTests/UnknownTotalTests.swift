import FormModel
import Indicators
import SheetModel
import Testing
import Validation

/// A total over a missing part is missing, and what does not apply adds nothing.
@Suite struct UnknownTotalTests {
  private func observed(_ sheet: TextGrid, _ code: String) throws -> FormFigure? {
    let row = try #require(SmallForm.matrix.row(code: code))
    return sheet.form().figure(FormCell(row: row, column: 1))
  }

  @Test(arguments: ["5", "9"])
  func aLiveTotalOverDotsIsMissingWhateverItShows(shown: String) throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số   | Nam | Nữ |
      | 0101  | =\(shown) | … ① | 5  |
      """)
    let findings = try sheet.findings()
    #expect(
      findings.map(Found.init) == [
        Found(.partMissing(parts: 1, totals: 1), .warning, at: try sheet["①"])
      ])
    #expect(findings.first?.related.map(\.place.cell) == [CellAddress("B2")])
    #expect(try observed(sheet, "0101") == .missing)
  }

  @Test func ratesAndTotalsOfTotalsFollow() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam | Nữ |
      | 0104    | =266.67 | =   | =40 |
      | 0104.TS | =8      | 6   | 2   |
      | 0104.MS | =3      | … ① | 3   |
      """)
    let range = rule("range", ["of": "percentage", "max": "100"])
    let findings = try sheet.findings(range, rule("numerator-denominator")).filter {
      $0.code != .formulaWithoutValue && $0.place.cell != CellAddress("D2")
    }
    #expect(findings.map(\.place.cell) == [try sheet["①"]])
    #expect(findings.map(\.code) == [.partMissing])
    #expect(try observed(sheet, "0104") == .missing)
    #expect(try observed(sheet, "0104.MS") == .missing)
    #expect(try observed(sheet, "0104.TS") == FormFigure(ExactDecimal(8)))
  }

  @Test func withoutFormulasWhatIsLeftIsNoTotalAndWhatWasTypedStays() throws {
    let partial = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 5       | … ① | 5  |
      """, csv: true)
    #expect(try partial.check().map(\.kind) == [.partMissing(parts: 1, totals: 1)])
    #expect(try observed(partial, "0101") == .missing)
    let typed = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 9       | … ① | 5  |
      """, csv: true)
    #expect(
      try typed.check() == [
        Found(.partMissing(parts: 1, totals: 1, typed: 1), .warning, at: typed["①"])
      ])
    #expect(try observed(typed, "0101") == FormFigure(ExactDecimal(9)))
  }

  @Test func aTotalTypedOverAMissingPartStaysAndIsAWarning() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =120    | 60  | 60 |
      | 0301  | 60 ①    | …   | 60 |
      """)
    #expect(
      try sheet.check() == [Found(.formulaOverwritten(expected: nil), .warning, at: sheet["①"])])
    #expect(try observed(sheet, "0301") == FormFigure(ExactDecimal(60)))
  }

  @Test func anOfficersZeroOverEmptyPartsIsAZero() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | -       |     |    |
      """, csv: true)
    #expect(try observed(sheet, "0101") == FormFigure(.zero))
  }

  @Test func anEmptyPartIsNamedByRequiredWithTheTotalsThatItSpoils() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =5      | ①   | 5  |
      """)
    let all = rule("required", ["rows": "all"], severity: .warning)
    #expect(
      try sheet.check(all) == [
        Found(.required(cells: 1, totals: 1), .warning, at: sheet["①"])
      ])
    #expect(try observed(sheet, "0101") == .missing)
  }

  @Test func anXAddsNothingAndTheRestMustAddUpWithoutIt() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 4       | x ① | 0  |
      | 0301  | 4       | x   | 4  |
      """, csv: true)
    #expect(
      try sheet.check() == [Found(.sumMismatch(expected: 0, found: 4), at: sheet["①"])])
  }

  @Test func aRateOfWhatDoesNotApplyDoesNotApply() throws {
    let live = try TextGrid(
      """
      | Mã số   | Tổng số | Nam | Nữ |
      | 0104    | =0      | =0  | =0 |
      | 0104.TS | =0      | x   | x  |
      | 0104.MS | =8      | 4   | 4  |
      """)
    #expect(try live.check() == [])
    #expect(try observed(live, "0104") == .notApplicable)
    let typed = try TextGrid(
      """
      | Mã số   | Tổng số | Nam  | Nữ |
      | 0104    | x       | 25 ① | x  |
      | 0104.TS | x       | x    | x  |
      | 0104.MS | 8       | 4    | 4  |
      """, csv: true)
    #expect(try typed.check() == [Found(.notApplicableMixed(expected: nil), at: typed["①"])])
  }

  @Test func anXInThePlaceOfATotalOfFiguresIsFound() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | x ①     | 3   | 4  |
      """, csv: true)
    #expect(try sheet.check() == [Found(.notApplicableMixed(expected: 7), at: sheet["①"])])
  }

  @Test func aBaseSignThatIsNotTheRowsIsToldBesideARightFigure() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số   | Nam | Nữ  |
      | 0104    | 92,31‰ ① | 90  | 93,75 |
      | 0104.TS | 24        | 9   | 15  |
      | 0104.MS | 26        | 10  | 16  |
      """, csv: true)
    let right = try #require(ExactDecimal("92.31"))
    #expect(
      try sheet.check() == [
        Found(.baseMixedUp(expected: right, typed: "‰", unit: "%"), .warning, at: sheet["①"])
      ])
  }
}
