import Glibc

/// Threads that work and leave signals to the others.
package enum WorkerThread {
  /// Enough for libxml2 and zlib, which run in it; only what is touched takes memory.
  private static let stackBytes = 1 << 20

  /// What a thread does, in a class, as C hands on no more than a pointer.
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that nobody joins, with so many bytes of stack, 64 KiB or more; false where
  /// the system gives none.
  package static func startAlone(
    stackBytes: Int, _ run: @escaping @Sendable () -> Void
  ) -> Bool {
    guard let thread = start(stackBytes: stackBytes, run) else { return false }
    pthread_detach(thread)
    return true
  }

  /// Starts a thread, which somebody must join; nil where the system gives none.
  static func start(
    stackBytes: Int = stackBytes, _ run: @escaping @Sendable () -> Void
  ) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    // A thread begins with the mask of the one that starts it.
    return SignalMask.keepingOut {
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
}
