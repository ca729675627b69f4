import Indicators
import Migration
import SheetModel

/// The cells of one reason that were left out on purpose, for those who read reports.
struct IgnoredGroup {
  /// The cells of one sheet.
  struct SheetCells {
    var file: String
    var sheet: String
    var cells: [IgnoredCells] = []
    var count: Int
  }

  /// The reason's code.
  var code: String
  /// All its cells.
  var count = 0
  /// How many sheets they are in.
  var sheets = 0
  /// The first of these.
  var first: [SheetCells] = []

  /// The groups of a report, those that may hold figures first, each with the first sheets.
  static func groups(of report: MigrationReport, first most: Int) -> [IgnoredGroup] {
    var groups: [String: IgnoredGroup] = [:]
    for file in report.files {
      for sheet in file.sheets {
        for (code, count) in sheet.ignored where count > 0 {
          var group = groups.removeValue(forKey: code) ?? IgnoredGroup(code: code)
          group.count += count
          group.sheets += 1
          if group.first.count < most {
            let cells = sheet.ignoredCells.filter { $0.reason.rawValue == code }
            group.first.append(
              SheetCells(file: file.path, sheet: sheet.name, cells: cells, count: count))
          }
          groups[code] = group
        }
      }
    }
    return groups.values.sorted { MigrationWords.ignoredBefore($0.code, $1.code) }
  }

  /// The most ranges that are named of one sheet.
  private static let mostRanges = 12

  /// The cells of one sheet in one line: `a.xls: Biểu 1 — A1:D3, A5 (13)`.
  static func line(of cells: SheetCells, in language: Language) -> String {
    var line = Place(file: cells.file, sheet: cells.sheet).text(in: language)
    let ranges = cells.cells.prefix(mostRanges)
    if !ranges.isEmpty {
      line += " — " + ranges.map { "\($0.range)" }.joined(separator: ", ")
      if ranges.reduce(0, { $0 + $1.count }) < cells.count { line += ", …" }
    }
    let number = language.number(cells.count)
    return line
      + language.say(" (\(number) ô)", cells.count == 1 ? " (1 cell)" : " (\(number) cells)")
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
