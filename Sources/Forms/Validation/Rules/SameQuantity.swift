import FormModel
import Indicators
import SheetModel

/// A declared `same-quantity`: two figures of one unit and period that must be one.
package struct SameQuantity: Sendable, Hashable {
  /// The declaration.
  package var declaration: RuleDeclaration
  /// The indicator set of both forms.
  package var set: String
  /// The left side, with its form.
  package var left: QuantityReference
  /// The right side, with its form.
  package var right: QuantityReference

  /// The equality that a form declares; nil for other kinds of rules.
  package init?(
    _ declaration: RuleDeclaration, of definition: FormDefinition
  ) throws(TemplateProblem) {
    guard declaration.kind == RuleKind.sameQuantity.rawValue else { return nil }
    self.declaration = declaration
    set = definition.set
    left = try Self.side("left", declaration, definition)
    right = try Self.side("right", declaration, definition)
  }

  /// Whether both sides stand on one form.
  package var isLocal: Bool { left.form == right.form }

  /// The cells of a side by the identity of their columns.
  package static func cells(
    _ side: QuantityReference, _ matrix: MatrixDefinition
  ) -> [(column: String, cell: FormCell)] {
    guard let row = matrix.row(code: side.code) else { return [] }
    return matrix.openCells(ofRow: row).compactMap { cell in
      let id = matrix.columns[cell.column].id
      return side.column == nil || side.column == id ? (id, cell) : nil
    }
  }

  /// The side of a declaration, its form filled in.
  static func side(
    _ name: String, _ declaration: RuleDeclaration, _ definition: FormDefinition
  ) throws(TemplateProblem) -> QuantityReference {
    let text = try declaration.needed(name)
    guard var side = QuantityReference(text) else {
      throw declaration.problem(
        .malformedParameter(
          rule: declaration.id, parameter: name, found: text, expected: "TE-01:0101@total"))
    }
    side.form = side.form ?? definition.id
    return side
  }
}

/// `same-quantity` inside one form.
package struct SameQuantityRule: Sendable {
  private let quantity: SameQuantity
  private let pairs: [(left: FormCell, right: FormCell)]

  /// Resolves an equality whose sides both stand on the form.
  package init(_ quantity: SameQuantity, matrix: MatrixDefinition) {
    self.quantity = quantity
    let lefts = SameQuantity.cells(quantity.left, matrix)
    let rights = SameQuantity.cells(quantity.right, matrix)
    let isNamed = quantity.left.column != nil && quantity.right.column != nil
    pairs = lefts.flatMap { left in
      rights.filter { isNamed || $0.column == left.column }.map { (left.cell, $0.cell) }
    }
  }

  /// What the equality says, for the search for the cell that is wrong.
  package var relations: [Relation] { pairs.map { .equal($0.left, $0.right) } }

  /// Each of two cells is fixed by the other.
  package var guards: [CellGuard] {
    pairs.flatMap { [CellGuard($0.left, .equality), CellGuard($0.right, .equality)] }
  }

  /// Adds a finding at each left cell that differs from its right one.
  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    let broken = pairs.filter { pair in
      let lefts = figures.candidates(pair.left)
      let rights = figures.candidates(pair.right)
      return !lefts.isEmpty && !rights.isEmpty && !lefts.contains(where: rights.contains)
    }
    let cells = Set(broken.map(\.left))
    for (left, right) in broken {
      guard !figures.operands(left).contains(where: cells.contains),
        let found = figures.value(left), let expected = figures.value(right)
      else { continue }
      log.add(
        .sameQuantityDiffers(expected: expected, found: found),
        quantity.declaration.severity, at: left, of: figures,
        rule: quantity.declaration.id, against: [right])
    }
  }
}
