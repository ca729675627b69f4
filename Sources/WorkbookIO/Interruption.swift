import Glibc

/// SIGHUP, SIGINT and SIGTERM: unfinished outputs go, then the process ends by that signal.
enum Interruption {
  private static let signals = [SIGHUP, SIGINT, SIGTERM]

  /// Lets a thread of its own wait for the signals, so that cleaning up is ordinary code.
  ///
  /// Signals that the process was started to ignore (`nohup`) stay ignored. To be called before
  /// other threads, which then leave the signals to that one.
  static func cleansUp() {
    var set = waitedFor
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 256 << 10)
    var thread = pthread_t()
    let failure = pthread_create(&thread, &attributes, { _ in Interruption.wait() }, nil)
    pthread_attr_destroy(&attributes)
    // Without that thread the signals end the process as ever.
    if failure != 0 { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
  }

  private static var waitedFor: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var set = waitedFor
    var signal: Int32 = 0
    while sigwait(&set, &signal) != 0 {}
    UnfinishedFiles.removeAllAndEnd {
      // By the signal itself, so that a shell's loop over files ends too.
      Glibc.signal(signal, SIG_DFL)
      var own = sigset_t()
      sigemptyset(&own)
      sigaddset(&own, signal)
      pthread_sigmask(SIG_UNBLOCK, &own, nil)
      kill(getpid(), signal)
      _exit(128 + signal)
    }
    return nil
  }
}
