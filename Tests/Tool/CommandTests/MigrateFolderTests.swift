import Foundation
import Glibc
import TestSupport
import Testing

/// What a migration keeps between runs: whose it is, that it is whole, and that it can be forgotten.
struct MigrateFolderTests {
  private static let legacy = Repository.root.appendingPathComponent("Samples/legacy").path
  private static let outputs = [
    "observations.csv", "register.csv", "changes.csv", "problems.csv", "duplicates.csv",
    "ignored.csv",
    "report.json",
  ]

  private func outputs(_ folder: String) throws -> [Data] {
    try Self.outputs.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
  }

  @Test func anotherArchiveDoesNotReplaceTheResultsOfTheFirst() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("khác/so.csv", "TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n")
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    let before = try outputs(out)
    let other = try ToolRun.bieu("migrate", scratch.path("khác"), "-o", out)
    #expect(other.status == 73 && other.errors.contains("Samples/legacy"), "\(other.errors)")
    #expect(try outputs(out) == before)
    let same = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    #expect(same.status == 1 && same.errors.contains("tiếp tục lần di trú"))
    #expect(try outputs(out) == before)
    // With more inputs nothing of before is lost; with --force it is meant.
    let more = try ToolRun.bieu("migrate", Self.legacy, scratch.path("khác"), "-o", out)
    #expect(more.status == 1, "\(more.errors)")
    let forced = try ToolRun.bieu("migrate", scratch.path("khác"), "-o", out, "--force")
    #expect(forced.status == 1, "\(forced.errors)")
    #expect(try scratch.text("ra/register.csv").split(separator: "\n").count == 1)
  }

  @Test func aChangedByteInWhatIsKeptIsFoundAndDoneAnew() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    let before = try outputs(out)
    let ledger = out + "/.bieu"
    for suffix in ["entry", "register", "changes", "problems", "run"] {
      for name in TemporaryFolder.names(in: ledger)
      where name.hasSuffix("." + suffix) || name == suffix {
        var bytes = [UInt8](try scratch.data("ra/.bieu/\(name)"))
        bytes[bytes.count / 2] ^= 1
        try scratch.write(bytes, to: "ra/.bieu/\(name)")
      }
      let force = suffix == "run" ? ["--force"] : []
      let run = try ToolRun.run(
        program: "bieu", ["migrate", Self.legacy, "-o", out] + force)
      #expect(run.status == 1, "\(suffix): \(run.errors)")
      #expect(try outputs(out) == before, "\(suffix)")
    }
  }

  @Test func reasonsOfFilesWithLongOrLikeNamesStandApart() throws {
    let scratch = try TemporaryFolder()
    let text = "TT,Chỉ tiêu lạ,Cả năm\n1,Không ai biết,101\n"
    let long = String(repeating: "a", count: 246)
    let names = [
      "\(long)1.csv", "\(long)2.csv", "a.csv", "a.csv.csv/b.csv", "100%.csv", "100%25.csv",
      "a.CSV/x.csv",
    ]
    for name in names { try scratch.write("vào/\(name)", text) }
    for _ in 1...2 {
      let run = try ToolRun.bieu("migrate", scratch.path("vào"), "-o", scratch.path("ra"))
      #expect(run.status == 1, "\(run.errors)")
    }
    let made =
      FileManager.default.enumerator(atPath: scratch.path("ra/quarantine"))?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".csv") } ?? []
    let files = made.filter { (try? scratch.data("ra/quarantine/" + $0)) != nil }
    #expect(files.count == names.count, "\(made)")
  }

  @Test func aDiskThatStumblesOnceIsForgotten() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("vào/so.csv", "TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n")
    let path = scratch.path("vào/so.csv")
    let out = scratch.path("ra")
    let asked = ["--unit", "03424", "--period", "2012"]
    chmod(path, 0)
    let broken = try ToolRun.shell(
      "$as \"$@\"", ["migrate", scratch.path("vào"), "-o", scratch.path("hỏng")] + asked)
    #expect(broken.status == 66 || broken.status == 73, "\(broken.errors)")
    chmod(path, 0o644)
    _ = try ToolRun.run(program: "bieu", ["migrate", scratch.path("vào"), "-o", out] + asked)
    #expect(try scratch.text("ra/observations.csv").contains(",03424,2012,101,"))
  }

  @Test func whatTwoRunsWriteAtOnceIsOfOneOfThem() throws {
    let scratch = try TemporaryFolder()
    let forms = Repository.root.appendingPathComponent("Samples/clean").path
    let out = scratch.path("o.csv")
    let script = """
      "$@" 2>/dev/null & first=$!
      "$@" 2>/dev/null; second=$?
      wait $first; echo $? $second
      """
    let plain = try ToolRun.shell(script, ["import", forms, "-o", out])
    #expect(["0 73\n", "73 0\n", "0 73\n"].contains(plain.output), "\(plain.output)")
    let whole = try scratch.data("o.csv")
    let forced = try ToolRun.shell(script, ["import", forms, "-o", out, "--force"])
    #expect(forced.output == "0 0\n")
    #expect(try scratch.data("o.csv") == whole)
    let migrated = try ToolRun.shell(script, ["migrate", Self.legacy, "-o", scratch.path("ra")])
    #expect(["1 73\n", "73 1\n"].contains(migrated.output), "\(migrated.output)")
    #expect(scratch.names() == ["o.csv", "ra"])
  }

  // MARK: Forgetting

  /// The lines of a table below its head.
  private func lines(_ scratch: TemporaryFolder, _ name: String) throws -> [String] {
    try scratch.text("ra/\(name)").split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func theRowsOfAFileAreForgottenEverywhere() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    let before = try outputs(out)
    let rows = try lines(scratch, "register.csv")
    let fields = try #require(rows.first).split(separator: ",", omittingEmptySubsequences: false)
    let file = String(fields[fields.count - 3])
    let name = String(fields[3])
    let gone = rows.filter { $0.contains(",\(file),") }.count
    let run = try ToolRun.bieu("migrate", "forget", out, "--source", file)
    #expect(run.status == 0 && run.errors.contains("đã xóa \(gone) dòng"), "\(run.errors)")
    #expect(try lines(scratch, "register.csv").count == rows.count - gone)
    for table in ["register.csv", "changes.csv", "problems.csv", "duplicates.csv"] {
      #expect(try !scratch.text("ra/\(table)").contains(file), "\(table)")
    }
    for kept in TemporaryFolder.names(in: out + "/.bieu") {
      #expect(try !scratch.text("ra/.bieu/\(kept)").contains(name), "\(kept)")
    }
    #expect(try scratch.data("ra/observations.csv") == before[0])
    let again = try ToolRun.bieu("migrate", "forget", out, "--source", file)
    #expect(again.status == 1 && again.errors.contains("không giữ dòng nào"))
    // The old file is still there: it is read anew.
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    #expect(try outputs(out) == before)
  }

  @Test func rowsOfPeriodsBeforeADayAreForgotten() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    let rows = try lines(scratch, "register.csv")
    let never = try ToolRun.bieu("migrate", "forget", out, "--before", "1990-01-01")
    #expect(never.status == 0)
    #expect(try lines(scratch, "register.csv") == rows)
    let all = try ToolRun.bieu("migrate", "forget", out, "--before", "2100-01-01")
    #expect(all.status == 0)
    #expect(try lines(scratch, "register.csv").isEmpty)
    #expect(try lines(scratch, "duplicates.csv").isEmpty)
    #expect(!TemporaryFolder.names(in: out + "/.bieu").contains { $0.hasSuffix(".register") })
  }

  @Test func forgettingIsSaidWhatOfAndWhere() throws {
    let scratch = try TemporaryFolder()
    #expect(try ToolRun.bieu("migrate", "forget", scratch.path, "--source", "a").status == 66)
    #expect(try ToolRun.bieu("migrate", "forget", scratch.path).status == 64)
    let both = try ToolRun.bieu(
      "migrate", "forget", scratch.path, "--source", "a", "--before", "2020-01-01")
    #expect(both.status == 64)
  }
}
