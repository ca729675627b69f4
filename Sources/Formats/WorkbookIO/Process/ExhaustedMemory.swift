import Glibc

/// The end of a process that the system refuses memory: a line and a status instead of a trap.
///
/// The language ends the process where an allocation fails, and leaves no way to throw. Outputs
/// are no concern: unfinished ones have no name, or one that the next run removes.
enum ExhaustedMemory {
  /// EX_OSERR.
  private static let status: Int32 = 71
  /// The most that one allocation of ours asks for: a workbook's shared strings.
  private static let largestAllocation = 256 << 20

  /// Takes the signals of a trap; any other trap than a lack of memory stays one.
  static func endsWithStatus() {
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
      signal(number) { number in ExhaustedMemory.end(by: number) }
    }
  }

  /// Calls only what a signal handler may call.
  private static func end(by number: Int32) {
    signal(number, SIG_DFL)
    guard !ProcessSetup.hasAddressSpace(largestAllocation) else {
      // Coming back meets the same trap, or abort() raises it anew.
      return
    }
    let text: StaticString =
      "Hết bộ nhớ: hệ thống không cấp thêm. / Out of memory: the system gave no more.\n"
    _ = Glibc.write(2, text.utf8Start, text.utf8CodeUnitCount)
    _exit(status)
  }
}
