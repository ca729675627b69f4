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
  /// What no two lines have in common.
  private struct Key: Hashable {
    var old: String
    /// Where no code is known.
    var oldName: String
    var new: String
    var date: CalendarDate
  }

  private let units: [Declared<ReportingUnit>]
  private let registry: UnitRegistry
  private let lines: [Line]
  private let log: TemplateProblemLog

  init(
    units: [Declared<ReportingUnit>], _ registry: UnitRegistry,
    successions: [Declared<SuccessionTable.Line>], log: TemplateProblemLog
  ) {
    self.units = units
    self.registry = registry
    lines = successions
    self.log = log
  }

  func check() {
    var events: [Event: Int] = [:]
    /// The lines of each event, in the order of the first of each: a list of its own for those of several.
    var groups: [(event: Event, first: Int, others: [Int])] = []
    var first: [Key: Int] = [:]
    events.reserveCapacity(lines.count)
    first.reserveCapacity(lines.count)
    for index in lines.indices {
      checkTwin(index, &first)
      checkNew(index)
      guard let code = lines[index].value.succession.oldCode else { continue }
      checkOld(index, code: code)
      let event = Event(code: code, date: lines[index].value.succession.date)
      if let group = events[event] {
        groups[group].others.append(index)
      } else {
        events[event] = groups.count
        groups.append((event, index, []))
      }
    }
    let isMoved = groups.map { group -> Bool in
      let extent = lines[group.first].value.succession.extent
      guard group.others.isEmpty, extent != .part, extent != .territory else {
        return check(group.event, ([group.first] + group.others).map { lines[$0] })
      }
      checkLone(group.first, group.event)
      return true
    }
    for index in units.indices {
      checkFate(index) { event in events[event].map { isMoved[$0] } ?? false }
    }
  }

  private func checkTwin(_ index: Int, _ first: inout [Key: Int]) {
    let old = lines[index].value.succession.oldCode
    let key = Key(
      old: old ?? "", oldName: old == nil ? lines[index].value.succession.oldName : "",
      new: lines[index].value.succession.newCode ?? "", date: lines[index].value.succession.date)
    guard let known = first.updateValue(index, forKey: key) else { return }
    log.report(
      .duplicate(
        .succession, id: "\(key.old)\(key.oldName) → \(key.new)", firstFile: lines[known].file,
        firstLine: lines[known].line), file: lines[index].file, line: lines[index].line)
  }

  // MARK: One line

  private func checkOld(_ line: Int, code: String) {
    let day = lines[line].value.succession.date.previous
    guard let day, let unit = registry.index(code: code, on: day) else {
      report(.oldUnitNotThere(code: code, day: day?.description ?? ""), at: lines[line])
      return
    }
    check(lines[line].value.succession.oldName, isNameOf: unit, at: line)
  }

  private func checkNew(_ line: Int) {
    guard let code = lines[line].value.succession.newCode else { return }
    let date = lines[line].value.succession.date
    guard let unit = registry.index(code: code, on: date) else {
      report(.newUnitNotThere(code: code, day: "\(date)"), at: lines[line])
      return
    }
    check(lines[line].value.newName, isNameOf: unit, at: line)
  }

  private func check(_ name: String, isNameOf index: Int, at line: Int) {
    // To the letter it almost always is.
    guard !name.isEmpty, registry.units[index].name != name else { return }
    let unit = registry.units[index]
    let given = UnitNameText.name(name, level: unit.level)
    let isName = ([unit.name] + unit.aliases).contains {
      UnitNameText.name($0, level: unit.level) == given
    }
    if !isName { report(.nameOfOther(given: name, unit: title(unit)), at: lines[line]) }
  }

  // MARK: All lines of a unit on a day

  /// Checks the one line of a unit and day, which is of all of it: a unit is not there any more then.
  private func checkLone(_ line: Int, _ event: Event) {
    guard let day = event.date.previous, let index = registry.index(code: event.code, on: day),
      registry.units[index].existed(on: event.date)
    else { return }
    report(
      .unitGoesOn(unit: title(registry.units[index]), day: "\(event.date)"), at: lines[line])
  }

  /// Checks the lines of one unit and day; whether any of them says where its people went.
  private func check(_ event: Event, _ lines: [Line]) -> Bool {
    let moving = lines.filter { $0.value.succession.extent != .territory }
    guard let line = lines.first, let day = event.date.previous,
      let index = registry.index(code: event.code, on: day)
    else { return !moving.isEmpty }
    let parts = moving.map(\.value.succession).filter { $0.extent == .part }
    func unit() -> String { title(registry.units[index]) }
    if moving.count > 1, parts.count < moving.count {
      report(.extentsContradict(unit: unit(), day: "\(event.date)"), at: line)
    } else if moving.count == 1, parts.count == 1 {
      report(.partAlone(unit: unit(), day: "\(event.date)"), at: line)
    }
    let keepsPart = parts.contains { $0.newCode == event.code }
    if !moving.isEmpty, registry.units[index].existed(on: event.date), !keepsPart {
      report(.unitGoesOn(unit: unit(), day: "\(event.date)"), at: line)
    }
    guard lines.count > 1 || moving.isEmpty else { return true }
    for column in Set(parts.flatMap(\.weights.keys)).sorted()
    where parts.contains(where: { $0.weights[column] == nil }) {
      report(.weightMissing(unit: unit(), column: column), .warning, at: line)
    }
    for land in lines where land.value.succession.extent == .territory {
      for (column, weight) in land.value.succession.weights.sorted(by: { $0.key < $1.key })
      where weight > 0 {
        report(.territoryWithPeople(unit: unit(), column: column), at: land)
      }
    }
    return !moving.isEmpty
  }

  /// Whatever ended has a succession, or goes on under the same name and code the day after.
  private func checkFate(_ index: Int, isMoved: (Event) -> Bool) {
    guard let next = units[index].value.validTo?.next,
      !isMoved(Event(code: units[index].value.code, date: next))
    else { return }
    let unit = units[index]
    let others = registry.units(code: unit.value.code).filter {
      $0 != unit.value && $0.properName == unit.value.properName
    }
    if others.contains(where: { $0.validFrom == next }) { return }
    let title = self.title(unit.value)
    let later = others.compactMap(\.validFrom).filter { $0 > next }.min()
    let problem: UnitProblem =
      later.map { .gap(unit: title, from: "\(next)", to: "\($0.previous ?? $0)") }
      ?? .fateUnknown(unit: title)
    log.report(.units(problem), .warning, file: unit.file, line: unit.line)
  }

  private func title(_ unit: ReportingUnit) -> String { "\(unit.code) \(unit.name)" }

  private func report(
    _ problem: UnitProblem, _ severity: Severity = .error, at line: Line
  ) {
    log.report(.units(problem), severity, file: line.file, line: line.line)
  }
}
