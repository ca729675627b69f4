import Indicators
import Observations
import SheetModel

/// The figures of all files of a migration as one table: each figure once.
///
/// Of equal figures the first in the order of the files' paths is kept, the others are counted as
/// repeated; figures that differ are an issue with both places. A figure outweighs a missing one.
package struct MigrationMerge {
  /// The observations in canonical order, no key twice.
  package private(set) var observations: [Observation] = []
  /// What differs.
  package private(set) var issues: [MigrationReport.Issue] = []
  /// The sums of what was left out, by total.
  package private(set) var repeated: [TotalKey: ExactDecimal] = [:]
  package private(set) var disputed: [TotalKey: ExactDecimal] = [:]

  /// Merges observations given in the order of the files.
  package init(_ given: [Observation]) {
    for observation in Observation.sorted(given) {
      guard let known = observations.last, known.key == observation.key else {
        observations.append(observation)
        continue
      }
      leaveOut(observation, for: known)
    }
  }

  private mutating func leaveOut(_ observation: Observation, for known: Observation) {
    if observation.status == .missing { return }
    if known.status == .missing {
      observations[observations.count - 1] = observation
      return
    }
    let isEqual = known.value == observation.value && known.status == observation.status
    if let key = TotalKey(observation), let value = observation.value {
      if isEqual {
        repeated[key] = (repeated[key] ?? .zero).adding(value)
      } else {
        disputed[key] = (disputed[key] ?? .zero).adding(value)
      }
    }
    guard !isEqual else { return }
    issues.append(
      MigrationReport.Issue(
        "figure-disagrees", at: observation.place, other: known.place,
        detail: "\(observation.subject): \(observation.shown) ≠ \(known.shown)"))
  }
}

extension TotalKey {
  /// The total that an observation goes into; nil for the parts of what a register counts, whose
  /// wholes alone are added up.
  init?(_ observation: Observation) {
    isCounted = observation.isCounted
    if isCounted, !observation.key.breakdown.isEmpty { return nil }
    indicator = observation.key.indicator.description
    measure = observation.key.measure.rawValue
    period = observation.key.period.description
  }
}

extension Observation {
  /// Whether it counts rows of a register: its origin is a range.
  package var isCounted: Bool { origin?.cell.contains(":") ?? false }

  /// Where the figure was read.
  package var place: Place {
    Place(
      file: origin?.file, sheet: origin?.sheet,
      cell: origin.flatMap { CellAddress($0.cell.prefix { $0 != ":" && $0 != ";" }) })
  }

  /// What the figure is about, in neutral terms.
  var subject: String {
    let parts = ObservationTable.text(of: key.breakdown)
    return [key.indicator.description, parts, key.unit, key.period.description]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The figure as a message shows it.
  var shown: String {
    value?.normalized.description ?? (status == .notApplicable ? "x" : "…")
  }
}
