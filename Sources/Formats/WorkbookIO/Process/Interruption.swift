import Glibc
import Parallel

/// SIGHUP, SIGINT, SIGTERM and SIGXCPU: unfinished outputs go, then the process ends by that signal.
enum Interruption {
  private static let signals = [SIGHUP, SIGINT, SIGTERM, SIGXCPU]
  private static let first = FirstSignal()

  /// Lets a thread of its own wait for the signals, so that cleaning up is ordinary code.
  ///
  /// Handlers wake it. Signals that the process was started to ignore (`nohup`) stay ignored. Ones
  /// that it was started to block, as children of libdispatch's threads are, are let in.
  static func cleansUp() {
    // Made now, so that no handler has to.
    _ = first.hasCome
    let isAwaited = WorkerThread.startAlone(stackBytes: 256 << 10) { wait() }
    SignalMask.letIn(signals)
    // Without that thread the signals end the process as ever.
    guard isAwaited else { return }
    for number in signals where !isIgnored(number) {
      signal(number) { number in Interruption.first.leave(number) }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func wait() {
    let number = first.wait()
    UnfinishedFiles.removeAllAndEnd {
      // By the signal itself, so that a shell's loop over files ends too.
      signal(number, SIG_DFL)
      SignalMask.letIn([number])
      kill(getpid(), number)
      _exit(128 + number)
    }
  }
}
