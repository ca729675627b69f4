import ArgumentParser
import Jobs

extension ExitStatus {
  /// Ends the process with this status; nothing is thrown for 0.
  func end() throws {
    guard self != .fine else { return }
    throw ExitCode(rawValue)
  }
}
