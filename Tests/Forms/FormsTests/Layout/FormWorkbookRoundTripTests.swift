import Binding
import FormModel
import Indicators
import Layout
import SheetModel
import Tables
import Testing
import Units

/// Rows in memory as a reader would deliver them: filled cells only.
private final class ListedRows: RowCursor {
  private var rows: ArraySlice<Row>

  init(_ rows: [Row]) { self.rows = rows[...] }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    while let first = rows.popFirst() {
      guard first.cells.contains(where: { $0.kind != .blank }) else { continue }
      row.reset(index: first.index)
      for cell in first.cells { copy(cell, of: first, to: &row) }
      return true
    }
    return false
  }

  private func copy(_ cell: Cell, of source: Row, to row: inout Row) {
    switch cell.kind {
    case .text: row.appendText(source.text(of: cell), column: cell.column)
    case .number: row.appendNumber(digits: source.text(of: cell), column: cell.column)
    case .date:
      if let date = source.date(of: cell) {
        row.appendDate(date, hasTime: false, column: cell.column)
      }
    default: return
    }
    if let formula = source.formula(of: cell) { row.setFormula(formula) }
  }
}

/// Exported forms are bound again, figure by figure.
@Suite struct FormWorkbookRoundTripTests {
  private let library = ShippedTemplates.load().library

  /// Made-up observations for all open cells of a form, of every status.
  private func observations(
    _ form: FormDefinition, unit: ReportingUnit, period: ReportingPeriod
  ) -> [Observation] {
    guard let matrix = form.matrix else { return [] }
    let open = matrix.figureCells.filter { matrix.content($0) == .open }
    return open.enumerated().compactMap { index, cell in
      guard let target = matrix.rows[cell.row].target else { return nil }
      let key = ObservationKey(
        set: form.set, form: form.id, formVersion: form.version, indicator: target.indicator,
        measure: target.measure, breakdown: matrix.breakdown(cell), unit: unit.code,
        period: period)
      let figure: FormFigure =
        switch index % 11 {
        case 3: .missing
        case 7: .notApplicable
        default: FormFigure(ExactDecimal(Int64(index * 7919 % 1300)))
        }
      return Observation(
        key: key, value: figure.value, status: figure.status,
        explanation: index % 23 == 0 ? "Đã rà soát, bổ sung" : "")
    }
  }

  private func bind(_ workbook: FormWorkbook) throws -> BoundWorkbook {
    let entries = workbook.outline.sheets.map {
      SheetEntry(name: $0.name, visibility: $0.visibility)
    }
    let facts = WorkbookFacts(
      format: .xlsx, sheets: entries, properties: workbook.outline.properties)
    let grids = try zip(workbook.outline.sheets, workbook.sheets).map {
      try SheetGrid(name: $0.0.name, rows: ListedRows($0.1), merges: $0.0.merges)
    }
    return FormBinder(library: library).bind(grids, facts: facts)
  }

  @Test(arguments: ["2026", "2026H1"])
  func exportedFiguresAreBoundAgainWithoutMisfits(_ periodText: String) throws {
    let period = try #require(ReportingPeriod(periodText))
    let unit = try #require(library.units.unit(code: "03424", on: period.lastDay))
    for form in library.forms {
      let given = observations(form, unit: unit, period: period)
      let request = FormRequest(
        definition: form, unit: unit, period: period,
        breakdowns: library.set(form.set)?.breakdowns ?? [], statement: "Số liệu giả định.")
      let workbook = FormWorkbook([request], observations: given)
      #expect(workbook.leftovers.isEmpty && workbook.disagreements.isEmpty)
      switch try bind(workbook).sheets.first?.recognition {
      case .matrix(let bound):
        expect(bound, is: form, unit: unit, period: period, given: given)
      case .register(let bound):
        #expect(bound.definition.id == form.id)
        #expect(bound.misfits.isEmpty, "\(bound.misfits)")
        #expect(bound.identity.unit == unit.code && bound.identity.period == period)
      case let other: Issue.record("\(form.id): \(String(describing: other))")
      }
    }
  }

  private func expect(
    _ bound: BoundForm, is form: FormDefinition, unit: ReportingUnit, period: ReportingPeriod,
    given: [Observation]
  ) {
    #expect(bound.definition.id == form.id)
    #expect(bound.identity.unit == unit.code && bound.identity.period == period)
    #expect(bound.misfits.isEmpty, "\(form.id): \(bound.misfits)")
    var figures: [ObservationKey: FormFigure] = [:]
    for observation in given {
      figures[observation.key] = FormFigure(value: observation.value, status: observation.status)
    }
    let evaluation = FormEvaluation(
      bound.definition.matrix ?? MatrixDefinition(columns: [], rows: []))
    func figure(_ cell: FormCell) -> FormFigure? {
      guard evaluation.matrix.content(cell) == .open,
        let target = evaluation.matrix.rows[cell.row].target
      else { return nil }
      return figures[
        ObservationKey(
          set: form.set, form: form.id, formVersion: form.version, indicator: target.indicator,
          measure: target.measure, breakdown: evaluation.matrix.breakdown(cell), unit: unit.code,
          period: period)]
    }
    for (cell, expected) in evaluation.figures(given: figure) {
      guard evaluation.matrix.content(cell) != .closed else { continue }
      let reading = bound.cells[cell]?.reading
      #expect(reading?.status == expected.status, "\(form.id) \(cell)")
      #expect(reading?.value == expected.value, "\(form.id) \(cell)")
      #expect(reading?.issue == nil, "\(form.id) \(cell)")
    }
    #expect(bound.explanations.isEmpty == given.allSatisfy { $0.explanation.isEmpty })
  }
}
