import Indicators

/// What became of a unit on a day: into which unit it, or a part of it, went.
public struct UnitSuccession: Hashable, Sendable {
  /// How much of the old unit is meant.
  public enum Extent: String, Sendable, CaseIterable {
    /// All of it goes into the new unit; beside lines of `territory`, all of it that has people.
    case whole
    /// A part of it; the other parts have successions of the same day.
    case part
    /// A part of its land on which nobody lives: no figure of people goes there, and all of them go by
    /// the other successions of the day, or stay with the unit where there are none.
    case territory
    /// The unit ended, and no unit of its level took its place.
    case ended
    /// The unit ended; where it went is not established.
    case unknown
  }

  /// The code of the old unit, as it was the day before; nil where only its name is known.
  public var oldCode: String?
  /// The name of the old unit.
  public var oldName: String
  /// The code of the new unit on the day; nil with `ended` and `unknown`.
  public var newCode: String?
  /// The first day of the new state; the latest that it can be where only bounds are known.
  public var date: CalendarDate
  /// The earliest that the day can be, where it is not established.
  public var earliestDate: CalendarDate?
  /// How much of the old unit goes.
  public var extent: Extent
  /// What a split may be divided by, not negative, by the name of its column: population, children.
  public var weights: [String: Int64]
  /// The resolution or decision behind it; empty where no source names one.
  public var legalBasis: String
  /// How far it can be trusted.
  public var confidence: Confidence

  /// A succession from all its parts.
  public init(
    oldCode: String?, oldName: String = "", newCode: String?, date: CalendarDate,
    earliestDate: CalendarDate? = nil, extent: Extent, weights: [String: Int64] = [:],
    legalBasis: String = "", confidence: Confidence = .sourced
  ) {
    self.oldCode = oldCode
    self.oldName = oldName
    self.newCode = newCode
    self.date = date
    self.earliestDate = earliestDate
    self.extent = extent
    self.weights = weights
    self.legalBasis = legalBasis
    self.confidence = confidence
  }
}

/// What a unit has become by a later day.
public indirect enum UnitOutcome: Hashable, Sendable {
  /// All of it is in this unit: itself, or what it became over so many hops.
  case carried(ReportingUnit, hops: [UnitSuccession])
  /// After so many hops it was divided among several units.
  case split([UnitShare], hops: [UnitSuccession])
  /// It ended without a successor; the unit is the last that it was, the last hop says so.
  case ended(ReportingUnit, hops: [UnitSuccession])
  /// It ended, and no succession tells what became of it.
  case undocumented(ReportingUnit, hops: [UnitSuccession])
  /// No unit ever had the code.
  case unknown
  /// The code meant these units at other times, but none on the day asked for.
  case notValidThen([ReportingUnit])
  /// Units are followed forward in time only, and this one is younger than the day asked for.
  case younger(ReportingUnit)

  /// The successions on the way, up to a split.
  public var hops: [UnitSuccession] {
    switch self {
    case .carried(_, let hops), .split(_, let hops), .ended(_, let hops),
      .undocumented(_, let hops):
      hops
    case .unknown, .notValidThen, .younger: []
    }
  }

  /// The units that all of it, or parts of it, are in; by code, none twice.
  public var units: [ReportingUnit] {
    switch self {
    case .carried(let unit, _): return [unit]
    case .split(let shares, _):
      var seen: Set<ReportingUnit> = []
      return shares.flatMap(\.outcome.units).filter { seen.insert($0).inserted }
        .sorted { $0.code < $1.code }
    case .ended, .undocumented, .unknown, .notValidThen, .younger: return []
    }
  }

  /// Whether a person must decide before figures of the unit can go on: a split, or no knowledge.
  public var needsReview: Bool {
    switch self {
    case .carried, .ended: false
    case .split, .undocumented, .unknown, .notValidThen, .younger: true
    }
  }
}

/// A part of a unit that was divided.
public struct UnitShare: Hashable, Sendable {
  /// The succession that the part went by.
  public var succession: UnitSuccession
  /// What became of the part.
  public var outcome: UnitOutcome

  /// A part and what became of it.
  public init(succession: UnitSuccession, outcome: UnitOutcome) {
    self.succession = succession
    self.outcome = outcome
  }
}
