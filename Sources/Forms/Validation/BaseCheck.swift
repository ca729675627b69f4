import FormModel
import Indicators

/// Reports figures in another base than their row's: ‰ for %, a fraction for a percentage.
///
/// A base typed with the number that is not the row's is enough. Without one, a figure that is 10,
/// 100 or 1,000 times too large or too small for its numerator and denominator tells. Such a cell
/// has this one finding; its quotient and range are not reported again.
package enum BaseCheck {
  /// Checks every cell of figures.
  package static func check(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in figures.cells {
      guard isMixedUp(cell, figures) else {
        noteSign(at: cell, figures, into: &log)
        continue
      }
      let quotient = Quotient(cell, figures.matrix)
      _ = log.opens(cell, from: figures.operands(cell))
      log.settle(cell)
      log.add(
        .baseMixedUp(
          expected: quotient.flatMap { $0.value(figures, decimals: $0.decimals) },
          typed: mismatchedBase(cell, figures)?.rawValue ?? "",
          unit: figures.matrix.rows[cell.row].unit),
        .error, at: cell, of: figures,
        against: figures.operands(cell))
    }
  }

  /// Tells of a base that is not the row's beside a figure that is right for the row.
  private static func noteSign(
    at cell: FormCell, _ figures: FormFigures, into log: inout FindingLog
  ) {
    guard let typed = mismatchedBase(cell, figures), let found = figures.value(cell) else { return }
    log.add(
      .baseMixedUp(
        expected: found, typed: typed.rawValue, unit: figures.matrix.rows[cell.row].unit),
      .warning, at: cell, of: figures)
  }

  /// Whether a cell's figure is in another base than its row's.
  package static func isMixedUp(_ cell: FormCell, _ figures: FormFigures) -> Bool {
    guard let found = figures.value(cell) else { return false }
    let quotient = Quotient(cell, figures.matrix)
    if mismatchedBase(cell, figures) != nil { return quotient?.agrees(found, figures) != true }
    guard let quotient, quotient.agrees(found, figures) == false else { return false }
    return quotient.baseShift(found, figures) != nil
  }

  /// The base typed with a figure, if the row has another.
  private static func mismatchedBase(
    _ cell: FormCell, _ figures: FormFigures
  ) -> FigureReading.Base? {
    guard let typed = figures.form.cells[cell]?.reading.base else { return nil }
    return typed == base(of: figures.matrix.rows[cell.row]) ? nil : typed
  }

  /// The base of a row by its unit; ratios (`bé trai/100 bé gái`) are of a hundred.
  private static func base(of row: FormRow) -> FigureReading.Base? {
    guard row.target?.measure == .rate else { return nil }
    if row.unit.contains("‰") || row.unit.contains("1.000") { return .permille }
    if row.unit.contains("100.000") { return .perHundredThousand }
    return row.unit.contains("%") || row.target?.kind == .ratio ? .percent : nil
  }
}
