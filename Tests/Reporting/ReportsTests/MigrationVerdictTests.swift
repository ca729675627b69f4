import Foundation
import Indicators
import Migration
import Reports
import SheetModel
import Testing

/// Green is a promise: it is said only where everything was read and nothing was left behind.
@Suite struct MigrationVerdictTests {
  /// One file with one sheet, all of which was migrated or left out on purpose.
  static func clean() -> MigrationReport {
    var report = MigrationReport()
    var file = MigrationReport.File(path: "a.xls", sha256: "ab")
    var sheet = MigrationReport.Sheet(name: "Biểu 1", mapping: "te-hcdb-2012")
    sheet.filled = 30
    sheet.migrated = 18
    sheet.ignored = ["title": 12]
    file.sheets = [sheet]
    report.files = [file]
    report.figures = 18
    return report
  }

  private static let place = Place(file: "a.xls", sheet: "Biểu 1", cell: CellAddress("C4"))

  /// What keeps a migration from being complete, each alone.
  private static let leftovers: [(String, @Sendable (inout MigrationReport) -> Void)] = [
    (
      "a broken file",
      {
        var broken = MigrationReport.File(path: "b.xls", sha256: "cd")
        broken.failure = WorkbookError(.truncated, at: Place(file: "b.xls"))
        $0.files.append(broken)
      }
    ),
    ("a file not taken", { $0.untaken = ["công văn.pdf"] }),
    (
      "a cell held back",
      {
        $0.files[0].sheets[0].migrated -= 1
        $0.files[0].sheets[0].quarantined = ["unknown-unit": 1]
      }
    ),
    (
      "a row held back",
      {
        $0.files[0].sheets[0].migrated -= 9
        $0.files[0].sheets[0].quarantined = ["row-held-back": 9]
      }
    ),
    (
      "a disputed figure",
      { $0.issues = [MigrationReport.Issue("figure-disagrees", at: place, other: place)] }
    ),
    ("a figure of another day's units", { $0.heldFigures = 1 }),
    ("an uncertain text", { $0.issues = [MigrationReport.Issue("uncertain-text", at: place)] }),
    ("rows not compared", { $0.issues = [MigrationReport.Issue("uncompared", at: Place())] }),
    (
      "a doubt of a later version",
      { $0.issues = [MigrationReport.Issue("not-yet-known", at: place)] }
    ),
  ]

  private func texts(
    _ report: MigrationReport, _ language: Language
  ) throws -> (text: String, page: String, json: [String: Any]) {
    let (page, json) = (MemorySink(), MemorySink())
    try MigrationPage.write(report, in: language, to: page)
    try MigrationJSON.write(report, in: language, to: json)
    let object = try JSONSerialization.jsonObject(with: Data(json.bytes))
    return (
      MigrationText.text(of: report, in: language), String(decoding: page.bytes, as: UTF8.self),
      try #require(object as? [String: Any])
    )
  }

  @Test func onlyWhatWasReadWholeAndKeptNothingBackIsGreen() throws {
    let report = Self.clean()
    #expect(report.verdict == .complete && report.isComplete && report.isProved)
    let (text, page, json) = try texts(report, .vi)
    #expect(text.hasPrefix("ĐÃ ĐỐI CHIẾU, ĐỦ: mọi tệp đã đọc, không ô nào bị giữ lại"))
    #expect(text.contains("60,0 % đã chuyển, 40,0 % bỏ qua có chủ ý, 0 % giữ lại."))
    #expect(page.contains("class=\"verdict complete\"") && page.contains("ĐÃ ĐỐI CHIẾU, ĐỦ"))
    #expect(json["verdict"] as? String == "complete" && json["complete"] as? Bool == true)
    let english = try texts(report, .en)
    #expect(english.text.hasPrefix("RECONCILED IN FULL: every file was read"))
    #expect(english.page.contains("RECONCILED IN FULL"))
  }

  @Test(arguments: leftovers.indices)
  func whateverIsLeftBehindIsAmber(_ index: Int) throws {
    let (name, change) = Self.leftovers[index]
    var report = Self.clean()
    change(&report)
    #expect(report.verdict == .partial, "\(name)")
    #expect(report.isProved && !report.isComplete, "\(name)")
    for language in Language.allCases {
      let (text, page, json) = try texts(report, language)
      let title = language == .vi ? "ĐÃ ĐỐI CHIẾU MỘT PHẦN" : "RECONCILED IN PART"
      #expect(text.hasPrefix(title + ": "), "\(name)")
      #expect(page.contains("class=\"verdict partial\"") && page.contains(title), "\(name)")
      #expect(!page.contains("verdict complete"), "\(name)")
      #expect(json["verdict"] as? String == "partial", "\(name)")
      #expect(json["complete"] as? Bool == false && json["proved"] as? Bool == true, "\(name)")
      let remainder = try #require(json["remainder"] as? [String: Int])
      #expect(remainder.values.reduce(0, +) > 0, "\(name)")
    }
  }

  @Test func aNoticeAndAFaultOfTheSourceLeaveNothingBehind() {
    var report = Self.clean()
    report.issues = [
      MigrationReport.Issue("same-content", at: Self.place, isNotice: true),
      MigrationReport.Issue("total-mismatch", at: Self.place),
      MigrationReport.Issue("near-duplicate", at: Self.place),
    ]
    #expect(report.verdict == .complete && report.hasFindings)
  }

  @Test func whatDoesNotBalanceIsRedWhateverElse() throws {
    var report = Self.clean()
    report.files[0].sheets[0].filled += 1
    #expect(report.verdict == .unbalanced && !report.isProved && !report.isComplete)
    report.untaken = ["a.pdf"]
    let (text, page, json) = try texts(report, .vi)
    #expect(text.hasPrefix("CHƯA KHỚP: "))
    #expect(page.contains("class=\"verdict unbalanced\""))
    #expect(json["verdict"] as? String == "unbalanced" && json["proved"] as? Bool == false)
  }

  @Test func whereNothingStoodNothingIsGreen() throws {
    var report = Self.clean()
    report.files[0].sheets = []
    #expect(report.verdict == .nothingRead)
    #expect(try texts(report, .en).text.hasPrefix("NOTHING TO RECONCILE"))
    #expect(MigrationReport().verdict == .nothingRead)
  }

  // MARK: Shares

  @Test func aShareNeverSaysNothingOfSomethingNorAllOfLess() throws {
    let (less, more) = (Share.all([1, 999_999]), Share.all([0, 1_000_000]))
    #expect(less.map(\.perMille) == [1, 999] && less.map(\.bound) == [.below, .above])
    #expect(more.map(\.perMille) == [0, 1000] && more.map(\.bound) == [.about, .about])
    #expect(Share.all([0, 0, 0]) == [])
    for part in 0...3011 {
      let shares = Share.all([part, 3011 - part, 0])
      #expect((shares[0].perMille == 0) == (part == 0))
      #expect((shares[0].perMille == 1000) == (part == 3011))
    }
  }

  @Test func sharesAddUpToAll() {
    #expect(Share.all([1, 1, 1]).map(\.perMille) == [334, 333, 333])
    #expect(Share.all([5_320, 28_579, 1_447]).map(\.perMille).reduce(0, +) == 1000)
    #expect(Share.all([1 << 61, 1 << 61, 1 << 61]).map(\.perMille) == [334, 333, 333])
    for _ in 0..<500 {
      let parts = (0..<3).map { _ in Int.random(in: 100...1000) }
      let whole = parts.reduce(0, +)
      let shares = Share.all(parts)
      #expect(shares.map(\.perMille).reduce(0, +) == 1000)
      for (part, share) in zip(parts, shares) {
        #expect(abs(Double(part) / Double(whole) * 1000 - Double(share.perMille)) < 1)
      }
    }
  }

  @Test func theWordsKeepToTheShare() throws {
    var report = Self.clean()
    report.files[0].sheets[0].filled = 100_000
    report.files[0].sheets[0].migrated = 99_987
    report.files[0].sheets[0].ignored = ["title": 12]
    report.files[0].sheets[0].quarantined = ["unknown-unit": 1]
    let (text, page, _) = try texts(report, .vi)
    #expect(text.contains(">99,9 % đã chuyển, <0,1 % bỏ qua có chủ ý, <0,1 % giữ lại."))
    #expect(page.contains("&gt;99,9 % đã chuyển, &lt;0,1 %"))
  }
}
