import Indicators

/// The one evaluator of sums and quotients of a matrix form, for reading and for writing forms.
///
/// It works on exact decimals and on the definition alone, whatever a sheet's own formulas say.
public struct FormEvaluation: Sendable {
  /// The table whose computed cells are evaluated.
  public let matrix: MatrixDefinition

  /// An evaluator of a table.
  public init(_ matrix: MatrixDefinition) { self.matrix = matrix }

  /// The figure of a cell: what `given` says of it, else what the definition computes for it.
  ///
  /// Only computed cells that `given` answers with nil are evaluated, and so are computed cells
  /// among their parts. An open cell without an answer is missing, a closed one not applicable.
  /// A sum adds the parts that apply; it is missing when one of them is missing, for what is left is no
  /// whole, and not applicable when no part applies. A quotient is missing when a part is missing, when
  /// the denominator is zero or when the result has too many digits; not applicable when a part is.
  public func figure(of cell: FormCell, given: (FormCell) -> FormFigure?) -> FormFigure {
    figure(of: cell, depth: 0, given: given)
  }

  /// What the definition computes for a cell from the given figures, passing over what is given
  /// for the cell itself; nil for a cell that is not computed.
  public func computed(_ cell: FormCell, given: (FormCell) -> FormFigure?) -> FormFigure? {
    guard let content = matrix.content(cell) else { return nil }
    return computed(content, depth: 0, given: given)
  }

  /// All figures of the form in the order of `MatrixDefinition.figureCells`, closed cells too.
  public func figures(given: (FormCell) -> FormFigure?) -> [(cell: FormCell, figure: FormFigure)] {
    matrix.figureCells.map { ($0, figure(of: $0, given: given)) }
  }

  /// A chain of computed cells longer than this is a circle, which lint refuses.
  private static let maximumDepth = 16

  private func figure(
    of cell: FormCell, depth: Int, given: (FormCell) -> FormFigure?
  ) -> FormFigure {
    if let figure = given(cell) { return figure }
    guard let content = matrix.content(cell), depth < Self.maximumDepth else { return .missing }
    if content == .closed { return .notApplicable }
    return computed(content, depth: depth, given: given) ?? .missing
  }

  private func computed(
    _ content: CellContent, depth: Int, given: (FormCell) -> FormFigure?
  ) -> FormFigure? {
    switch content {
    case .open, .closed: return nil
    case .sum(let parts): return sum(parts, depth: depth, given: given)
    case .quotient(let numerator, let denominator, let multiplier, let decimals):
      let top = figure(of: numerator, depth: depth + 1, given: given)
      let bottom = figure(of: denominator, depth: depth + 1, given: given)
      if top.status == .notApplicable || bottom.status == .notApplicable { return .notApplicable }
      guard let above = top.value, let below = bottom.value,
        let product = above.multiplied(by: Int64(multiplier))
      else { return .missing }
      return FormFigure(product.divided(by: below, decimals: decimals))
    }
  }

  private func sum(
    _ parts: [FormCell], depth: Int, given: (FormCell) -> FormFigure?
  ) -> FormFigure {
    var total = ExactDecimal.zero
    var applies = false
    for part in parts {
      let figure = figure(of: part, depth: depth + 1, given: given)
      if figure.status == .notApplicable { continue }
      guard let value = figure.value, let sum = total.adding(value) else { return .missing }
      applies = true
      total = sum
    }
    if parts.isEmpty { return .missing }
    return applies ? FormFigure(total) : .notApplicable
  }
}
