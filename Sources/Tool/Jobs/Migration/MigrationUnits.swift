import FormModel
import Indicators
import Migration
import Reports
import SheetModel
import Units

/// The way of a migration's figures to the units of one day.
struct MigrationUnits {
  /// What the figures came to.
  struct Outcome {
    /// The figures with the units of the day.
    var observations: [Observation]
    /// Figures that stay behind.
    var heldBack: [Observation]
    /// The figures as they were, of which something is in `observations`.
    var used: [Observation] = []
    /// The figures as they were, of which nothing is.
    var unused: [Observation] = []
    /// What a person must decide.
    var issues: [MigrationReport.Issue] = []
  }

  /// What is told of a unit's figures in a period.
  private struct Case: Hashable, Comparable {
    var code: String
    var unit: String
    var period: ReportingPeriod
    var more: String

    static func < (a: Case, b: Case) -> Bool {
      (a.code, a.unit, a.period, a.more) < (b.code, b.unit, b.period, b.more)
    }
  }

  /// The day whose units are wanted.
  let day: CalendarDate
  private let mapper: UnitMapper

  /// A way to a day; nil where none is asked for.
  /// - Throws: `JobFailure` for what is no day or no way to treat a division.
  init?(
    at day: String?, split: String, _ library: TemplateLibrary, _ context: JobContext
  ) throws {
    guard let day else { return nil }
    let policy = try SplitPolicy.asked(split, library: library)
    self.day = try DayArgument.day(day, context)
    mapper = UnitMapper(library, to: self.day, split: policy)
  }

  /// Maps figures and says what could not be.
  func map(_ observations: [Observation]) -> Outcome {
    let mapping = mapper.map(observations)
    var outcome = Outcome(
      observations: mapping.observations, heldBack: mapping.unmapped.map(\.observation))
    // One issue for all figures of a unit that are in the same case.
    var cases: [Case: (first: Place, count: Int)] = [:]
    func add(
      _ code: String, _ observation: Observation?, _ fallback: Observation, _ more: String = ""
    ) {
      let told = observation ?? fallback
      let key = Case(
        code: code, unit: fallback.key.unit, period: fallback.key.period, more: more)
      cases[key, default: (told.place, 0)].count += 1
    }
    for unmapped in mapping.unmapped {
      add(unmapped.reason.code, nil, unmapped.observation)
    }
    for figure in mapping.figures {
      if !figure.missing.isEmpty {
        add(
          "sum-incomplete", figure.sources.first, figure.observation,
          figure.missing.joined(separator: ", "))
      }
      if figure.isEstimated { add("estimated", figure.sources.first, figure.observation) }
    }
    // A figure that was divided is among the sources of each part.
    let used = Set(
      mapping.figures.filter { $0.missing.isEmpty }.flatMap(\.sources).map(\.key))
    outcome.used = observations.filter { used.contains($0.key) }
    outcome.unused = observations.filter { !used.contains($0.key) }
    outcome.issues = cases.sorted { $0.key < $1.key }.map { key, found in
      MigrationReport.Issue(
        key.code, at: found.first,
        detail: key.more.isEmpty
          ? "\(key.unit, of: .unit) \(key.period) × \(found.count)"
          : "\(key.unit, of: .unit) \(key.period) × \(found.count): \(key.more, of: .unit)")
    }
    return outcome
  }
}

extension UnitMapping.Reason {
  /// The stable code of the report.
  var code: String {
    switch self {
    case .unknownCode: "unit-unknown"
    case .notValidThen: "unit-not-then"
    case .split: "unit-split"
    case .noWeights: "unit-without-weights"
    case .ended: "unit-ended"
    case .undocumented: "unit-undocumented"
    case .younger: "unit-younger"
    case .insideOther: "unit-inside-other"
    case .rateOfSeveral: "rate-of-several"
    case .tooLarge: "sum-too-large"
    }
  }
}
