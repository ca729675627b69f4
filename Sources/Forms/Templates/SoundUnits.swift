import FormModel
import Indicators
import Units

/// The units and successions whose lines are without errors.
///
/// One bad line must not keep anybody from forms of other units, and must not be believed either. A
/// code that two lines claim for one time is nobody's, and of a unit that was divided all lines of
/// that day go where one is bad, for the parts would not be all of it.
struct SoundUnits {
  private struct Line: Hashable {
    var file: String
    var line: Int
  }

  private struct Event: Hashable {
    var code: String
    var date: CalendarDate
  }

  let units: [ReportingUnit]
  let successions: [UnitSuccession]

  init(
    _ units: [Declared<ReportingUnit>], _ successions: [Declared<SuccessionTable.Line>],
    problems: [TemplateProblem]
  ) {
    var bad: Set<Line> = []
    var claimed: Set<String> = []
    for problem in problems where problem.isOfUnitLine && !problem.kind.sparesLine {
      if case .overlappingUnits(let code, _, _) = problem.kind {
        claimed.insert(code)
      } else if let line = problem.line {
        bad.insert(Line(file: problem.file, line: line))
      }
    }
    // Of a line that has no date it only seems that it claims the code of another time.
    let contested = claimed.subtracting(
      units.filter { bad.contains(Line(file: $0.file, line: $0.line)) }.map(\.value.code))
    guard !bad.isEmpty || !contested.isEmpty else {
      self.units = units.map(\.value)
      self.successions = successions.map(\.value.succession)
      return
    }
    self.units = units.filter {
      !bad.contains(Line(file: $0.file, line: $0.line)) && !contested.contains($0.value.code)
    }.map(\.value)
    let torn = Set(
      successions.filter { bad.contains(Line(file: $0.file, line: $0.line)) }
        .compactMap { Self.event(of: $0.value.succession) })
    self.successions = successions.filter { line in
      !bad.contains(Line(file: line.file, line: line.line))
        && Self.event(of: line.value.succession).map { !torn.contains($0) } ?? true
    }.map(\.value.succession)
  }

  private static func event(of succession: UnitSuccession) -> Event? {
    succession.oldCode.map { Event(code: $0, date: succession.date) }
  }
}
