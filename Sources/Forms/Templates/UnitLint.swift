import FormModel
import Indicators
import Units
import VietnameseText

/// Proves that units have one name a code at a time, and stand under units that exist.
///
/// It runs at every start of the program over all units of the country: what is costly is done only for
/// those that a cheap look has not cleared.
struct UnitLint {
  private let units: [Declared<ReportingUnit>]
  private let registry: UnitRegistry
  private let log: TemplateProblemLog

  /// A lint of units, and the registry of the same in the same order.
  init(_ units: [Declared<ReportingUnit>], _ registry: UnitRegistry, log: TemplateProblemLog) {
    self.units = units
    self.registry = registry
    self.log = log
  }

  func check() {
    for index in units.indices {
      checkDates(units[index])
      checkParent(units[index])
    }
    checkCodes()
    checkNames()
    if hasRing() { tellRings() }
  }

  private func checkDates(_ unit: Declared<ReportingUnit>) {
    guard let from = unit.value.validFrom, let to = unit.value.validTo, to < from else { return }
    report(.datesInDisorder(unit: title(unit), from: "\(from)", to: "\(to)"), at: unit)
  }

  private func checkParent(_ unit: Declared<ReportingUnit>) {
    guard let code = unit.value.parentCode else { return }
    guard registry.has(code: code) else {
      report(.unknown(.parentUnit, id: code, from: title(unit)), at: unit)
      return
    }
    for day in [unit.value.validFrom, unit.value.validTo]
    where day.map({ registry.index(code: code, on: $0) == nil }) ?? false {
      report(.unitOutsideParent(unit: title(unit), parent: code), at: unit)
      return
    }
  }

  private func checkCodes() {
    for code in registry.codesOfSeveral.sorted() {
      let group = registry.indexes(code: code)
      for (place, index) in group.enumerated() {
        for other in group[..<place] where overlap(units[index].value, units[other].value) {
          report(
            .overlappingUnits(
              code: code, name: units[index].value.name, other: units[other].value.name),
            at: units[index])
        }
      }
    }
  }

  /// Under one unit and at one time a name, in any spelling, is of one code.
  private func checkNames() {
    let again = namesMetAgain()
    guard !again.isEmpty else { return }
    var named: [String: [LabelKey: [Declared<ReportingUnit>]]] = [:]
    for unit in units {
      let parent = unit.value.parentCode ?? ""
      for key in Set(([unit.value.name] + unit.value.aliases).map { LabelKey($0) })
      where again.contains(Self.number(of: key, under: parent)) {
        let others = named[parent, default: [:]][key] ?? []
        let rival = others.first {
          $0.value.code != unit.value.code && overlap($0.value, unit.value)
        }
        if let rival {
          report(.collidingLabels(unit.value.name, other: title(rival)), at: unit)
        }
        named[parent, default: [:]][key] = others + [unit]
      }
    }
  }

  /// The numbers of the names, with the unit above, that come more than once; by chance of others too.
  private func namesMetAgain() -> Set<UInt64> {
    var seen: Set<UInt64> = []
    seen.reserveCapacity(units.count)
    var again: Set<UInt64> = []
    for index in units.indices {
      let parent = units[index].value.parentCode ?? ""
      let name = Self.number(of: LabelKey(units[index].value.name), under: parent)
      if !seen.insert(name).inserted { again.insert(name) }
      for alias in units[index].value.aliases {
        let number = Self.number(of: LabelKey(alias), under: parent)
        if !seen.insert(number).inserted { again.insert(number) }
      }
    }
    return again
  }

  private static func number(of key: LabelKey, under parent: String) -> UInt64 {
    var number = key.number
    for byte in parent.utf8 { number = (number &* 31) ^ UInt64(byte) }
    return number
  }

  /// Whether any unit stands, over its parents, above itself: of a ring all are parents.
  private func hasRing() -> Bool {
    var isSound: Set<String> = []
    for parent in Set(registry.units.compactMap(\.parentCode)) {
      var way: [String] = []
      var code: String? = parent
      while let next = code, !isSound.contains(next) {
        if way.contains(next) { return true }
        way.append(next)
        code = registry.firstUnit(code: next)?.parentCode
      }
      isSound.formUnion(way)
    }
    return false
  }

  private func tellRings() {
    var isSound: Set<String> = []
    for unit in units {
      var way: [String] = []
      var code: String? = unit.value.code
      while let next = code, !isSound.contains(next), !way.contains(next) {
        way.append(next)
        code = registry.firstUnit(code: next)?.parentCode
      }
      if let code, let start = way.firstIndex(of: code) {
        report(.units(.parentRing(way[start...] + [code])), at: unit)
      }
      isSound.formUnion(way)
    }
  }

  private func overlap(_ a: ReportingUnit, _ b: ReportingUnit) -> Bool {
    func begins(_ first: ReportingUnit, byEndOf second: ReportingUnit) -> Bool {
      guard let from = first.validFrom, let to = second.validTo else { return true }
      return from <= to
    }
    return begins(a, byEndOf: b) && begins(b, byEndOf: a)
  }

  private func title(_ unit: Declared<ReportingUnit>) -> String {
    "\(unit.value.code) \(unit.value.name)"
  }

  private func report(_ kind: TemplateProblem.Kind, at unit: Declared<ReportingUnit>) {
    log.report(kind, file: unit.file, line: unit.line)
  }
}
