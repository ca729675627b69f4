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
    for (name, values) in MigrationOrigin.lines(of: report, in: language) {
      text += "\(name): \(values.joined(separator: "\n  "))\n"
    }
    text += "\n" + files(report, language)
    text += "\n" + totals(report, language)
    text += issues(report, language)
    text += ignored(report, language)
    return text
  }

  /// The few lines that say whether the migration holds; the head of the report.
  public static func summary(of report: MigrationReport, in language: Language) -> String {
    let balance = report.balance
    let number = language.number as (Int) -> String
    var lines: [String] = []
    lines.append(MigrationVerdictText.line(of: report, in: language))
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
    let heads =
      language == .vi
      ? ["Chỉ tiêu", "Loại", "Ô được cộng", "Kỳ"]
      : ["Indicator", "Measure", "Cells added", "Period"]
    var rows = [heads + MigrationSumWords.heads(language)]
    for total in report.totals {
      let what = [
        total.indicator, MigrationSumWords.measure(total.measure, language),
        MigrationSumWords.cells(total, language), total.period,
      ]
      rows.append(what + MigrationSumWords.numbers(total, language))
    }
    return MigrationSumWords.title(language) + "\n" + table(rows, left: [0, 1, 2, 3])
      + "→ " + MigrationSumWords.explanation(language) + "\n"
  }

  private static func ignored(_ report: MigrationReport, _ language: Language) -> String {
    let groups = IgnoredGroup.groups(of: report, first: mostPlaces)
    guard !groups.isEmpty else { return "" }
    let number = language.number as (Int) -> String
    let all = number(report.balance.ignored)
    var text = language.say(
      "\nBỏ qua có chủ ý: \(all) ô, từng vùng xem ignored.csv.\n",
      "\nLeft out on purpose: \(all) cells; ignored.csv has every range.\n")
    for group in groups {
      let words = MigrationWords.ignored(group.code, in: language)
      text += "\n\(words.message) [\(group.code)] × \(number(group.count))\n"
      if !words.hint.isEmpty { text += "→ \(words.hint)\n" }
      for cells in group.first {
        text += "  " + IgnoredGroup.line(of: cells, in: language) + "\n"
      }
      let rest = group.sheets - group.first.count
      if rest > 0 {
        text += language.say(
          "  … và \(number(rest)) trang tính nữa, xem ignored.csv\n",
          "  … and \(number(rest)) more sheets, see ignored.csv\n")
      }
    }
    return text
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
