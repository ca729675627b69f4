import Indicators
import VietnameseText

/// Finds reporting units by what officers write: codes, names with their rank, abbreviated or
/// without, with the units above behind them, or a code and a name together.
///
/// Names are compared as `LooseKey` compares them: capitals, the place of the tone, i and y, blanks,
/// apostrophes and the usual abbreviations (`TT.`, `P.`, `X.`, `H.`, `TX.`, `TP.`, `T.`) do not
/// count. A code means a unit only with its date. The index is made once; a lookup takes
/// microseconds and the type is sendable.
public struct UnitLookup: Sendable {
  /// What a text comes to on a day.
  public enum Outcome: Hashable, Sendable {
    /// The one unit.
    case found(ReportingUnit)
    /// Several units, by code; the text does not say which.
    case ambiguous([ReportingUnit])
    /// No unit at any time.
    case unknown
    /// Units that the text names at other times, but not on that day.
    case notThen([ReportingUnit])
    /// A code and a name beside it that mean different units, or of which one means none that day:
    /// `03562 - Xã Vàng Ma Chải` in 2026. Either list may be empty.
    case contradiction(code: [ReportingUnit], name: [ReportingUnit])
  }

  package let registry: UnitRegistry
  let byName: UnitNameIndex

  /// A lookup in all units of a registry.
  public init(_ registry: UnitRegistry) {
    self.registry = registry
    byName = UnitNameIndex(registry)
  }

  /// The unit that a text means on a day.
  ///
  /// - Parameters:
  ///   - text: a code (`03562`, or `3562` as a number that lost its zeros), a name
  ///     (`UBND xã Bản Bo, huyện Tam Đường`), or both (`03424 - Bản Bo`).
  ///   - day: the day on which the unit is to exist: a period's last day.
  ///   - parentCode: only units below this one, at any depth, are meant; nil for all.
  public func code(
    of text: some StringProtocol, on day: CalendarDate, under parentCode: String? = nil
  ) -> Outcome {
    let said = UnitNameText(text)
    let named = said.names.isEmpty ? nil : units(named: said.names)
    guard let code = said.codes.first else {
      return outcome(of: named ?? [], on: day, under: parentCode)
    }
    let coded = units(coded: code, on: day, under: parentCode)
    guard let named else { return outcome(of: coded, on: day, under: parentCode) }
    // `Bản Bo - 2024`: a year is no code.
    if coded.isEmpty, code.utf8.count == 4, let year = Int(code), (1900...2999).contains(year) {
      return outcome(of: named, on: day, under: parentCode)
    }
    let byCode = living(coded, on: day, under: parentCode)
    let byName = living(named, on: day, under: parentCode)
    let both = byCode.filter { byName.contains($0) }
    if let unit = Self.oneACode(both).first { return .found(unit) }
    if byCode.isEmpty, byName.isEmpty {
      let then = coded.filter { named.contains($0) }
      if !then.isEmpty || (coded.isEmpty && named.isEmpty) {
        return outcome(of: then, on: day, under: nil)
      }
    }
    return .contradiction(
      code: byCode.isEmpty ? sorted(coded) : Self.oneACode(byCode),
      name: byName.isEmpty ? sorted(named) : Self.oneACode(byName))
  }

  private func outcome(
    of units: [ReportingUnit], on day: CalendarDate, under parentCode: String?
  ) -> Outcome {
    let living = Self.oneACode(living(units, on: day, under: parentCode))
    if let unit = living.first { return living.count == 1 ? .found(unit) : .ambiguous(living) }
    let others = units.filter { unit in
      parentCode.map { registry.isUnit(unit, below: $0, on: unit.day(nearest: day)) } ?? true
    }
    return others.isEmpty ? .unknown : .notThen(sorted(others))
  }

  /// Those that exist on a day below a unit, by code; while it is not established which of two
  /// ranks a unit had, both, the one that counts first.
  private func living(
    _ units: [ReportingUnit], on day: CalendarDate, under parentCode: String?
  ) -> [ReportingUnit] {
    let found = units.filter { unit in
      unit.mayHaveExisted(on: day)
        && (parentCode.map { registry.isUnit(unit, below: $0, on: day) } ?? true)
    }
    return sorted(found.filter { $0.existed(on: day) })
      + sorted(found.filter { !$0.existed(on: day) })
  }

  private static func oneACode(_ units: [ReportingUnit]) -> [ReportingUnit] {
    var seen: Set<String> = []
    return units.filter { seen.insert($0.code).inserted }
  }

  private func sorted(_ units: [ReportingUnit]) -> [ReportingUnit] {
    units.sorted { ($0.code, $0.name) < ($1.code, $1.name) }
  }

  // MARK: Codes

  /// The units of a code as written; of one that lost its zeros, where no unit has it as it is.
  private func units(
    coded code: String, on day: CalendarDate, under parentCode: String?
  ) -> [ReportingUnit] {
    let widths = code.utf8.count >= 5 ? [code] : [code] + Self.padded(code)
    var first: [ReportingUnit] = []
    for candidate in widths {
      let units = registry.units(code: candidate)
      if !living(units, on: day, under: parentCode).isEmpty { return units }
      if first.isEmpty { first = units }
    }
    return first
  }

  /// A code with the zeros that a number has lost, as a province's, a district's, a commune's.
  private static func padded(_ code: String) -> [String] {
    [2, 3, 5].filter { $0 > code.utf8.count }.map {
      String(repeating: "0", count: $0 - code.utf8.count) + code
    }
  }

  /// A code with the zeros that a number has lost, whatever the day; the code itself where no unit
  /// has it either way.
  package func padded(_ code: String) -> String {
    if code.isEmpty || !registry.units(code: code).isEmpty || code.utf8.count > 4 { return code }
    return Self.padded(code).first { !registry.units(code: $0).isEmpty } ?? code
  }

  // MARK: Names

  /// The units of a name at any time that are in the provinces and districts stated behind it; none
  /// where it is in others.
  package func units(named names: [UnitNameText.Name]) -> [ReportingUnit] {
    guard let name = names.first else { return [] }
    var found = byName[name.bare].map { registry.units[$0] }
    if let rank = name.rank {
      found = found.filter { unit in
        LabelKey(unit.level).hasPrefix(rank)
          || ([unit.name] + unit.aliases).contains {
            let own = UnitNameText.name($0, level: unit.level)
            return own.rank == rank && own.bare == name.bare
          }
      }
      // `Phường Đúc` may be the name of a ward without its rank.
      if found.isEmpty { found = byName[name.whole].map { registry.units[$0] } }
    }
    let above = above(names.dropFirst())
    return above.isEmpty ? found : found.filter { isCode($0.code, within: above) }
  }
}

extension UnitLookup {
  /// The code of the one unit of a name on a day, such as `UBND xã Bản Bo, huyện Tam Đường`.
  ///
  /// A unit of that name at another time is found only where its code was not given to a unit of
  /// another name since. Nil when no unit, or several, answer to the name.
  package func codeOfName(_ text: String, on day: CalendarDate?) -> String? {
    let names = UnitNameText(text).names
    guard let name = names.first else { return nil }
    var found = units(named: names)
    if let day {
      let living = found.filter { $0.existed(on: day) }
      found = living.isEmpty ? found.filter { !isReused($0, name: name, on: day) } : living
    }
    let codes = Set(found.map(\.code))
    return codes.count == 1 ? codes.first : nil
  }

  /// Whether a code's unit on a day, or on any day where none is given, answers to a name.
  package func unit(code: String, on day: CalendarDate?, isCalled text: String) -> Bool {
    guard let name = UnitNameText(text).names.first else { return false }
    return registry.units(code: code).contains { unit in
      (day.map { unit.mayHaveExisted(on: $0) } ?? true) && isCalled(unit, name)
    }
  }

  /// Whether a code's unit answers to a name on the last of some days, or, with another rank of the
  /// same name, on one before: a commune that became a ward within the year.
  package func unit(
    code: String, in days: ClosedRange<CalendarDate>, isCalled text: String
  ) -> Bool {
    guard let name = UnitNameText(text).names.first else { return false }
    return units(code: code, in: days).contains { isCalled($0, name) }
  }

  /// The unit that has a code on the last of some days, and what had its name and code before.
  func units(code: String, in days: ClosedRange<CalendarDate>) -> [ReportingUnit] {
    let all = registry.units(code: code).filter { $0.mayHaveExisted(in: days) }
    let names = Set(all.filter { $0.mayHaveExisted(on: days.upperBound) }.map(\.properName))
    return all.filter { names.contains($0.properName) }
  }

  /// The unit that a name means at other times than a day on which its code is another unit's; nil
  /// where the name means a unit of that day, none, or several codes.
  package func unitOfOtherTime(_ text: String, on day: CalendarDate) -> ReportingUnit? {
    let names = UnitNameText(text).names
    guard let name = names.first else { return nil }
    let found = units(named: names)
    guard Set(found.map(\.code)).count == 1, let unit = found.last,
      !found.contains(where: { $0.mayHaveExisted(on: day) }), isReused(unit, name: name, on: day)
    else { return nil }
    return unit
  }

  /// Whether any unit, at any time, answers to a text; it may be several.
  package func isName(_ text: String) -> Bool {
    guard let name = UnitNameText(text).names.first else { return false }
    return byName.has(name.bare) || byName.has(name.whole)
  }

  private func isReused(
    _ unit: ReportingUnit, name: UnitNameText.Name, on day: CalendarDate
  ) -> Bool {
    guard let present = registry.unit(code: unit.code, on: day) else { return false }
    return !isCalled(present, name)
  }

  /// Whether a unit answers to a name; a rank in both must be the same, for a town and the commune
  /// that took its name and code are two units.
  func isCalled(_ unit: ReportingUnit, _ name: UnitNameText.Name) -> Bool {
    ([unit.name] + unit.aliases).contains {
      let own = UnitNameText.name($0, level: unit.level)
      if own.whole == name.whole { return true }
      guard own.bare == name.bare else { return false }
      return own.rank == nil || name.rank == nil || own.rank == name.rank
    }
  }
}
