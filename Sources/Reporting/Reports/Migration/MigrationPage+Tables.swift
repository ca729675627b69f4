import Indicators
import Migration
import SheetModel

/// The tables: check sums, and the files.
extension MigrationPage {
  static func totals(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    guard !report.totals.isEmpty else { return }
    page.element("h2", MigrationSumWords.title(language))
    page.element("p", of: "hint", MigrationSumWords.explanation(language))
    page.beginTable(
      language == .vi ? ["Ô được cộng", "Kỳ"] : ["Cells added", "Period"],
      MigrationSumWords.heads(language), of: "sums")
    // The long names stand above their lines, so that numbers have the width of the page.
    var group = ""
    for total in report.totals.prefix(mostRows) {
      let name = "\(total.indicator) \(total.measure)"
      if name != group {
        page.raw(group.isEmpty ? "<tbody>" : "</tbody><tbody>")
        group = name
        page.raw("<tr class=\"group\"><th colspan=\"8\" scope=\"rowgroup\">")
        page.text(language.say("Cộng các ô của “", "Cells of “"))
        page.text(total.name.isEmpty ? total.indicator : total.name)
        page.text("” – " + MigrationSumWords.measure(total.measure, language) + " ")
        page.element("code", total.indicator)
        page.raw("</th></tr>\n")
      }
      page.raw(total.difference?.isZero ?? false ? "<tr>" : "<tr class=\"bad\">")
      page.cell(MigrationSumWords.cells(total, language))
      page.cell(total.period)
      for number in MigrationSumWords.numbers(total, language) {
        page.cell(number, isNumber: true)
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody>")
    page.endTable()
    rest(&page, report.totals.count - mostRows, of: "hint", "report.json", language)
  }

  static func files(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    page.element("h2", language.say("Từng tệp", "File by file"))
    page.beginTable(
      [language.say("Tệp và ánh xạ", "File and mapping")],
      language == .vi
        ? ["Ô có giá trị", "Đã chuyển", "Bỏ qua", "Giữ lại"]
        : ["Filled", "Migrated", "Ignored", "Held back"], of: "files")
    page.raw("<tbody>")
    for file in report.files.prefix(mostRows) {
      let balance = file.balance
      let isGood = balance.isClosed && file.failure == nil
      page.raw(isGood ? "<tr><td>" : "<tr class=\"bad\"><td>")
      page.text(Printable.line(file.path))
      page.element("span", of: "below", below(file, language))
      page.raw("</td>")
      for count in [balance.filled, balance.migrated, balance.ignored, balance.quarantined] {
        page.cell(language.number(count), isNumber: true)
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody>")
    page.endTable()
    rest(&page, report.files.count - mostRows, of: "hint", "report.json", language)
  }

  /// What stands below a file's name: why it was not read, which file it equals, what read it.
  private static func below(_ file: MigrationReport.File, _ language: Language) -> String {
    if let failure = file.failure { return "✗ " + failure.text(in: language).message }
    if let same = file.sameAs { return "= " + Printable.line(same) }
    let mappings = Set(file.sheets.flatMap(\.mappings)).sorted()
    return mappings.isEmpty
      ? language.say("không có ánh xạ", "no mapping") : mappings.joined(separator: ", ")
  }
}
