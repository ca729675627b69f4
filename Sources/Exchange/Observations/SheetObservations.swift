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
