import FormModel
import Indicators
import SheetModel
import Text

/// The figures of a bound form as checks reckon with them, each cell in one of six states.
///
/// A computed cell that the sheet left without a value is reckoned from the definition, so that a
/// formula nobody calculated does not hide what is wrong with the cells around it. A total that only
/// sums the parts that happen to be given counts as missing: it is no statement about the whole
/// (`UnknownTotals`).
package struct FormFigures: Sendable {
  /// What checks may do with a cell.
  package enum State: Sendable, Hashable {
    /// Not a cell of figures, closed, or `x`: it adds nothing, and sums are whole without it.
    case absent
    /// A cell that the sheet lacks; a finding about its row or column tells.
    case unplaced
    /// Nothing given, or `…`: unknown to a check, and not zero.
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
  /// All cells of figures in the order of the form.
  package let cells: [FormCell]
  /// Whether the sheet computes any of the cells that the form computes.
  package let hasFormulas: Bool
  /// Whether any figure has a base typed or shown with it.
  package let hasBaseSigns: Bool
  /// Whether anything in the figures is marked as not applicable (`x`).
  package let hasNotApplicable: Bool
  /// Which totals and rates nobody can know.
  package let unknown: UnknownTotals
  private let evaluation: FormEvaluation
  private let columns: Int
  /// The states and contents of the cells, row by row.
  private var states: [State]
  private var contents: [CellContent?]
  /// What computed cells would show if every formula were live, where they show something else.
  private var restored: [FormCell: ExactDecimal] = [:]

  /// Prepares a form's figures; nil for a form that is no matrix.
  package init?(_ form: BoundForm) {
    guard let matrix = form.definition.matrix else { return nil }
    self.form = form
    self.matrix = matrix
    columns = matrix.columns.count
    states = Array(repeating: .absent, count: matrix.rows.count * columns)
    contents = Array(repeating: nil, count: states.count)
    var cells: [FormCell] = []
    for (row, entry) in matrix.rows.enumerated() {
      for (column, content) in entry.contents where column >= 0 && column < columns {
        contents[row * columns + column] = content
        if content != .closed { states[row * columns + column] = .unplaced }
      }
      for column in 0..<columns where contents[row * columns + column] != nil {
        cells.append(FormCell(row: row, column: column))
      }
    }
    self.cells = cells
    evaluation = FormEvaluation(matrix)
    unknown = UnknownTotals(form, matrix)
    var (hasFormulas, hasBaseSigns, hasNotApplicable) = (false, false, false)
    for (cell, bound) in form.cells {
      if bound.reading.base != nil { hasBaseSigns = true }
      if bound.reading.status == .notApplicable { hasNotApplicable = true }
      guard let index = Self.index(cell, columns, states.count) else { continue }
      states[index] = Self.state(of: bound)
      guard bound.hasFormula, !hasFormulas else { continue }
      switch contents[index] {
      case .sum, .quotient: hasFormulas = true
      case .open, .closed, nil: break
      }
    }
    self.hasFormulas = hasFormulas
    self.hasBaseSigns = hasBaseSigns
    self.hasNotApplicable = hasNotApplicable
    for cell in unknown.dropped { set(cell, .missing) }
    for cell in unknown.notApplicable { set(cell, .absent) }
    fillComputed()
    restoreComputed()
  }

  /// The state of a cell.
  package func state(_ cell: FormCell) -> State {
    Self.index(cell, columns, states.count).map { states[$0] } ?? .absent
  }

  /// Where a cell is among all; nil for one outside of the form.
  private static func index(_ cell: FormCell, _ columns: Int, _ count: Int) -> Int? {
    guard cell.row >= 0, cell.column >= 0, cell.column < columns else { return nil }
    let (start, overflow) = cell.row.multipliedReportingOverflow(by: columns)
    return !overflow && start < count ? start + cell.column : nil
  }

  private mutating func set(_ cell: FormCell, _ state: State) {
    if let index = Self.index(cell, columns, states.count) { states[index] = state }
  }

  /// What belongs in a cell; nil outside the figures.
  package func content(_ cell: FormCell) -> CellContent? {
    Self.index(cell, columns, states.count).flatMap { contents[$0] }
  }

  /// The figure of a cell; nil unless there is one.
  package func value(_ cell: FormCell) -> ExactDecimal? {
    if case .value(let value) = state(cell) { value } else { nil }
  }

  /// The officer's address of a cell; nil when the sheet lacks it.
  package func address(_ cell: FormCell) -> CellAddress? { form.cells[cell]?.address }

  /// What may be repeated of a cell as typed; of a stored percentage what it shows, such as `12.5 %`.
  package func typed(_ cell: FormCell) -> Evidence {
    form.cells[cell].map { Evidence($0) } ?? .none
  }

  /// What the definition gives for a computed cell from the figures of its operands.
  ///
  /// Nil for open cells and where an operand is missing, unreadable, or a denominator zero.
  package func computed(_ cell: FormCell) -> ExactDecimal? { computed(cell, from: value) }

  private func computed(
    _ cell: FormCell, from value: (FormCell) -> ExactDecimal?
  ) -> ExactDecimal? {
    guard operands(cell).allSatisfy({ state($0) == .absent || value($0) != nil }) else {
      return nil
    }
    return evaluation.computed(cell) { value($0).map { FormFigure($0) } ?? .notApplicable }?.value
  }

  /// The sum of cells that all hold figures; absent cells count for nothing, and nothing but such is nil.
  package func sum(_ cells: [FormCell]) -> ExactDecimal? {
    guard cells.allSatisfy({ state($0) == .absent || value($0) != nil }) else { return nil }
    var sum: ExactDecimal?
    for cell in cells {
      guard let value = value(cell) else { continue }
      guard let next = (sum ?? .zero).adding(value) else { return nil }
      sum = next
    }
    return sum
  }

  /// Every value that a cell may stand for: the one shown, and the one that live formulas give.
  ///
  /// A comparison is broken only where it is broken by all of them: a total that was typed over is
  /// reported at its own cell, and not again by every comparison it takes part in.
  package func candidates(_ cell: FormCell) -> [ExactDecimal] {
    guard let value = value(cell) else { return [] }
    return restored[cell].map { [value, $0] } ?? [value]
  }

  /// The figure of a cell as live formulas give it; nil where it has none.
  package func restoredValue(_ cell: FormCell) -> ExactDecimal? { restored[cell] ?? value(cell) }

  /// Cells as findings name them: by column inside the row of `cell`, else by code.
  package func related(_ cells: [FormCell], to cell: FormCell) -> [Finding.Related] {
    cells.compactMap { other in
      guard let address = address(other) else { return nil }
      let isInRow = other.row == cell.row
      let label = isInRow ? matrix.columns[other.column].label : matrix.rows[other.row].named
      return Finding.Related(
        cell: address, label: .name(label, of: .template), value: value(other))
    }
  }

  /// Whether a computed cell only shows what its operands give, and some of these have a fault.
  package func inherits(_ cell: FormCell, _ fault: (ExactDecimal) -> Bool) -> Bool {
    let operands = operands(cell)
    guard !operands.isEmpty, let value = value(cell), let computed = computed(cell),
      Quotient.agrees(value, with: computed, at: cell, self)
    else { return false }
    return operands.contains { self.value($0).map(fault) ?? false }
  }

  /// Whether a computed cell shows what the form computes for it, and follows when that changes.
  package func isLive(_ cell: FormCell) -> Bool {
    guard !operands(cell).isEmpty, let bound = form.cells[cell],
      bound.hasFormula || bound.isSilent, let shown = value(cell), let live = computed(cell)
    else { return false }
    return Quotient.agrees(shown, with: live, at: cell, self)
  }

  /// The cells that somebody filled behind a live total, its parts' parts in their place; empty for others.
  package func inputs(behind cell: FormCell) -> [FormCell] {
    guard isLive(cell) else { return [] }
    return operands(cell).flatMap { isLive($0) ? inputs(behind: $0) : [$0] }
  }

  /// The operands of a computed cell; empty for others.
  package func operands(_ cell: FormCell) -> [FormCell] {
    switch content(cell) {
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
    case .missing: return .missing
    case .notApplicable: return .absent
    }
  }

  /// Gives computed cells without a value the one of the definition; a chain of sums (rows of
  /// columns of rows) needs as many rounds as it is deep, and a cycle ends by the bound.
  private mutating func fillComputed() {
    var open = cells.filter { cell in
      guard state(cell) == .missing, let bound = form.cells[cell] else { return false }
      return !operands(cell).isEmpty && bound.reading.status != .notApplicable
    }
    for _ in 0..<8 where !open.isEmpty {
      let before = open.count
      open = open.filter { cell in
        guard let value = computed(cell) else { return true }
        set(cell, .value(value))
        return false
      }
      if open.count == before { return }
    }
  }

  /// Works out what every computed cell would show if all formulas were live, round by round as
  /// values change, under the same bound.
  private mutating func restoreComputed() {
    let cells = cells.filter { value($0) != nil && !operands($0).isEmpty }
    for _ in 0..<8 {
      var isStable = true
      for cell in cells {
        guard let shown = value(cell), let live = computed(cell, from: restoredValue),
          restoredValue(cell) != live,
          !Quotient.agrees(shown, with: live, at: cell, self)
        else { continue }
        restored[cell] = live
        isStable = false
      }
      if isStable { return }
    }
  }
}

extension FormRow {
  /// The code with the name of the indicator, cut after some forty characters.
  var named: String { label == code ? code : "\(code) \(label.shortened(to: 40))" }
}
