import Indicators

/// Observations of several sheets or files as one stream in canonical order, each key once.
///
/// Of the figures of one key the first in the order of the inputs is kept. A given figure (a number,
/// a zero, not applicable) outweighs a missing one, whichever comes first: a cell that nobody filled
/// contradicts nothing. Given figures that differ are a conflict. What is kept is kept whole, with
/// its own explanation and origin.
///
/// Sheets of different forms, units or periods do not interleave, so they are put one behind the
/// other as they are; only sheets that do (a register counts what a form reports too) are merged
/// figure by figure.
package struct ObservationMerge {
  /// What is remembered of the figures that are left out.
  package enum Policy: Sendable {
    /// Those that differ: equal ones are no news.
    case conflicts
    /// Equal ones too, for an account that has to name every given figure once.
    case account
  }

  /// Groups that follow each other, each in canonical order.
  package private(set) var groups: [SheetObservations] = []
  /// Given figures of one key that differ, in canonical order.
  package private(set) var conflicts: [Conflict] = []
  /// Given figures that say what the kept one says; none unless the policy is `account`.
  package private(set) var repeated: [Observation] = []
  private let policy: Policy

  /// Two given figures of one key.
  package struct Conflict: Sendable {
    /// The one that is kept: the first in the order of the inputs.
    package var kept: Observation
    /// The one that is left out.
    package var dropped: Observation
  }

  /// Merges sheets given in the order of the inputs, each in canonical order and with no key twice.
  package init(_ sheets: [SheetObservations], policy: Policy = .conflicts) {
    self.policy = policy
    var order: [(index: Int, first: ObservationKey, last: ObservationKey)] = []
    for (index, sheet) in sheets.enumerated() {
      if let reach = sheet.reach { order.append((index, reach.first, reach.last)) }
    }
    order.sort { a, b in a.first == b.first ? a.index < b.index : a.first < b.first }
    var overlapping: [Int] = []
    var last: ObservationKey?
    for (index, first, end) in order {
      if let reached = last, first > reached {
        close(overlapping, of: sheets)
        overlapping = []
      }
      overlapping.append(index)
      last = overlapping.count == 1 ? end : max(last ?? end, end)
    }
    close(overlapping, of: sheets)
  }

  /// Merges observations given in the order of the inputs, in whatever order their keys are.
  package init(_ observations: [Observation], policy: Policy = .conflicts) {
    self.policy = policy
    let merged = merged(observations)
    if !merged.isEmpty { groups.append(.list(merged)) }
  }

  /// All observations in canonical order.
  package var observations: [Observation] { groups.flatMap(\.observations) }

  private mutating func close(_ indexes: [Int], of sheets: [SheetObservations]) {
    if indexes.count == 1, let only = indexes.first {
      groups.append(sheets[only])
    } else if !indexes.isEmpty {
      groups.append(.list(merged(indexes.sorted().flatMap { sheets[$0].observations })))
    }
  }

  private mutating func merged(_ observations: [Observation]) -> [Observation] {
    var kept: [Observation] = []
    for observation in Observation.sorted(observations) {
      guard let known = kept.last, known.key == observation.key else {
        kept.append(observation)
        continue
      }
      if observation.status == .missing { continue }
      // The value says all of a given figure: only what is not applicable has none.
      if known.status == .missing {
        kept[kept.count - 1] = observation
      } else if known.value != observation.value {
        conflicts.append(Conflict(kept: known, dropped: observation))
      } else if policy == .account {
        repeated.append(observation)
      }
    }
    return kept
  }
}

/// The merge of a stream: observations in canonical order, of equal keys in that of the inputs.
///
/// What it keeps and calls a conflict is what `ObservationMerge` does.
package struct ObservationStream {
  private var kept: Observation?

  /// A merge of nothing yet.
  package init() {}

  /// Takes the next observation, nil at the end; gives back the one before it that is final.
  package mutating func take(
    _ observation: Observation?, conflict: (ObservationMerge.Conflict) -> Void
  ) -> Observation? {
    guard let observation, let known = kept, known.key == observation.key else {
      defer { kept = observation }
      return kept
    }
    if observation.status != .missing {
      if known.status == .missing {
        kept = observation
      } else if known.value != observation.value {
        conflict(ObservationMerge.Conflict(kept: known, dropped: observation))
      }
    }
    return nil
  }
}
