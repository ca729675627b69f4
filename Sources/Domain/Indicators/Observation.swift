/// What a figure is to its indicator.
public enum Measure: String, Sendable, CaseIterable {
  /// The figure of a count indicator.
  case count
  /// The numerator of a percentage, rate or ratio.
  case numerator
  /// The denominator of a percentage, rate or ratio.
  case denominator
  /// The percentage, rate or ratio itself.
  case rate
}

/// Whether and how a figure was given; missing is not zero.
public enum ObservationStatus: String, Sendable, CaseIterable {
  /// A figure other than zero.
  case reported
  /// A true zero: `0` or `-` (the phenomenon did not occur).
  case zero
  /// Nothing given: an empty cell, or `…` (it occurred, the figure was not collected).
  case missing
  /// `x`: the indicator does not apply.
  case notApplicable = "not_applicable"
}

/// Where a figure came from.
public struct Origin: Hashable, Sendable {
  /// The file, as it was named to the program.
  public var file: String
  /// The SHA-256 of the file's bytes in lower-case hexadecimal.
  public var sha256: String
  /// The sheet.
  public var sheet: String
  /// The cell in A1 notation.
  public var cell: String
  /// The cell's text as typed or stored.
  public var typed: String

  /// A place and the text found there.
  public init(file: String, sha256: String, sheet: String, cell: String, typed: String) {
    self.file = file
    self.sha256 = sha256
    self.sheet = sheet
    self.cell = cell
    self.typed = typed
  }
}

/// What a figure is about; two observations with equal keys speak of the same thing.
public struct ObservationKey: Hashable, Comparable, Sendable {
  /// The indicator set.
  public var set: String
  /// The form that asked for it.
  public var form: String
  /// The form's version.
  public var formVersion: Int
  /// The indicator.
  public var indicator: IndicatorID
  /// What the figure is to the indicator.
  public var measure: Measure
  /// The categories it is confined to, by breakdown, none twice; empty for the whole.
  public var breakdown: [BreakdownValue]
  /// The reporting unit's code; it names a unit only together with the period.
  public var unit: String
  /// The period.
  public var period: ReportingPeriod
  /// The day whose unit the code means, where the figure was put to the units of another day than its
  /// period's last; nil for the unit that had the code on that one.
  public var unitsAt: CalendarDate?

  /// A key from all its parts; the breakdown is put in order.
  public init(
    set: String, form: String, formVersion: Int, indicator: IndicatorID, measure: Measure,
    breakdown: [BreakdownValue], unit: String, period: ReportingPeriod,
    unitsAt: CalendarDate? = nil
  ) {
    self.set = set
    self.form = form
    self.formVersion = formVersion
    self.indicator = indicator
    self.measure = measure
    self.breakdown = breakdown.count < 2 ? breakdown : breakdown.sorted()
    self.unit = unit
    self.period = period
    // On its period's last day a code needs no other.
    self.unitsAt = unitsAt.flatMap { $0 == period.lastDay ? nil : $0 }
  }

  /// The day on which the unit's code is to be read.
  public var unitDay: CalendarDate { unitsAt ?? period.lastDay }

  /// The stable order of observation files: set, period, unit, its day, form, indicator, measure,
  /// breakdown.
  public static func < (a: ObservationKey, b: ObservationKey) -> Bool {
    if a.set != b.set { return a.set < b.set }
    if a.period != b.period { return a.period < b.period }
    if a.unit != b.unit { return a.unit < b.unit }
    if a.unitsAt != b.unitsAt {
      return b.unitsAt.map { day in a.unitsAt.map { $0 < day } ?? true } ?? false
    }
    if a.form != b.form { return a.form < b.form }
    if a.formVersion != b.formVersion { return a.formVersion < b.formVersion }
    if a.indicator != b.indicator { return a.indicator < b.indicator }
    if a.measure != b.measure { return a.measure.rawValue < b.measure.rawValue }
    return a.breakdown.lexicographicallyPrecedes(b.breakdown)
  }
}

/// One figure of one unit in one period, with where it came from.
public struct Observation: Hashable, Sendable {
  /// What it is about.
  public var key: ObservationKey
  /// The figure; nil when missing or not applicable.
  public var value: ExactDecimal?
  /// Whether and how it was given.
  public var status: ObservationStatus
  /// The officer's explanation (Giải trình), empty for none.
  public var explanation: String
  /// Where it came from; nil for figures that were not read from a file.
  public var origin: Origin?

  /// An observation from its parts.
  public init(
    key: ObservationKey, value: ExactDecimal?, status: ObservationStatus, explanation: String = "",
    origin: Origin? = nil
  ) {
    self.key = key
    self.value = value
    self.status = status
    self.explanation = explanation
    self.origin = origin
  }
}

extension Observation {
  /// The observations in the canonical order: by key, of equal keys in the order given.
  public static func sorted(_ observations: some Sequence<Observation>) -> [Observation] {
    // Indexes are moved about, not observations: each of those holds a dozen references.
    let given = Array(observations)
    return given.indices
      .sorted { a, b in
        if given[a].key < given[b].key { return true }
        return given[b].key < given[a].key ? false : a < b
      }
      .map { given[$0] }
  }
}
