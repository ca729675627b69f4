import FormModel
import Indicators
import SheetModel
import Validation

/// What became of one file of a batch.
public enum FileOutcome: String, Sendable, CaseIterable {
  /// Read, and nothing found.
  case passed
  /// Read, and something found.
  case findings
  /// Not processed.
  case failed
}

/// The counts that a report ends with.
public struct ReportSummary: Sendable, Hashable {
  /// Findings of severity error.
  public var errors = 0
  /// Findings of severity warning.
  public var warnings = 0
  /// Files in which nothing was found.
  public var passed = 0
  /// Files with findings.
  public var withFindings = 0
  /// Files that could not be processed.
  public var failed = 0
  /// Files that were left alone because they are no workbooks.
  public var untaken = 0
  /// Cells with remarks.
  public var comments = 0

  /// No counts yet.
  public init() {}

  /// All files of the batch.
  public var files: Int { passed + withFindings + failed }

  /// The counts in one line.
  ///
  /// `2 lỗi, 1 cảnh báo. 3 tệp: 1 đạt, 1 có phát hiện, 1 không xử lý được.`
  public func line(in language: Language) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    func n(_ count: Int) -> String { language.number(count) }
    return language.say(
      "\(n(errors)) lỗi, \(n(warnings)) cảnh báo. \(n(files)) tệp: \(n(passed)) đạt, "
        + "\(n(withFindings)) có phát hiện, \(n(failed)) không xử lý được."
        + (comments > 0 ? " \(n(comments)) ghi chú ở ô." : ""),
      count(errors, "error", "errors") + ", " + count(warnings, "warning", "warnings") + ". "
        + count(files, "file", "files")
        + ": \(passed) passed, \(withFindings) with findings, \(failed) not processed."
        + (comments > 0
          ? " " + count(comments, "comment at a cell", "comments at cells") + "." : ""))
  }
}

/// Takes the findings of a batch, file by file, and writes them as they come.
///
/// A file is opened by `begin`, gets any number of findings or one failure, and is closed by `end`.
/// Findings added while no file is open are about several files of the batch; a file that had
/// passed before counts as one with findings then. A report has one owner and is not sendable.
public protocol FindingReport: AnyObject {
  /// Opens a file under the name that people know it by.
  /// - Throws: `WorkbookError` with code `unwritable` when the output takes no more.
  func begin(file: String) throws(WorkbookError)
  /// Adds a finding; in an open file it needs no file in its place.
  /// - Throws: `WorkbookError` with code `unwritable` when the output takes no more.
  func add(_ finding: Finding) throws(WorkbookError)
  /// Says that the open file, or the one in the error's place, was not processed.
  /// - Throws: `WorkbookError` with code `unwritable` when the output takes no more.
  func fail(_ error: WorkbookError) throws(WorkbookError)
  /// Takes the cells of the open file that have remarks; their texts are nobody else's to read.
  func addComments(_ places: [Place])
  /// Closes the open file.
  /// - Throws: `WorkbookError` with code `unwritable` when the output takes no more.
  func end() throws(WorkbookError)
  /// Takes the names of files that were left alone because they are no workbooks; they are told with
  /// the counts.
  func leaveAlone(_ files: [String])
  /// Writes the counts and whatever is left, and returns the counts.
  /// - Throws: `WorkbookError` with code `unwritable` when the output takes no more.
  func finish() throws(WorkbookError) -> ReportSummary
}

/// Counts findings and outcomes for any report.
struct ReportTally {
  private(set) var summary = ReportSummary()
  private(set) var file: String?
  private(set) var fileErrors = 0
  private(set) var fileWarnings = 0
  private(set) var fileComments = 0
  private var hasFailed = false
  private var passed: Set<String> = []

  mutating func leaveAlone(_ count: Int) { summary.untaken += count }

  mutating func addComments(_ count: Int) {
    summary.comments += count
    fileComments += count
  }

  mutating func begin(_ file: String) {
    self.file = file
    (fileErrors, fileWarnings, fileComments, hasFailed) = (0, 0, 0, false)
  }

  mutating func add(_ finding: Finding) {
    switch finding.severity {
    case .error:
      summary.errors += 1
      fileErrors += 1
    case .warning:
      summary.warnings += 1
      fileWarnings += 1
    }
    if file == nil, let place = finding.place.file, passed.remove(place) != nil {
      summary.passed -= 1
      summary.withFindings += 1
    }
  }

  /// Counts a failure; one outside an open file is a file of its own.
  mutating func fail() {
    if file == nil { summary.failed += 1 } else { hasFailed = true }
  }

  /// Whether a closed file has no finding, of its own or across files.
  func hasPassed(_ file: String) -> Bool { passed.contains(file) }

  mutating func end() -> FileOutcome {
    defer { file = nil }
    if hasFailed {
      summary.failed += 1
      return .failed
    }
    if fileErrors + fileWarnings > 0 {
      summary.withFindings += 1
      return .findings
    }
    summary.passed += 1
    if let file { passed.insert(file) }
    return .passed
  }
}

/// Gathers bytes and hands them to a sink in large pieces.
struct ReportBuffer {
  var bytes: [UInt8] = []
  private let sink: any ByteSink
  private static let size = 1 << 16

  init(_ sink: any ByteSink) { self.sink = sink }

  /// Hands the bytes on once there are many.
  mutating func spill() throws(WorkbookError) {
    if bytes.count >= Self.size { try flush() }
  }

  mutating func flush() throws(WorkbookError) {
    guard !bytes.isEmpty else { return }
    try sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
