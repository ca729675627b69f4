import FormModel
import Indicators
import Units

/// Proves that successions lead from units that were there to units that are, and leave none out.
struct SuccessionLint {
  private typealias Line = Declared<SuccessionTable.Line>
  /// The successions of one unit on one day.
  private struct Event: Hashable {
    var code: String
    var date: CalendarDate
  }

  private let units: [Declared<ReportingUnit>]
  private let registry: UnitRegistry
  private let lines: [Line]
  private let log: TemplateProblemLog

  init(
    units: [Declared<ReportingUnit>], successions: [Declared<SuccessionTable.Line>],
    log: TemplateProblemLog
  ) {
    self.units = units
    registry = UnitRegistry(units.map(\.value))
    lines = successions
    self.log = log
  }

  func check() {
    var events: [Event: [Line]] = [:]
    var first: [[String]: Line] = [:]
    for line in lines {
      let succession = line.value.succession
      let key = [
        succession.oldCode ?? "", succession.oldCode == nil ? succession.oldName : "",
        succession.newCode ?? "", succession.date.description,
      ]
      if let known = first.updateValue(line, forKey: key) {
        log.report(
          .duplicate(
            .succession, id: "\(key[0])\(key[1]) → \(key[2])", firstFile: known.file,
            firstLine: known.line), file: line.file, line: line.line)
      }
      checkNew(line)
      guard let code = succession.oldCode else { continue }
      checkOld(line, code: code)
      events[Event(code: code, date: succession.date), default: []].append(line)
    }
    for (event, lines) in events.sorted(by: { Self.isBefore($0.value, $1.value) }) {
      check(event, lines)
    }
    for unit in units { checkFate(unit, events: events) }
  }

  private static func isBefore(_ a: [Line], _ b: [Line]) -> Bool {
    guard let one = a.first, let other = b.first else { return false }
    return (one.file, one.line) < (other.file, other.line)
  }

  // MARK: One line

  private func checkOld(_ line: Line, code: String) {
    let date = line.value.succession.date
    guard let day = date.previous, let unit = registry.unit(code: code, on: day) else {
      report(.oldUnitNotThere(code: code, day: date.previous?.description ?? ""), at: line)
      return
    }
    check(line.value.succession.oldName, isNameOf: unit, at: line)
  }

  private func checkNew(_ line: Line) {
    let succession = line.value.succession
    guard let code = succession.newCode else { return }
    guard let unit = registry.unit(code: code, on: succession.date) else {
      report(.newUnitNotThere(code: code, day: "\(succession.date)"), at: line)
      return
    }
    check(line.value.newName, isNameOf: unit, at: line)
  }

  private func check(_ name: String, isNameOf unit: ReportingUnit, at line: Line) {
    guard !name.isEmpty else { return }
    let given = UnitNameText.name(name, level: unit.level)
    let isName = ([unit.name] + unit.aliases).contains {
      UnitNameText.name($0, level: unit.level) == given
    }
    if !isName { report(.nameOfOther(given: name, unit: "\(unit.code) \(unit.name)"), at: line) }
  }

  // MARK: All lines of a unit on a day

  private func check(_ event: Event, _ lines: [Line]) {
    guard let line = lines.first, let day = event.date.previous,
      let unit = registry.unit(code: event.code, on: day)
    else { return }
    let title = "\(unit.code) \(unit.name)"
    let successions = lines.map(\.value.succession)
    let parts = successions.filter { $0.extent == .part }
    if lines.count > 1, parts.count < lines.count {
      report(.extentsContradict(unit: title, day: "\(event.date)"), at: line)
    } else if lines.count == 1, parts.count == 1 {
      report(.partAlone(unit: title, day: "\(event.date)"), at: line)
    }
    let keepsPart = parts.contains { $0.newCode == event.code }
    if unit.existed(on: event.date), !keepsPart {
      report(.unitGoesOn(unit: title, day: "\(event.date)"), at: line)
    }
    for column in Set(parts.flatMap(\.weights.keys)).sorted()
    where parts.contains(where: { $0.weights[column] == nil }) {
      report(.weightMissing(unit: title, column: column), .warning, at: line)
    }
  }

  /// Whatever ended has a succession, or goes on under the same name and code the day after.
  private func checkFate(_ unit: Declared<ReportingUnit>, events: [Event: [Line]]) {
    guard let last = unit.value.validTo, let next = last.next,
      events[Event(code: unit.value.code, date: next)] == nil
    else { return }
    let others = registry.units(code: unit.value.code).filter {
      $0 != unit.value && $0.properName == unit.value.properName
    }
    if others.contains(where: { $0.validFrom == next }) { return }
    let title = "\(unit.value.code) \(unit.value.name)"
    let later = others.compactMap(\.validFrom).filter { $0 > next }.min()
    let problem: UnitProblem =
      later.map { .gap(unit: title, from: "\(next)", to: "\($0.previous ?? $0)") }
      ?? .fateUnknown(unit: title)
    log.report(.units(problem), .warning, file: unit.file, line: unit.line)
  }

  private func report(
    _ problem: UnitProblem, _ severity: Severity = .error, at line: Line
  ) {
    log.report(.units(problem), severity, file: line.file, line: line.line)
  }
}
