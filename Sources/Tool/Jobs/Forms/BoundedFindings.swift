import FormModel
import SheetModel
import Validation

/// The findings of one file, of which no more are kept than a person would ever read.
///
/// A sheet with findings beyond that ends with one that says so. It is an error if any of them may
/// have been, so that a sheet with errors stays one whatever came before it in the file.
package struct BoundedFindings {
  /// The most findings that are kept of a file: some 10 MiB.
  package static let most = 20_000

  /// What is kept, in the order it came in.
  package private(set) var findings: [Finding] = []
  private var leftOut: Severity?

  /// No findings yet.
  package init() {}

  /// Whether further findings of the sheet would change nothing that is reported.
  package var isSettled: Bool { leftOut == .error }

  /// Adds findings of a sheet as far as there is room.
  package mutating func add(_ more: [Finding]) {
    for finding in more {
      if findings.count < Self.most {
        findings.append(finding)
      } else if finding.severity == .error || leftOut == nil {
        leftOut = finding.severity
      }
    }
  }

  /// Ends a sheet, with a finding that some were left out where there were.
  package mutating func end(sheet: String) {
    guard let severity = leftOut else { return }
    leftOut = nil
    findings.append(
      Finding(
        .findingsUnlisted(limit: Self.most), severity: severity, at: Place(sheet: sheet)))
  }
}
