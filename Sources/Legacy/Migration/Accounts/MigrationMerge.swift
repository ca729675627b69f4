import Indicators
import Observations
import SheetModel

/// What merging the figures of all files of a migration came to, in its issues and sums.
///
/// Of equal figures the first in the order of the files' paths is kept, the others are counted as
/// repeated; figures that differ are an issue with both places.
package struct MigrationMerge {
  /// The observations in canonical order, no key twice.
  package let observations: [Observation]
  /// What differs.
  package private(set) var issues: [MigrationReport.Issue] = []
  /// The sums of what was left out, by total.
  package private(set) var repeated: [TotalKey: ExactDecimal] = [:]
  /// The sums of figures that another file gives otherwise, by total.
  package private(set) var disputed: [TotalKey: ExactDecimal] = [:]

  /// Merges observations given in the order of the files.
  package init(_ given: [Observation]) {
    let merge = ObservationMerge(given, policy: .account)
    observations = merge.observations
    for observation in merge.repeated { Self.add(observation, to: &repeated) }
    for conflict in merge.conflicts {
      let (kept, dropped) = (conflict.kept, conflict.dropped)
      Self.add(dropped, to: &disputed)
      issues.append(
        MigrationReport.Issue(
          "figure-disagrees", at: dropped.place, other: kept.place,
          detail: "\(dropped.subject): \(dropped.shown) ≠ \(kept.shown)"))
    }
  }

  private static func add(
    _ observation: Observation, to sums: inout [TotalKey: ExactDecimal]
  ) {
    guard let key = TotalKey(observation), let value = observation.value else { return }
    sums[key] = (sums[key] ?? .zero).adding(value)
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

  /// What the figure is about: codes of templates and of the list of units.
  var subject: Evidence {
    let parts = ObservationTable.text(of: key.breakdown)
    let what: Evidence =
      parts.isEmpty ? "\(key.indicator)" : "\(key.indicator) \(parts, of: .template)"
    return "\(what) \(key.unit, of: .unit) \(key.period)"
  }

  /// The figure as a message shows it.
  var shown: Evidence {
    value.map { "\($0.normalized)" } ?? (status == .notApplicable ? "x" : "…")
  }
}
