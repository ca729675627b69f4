import Indicators

/// The computed cells of a sheet that nobody can know, because a cell that they are computed from is
/// missing or does not apply, whatever the sheet shows in them.
///
/// A spreadsheet's SUM passes `…` and empty cells over and shows what is left as if it were the whole.
/// Such a total is missing, and so is every total and rate that is computed from it, also where the
/// value in the file is an older one. A figure that was typed over the formula stays what it is: a
/// statement of the officer. In a sheet without any formula (delimited text, other programs) a figure
/// that is exactly what the given parts make counts as computed, any other as typed.
package struct UnknownTotals: Sendable {
  /// The missing cells that each unknown computed cell comes from, in the order of the form.
  package private(set) var roots: [FormCell: [FormCell]] = [:]
  /// The cells that show a figure which is none: it is taken for missing.
  package private(set) var dropped: Set<FormCell> = []
  /// The cells whose figure was typed over missing parts: it stays, and cannot be checked.
  package private(set) var kept: Set<FormCell> = []
  /// The computed cells that do not apply, because what they are computed from does not.
  package private(set) var notApplicable: Set<FormCell> = []

  /// No cell of a form names more missing cells than this.
  private static let maximumRoots = 64
  /// A chain of computed cells longer than this is a circle, which lint refuses.
  private static let maximumDepth = 16

  /// Works out which computed cells of a form in a sheet are unknown; at once where nothing is missing.
  package init(_ form: BoundForm, _ matrix: MatrixDefinition) {
    let hasGap = form.cells.contains { cell, bound in
      bound.reading.value == nil && !bound.isUncomputed(matrix.content(cell))
    }
    guard hasGap else { return }
    var search = Search(form: form, matrix: matrix)
    for cell in matrix.figureCells { _ = search.missing(cell, depth: 0) }
    for cell in matrix.figureCells where search.hasNoMeaning(cell, depth: 0) {
      // Another formula that shows a figure states it.
      guard let bound = form.cells[cell], bound.hasFormula, search.isComputed(cell) else {
        continue
      }
      let isSum = if case .sum? = matrix.content(cell) { true } else { false }
      if isSum, let shown = bound.reading.value, !shown.isZero { continue }
      notApplicable.insert(cell)
    }
    (roots, dropped, kept) = (search.roots, search.dropped, search.kept)
    for cell in notApplicable {
      roots[cell] = nil
      dropped.remove(cell)
    }
  }

  /// What the sheet says of a computed cell in place of what it shows; nil where that stands.
  package func figure(_ cell: FormCell) -> FormFigure? {
    if notApplicable.contains(cell) { return .notApplicable }
    return dropped.contains(cell) ? .missing : nil
  }

  private struct Search {
    let form: BoundForm
    let matrix: MatrixDefinition
    let hasFormulas: Bool
    var roots: [FormCell: [FormCell]] = [:]
    var dropped: Set<FormCell> = []
    var kept: Set<FormCell> = []
    private var known: [FormCell: [FormCell]] = [:]

    init(form: BoundForm, matrix: MatrixDefinition) {
      self.form = form
      self.matrix = matrix
      hasFormulas =
        form.sourceHoldsFormulas
        && form.cells.contains { cell, bound in
          bound.hasFormula && !matrix.operands(cell).isEmpty
        }
    }

    func isComputed(_ cell: FormCell) -> Bool { !matrix.operands(cell).isEmpty }

    /// The missing cells that make a cell missing; itself for an open cell without a figure.
    mutating func missing(_ cell: FormCell, depth: Int) -> [FormCell] {
      if let answer = known[cell] { return answer }
      guard depth < UnknownTotals.maximumDepth else { return [] }
      let bound = form.cells[cell]
      let isMissing = bound.map { $0.reading.status == .missing } ?? false
      let operands = matrix.operands(cell)
      guard !operands.isEmpty else {
        let isOpen = matrix.content(cell) == .open
        return isOpen && isMissing ? [cell] : []
      }
      // An officer's `…` or an error in the place of a total is missing by itself.
      if isMissing, bound?.isSilent == false {
        known[cell] = [cell]
        return [cell]
      }
      var own: [FormCell] = []
      for operand in operands {
        for root in missing(operand, depth: depth + 1)
        where own.count < UnknownTotals.maximumRoots && !own.contains(root) { own.append(root) }
      }
      known[cell] = judge(cell, bound, roots: own)
      return known[cell] ?? []
    }

    private mutating func judge(
      _ cell: FormCell, _ bound: BoundCell?, roots own: [FormCell]
    ) -> [FormCell] {
      guard !own.isEmpty else { return [] }
      roots[cell] = own.sorted()
      guard let bound, let shown = bound.reading.value else { return own }
      let isLeftover = !hasFormulas && isWhatIsGiven(shown, cell) && !isConfirmed(shown, cell)
      if bound.hasFormula || isLeftover {
        dropped.insert(cell)
        return own
      }
      kept.insert(cell)
      return []
    }

    /// Whether another breakdown of the row, all of it given, comes to the same total.
    private func isConfirmed(_ shown: ExactDecimal, _ cell: FormCell) -> Bool {
      guard case .sum(let parts)? = matrix.content(cell), matrix.rows.indices.contains(cell.row),
        parts.allSatisfy({ $0.row == cell.row })
      else { return false }
      let columns = matrix.rows[cell.row].contents.keys.filter { $0 != cell.column }
      let groups = Dictionary(grouping: columns) { column -> String in
        if case .value(let value) = matrix.columns[column].role { value.breakdown } else { "" }
      }
      return groups.contains { breakdown, columns in
        guard !breakdown.isEmpty, columns.count > 1 else { return false }
        var sum = ExactDecimal.zero
        for column in columns {
          guard let value = form.cells[FormCell(row: cell.row, column: column)]?.reading.value,
            let next = sum.adding(value)
          else { return false }
          sum = next
        }
        return sum == shown
      }
    }

    /// Whether a figure is what the cells around it make when the missing ones are passed over.
    private func isWhatIsGiven(_ shown: ExactDecimal, _ cell: FormCell) -> Bool {
      switch matrix.content(cell) {
      case .sum(let parts):
        let given = parts.compactMap { form.cells[$0]?.reading.value }
        guard !given.isEmpty else { return false }
        var sum = ExactDecimal.zero
        for value in given {
          guard let next = sum.adding(value) else { return false }
          sum = next
        }
        return sum == shown
      case .quotient(let numerator, let denominator, let multiplier, let decimals):
        let places = min(shown.scale, decimals)
        guard let top = form.cells[numerator]?.reading.value,
          let bottom = form.cells[denominator]?.reading.value,
          let value = top.multiplied(by: Int64(multiplier))?.divided(by: bottom, decimals: places)
        else { return false }
        return value == shown.rounded(to: places)
      case .open, .closed, nil: return false
      }
    }

    /// Whether a cell does not apply: `x` in an open cell, a total of nothing but such, a rate of one.
    func hasNoMeaning(_ cell: FormCell, depth: Int) -> Bool {
      guard depth < UnknownTotals.maximumDepth else { return false }
      switch matrix.content(cell) {
      case .open: return form.cells[cell]?.reading.status == .notApplicable
      case .sum(let parts):
        return !parts.isEmpty && parts.allSatisfy { hasNoMeaning($0, depth: depth + 1) }
      case .quotient(let numerator, let denominator, _, _):
        return hasNoMeaning(numerator, depth: depth + 1)
          || hasNoMeaning(denominator, depth: depth + 1)
      case .closed, nil: return false
      }
    }
  }
}

extension BoundCell {
  /// Whether a computed cell has no figure of its own accord: empty, or never calculated.
  fileprivate func isUncomputed(_ content: CellContent?) -> Bool {
    switch content {
    case .sum, .quotient: isSilent
    case .open, .closed, nil: false
    }
  }
}
