import Indicators
import Migration
import SheetModel
import Text

/// The report of a migration for machines: one JSON object, UTF-8, a line a file, total and issue.
///
/// `{"verdict","message","proved","complete","balance":{"filled","migrated","ignored","quarantined"},
/// "remainder":{"failed","untaken","cells","disputed","figures","doubtful"},"date","date_given",
/// "program","inputs":[{"name","files"}],"inputs_sha256","units_at","templates":{"sets":[],"sha256"},
/// "mappings":[{"id","title","file","sha256","sheets"}],
/// "files":[{"path","sha256","same_as","failure":{"code","message"},"filled","migrated",
/// "ignored","quarantined","encodings":{},"sheets":[{"name","mapping","filled","migrated","ignored",
/// "quarantined","figures","records","ignored_by":{},"ignored_cells":[{"cells","count","reason"}],
/// "quarantined_by":{}}]}],
/// "totals":[{"indicator","measure","breakdowns":[],"period","source","migrated","repeated","disputed",
/// "held_back","difference"}],"issues":[{"code","file","sheet","cell","other","detail","message",
/// "hint","notice"}],"untaken":[],"figures","records","changes"}`. Decimals are texts. Codes and keys
/// are stable.
///
/// `verdict` is `complete`, `partial`, `unbalanced` or `nothing-read` (`MigrationReport.Verdict`).
/// `proved`: whatever was read balances, and no input was out of reach; it says nothing of what was held
/// back. `complete`: the verdict is `complete`. `remainder` counts what keeps it from being so. The
/// `totals` are check sums and no statistics; those of `breakdowns` are of parts, the others of wholes.
/// `ignored_cells` has the first ranges of a sheet, `ignored_by` all their cells.
public enum MigrationJSON {
  /// Writes the report.
  /// - Throws: what the sink throws.
  public static func write(
    _ report: MigrationReport, in language: Language, to sink: any ByteSink
  ) throws(WorkbookError) {
    var json = JSONWriter()
    json.beginObject()
    json.member("verdict", report.verdict.rawValue)
    json.member("message", MigrationVerdictText.line(of: report, in: language))
    json.member("proved", report.isProved)
    json.member("complete", report.isComplete)
    json.breakLine()
    json.addRemainder(of: report)
    json.breakLine()
    json.add(report.provenance)
    json.beginArray("files")
    for file in report.files {
      json.breakLine()
      json.add(file, in: language)
      try json.spill(to: sink)
    }
    json.endArray()
    json.breakLine()
    json.beginArray("totals")
    for total in report.totals {
      json.breakLine()
      json.add(total)
      try json.spill(to: sink)
    }
    json.endArray()
    json.breakLine()
    json.beginArray("issues")
    for issue in report.issues {
      json.breakLine()
      json.add(issue, in: language)
      try json.spill(to: sink)
    }
    json.endArray()
    json.breakLine()
    json.beginArray("untaken")
    for file in report.untaken { json.value(file) }
    json.endArray()
    json.breakLine()
    json.member("figures", report.figures)
    json.member("records", report.records)
    json.member("changes", report.changes)
    json.endObject()
    json.endLine()
    try sink.write(json.bytes)
  }
}

/// The pieces of the report.
extension JSONWriter {
  /// Hands on what has gathered, once it is much.
  fileprivate mutating func spill(to sink: any ByteSink) throws(WorkbookError) {
    guard bytes.count > 1 << 16 else { return }
    try sink.write(bytes)
    removeAll()
  }

  fileprivate mutating func add(_ file: MigrationReport.File, in language: Language) {
    beginObject()
    member("path", file.path)
    member("sha256", file.sha256)
    member("same_as", file.sameAs)
    if let failure = file.failure {
      let words = failure.text(in: language)
      beginObject("failure")
      member("code", failure.reportCode)
      member("message", "\(words.message) \(words.hint)")
      endObject()
    } else {
      null("failure")
    }
    add(file.balance)
    add(file.encodings, under: "encodings")
    beginArray("sheets")
    for sheet in file.sheets {
      beginObject()
      member("name", sheet.name)
      member("mapping", sheet.mapping)
      add(sheet.balance)
      member("figures", sheet.figures)
      member("records", sheet.records)
      add(sheet.ignored, under: "ignored_by")
      add(sheet.ignoredCells)
      add(sheet.quarantined, under: "quarantined_by")
      endObject()
    }
    endArray()
    endObject()
  }

  fileprivate mutating func addRemainder(of report: MigrationReport) {
    beginObject("balance")
    add(report.balance)
    endObject()
    let remainder = report.remainder
    beginObject("remainder")
    member("failed", remainder.failed)
    member("untaken", remainder.untaken)
    member("cells", remainder.cells)
    member("disputed", remainder.disputed)
    member("figures", remainder.figures)
    member("doubtful", remainder.doubtful)
    endObject()
  }

  fileprivate mutating func add(_ origin: MigrationReport.Provenance) {
    member("date", origin.date?.description)
    member("date_given", origin.isDateGiven)
    member("program", origin.program)
    beginArray("inputs")
    for input in origin.inputs {
      beginObject()
      member("name", input.name)
      member("files", input.files)
      endObject()
    }
    endArray()
    member("inputs_sha256", origin.inputDigest)
    member("units_at", origin.unitsAt?.description)
    beginObject("templates")
    beginArray("sets")
    for set in origin.sets { value(set) }
    endArray()
    member("sha256", origin.templateDigest)
    endObject()
    breakLine()
    beginArray("mappings")
    for mapping in origin.mappings {
      breakLine()
      beginObject()
      member("id", mapping.id)
      member("title", mapping.title)
      member("file", mapping.file)
      member("sha256", mapping.sha256)
      member("sheets", mapping.sheets)
      endObject()
    }
    endArray()
    breakLine()
  }

  private mutating func add(_ cells: [IgnoredCells]) {
    beginArray("ignored_cells")
    for cells in cells {
      beginObject()
      member("cells", cells.range.description)
      member("count", cells.count)
      member("reason", cells.reason.rawValue)
      endObject()
    }
    endArray()
  }

  private mutating func add(_ balance: MigrationReport.Balance) {
    member("filled", balance.filled)
    member("migrated", balance.migrated)
    member("ignored", balance.ignored)
    member("quarantined", balance.quarantined)
  }

  private mutating func add(_ counts: [String: Int], under key: StaticString) {
    beginObject(key)
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      self.key(named: name)
      value(count)
    }
    endObject()
  }

  fileprivate mutating func add(_ total: MigrationReport.Total) {
    beginObject()
    member("indicator", total.indicator)
    member("measure", total.measure)
    beginArray("breakdowns")
    for breakdown in total.breakdowns { value(breakdown) }
    endArray()
    member("period", total.period)
    member("source", total.source.normalized.description)
    member("migrated", total.migrated.normalized.description)
    member("repeated", total.repeated.normalized.description)
    member("disputed", total.disputed.normalized.description)
    member("held_back", total.heldBack.normalized.description)
    member("difference", total.difference?.normalized.description)
    endObject()
  }

  fileprivate mutating func add(_ issue: MigrationReport.Issue, in language: Language) {
    let words = MigrationWords.text(of: issue.code, in: language)
    beginObject()
    member("code", issue.code)
    member("file", issue.place.file)
    member("sheet", issue.place.sheet)
    member("cell", issue.place.cell?.description)
    member("other", issue.other?.text(in: language))
    member("detail", issue.detail.text)
    member("message", words.message)
    member("hint", words.hint)
    member("notice", issue.isNotice)
    endObject()
  }
}
