import FormModel
import Indicators

/// `rate`: a printed rate is numerator / denominator x multiplier within its printed decimals.
package struct RateRule: FormRule {
  private let declaration: RuleDeclaration
  private let quotients: [Quotient]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let rows = declaration.rows(matrix) ?? Array(matrix.rows.indices)
    quotients = rows.flatMap(matrix.openCells).compactMap { Quotient($0, matrix) }
  }

  package var relations: [Relation] { quotients.map { .quotient($0) } }

  /// A live rate is right whatever stands behind it.
  package func guards(in matrix: MatrixDefinition) -> [CellGuard] { [] }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in quotients.map(\.cell) {
      Self.check(cell, figures, declaration.severity, rule: declaration.id, into: &log)
    }
  }

  /// Judges one rate, unless its cell was judged before.
  static func check(
    _ cell: FormCell, _ figures: FormFigures, _ severity: Severity, rule: String?,
    into log: inout FindingLog
  ) {
    guard let quotient = Quotient(cell, figures.matrix), let found = figures.value(cell),
      quotient.agrees(found, figures) == false,
      log.opens(cell, from: figures.operands(cell)),
      let expected = quotient.value(figures, decimals: quotient.decimals)
    else { return }
    log.settle(cell)
    log.add(
      .rateMismatch(expected: expected, found: found, multiplier: quotient.multiplier), severity,
      at: cell, of: figures, rule: rule, against: figures.operands(cell))
  }
}
