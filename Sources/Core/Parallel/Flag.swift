import Synchronization

/// A yes or no that threads tell each other without waiting: whoever sees it raised sees what was
/// written before it was.
package struct Flag: ~Copyable, Sendable {
  private let value = Atomic(false)

  /// A flag that is not raised.
  package init() {}

  /// Whether it is raised.
  package var isRaised: Bool { value.load(ordering: .acquiring) }

  /// Raises it; whether this call was the first to.
  @discardableResult
  package func raise() -> Bool { !value.exchange(true, ordering: .acquiringAndReleasing) }

  /// Lowers it.
  package func lower() { value.store(false, ordering: .releasing) }
}
