import FormModel
import Indicators
import Units
import VietnameseText

/// Proves that units have one name a code at a time, and stand under units that exist.
struct UnitLint {
  private let units: [Declared<ReportingUnit>]
  private let byCode: [String: [Declared<ReportingUnit>]]
  private let log: TemplateProblemLog

  init(_ units: [Declared<ReportingUnit>], log: TemplateProblemLog) {
    self.units = units
    self.log = log
    byCode = Dictionary(grouping: units, by: \.value.code)
  }

  func check() {
    for unit in units {
      checkDates(unit)
      checkParent(unit)
    }
    checkCodes()
    checkNames()
    checkRings()
  }

  private func checkDates(_ unit: Declared<ReportingUnit>) {
    guard let from = unit.value.validFrom, let to = unit.value.validTo, to < from else { return }
    report(.datesInDisorder(unit: title(unit), from: "\(from)", to: "\(to)"), at: unit)
  }

  private func checkParent(_ unit: Declared<ReportingUnit>) {
    guard let code = unit.value.parentCode else { return }
    guard let parents = byCode[code] else {
      report(.unknown(.parentUnit, id: code, from: title(unit)), at: unit)
      return
    }
    for day in [unit.value.validFrom, unit.value.validTo].compactMap({ $0 })
    where !parents.contains(where: { $0.value.existed(on: day) }) {
      report(.unitOutsideParent(unit: title(unit), parent: code), at: unit)
      return
    }
  }

  private func checkCodes() {
    for code in byCode.keys.sorted() {
      let group = byCode[code] ?? []
      for (index, unit) in group.enumerated() {
        for other in group[..<index] where overlap(unit.value, other.value) {
          report(
            .overlappingUnits(code: code, name: unit.value.name, other: other.value.name),
            at: unit)
        }
      }
    }
  }

  /// Under one unit and at one time a name, in any spelling, is of one code.
  private func checkNames() {
    var named: [String: [LabelKey: [Declared<ReportingUnit>]]] = [:]
    for unit in units {
      for key in Set(([unit.value.name] + unit.value.aliases).map { LabelKey($0) }) {
        let others = named[unit.value.parentCode ?? "", default: [:]][key] ?? []
        let rival = others.first {
          $0.value.code != unit.value.code && overlap($0.value, unit.value)
        }
        if let rival {
          report(.collidingLabels(unit.value.name, other: title(rival)), at: unit)
        }
        named[unit.value.parentCode ?? "", default: [:]][key] = others + [unit]
      }
    }
  }

  /// No unit stands, over its parents, above itself.
  private func checkRings() {
    var isSound: Set<String> = []
    for unit in units {
      var way: [String] = []
      var code: String? = unit.value.code
      while let next = code, !isSound.contains(next), !way.contains(next) {
        way.append(next)
        code = byCode[next]?.first?.value.parentCode
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
