import FormModel
import Indicators

/// A total and its parts: the equation that `sum-of-columns`, `sum-of-rows` and the form's own sum
/// formulas share.
///
/// An unreadable part or total has a finding of its own and skips the equation. A part that does not
/// apply (`x`) adds nothing. Where some parts are missing the rest cannot prove the total wrong, except
/// by exceeding it.
package struct SumEquation: Sendable {
  /// The cell of the total.
  package var total: FormCell
  /// The cells of the parts; closed ones left out.
  package var parts: [FormCell]

  /// The equation as what may be tried with other figures.
  var relation: Relation { .sum(total: total, parts: parts) }

  /// Every cell of the equation is fixed by the others; where it is the total's own formula, the parts
  /// are so only while the total is typed.
  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    if case .sum(let own)? = matrix.content(total), Set(own).isSuperset(of: parts) {
      return parts.map { CellGuard($0, .equality, needsTypedTotal: true) }
    }
    return parts.isEmpty ? [] : ([total] + parts).map { CellGuard($0, .equality) }
  }

  /// Adds a finding at the total where the equation does not hold, and tells whether it did.
  @discardableResult
  package func check(
    _ figures: FormFigures, _ severity: Severity, rule: String?, into log: inout FindingLog
  ) -> Bool {
    guard !parts.isEmpty, let found = figures.value(total) else { return false }
    var typed = ExactDecimal.zero
    var restored = ExactDecimal.zero
    var isGiven = false
    var isComplete = true
    for part in parts {
      switch figures.state(part) {
      case .unreadable: return false
      case .absent: isGiven = true
      case .missing, .unplaced: isComplete = false
      case .value(let value):
        guard let sum = typed.adding(value),
          let other = restored.adding(figures.restoredValue(part) ?? value)
        else { return false }
        typed = sum
        restored = other
        isGiven = true
      }
    }
    guard isGiven, log.opens(total, from: parts) else { return false }
    // The total's own formula may not excuse the total; other equations of it it may.
    let isOwn = Set(figures.operands(total)).isSuperset(of: parts)
    let totals = isOwn ? [found] : figures.candidates(total)
    guard isComplete || typed > found else { return false }
    let holds = totals.contains { total in
      isComplete ? total == typed || total == restored : typed <= total || restored <= total
    }
    if holds || TextOperands.explain(total, figures) { return false }
    log.add(
      isComplete
        ? .sumMismatch(expected: typed, found: found)
        : .partsAboveTotal(sum: typed, total: found),
      severity, at: total, of: figures, rule: rule, against: parts)
    return true
  }
}

/// `sum-of-columns`: the columns of an exhaustive breakdown (Chia theo) add up to another column.
package struct SumOfColumnsRule: FormRule {
  private let declaration: RuleDeclaration
  private let equations: [SumEquation]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let total = matrix.column(id: try declaration.needed("total"))
    let columns = matrix.columns(ofBreakdown: try declaration.needed("parts"))
    let rows = declaration.rows(matrix) ?? Array(matrix.rows.indices)
    equations = rows.compactMap { row in
      // Rates do not add up over their columns.
      guard let total, matrix.rows[row].target?.isCount == true else { return nil }
      let cells = matrix.openCells(ofRow: row)
      let sum = FormCell(row: row, column: total)
      guard cells.contains(sum) else { return nil }
      return SumEquation(total: sum, parts: cells.filter { columns.contains($0.column) })
    }
  }

  package var relations: [Relation] { equations.map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    equations.flatMap { $0.guards(in: matrix) }
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for equation in equations {
      equation.check(
        figures, declaration.severity, rule: declaration.id, into: &log)
    }
  }
}

/// `sum-of-rows`: rows add up to another row, column by column.
///
/// Where a column breaks the rule, the total over the columns is not reported as well.
package struct SumOfRowsRule: FormRule {
  private let declaration: RuleDeclaration
  private let equations: [SumEquation]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let code = try declaration.needed("total")
    guard let total = matrix.row(code: code) else {
      equations = []
      return
    }
    var parts = declaration.list("parts").compactMap { matrix.row(code: $0) }
    if let breakdown = declaration.text("breakdown") {
      parts += matrix.rows(splitting: total, by: breakdown)
    }
    let cells = Set(parts.flatMap(matrix.openCells))
    equations = matrix.openCells(ofRow: total).map { sum in
      SumEquation(
        total: sum,
        parts: parts.map { FormCell(row: $0, column: sum.column) }.filter(cells.contains))
    }
  }

  package var relations: [Relation] { equations.map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    equations.flatMap { $0.guards(in: matrix) }
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    var broken: Set<FormCell> = []
    for equation in equations.reversed() {
      if figures.operands(equation.total).contains(where: broken.contains) { continue }
      let isBroken = equation.check(
        figures, declaration.severity, rule: declaration.id, into: &log)
      if isBroken { broken.insert(equation.total) }
    }
  }
}

/// The form's own formulas as equations: a live total whose value is not what the form defines.
package enum DefinitionCheck {
  /// Checks computed cells that no declared rule has judged.
  package static func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in figures.cells {
      switch figures.content(cell) {
      case .sum(let parts):
        SumEquation(total: cell, parts: parts).check(figures, .error, rule: nil, into: &log)
      case .quotient:
        RateRule.check(cell, figures, .error, rule: nil, into: &log)
      case .open, .closed, nil: continue
      }
    }
  }
}
