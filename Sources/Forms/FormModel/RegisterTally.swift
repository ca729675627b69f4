import Indicators
import SheetModel

/// Counts the records of a register into the figures of matrix forms while they stream by.
///
/// Holds counts and row numbers only, no value of any child: 8 bytes a figure.
public struct RegisterTally: Sendable {
  private let plan: RegisterTallyPlan
  private let unit: String
  private let period: ReportingPeriod
  private let lastDay: CalendarDate
  private let sheet: String
  /// The sheet's column of each of the definition's columns that it has.
  private let columns: [Int: Int]
  private var counts: [Int64]
  private var rows: ClosedRange<Int>?

  /// A tally of a register; nil while its unit or period is unknown, or when it declares none.
  public init?(_ register: BoundRegister, library: TemplateLibrary) {
    guard let unit = register.identity.unit, let period = register.identity.period,
      let plan = RegisterTallyPlan(register.definition, library: library)
    else { return nil }
    self.init(
      plan, unit: unit, period: period, sheet: register.sheet, columns: register.columns)
  }

  /// A tally of the records of one unit and period of a sheet.
  ///
  /// `columns` gives the sheet's column of each of the definition's columns that it has.
  public init(
    _ plan: RegisterTallyPlan, unit: String, period: ReportingPeriod, sheet: String,
    columns: [Int: Int]
  ) {
    self.plan = plan
    self.unit = unit
    self.period = period
    self.sheet = sheet
    self.columns = columns
    lastDay = period.lastDay
    counts = Array(repeating: 0, count: plan.counters.count)
  }

  /// Counts one record.
  public mutating func count(_ record: BoundRecord) {
    count(plan.child(on: lastDay) { record.fields[$0]?.value }, row: record.row)
  }

  /// Notes that there are no records, as a row of the sheet says: the counts are zeros then.
  public mutating func countNone(row: Int) {
    rows = min(rows?.lowerBound ?? row, row)...max(rows?.upperBound ?? 0, row)
  }

  /// Counts one child, which stands in a row of the sheet.
  public mutating func count(_ child: RegisterTallyPlan.Child, row: Int) {
    rows = min(rows?.lowerBound ?? row, row)...max(rows?.upperBound ?? 0, row)
    for (index, tally) in plan.tallies.enumerated()
    where child.tallies & 1 << UInt64(index) != 0 {
      for counter in tally.counters where plan.counters[counter].mask & ~child.bits == 0 {
        counts[counter] &+= 1
      }
    }
  }

  /// The counts as observations, by tally and in the order of the form; none without any record, unless a row says
  /// that there are none.
  ///
  /// `file` and `sha256` go into the origins, whose cell is the range of rows counted, such as
  /// `H9:H120`; no text of the register is given.
  public func observations(file: String, sha256: String) -> [Observation] {
    guard let rows else { return [] }
    return plan.tallies.flatMap { tally in
      let column = tally.condition.flatMap { columns[$0] } ?? columns.values.min() ?? 0
      let range = CellRange(
        CellAddress(row: rows.lowerBound, column: column),
        CellAddress(row: rows.upperBound, column: column))
      return tally.counters.map { index in
        let counter = plan.counters[index]
        let key = ObservationKey(
          set: counter.set, form: counter.form, formVersion: counter.formVersion,
          indicator: counter.indicator, measure: .count, breakdown: counter.breakdown, unit: unit,
          period: period)
        return Observation(
          key: key, value: ExactDecimal(counts[index]),
          status: counts[index] == 0 ? .zero : .reported,
          origin: Origin(
            file: file, sha256: sha256, sheet: sheet,
            // Always a range: it tells counts of rows from figures of cells.
            cell: "\(range.first):\(range.last)", typed: ""))
      }
    }
  }
}
