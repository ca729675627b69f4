import FormModel
import Indicators

/// The figures of a form, some of them put to other values to see what would hold then.
struct CauseState {
  let net: CauseNet
  let figures: FormFigures
  private var changed: [FormCell: ExactDecimal] = [:]
  /// The relations that do not hold.
  private(set) var broken: Set<Int>

  /// What a change does: the relations that come to hold, and those that cease to.
  struct Effect {
    var fixed: [Int] = []
    var broken: [Int] = []
  }

  /// The figures as the sheet has them.
  init(_ net: CauseNet, _ figures: FormFigures) {
    self.net = net
    self.figures = figures
    broken = []
    for index in net.relations.indices where !holds(index) { broken.insert(index) }
  }

  /// Whether a cell shows what its live formula gives and follows when its operands change.
  func isLive(_ cell: FormCell) -> Bool { figures.isLive(cell) }

  /// The figure of a cell; zero for one marked `x`, nil where nothing can be compared.
  func value(_ cell: FormCell) -> ExactDecimal? {
    if let value = changed[cell] { return value }
    switch figures.state(cell) {
    case .value(let value): return value
    case .absent: return .zero
    case .missing, .unplaced, .unreadable: return nil
    }
  }

  private func applies(_ cell: FormCell) -> Bool {
    changed[cell] != nil || figures.state(cell) != .absent
  }

  func holds(_ index: Int) -> Bool {
    net.relations[index].holds(value, applies: applies)
  }

  /// The same figures with some cells changed, live ones following.
  func changing(_ changes: [(cell: FormCell, value: ExactDecimal)]) -> (CauseState, Effect) {
    var next = self
    for (cell, value) in changes { next.changed[cell] = value }
    let cells = changes.map(\.cell)
    let followers = net.followers(of: cells, isLive: figures.isLive)
    for cell in followers { next.changed[cell] = next.computed(cell) ?? next.value(cell) }
    var effect = Effect()
    var seen: Set<Int> = []
    for cell in cells + followers {
      for index in net.relations(of: cell) where seen.insert(index).inserted {
        let (was, holds) = (!broken.contains(index), next.holds(index))
        if was, !holds {
          effect.broken.append(index)
          next.broken.insert(index)
        } else if !was, holds {
          effect.fixed.append(index)
          next.broken.remove(index)
        }
      }
    }
    return (next, effect)
  }

  /// A live cell from its operands as they are now.
  private func computed(_ cell: FormCell) -> ExactDecimal? {
    switch figures.content(cell) {
    case .sum(let parts):
      var sum = ExactDecimal.zero
      for part in parts {
        guard let next = value(part).flatMap(sum.adding) else { return nil }
        sum = next
      }
      return sum
    case .quotient:
      guard let quotient = Quotient(cell, figures.matrix), let top = value(quotient.numerator),
        let bottom = value(quotient.denominator)
      else { return nil }
      return quotient.rate(top, bottom)
    case .open, .closed, nil: return nil
    }
  }

  /// The cells that a person fills behind some cells: live totals give way to their parts.
  func inputs(of cells: [FormCell]) -> [FormCell] {
    var found: Set<FormCell> = []
    var open = cells
    var seen: Set<FormCell> = []
    while let cell = open.popLast() {
      guard seen.insert(cell).inserted else { continue }
      if isLive(cell) {
        open += figures.operands(cell)
      } else if value(cell) != nil, figures.content(cell) != .closed, figures.address(cell) != nil {
        found.insert(cell)
      }
    }
    return found.sorted()
  }
}
