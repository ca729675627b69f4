import ArgumentParser
import Jobs

/// Ends the process with a job's status; nothing is thrown for 0.
func exit(with status: ExitStatus) throws {
  guard status != .fine else { return }
  throw ExitCode(status.rawValue)
}
