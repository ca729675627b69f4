import Foundation
import TestSupport
import Testing

/// `bieu convert --to jsonl` as other programs call it.
struct DumpTests {
  /// A workbook of 20,000 rows as flat XML whose last figure is no number.
  private static func spoiled(in scratch: TemporaryFolder) throws -> String {
    let rows = (1...20_000).map { "\(String(format: "%05d", $0)),\($0)\n" }.joined()
    try Data(("ma,so\n" + rows).utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    _ = try ToolRun.bieu("convert", scratch.path("a.csv"), "-o", scratch.path("a.fods"))
    var text = String(decoding: try scratch.data("a.fods"), as: UTF8.self)
    let last = try #require(text.range(of: "office:value=\"20000\"", options: .backwards))
    text.replaceSubrange(last, with: "office:value=\"2x000\"")
    try Data(text.utf8).write(to: scratch.url.appendingPathComponent("hong.fods"))
    return scratch.path("hong.fods")
  }

  private static let formulas = "Samples/messy/14-cong-thuc-chua-tinh.xlsx"

  private static func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test func everySheetIsDumpedHiddenOnesToo() throws {
    let run = try ToolRun.bieu("convert", Self.formulas, "-o", "-", "--to", "jsonl")
    #expect(run.status == 0)
    let cells = try Self.objects(run.output)
    let hidden = cells.filter { $0["sheet"] as? String == "_bieu" }
    #expect(hidden.count == 12)
    #expect(hidden.allSatisfy { $0["hidden"] as? Bool == true })
    #expect(cells.filter { $0["sheet"] as? String == "TE-03" }.count > 300)
    let visible = try ToolRun.bieu(
      "convert", Self.formulas, "-o", "-", "--to", "jsonl", "--visible")
    #expect(!visible.output.contains("\"_bieu\""))
    let named = try ToolRun.bieu(
      "convert", Self.formulas, "-o", "-", "--to", "jsonl", "--sheet", "_bieu")
    #expect(try Self.objects(named.output).count == 12)
  }

  @Test func aFormulaWithoutAValueIsABlankWithItsFormula() throws {
    let run = try ToolRun.bieu("convert", Self.formulas, "-o", "-", "--to", "jsonl")
    let cell = try #require(
      try Self.objects(run.output).first { $0["cell"] as? String == "E10" })
    #expect(cell["type"] as? String == "blank")
    #expect(cell["value"] is NSNull)
    #expect((cell["formula"] as? String)?.hasPrefix("IF(COUNTIF(") == true)
    #expect(run.errors.contains("TE-03!E10"))
  }

  @Test func aFileHoldsWhatTheStreamSays() throws {
    let scratch = try TemporaryFolder()
    let stream = try ToolRun.bieu("convert", Self.formulas, "-o", "-", "--to", "jsonl")
    let file = try ToolRun.bieu("convert", Self.formulas, "-o", scratch.path("o.jsonl"))
    #expect(file.status == 0)
    #expect(String(decoding: try scratch.data("o.jsonl"), as: UTF8.self) == stream.output)
  }

  @Test func fieldsOfDelimitedTextStayText() throws {
    let run = try ToolRun.bieu(
      "convert", "-", "-o", "-", "--to", "jsonl", input: Data("00040,TRUE\n1.5,2024-05-10\n".utf8))
    let cells = try Self.objects(run.output)
    #expect(cells.allSatisfy { $0["type"] as? String == "text" })
    #expect(cells.map { $0["value"] as? String } == ["00040", "TRUE", "1.5", "2024-05-10"])
  }

  @Test func shownValuesFollowTheLocaleAndRawOnesNone() throws {
    let scratch = try TemporaryFolder()
    try Data("1234.5,2026-01-31\n".utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    _ = try ToolRun.bieu("convert", scratch.path("a.csv"), "-o", scratch.path("a.xlsx"))
    func values(_ options: String...) throws -> [String] {
      let run = try ToolRun.run(
        program: "bieu",
        ["convert", scratch.path("a.xlsx"), "-o", "-", "--to", "jsonl"] + options)
      return try Self.objects(run.output).map { "\($0["type"] ?? "") \($0["value"] ?? "")" }
    }
    #expect(try values("--raw") == values())
    #expect(try values() == ["number 1234.5", "date 2026-01-31"])
    #expect(try values("--shown") == ["number 1234,5", "date 2026-01-31"])
    #expect(try values("--shown", "--locale", "en") == ["number 1234.5", "date 2026-01-31"])
    let csv = try ToolRun.bieu(
      "convert", scratch.path("a.xlsx"), "-o", "-", "--to", "csv", "--shown")
    #expect(csv.output == "\"1234,5\",2026-01-31\n")
  }

  @Test func aSheetThatFailsInTheMiddleIsNoSuccess() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.spoiled(in: scratch)
    let stream = try ToolRun.bieu("convert", source, "-o", "-", "--to", "jsonl")
    #expect(stream.status == 65)
    #expect(stream.errors.contains("B20001"))
    #expect(stream.output.isEmpty || stream.output.hasSuffix("}\n"))
    let before = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    let file = try ToolRun.bieu("convert", source, "-o", scratch.path("o.jsonl"))
    #expect(file.status == 65)
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: scratch.url.path)) == Set(before))
  }

  private static let failures: [([String], Int32)] = [
    (["không-có.xlsx", "-o", "-", "--to", "jsonl"], 66),
    (["Samples/messy/28-tep-bi-cat.xlsx", "-o", "-", "--to", "jsonl"], 65),
    (["Samples/messy/27-co-mat-khau.xlsx", "-o", "-", "--to", "jsonl"], 65),
    ([formulas, "-o", "-", "--to", "jsonl", "--sheet", "không có"], 65),
    ([formulas, "-o", "-", "--to", "jsonl", "--raw", "--shown"], 64),
    ([formulas, "-o", "-", "--to", "jsonl", "--shown", "--locale", "fr"], 64),
    ([formulas, "-o", "-", "--to", "xlsx", "--shown"], 64),
    ([formulas, "-o", "Samples/", "--to", "jsonl"], 64),
    ([formulas, "-o", "-", "--to", "jsonl", "--fill-merges"], 64),
    ([formulas, "-o", "-", "--to", "jsonl", "--delimiter", ";"], 64),
    ([formulas, "-o", "-", "--to", "ods", "--bom"], 64),
    ([formulas, "-o", "-", "--to", "xlsx", "--decimal-comma"], 64),
    ([formulas, "-o", "-", "--to", "fods", "--escape-formulas"], 64),
    ([formulas, "-o", "-", "--to", "tsv", "--delimiter", ";", "--sheet", "1"], 64),
  ]

  @Test(arguments: failures)
  func failuresHaveTheirExitCodesAndNoOutput(_ arguments: [String], _ status: Int32) throws {
    let run = try ToolRun.run(program: "bieu", ["convert"] + arguments)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test(arguments: ["| head -n 1", "> /dev/full"])
  func anOutputThatTakesNoMoreEndsTheDump(_ tail: String) throws {
    let scratch = try TemporaryFolder()
    let rows = (1...20_000).map { "\($0),trẻ em\n" }.joined()
    try Data(rows.utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    let tool = ToolRun.programs.appendingPathComponent("bieu").path
    let script = """
      "\(tool)" convert "\(scratch.path("a.csv"))" -o - --to jsonl \
      2> "\(scratch.path("errors"))" \(tail) > /dev/null
      echo ${PIPESTATUS[0]}
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script.replacing("> /dev/full > /dev/null", with: "> /dev/full")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let status = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(status == "74\n")
    // A reader that has seen enough is no fault to tell of; a full disk is.
    #expect(try scratch.data("errors").isEmpty == tail.hasPrefix("|"))
  }
}
