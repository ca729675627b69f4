import Glibc

/// The signals that do not reach the calling thread; a new thread begins with those of its maker.
package enum SignalMask {
  /// What a fault in the thread itself raises; whoever handles these must be reached.
  private static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  /// Lets signals reach the calling thread.
  package static func letIn(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Does something while only faults reach the calling thread; nil where the system refuses.
  static func keepingOut<Result>(_ body: () -> Result?) -> Result? {
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    for number in faults { sigdelset(&blocked, number) }
    guard pthread_sigmask(SIG_BLOCK, &blocked, &before) == 0 else { return nil }
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return body()
  }
}
