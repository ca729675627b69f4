import Indicators
import Migration
import SheetModel

/// The report of a migration for machines: one JSON object, UTF-8, a line a file, total and issue.
///
/// `{"proved","files":[{"path","sha256","same_as","failure":{"code","message"},"filled","migrated",
/// "ignored","quarantined","encodings":{},"sheets":[{"name","mapping","filled","migrated","ignored",
/// "quarantined","figures","records","ignored_by":{},"quarantined_by":{}}]}],
/// "totals":[{"indicator","measure","period","source","migrated","repeated","disputed","held_back",
/// "difference"}],"issues":[{"code","file","sheet","cell","other","detail","message","hint",
/// "notice"}],"figures","records","changes"}`. Decimals are texts. Codes and keys are stable.
public enum MigrationJSON {
  /// Writes the report.
  /// - Throws: what the sink throws.
  public static func write(
    _ report: MigrationReport, in language: Language, to sink: any ByteSink
  ) throws(WorkbookError) {
    var out = Lines(sink: sink)
    out.text("{\"proved\":\(report.isProved),\n\"files\":[")
    for (index, file) in report.files.enumerated() {
      out.text(index > 0 ? ",\n" : "\n")
      out.file(file, in: language)
      try out.spill()
    }
    out.text("],\n\"totals\":[")
    for (index, total) in report.totals.enumerated() {
      out.text(index > 0 ? ",\n" : "\n")
      out.total(total)
      try out.spill()
    }
    out.text("],\n\"issues\":[")
    for (index, issue) in report.issues.enumerated() {
      out.text(index > 0 ? ",\n" : "\n")
      out.issue(issue, in: language)
      try out.spill()
    }
    out.text(
      "],\n\"figures\":\(report.figures),\"records\":\(report.records),"
        + "\"changes\":\(report.changes)}\n")
    try out.spill(all: true)
  }

  private struct Lines {
    let sink: any ByteSink
    var bytes: [UInt8] = []

    mutating func spill(all: Bool = false) throws(WorkbookError) {
      guard all || bytes.count > 1 << 16 else { return }
      try sink.write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }

    mutating func text(_ text: String) { bytes += text.utf8 }

    private mutating func member(_ key: String, _ value: String?, first: Bool = false) {
      if !first { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      JSONText.append(value, to: &bytes)
    }

    private mutating func member(_ key: String, _ value: Int) { text(",\"\(key)\":\(value)") }

    private mutating func counts(_ key: String, _ counts: [String: Int]) {
      text(",\"\(key)\":{")
      for (index, name) in counts.keys.sorted().enumerated() {
        if index > 0 { text(",") }
        JSONText.append(name, to: &bytes)
        text(":\(counts[name] ?? 0)")
      }
      text("}")
    }

    private mutating func balance(_ balance: MigrationReport.Balance) {
      member("filled", balance.filled)
      member("migrated", balance.migrated)
      member("ignored", balance.ignored)
      member("quarantined", balance.quarantined)
    }

    mutating func file(_ file: MigrationReport.File, in language: Language) {
      text("{")
      member("path", file.path, first: true)
      member("sha256", file.sha256)
      member("same_as", file.sameAs)
      if let failure = file.failure {
        text(",\"failure\":{")
        member("code", failure.reportCode, first: true)
        let words = failure.text(in: language)
        member("message", "\(words.message) \(words.hint)")
        text("}")
      } else {
        text(",\"failure\":null")
      }
      balance(file.balance)
      counts("encodings", file.encodings)
      text(",\"sheets\":[")
      for (index, sheet) in file.sheets.enumerated() {
        text(index > 0 ? ",{" : "{")
        member("name", sheet.name, first: true)
        member("mapping", sheet.mapping)
        balance(sheet.balance)
        member("figures", sheet.figures)
        member("records", sheet.records)
        counts("ignored_by", sheet.ignored)
        counts("quarantined_by", sheet.quarantined)
        text("}")
      }
      text("]}")
    }

    mutating func total(_ total: MigrationReport.Total) {
      text("{")
      member("indicator", total.indicator, first: true)
      member("measure", total.measure)
      member("period", total.period)
      member("source", total.source.normalized.description)
      member("migrated", total.migrated.normalized.description)
      member("repeated", total.repeated.normalized.description)
      member("disputed", total.disputed.normalized.description)
      member("held_back", total.heldBack.normalized.description)
      member("difference", total.difference?.normalized.description)
      text("}")
    }

    mutating func issue(_ issue: MigrationReport.Issue, in language: Language) {
      let words = MigrationWords.text(of: issue.code, in: language)
      text("{")
      member("code", issue.code, first: true)
      member("file", issue.place.file)
      member("sheet", issue.place.sheet)
      member("cell", issue.place.cell?.description)
      member("other", issue.other?.text(in: language))
      member("detail", issue.detail)
      member("message", words.message)
      member("hint", words.hint)
      text(",\"notice\":\(issue.isNotice)}")
    }
  }
}
