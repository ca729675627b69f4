import Glibc
import Synchronization

/// The signal that came first, as its handler leaves it for a thread that waits for one.
///
/// For the whole life of the process: it is never taken down, as a handler may always be running.
package struct FirstSignal: ~Copyable, Sendable {
  /// 0 while none has come.
  private let number = Atomic<Int32>(0)
  /// One of the few things that a signal handler may touch; in memory of its own, as C must find it
  /// where it was.
  private nonisolated(unsafe) let alarm: UnsafeMutablePointer<sem_t>

  /// A place for a signal, while none has come.
  package init() {
    alarm = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(alarm, 0, 0)
  }

  /// Whether a signal has come.
  package var hasCome: Bool { number.load(ordering: .relaxed) != 0 }

  /// Leaves a signal, unless one is there; calls only what a signal handler may call.
  package func leave(_ signal: Int32) {
    if number.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged {
      sem_post(alarm)
    }
  }

  /// Waits for a signal; for one thread, once.
  package func wait() -> Int32 {
    while sem_wait(alarm) != 0 {}
    return number.load(ordering: .relaxed)
  }
}
