import Indicators
import SheetModel

/// Sums of a migration side by side: the sources as the plain pass read them, and what became of
/// them, with the output read again from its file.
package struct MigrationTotals {
  private var totals: [TotalKey: MigrationReport.Total] = [:]

  /// No sums.
  package init() {}

  /// The totals in their order; rates only where none was computed anew, counts of registers only
  /// where they were counted twice.
  package func all(withRates: Bool, withCounts: Bool) -> [MigrationReport.Total] {
    totals.filter { withRates || $0.key.measure != Measure.rate.rawValue }
      .filter { withCounts || !$0.key.isCounted }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// Adds what the plain pass found in a file.
  package mutating func add(sources sums: [MigratedFile.Sum]) {
    for sum in sums {
      change(sum.key) { total in
        total.source = total.source.plus(ExactDecimal(sum.source))
      }
    }
  }

  /// Adds the children that were counted anew.
  package mutating func add(_ recount: RegisterRecount) {
    for (key, count) in recount.counts {
      change(key) { $0.source = $0.source.plus(ExactDecimal(count)) }
    }
  }

  /// Adds what merging left out.
  package mutating func add(_ merge: MigrationMerge) {
    for (key, value) in merge.repeated { change(key) { $0.repeated = $0.repeated.plus(value) } }
    for (key, value) in merge.disputed { change(key) { $0.disputed = $0.disputed.plus(value) } }
  }

  /// Adds a figure of the output.
  package mutating func add(output observation: Observation) {
    guard let key = TotalKey(observation), let value = observation.value else { return }
    change(key) { $0.migrated = $0.migrated.plus(value) }
  }

  /// Adds figures that stay behind on the way to the units of another day.
  package mutating func add(heldBack observation: Observation) {
    guard let key = TotalKey(observation), let value = observation.value else { return }
    change(key) { $0.heldBack = $0.heldBack.plus(value) }
  }

  private mutating func change(_ key: TotalKey, _ body: (inout MigrationReport.Total) -> Void) {
    body(
      &totals[
        key,
        default: MigrationReport.Total(
          indicator: key.indicator, measure: key.measure + (key.isCounted ? "/register" : ""),
          breakdowns: key.breakdowns, period: key.period)])
  }
}

extension ExactDecimal {
  /// The sum; this number alone where there is no other or the sum has too many digits.
  fileprivate func plus(_ other: ExactDecimal?) -> ExactDecimal {
    other.flatMap { adding($0) } ?? self
  }
}
