import FormModel
import Indicators
import SheetModel

/// Reports typed values that stand where the form has a formula.
///
/// A sheet in which no computed cell has a formula was made without formulas (by another program,
/// from delimited text); its totals are judged as sums only. In a sheet with formulas a typed total
/// is one finding, with the value of the formula, and is not reported as a wrong sum as well.
package enum OverwriteCheck {
  /// Whether a computed cell holds a typed figure in a sheet whose other totals are formulas.
  package static func typedOver(_ cell: FormCell, _ figures: FormFigures) -> Bool {
    guard figures.form.sourceHoldsFormulas,
      figures.operands(cell).contains(where: {
        figures.state($0) != .absent && figures.state($0) != .unplaced
      }),
      let bound = figures.form.cells[cell], !bound.hasFormula
    else { return false }
    switch bound.reading.status {
    case .reported, .zero: break
    case .missing, .notApplicable: return false
    }
    return figures.value(cell) != nil && figures.hasFormulas
  }

  /// Checks every computed cell in the order of the form.
  package static func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in figures.cells where typedOver(cell, figures) {
      guard let typed = figures.value(cell), !BaseCheck.isMixedUp(cell, figures) else { continue }
      let expected = figures.computed(cell)
      let agrees =
        expected.map { expected in
          Quotient.agrees(typed, with: expected, at: cell, figures)
            || figures.restoredValue(cell) == typed
        } ?? true
      if !agrees { log.settle(cell) }
      let operands = figures.operands(cell)
      _ = log.opens(cell, from: operands)
      let kind = Finding.Kind.formulaOverwritten(expected: expected)
      if agrees {
        log.add(
          kind, .warning, at: cell, of: figures, related: figures.related(operands, to: cell))
      } else {
        log.add(kind, .error, at: cell, of: figures, against: operands)
      }
    }
  }
}
