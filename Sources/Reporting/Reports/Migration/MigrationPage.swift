import Indicators
import Migration
import SheetModel

/// The report of a migration as one HTML page that needs nothing beside it and prints well.
///
/// Lists are open and have a bound; on paper they end at `MigrationPageStyle.printed` places, which
/// the page says. Nothing in it comes from the clock.
public enum MigrationPage {
  /// The most rows of a table and places of an issue; the JSON report has all of them.
  static let mostRows = 500

  /// Writes the page.
  /// - Throws: what the sink throws.
  public static func write(
    _ report: MigrationReport, in language: Language, to sink: any ByteSink
  ) throws(WorkbookError) {
    var page = MarkupText()
    begin(&page, report, language)
    verdict(&page, report, language)
    cards(&page, report, language)
    origin(&page, report, language)
    issues(&page, report, language)
    try spill(&page, sink)
    totals(&page, report, language)
    try spill(&page, sink)
    ignored(&page, report, language)
    try spill(&page, sink)
    files(&page, report, language)
    page.raw("</main></body></html>\n")
    try spill(&page, sink)
  }

  private static func spill(_ page: inout MarkupText, _ sink: any ByteSink) throws(WorkbookError) {
    try sink.write(page.bytes)
    page.bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Head

  private static func begin(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let title = language.say("Di trú dữ liệu cũ", "Migration of old data")
    page.raw("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">")
    page.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
    page.element("title", title)
    page.raw("<style>\(MigrationPageStyle.sheet)</style></head><body><main>")
    page.element("h1", title)
    let origin = report.provenance
    guard !origin.program.isEmpty else { return }
    page.element(
      "p", of: "hint",
      origin.program + " · " + MigrationOrigin.date(of: origin, in: language))
  }

  private static func verdict(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let mark =
      switch report.verdict {
      case .complete: "✓"
      case .partial: "!"
      case .unbalanced, .nothingRead: "✗"
      }
    page.raw("<section class=\"verdict \(report.verdict.rawValue)\">")
    page.raw("<p class=\"title\"><span aria-hidden=\"true\">\(mark)</span> ")
    page.text(MigrationVerdictText.title(of: report, in: language))
    page.raw("</p>")
    let body = MigrationVerdictText.body(of: report, in: language)
    page.element("p", body.prefix(1).uppercased() + body.dropFirst())
    balance(&page, report, language)
    page.raw("</section>")
    if !report.untaken.isEmpty {
      page.element("p", UntakenFiles.line(report.untaken, in: language))
    }
  }

  private static func balance(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let balance = report.balance
    let label = language.say("Ô có giá trị theo kết quả", "Filled cells by fate")
    page.raw("<div class=\"bar\" role=\"img\" aria-label=\"\(label)\">")
    let parts = [
      ("migrated", balance.migrated, language.say("đã chuyển", "migrated")),
      ("ignored", balance.ignored, language.say("bỏ qua có chủ ý", "left out on purpose")),
      ("held", balance.quarantined, language.say("giữ lại", "held back")),
    ]
    for (name, count, _) in parts where count > 0 {
      page.raw("<span class=\"\(name)\" style=\"flex-grow:\(count)\"></span>")
    }
    page.raw("</div><p class=\"legend\">")
    page.text(
      language.say("Ô có giá trị: ", "Filled cells: ") + language.number(balance.filled) + " = ")
    let shares = MigrationVerdictText.shares(of: balance, in: language)
    for (index, (name, count, label)) in parts.enumerated() {
      page.raw((index > 0 ? " + " : "") + "<span class=\"key\"><i class=\"\(name)\"></i>")
      page.text("\(label) \(language.number(count))")
      if shares.indices.contains(index) { page.text(" (\(shares[index]))") }
      page.raw("</span>")
    }
    page.raw("</p>")
  }

  private static func cards(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    page.raw("<div class=\"cards\">")
    let cards = [
      (report.files.count, language.say("tệp", "files")),
      (report.failed, language.say("tệp không đọc được", "files not read")),
      (report.figures, language.say("số liệu", "figures")),
      (report.records, language.say("trẻ em trong danh sách", "children listed")),
      (report.changes, language.say("giá trị được làm sạch", "values cleaned")),
      (report.issues.count { !$0.isNotice }, language.say("chỗ cần người xem", "places to decide")),
    ]
    for (count, label) in cards {
      page.raw("<div>")
      page.element("b", language.number(count))
      page.element("span", label)
      page.raw("</div>")
    }
    page.raw("</div>")
  }

  private static func origin(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let lines = MigrationOrigin.lines(of: report, in: language)
    guard !lines.isEmpty else { return }
    page.element("h2", language.say("Báo cáo này về gì", "What this report is about"))
    page.raw("<dl>")
    for (name, values) in lines {
      page.element("dt", name)
      for value in values { page.element("dd", value) }
    }
    page.raw("</dl>")
  }
}
