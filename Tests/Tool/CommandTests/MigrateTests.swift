import Foundation
import TestSupport
import Testing

/// A folder of old files migrated by the built tool.
struct MigrateTests {
  private static let samples = Repository.root.appendingPathComponent("Samples/legacy").path

  /// The files below a folder with their bytes, the ledger too.
  private static func tree(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      let path = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return files
  }

  private static func report(_ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/report.json"))
    let object = try JSONSerialization.jsonObject(with: data)
    return try #require(object as? [String: Any])
  }

  private static func figures(_ folder: String) throws -> [String] {
    let text = try String(contentsOfFile: "\(folder)/observations.csv", encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }

  @Test func oldFilesOfAllFormatsAndEncodingsAreReconciledToTheLastFigure() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("ra"))
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("ĐÃ ĐỐI CHIẾU MỘT PHẦN: phần đã chuyển khớp từng số liệu"))
    let report = try Self.report(scratch.path("ra"))
    #expect(report["proved"] as? Bool == true && report["complete"] as? Bool == false)
    let totals = try #require(report["totals"] as? [[String: Any]])
    #expect(totals.count > 20)
    #expect(totals.allSatisfy { $0["difference"] as? String == "0" })
    // Every figure that the samples state to hold is there, with its value.
    let expected = try String(contentsOfFile: Self.samples + "/expected.jsonl", encoding: .utf8)
    let figures = try Self.figures(scratch.path("ra")).joined(separator: "\n")
    for line in expected.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let fields = try #require(object)
      let keys = ["set", "form", "form_version", "indicator", "measure", "breakdown", "unit"]
      let values = (keys + ["period", "value", "status"]).map { key in
        let value = fields[key] ?? ""
        return value is NSNull ? "" : "\(value)"
      }
      #expect(figures.contains(values.joined(separator: ",") + ","))
    }
    // The old encodings give the same kinds of figures: 25 a commune, and 30 of each yearly sheet.
    for (file, count) in [
      ("te-hcdb-2010.xls", 100), ("te-hcdb-2011.csv", 100), ("so-lieu-nam-2017.xls", 90),
    ] {
      #expect(figures.components(separatedBy: ",\(file),").count - 1 == count, "\(file)")
    }
  }

  @Test func aSecondRunAndAnyNumberOfWorkersGiveTheSameBytes() throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("một"), "-j", "1")
    let first = try Self.tree(scratch.path("một"))
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("hai"), "-j", "4")
    #expect(try Self.tree(scratch.path("hai")) == first)
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("hai"), "-j", "2")
    #expect(try Self.tree(scratch.path("hai")) == first)
  }

  @Test func aRunThatFindsHalfALedgerEndsAsIfItHadNeverBeenKilled() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", out)
    let whole = try Self.tree(out)
    for (index, name) in whole.keys.filter({ $0.hasPrefix(".bieu/") }).sorted().enumerated()
    where name != ".bieu/run" {
      switch index % 3 {
      case 0: try FileManager.default.removeItem(atPath: "\(out)/\(name)")
      case 1:
        let data = try #require(whole[name])
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: "\(out)/\(name)"))
      default: break
      }
    }
    for name in ["observations.csv", "report.html", "register.csv"] {
      try FileManager.default.removeItem(atPath: "\(out)/\(name)")
    }
    // What is not ours stays where it is.
    try scratch.write("ra/.bieu/rác.tmp", "rác")
    _ = try ToolRun.bieu("migrate", Self.samples, "-o", out)
    var found = try Self.tree(out)
    #expect(found.removeValue(forKey: ".bieu/rác.tmp") == Data("rác".utf8))
    #expect(found == whole)
  }

  @Test func aDryRunWritesNothingAndPrintsTheReport() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu(
      "migrate", Self.samples, "-o", scratch.path("ra"), "--dry-run", "--lang", "en")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("RECONCILED IN PART: what was migrated balances"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("ra")))
  }

  @Test func aBrokenFileIsNamedWithItsReasonAndTheOthersGoOn() throws {
    let scratch = try TemporaryFolder()
    let source = scratch.path("nguồn")
    try FileManager.default.createDirectory(
      atPath: source + "/2012", withIntermediateDirectories: true)
    let good = try Data(contentsOf: URL(fileURLWithPath: Self.samples + "/te-hcdb-2012.xlsx"))
    try good.write(to: URL(fileURLWithPath: source + "/2012/tốt.xlsx"))
    try good.prefix(good.count / 2).write(to: URL(fileURLWithPath: source + "/2012/hỏng.xlsx"))
    _ = try ToolRun.bieu("migrate", source, "-o", scratch.path("ra"))
    #expect(try Self.figures(scratch.path("ra")).count == 101)
    let reason = try String(
      contentsOfFile: scratch.path("ra/quarantine/2012/hỏng.xlsx.csv"), encoding: .utf8)
    #expect(reason.contains(",truncated,end of central directory,\"Tệp bị cắt cụt"))
  }

  @Test func aFigureInTwoFilesIsTakenOnceAndADisagreementNamesBothPlaces() throws {
    let scratch = try TemporaryFolder()
    let source = scratch.path("nguồn")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    let text = try String(contentsOfFile: Self.samples + "/te-hcdb-2014.csv", encoding: .utf8)
    try Data(text.utf8).write(to: URL(fileURLWithPath: source + "/a.csv"))
    let lines = text.components(separatedBy: "\n")
    let row = try #require(lines.firstIndex { $0.hasPrefix("1,0") })
    var fields = lines[row].components(separatedBy: ",")
    // The commune's children, column D.
    fields[3] = "4321"
    var other = lines
    other[row] = fields.joined(separator: ",")
    try Data(other.joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: source + "/b.csv"))
    let run = try ToolRun.bieu("migrate", source, "-o", scratch.path("ra"))
    #expect(run.status == 1)
    #expect(try Self.figures(scratch.path("ra")).count == 101)
    let report = try Self.report(scratch.path("ra"))
    #expect(report["proved"] as? Bool == true)
    let issues = try #require(report["issues"] as? [[String: Any]])
    let disputed = issues.filter { $0["code"] as? String == "figure-disagrees" }
    #expect(disputed.count == 1)
    #expect(disputed.first?["file"] as? String == "b.csv")
    #expect(disputed.first?["other"] as? String == "a.csv: a!D\(row + 1)")
  }

  @Test func aFolderWithOtherThingsInItIsNotWrittenInto() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    try Data("của tôi".utf8).write(to: URL(fileURLWithPath: out + "/observations.csv"))
    let run = try ToolRun.bieu("migrate", Self.samples, "-o", out)
    #expect(run.status == 73)
    #expect(try Self.tree(out).count == 1)
  }

  /// A book of one commune that names neither itself nor its year, in a folder of its own.
  @Test func unitAndPeriodThatTheCallerTellsAreTakenAndAnotherAnswerIsAnotherRun() throws {
    let scratch = try TemporaryFolder()
    let source = scratch.path("nguồn")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    try Data("TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n".utf8).write(
      to: URL(fileURLWithPath: source + "/so.csv"))
    func figures(_ options: String...) throws -> [String] {
      _ = try ToolRun.run(
        program: "bieu", ["migrate", source, "-o", scratch.path("ra")] + options)
      return try Self.figures(scratch.path("ra")).dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[6...8].joined(separator: " ")
      }
    }
    #expect(try figures() == [])
    #expect(try figures("--unit", "03424", "--period", "2012") == ["03424 2012 101"])
    #expect(try figures("--unit", "03424", "--period", "2013") == ["03424 2013 101"])
    let none = try ToolRun.bieu("migrate", source, "--dry-run", "--unit", "99999")
    #expect(none.status == 64)
    let never = try ToolRun.bieu("migrate", source, "--dry-run", "--period", "hôm qua")
    #expect(never.status == 64)
  }

  @Test func noNameOfAChildIsInReportsOrMessages() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu("migrate", Self.samples, "-o", scratch.path("ra"))
    let register = try String(
      contentsOfFile: scratch.path("ra/register.csv"), encoding: .utf8)
    let names = register.split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",", omittingEmptySubsequences: false)[3])
    }
    #expect(names.count == 60)
    var texts = run.errors + run.output
    for name in [
      "report.txt", "report.json", "report.html", "changes.csv", "problems.csv", "ignored.csv",
    ] {
      texts += try String(contentsOfFile: scratch.path("ra/\(name)"), encoding: .utf8)
    }
    for name in names where !name.isEmpty { #expect(!texts.contains(name)) }
  }
}
