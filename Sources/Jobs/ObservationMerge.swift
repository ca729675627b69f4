import Indicators

/// Sorted sheets of observations as one stream in canonical order, each key once.
///
/// Sheets of different forms, units or periods do not interleave, so they are put one behind the
/// other whole; only sheets that do (a register counts what a form reports too) are merged.
package struct ObservationMerge {
  /// Groups that follow each other, each in canonical order.
  package private(set) var groups: [[Observation]] = []
  /// Figures of one key that differ: the first in the order of the inputs is kept.
  package private(set) var conflicts: [Conflict] = []

  /// Two figures of one key.
  package struct Conflict: Sendable {
    /// The one that is kept.
    package var kept: Observation
    /// The one that is left out.
    package var dropped: Observation
  }

  /// Merges sheets, each in canonical order already, given in the order of the inputs.
  package init(_ sheets: [[Observation]]) {
    let filled = sheets.filter { !$0.isEmpty }
    let order = filled.indices.sorted { a, b in
      let (one, other) = (filled[a][0].key, filled[b][0].key)
      return one == other ? a < b : one < other
    }
    var overlapping: [Int] = []
    var last: ObservationKey?
    for index in order {
      guard let first = filled[index].first, let end = filled[index].last else { continue }
      if let reached = last, first.key > reached {
        close(overlapping, of: filled)
        overlapping = []
      }
      overlapping.append(index)
      last = overlapping.count == 1 ? end.key : max(last ?? end.key, end.key)
    }
    close(overlapping, of: filled)
  }

  private mutating func close(_ indexes: [Int], of sheets: [[Observation]]) {
    if indexes.count == 1, let only = indexes.first {
      groups.append(sheets[only])
    } else if !indexes.isEmpty {
      groups.append(merged(indexes.sorted().flatMap { sheets[$0] }))
    }
  }

  private mutating func merged(_ observations: [Observation]) -> [Observation] {
    var kept: [Observation] = []
    for observation in ObservationTable.sorted(observations) {
      guard let known = kept.last, known.key == observation.key else {
        kept.append(observation)
        continue
      }
      if known.value != observation.value, observation.status != .missing {
        conflicts.append(Conflict(kept: known, dropped: observation))
      }
    }
    return kept
  }
}
