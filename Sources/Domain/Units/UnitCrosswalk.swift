import Indicators

/// What every unit of one day has become by another, and what each unit of the other day is made of.
public struct UnitCrosswalk: Sendable {
  /// What a unit is made of, in terms of an earlier day.
  public struct Members: Hashable, Sendable {
    /// The units that are in it whole, by code: communes, and districts that became it.
    public var whole: [ReportingUnit] = []
    /// The units of which a part is in it, by code.
    public var partial: [ReportingUnit] = []
    /// The names of units whose code is not known, which are in it too.
    public var unlisted: [String] = []

    /// Nothing.
    public init() {}
  }

  /// One unit of the earlier day.
  public struct Entry: Hashable, Sendable {
    /// The unit.
    public var unit: ReportingUnit
    /// What it has become.
    public var outcome: UnitOutcome
    /// The successions by which land without people of it went to others, with which no figure goes.
    public var landLost: [UnitSuccession] = []
  }

  /// The earlier day.
  public let from: CalendarDate
  /// The later day.
  public let to: CalendarDate
  /// The units of the earlier day, by code.
  public let entries: [Entry]
  private let byCode: [String: Int]
  private let byTarget: [String: Members]

  init(
    history: UnitHistory, from: CalendarDate, to: CalendarDate,
    unlisted: [(name: String, outcome: UnitOutcome)]
  ) {
    self.from = from
    self.to = to
    let codes = Set(history.registry.units.lazy.filter { $0.existed(on: from) }.map(\.code))
    let entries = codes.sorted().compactMap { code in
      history.registry.unit(code: code, on: from).map {
        Entry(
          unit: $0, outcome: history.outcome(ofCode: code, on: from, asOf: to),
          landLost: history.landLost(by: $0, after: from, until: to))
      }
    }
    self.entries = entries
    byCode = Dictionary(
      entries.indices.map { (entries[$0].unit.code, $0) }, uniquingKeysWith: { first, _ in first })
    var byTarget: [String: Members] = [:]
    for entry in entries {
      switch entry.outcome {
      case .carried(let unit, _): byTarget[unit.code, default: Members()].whole.append(entry.unit)
      case .split:
        for unit in entry.outcome.units {
          byTarget[unit.code, default: Members()].partial.append(entry.unit)
        }
      case .ended, .undocumented, .unknown, .notValidThen, .younger: break
      }
    }
    for (name, outcome) in unlisted {
      for unit in outcome.units {
        byTarget[unit.code, default: Members()].unlisted.append(name)
      }
    }
    self.byTarget = byTarget
  }

  /// The unit of a code on the earlier day, with what it has become; nil where there was none.
  public func entry(ofCode code: String) -> Entry? { byCode[code].map { entries[$0] } }

  /// What the unit of a code on the later day is made of.
  public func members(ofCode code: String) -> Members { byTarget[code] ?? Members() }
}
