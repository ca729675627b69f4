import Indicators
import Migration
import SheetModel

/// The report of a migration as one HTML page that needs nothing beside it and prints well.
public enum MigrationPage {
  /// The most rows of a table and places of an issue; the JSON report has all of them.
  private static let mostRows = 500

  /// Writes the page.
  /// - Throws: what the sink throws.
  public static func write(
    _ report: MigrationReport, in language: Language, to sink: any ByteSink
  ) throws(WorkbookError) {
    var page = MarkupText()
    head(&page, report, language)
    issues(&page, report, language)
    try spill(&page, sink)
    totals(&page, report, language)
    try spill(&page, sink)
    files(&page, report, language)
    page.raw("</main></body></html>\n")
    try spill(&page, sink)
  }

  private static func spill(_ page: inout MarkupText, _ sink: any ByteSink) throws(WorkbookError) {
    try sink.write(page.bytes)
    page.bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Parts

  private static func head(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let title = language.say("Di trú dữ liệu cũ", "Migration of old data")
    page.raw("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">")
    page.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
    page.text(title)
    page.raw("</title><style>\(MigrationPageStyle.sheet)</style></head><body><main><h1>")
    page.text(title)
    page.raw("</h1><p class=\"verdict \(report.isProved && report.isComplete ? "good" : "bad")\">")
    page.text(MigrationText.verdict(of: report, in: language))
    if !report.untaken.isEmpty {
      page.raw("</p><p>")
      page.text(UntakenFiles.line(report.untaken, in: language))
    }
    page.raw("</p><div class=\"cards\">")
    let balance = report.balance
    card(&page, report.files.count, language.say("tệp", "files"), language)
    card(&page, report.failed, language.say("tệp không đọc được", "files not read"), language)
    card(&page, report.figures, language.say("số liệu", "figures"), language)
    card(&page, report.records, language.say("trẻ em trong danh sách", "children listed"), language)
    card(&page, report.changes, language.say("giá trị được làm sạch", "values cleaned"), language)
    card(
      &page, report.issues.count { !$0.isNotice },
      language.say("chỗ cần người xem", "places to decide"), language)
    page.raw("</div><div class=\"bar\" role=\"img\" aria-label=\"")
    page.text(language.say("Ô có giá trị theo kết quả", "Filled cells by fate"))
    page.raw("\">")
    let parts = [
      ("migrated", balance.migrated, language.say("đã chuyển", "migrated")),
      ("ignored", balance.ignored, language.say("bỏ qua", "ignored")),
      ("held", balance.quarantined, language.say("giữ lại", "held back")),
    ]
    for (name, count, _) in parts where count > 0 {
      page.raw("<span class=\"\(name)\" style=\"flex-grow:\(count)\"></span>")
    }
    page.raw("</div><p class=\"legend\">")
    page.text(
      language.say("Ô có giá trị: ", "Filled cells: ") + language.number(balance.filled) + " = ")
    for (index, (name, count, label)) in parts.enumerated() {
      page.raw(index > 0 ? " + <b class=\"\(name)\">" : "<b class=\"\(name)\">")
      page.text("\(label) \(language.number(count))")
      page.raw("</b>")
    }
    page.raw("</p>")
  }

  private static func card(
    _ page: inout MarkupText, _ count: Int, _ label: String, _ language: Language
  ) {
    page.raw("<div><b>")
    page.text(language.number(count))
    page.raw("</b><span>")
    page.text(label)
    page.raw("</span></div>")
  }

  private static func totals(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    guard !report.totals.isEmpty else { return }
    section(&page, language.say("Đối chiếu theo chỉ tiêu và kỳ", "Totals by indicator and period"))
    let heads =
      language == .vi
      ? [
        "Chỉ tiêu", "Loại", "Kỳ", "Nguồn", "Đã chuyển", "Trùng", "Khác nhau", "Giữ lại", "Lệch",
      ]
      : [
        "Indicator", "Measure", "Period", "Sources", "Migrated", "Repeated", "Disputed",
        "Held back", "Difference",
      ]
    tableHead(&page, heads, texts: 3)
    for total in report.totals.prefix(mostRows) {
      let isClosed = total.difference?.isZero ?? false
      page.raw(isClosed ? "<tr>" : "<tr class=\"bad\">")
      page.raw("<td>")
      page.text(total.name)
      page.raw(" <code>")
      page.text(total.indicator)
      page.raw("</code></td>")
      for text in [measure(total.measure, language), total.period] { page.cell(text) }
      for value in [
        total.source, total.migrated, total.repeated, total.disputed, total.heldBack,
        total.difference,
      ] {
        page.cell(value.map { language.number($0.normalized) } ?? "?", isNumber: true)
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody></table></div>")
    rest(&page, report.totals.count, language)
    page.raw("<p class=\"hint\">")
    page.text(
      language.say(
        "Nguồn: các ô mà ánh xạ nhận là số liệu của chỉ tiêu, do một lần đọc độc lập cộng lại; ô bị giữ lại chưa rõ thuộc đâu nên không nằm trong đó. Tổng của mọi ô của chỉ tiêu trong kỳ, kể cả các ô chia theo giới tính, nhóm tuổi …; dùng để đối chiếu, không phải số liệu thống kê. Phần lớn mã là mã tạm của bieu, không phải mã của Bộ.",
        "Sources: the cells that mappings take for the indicator's figures, added up by an independent pass; cells held back are in no total yet. Sums of all cells of the indicator and period, those by sex, age … too; for checking, no statistics. Most codes are placeholders of bieu, not the ministry's."
      ))
    page.raw("</p>")
  }

  private static func measure(_ name: String, _ language: Language) -> String {
    switch name {
    case "count": language.say("số đếm", "count")
    case "numerator": language.say("tử số", "numerator")
    case "denominator": language.say("mẫu số", "denominator")
    case "rate": language.say("tỷ lệ", "rate")
    case "count/register": language.say("đếm từ danh sách", "counted from registers")
    default: name
    }
  }

  private static func issues(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let groups = MigrationIssueGroup.groups(of: report.issues)
    guard !groups.isEmpty else { return }
    section(&page, language.say("Cần người xem", "For a person to decide"))
    for group in groups {
      let words = MigrationWords.text(of: group.code, in: language)
      page.raw(group.isNotice ? "<details class=\"notice\"><summary>" : "<details><summary>")
      page.text(words.message)
      page.raw(" <b>× ")
      page.text(language.number(group.issues.count))
      page.raw("</b> <code>")
      page.text(group.code)
      page.raw("</code></summary>")
      if !words.hint.isEmpty {
        page.raw("<p class=\"hint\">")
        page.text("→ \(words.hint)")
        page.raw("</p>")
      }
      page.raw("<ul>")
      for issue in group.issues.prefix(mostRows) {
        page.raw("<li>")
        page.text(MigrationIssueGroup.line(of: issue, in: language))
        page.raw("</li>\n")
      }
      page.raw("</ul>")
      rest(&page, group.issues.count, language)
      page.raw("</details>")
    }
  }

  private static func files(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    section(&page, language.say("Từng tệp", "File by file"))
    let heads =
      language == .vi
      ? ["Tệp", "Ánh xạ", "Ô có giá trị", "Đã chuyển", "Bỏ qua", "Giữ lại"]
      : ["File", "Mapping", "Filled", "Migrated", "Ignored", "Held back"]
    tableHead(&page, heads, texts: 2)
    for file in report.files.prefix(mostRows) {
      let balance = file.balance
      let isGood = balance.isClosed && file.failure == nil
      page.raw(isGood ? "<tr>" : "<tr class=\"bad\">")
      page.cell(Printable.line(file.path))
      if let failure = file.failure {
        page.cell(failure.text(in: language).message)
      } else if let same = file.sameAs {
        page.cell("= " + Printable.line(same))
      } else {
        let mappings = Set(file.sheets.compactMap(\.mapping)).sorted()
        page.cell(mappings.isEmpty ? "–" : mappings.joined(separator: ", "))
      }
      for count in [balance.filled, balance.migrated, balance.ignored, balance.quarantined] {
        page.cell(language.number(count), isNumber: true)
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody></table></div>")
    rest(&page, report.files.count, language)
  }

  // MARK: Pieces

  private static func section(_ page: inout MarkupText, _ title: String) {
    page.raw("<h2>")
    page.text(title)
    page.raw("</h2>")
  }

  private static func tableHead(_ page: inout MarkupText, _ heads: [String], texts: Int) {
    page.raw("<div class=\"wide\"><table><thead><tr>")
    for (index, head) in heads.enumerated() {
      page.raw(index < texts ? "<th>" : "<th class=\"n\">")
      page.text(head)
      page.raw("</th>")
    }
    page.raw("</tr></thead><tbody>\n")
  }

  private static func rest(_ page: inout MarkupText, _ count: Int, _ language: Language) {
    guard count > mostRows else { return }
    page.raw("<p class=\"hint\">")
    let more = language.number(count - mostRows)
    page.text(
      language.say(
        "… và \(more) dòng nữa, xem report.json", "… and \(more) more, see report.json"))
    page.raw("</p>")
  }
}

/// HTML under construction; texts are escaped.
struct MarkupText {
  var bytes: [UInt8] = []

  mutating func raw(_ markup: String) { bytes += markup.utf8 }

  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }

  mutating func cell(_ text: String, isNumber: Bool = false) {
    raw(isNumber ? "<td class=\"n\">" : "<td>")
    self.text(text)
    raw("</td>")
  }
}
