import Glibc

/// A thread of the system's own, since pieces that wait for a disk would hold up the few threads
/// that the runtime shares.
package final class SystemThread {
  private let body: @Sendable () -> Void

  private init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Starts a thread; false where the system gives none.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let thread = Unmanaged.passRetained(SystemThread(body))
    var identity: pthread_t = 0
    let failure = pthread_create(
      &identity, &attributes,
      { raw in
        if let raw { Unmanaged<SystemThread>.fromOpaque(raw).takeRetainedValue().body() }
        return nil
      }, thread.toOpaque())
    if failure != 0 { thread.release() }
    return failure == 0
  }
}
