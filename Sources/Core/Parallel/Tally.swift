import Synchronization

/// A sum that threads add to, in no order.
package struct Tally: ~Copyable, Sendable {
  private let value = Atomic(0)

  /// A sum of 0.
  package init() {}

  /// Adds a number and returns the sum with it; one beyond the range of `Int` wraps.
  package func add(_ number: Int) -> Int {
    value.wrappingAdd(number, ordering: .relaxed).newValue
  }
}
