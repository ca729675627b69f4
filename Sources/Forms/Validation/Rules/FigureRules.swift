import FormModel
import Indicators

/// `whole`: figures of counts have no decimals.
package struct WholeRule: FormRule {
  private let declaration: RuleDeclaration
  private let cells: [FormCell]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let rows =
      declaration.rows(matrix)
      ?? matrix.rows.indices.filter { matrix.rows[$0].target?.isCount == true }
    cells = rows.flatMap(matrix.openCells)
  }

  package var relations: [Relation] { cells.map { .whole($0) } }

  /// A count with decimals is noticed, whatever its size.
  package func guards(in matrix: MatrixDefinition) -> [CellGuard] { [] }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in cells {
      guard !log.isSettled(cell), let value = figures.value(cell), !value.isWhole,
        !figures.inherits(cell, { !$0.isWhole })
      else { continue }
      log.add(
        .notWhole, declaration.severity, at: cell, of: figures, rule: declaration.id, against: [])
    }
  }
}

/// `not-negative`: no figure is below zero; a range that says the same is not judged again.
package struct NotNegativeRule: FormRule {
  private let declaration: RuleDeclaration
  private let cells: [FormCell]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    cells = (declaration.rows(matrix) ?? Array(matrix.rows.indices)).flatMap(matrix.openCells)
  }

  package var relations: [Relation] { cells.map { .bounds($0, .zero, nil) } }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    cells.map { CellGuard($0, .low) }
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in cells {
      guard !log.isSettled(cell), let value = figures.value(cell), value.isNegative,
        !figures.inherits(cell, \.isNegative)
      else { continue }
      log.settle(cell)
      log.add(
        .negative, declaration.severity, at: cell, of: figures, rule: declaration.id, against: [])
    }
  }
}

/// `range`: figures lie between two bounds, both allowed.
///
/// With `from`, a rate is judged only where its denominator (of a ratio, both terms together) is at
/// least so much: of 12 births 8 may well be boys, of 1,200 not 800.
package struct RangeRule: FormRule {
  private let declaration: RuleDeclaration
  private let minimum: ExactDecimal?
  private let maximum: ExactDecimal?
  private let least: ExactDecimal?
  private let cells: [FormCell]
  /// What the rule says, for the search for the cell that is wrong.
  package let relations: [Relation]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    minimum = try declaration.number("min")
    maximum = try declaration.number("max")
    least = try declaration.number("from")
    guard minimum != nil || maximum != nil else {
      throw declaration.problem(.missingParameter(rule: declaration.id, oneOf: ["min", "max"]))
    }
    let kind = declaration.text("of").flatMap { IndicatorKind(rawValue: $0) }
    let rows =
      declaration.rows(matrix)
      ?? matrix.rows.indices.filter { row in
        guard let kind, let target = matrix.rows[row].target, target.kind == kind else {
          return false
        }
        return target.measure == .rate || target.measure == .count
      }
    cells = rows.flatMap(matrix.openCells)
    let (minimum, maximum, least) = (minimum, maximum, least)
    relations = cells.map { cell in
      guard let least, let quotient = Quotient(cell, matrix) else {
        return .bounds(cell, minimum, maximum)
      }
      let isRatio = matrix.rows[cell.row].target?.kind == .ratio
      return .bounds(
        cell, minimum, maximum,
        Relation.Floor(
          terms: [quotient.denominator] + (isRatio ? [quotient.numerator] : []), least: least))
    }
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    let broken = cells.filter { cell in
      guard !log.isSettled(cell), let value = figures.value(cell) else { return false }
      let isLow = minimum.map { value < $0 } ?? false
      let isHigh = maximum.map { value > $0 } ?? false
      return (isLow || isHigh) && isLargeEnough(cell, figures)
        && !showsOtherFault(cell, figures, log)
    }
    let numerators = Set(broken.compactMap { shown($0, figures)?.numerator })
    for cell in broken {
      // The rate of a total shows the fault of a column's.
      if let quotient = shown(cell, figures),
        figures.operands(quotient.numerator).contains(where: numerators.contains)
      {
        continue
      }
      log.add(
        .outOfRange(minimum: minimum, maximum: maximum), declaration.severity, at: cell,
        of: figures, rule: declaration.id, against: figures.operands(cell))
    }
  }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    cells.flatMap { cell in
      [minimum.map { _ in CellGuard(cell, .low) }, maximum.map { _ in CellGuard(cell, .high) }]
        .compactMap(\.self)
    }
  }

  /// The quotient that a cell shows, unless something else was typed there.
  private func shown(_ cell: FormCell, _ figures: FormFigures) -> Quotient? {
    guard let quotient = Quotient(cell, figures.matrix), let value = figures.value(cell),
      quotient.agrees(value, figures) == true
    else { return nil }
    return quotient
  }

  /// Whether a rate counts enough for its bounds to mean anything.
  private func isLargeEnough(_ cell: FormCell, _ figures: FormFigures) -> Bool {
    guard let least, let quotient = Quotient(cell, figures.matrix) else { return true }
    guard let denominator = figures.value(quotient.denominator) else { return false }
    guard figures.matrix.rows[cell.row].target?.kind == .ratio else { return denominator >= least }
    return figures.value(quotient.numerator).flatMap(denominator.adding).map { $0 >= least }
      ?? false
  }

  /// Whether a rate's formula only shows what is reported at the cells behind it.
  ///
  /// One of them is negative or unreadable, or, of a percentage, its numerator was found above its
  /// denominator. A rate or a ratio may well be above one.
  private func showsOtherFault(
    _ cell: FormCell, _ figures: FormFigures, _ log: FindingLog
  ) -> Bool {
    guard let quotient = Quotient(cell, figures.matrix),
      let value = figures.value(cell)
    else { return false }
    guard let numerator = figures.value(quotient.numerator),
      let denominator = figures.value(quotient.denominator)
    else {
      return figures.form.cells[cell]?.hasFormula == true
        && [quotient.numerator, quotient.denominator].contains {
          figures.state($0) == .unreadable
        }
    }
    return quotient.agrees(value, figures) == true
      && (numerator.isNegative || denominator.isNegative
        || log.isDisordered(quotient.numerator))
  }
}

/// `required`: figures are given; `…` counts as given, for it says that the figure is not known.
///
/// The empty cells of one row are one finding, and those of a form without any figure too.
package struct RequiredRule: FormRule {
  private let declaration: RuleDeclaration
  private let cells: [FormCell]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let rows = declaration.rows(matrix) ?? Array(matrix.rows.indices)
    cells = rows.flatMap(matrix.openCells).filter { matrix.content($0) == .open }
  }

  /// That a figure is given says nothing of its size.
  package func guards(in matrix: MatrixDefinition) -> [CellGuard] { [] }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    let missing = cells.filter { isMissing($0, figures) }
    let isBlank = figures.cells.allSatisfy { figures.value($0) == nil }
    let groups = isBlank ? [missing] : Dictionary(grouping: missing, by: \.row).values.map(\.self)
    for group in groups {
      guard let first = group.first else { continue }
      let totals = isBlank ? [] : UnknownCheck.totals(of: group, figures)
      log.name(group)
      log.add(
        .required(
          cells: group.count, totals: totals.count,
          typed: UnknownCheck.typed(among: totals, figures)),
        declaration.severity, at: first, of: figures, rule: declaration.id,
        related: figures.related(Array(group.dropFirst()) + totals, to: first))
    }
  }

  private func isMissing(_ cell: FormCell, _ figures: FormFigures) -> Bool {
    guard let bound = figures.form.cells[cell] else { return false }
    return bound.reading.status == .missing && bound.reading.issue == nil && bound.typed.isEmpty
  }
}
