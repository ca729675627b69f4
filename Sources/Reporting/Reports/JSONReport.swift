import FormModel
import Indicators
import SheetModel
import Text
import Validation

/// Findings for machines: JSON Lines, UTF-8, one object a line, keys always all and in this order.
///
/// - `{"type":"finding","file","sheet","cell","line","code","severity","rule","row","column",
///   "found","expected","message","hint","related":[{"file","sheet","cell","label","value"}],
///   "cause":{"proposed","mistake","suspects":[{"cell","proposed","mistake"}],
///   "evidence":[{"cell","code","rule"}]}}`: `severity` is `error` or `warning`; `cell` is in A1 notation, `line` counts from 1; `rule` is
///   the declared rule; `value` is a decimal as text. Unknown pieces are `null`. `cause` says why the
///   finding stands at its cell, where several comparisons were joined: `proposed` is what would fit
///   there, `suspects` are the other cells that would explain it, `evidence` the comparisons that fail.
/// - `{"type":"failure","file","part","sheet","cell","line","code","message","hint"}`: a file that
///   was not processed.
/// - `{"type":"comment","file","sheet","cell"}` for each remark at a cell, without its text.
/// - `{"type":"file","file","outcome","errors","warnings","comments"}` after each file; `outcome` is `passed`,
///   `findings` or `failed`.
/// - `{"type":"untaken","file"}` for each file that was left alone because it is no workbook.
/// - `{"type":"summary","errors","warnings","files","passed","findings","failed","untaken",
///   "comments"}` at the end.
///
/// Codes and keys are stable; texts are in the language asked for and may change.
public final class JSONReport: FindingReport {
  private let language: Language
  private var tally = ReportTally()
  private var json = JSONWriter()
  private let sink: any ByteSink
  private var untaken: [String] = []
  private var comments: [Place] = []
  private static let enough = 1 << 16

  /// A report into a sink.
  public init(_ sink: any ByteSink, language: Language) {
    self.language = language
    self.sink = sink
  }

  /// Opens a file.
  public func begin(file: String) throws(WorkbookError) { tally.begin(file) }

  /// Writes one finding.
  public func add(_ finding: Finding) throws(WorkbookError) {
    tally.add(finding)
    let text = finding.text(in: language)
    begin("finding")
    json.member("file", finding.place.file ?? tally.file)
    json.member("sheet", finding.place.sheet)
    json.member("cell", finding.place.cell?.description)
    json.member("line", finding.place.line)
    json.member("code", finding.code.rawValue)
    json.member("severity", finding.severity.rawValue)
    json.member("rule", finding.rule)
    json.member("row", finding.row)
    json.member("column", finding.column)
    json.member("found", finding.found.text)
    json.member("expected", text.expected)
    json.member("message", text.message)
    json.member("hint", text.hint)
    addRelated(of: finding)
    addCause(of: finding)
    try endLine(spilling: Self.enough)
  }

  /// Writes that a file was not processed.
  public func fail(_ error: WorkbookError) throws(WorkbookError) {
    tally.fail()
    let text = error.text(in: language)
    begin("failure")
    json.member("file", error.place.file ?? tally.file)
    json.member("part", error.place.part)
    json.member("sheet", error.place.sheet)
    json.member("cell", error.place.cell?.description)
    json.member("line", error.place.line)
    json.member("code", error.reportCode)
    json.member("message", text.message)
    json.member("hint", text.hint)
    try endLine(spilling: Self.enough)
  }

  /// Takes the cells with remarks.
  public func addComments(_ places: [Place]) {
    tally.addComments(places.count)
    comments += places
  }

  /// Closes the file with its remarks and its outcome.
  public func end() throws(WorkbookError) {
    guard let file = tally.file else { return }
    for place in comments {
      begin("comment")
      json.member("file", file)
      json.member("sheet", place.sheet)
      json.member("cell", place.cell?.description)
      try endLine(spilling: Self.enough)
    }
    comments = []
    begin("file")
    json.member("file", file)
    json.member("outcome", tally.end().rawValue)
    json.member("errors", tally.fileErrors)
    json.member("warnings", tally.fileWarnings)
    json.member("comments", tally.fileComments)
    try endLine(spilling: 0)
  }

  /// Takes the names of files that are no workbooks.
  public func leaveAlone(_ files: [String]) {
    tally.leaveAlone(files.count)
    untaken += files
  }

  /// Writes the files that were left alone, then the counts.
  public func finish() throws(WorkbookError) -> ReportSummary {
    for file in untaken {
      begin("untaken")
      json.member("file", file)
      try endLine(spilling: Self.enough)
    }
    let summary = tally.summary
    begin("summary")
    json.member("errors", summary.errors)
    json.member("warnings", summary.warnings)
    json.member("files", summary.files)
    json.member("passed", summary.passed)
    json.member("findings", summary.withFindings)
    json.member("failed", summary.failed)
    json.member("untaken", summary.untaken)
    json.member("comments", summary.comments)
    try endLine(spilling: 0)
    return summary
  }

  // MARK: Pieces of a line

  private func begin(_ type: String) {
    json.beginObject()
    json.member("type", type)
  }

  private func addRelated(of finding: Finding) {
    json.beginArray("related")
    for other in finding.allRelated {
      json.beginObject()
      json.member("file", other.place.file ?? finding.place.file ?? tally.file)
      json.member("sheet", other.place.sheet ?? finding.place.sheet)
      json.member("cell", other.place.cell?.description)
      json.member("label", other.label.text)
      json.member("value", other.value?.description)
      json.endObject()
    }
    json.endArray()
  }

  private func addCause(of finding: Finding) {
    guard let cause = finding.cause else {
      json.member("cause", nil as String?)
      return
    }
    json.beginObject("cause")
    json.member("proposed", cause.proposal?.description)
    json.member("mistake", cause.mistake?.rawValue)
    json.beginArray("suspects")
    for suspect in cause.suspects {
      json.beginObject()
      json.member("cell", suspect.cell.place.cell?.description)
      json.member("proposed", suspect.proposal?.description)
      json.member("mistake", suspect.mistake?.rawValue)
      json.endObject()
    }
    json.endArray()
    json.beginArray("evidence")
    for comparison in cause.evidence {
      json.beginObject()
      json.member("cell", comparison.place.cell?.description)
      json.member("code", comparison.code.rawValue)
      json.member("rule", comparison.rule)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  /// Ends a line, and hands the lines on once there are so many bytes.
  private func endLine(spilling enough: Int) throws(WorkbookError) {
    json.endObject()
    json.endLine()
    guard json.bytes.count >= enough else { return }
    try sink.write(json.bytes)
    json.removeAll()
  }
}
