import Indicators

/// Units over time: the registry of all units and what became of each.
///
/// A code means a unit only with its date. Units are followed forward in time, over as many hops as
/// there are; since every hop is later than the one before, no chain is endless.
public struct UnitHistory: Sendable {
  /// All units.
  public let registry: UnitRegistry
  /// All successions in the order of their files.
  public let successions: [UnitSuccession]
  /// The successions of a code, by date and then by new code, but for those of `territory`: these move
  /// nobody.
  private let byOld: [String: [Int]]
  /// The successions of a code by which land without people went, in the same order.
  private let land: [String: [Int]]
  /// The successions into a code of units whose own code is not known.
  private let nameless: [Int]

  /// A history of units.
  public init(registry: UnitRegistry, successions: [UnitSuccession]) {
    self.registry = registry
    self.successions = successions
    var byOld: [String: [Int]] = [:]
    byOld.reserveCapacity(successions.count)
    var land: [String: [Int]] = [:]
    var several: Set<String> = []
    var nameless: [Int] = []
    for index in successions.indices {
      let isLand = successions[index].extent == .territory
      guard let code = successions[index].oldCode else {
        if !isLand { nameless.append(index) }
        continue
      }
      if isLand {
        land[code, default: []].append(index)
      } else if byOld[code, default: []].isEmpty {
        byOld[code, default: []].append(index)
        continue
      } else {
        byOld[code, default: []].append(index)
      }
      several.insert(code)
    }
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      let (one, other) = (successions[a], successions[b])
      return (one.date, one.newCode ?? "", a) < (other.date, other.newCode ?? "", b)
    }
    for code in several {
      byOld[code]?.sort(by: isBefore)
      land[code]?.sort(by: isBefore)
    }
    self.byOld = byOld
    self.land = land
    self.nameless = nameless
  }

  /// What the unit that had a code on a day has become by a later day.
  ///
  /// A unit of the same code and proper name that begins the day after is the same unit with
  /// another rank, whether or not a succession says so. A split whose parts all came together
  /// again in one unit is carried.
  public func outcome(
    ofCode code: String, on day: CalendarDate, asOf later: CalendarDate
  ) -> UnitOutcome {
    guard let unit = registry.unit(code: code, on: day) else {
      let candidates = registry.units(code: code)
      return candidates.isEmpty ? .unknown : .notValidThen(candidates)
    }
    guard day <= later else {
      return unit.existed(on: later) ? .carried(unit, hops: []) : .younger(unit)
    }
    var budget = Self.mostHops
    return follow(unit, after: day, until: later, hops: [], budget: &budget)
  }

  /// More hops than any unit and its parts ever made; data that want more are not followed.
  private static let mostHops = 256

  private func follow(
    _ unit: ReportingUnit, after day: CalendarDate, until later: CalendarDate,
    hops: [UnitSuccession], budget: inout Int
  ) -> UnitOutcome {
    let next = nextSuccessions(of: unit, after: day, until: later)
    guard let first = next.first else {
      if unit.existed(on: later) { return .carried(unit, hops: hops) }
      guard budget > 0, let again = sameUnit(after: unit), let from = again.validFrom,
        from <= later
      else {
        return .undocumented(unit, hops: hops)
      }
      budget -= 1
      return follow(
        again, after: from, until: later, hops: hops + [renaming(unit, to: again, on: from)],
        budget: &budget)
    }
    guard budget >= next.count else { return .undocumented(unit, hops: hops) }
    budget -= next.count
    if next.count == 1, first.extent != .part {
      return step(first, from: unit, until: later, hops: hops, budget: &budget)
    }
    let shares = next.map { succession in
      UnitShare(
        succession: succession,
        outcome: step(succession, from: unit, until: later, hops: [], budget: &budget))
    }
    if shares.count > 1, let reunited = reunited(shares, hops: hops) { return reunited }
    return .split(shares, hops: hops)
  }

  private func step(
    _ succession: UnitSuccession, from unit: ReportingUnit, until later: CalendarDate,
    hops: [UnitSuccession], budget: inout Int
  ) -> UnitOutcome {
    let hops = hops + [succession]
    switch succession.extent {
    case .ended: return .ended(unit, hops: hops)
    // No hop of land alone is ever a step.
    case .unknown, .territory: return .undocumented(unit, hops: hops)
    case .whole, .part:
      guard let code = succession.newCode, let new = registry.unit(code: code, on: succession.date)
      else { return .undocumented(unit, hops: hops) }
      return follow(new, after: succession.date, until: later, hops: hops, budget: &budget)
    }
  }

  /// The successions of the first day after another on which something became of a unit.
  private func nextSuccessions(
    of unit: ReportingUnit, after day: CalendarDate, until later: CalendarDate
  ) -> [UnitSuccession] {
    guard let all = byOld[unit.code] else { return [] }
    // A later succession of the code is that of another unit.
    let end = min(later, unit.validTo.map { $0.next ?? $0 } ?? later)
    guard let first = all.first(where: { successions[$0].date > day }) else { return [] }
    let date = successions[first].date
    guard date <= end else { return [] }
    return all.filter { successions[$0].date == date }.map { successions[$0] }
  }

  private func reunited(_ shares: [UnitShare], hops: [UnitSuccession]) -> UnitOutcome? {
    var all = hops
    var unit: ReportingUnit?
    for share in shares {
      guard case .carried(let reached, let further) = share.outcome, unit ?? reached == reached
      else { return nil }
      unit = reached
      for hop in further where !all.contains(hop) { all.append(hop) }
    }
    return unit.map { .carried($0, hops: all) }
  }

  // MARK: The same unit with another rank

  private func sameUnit(after unit: ReportingUnit) -> ReportingUnit? {
    guard let last = unit.validTo, let next = last.next else { return nil }
    return registry.units(code: unit.code).first {
      $0.validFrom == next && $0.properName == unit.properName
    }
  }

  private func renaming(
    _ unit: ReportingUnit, to new: ReportingUnit, on date: CalendarDate
  ) -> UnitSuccession {
    UnitSuccession(
      oldCode: unit.code, oldName: unit.name, newCode: new.code, date: date,
      earliestDate: new.earliestFrom, extent: .whole, confidence: .derived)
  }

  // MARK: Land without people

  /// Where land without people of a unit went after one day until another, as long as it was this unit;
  /// its figures stay with it, or go by its other successions.
  package func landLost(
    by unit: ReportingUnit, after day: CalendarDate, until later: CalendarDate
  ) -> [UnitSuccession] {
    let end = min(later, unit.validTo.map { $0.next ?? $0 } ?? later)
    return (land[unit.code] ?? []).map { successions[$0] }.filter {
      $0.date > day && $0.date <= end
    }
  }

  // MARK: All units

  /// What every unit of one day has become by a later day; for many lookups of the same days.
  public func crosswalk(from day: CalendarDate, to later: CalendarDate) -> UnitCrosswalk {
    let unlisted = nameless.compactMap { index -> (String, UnitOutcome)? in
      let succession = successions[index]
      guard let code = succession.newCode, succession.date > day, succession.date <= later else {
        return nil
      }
      return (succession.oldName, outcome(ofCode: code, on: succession.date, asOf: later))
    }
    return UnitCrosswalk(history: self, from: day, to: later, unlisted: unlisted)
  }
}
