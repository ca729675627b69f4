import FormModel
import Indicators
import SheetModel
import Testing
import Validation

@Suite struct ReadingTests {
  @Test func everyIssueOfACellIsFoundAtItsCell() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Nam        | Nữ      |
      | 0101  | nhiều ①    | "60" ②  |
      | 0301  | "1,234" ③  | #REF! ④ |
      | 0301a | TRUE ⑤     | 01/02/2025 ⑥ |
      | 0301b | "12345678901234567890" ⑦ | … |
      """)
    let readings: [ExactDecimal] = [1234, try #require(ExactDecimal("1.234"))]
    #expect(
      try sheet.check() == [
        Found(.notANumber, at: sheet["①"]),
        Found(.numberAsText(value: 60), .warning, at: sheet["②"]),
        Found(.ambiguousNumber(readings: readings), at: sheet["③"]),
        Found(.errorValue, at: sheet["④"]),
        Found(.booleanForNumber, at: sheet["⑤"]),
        Found(.dateForNumber, at: sheet["⑥"]),
        Found(.tooManyDigits, at: sheet["⑦"]),
      ])
  }

  @Test func delimitedTextHasNoNumbersAsText() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 120     | 60  | 60 |
      """, csv: true)
    #expect(try sheet.check() == [])
  }

  @Test func formulasNeverCalculatedAreOneFindingAndAreReckoned() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ | Dưới 6 tuổi | Từ 6 tuổi |
      | 0101  | = ①     | 60  | 60 | 60          | 60        |
      | 0301  | =       | 10  | 10 |             |           |
      """)
    let age = rule("sum-of-columns", ["total": "total", "parts": "age"])
    let findings = try sheet.findings(age)
    #expect(
      findings.map(Found.init) == [
        Found(.formulaWithoutValue(cells: 2), .warning, at: try sheet["①"])
      ])
    #expect(findings.first?.related.map(\.place.cell) == [CellAddress("B3")])
  }

  @Test func anErrorThatComesFromAnUnreadablePartIsNotReportedAgain() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số  | Nam     | Nữ |
      | 0101  | =#VALUE! | #REF! ① | 60 |
      """)
    #expect(try sheet.check() == [Found(.errorValue, at: sheet["①"])])
  }

  @Test func aTextThatALiveTotalPassedOverIsTheCauseAndAnError() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam    | Nữ |
      | 0101  | =60     | "60" ① | 60 |
      """)
    let findings = try sheet.findings(
      rule("sum-of-columns", ["total": "total", "parts": "sex"]))
    #expect(findings.map(Found.init) == [Found(.numberAsText(value: 60), at: try sheet["①"])])
    #expect(findings.first?.related.map(\.label) == ["Tổng số"])
  }
}

@Suite struct OverwriteTests {
  @Test func aTotalTypedOverWithAnotherValueIsOneError() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =120    | 60  | 60 |
      | 0301  | 118 ①   | 60  | 60 |
      """)
    #expect(
      try sheet.check(rule("sum-of-columns", ["total": "total", "parts": "sex"])) == [
        Found(.formulaOverwritten(expected: 120), at: sheet["①"])
      ])
  }

  @Test func aTotalTypedOverWithTheSameValueIsAWarning() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =120    | 60  | 60 |
      | 0301  | "120" ① | 60  | 60 |
      """)
    #expect(
      try sheet.check() == [Found(.formulaOverwritten(expected: 120), .warning, at: sheet["①"])])
  }

  @Test func aPercentageIsNamedAsItsCellShowsIt() throws {
    let sheet = try TextGrid(
      """
      | Mã số   | Tổng số | Nam  | Nữ |
      | 0104    | 12.5% ① | =    |    |
      | 0104.TS | =60     | 30   | 30 |
      | 0104.MS | =480    | 240  | 240|
      """)
    let findings = try sheet.findings().filter { $0.code == .formulaOverwritten }
    #expect(findings.map(\.place.cell) == [try sheet["①"]])
    #expect(findings.map(\.found) == ["12.5 %"])
  }

  @Test func aTypedTotalWithoutAllPartsIsAWarning() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | =120    | 60  | 60 |
      | 0301  | 118 ①   | 60  | …  |
      """)
    #expect(
      try sheet.check() == [Found(.formulaOverwritten(expected: nil), .warning, at: sheet["①"])])
  }

  @Test func aSheetWithoutAnyFormulaHasNothingOverwritten() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 120     | 60  | 60 |
      | 0301  | 118 ①   | 60  | 60 |
      """)
    #expect(try sheet.check() == [Found(.sumMismatch(expected: 120, found: 118), at: sheet["①"])])
  }

  @Test func delimitedTextHasNothingOverwritten() throws {
    let sheet = try TextGrid(
      """
      | Mã số | Tổng số | Nam | Nữ |
      | 0101  | 118 ①   | 60  | 60 |
      """, csv: true)
    #expect(try sheet.check() == [Found(.sumMismatch(expected: 120, found: 118), at: sheet["①"])])
  }
}
