import FormModel
import Indicators

/// One statement about the figures of a form that a rule or the form's own formulas make.
///
/// Rules say what is wrong; relations say the same in a shape that can be tried with other figures, so
/// that the smallest set of cells can be sought whose change puts everything right (Fellegi and Holt,
/// A systematic approach to automatic edit and imputation, JASA 71, 1976).
package enum Relation: Sendable, Hashable {
  /// The parts add up to the total.
  case sum(total: FormCell, parts: [FormCell])
  /// Two cells hold one quantity.
  case equal(FormCell, FormCell)
  /// The first cell is not above the second.
  case atMost(FormCell, FormCell)
  /// The total is not above the sum of groups that may overlap.
  case covered(total: FormCell, groups: [FormCell])
  /// A rate is numerator / denominator x multiplier within its printed decimals.
  case quotient(Quotient)
  /// A cell lies between two bounds, both allowed; a nil bound is open. With a floor it is judged only
  /// where some cells together are at least so much.
  case bounds(FormCell, ExactDecimal?, ExactDecimal?, Floor? = nil)
  /// The first cell is in proportion to the second.
  case proportion(FormCell, FormCell, Proportion)
  /// A cell holds a whole number.
  case whole(FormCell)

  /// How much some cells must be together for a statement to mean anything.
  package struct Floor: Sendable, Hashable {
    /// The cells.
    var terms: [FormCell]
    /// The least that they come to.
    var least: ExactDecimal
  }

  /// The cells that the relation is about.
  package var cells: [FormCell] {
    switch self {
    case .sum(let total, let parts): [total] + parts
    case .equal(let one, let other), .atMost(let one, let other): [one, other]
    case .covered(let total, let groups): [total] + groups
    case .quotient(let quotient): [quotient.cell, quotient.numerator, quotient.denominator]
    case .bounds(let cell, _, _, let floor): [cell] + (floor?.terms ?? [])
    case .proportion(let left, let right, _): [left, right]
    case .whole(let cell): [cell]
    }
  }

  /// Whether the relation fixes a figure to the unit and does not only bound it.
  package var isEquation: Bool {
    switch self {
    case .sum, .equal: true
    case .atMost, .covered, .quotient, .bounds, .proportion, .whole: false
    }
  }

  /// By how much the relation is missed: total minus parts, part minus whole and so on; nil for
  /// relations that are no difference, and where a figure is not there.
  ///
  /// A cell that does not apply (`x`) counts as zero.
  package func gap(_ value: (FormCell) -> ExactDecimal?) -> ExactDecimal? {
    switch self {
    case .sum(let total, let parts), .covered(let total, let parts):
      return Self.sum(parts, value).flatMap { parts in
        value(total).flatMap { $0.subtracting(parts) }
      }
    case .equal(let one, let other), .atMost(let one, let other):
      return value(other).flatMap { other in value(one).flatMap { $0.subtracting(other) } }
    case .quotient, .bounds, .proportion, .whole: return nil
    }
  }

  private static func sum(
    _ cells: [FormCell], _ value: (FormCell) -> ExactDecimal?
  ) -> ExactDecimal? {
    var sum = ExactDecimal.zero
    for cell in cells {
      guard let next = value(cell).flatMap(sum.adding) else { return nil }
      sum = next
    }
    return sum
  }

  /// Whether the relation holds for figures; a cell that does not apply (`x`) counts as zero in sums
  /// and is compared with nothing elsewhere.
  package func holds(
    _ value: (FormCell) -> ExactDecimal?, applies: (FormCell) -> Bool
  ) -> Bool {
    switch self {
    case .sum, .covered:
      guard let gap = gap(value) else { return true }
      return isEquation ? gap.isZero : gap.isNegative || gap.isZero
    case .equal(let one, let other), .atMost(let one, let other):
      guard applies(one), applies(other), let gap = gap(value) else { return true }
      return isEquation ? gap.isZero : gap.isNegative || gap.isZero
    case .quotient(let quotient):
      guard applies(quotient.cell), applies(quotient.numerator), applies(quotient.denominator),
        let rate = value(quotient.cell), let top = value(quotient.numerator),
        let bottom = value(quotient.denominator)
      else { return true }
      return quotient.isPrinted(rate, top, bottom) ?? true
    case .bounds(let cell, let low, let high, let floor):
      guard applies(cell), let found = value(cell) else { return true }
      if let floor {
        guard let terms = Self.sum(floor.terms, value), terms >= floor.least else { return true }
      }
      return !(low.map { found < $0 } ?? false) && !(high.map { found > $0 } ?? false)
    case .proportion(let left, let right, let proportion):
      guard applies(left), applies(right), let left = value(left), let right = value(right) else {
        return true
      }
      return !proportion.isBroken([left], [right])
    case .whole(let cell):
      guard applies(cell) else { return true }
      return value(cell)?.isWhole ?? true
    }
  }
}
