import Foundation
import TestSupport
import Testing

/// Many workbooks converted at once by the built tool.
struct ConvertBatchTests {
  /// Two small tables, one in a subfolder, and a workbook of several sheets.
  private static func sources(in scratch: TemporaryFolder) throws -> String {
    let folder = scratch.url.appendingPathComponent("nguồn")
    let below = folder.appendingPathComponent("xã")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    try Data("a,b\n1,2\n".utf8).write(to: folder.appendingPathComponent("một.csv"))
    try Data("c\n00040\n".utf8).write(to: below.appendingPathComponent("hai.csv"))
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent("Samples/messy/05-nhieu-bieu-mot-tep.xlsx"),
      to: folder.appendingPathComponent("ba.xlsx"))
    return folder.path
  }

  private static func files(below folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
      .filter { $0.contains(".") }.sorted()
  }

  @Test func aFolderKeepsItsSubfoldersAndSheetsBecomeAFolder() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    let run = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"), "--to", "csv")
    #expect(run.status == 0)
    #expect(run.errors == "Đã ghi 3 tệp (5 trang tính) vào \(scratch.path("ra")).\n")
    #expect(
      Self.files(below: scratch.path("ra"))
        == ["ba/TE-01.csv", "ba/TE-03.csv", "ba/XH-01.csv", "một.csv", "xã/hai.csv"])
    let alone = try ToolRun.bieu(
      "convert", source + "/ba.xlsx", "-o", scratch.path("ba.csv"), "--sheet", "TE-03")
    #expect(alone.status == 0)
    #expect(try scratch.data("ba.csv") == scratch.data("ra/ba/TE-03.csv"))
  }

  @Test(arguments: ["csv", "tsv", "xlsx", "ods", "fods", "jsonl"])
  func outputsAreTheSameAtAnyNumberOfWorkersAndAsOfOneFileAlone(_ format: String) throws {
    let scratch = try TemporaryFolder()
    let forms = try BatchTests.forms(25, in: scratch)
    for jobs in ["-j1", "-j2", "-j7"] {
      let run = try ToolRun.bieu(
        "convert", forms, jobs, "--to", format, "-o", scratch.path("ra\(jobs)/"))
      #expect(run.status == 0, "\(run.errors)")
    }
    let names = Self.files(below: scratch.path("ra-j1"))
    #expect(names.count == 25 && names.allSatisfy { $0.hasSuffix("." + format) })
    for name in names {
      let one = try scratch.data("ra-j1/\(name)")
      #expect(try one == scratch.data("ra-j2/\(name)"))
      #expect(try one == scratch.data("ra-j7/\(name)"))
    }
    let stem = String(names[3].dropLast(format.count + 1))
    let run = try ToolRun.bieu(
      "convert", "\(forms)/\(stem).xlsx", "-o", scratch.path("alone.\(format)"))
    #expect(run.status == 0)
    #expect(try scratch.data("alone.\(format)") == scratch.data("ra-j1/\(names[3])"))
  }

  @Test func aBrokenFileIsToldInItsPlaceAndLeavesNothing() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    for name in ["m", "o"] {
      try Data("PK\u{3}\u{4}".utf8).write(
        to: URL(fileURLWithPath: "\(source)/hỏng/\(name).xlsx").creatingItsFolder())
    }
    for jobs in ["-j1", "-j2"] {
      let run = try ToolRun.bieu(
        "convert", source, "không-có.xlsx", jobs, "-o", scratch.path("ra\(jobs)"))
      #expect(run.status == 3)
      let lines = run.errors.split(separator: "\n")
      #expect(lines.count == 4, "\(run.errors)")
      #expect(lines[0].contains("hỏng/m.xlsx") && lines[1].contains("hỏng/o.xlsx"))
      #expect(lines[2].contains("không-có.xlsx"))
      #expect(lines[3].contains("3 tệp không xử lý được"))
      #expect(Self.files(below: scratch.path("ra\(jobs)")).count == 5)
      #expect(!FileManager.default.fileExists(atPath: scratch.path("ra\(jobs)/hỏng")))
    }
  }

  @Test func anOutputThatIsThereFailsAloneUnlessForced() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    let old = URL(fileURLWithPath: scratch.path("ra/một.csv"))
    try Data("cũ".utf8).write(to: old.creatingItsFolder())
    let run = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"))
    #expect(run.status == 3)
    #expect(run.errors.contains("ra/một.csv: Tệp đích đã có."), "\(run.errors)")
    #expect(try Data(contentsOf: old) == Data("cũ".utf8))
    #expect(Self.files(below: scratch.path("ra")).count == 5)
    let forced = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"), "--force")
    #expect(forced.status == 0)
    #expect(try Data(contentsOf: old) == Data("a,b\n1,2\n".utf8))
  }

  @Test func anInputIsNeverWrittenOver() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    let run = try ToolRun.bieu("convert", source, "-o", source, "--to", "csv", "--force")
    #expect(run.status == 3)
    #expect(run.errors.contains("một.csv: Đích là chính đầu vào"))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: "\(source)/một.csv")) == Data("a,b\n1,2\n".utf8))
  }

  @Test func whatCollidesIsToldBeforeAnythingIsWritten() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    let twin = "\(source)/một.tsv"
    try Data("a\tb\n".utf8).write(to: URL(fileURLWithPath: twin))
    let same = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"), "--to", "ods")
    #expect(same.status == 64)
    #expect(same.errors.contains("một.csv") && same.errors.contains("một.tsv"))
    try FileManager.default.removeItem(atPath: twin)
    // The sheets of ba.xlsx would lie among the outputs of the folder ba.
    try Data("a\n".utf8).write(
      to: URL(fileURLWithPath: "\(source)/ba/bốn.csv").creatingItsFolder())
    let inside = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"), "--to", "csv")
    #expect(inside.status == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("ra")))
    let apart = try ToolRun.bieu("convert", source, "-o", scratch.path("ra"), "--to", "fods")
    #expect(apart.status == 0, "\(apart.errors)")
  }

  @Test func anotherInputIsNeverReplaced() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    let run = try ToolRun.bieu(
      "convert", "\(source)/xã", "\(source)/một.csv", "Samples/clean/tan-khai-2025.ods",
      "-o", "\(source)/xã", "--force", "--to", "csv")
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("hai.csv: Đích là chính đầu vào"))
    let other = try ToolRun.bieu(
      "convert", "\(source)/một.csv", "\(source)/xã/một.csv", "-o", "\(source)/xã", "--force")
    #expect(other.status == 64)
  }

  @Test func resultsOfBeforeAreNoInputs() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    for _ in 0..<2 {
      let run = try ToolRun.bieu("convert", source, "-o", source + "/ra", "--force")
      #expect(run.status == 0)
      #expect(run.errors.hasPrefix("Đã ghi 3 tệp"))
    }
  }

  @Test func severalInputsNeedAFolder() throws {
    let scratch = try TemporaryFolder()
    let source = try Self.sources(in: scratch)
    for output in ["-", scratch.path("a.csv"), "\(source)/một.csv"] {
      let run = try ToolRun.bieu("convert", source, "-o", output, "--to", "csv")
      #expect(run.status == 64, "\(output): \(run.errors)")
    }
    let empty = try ToolRun.bieu("convert", "Sources", "-o", scratch.path("ra/"))
    #expect(empty.status == 66)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("ra")))
  }
}

extension URL {
  /// The same, with its folder made.
  fileprivate func creatingItsFolder() throws -> URL {
    try FileManager.default.createDirectory(
      at: deletingLastPathComponent(), withIntermediateDirectories: true)
    return self
  }
}
