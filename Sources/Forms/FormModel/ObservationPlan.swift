import Indicators
import SheetModel

/// Which figures a matrix form gives, in which order; worked out once for all sheets of the form.
package final class ObservationPlan: Sendable {
  /// One cell of figures that is not closed.
  package struct Entry: Sendable {
    /// The cell.
    package let cell: FormCell
    /// The indicator.
    package let indicator: IndicatorID
    /// What the figure is to the indicator.
    package let measure: Measure
    /// The categories, in order.
    package let breakdown: [BreakdownValue]
    /// Whether the explanation of the row belongs to this figure, its first.
    let isFirstOfRow: Bool
    /// Whether the form computes the cell.
    let isComputed: Bool
  }

  /// The form.
  package let definition: FormDefinition
  /// The figures in the definition's order.
  package let entries: [Entry]
  /// The indexes of the entries in the canonical order of observations of one unit and period.
  let canonical: [Int]
  let evaluation: FormEvaluation

  /// The plan of a form; nil for a form that is no matrix.
  package init?(_ definition: FormDefinition) {
    guard let matrix = definition.matrix else { return nil }
    self.definition = definition
    evaluation = FormEvaluation(matrix)
    var entries: [Entry] = []
    for (row, entry) in matrix.rows.enumerated() {
      guard let target = entry.target else { continue }
      var isFirst = true
      for (column, definition) in matrix.columns.enumerated() {
        guard let content = entry.contents[column], content != .closed else { continue }
        var breakdown = target.category.map { [$0] } ?? []
        if case .value(let value) = definition.role { breakdown.append(value) }
        entries.append(
          Entry(
            cell: FormCell(row: row, column: column), indicator: target.indicator,
            measure: target.measure, breakdown: breakdown.sorted(), isFirstOfRow: isFirst,
            isComputed: content != .open))
        isFirst = false
      }
    }
    self.entries = entries
    canonical = entries.indices.sorted { a, b in
      let (one, other) = (entries[a], entries[b])
      if one.indicator != other.indicator { return one.indicator < other.indicator }
      if one.measure != other.measure { return one.measure.rawValue < other.measure.rawValue }
      if one.breakdown != other.breakdown {
        return one.breakdown.lexicographicallyPrecedes(other.breakdown)
      }
      return a < b
    }
  }
}

/// The observations of one sheet in little memory: some 40 bytes a figure and its texts.
///
/// What all figures of the form share is in the plan, what those of the sheet share is held once.
package struct FormObservations: Sendable {
  /// One figure.
  package struct Figure: Sendable {
    /// The index of the plan's entry.
    package let entry: Int
    /// The figure without trailing zeros; nil when missing or not applicable.
    package let value: ExactDecimal?
    /// Whether and how it was given.
    package let status: ObservationStatus
    /// The officer's address; nil where the sheet lacks the cell.
    package var address: CellAddress? {
      row < 0 ? nil : CellAddress(row: Int(row), column: Int(column))
    }
    fileprivate let row: Int32
    fileprivate let column: Int32
    /// Where the text as typed begins in the sheet's texts, and behind it the explanation.
    fileprivate let start: Int
    fileprivate let typedCount: Int32
    fileprivate let explanationCount: Int32
  }

  /// The form's plan.
  package let plan: ObservationPlan
  /// The unit's code.
  package let unit: String
  /// The period.
  package let period: ReportingPeriod
  /// The file, its digest and the sheet.
  package let file: String
  package let sha256: String
  package let sheet: String
  /// The figures in canonical order.
  package private(set) var figures: [Figure] = []
  private var texts: [UInt8] = []

  /// The figures of a bound form; nil while unit or period is unknown.
  package init?(_ form: BoundForm, plan: ObservationPlan, file: String, sha256: String) {
    guard let unit = form.identity.unit, let period = form.identity.period else { return nil }
    self.plan = plan
    self.unit = unit
    self.period = period
    self.file = file
    self.sha256 = sha256
    sheet = form.sheet
    figures.reserveCapacity(plan.entries.count)
    let unknown = UnknownTotals(form, plan.evaluation.matrix)
    for index in plan.canonical { append(index, of: form, unknown) }
  }

  private mutating func append(_ index: Int, of form: BoundForm, _ unknown: UnknownTotals) {
    let entry = plan.entries[index]
    let bound = form.cells[entry.cell]
    let figure: FormFigure
    if entry.isComputed, let none = unknown.figure(entry.cell) {
      figure = none
    } else if let bound, !entry.isComputed || !bound.isSilent {
      figure = FormFigure(value: bound.reading.value, status: bound.reading.status)
    } else {
      figure = plan.evaluation.figure(of: entry.cell) {
        unknown.figure($0) ?? form.stated($0, in: plan.evaluation.matrix)
      }
    }
    let start = texts.count
    if let bound, bound.reading.issue != nil, bound.reading.value == nil {
      // No figure came of it, and what stands there may be of a row of a register that slipped in.
      texts.append(contentsOf: Evidence(bound).text.utf8)
    } else {
      texts.append(contentsOf: (bound?.typed ?? "").utf8)
    }
    let middle = texts.count
    if entry.isFirstOfRow, let explanation = form.explanations[entry.cell.row] {
      texts.append(contentsOf: explanation.utf8)
    }
    figures.append(
      Figure(
        entry: index, value: figure.value?.normalized, status: figure.status,
        row: Int32(clamping: bound?.address.row ?? -1),
        column: Int32(clamping: bound?.address.column ?? -1), start: start,
        typedCount: Int32(clamping: middle - start),
        explanationCount: Int32(clamping: texts.count - middle)))
  }

  /// Lends the text of a figure as typed, and the explanation.
  package func withTexts<T>(
    of figure: Figure, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> T
  ) -> T {
    texts.withUnsafeBytes { raw in
      let middle = figure.start + Int(figure.typedCount)
      let end = middle + Int(figure.explanationCount)
      return body(
        UnsafeRawBufferPointer(rebasing: raw[figure.start..<middle]),
        UnsafeRawBufferPointer(rebasing: raw[middle..<end]))
    }
  }

  /// The key of a figure.
  package func key(_ figure: Figure) -> ObservationKey {
    let entry = plan.entries[figure.entry]
    return ObservationKey(
      set: plan.definition.set, form: plan.definition.id, formVersion: plan.definition.version,
      indicator: entry.indicator, measure: entry.measure, breakdown: entry.breakdown, unit: unit,
      period: period)
  }

  /// A figure as an observation of its own.
  package func observation(_ figure: Figure) -> Observation {
    let (typed, explanation) = withTexts(of: figure) {
      (String(decoding: $0, as: UTF8.self), String(decoding: $1, as: UTF8.self))
    }
    return Observation(
      key: key(figure), value: figure.value, status: figure.status, explanation: explanation,
      origin: Origin(
        file: file, sha256: sha256, sheet: sheet, cell: figure.address?.description ?? "",
        typed: typed))
  }
}
