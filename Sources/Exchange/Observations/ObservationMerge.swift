import FormModel
import Indicators

/// The observations of one sheet, in canonical order.
package enum SheetObservations: Sendable {
  /// The figures of a matrix form.
  case form(FormObservations)
  /// Observations one by one.
  case list([Observation])

  /// How many there are.
  package var count: Int {
    switch self {
    case .form(let form): form.figures.count
    case .list(let list): list.count
    }
  }

  /// All of them.
  package var observations: [Observation] {
    switch self {
    case .form(let form): form.figures.map { form.observation($0) }
    case .list(let list): list
    }
  }

  /// The first and the last key; nil where there are none.
  var reach: (first: ObservationKey, last: ObservationKey)? {
    switch self {
    case .form(let form):
      guard let first = form.figures.first, let last = form.figures.last else { return nil }
      return (form.key(first), form.key(last))
    case .list(let list):
      guard let first = list.first, let last = list.last else { return nil }
      return (first.key, last.key)
    }
  }
}

/// Sorted sheets of observations as one stream in canonical order, each key once.
///
/// Sheets of different forms, units or periods do not interleave, so they are put one behind the
/// other whole; only sheets that do (a register counts what a form reports too) are merged.
package struct ObservationMerge {
  /// Groups that follow each other, each in canonical order.
  package private(set) var groups: [SheetObservations] = []
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
  package init(_ sheets: [SheetObservations]) {
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
      if known.value != observation.value, observation.status != .missing {
        conflicts.append(Conflict(kept: known, dropped: observation))
      }
    }
    return kept
  }
}
