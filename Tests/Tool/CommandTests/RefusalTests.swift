import Foundation
import TestSupport
import Testing

/// What is no workbook, by the tool: each refusal one line with the file, one bad file no end.
struct RefusalTests {
  /// Files that are none of ours, with a word of their messages in both languages.
  private static let files: [(name: String, bytes: Data, vi: String, en: String)] = [
    ("rỗng.xlsx", Data(), "Tệp rỗng", "empty"),
    ("không.xlsx", Data(count: 5000), "byte 0", "zero bytes"),
    (
      "rác.xlsx", Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 77 &+ $0 / 3) }),
      "nhị phân", "binary"
    ),
    ("trang.xls", Data("<html><table><tr><td>1".utf8), "HTML", "HTML"),
    ("lưu.xls", Data("MIME-Version: 1.0\nContent-Type: multipart/related".utf8), "MHTML", "MHTML"),
    (
      "cũ.xls",
      Data(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
          .utf8),
      "SpreadsheetML 2003", "SpreadsheetML 2003"
    ),
    ("a.xlsx", Data("%PDF-1.7\n".utf8), "PDF", "PDF"),
    ("b.ods", Data("{\\rtf1 x}".utf8), "RTF", "RTF"),
    ("c.xlsx", Data([0x1F, 0x8B, 8, 0, 0]), "gzip", "gzip"),
    ("d.xlsx", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), "PNG", "PNG"),
    ("e.xlsx", Data("SQLite format 3\0".utf8), "SQLite", "SQLite"),
    ("f.xls", Data([9, 4, 6, 0, 0, 0, 16, 0]), "Excel 2, 3 hoặc 4", "Excel 2, 3 or 4"),
    ("g.xlsx", Data("PK\u{3}\u{4}".utf8), "cắt cụt", "ends before"),
    ("h.csv", Data("a,\"b\nc,d\n".utf8), "dấu nháy chưa đóng", "line 1"),
    ("i.csv", Data([0x61, 0x2C, 0x62, 0x0A, 0x61, 0x00, 0x0A]), "NUL", "NUL"),
  ]

  private func folder(in scratch: TemporaryFolder) throws -> [String] {
    try Self.files.map { file in
      let url = scratch.url.appendingPathComponent(file.name)
      try file.bytes.write(to: url)
      return url.path
    }
  }

  @Test func eachRefusalIsOneLineThatNamesFileAndKindInBothLanguages() throws {
    let scratch = try TemporaryFolder()
    for (path, file) in zip(try folder(in: scratch), Self.files) {
      for (language, word) in [("vi", file.vi), ("en", file.en)] {
        let run = try ToolRun.bieu("convert", path, "-o", "-", "--to", "tsv", "--lang", language)
        #expect(run.status == 65, "\(file.name)")
        #expect(run.errors.hasPrefix(path), "\(run.errors)")
        #expect(run.errors.contains(word), "\(file.name): \(run.errors)")
        #expect(run.errors.firstIndex(of: "\n") == run.errors.indices.last, "\(run.errors)")
      }
    }
  }

  @Test func whatIsNoFileIsNamedAndNeverWaitedFor() throws {
    let scratch = try TemporaryFolder()
    let fifo = scratch.path("fifo.xlsx")
    #expect(mkfifo(fifo, 0o600) == 0)
    let link = scratch.path("liên kết.xlsx")
    #expect(symlink("không-có", link) == 0)
    for (path, word) in [
      (fifo, "ống nối"), (link, "liên kết đến chỗ không có gì"),
      ("/dev/zero", "thiết bị"),
      (scratch.path("không-có.xlsx"), "Không có tệp"),
    ] {
      let run = try ToolRun.bieu("convert", path, "-o", "-", "--to", "tsv")
      #expect(run.status == 66, "\(path)")
      #expect(run.errors.hasPrefix("\(path): ") && run.errors.contains(word), "\(run.errors)")
    }
    let folder = try ToolRun.bieu("convert", scratch.url.path, "-o", "-", "--to", "tsv")
    #expect(folder.status == 64, "\(folder.errors)")
  }

  @Test func oneBadFileNeverStopsABatchAndWorkersMakeNoDifference() throws {
    let scratch = try TemporaryFolder()
    let bad = try folder(in: scratch)
    try Data("a,b\n1,2\n".utf8).write(to: scratch.url.appendingPathComponent("tốt.csv"))
    for command in ["inspect", "check"] {
      let one = try ToolRun.bieu(command, scratch.url.path, "-j", "1")
      let two = try ToolRun.bieu(command, scratch.url.path, "-j", "2")
      #expect(one.output == two.output && one.errors == two.errors)
      #expect(one.status == two.status && [1, 3].contains(one.status))
      for path in bad { #expect((one.output + one.errors).contains(path)) }
      #expect(one.output.contains("tốt.csv"))
    }
  }

  @Test func aLimitIsNamedWithBothWaysToRaiseIt() throws {
    let scratch = try TemporaryFolder()
    try Data("a,b\n1,2\n".utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    let arguments = ["convert", scratch.path("a.csv"), "-o", "-", "--to", "tsv"]
    let run = try ToolRun.run(program: "bieu", arguments + ["--limit", "cells=3"])
    #expect(run.status == 65)
    #expect(run.errors.contains("--limit cells=6") && run.errors.contains("BIEU_LIMIT_CELLS=6"))
    #expect(try ToolRun.run(program: "bieu", arguments + ["--limit", "cells=4"]).status == 0)
  }

  @Test func aSemicolonInOneColumnEarnsAWarning() throws {
    let scratch = try TemporaryFolder()
    let text = String(repeating: "Bản Lang\n", count: 30) + "Dào San;12\n"
    try Data(text.utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
    let run = try ToolRun.bieu("convert", scratch.path("a.csv"), "-o", "-", "--to", "tsv")
    #expect(run.status == 0)
    #expect(run.errors.contains("sep=;"))
  }
}
