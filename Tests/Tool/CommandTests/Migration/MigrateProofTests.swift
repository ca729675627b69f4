import Foundation
import TestSupport
import Testing

/// What the proof of a migration says of itself, by the built tool.
struct MigrateProofTests {
  private static let samples = Repository.root.appendingPathComponent("Samples/legacy").path

  private func report(_ scratch: TemporaryFolder, _ folder: String = "ra") throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: scratch.data("\(folder)/report.json"))
    return try #require(object as? [String: Any])
  }

  private func table(_ scratch: TemporaryFolder, _ name: String) throws -> [[String]] {
    try scratch.text("ra/\(name)").split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let register =
    "MA_XA;HO_TEN;NGAY_SINH;GIOI_TINH;HOAN_CANH;NAM\n03424;Lò Văn An;05/03/2015;Nam;d;2023\n"

  @Test func whatIsLeftOfAnArchiveDecidesTheColour() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("vào/a.csv", Self.register)
    let clean = try ToolRun.bieu("migrate", scratch.path("vào"), "-o", scratch.path("ra"))
    #expect(clean.status == 0 && clean.errors.hasPrefix("ĐÃ ĐỐI CHIẾU, ĐỦ: "), "\(clean.errors)")
    #expect(try report(scratch)["verdict"] as? String == "complete")
    try scratch.write("vào/công văn.pdf", "%PDF")
    let untaken = try ToolRun.bieu("migrate", scratch.path("vào"), "-o", scratch.path("ra"))
    #expect(untaken.status == 0 && untaken.errors.contains("\nĐÃ ĐỐI CHIẾU MỘT PHẦN: "))
    #expect(untaken.errors.contains("1 tệp không phải bảng tính nên chưa đọc"))
    try scratch.write("hỏng/a.xlsx", "PK\u{03}\u{04}")
    let nothing = try ToolRun.bieu("migrate", scratch.path("hỏng"), "-o", scratch.path("rb"))
    #expect(nothing.status == 3 && nothing.errors.contains("KHÔNG CÓ TỆP NÀO ĐỌC ĐƯỢC: "))
    #expect(try report(scratch, "rb")["verdict"] as? String == "nothing-read")
    // A file of which nothing is known is all held back.
    try scratch.write("lạ/a.csv", "TT,Chỉ tiêu lạ,Cả năm\n1,Không ai biết,101\n")
    let unknown = try ToolRun.bieu("migrate", scratch.path("lạ"), "-o", scratch.path("rc"))
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("0 % đã chuyển, 0 % bỏ qua có chủ ý, 100 % giữ lại"))
  }

  @Test func everyIgnoredCellIsListedWithItsReason() throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("ra"))
    let report = try report(scratch)
    let lines = try table(scratch, "ignored.csv")
    #expect(lines.first == ["file", "sheet", "cells", "count", "reason"])
    var listed: [String: Int] = [:]
    for line in lines.dropFirst() {
      listed["\(line[0])!\(line[1])!\(line[4])", default: 0] += Int(line[3]) ?? 0
      #expect(!line[2].isEmpty)
    }
    var counted: [String: Int] = [:]
    for file in try #require(report["files"] as? [[String: Any]]) {
      for sheet in file["sheets"] as? [[String: Any]] ?? [] {
        let path = "\(file["path"] ?? "")!\(sheet["name"] ?? "")"
        for (reason, count) in sheet["ignored_by"] as? [String: Int] ?? [:] {
          counted["\(path)!\(reason)"] = count
        }
      }
    }
    #expect(listed == counted && counted.count > 20)
    // A column of a register is one range, as long as the list.
    let registers = lines.filter { $0[0].hasPrefix("danh-sach") }
    #expect(registers.contains { $0[2].hasPrefix("A2:A") && Int($0[3]) ?? 0 >= 60 }, "\(registers)")
    for name in ["report.txt", "report.html"] {
      let text = try scratch.text("ra/\(name)")
      #expect(text.contains("Bỏ qua có chủ ý") && text.contains("A2:A"), "\(name)")
    }
    // They are forgotten with their file.
    _ = try ToolRun.bieu(
      "migrate", "forget", scratch.path("ra"), "--source", "danh-sach-tre-em-2023.csv")
    #expect(try table(scratch, "ignored.csv").count == lines.count - registers.count)
  }

  @Test func wholesAndPartsAreAddedApartAndBothWitnessesAgree() throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("ra"), "--to", "jsonl")
    // The output added up by its own fields; counts of registers, whose origin is a range, apart.
    var sums: [String: Int] = [:]
    for line in try scratch.text("ra/observations.jsonl").split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let figure = try #require(object)
      guard let cell = figure["source_cell"] as? String, !cell.contains(":"),
        let value = figure["value"].flatMap({ Int("\($0)") })
      else { continue }
      let parts = (figure["breakdown"] as? String ?? "").split(separator: ";")
        .map { $0.split(separator: "=")[0] }.joined(separator: "+")
      let key = ["indicator", "measure", "period"].map { "\(figure[$0] ?? "")" }
      sums["\(key[0]) \(key[1]) \(parts) \(key[2])", default: 0] += value
    }
    let totals = try #require(try report(scratch)["totals"] as? [[String: Any]])
    var checked = Set<String>()
    for total in totals where total["measure"] as? String == "count" {
      let parts = (total["breakdowns"] as? [String] ?? []).joined(separator: "+")
      let key = "\(total["indicator"] ?? "") count \(parts) \(total["period"] ?? "")"
      #expect(total["difference"] as? String == "0")
      #expect(total["migrated"] as? String == "\(sums[key] ?? -1)", "\(key)")
      checked.insert(parts)
    }
    #expect(checked.contains("") && checked.contains("sex"), "\(checked)")
    for name in ["report.txt", "report.html"] {
      #expect(try scratch.text("ra/\(name)").contains("Tổng kiểm tra"), "\(name)")
    }
  }

  @Test func theReportNamesItsDayInputsProgramAndMappings() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("vào/a.csv", Self.register)
    try scratch.write("vào/b.csv", Self.register)
    for (name, day) in [("a.csv", 1_400_000_000), ("b.csv", 1_600_000_000)] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(day))],
        ofItemAtPath: scratch.path("vào/\(name)"))
    }
    let line = ["migrate", scratch.path("vào"), "-o", scratch.path("ra")]
    _ = try ToolRun.run(program: "bieu", line)
    var report = try report(scratch)
    // 2020-09-13 is the day of the newest file.
    #expect(report["date"] as? String == "2020-09-13" && report["date_given"] as? Bool == false)
    let inputs = try #require(report["inputs"] as? [[String: Any]])
    #expect(inputs.count == 1 && inputs[0]["files"] as? Int == 2)
    #expect(inputs[0]["name"] as? String == "vào")
    // Other programs come to the same digest of the inputs.
    let files = try #require(report["files"] as? [[String: Any]])
    let digests = files.compactMap { $0["sha256"] as? String }.sorted().map { $0 + "\n" }.joined()
    try scratch.write("mã", digests)
    let sum = try ToolRun.shell("sha256sum \"$2\" | cut -c1-64", [scratch.path("mã")])
    #expect(sum.output == "\(report["inputs_sha256"] ?? "")\n")
    let mappings = try #require(report["mappings"] as? [[String: Any]])
    let mapping = try #require(mappings.first)
    let file = try #require(mapping["file"] as? String)
    #expect(mappings.count == 1 && mapping["sheets"] as? Int == 2)
    let own = try ToolRun.shell(
      "sha256sum \"$2\" | cut -c1-64",
      [Repository.root.appendingPathComponent("Templates/\(file)").path])
    #expect(own.output == "\(mapping["sha256"] ?? "")\n")
    let program = try #require(report["program"] as? String)
    let templates = try #require(report["templates"] as? [String: Any])
    #expect(program.hasPrefix("bieu ") && templates["sets"] as? [String] == ["tt13-2021"])
    for name in ["report.txt", "report.html"] {
      let text = try scratch.text("ra/\(name)")
      for fact in ["13/09/2020", program, "vào (2 tệp)", file] {
        #expect(text.contains(fact), "\(name): \(fact)")
      }
    }
    // However the folder is called, the report is the same.
    let page = try scratch.data("ra/report.html")
    _ = try ToolRun.bieu("migrate", scratch.path("vào/../vào/."), "-o", scratch.path("ra"))
    #expect(try scratch.data("ra/report.html") == page)
    _ = try ToolRun.run(program: "bieu", line + ["--date", "2026-11-30"])
    report = try self.report(scratch)
    #expect(report["date"] as? String == "2026-11-30" && report["date_given"] as? Bool == true)
    let wrong = try ToolRun.run(program: "bieu", line + ["--date", "hôm nay"])
    #expect(wrong.status == 64)
  }
}
