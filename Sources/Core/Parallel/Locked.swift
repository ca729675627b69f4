import Glibc

/// A value that threads change one after another.
///
/// With the system's mutex rather than that of `Synchronization`, whose waits the thread sanitizer
/// cannot see.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  // A C mutex must never move. Unchecked, as the compiler cannot see that it guards the value.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var value: Value

  /// A lock around a value.
  package init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Lends the value while no other thread has it.
  package func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
