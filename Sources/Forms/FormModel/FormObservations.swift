import Indicators
import SheetModel

extension BoundForm {
  /// The observations of the form in the definition's order: every cell of figures that is not
  /// closed, missing ones too; nil while unit or period is unknown.
  ///
  /// A computed cell that the sheet leaves empty, or whose formula was never calculated, has the
  /// value that `FormEvaluation` gives it; one that the sheet answers keeps the sheet's answer, unless
  /// its formula passed over what is missing (`UnknownTotals`).
  /// Values have no trailing zeros, so that all formats give the same bytes. The explanation
  /// (Giải trình) of a row belongs to the first figure of the row and is given only there.
  /// `file` and `sha256` go into the origins; a cell that the sheet lacks has an origin without
  /// address.
  public func observations(file: String, sha256: String) -> [Observation]? {
    guard let plan = ObservationPlan(definition),
      let own = FormObservations(self, plan: plan, file: file, sha256: sha256)
    else { return nil }
    return own.figures.sorted { $0.entry < $1.entry }.map { own.observation($0) }
  }

  /// The figure of a cell, computed by the definition where the sheet leaves it to be computed;
  /// nil for a cell that is not in the form.
  public func figure(_ place: FormCell) -> FormFigure? {
    guard let matrix = definition.matrix, matrix.content(place) != nil else { return nil }
    let unknown = UnknownTotals(self, matrix)
    return FormEvaluation(matrix).figure(of: place) {
      unknown.figure($0) ?? stated($0, in: matrix)
    }
  }

  /// What the sheet says of a cell; nil where the definition is to compute it.
  func stated(_ place: FormCell, in matrix: MatrixDefinition) -> FormFigure? {
    guard let bound = cells[place] else { return nil }
    if bound.isSilent {
      switch matrix.content(place) {
      case .sum, .quotient: return nil
      default: break
      }
    }
    return FormFigure(value: bound.reading.value, status: bound.reading.status)
  }
}

extension BoundCell {
  /// Whether a computed cell leaves its figure to the definition: empty, or never calculated.
  package var isSilent: Bool {
    reading.status == .missing
      && (reading.issue == .formulaWithoutValue || (reading.issue == nil && typed.isEmpty))
  }
}
