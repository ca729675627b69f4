import Foundation
import SheetModel
import Text

/// Standard error and standard output as a person or a pipe sees them.
///
/// Data goes to standard output, everything else to standard error.
final class Console: Sendable {
  /// Whether standard error is a terminal that takes colours.
  let colorsErrors: Bool
  /// Whether standard output is a terminal that takes colours.
  let colorsOutput: Bool

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let wantsColors =
      environment["NO_COLOR"].map(\.isEmpty) ?? true && environment["TERM"] != "dumb"
    colorsErrors = wantsColors && isatty(STDERR_FILENO) == 1
    colorsOutput = wantsColors && isatty(STDOUT_FILENO) == 1
  }

  /// The width for people's texts: 80 columns, or less on a narrower terminal, at most 100.
  var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(100, Int(size.ws_col))
  }

  /// Prints a line to standard error.
  func note(_ line: String) {
    write(Array((PathText.printable(line) + "\n").utf8))
  }

  /// Writes bytes to standard error, which may be a pipe that nobody reads any more.
  func write(_ bytes: [UInt8]) {
    try? FileHandle.standardError.write(contentsOf: Data(bytes))
  }
}

/// A line on a terminal that says how far a batch is; nothing elsewhere.
struct ProgressLine {
  private let isShown: Bool
  private let total: Int
  private let label: String
  private let started = ContinuousClock.now
  private var lastShown = ContinuousClock.now
  private var isVisible = false

  /// A line for a batch, shown only on a terminal and only after a second of work.
  init(label: String, total: Int, isQuiet: Bool) {
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1 && total > 1
    self.total = total
    self.label = label
  }

  /// Says that so many pieces are done; redraws at most ten times a second.
  mutating func update(done: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .seconds(1), now - lastShown > .milliseconds(100) else { return }
    lastShown = now
    isVisible = true
    let width = 24
    let filled = total > 0 ? done * width / total : width
    let bar =
      String(repeating: "━", count: filled) + String(repeating: "┄", count: width - filled)
    write("\r\u{1B}[2K\(label) \(bar) \(done)/\(total)")
  }

  /// Takes the line away, before something else is printed; the next update draws it anew.
  mutating func clear() {
    guard isVisible else { return }
    write("\r\u{1B}[2K")
    isVisible = false
    lastShown = started
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
