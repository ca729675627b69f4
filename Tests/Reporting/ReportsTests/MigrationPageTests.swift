import Foundation
import Indicators
import Migration
import Reports
import SheetModel
import Testing

/// The page of a migration: what it names, and that it prints whole.
@Suite struct MigrationPageTests {
  private func page(_ report: MigrationReport, _ language: Language = .vi) throws -> String {
    let sink = MemorySink()
    try MigrationPage.write(report, in: language, to: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// A report with an origin, check sums of wholes and of parts, and cells left out.
  private static func sample() throws -> MigrationReport {
    var report = MigrationReportTests.sample()
    var origin = MigrationReport.Provenance()
    origin.date = CalendarDate("2026-11-30")
    origin.program = "bieu 0.1.0"
    origin.inputs = [MigrationReport.Provenance.Input(name: "cũ <2012>", files: 2)]
    origin.inputDigest = "0123"
    origin.sets = ["tt13-2021"]
    origin.templateDigest = "4567"
    origin.mappings = [
      MigrationReport.Provenance.Mapping(
        id: "te-hcdb-2012", title: "Trẻ em", file: "legacy/te-hcdb-2012.yml", sha256: "89ab",
        sheets: 1)
    ]
    report.provenance = origin
    var parts = MigrationReport.Total(
      indicator: "I:0301", measure: "count", breakdowns: ["age", "sex"], period: "2012")
    parts.breakdownNames = ["Nhóm tuổi", "Giới tính"]
    report.totals.append(parts)
    for index in report.totals.indices { report.totals[index].name = "Trẻ em mồ côi" }
    let range = try #require(CellRange("A1:D3"))
    report.files[0].sheets[0].ignoredCells = [IgnoredCells(range, count: 10, reason: .title)]
    return report
  }

  @Test func itIsOpenAndMadeForA4() throws {
    let page = try page(Self.sample())
    #expect(page.contains("@page{size:A4"))
    #expect(page.contains("<details open"))
    #expect(!page.contains("<details class") && !page.contains("<details>"))
    #expect(page.contains("thead{display:table-header-group}"))
    #expect(page.contains("tr{break-inside:avoid}"))
    #expect(page.contains("prefers-color-scheme:dark"))
    // Nothing from elsewhere, nothing that runs.
    #expect(!page.contains("http") && !page.contains("<script") && !page.contains("src="))
  }

  @Test func itSaysWhenOfWhatAndByWhatItWasMade() throws {
    for language in Language.allCases {
      let page = try page(Self.sample(), language)
      #expect(page.contains(language == .vi ? "30/11/2026" : "2026-11-30"))
      for fact in [
        "bieu 0.1.0", "cũ &lt;2012&gt;", "0123", "tt13-2021", "4567", "te-hcdb-2012.yml", "89ab",
      ] { #expect(page.contains(fact), "\(fact)") }
      #expect(!page.contains("<2012>"))
    }
  }

  @Test func sumsAreCalledCheckSumsAndWholesStandApartFromParts() throws {
    let page = try page(Self.sample())
    #expect(page.contains("Tổng kiểm tra – không phải số liệu thống kê"))
    #expect(page.contains("Cộng các ô của “Trẻ em mồ côi” – số đếm"))
    #expect(page.contains("<td>không phân tổ</td>"))
    #expect(page.contains("<td>theo nhóm tuổi, giới tính</td>"))
    let text = MigrationText.text(of: try Self.sample(), in: .en)
    #expect(text.contains("Check sums – no statistics\n"))
    #expect(text.contains("I:0301     count    undivided    2012"))
    #expect(text.contains("I:0301     count    by age, sex  2012"))
  }

  @Test func whatWasLeftOutIsListedWithItsReasonAndPlaces() throws {
    let page = try page(Self.sample())
    #expect(page.contains("Chữ phía trên bảng"))
    #expect(page.contains("xã Bản Lang &lt;cũ&gt;.xls: Biểu 1 — A1:D3 (10 ô)"))
    let text = MigrationText.text(of: try Self.sample(), in: .vi)
    #expect(text.contains("[title] × 10\n"))
    #expect(text.contains("  2012/xã Bản Lang <cũ>.xls: Biểu 1 — A1:D3 (10 ô)\n"))
  }

  @Test func aLongListIsBoundedAndSaysWhereTheRestIs() throws {
    var report = try Self.sample()
    let place = Place(file: "a.ods", sheet: "Biểu 1")
    report.issues = (0..<700).map { _ in MigrationReport.Issue("unknown-unit", at: place) }
    let page = try page(report)
    #expect(page.components(separatedBy: "<li>a.ods").count - 1 == 500)
    #expect(page.contains("… và 200 dòng nữa, xem report.json"))
    // On paper fewer are shown, and the page says so there.
    #expect(page.contains("<p class=\"hint paper\">… và 660 dòng nữa"))
  }
}
