import Forms
import Indicators
import SheetModel
import Validation

/// Findings for machines: JSON Lines, UTF-8, one object a line, keys always all and in this order.
///
/// - `{"type":"finding","file","sheet","cell","line","code","severity","rule","row","column",
///   "found","expected","message","hint","related":[{"file","sheet","cell","label","value"}]}`:
///   `severity` is `error` or `warning`; `cell` is in A1 notation, `line` counts from 1; `rule` is
///   the declared rule; `value` is a decimal as text. Unknown pieces are `null`.
/// - `{"type":"failure","file","part","sheet","cell","line","code","message","hint"}`: a file that
///   was not processed.
/// - `{"type":"file","file","outcome","errors","warnings"}` after each file; `outcome` is `passed`,
///   `findings` or `failed`.
/// - `{"type":"summary","errors","warnings","files","passed","findings","failed"}` at the end.
///
/// Codes and keys are stable; texts are in the language asked for and may change.
public final class JSONReport: FindingReport {
  private let language: Language
  private var tally = ReportTally()
  private var buffer: ReportBuffer

  /// A report into a sink.
  public init(_ sink: any ByteSink, language: Language) {
    self.language = language
    buffer = ReportBuffer(sink)
  }

  /// Opens a file.
  public func begin(file: String) throws(WorkbookError) { tally.begin(file) }

  /// Writes one finding.
  public func add(_ finding: Finding) throws(WorkbookError) {
    tally.add(finding)
    let text = finding.text(in: language)
    JSONLine.begin("finding", &buffer.bytes)
    JSONLine.add("file", finding.place.file ?? tally.file, &buffer.bytes)
    JSONLine.add("sheet", finding.place.sheet, &buffer.bytes)
    JSONLine.add("cell", finding.place.cell?.description, &buffer.bytes)
    JSONLine.add("line", finding.place.line, &buffer.bytes)
    JSONLine.add("code", finding.code.rawValue, &buffer.bytes)
    JSONLine.add("severity", finding.severity.rawValue, &buffer.bytes)
    JSONLine.add("rule", finding.rule, &buffer.bytes)
    JSONLine.add("row", finding.row, &buffer.bytes)
    JSONLine.add("column", finding.column, &buffer.bytes)
    JSONLine.add("found", finding.found, &buffer.bytes)
    JSONLine.add("expected", text.expected, &buffer.bytes)
    JSONLine.add("message", text.message, &buffer.bytes)
    JSONLine.add("hint", text.hint, &buffer.bytes)
    JSONLine.add("related", finding.related, of: finding, in: tally.file, &buffer.bytes)
    JSONLine.end(&buffer.bytes)
    try buffer.spill()
  }

  /// Writes that a file was not processed.
  public func fail(_ error: WorkbookError) throws(WorkbookError) {
    tally.fail()
    let text = error.text(in: language)
    JSONLine.begin("failure", &buffer.bytes)
    JSONLine.add("file", error.place.file ?? tally.file, &buffer.bytes)
    JSONLine.add("part", error.place.part, &buffer.bytes)
    JSONLine.add("sheet", error.place.sheet, &buffer.bytes)
    JSONLine.add("cell", error.place.cell?.description, &buffer.bytes)
    JSONLine.add("line", error.place.line, &buffer.bytes)
    JSONLine.add("code", error.reportCode, &buffer.bytes)
    JSONLine.add("message", text.message, &buffer.bytes)
    JSONLine.add("hint", text.hint, &buffer.bytes)
    JSONLine.end(&buffer.bytes)
    try buffer.spill()
  }

  /// Closes the file with its outcome.
  public func end() throws(WorkbookError) {
    guard let file = tally.file else { return }
    JSONLine.begin("file", &buffer.bytes)
    JSONLine.add("file", file, &buffer.bytes)
    JSONLine.add("outcome", tally.end().rawValue, &buffer.bytes)
    JSONLine.add("errors", tally.fileErrors, &buffer.bytes)
    JSONLine.add("warnings", tally.fileWarnings, &buffer.bytes)
    JSONLine.end(&buffer.bytes)
    try buffer.flush()
  }

  /// Writes the counts.
  public func finish() throws(WorkbookError) -> ReportSummary {
    let summary = tally.summary
    JSONLine.begin("summary", &buffer.bytes)
    JSONLine.add("errors", summary.errors, &buffer.bytes)
    JSONLine.add("warnings", summary.warnings, &buffer.bytes)
    JSONLine.add("files", summary.files, &buffer.bytes)
    JSONLine.add("passed", summary.passed, &buffer.bytes)
    JSONLine.add("findings", summary.withFindings, &buffer.bytes)
    JSONLine.add("failed", summary.failed, &buffer.bytes)
    JSONLine.end(&buffer.bytes)
    try buffer.flush()
    return summary
  }
}

/// The pieces of one line of JSON, appended to a buffer.
enum JSONLine {
  static func begin(_ type: StaticString, _ bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"type\":\"".utf8)
    type.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
  }

  static func add(_ key: StaticString, _ text: String?, _ bytes: inout [UInt8]) {
    begin(key: key, &bytes)
    JSONText.append(text, to: &bytes)
  }

  static func add(_ key: StaticString, _ number: Int?, _ bytes: inout [UInt8]) {
    begin(key: key, &bytes)
    bytes.append(contentsOf: (number.map { String($0) } ?? "null").utf8)
  }

  static func add(
    _ key: StaticString, _ related: [Finding.Related], of finding: Finding, in file: String?,
    _ bytes: inout [UInt8]
  ) {
    begin(key: key, &bytes)
    bytes.append(UInt8(ascii: "["))
    for (index, other) in related.enumerated() {
      bytes.append(contentsOf: (index == 0 ? "{\"file\":" : ",{\"file\":").utf8)
      JSONText.append(other.place.file ?? finding.place.file ?? file, to: &bytes)
      add("sheet", other.place.sheet ?? finding.place.sheet, &bytes)
      add("cell", other.place.cell?.description, &bytes)
      add("label", other.label, &bytes)
      add("value", other.value?.description, &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  static func end(_ bytes: inout [UInt8]) { bytes.append(contentsOf: "}\n".utf8) }

  private static func begin(key: StaticString, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: ","))
    JSONText.append(key: key, to: &bytes)
  }
}
