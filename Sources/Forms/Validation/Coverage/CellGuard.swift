import FormModel

/// What a rule would notice of one cell's figure.
package struct CellGuard: Hashable, Sendable {
  /// From which side a figure is bounded.
  package enum Side: String, Sendable, CaseIterable, Comparable {
    /// A figure that is too small is noticed.
    case low
    /// A figure that is too large is noticed.
    case high
    /// Any other figure is noticed.
    case equality

    /// The side from which the other of two compared cells is bounded.
    var opposite: Side {
      switch self {
      case .low: .high
      case .high: .low
      case .equality: .equality
      }
    }

    /// In the order of the cases.
    package static func < (a: Side, b: Side) -> Bool {
      let order = Side.allCases
      return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
    }
  }

  /// The cell.
  package var cell: FormCell
  /// From which side.
  package var side: Side

  /// Whether the rule notices only where a total was typed in the place of its formula.
  package var needsTypedTotal: Bool

  /// A cell that is bounded from a side.
  package init(_ cell: FormCell, _ side: Side, needsTypedTotal: Bool = false) {
    self.cell = cell
    self.side = side
    self.needsTypedTotal = needsTypedTotal
  }
}

extension PartInequality {
  /// The part is bounded from above, the whole from below.
  var guards: [CellGuard] { [CellGuard(part, .high), CellGuard(whole, .low)] }
}
