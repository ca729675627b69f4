import Forms
import Indicators
import SheetModel

/// The figures of a bound form as checks reckon with them, each cell in one of five states.
///
/// A computed cell that the sheet left without a value is reckoned from the definition, so that a
/// formula nobody calculated does not hide what is wrong with the cells around it.
package struct FormFigures: Sendable {
  /// What checks may do with a cell.
  package enum State: Sendable, Hashable {
    /// Not a cell of figures, closed, or without a place in the sheet.
    case absent
    /// Nothing given, `…` or `x`: unknown to a check, and not zero.
    case missing
    /// A figure.
    case value(ExactDecimal)
    /// Something that is no clean figure; a finding of its own tells, and sums leave it out.
    case unreadable
  }

  /// The bound form.
  package let form: BoundForm
  /// The definition's table.
  package let matrix: MatrixDefinition
  /// Whether the sheet computes any of the cells that the form computes.
  package let hasFormulas: Bool
  private var states: [FormCell: State] = [:]
  /// What the form's formula gives for computed cells that were typed over with another value.
  private(set) var replaced: [FormCell: ExactDecimal] = [:]

  /// Prepares a form's figures; nil for a form that is no matrix.
  package init?(_ form: BoundForm) {
    guard let matrix = form.definition.matrix else { return nil }
    self.form = form
    self.matrix = matrix
    hasFormulas = form.cells.contains { cell, bound in
      guard bound.hasFormula else { return false }
      switch matrix.content(cell) {
      case .sum, .quotient: return true
      case .open, .closed, nil: return false
      }
    }
    for (cell, bound) in form.cells { states[cell] = Self.state(of: bound) }
    fillComputed()
  }

  /// The state of a cell.
  package func state(_ cell: FormCell) -> State { states[cell] ?? .absent }

  /// The figure of a cell; nil unless there is one.
  package func value(_ cell: FormCell) -> ExactDecimal? {
    if case .value(let value) = state(cell) { value } else { nil }
  }

  /// The officer's address of a cell; nil when the sheet lacks it.
  package func address(_ cell: FormCell) -> CellAddress? { form.cells[cell]?.address }

  /// The text of a cell as typed.
  package func typed(_ cell: FormCell) -> String { form.cells[cell]?.typed ?? "" }

  /// The same figures, told that a typed value stands where the form computes another.
  package mutating func replace(_ cell: FormCell, computed: ExactDecimal) {
    replaced[cell] = computed
  }

  /// What the definition gives for a computed cell from the figures of its operands.
  ///
  /// Nil for open cells and where an operand is missing, unreadable, or a denominator zero.
  package func computed(_ cell: FormCell) -> ExactDecimal? {
    switch matrix.content(cell) {
    case .sum(let parts): return sum(parts)
    case .quotient(let numerator, let denominator, let multiplier, let decimals):
      guard let top = value(numerator), let bottom = value(denominator) else { return nil }
      return top.multiplied(by: Int64(multiplier))?.divided(by: bottom, decimals: decimals)
    case .open, .closed, nil: return nil
    }
  }

  /// The sum of cells that all hold figures; absent cells count for nothing.
  package func sum(_ cells: [FormCell]) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    var count = 0
    for cell in cells {
      switch state(cell) {
      case .absent: continue
      case .missing, .unreadable: return nil
      case .value(let value):
        guard let next = sum.adding(value) else { return nil }
        sum = next
        count += 1
      }
    }
    return count > 0 ? sum : nil
  }

  /// Every value that a cell may stand for: the typed one, and the one that it replaced.
  package func candidates(_ cell: FormCell) -> [ExactDecimal] {
    guard let value = value(cell) else { return [] }
    return replaced[cell].map { [value, $0] } ?? [value]
  }

  /// Cells as findings name them: by column inside the row of `cell`, else by code.
  package func related(_ cells: [FormCell], to cell: FormCell) -> [Finding.Related] {
    cells.compactMap { other in
      guard let address = address(other) else { return nil }
      let label =
        other.row == cell.row ? matrix.columns[other.column].label : matrix.rows[other.row].code
      return Finding.Related(cell: address, label: label, value: value(other))
    }
  }

  /// The operands of a computed cell; empty for others.
  package func operands(_ cell: FormCell) -> [FormCell] {
    switch matrix.content(cell) {
    case .sum(let parts): parts
    case .quotient(let numerator, let denominator, _, _): [numerator, denominator]
    case .open, .closed, nil: []
    }
  }

  private static func state(of bound: BoundCell) -> State {
    switch bound.reading.issue {
    case .numberAsText, nil: break
    case .formulaWithoutValue: return .missing
    case .notANumber, .ambiguous, .errorValue, .dateForNumber, .booleanForNumber, .tooManyDigits:
      return .unreadable
    }
    switch bound.reading.status {
    case .reported, .zero: return bound.reading.value.map(State.value) ?? .unreadable
    case .missing, .notApplicable: return .missing
    }
  }

  /// Gives computed cells without a value the one of the definition; a chain of sums (rows of
  /// columns of rows) needs as many rounds as it is deep, and a cycle ends by the bound.
  private mutating func fillComputed() {
    var open = matrix.figureCells.filter { cell in
      guard state(cell) == .missing, let bound = form.cells[cell] else { return false }
      return !operands(cell).isEmpty && bound.reading.status != .notApplicable
    }
    for _ in 0..<8 where !open.isEmpty {
      let before = open.count
      open = open.filter { cell in
        guard let value = computed(cell) else { return true }
        states[cell] = .value(value)
        return false
      }
      if open.count == before { return }
    }
  }
}
