import FormModel
import Indicators

/// Two cells of which the first may not be above the second.
package struct PartInequality: Sendable {
  /// The part, at which a finding is located.
  package var part: FormCell
  /// The whole.
  package var whole: FormCell

  /// The inequality as what may be tried with other figures.
  var relation: Relation { .atMost(part, whole) }

  /// Whether both hold figures and the part is above the whole whatever was typed over.
  package func isBroken(_ figures: FormFigures) -> (ExactDecimal, ExactDecimal)? {
    guard let part = figures.value(part), let whole = figures.value(whole),
      let least = figures.candidates(self.part).min(),
      let most = figures.candidates(self.whole).max(), least > most
    else { return nil }
    return (part, whole)
  }

  /// The same inequality between two rows for each column that both have open.
  static func between(_ part: Int?, _ whole: Int?, _ matrix: MatrixDefinition) -> [PartInequality] {
    guard let part, let whole else { return [] }
    let wholes = Set(matrix.openCells(ofRow: whole))
    return matrix.openCells(ofRow: part).compactMap { cell in
      let other = FormCell(row: whole, column: cell.column)
      return wholes.contains(other) ? PartInequality(part: cell, whole: other) : nil
    }
  }
}

/// `part-of-whole`: a column (Trong đó) is never above another column of its row.
package struct PartOfWholeRule: FormRule {
  private let declaration: RuleDeclaration
  private let pairs: [PartInequality]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let part = matrix.column(id: try declaration.needed("part"))
    let whole = matrix.column(id: try declaration.needed("whole"))
    let rows = declaration.rows(matrix) ?? Array(matrix.rows.indices)
    pairs = rows.compactMap { row in
      // The rate of a part may well be above the rate of the whole.
      guard let part, let whole, matrix.rows[row].target?.isCount == true else { return nil }
      let cells = matrix.openCells(ofRow: row)
      let pair = PartInequality(
        part: FormCell(row: row, column: part), whole: FormCell(row: row, column: whole))
      return cells.contains(pair.part) && cells.contains(pair.whole) ? pair : nil
    }
  }

  package var relations: [Relation] { pairs.map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] { pairs.flatMap(\.guards) }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for pair in pairs {
      guard let (part, whole) = pair.isBroken(figures) else { continue }
      log.add(
        .partAboveWhole(part: part, whole: whole), declaration.severity, at: pair.part,
        of: figures, rule: declaration.id, against: [pair.whole])
    }
  }
}

/// `part-of-row`: a row is never above another row, column by column; with a breakdown also each
/// category row of the one against the same category of the other.
///
/// Where columns are above, the total that sums them is not reported as well.
package struct PartOfRowRule: FormRule {
  private let declaration: RuleDeclaration
  private let rows: [[PartInequality]]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let part = matrix.row(code: try declaration.needed("part"))
    let whole = matrix.row(code: try declaration.needed("whole"))
    var rows = [PartInequality.between(part, whole, matrix)]
    if let breakdown = declaration.text("breakdown"), let part, let whole {
      let wholes = matrix.rows(splitting: whole, by: breakdown)
      for row in matrix.rows(splitting: part, by: breakdown) {
        let category = matrix.rows[row].target?.category
        let other = wholes.first { matrix.rows[$0].target?.category == category }
        rows.append(PartInequality.between(row, other, matrix))
      }
    }
    self.rows = rows
  }

  package var relations: [Relation] { rows.joined().map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    rows.joined().flatMap(\.guards)
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for (pair, part, whole) in rows.flatMap({ RowFaults.locate($0, figures) }) {
      log.add(
        .partAboveWhole(part: part, whole: whole), declaration.severity, at: pair.part,
        of: figures, rule: declaration.id, against: [pair.whole])
    }
  }
}

/// `numerator-denominator`: of a percentage, the numerator is never above the denominator.
package struct NumeratorDenominatorRule: FormRule {
  private let declaration: RuleDeclaration
  private let pairs: [[PartInequality]]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let rows = declaration.rows(matrix).map(Set.init)
    pairs = matrix.rows.indices.compactMap { row in
      guard matrix.rows[row].target?.kind == .percentage else { return nil }
      let quotients = matrix.openCells(ofRow: row).compactMap { Quotient($0, matrix) }
      guard let first = quotients.first else { return nil }
      let named = [row, first.numerator.row, first.denominator.row]
      if let rows, rows.isDisjoint(with: named) { return nil }
      return quotients.map { PartInequality(part: $0.numerator, whole: $0.denominator) }
    }
  }

  package var relations: [Relation] { pairs.joined().map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    pairs.joined().flatMap(\.guards)
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for pair in pairs.joined() where pair.isBroken(figures) != nil { log.disorder(pair.part) }
    for pairs in pairs {
      for (pair, part, whole) in RowFaults.locate(pairs, figures) {
        log.add(
          .numeratorAboveDenominator(numerator: part, denominator: whole),
          declaration.severity, at: pair.part, of: figures, rule: declaration.id,
          against: [pair.whole])
      }
    }
  }
}

/// Which of a row's broken inequalities are causes: a total that sums its row shows the faults of
/// its columns, so it is left out where one of them is broken too.
enum RowFaults {
  static func locate(
    _ pairs: [PartInequality], _ figures: FormFigures
  ) -> [(PartInequality, ExactDecimal, ExactDecimal)] {
    let broken = pairs.compactMap { pair in
      pair.isBroken(figures).map { (pair, $0.0, $0.1) }
    }
    let cells = Set(broken.map(\.0.part))
    return broken.filter { pair, _, _ in
      !figures.operands(pair.part).contains(where: cells.contains)
    }
  }
}

/// `order`: rows ascend; the first is not above the second, and so on, column by column.
///
/// A total is left out where a column that it sums is out of order, and a rate where its numerator
/// was found so by a rule declared before.
package struct OrderRule: FormRule {
  private let declaration: RuleDeclaration
  private let pairs: [[PartInequality]]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let rows = declaration.list("rows").compactMap { matrix.row(code: $0) }
    pairs = zip(rows, rows.dropFirst()).map { PartInequality.between($0, $1, matrix) }
  }

  package var relations: [Relation] { pairs.joined().map(\.relation) }

  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    pairs.joined().flatMap(\.guards)
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    for pair in pairs.joined() where pair.isBroken(figures) != nil { log.disorder(pair.part) }
    for (pair, lower, upper) in pairs.flatMap({ RowFaults.locate($0, figures) }) {
      // A rate in the wrong base has its own finding, and compares with nothing.
      guard !log.isSettled(pair.part), !log.isSettled(pair.whole),
        !figures.operands(pair.part).contains(where: log.isDisordered)
      else { continue }
      log.add(
        .orderViolated(lower: lower, upper: upper), declaration.severity, at: pair.part,
        of: figures, rule: declaration.id, against: [pair.whole])
    }
  }
}
