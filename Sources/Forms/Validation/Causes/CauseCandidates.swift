import FormModel
import Indicators

/// Which figures a cell would have to hold for relations to come right.
struct CauseCandidates {
  let state: CauseState

  /// No cell is tried with more figures than this.
  private static let most = 16

  /// The figures worth trying in a cell, those that an equation asks for first.
  func values(of cell: FormCell, for component: [Int]) -> [ExactDecimal] {
    guard let now = state.value(cell) else { return [] }
    let moved = now.adding(ExactDecimal(1)).map { state.moved(cell, to: $0) }
    var found: [ExactDecimal] = []
    var isFixed = false
    // No figure of a form is below zero, and zero is the answer to an equation alone: as a denominator
    // it ends every comparison.
    func add(_ value: ExactDecimal?, isExact: Bool = false) {
      guard let value = value?.normalized, value != now, !value.isNegative,
        isExact || !value.isZero, !found.contains(value), found.count < Self.most
      else { return }
      found.append(value)
    }
    var bounds: [ExactDecimal] = []
    for index in component where state.broken.contains(index) {
      let relation = state.net.relations[index]
      switch relation {
      case .sum, .equal, .atMost, .covered:
        guard let moved, let value = meeting(relation, now, moved) else { continue }
        if relation.isEquation {
          isFixed = true
          add(value, isExact: true)
        } else {
          bounds.append(value)
        }
      case .quotient(let quotient):
        for value in answers(quotient, cell, now, moved) { add(value) }
      case .proportion(let left, let right, let proportion):
        bounds += nearest(left, right, proportion, now, moved)
      case .bounds(let own, let low, let high, _) where own == cell:
        if let value = state.value(cell) {
          if let low, value < low { bounds.append(low) }
          if let high, value > high { bounds.append(high) }
        }
      case .bounds, .whole: continue
      }
    }
    for value in formerly(cell) { add(value) }
    if !isFixed { for value in Mistake.origins(of: now) { add(value) } }
    for value in bounds { add(value) }
    return found
  }

  /// What may have stood in a cell that is marked as not applicable, by the cells that it must not be
  /// below.
  private func formerly(_ cell: FormCell) -> [ExactDecimal] {
    guard state.figures.state(cell) == .absent else { return [] }
    return state.net.relations(of: cell).compactMap { index in
      switch state.net.relations[index] {
      case .atMost(let part, cell): state.value(part)
      case .equal(let other, cell), .equal(cell, let other): state.value(other)
      default: nil
      }
    }
  }

  /// The figure that makes a difference zero, from its slope; for inequalities the nearest whole one.
  private func meeting(
    _ relation: Relation, _ now: ExactDecimal, _ moved: CauseState
  ) -> ExactDecimal? {
    guard let gap = relation.gap(state.value), let next = relation.gap(moved.value),
      let slope = next.subtracting(gap), slope.isWhole, !slope.isZero
    else { return nil }
    let step = slope.normalized.coefficient
    if step == -1 { return now.adding(gap) }
    if step == 1 { return now.subtracting(gap) }
    return gap.divided(by: slope, decimals: 0).flatMap { now.subtracting($0) }
  }

  /// The figures of a cell that make a printed rate right.
  private func answers(
    _ quotient: Quotient, _ cell: FormCell, _ now: ExactDecimal, _ moved: CauseState?
  ) -> [ExactDecimal] {
    guard let rate = state.value(quotient.cell), let top = state.value(quotient.numerator),
      let bottom = state.value(quotient.denominator)
    else { return [] }
    if cell == quotient.cell { return [quotient.rate(top, bottom)].compactMap(\.self) }
    guard let moved else { return [] }
    func shift(_ wanted: ExactDecimal?, of operand: FormCell) -> ExactDecimal? {
      wanted.flatMap { self.shift(now, moved, so: operand, is: $0) }
    }
    let perUnit = Int64(quotient.multiplier)
    let multiplier = ExactDecimal(perUnit)
    let wantedTop = rate.multiplied(by: bottom)?.divided(by: multiplier, decimals: 0)
    let wantedBottom = top.multiplied(by: perUnit)?.divided(by: rate, decimals: 0)
    return [
      shift(wantedTop, of: quotient.numerator), shift(wantedBottom, of: quotient.denominator),
    ].compactMap(\.self)
  }

  /// The figure of a cell that gives another one, which follows it, a certain value.
  private func shift(
    _ now: ExactDecimal, _ moved: CauseState, so operand: FormCell, is wanted: ExactDecimal
  ) -> ExactDecimal? {
    guard let before = state.value(operand), let after = moved.value(operand), after != before,
      let gap = wanted.subtracting(before)
    else { return nil }
    return now.adding(gap)
  }

  /// The nearest figures that are in proportion.
  private func nearest(
    _ left: FormCell, _ right: FormCell, _ proportion: Proportion, _ now: ExactDecimal,
    _ moved: CauseState?
  ) -> [ExactDecimal] {
    guard let moved, let one = state.value(left), let other = state.value(right) else { return [] }
    return [proportion.minimum, proportion.maximum].compactMap { $0 }.flatMap { factor in
      [
        other.multiplied(by: factor).flatMap { shift(now, moved, so: left, is: $0.rounded(to: 0)) },
        one.divided(by: factor, decimals: 0).flatMap { shift(now, moved, so: right, is: $0) },
      ].compactMap(\.self)
    }
  }
}
