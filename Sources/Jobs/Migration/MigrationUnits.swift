import Forms
import Indicators
import Reports
import SheetModel

/// The way of a migration's figures to the units of one day.
struct MigrationUnits {
  /// What the figures came to.
  struct Outcome {
    /// The figures with the units of the day.
    var observations: [Observation]
    /// Figures that stay behind.
    var heldBack: [Observation]
    /// What given parts of incomplete sums add up to, by total.
    var partial: [TotalKey: ExactDecimal] = [:]
    /// What a person must decide.
    var issues: [MigrationReport.Issue] = []
  }

  private let mapper: UnitMapper

  /// A way to a day; nil where none is asked for.
  /// - Throws: `JobFailure` for what is no day or no way to treat a division.
  init?(
    at day: String?, split: String, _ library: TemplateLibrary, _ context: JobContext
  ) throws {
    guard let day else { return nil }
    guard let policy = SplitPolicy(split) else {
      throw JobFailure.notice(.units(.notASplitPolicy(split)), .usage)
    }
    mapper = UnitMapper(library, to: try DayArgument.day(day, context), split: policy)
  }

  /// Maps figures and says what could not be.
  func map(_ observations: [Observation]) -> Outcome {
    let mapping = mapper.map(observations)
    var outcome = Outcome(
      observations: mapping.observations, heldBack: mapping.unmapped.map(\.observation))
    for unmapped in mapping.unmapped {
      outcome.issues.append(
        MigrationReport.Issue(
          unmapped.reason.code, at: unmapped.observation.place,
          detail: unmapped.observation.subject))
    }
    for figure in mapping.figures {
      let place = figure.sources.first?.place ?? figure.observation.place
      if !figure.missing.isEmpty {
        if let key = figure.sources.first.flatMap({ TotalKey($0) }), let value = figure.partial {
          outcome.partial[key] = (outcome.partial[key] ?? .zero).adding(value)
        }
        outcome.issues.append(
          MigrationReport.Issue(
            "sum-incomplete", at: place,
            detail: figure.observation.subject + ": " + figure.missing.joined(separator: ", ")))
      }
      if figure.isEstimated {
        outcome.issues.append(
          MigrationReport.Issue("estimated", at: place, detail: figure.observation.subject))
      }
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
