/// How a command ended, as its exit code.
public enum ExitStatus: Int32, Sendable {
  /// Done, nothing found.
  case fine = 0
  /// Done, with findings.
  case findings = 1
  /// Some inputs could not be processed; the others were.
  case someFailed = 3
  /// The arguments do not fit (EX_USAGE).
  case usage = 64
  /// The only input is not what was asked for (EX_DATAERR).
  case badData = 65
  /// The only input is not there or cannot be read (EX_NOINPUT).
  case noInput = 66
  /// The system gives no more memory, descriptors or address space (EX_OSERR).
  case outOfResources = 71
  /// An output cannot be made, or is there already (EX_CANTCREAT).
  case cannotCreate = 73
  /// Writing failed (EX_IOERR).
  case writeFailed = 74
  /// The templates contradict themselves (EX_CONFIG).
  case badTemplates = 78
}
