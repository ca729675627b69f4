import Glibc

/// A mutex with two conditions: work for the workers, and a result for the caller.
///
/// They live in memory of their own, since a C mutex must never move.
final class Monitor: Sendable {
  private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(
    capacity: 1)
  private nonisolated(unsafe) let hasWork = UnsafeMutablePointer<pthread_cond_t>.allocate(
    capacity: 1)
  private nonisolated(unsafe) let hasResult =
    UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(hasWork, nil)
    pthread_cond_init(hasResult, nil)
  }

  deinit {
    pthread_cond_destroy(hasResult)
    pthread_cond_destroy(hasWork)
    pthread_mutex_destroy(mutex)
    hasResult.deallocate()
    hasWork.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }

  /// Gives the mutex away until there may be work; as always, the caller looks again.
  func waitAsWorker() { pthread_cond_wait(hasWork, mutex) }
  /// Gives the mutex away until there may be a result.
  func waitAsCaller() { pthread_cond_wait(hasResult, mutex) }

  func tellOneWorker() { pthread_cond_signal(hasWork) }
  func tellAllWorkers() { pthread_cond_broadcast(hasWork) }
  func tellCaller() { pthread_cond_signal(hasResult) }
}
