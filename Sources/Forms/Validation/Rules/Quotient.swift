import FormModel
import Indicators

/// A rate's figure against its numerator and denominator, within the decimals that are printed.
package struct Quotient: Sendable, Hashable {
  /// The cell of the rate.
  package var cell: FormCell
  /// The cell of the numerator.
  package var numerator: FormCell
  /// The cell of the denominator.
  package var denominator: FormCell
  /// 100, 1,000 or 100,000.
  package var multiplier: Int
  /// The decimals that the row is rounded to.
  package var decimals: Int

  /// The quotient that a cell of the form is; nil for other cells.
  package init?(_ cell: FormCell, _ matrix: MatrixDefinition) {
    guard
      case .quotient(let numerator, let denominator, let multiplier, let decimals) =
        matrix.content(cell)
    else { return nil }
    self.cell = cell
    self.numerator = numerator
    self.denominator = denominator
    self.multiplier = multiplier
    self.decimals = decimals
  }

  /// The exact value times a power of ten, rounded to some decimals; nil without operands.
  ///
  /// A numerator or denominator that was typed over counts as typed.
  package func value(_ figures: FormFigures, shift: Int = 0, decimals: Int) -> ExactDecimal? {
    guard let top = figures.value(numerator), let bottom = figures.value(denominator) else {
      return nil
    }
    return value(top, bottom, shift: shift, decimals: decimals)
  }

  /// Whether a figure is the quotient within its own decimals or the row's, whichever are fewer.
  package func agrees(_ found: ExactDecimal, _ figures: FormFigures) -> Bool? {
    var isKnown = false
    for top in figures.candidates(numerator) {
      for bottom in figures.candidates(denominator) {
        switch isPrinted(found, top, bottom) {
        case true?: return true
        case false?: isKnown = true
        case nil: continue
        }
      }
    }
    return isKnown ? false : nil
  }

  /// The same for a numerator and a denominator; nil where these give no rate.
  package func isPrinted(
    _ found: ExactDecimal, _ top: ExactDecimal, _ bottom: ExactDecimal
  ) -> Bool? {
    let places = min(found.scale, decimals)
    guard let expected = value(top, bottom, shift: 0, decimals: places) else { return nil }
    let printed = found.rounded(to: places)
    return expected == printed || isTie(printed, top, bottom, places)
  }

  /// The rate of a numerator and a denominator at the decimals of its row; nil where there is none.
  package func rate(_ top: ExactDecimal, _ bottom: ExactDecimal) -> ExactDecimal? {
    value(top, bottom, shift: 0, decimals: decimals)
  }

  /// The power of ten, from -3 to 3, by which a figure is off; nil when it is off by something else.
  package func baseShift(_ found: ExactDecimal, _ figures: FormFigures) -> Int? {
    guard !found.isZero else { return nil }
    return [-1, 1, -2, 2, -3, 3].first { shift in
      let places = max(0, min(found.scale, decimals + max(0, -shift)) - max(0, shift))
      return value(figures, shift: shift, decimals: places) == found.rounded(to: places)
        && !found.rounded(to: places).isZero
    }
  }

  /// Whether a typed figure is what the form's formula gives: exactly for sums, within the printed
  /// decimals for rates.
  package static func agrees(
    _ typed: ExactDecimal, with computed: ExactDecimal, at cell: FormCell, _ figures: FormFigures
  ) -> Bool {
    guard let quotient = Quotient(cell, figures.matrix) else { return typed == computed }
    return quotient.agrees(typed, figures) ?? true
  }

  /// Whether the exact value lies half way to the next decimal, where programs round either way.
  private func isTie(
    _ printed: ExactDecimal, _ top: ExactDecimal, _ bottom: ExactDecimal, _ places: Int
  ) -> Bool {
    guard let exact = value(top, bottom, shift: 0, decimals: min(places + 6, 12)),
      let distance = exact.subtracting(printed),
      let half = ExactDecimal(coefficient: 5, scale: places + 1)
    else { return false }
    return distance == half || distance.multiplied(by: -1) == half
  }

  private func value(
    _ top: ExactDecimal, _ bottom: ExactDecimal, shift: Int, decimals: Int
  ) -> ExactDecimal? {
    let power = (0..<abs(shift)).reduce(Int64(1)) { power, _ in power * 10 }
    guard let raised = top.multiplied(by: Int64(multiplier)),
      let scaled = raised.multiplied(by: shift > 0 ? power : 1),
      let divisor = bottom.multiplied(by: shift < 0 ? power : 1)
    else { return nil }
    return scaled.divided(by: divisor, decimals: decimals)
  }
}
