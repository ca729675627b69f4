import Foundation
import Indicators
import Migration
import Reports
import SheetModel
import Testing

@Suite struct MigrationReportTests {
  /// Two sheets that are accounted for, a broken file, a total that holds and one issue.
  static func sample(lost: Int64 = 0) -> MigrationReport {
    var report = MigrationReport()
    var file = MigrationReport.File(path: "2012/xã Bản Lang <cũ>.xls", sha256: "ab")
    var sheet = MigrationReport.Sheet(name: "Biểu 1", mapping: "te-hcdb-2012")
    sheet.filled = 30
    sheet.migrated = 18
    sheet.ignored = ["title": 10]
    sheet.quarantined = ["unknown-unit": 2]
    sheet.figures = 18
    file.sheets = [sheet]
    file.encodings = ["tcvn3": 12]
    var broken = MigrationReport.File(path: "hỏng.xlsx", sha256: "cd")
    broken.failure = WorkbookError(.truncated, at: Place(file: "hỏng.xlsx"))
    report.files = [file, broken]
    var total = MigrationReport.Total(indicator: "I:0301", measure: "count", period: "2012")
    total.source = ExactDecimal(1234)
    total.migrated = ExactDecimal(1200 - lost)
    total.repeated = ExactDecimal(30)
    total.heldBack = ExactDecimal(4)
    report.totals = [total]
    report.issues = [
      MigrationReport.Issue(
        "figure-disagrees",
        at: Place(file: "a.ods", sheet: "Biểu 1", cell: CellAddress(row: 3, column: 2)),
        other: Place(file: "b.csv", sheet: "b", cell: CellAddress(row: 8, column: 1)),
        detail: "I:0301 03424 2012: 4 ≠ 5")
    ]
    report.figures = 18
    return report
  }

  @Test func aLostFigureIsNoProof() {
    #expect(Self.sample().isProved)
    #expect(!Self.sample(lost: 1).isProved)
    #expect(Self.sample(lost: 1).hasFindings)
  }

  @Test func whereNothingWasReadNothingIsProved() {
    var report = Self.sample()
    report.files.removeFirst()
    #expect(!report.isProved)
    #expect(MigrationText.text(of: report, in: .vi).hasPrefix("KHÔNG CÓ TỆP NÀO ĐỌC ĐƯỢC"))
  }

  @Test func rowsThatDoNotAddUpAreNoProof() {
    var report = Self.sample()
    report.issues.append(MigrationReport.Issue("unbalanced-rows", at: Place(file: "a.csv")))
    #expect(!report.isProved)
  }

  @Test func aCellWithoutAFateIsNoProof() {
    var report = Self.sample()
    report.files[0].sheets[0].filled += 1
    #expect(!report.isProved)
  }

  @Test func theTextSaysWhetherItHoldsAndNamesBothPlaces() {
    let text = MigrationText.text(of: Self.sample(), in: .vi)
    #expect(text.hasPrefix("ĐÃ ĐỐI CHIẾU MỘT PHẦN: phần đã chuyển khớp từng số liệu"))
    #expect(
      text.contains("Ô có giá trị: 30 = đã chuyển 18 + bỏ qua 10 + giữ lại 2."))
    #expect(text.contains("  a.ods: Biểu 1!C4 ↔ b.csv: b!B9 — I:0301 03424 2012: 4 ≠ 5\n"))
    #expect(text.contains("1.234"))
    #expect(MigrationText.text(of: Self.sample(lost: 1), in: .en).hasPrefix("NOT RECONCILED"))
  }

  @Test func thePageEscapesWhatFilesAreCalled() throws {
    let sink = MemorySink()
    try MigrationPage.write(Self.sample(), in: .vi, to: sink)
    let page = String(decoding: sink.bytes, as: UTF8.self)
    #expect(page.contains("xã Bản Lang &lt;cũ&gt;.xls"))
    #expect(!page.contains("<cũ>"))
    #expect(page.contains("lang=\"vi\""))
    #expect(page.hasSuffix("</body></html>\n"))
  }

  @Test func theJSONHasEveryFactAndIsWellFormed() throws {
    let sink = MemorySink()
    try MigrationJSON.write(Self.sample(), in: .en, to: sink)
    let parsed = try JSONSerialization.jsonObject(with: Data(sink.bytes))
    let object = try #require(parsed as? [String: Any])
    #expect(object["proved"] as? Bool == true && object["complete"] as? Bool == false)
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.map { $0["filled"] as? Int } == [30, 0])
    let failure = try #require(files[1]["failure"] as? [String: Any])
    #expect(failure["code"] as? String == "truncated")
    let totals = try #require(object["totals"] as? [[String: Any]])
    #expect(totals[0]["difference"] as? String == "0")
    #expect(totals[0]["held_back"] as? String == "4")
  }
}
