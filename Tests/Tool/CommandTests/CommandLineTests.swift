import Foundation
import TestSupport
import Testing

/// The command line as scripts see it: exit codes, outputs that stay whole, streams.
struct CommandLineTests {
  @Test func codesAndLongIdentifiersStayTextThroughAWorkbook() throws {
    let scratch = try TemporaryFolder()
    let csv = "ma,so\n00040,12.5\n012345678901,=1+1\n1e5,1.0\nTRUE,2024-05-10\n"
    try Data(csv.utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    for format in ["xlsx", "ods", "fods"] {
      _ = try ToolRun.bieu("convert", scratch.path("a.csv"), "-o", scratch.path("b.\(format)"))
      let back = try ToolRun.bieu("convert", scratch.path("b.\(format)"), "-o", "-", "--to", "csv")
      #expect(back.output == csv, "\(format)")
    }
  }

  @Test func formulasThatWereNeverCalculatedAreNamedWhereverTheOutputGoes() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/messy/14-cong-thuc-chua-tinh.xlsx"
    for output in [["-", "--to", "csv"], [scratch.path("a.csv")], [scratch.path("folder") + "/"]] {
      let run = try ToolRun.run(program: "bieu", ["convert", source, "-o"] + output)
      #expect(run.status == 0)
      #expect(run.errors.contains("TE-03!E10"), "\(output): \(run.errors)")
    }
  }

  @Test func anOutputThatIsThereStaysUntouchedWithoutForce() throws {
    let scratch = try TemporaryFolder()
    try Data("cũ".utf8).write(to: scratch.url.appendingPathComponent("o.csv"))
    let source = "Samples/clean/huyen-ly-son-06-te-2025H1.csv"
    for arguments in [["import", source], ["convert", source]] {
      let run = try ToolRun.run(
        program: "bieu", arguments + ["-o", scratch.path("o.csv")])
      #expect(run.status == 73)
      #expect(try scratch.data("o.csv") == Data("cũ".utf8))
    }
    let run = try ToolRun.bieu("convert", source, "-o", scratch.path("o.csv"), "--force")
    #expect(run.status == 0)
  }

  private static let failures: [([String], Int32)] = [
    (["convert", "không-có.xlsx", "-o", "-", "--to", "csv"], 66),
    (["convert", "Samples/messy/28-tep-bi-cat.xlsx", "-o", "-", "--to", "csv"], 65),
    (["convert", "Samples/messy/27-co-mat-khau.xlsx", "-o", "-", "--to", "csv"], 65),
    (["check", "không-có.xlsx"], 3),
    (["check", "Samples/clean", "--period", "2025X"], 64),
    (["check"], 64),
    (["export", "-o", "x.xlsx"], 64),
    (["check", "Samples/clean", "--templates", "Sources"], 78),
    (["check", "Samples/clean", "--limit", "cells=0"], 64),
  ]

  @Test(arguments: failures)
  func failuresHaveTheirExitCodes(_ arguments: [String], _ status: Int32) throws {
    let run = try ToolRun.run(program: "bieu", arguments)
    #expect(run.status == status, "\(run.errors)")
    #expect(!(run.errors + run.output).isEmpty)
    #expect(!run.output.contains("\u{1B}["))
  }

  @Test func standardInputIsAnInputLikeAnother() throws {
    let form = try Data(
      contentsOf: Repository.root.appendingPathComponent("Samples/clean/tan-khai-2025.ods"))
    let check = try ToolRun.bieu("check", "-", input: form)
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("-: đạt"))
    let read = try ToolRun.bieu("import", "-", "-o", "-", "--quiet", input: form)
    #expect(read.output.split(separator: "\n").count > 500)
    #expect(read.errors.isEmpty)
  }

  @Test func everyCommandHasAVietnameseName() throws {
    for name in ["kiemtra", "nhap", "xuat", "chuyendoi", "xem", "mau"] {
      #expect(try ToolRun.bieu(name, "--help").status == 0, "\(name)")
    }
  }

  @Test func englishIsSpokenWhereAskedFor() throws {
    let run = try ToolRun.bieu("check", "--lang", "en", "Samples/messy/15-loi-ref.xlsx")
    #expect(run.output.contains("ERROR"))
    #expect(!run.output.contains("LỖI"))
  }

  @Test func aLimitIsNamedWithTheWayToRaiseIt() throws {
    let run = try ToolRun.bieu(
      "check", "--lang", "en", "--limit", "entryBytes=100", "Samples/clean/ly-son-2025.xlsx")
    #expect(run.status == 3)
    #expect(run.output.contains("entryBytes"))
    #expect(run.output.contains("--limit"))
  }
}
