import Indicators

/// What a person is told of a unit that ended: since when it is no more, and what it became.
public struct UnitFate: Hashable, Sendable {
  /// The unit as it was last.
  public var unit: ReportingUnit
  /// The first day without it; the latest that it can be where only bounds are known.
  public var since: CalendarDate
  /// The units that all of it, or parts of it, are in on the day asked for, by code; none where no
  /// succession says.
  public var became: [ReportingUnit]

  /// A fate from its parts.
  public init(unit: ReportingUnit, since: CalendarDate, became: [ReportingUnit]) {
    self.unit = unit
    self.since = since
    self.became = became
  }
}

extension UnitHistory {
  /// What became, by a day, of the last unit that had a code before it; nil where the code has a unit
  /// on that day, or had none before.
  public func fate(ofCode code: String, by day: CalendarDate) -> UnitFate? {
    guard registry.unit(code: code, on: day) == nil else { return nil }
    let ended = registry.units(code: code).compactMap { unit in
      unit.validTo.flatMap { $0 < day ? (unit: unit, last: $0) : nil }
    }
    guard let last = ended.max(by: { $0.last < $1.last }) else { return nil }
    let outcome = outcome(ofCode: code, on: last.last, asOf: day)
    return UnitFate(
      unit: last.unit, since: outcome.hops.first?.date ?? last.last.next ?? last.last,
      became: outcome.units.filter { $0.code != code })
  }
}
