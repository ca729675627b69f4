import Indicators
import Migration

/// The lists of places: what a person must decide, and what was left out on purpose.
extension MigrationPage {
  static func issues(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let groups = MigrationIssueGroup.groups(of: report.issues)
    guard !groups.isEmpty else { return }
    page.element("h2", language.say("Cần người xem", "For a person to decide"))
    for group in groups {
      let words = MigrationWords.text(of: group.code, in: language)
      let count = group.issues.count
      beginList(
        &page, group.isNotice ? "notice" : "open", words, group.code, count, language)
      for issue in group.issues.prefix(mostRows) {
        page.element("li", MigrationIssueGroup.line(of: issue, in: language))
        page.raw("\n")
      }
      endList(&page, count, printed: MigrationPageStyle.printed, "report.json", language)
    }
  }

  static func ignored(
    _ page: inout MarkupText, _ report: MigrationReport, _ language: Language
  ) {
    let groups = IgnoredGroup.groups(of: report, first: mostRows)
    guard !groups.isEmpty else { return }
    page.element("h2", language.say("Bỏ qua có chủ ý", "Left out on purpose"))
    page.element(
      "p", of: "hint",
      language.say(
        "Các ô này không được chuyển và cũng không bị giữ lại, vì không phải số liệu hoặc vì ánh xạ nói vậy. Hãy xem có ô nào đáng lẽ phải chuyển. Từng vùng: ignored.csv.",
        "These cells were neither migrated nor held back, for they are no figures or the mapping says so. See whether one should have gone on. Every range: ignored.csv."
      ))
    for group in groups {
      let words = MigrationWords.ignored(group.code, in: language)
      beginList(&page, "notice left", words, group.code, group.count, language)
      for cells in group.first {
        page.element("li", IgnoredGroup.line(of: cells, in: language))
        page.raw("\n")
      }
      endList(
        &page, group.sheets, printed: MigrationPageStyle.printedIgnored, "ignored.csv", language)
    }
  }

  // MARK: Pieces

  /// The beginning of a list of places that is open.
  private static func beginList(
    _ page: inout MarkupText, _ style: String, _ words: (message: String, hint: String),
    _ code: String, _ count: Int, _ language: Language
  ) {
    page.raw("<details open class=\"\(style)\"><summary>")
    page.text(words.message)
    page.raw(" <b>× ")
    page.text(language.number(count))
    page.raw("</b> ")
    page.element("code", code)
    page.raw("</summary>")
    if !words.hint.isEmpty { page.element("p", of: "hint", "→ \(words.hint)") }
    page.raw("<ul>")
  }

  /// The end of a list, and how many places are not on the page or not on paper.
  private static func endList(
    _ page: inout MarkupText, _ count: Int, printed: Int, _ file: String, _ language: Language
  ) {
    page.raw("</ul>")
    rest(&page, count - mostRows, of: "hint", file, language)
    rest(&page, count - printed, of: "hint paper", file, language)
    page.raw("</details>")
  }

  /// Says how many lines are left out, and where they are.
  static func rest(
    _ page: inout MarkupText, _ count: Int, of style: StaticString, _ file: String,
    _ language: Language
  ) {
    guard count > 0 else { return }
    let more = language.number(count)
    page.element(
      "p", of: style,
      language.say("… và \(more) dòng nữa, xem \(file)", "… and \(more) more, see \(file)"))
  }
}
