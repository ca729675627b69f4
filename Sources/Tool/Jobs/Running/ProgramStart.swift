import Foundation
import Reports
import SheetModel
import Text
import WorkbookIO

/// The beginning of a program around the jobs, before any of its options are known.
public enum ProgramStart {
  /// Prepares the process for signals, closed streams and a lack of memory.
  ///
  /// - Returns: the status to end with where the system gives too little for any work, which is
  ///   then told on standard error; nil to go on.
  public static func prepare() -> ExitStatus? {
    do {
      try ProcessSetup.begin()
      return nil
    } catch {
      return fail(error)
    }
  }

  /// The arguments behind the program's name; bytes of names that are no text stand in them
  /// as `PathText` has them.
  ///
  /// Nil where the system shows them nowhere, which is told on standard error.
  public static func arguments() -> [String]? {
    guard let raw = ProcessArguments.raw else {
      _ = fail(WorkbookError(.outOfResources, found: "argv"))
      return nil
    }
    return raw.map { PathText.string(of: $0) }
  }

  /// Writes a text that was asked for, such as a command's help, to standard output.
  /// - Returns: `fine`, or `writeFailed`, told on standard error.
  public static func show(_ text: String) -> ExitStatus {
    do {
      try StreamSink().write(Array((text + "\n").utf8))
      return .fine
    } catch {
      return fail(error)
    }
  }

  private static func fail(_ error: WorkbookError) -> ExitStatus {
    if !error.isBrokenPipe { Console().note(error.line(in: .vi)) }
    return ExitStatus(error.code)
  }
}
