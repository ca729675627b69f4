import FormModel
import Indicators
import SheetModel

/// A declared `proportion`: of two figures of one unit and period the left one is at least `min` and
/// at most `max` times the right one.
///
/// With `from` it is judged only where the right one is at least so much, for small numbers have no
/// usual proportions. Bounds are for plausibility where they are no plain parts of a whole, so they
/// are declared with a reason and a source, and mostly as warnings.
package struct Proportion: Sendable, Hashable {
  /// The declaration.
  package var declaration: RuleDeclaration
  /// The indicator set of both forms.
  package var set: String
  /// The side that is bounded, with its form.
  package var left: QuantityReference
  /// The side that bounds it, with its form.
  package var right: QuantityReference
  /// The least quotient; nil is none.
  package var minimum: ExactDecimal?
  /// The greatest quotient; nil is none.
  package var maximum: ExactDecimal?
  /// The least right side that is judged by; nil judges by all.
  package var least: ExactDecimal?

  /// The proportion that a form declares; nil for other kinds of rules.
  package init?(
    _ declaration: RuleDeclaration, of definition: FormDefinition
  ) throws(TemplateProblem) {
    guard declaration.kind == RuleKind.proportion.rawValue else { return nil }
    self.declaration = declaration
    set = definition.set
    left = try SameQuantity.side("left", declaration, definition)
    right = try SameQuantity.side("right", declaration, definition)
    minimum = try declaration.number("min")
    maximum = try declaration.number("max")
    least = try declaration.number("from")
  }

  /// Whether both sides stand on one form.
  package var isLocal: Bool { left.form == right.form }

  /// From which sides the left figure is bounded.
  var sides: [CellGuard.Side] {
    [minimum.map { _ in .low }, maximum.map { _ in .high }].compactMap(\.self)
  }

  /// Whether no value of the one side fits any of the other.
  func isBroken(_ lefts: [ExactDecimal], _ rights: [ExactDecimal]) -> Bool {
    guard !lefts.isEmpty, !rights.isEmpty else { return false }
    return !lefts.contains { left in rights.contains { holds(left, $0) } }
  }

  private func holds(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
    // A figure below zero is told at its own cell, and one without its product cannot be judged.
    if left.isNegative || right.isNegative { return true }
    if let least, right < least { return true }
    if let minimum, let bound = right.multiplied(by: minimum), left < bound { return false }
    if let maximum, let bound = right.multiplied(by: maximum), left > bound { return false }
    return true
  }

  /// What is found where the proportion does not hold.
  func fault(_ found: ExactDecimal, _ against: ExactDecimal) -> Finding.Kind {
    .outOfProportion(
      found: found, against: against, minimum: minimum, maximum: maximum,
      reason: declaration.text("reason") ?? "")
  }
}

/// Which cells of two sides are compared: those that both name, else those of one column.
enum QuantityPairs {
  static func of(
    _ left: QuantityReference, _ leftMatrix: MatrixDefinition, _ right: QuantityReference,
    _ rightMatrix: MatrixDefinition
  ) -> [(left: FormCell, right: FormCell)] {
    let isNamed = left.column != nil && right.column != nil
    let rights = SameQuantity.cells(right, rightMatrix)
    return SameQuantity.cells(left, leftMatrix).flatMap { one in
      rights.filter { isNamed || $0.column == one.column }.map { (one.cell, $0.cell) }
    }
  }
}

/// `proportion` inside one form.
package struct ProportionRule: Sendable {
  private let proportion: Proportion
  private let pairs: [(left: FormCell, right: FormCell)]

  /// Resolves a proportion whose sides both stand on the form.
  package init(_ proportion: Proportion, matrix: MatrixDefinition) {
    self.proportion = proportion
    pairs = QuantityPairs.of(proportion.left, matrix, proportion.right, matrix)
  }

  /// The left cells are bounded as declared, the right ones from the other side.
  package var guards: [CellGuard] {
    pairs.flatMap { pair in
      proportion.sides.flatMap {
        [CellGuard(pair.left, $0), CellGuard(pair.right, $0.opposite)]
      }
    }
  }

  /// What the proportion says, for the search for the cell that is wrong.
  package var relations: [Relation] { pairs.map { .proportion($0.left, $0.right, proportion) } }

  /// Adds a finding at each left cell that is out of proportion to its right one.
  ///
  /// Where the columns behind a total are broken too, the total is left out.
  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    let broken = pairs.filter { pair in
      !log.isSettled(pair.left)
        && proportion.isBroken(figures.candidates(pair.left), figures.candidates(pair.right))
    }
    let cells = Set(broken.map(\.left))
    for (left, right) in broken {
      guard !figures.operands(left).contains(where: cells.contains),
        let found = figures.value(left), let against = figures.value(right)
      else { continue }
      log.add(
        proportion.fault(found, against), proportion.declaration.severity, at: left, of: figures,
        rule: proportion.declaration.id, against: [right])
    }
  }
}
