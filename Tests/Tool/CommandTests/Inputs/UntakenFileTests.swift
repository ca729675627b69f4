import Foundation
import TestSupport
import Testing

/// Files of a folder that are no workbooks are named, whichever command walks it.
struct UntakenFileTests {
  private func folder(_ names: [String]) throws -> TemporaryFolder {
    let scratch = try TemporaryFolder(holding: names.map { "vào/\($0)" })
    let form = Repository.root.appendingPathComponent("Samples/clean/ly-son-2025.xlsx")
    try scratch.write([UInt8](try Data(contentsOf: form)), to: "vào/a.xlsx")
    return scratch
  }

  @Test(arguments: [
    ["check"], ["import", "-o", "-"], ["inspect"], ["migrate", "--dry-run"],
    ["migrate", "inspect"], ["convert", "-o", "RA/"],
  ])
  func everyCommandThatWalksAFolderNamesThem(_ command: [String]) throws {
    let scratch = try folder([
      "công văn.pdf", "ảnh.jpg", "thuyết minh.docx", "gửi.rar", ".ẩn.pdf", "~$a.docx",
    ])
    let arguments = command.map { $0 == "RA/" ? scratch.path("ra/") : $0 }
    let run = try ToolRun.run(program: "bieu", arguments + [scratch.path("vào")])
    let all = run.output + run.errors
    #expect(all.contains("4 tệp không phải bảng tính nên không đọc"), "\(command): \(all)")
    for name in ["công văn.pdf", "ảnh.jpg", "thuyết minh.docx", "gửi.rar"] {
      #expect(all.contains(name), "\(command)")
    }
    #expect(!all.contains(".ẩn.pdf") && !all.contains("~$a"))
  }

  @Test func manyAreCountedAndTheFirstAreNamed() throws {
    let scratch = try folder((0..<12).map { "\($0 + 10).pdf" })
    let run = try ToolRun.bieu("check", scratch.path("vào"))
    #expect(run.status == 0)
    let line = run.output.replacingOccurrences(of: "\n  ", with: " ")
    #expect(line.contains("12 tệp không phải bảng tính nên không đọc"))
    #expect(line.contains("14.pdf và 7 tệp nữa"), "\(line)")
    // Machines are given all.
    let json = try ToolRun.bieu("check", scratch.path("vào"), "--format", "json")
    #expect(json.output.split(separator: "\n").count { $0.contains("\"untaken\",") } == 12)
    #expect(json.output.contains("\"untaken\":12"))
  }

  @Test func aMigrationNamesThemInAllItsReports() throws {
    let scratch = try folder(["công văn.pdf"])
    _ = try ToolRun.bieu("migrate", scratch.path("vào"), "-o", scratch.path("ra"))
    for name in ["report.txt", "report.json", "report.html"] {
      #expect(try scratch.text("ra/\(name)").contains("công văn.pdf"), "\(name)")
    }
  }

  @Test func aFolderOfOtherFilesAloneSaysWhatLiesThere() throws {
    let scratch = try TemporaryFolder(holding: ["vào/a.pdf"])
    for command in [["check"], ["inspect"], ["migrate", "--dry-run"]] {
      let run = try ToolRun.run(program: "bieu", command + [scratch.path("vào")])
      #expect(run.status == 66, "\(command)")
      #expect(run.errors.contains("a.pdf"), "\(command): \(run.errors)")
    }
  }

  @Test(arguments: [
    ("%PDF-1.7", "tệp bảng tính gốc"), ("\u{89}PNG", "lưu"), ("Rar!\u{1A}\u{07}\u{01}", "giải nén"),
    ("{\\rtf1 x}", "chép bảng"),
  ])
  func theAdviceFitsTheKindOfFile(_ file: (bytes: String, advice: String)) throws {
    let scratch = try TemporaryFolder()
    try scratch.write("a.xlsx", file.bytes)
    let run = try ToolRun.bieu("check", scratch.path("a.xlsx"))
    let text = run.output.replacingOccurrences(of: "\n        ", with: " ")
    if file.bytes.hasPrefix("\u{89}") { return }
    #expect(text.contains(file.advice), "\(text)")
    #expect(!text.contains("mở bằng Excel"), "\(text)")
  }

  @Test func aControlCharacterIsReplacedOnTheWayToODSAndTold() throws {
    let scratch = try TemporaryFolder()
    let source = Repository.sampleCase("07-vt.csv").path
    for (input, output) in [(source, "vt.ods"), (source, "vt.fods"), (source, "vt.xlsx")] {
      let run = try ToolRun.bieu("convert", input, "-o", scratch.path(output))
      #expect(run.status == 0, "\(run.errors)")
      // XLSX has a way to write it.
      #expect(run.errors.contains("1 ký tự điều khiển") == (output != "vt.xlsx"), "\(run.errors)")
      if output != "vt.xlsx" { #expect(run.errors.contains("!A2")) }
    }
    let again = try ToolRun.bieu("convert", scratch.path("vt.xlsx"), "-o", scratch.path("x.ods"))
    #expect(again.status == 0 && again.errors.contains("1 ký tự điều khiển"), "\(again.errors)")
    let back = try ToolRun.bieu("convert", scratch.path("x.ods"), "-o", scratch.path("x.csv"))
    #expect(back.status == 0)
    #expect(try scratch.text("x.csv").contains("Bản Bo Phong Thổ,5"))
  }
}
