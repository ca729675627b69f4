import Foundation
import Glibc
import TestSupport
import Testing

/// Outputs touch nothing else: no input, no link, nothing of other people.
struct OutputSafetyTests {
  private static let form = "Samples/clean/ly-son-2025.xlsx"
  private static let legacy = Repository.root.appendingPathComponent("Samples/legacy").path

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func anInputIsNeverOverwrittenEvenByForce() throws {
    let scratch = try TemporaryFolder()
    let book = try Data(contentsOf: Repository.root.appendingPathComponent(Self.form))
    let input = try scratch.write([UInt8](book), to: "a.xlsx")
    try #require(link(input, scratch.path("cứng.xlsx")) == 0)
    try #require(symlink("a.xlsx", scratch.path("mềm.xlsx")) == 0)
    _ = try ToolRun.bieu("import", input, "-o", scratch.path("o.csv"))
    let figures = try scratch.data("o.csv")
    for output in ["a.xlsx", "./a.xlsx", "cứng.xlsx", "mềm.xlsx"].map(scratch.path) {
      for command in [["convert"], ["migrate", "text"], ["import", "--to", "csv"]] {
        let run = try ToolRun.run(
          program: "bieu", command + [input, "-o", output, "--force"])
        #expect(run.status == 73, "\(command) \(output): \(run.errors)")
      }
      #expect(try scratch.data("a.xlsx") == book)
    }
    for command in [["export", "--to", "xlsx"], ["units", "map", "--to", "2025-12-31"]] {
      let own = scratch.path("o.csv")
      let run = try ToolRun.run(program: "bieu", command + [own, "-o", own, "--force"])
      #expect(run.status != 0 && run.status != 1, "\(command): \(run.errors)")
      #expect(try scratch.data("o.csv") == figures)
    }
    let both = try ToolRun.bieu(
      "migrate", "text", input, "-o", scratch.path("m.csv"), "--report", scratch.path("./m.csv"),
      "--force")
    #expect(both.status == 73 && !scratch.names().contains("m.csv"))
  }

  @Test func aFolderOfInputsIsNoFolderOfOutputs() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("vào/observations.csv", "TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n")
    try scratch.write("vào/observations.jsonl", "của tôi\n")
    let input = scratch.path("vào")
    for output in [input, input + "/.", scratch.path("vào/../vào")] {
      let run = try ToolRun.bieu("migrate", input, "-o", output, "--force")
      #expect(run.status == 73, "\(run.errors)")
    }
    #expect(TemporaryFolder.names(in: input) == ["observations.csv", "observations.jsonl"])
    // The folder above: what is an input there is not replaced either.
    try scratch.write("register.csv", "TT,Chỉ tiêu,Cả năm\n1,Tổng số trẻ em,101\n")
    let above = try ToolRun.bieu(
      "migrate", input, scratch.path("register.csv"), "-o", scratch.path, "--force")
    #expect(above.status == 73)
    #expect(try scratch.text("register.csv").hasSuffix(",101\n"))
  }

  @Test func nothingIsDoneThroughLinksAtOrBelowAnOutput() throws {
    let scratch = try TemporaryFolder()
    try scratch.write("nạn/nhân.csv", "của tôi\n")
    try scratch.write("nạn/.keep", "")
    chmod(scratch.path("nạn"), 0o755)
    for (name, target) in [
      ("a/.bieu", "../nạn"), ("b/quarantine", "../nạn"), ("c/register.csv", "../nạn/nhân.csv"),
      ("d/observations.csv", "../nạn/nhân.csv"),
    ] {
      let out = scratch.path(String(name.prefix(1)))
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      try #require(symlink(target, scratch.path(name)) == 0)
      let run = try ToolRun.bieu("migrate", Self.legacy, "-o", out, "--force")
      #expect(run.status == 73, "\(name): \(run.errors)")
      #expect(try scratch.text("nạn/nhân.csv") == "của tôi\n")
      #expect(TemporaryFolder.names(in: scratch.path("nạn")) == [".keep", "nhân.csv"])
      #expect(mode(scratch.path("nạn")) == 0o755)
    }
    try #require(symlink("nạn/nhân.csv", scratch.path("nối.csv")) == 0)
    let run = try ToolRun.bieu(
      "convert", Self.form, "--sheet", "1", "-o", scratch.path("nối.csv"), "--force")
    #expect(run.status == 73 && run.errors.contains("liên kết"))
    #expect(try scratch.text("nạn/nhân.csv") == "của tôi\n")
  }

  @Test func filesOfOthersInTheFolderStay() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    _ = try ToolRun.bieu("migrate", Self.legacy, "-o", out)
    try scratch.write("ra/quarantine/của-tôi.csv", "giữ\n")
    try scratch.write("ra/ghi-chú.txt", "giữ\n")
    #expect(try ToolRun.bieu("migrate", Self.legacy, "-o", out).status == 1)
    #expect(try scratch.text("ra/quarantine/của-tôi.csv") == "giữ\n")
    #expect(try scratch.text("ra/ghi-chú.txt") == "giữ\n")
    // A folder called as the ledger is, which is none.
    try scratch.write("khác/.bieu/của-tôi.txt", "giữ\n")
    let run = try ToolRun.bieu("migrate", Self.legacy, "-o", scratch.path("khác"), "--force")
    #expect(run.status == 73 && run.errors.contains(".bieu"))
    #expect(try scratch.text("khác/.bieu/của-tôi.txt") == "giữ\n")
    #expect(TemporaryFolder.names(in: scratch.path("khác")) == [".bieu"])
  }

  @Test func filesWithChildrenAreTheirOwnersAlone() throws {
    let scratch = try TemporaryFolder()
    let out = scratch.path("ra")
    let script = "umask 0; \"$@\""
    for _ in 1...2 { _ = try ToolRun.shell(script, ["migrate", Self.legacy, "-o", out]) }
    #expect(mode(out) == 0o700 && mode(out + "/.bieu") == 0o700)
    var names = ["register.csv", "changes.csv", "problems.csv", "duplicates.csv"]
    names += TemporaryFolder.names(in: out + "/.bieu").map { ".bieu/" + $0 }
    for case let name as String in FileManager.default.enumerator(atPath: out + "/quarantine")
      ?? .init()
    where name.hasSuffix(".csv") { names.append("quarantine/" + name) }
    #expect(names.count > 10)
    for name in names { #expect(mode("\(out)/\(name)") == 0o600, "\(name)") }
    let copy = scratch.path("bản.csv")
    _ = try ToolRun.shell(script, ["convert", Self.form, "--sheet", "1", "-o", copy])
    #expect(mode(copy) == 0o600)
    _ = try ToolRun.shell(script, ["import", Self.form, "-o", scratch.path("o.csv")])
    #expect(mode(scratch.path("o.csv")) == 0o666)
  }
}
