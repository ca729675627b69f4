import Glibc

/// Threads that work and leave signals to the others.
package enum WorkerThread {
  /// Enough for libxml2 and zlib, which run in it; only what is touched takes memory.
  private static let stackBytes = 1 << 20
  /// What a fault in the thread itself raises; whoever handles these must be reached.
  private static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  /// What a thread does, in a class, as C hands on no more than a pointer.
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that nobody joins; false where the system gives none.
  package static func startAlone(_ run: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = start(run) else { return false }
    pthread_detach(thread)
    return true
  }

  /// Starts a thread, which somebody must join; nil where the system gives none.
  static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    // A thread begins with the mask of the one that starts it.
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    for number in faults { sigdelset(&blocked, number) }
    guard pthread_sigmask(SIG_BLOCK, &blocked, &before) == 0 else { return nil }
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let body = Unmanaged.passRetained(Body(run))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard failure == 0 else {
      body.release()
      return nil
    }
    return thread
  }
}
