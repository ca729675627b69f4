import Indicators
import Migration
import SheetModel

/// The report of a migration for people, as plain text that prints well.
public enum MigrationText {
  /// The most places that are listed of one kind of issue; the JSON report has all of them.
  private static let mostPlaces = 20

  /// The whole report.
  public static func text(of report: MigrationReport, in language: Language) -> String {
    var text = summary(of: report, in: language)
    text += "\n" + files(report, language)
    text += "\n" + totals(report, language)
    text += issues(report, language)
    return text
  }

  /// The few lines that say whether the migration holds; the head of the report.
  public static func summary(of report: MigrationReport, in language: Language) -> String {
    let balance = report.balance
    let number = language.number as (Int) -> String
    var lines: [String] = []
    lines.append(verdict(of: report, in: language))
    let passed = report.files.count - report.failed
    lines.append(
      language.say(
        "Tệp: \(number(report.files.count)), đọc được \(number(passed)), không đọc được \(number(report.failed)).",
        "Files: \(number(report.files.count)), read \(number(passed)), not read \(number(report.failed))."
      ))
    if !report.untaken.isEmpty {
      lines.append(UntakenFiles.line(report.untaken, in: language))
    }
    lines.append(
      language.say(
        "Ô có giá trị: \(number(balance.filled)) = đã chuyển \(number(balance.migrated)) + bỏ qua \(number(balance.ignored)) + giữ lại \(number(balance.quarantined)).",
        "Filled cells: \(number(balance.filled)) = migrated \(number(balance.migrated)) + ignored \(number(balance.ignored)) + held back \(number(balance.quarantined))."
      ))
    lines.append(
      language.say(
        "Kết quả: \(number(report.figures)) số liệu, \(number(report.records)) trẻ em trong danh sách, \(number(report.changes)) thay đổi khi làm sạch.",
        "Output: \(number(report.figures)) figures, \(number(report.records)) children in the register, \(number(report.changes)) values cleaned."
      ))
    let open = report.issues.count { !$0.isNotice }
    lines.append(
      language.say(
        "Cần người xem: \(number(open)).", "For a person to decide: \(number(open))."))
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whether the migration holds, in a sentence.
  static func verdict(of report: MigrationReport, in language: Language) -> String {
    if report.isEmpty {
      return language.say(
        "KHÔNG CÓ TỆP NÀO ĐỌC ĐƯỢC, nên không có gì để đối chiếu.",
        "NO FILE COULD BE READ, so there is nothing to reconcile.")
    }
    guard report.isBalanced else {
      return language.say(
        "CHƯA KHỚP: có số liệu thiếu hoặc thừa, xem phần đối chiếu.",
        "NOT RECONCILED: figures are missing or too many, see the totals.")
    }
    let failed = language.number(report.failed)
    if !report.isComplete {
      return language.say(
        "CHƯA ĐỦ: \(failed) tệp hoặc thư mục không đọc được; các tệp đọc được thì khớp từng số liệu.",
        "INCOMPLETE: \(failed) files or folders could not be read; of those that could no figure is lost, none invented."
      )
    }
    return language.say(
      "ĐÃ ĐỐI CHIẾU: không thiếu, không thừa một số liệu nào.",
      "RECONCILED: no figure lost, none invented.")
  }

  private static func files(_ report: MigrationReport, _ language: Language) -> String {
    var rows: [[String]] = [
      language == .vi
        ? ["Ô có giá trị", "Đã chuyển", "Bỏ qua", "Giữ lại", "Tệp"]
        : ["Filled", "Migrated", "Ignored", "Held back", "File"]
    ]
    for file in report.files {
      let balance = file.balance
      var name = Printable.line(file.path)
      if let failure = file.failure { name += ": " + failure.text(in: language).message }
      if let same = file.sameAs { name += " = " + Printable.line(same) }
      rows.append(
        [balance.filled, balance.migrated, balance.ignored, balance.quarantined]
          .map { language.number($0) } + [name])
    }
    return table(rows, left: [4])
  }

  private static func totals(_ report: MigrationReport, _ language: Language) -> String {
    guard !report.totals.isEmpty else { return "" }
    var rows: [[String]] = [
      language == .vi
        ? ["Chỉ tiêu", "", "Kỳ", "Nguồn", "Đã chuyển", "Trùng", "Khác nhau", "Giữ lại", "Lệch"]
        : [
          "Indicator", "", "Period", "Sources", "Migrated", "Repeated", "Disputed", "Held back",
          "Difference",
        ]
    ]
    for total in report.totals {
      rows.append(
        [total.indicator, total.measure, total.period]
          + [total.source, total.migrated, total.repeated, total.disputed, total.heldBack].map {
            language.number($0.normalized)
          } + [total.difference.map { language.number($0.normalized) } ?? "?"])
    }
    return table(rows, left: [0, 1, 2])
  }

  private static func issues(_ report: MigrationReport, _ language: Language) -> String {
    var text = ""
    for group in MigrationIssueGroup.groups(of: report.issues) {
      let words = MigrationWords.text(of: group.code, in: language)
      text += "\n\(words.message) [\(group.code)] × \(language.number(group.issues.count))\n"
      if !words.hint.isEmpty { text += "→ \(words.hint)\n" }
      for issue in group.issues.prefix(mostPlaces) {
        text += "  " + MigrationIssueGroup.line(of: issue, in: language) + "\n"
      }
      let rest = group.issues.count - mostPlaces
      if rest > 0 {
        text += language.say(
          "  … và \(language.number(rest)) chỗ nữa, xem report.json\n",
          "  … and \(language.number(rest)) more, see report.json\n")
      }
    }
    return text
  }

  /// Columns as wide as their widest field; numbers to the right.
  private static func table(_ rows: [[String]], left: Set<Int>) -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, field) in row.enumerated() {
        if column >= widths.count { widths.append(0) }
        widths[column] = max(widths[column], DisplayWidth.of(field))
      }
    }
    var text = ""
    for row in rows {
      var line = ""
      for (column, field) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - DisplayWidth.of(field))
        if column > 0 { line += "  " }
        line += left.contains(column) ? field + pad : pad + field
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}

/// The issues of one code, for those who read reports.
struct MigrationIssueGroup {
  var code: String
  var issues: [MigrationReport.Issue]

  /// The groups: what must be decided first, the rarest kind first.
  static func groups(of issues: [MigrationReport.Issue]) -> [MigrationIssueGroup] {
    var order: [String: Int] = [:]
    var groups: [MigrationIssueGroup] = []
    for issue in issues {
      if let index = order[issue.code] {
        groups[index].issues.append(issue)
      } else {
        order[issue.code] = groups.count
        groups.append(MigrationIssueGroup(code: issue.code, issues: [issue]))
      }
    }
    // Few of a kind are easily overlooked behind many of another.
    let open = groups.enumerated().filter { !$0.element.isNotice }
      .sorted { ($0.element.issues.count, $0.offset) < ($1.element.issues.count, $1.offset) }
    return open.map(\.element) + groups.filter(\.isNotice)
  }

  /// Whether nothing in it needs a decision.
  var isNotice: Bool { issues.allSatisfy(\.isNotice) }

  /// The places of an issue and what is known beside them.
  static func line(of issue: MigrationReport.Issue, in language: Language) -> String {
    var line = issue.place.text(in: language)
    if let other = issue.other { line += " ↔ " + other.text(in: language) }
    let detail = FoundWords.text(issue.detail.text, in: language)
    if !detail.isEmpty { line += line.isEmpty ? detail : " — " + detail }
    return line
  }
}
