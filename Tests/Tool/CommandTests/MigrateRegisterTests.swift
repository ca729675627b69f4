import Foundation
import TestSupport
import Testing

/// Old registers migrated by the built tool.
struct MigrateRegisterTests {
  private static let head = "MA_XA;HO_TEN;NGAY_SINH;GIOI_TINH;HOAN_CANH;NAM\n"

  /// Migrates files of register lines; the report.
  private func migrate(
    _ files: [String: String], head: String = head, in scratch: TemporaryFolder, _ more: String...
  ) throws -> (status: Int32, report: [String: Any]) {
    let source = scratch.path("nguồn")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    for (name, lines) in files {
      try Data((head + lines).utf8).write(to: URL(fileURLWithPath: "\(source)/\(name)"))
    }
    let run = try ToolRun.run(
      program: "bieu", ["migrate", source, "-o", scratch.path("ra")] + more)
    let data = try Data(contentsOf: URL(fileURLWithPath: scratch.path("ra/report.json")))
    let object = try JSONSerialization.jsonObject(with: data)
    return (run.status, try #require(object as? [String: Any]))
  }

  private func codes(_ report: [String: Any]) -> [String] {
    let issues = report["issues"] as? [[String: Any]] ?? []
    return issues.filter { $0["notice"] as? Bool == false }.compactMap { $0["code"] as? String }
  }

  @Test func oneChildAloneIsCountedAndReconciled() throws {
    let scratch = try TemporaryFolder()
    let (status, report) = try migrate(
      ["a.csv": "03424;Lò Văn An;05/03/2015;Nam;d;2023\n"], in: scratch)
    #expect(status == 0)
    #expect(report["proved"] as? Bool == true)
    #expect(report["records"] as? Int == 1)
    #expect(codes(report) == [])
  }

  @Test func theSameBytesTwiceAreTheSameChildren() throws {
    let scratch = try TemporaryFolder()
    let lines = "03424;Lò Văn An;05/03/2015;Nam;d;2023\n03424;Tẩn Thị Mỷ;06/04/2016;Nữ;a;2023\n"
    let (status, report) = try migrate(["a.csv": lines, "b.csv": lines], in: scratch)
    #expect(status == 0)
    #expect(report["proved"] as? Bool == true)
    #expect(report["records"] as? Int == 2)
    let register = try String(contentsOfFile: scratch.path("ra/register.csv"), encoding: .utf8)
    #expect(register.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
  }

  @Test func registersOfHamletsAreCountedTogetherUnlessTheyShareAChild() throws {
    let one = "03424;Lò Văn An;05/03/2015;Nam;d;2023\n03424;Tẩn Thị Mỷ;06/04/2016;Nữ;a;2023\n"
    let other = "03424;Vàng A Páo;07/05/2017;Nam;d;2023\n"
    let scratch = try TemporaryFolder()
    let (status, report) = try migrate(["a.csv": one, "b.csv": other], in: scratch)
    #expect(status == 0)
    #expect(report["proved"] as? Bool == true)
    let figures = try String(
      contentsOfFile: scratch.path("ra/observations.csv"), encoding: .utf8)
    #expect(figures.contains(",TE-03,1,I:0301,count,,03424,2023,3,reported,"))
    let again = try TemporaryFolder()
    let shared = other + "03424;LÒ VĂN AN;05/03/2015;Nam;d;2023\n"
    let (second, told) = try migrate(["a.csv": one, "b.csv": shared], in: again)
    #expect(second == 1)
    #expect(told["proved"] as? Bool == true)
    #expect(codes(told).contains("near-duplicate"))
  }

  @Test func whatIsHeldBackOfARegisterIsInQuarantineToo() throws {
    let scratch = try TemporaryFolder()
    let head = "MA_XA;HO_TEN;NGAY_SINH;GIOI_TINH;HOAN_CANH;NAM;NHOM_MAU\n"
    let lines =
      "03424;Lò Văn An;05/03/2015;Nam;d;2023;A\n03424;Tẩn Thị Mỷ;31/02/2016;Nữ;a;2023;B\n"
    let (status, report) = try migrate(["a.csv": lines], head: head, in: scratch)
    #expect(status == 1)
    #expect(report["proved"] as? Bool == true)
    #expect(
      codes(report).sorted() == [
        "date-impossible", "row-held-back", "unknown-column", "unknown-column", "unknown-column",
      ])
    let reasons = try String(
      contentsOfFile: scratch.path("ra/quarantine/a.csv.csv"), encoding: .utf8)
    #expect(reasons.contains("a,G2,unknown-column,,"))
    #expect(reasons.contains("a,,row-held-back,1,"))
    #expect(!reasons.contains("Lò Văn An") && !reasons.contains("Tẩn"))
    let problems = try String(contentsOfFile: scratch.path("ra/problems.csv"), encoding: .utf8)
    #expect(problems.contains("a.csv,a,C3,3,birth-date,date-impossible,held,Ngày không có"))
    let figures = try String(
      contentsOfFile: scratch.path("ra/observations.csv"), encoding: .utf8)
    #expect(figures.contains("Đếm từ danh sách còn 1 dòng giữ lại"))
  }

  @Test func aFixedLimitIsNotForgottenInTheLedger() throws {
    let scratch = try TemporaryFolder()
    let lines = (0..<5).map { "03424;Lò Văn A;0\($0 + 1)/03/2015;Nam;d;2023\n" }.joined()
    let small = try migrate(["a.csv": lines], in: scratch, "--limit", "rows=3")
    #expect(small.status == 3)
    let (status, report) = try migrate(["a.csv": lines], in: scratch)
    #expect(status == 0)
    #expect(report["records"] as? Int == 5)
  }
}
