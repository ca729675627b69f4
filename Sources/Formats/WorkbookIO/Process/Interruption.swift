import Glibc
import Synchronization

/// SIGHUP, SIGINT and SIGTERM: unfinished outputs go, then the process ends by that signal.
enum Interruption {
  private static let signals = [SIGHUP, SIGINT, SIGTERM]
  /// The signal that came first; 0 while none has come.
  private static let received = Atomic<Int32>(0)
  /// Wakes the thread that cleans up: one of the few things that a signal handler may do.
  nonisolated(unsafe) private static let alarm = {
    let alarm = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(alarm, 0, 0)
    return alarm
  }()

  /// Lets a thread of its own wait for the signals, so that cleaning up is ordinary code.
  ///
  /// Handlers wake it. Signals that the process was started to ignore (`nohup`) stay ignored. Ones
  /// that it was started to block, as children of libdispatch's threads are, are let in.
  static func cleansUp() {
    // Made now, so that no handler has to.
    _ = (received.load(ordering: .relaxed), alarm)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 256 << 10)
    var thread = pthread_t()
    let failure = pthread_create(&thread, &attributes, { _ in Interruption.wait() }, nil)
    pthread_attr_destroy(&attributes)
    letIn(signals)
    // Without that thread the signals end the process as ever.
    guard failure == 0 else { return }
    for number in signals where !isIgnored(number) {
      signal(number) { number in
        if Interruption.received.compareExchange(
          expected: 0, desired: number, ordering: .relaxed
        ).exchanged {
          sem_post(Interruption.alarm)
        }
      }
    }
  }

  /// Lets signals reach the calling thread.
  private static func letIn(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    while sem_wait(alarm) != 0 {}
    let number = received.load(ordering: .relaxed)
    UnfinishedFiles.removeAllAndEnd {
      // By the signal itself, so that a shell's loop over files ends too.
      signal(number, SIG_DFL)
      letIn([number])
      kill(getpid(), number)
      _exit(128 + number)
    }
    return nil
  }
}
