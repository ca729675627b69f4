import FormModel
import Indicators
import SheetModel
import Units

/// A form that a workbook is to hold, for one unit and period.
public struct FormRequest: Sendable {
  /// The form.
  public var definition: FormDefinition
  /// The reporting unit, as it is called in the period; nil leaves a line of dots.
  public var unit: ReportingUnit?
  /// The period; nil leaves a line of dots.
  public var period: ReportingPeriod?
  /// The day on which the unit is called so, for figures that were put to the units of another day than
  /// the period's last (`ObservationKey.unitsAt`).
  public var unitsAt: CalendarDate?
  /// The breakdowns of the form's indicator set; registers show their labels.
  public var breakdowns: [Breakdown]
  /// The rows of a register, each by the definition's columns; none gives empty rows to fill.
  public var records: [[Int: RegisterField.Value]]
  /// A further note under the table, such as that figures are made up.
  public var statement: String?

  /// A form for a unit and period; without them a blank form for anybody.
  public init(
    definition: FormDefinition, unit: ReportingUnit? = nil, period: ReportingPeriod? = nil,
    breakdowns: [Breakdown] = [], records: [[Int: RegisterField.Value]] = [],
    statement: String? = nil
  ) {
    self.definition = definition
    self.unit = unit
    self.period = period
    self.breakdowns = breakdowns
    self.records = records
    self.statement = statement
  }
}

/// An observation that a form computes otherwise: the form shows what it computes.
public struct FormDisagreement: Sendable, Hashable {
  /// The observation given.
  public var observation: Observation
  /// What the form computes; nil when it computes no figure.
  public var computed: ExactDecimal?
  /// The sheet of the workbook.
  public var sheet: String
  /// The cell in that sheet.
  public var address: CellAddress
}

/// Official forms as a workbook: an outline and rows that any `WorkbookWriter` takes.
///
/// One sheet a request in their order, then a hidden sheet that says which forms they are. The same
/// requests and observations give the same workbook. Figures come from observations by their key;
/// sums and rates are computed from the open cells, with formulas that say the same.
public struct FormWorkbook: Sendable {
  /// Everything but the cells.
  public let outline: WorkbookOutline
  /// The rows of each sheet of the outline.
  public let sheets: [[Row]]
  /// Observations that a form computes otherwise, by sheet and cell.
  public let disagreements: [FormDisagreement]
  /// Observations that none of the forms has a cell for, in the order given; a second one of a key
  /// and a figure for a closed cell are among them.
  public let leftovers: [Observation]

  /// Lays forms out and fills them; no observations give blank forms.
  public init(_ requests: [FormRequest], observations: [Observation] = []) {
    let names = FormSheetNames(requests).names
    let entries = zip(names, requests).map {
      IdentitySheet.Entry(
        sheet: $0, definition: $1.definition, unit: $1.unit, period: $1.period)
    }
    let identity = IdentitySheet(entries: entries, breakdowns: requests.map(\.breakdowns))
    var figures = ObservationStock(observations)
    var styles = StyleTable()
    var layouts: [SheetLayout] = []
    var sheets: [[Row]] = []
    var disagreements: [FormDisagreement] = []
    func add(_ canvas: FormLayoutCanvas) {
      layouts.append(canvas.finishedLayout)
      sheets.append(canvas.rows(styles: &styles))
    }
    for (name, request) in zip(names, requests) {
      switch request.definition.body {
      case .register(let register):
        let layout = RegisterLayout(
          request: request, register: register, lists: identity.ranges)
        add(layout.sheet(name: name))
      case .matrix(let matrix):
        let given = figures.take(for: request, matrix: matrix)
        let layout = MatrixLayout(
          definition: request.definition, matrix: matrix, unit: request.unit,
          period: request.period, filling: given.filling, statement: request.statement)
        add(layout.sheet(name: name))
        disagreements += given.computed.compactMap {
          Self.disagreement($0.observation, cell: $0.cell, layout: layout, sheet: name)
        }
      }
    }
    add(identity.canvas)
    var outline = WorkbookOutline(styles: styles, sheets: layouts)
    outline.properties = identity.properties
    self.outline = outline
    self.sheets = sheets
    self.disagreements = disagreements
    leftovers = figures.leftovers
  }

  /// Writes every sheet to a writer made for `outline`, and finishes it.
  public func write(to writer: some WorkbookWriter) throws(WorkbookError) {
    for rows in sheets {
      try writer.beginSheet()
      for row in rows { try writer.write(row) }
    }
    try writer.finish()
  }

  /// An observation of a computed cell against what the form computes, at the row's decimals.
  private static func disagreement(
    _ observation: Observation, cell: FormCell, layout: MatrixLayout, sheet: String
  ) -> FormDisagreement? {
    let computed = layout.figure(cell)
    let decimals = layout.matrix.rows[cell.row].target?.decimals ?? 0
    guard let value = observation.value else {
      // A form that knows more than the observation contradicts it only where it says `x`.
      if observation.status == .missing || computed.value == nil { return nil }
      return FormDisagreement(
        observation: observation, computed: computed.value, sheet: sheet,
        address: layout.address(cell))
    }
    if let known = computed.value, known == value || known == value.rounded(to: decimals) {
      return nil
    }
    return FormDisagreement(
      observation: observation, computed: computed.value, sheet: sheet,
      address: layout.address(cell))
  }
}
