import Indicators
import SheetModel

extension BoundForm {
  /// The observations of the form in the definition's order: every cell of figures that is not
  /// closed, missing ones too; nil while unit or period is unknown.
  ///
  /// A computed cell that the sheet leaves empty, or whose formula was never calculated, has the
  /// value that `FormEvaluation` gives it; one that the sheet answers keeps the sheet's answer.
  /// Values have no trailing zeros, so that all formats give the same bytes. The explanation
  /// (Giải trình) of a row belongs to the first figure of the row and is given only there.
  /// `file` and `sha256` go into the origins; a cell that the sheet lacks has an origin without
  /// address.
  public func observations(file: String, sha256: String) -> [Observation]? {
    guard let unit = identity.unit, let period = identity.period, let matrix = definition.matrix
    else { return nil }
    let evaluation = FormEvaluation(matrix)
    let across = matrix.columns.map { column in
      if case .value(let value) = column.role { [value] } else { [BreakdownValue]() }
    }
    var observations: [Observation] = []
    observations.reserveCapacity(cells.count)
    for (row, entry) in matrix.rows.enumerated() {
      guard let target = entry.target else { continue }
      let down = target.category.map { [$0] } ?? []
      var explanation = explanations[row] ?? ""
      for column in matrix.columns.indices {
        guard let content = entry.contents[column], content != .closed else { continue }
        let place = FormCell(row: row, column: column)
        let figure = evaluation.figure(of: place) { stated($0, in: matrix) }
        let bound = cells[place]
        let breakdown =
          down.isEmpty ? across[column] : across[column].isEmpty ? down : down + across[column]
        observations.append(
          Observation(
            key: ObservationKey(
              set: definition.set, form: definition.id, formVersion: definition.version,
              indicator: target.indicator, measure: target.measure, breakdown: breakdown,
              unit: unit, period: period),
            value: figure.value?.normalized, status: figure.status, explanation: explanation,
            origin: Origin(
              file: file, sha256: sha256, sheet: sheet,
              cell: bound?.address.description ?? "", typed: bound?.typed ?? "")))
        explanation = ""
      }
    }
    return observations
  }

  /// The figure of a cell, computed by the definition where the sheet leaves it to be computed;
  /// nil for a cell that is not in the form.
  public func figure(_ place: FormCell) -> FormFigure? {
    guard let matrix = definition.matrix, matrix.content(place) != nil else { return nil }
    return FormEvaluation(matrix).figure(of: place) { stated($0, in: matrix) }
  }

  /// What the sheet says of a cell; nil where the definition is to compute it.
  private func stated(_ place: FormCell, in matrix: MatrixDefinition) -> FormFigure? {
    guard let bound = cells[place] else { return nil }
    let reading = bound.reading
    let isSilent =
      reading.status == .missing
      && (reading.issue == .formulaWithoutValue || (reading.issue == nil && bound.typed.isEmpty))
    switch matrix.content(place) {
    case .sum, .quotient: if isSilent { return nil }
    default: break
    }
    return FormFigure(value: reading.value, status: reading.status)
  }
}
