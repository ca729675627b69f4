import FormModel
import Indicators
import Testing

/// The evaluator of sums and quotients, on a table small enough to reckon by hand.
@Suite struct ObservationFigureTests {
  /// Rows: count, denominator, rate; columns: total (0), male (1), female (2).
  static let matrix: MatrixDefinition = {
    let columns = ["Tổng số", "Nam", "Nữ"].enumerated().map { index, label in
      FormColumn(
        role: index == 0
          ? .total
          : .value(BreakdownValue(breakdown: "sex", category: index == 1 ? "male" : "female")),
        label: label, mark: "\(index + 1)", width: 8)
    }
    func row(_ code: String, _ contents: [Int: CellContent]) -> FormRow {
      FormRow(
        ordinal: "", code: code, label: code, unit: "người", indent: 0, target: nil,
        contents: contents)
    }
    func sum(_ row: Int) -> CellContent {
      .sum([FormCell(row: row, column: 1), FormCell(row: row, column: 2)])
    }
    func quotient(_ column: Int) -> CellContent {
      .quotient(
        numerator: FormCell(row: 0, column: column),
        denominator: FormCell(row: 1, column: column), multiplier: 100, decimals: 2)
    }
    return MatrixDefinition(
      columns: columns,
      rows: [
        row("0301", [0: sum(0), 1: .open, 2: .open]),
        row("0301.MS", [0: sum(1), 1: .open, 2: .open]),
        row("0301.TL", [0: quotient(0), 1: quotient(1), 2: .closed]),
      ])
  }()

  func figures(_ given: [FormCell: FormFigure]) -> [FormCell: FormFigure] {
    let all = FormEvaluation(Self.matrix).figures { given[$0] }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.cell, $0.figure) })
  }

  func cell(_ row: Int, _ column: Int) -> FormCell { FormCell(row: row, column: column) }

  @Test func sumsFeedQuotientsWithoutBinaryFloats() {
    let figures = figures([
      cell(0, 1): FormFigure(ExactDecimal(1)), cell(0, 2): FormFigure(ExactDecimal(1)),
      cell(1, 1): FormFigure(ExactDecimal(3)), cell(1, 2): FormFigure(ExactDecimal(4)),
    ])
    #expect(figures[cell(0, 0)] == FormFigure(ExactDecimal(2)))
    #expect(figures[cell(2, 0)]?.value?.description == "28.57")
    #expect(figures[cell(2, 1)]?.value?.description == "33.33")
    #expect(figures[cell(2, 2)] == .notApplicable)
  }

  @Test func aSumIsMissingUntilEveryPartIsGiven() {
    #expect(figures([:])[cell(0, 0)] == .missing)
    let partial = figures([cell(0, 1): FormFigure(ExactDecimal(5))])
    #expect(partial[cell(0, 0)] == .missing)
    let whole = figures([
      cell(0, 1): FormFigure(ExactDecimal(5)), cell(0, 2): FormFigure(ExactDecimal(4)),
    ])
    #expect(whole[cell(0, 0)] == FormFigure(ExactDecimal(9)))
  }

  @Test func aQuotientByZeroOrByNothingIsMissing() {
    let byZero = figures([
      cell(0, 1): FormFigure(ExactDecimal(5)), cell(1, 1): FormFigure(ExactDecimal(0)),
    ])
    #expect(byZero[cell(2, 1)] == .missing)
    #expect(figures([cell(0, 1): FormFigure(ExactDecimal(5))])[cell(2, 1)] == .missing)
  }

  @Test func notApplicablePartsMakeAWholeNotApplicable() {
    let figures = figures([
      cell(0, 1): .notApplicable, cell(0, 2): .notApplicable,
      cell(1, 1): FormFigure(ExactDecimal(0)),
    ])
    #expect(figures[cell(0, 0)] == .notApplicable)
    #expect(figures[cell(2, 0)] == .notApplicable)
    #expect(figures[cell(1, 1)]?.status == .zero)
  }

  @Test func aFigureGivenForAComputedCellIsTakenAsItIs() {
    let given = [
      cell(0, 0): FormFigure(ExactDecimal(9)), cell(0, 1): FormFigure(ExactDecimal(1)),
      cell(0, 2): FormFigure(ExactDecimal(2)),
    ]
    #expect(figures(given)[cell(0, 0)] == FormFigure(ExactDecimal(9)))
    let computed = FormEvaluation(Self.matrix).computed(cell(0, 0)) { given[$0] }
    #expect(computed == FormFigure(ExactDecimal(3)))
  }
}
