import Foundation
import TestSupport
import Testing

/// Old binary workbooks by the tool: all commands take them, none writes them.
struct OldWorkbookTests {
  private let sample = "Samples/messy/27-xls-mang-ten-xlsx.xlsx"

  @Test func writingIsRefusedWithTheWayOut() throws {
    let scratch = try TemporaryFolder()
    let toFormat = try ToolRun.bieu("convert", sample, "-o", scratch.path("a"), "--to", "xls")
    #expect(toFormat.status == 64)
    #expect(toFormat.errors.contains("xlsx hoặc ods") && toFormat.errors.contains("not written"))
    let toSuffix = try ToolRun.bieu("convert", sample, "-o", scratch.path("a.XLS"))
    #expect(toSuffix.status == 64 && toSuffix.errors.contains("không ghi"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("a.XLS")))
    let other = try ToolRun.bieu("convert", sample, "-o", scratch.path("a"), "--to", "doc")
    #expect(other.status == 64 && other.errors.contains("jsonl"))
  }

  @Test func checkImportAndInspectTakeThem() throws {
    let scratch = try TemporaryFolder()
    let copy = scratch.path("biểu.xls")
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent(sample), to: URL(fileURLWithPath: copy))
    #expect(try ToolRun.bieu("check", copy).status == 0)
    let imported = try ToolRun.bieu("import", scratch.url.path, "-o", scratch.path("a.csv"))
    #expect(imported.status == 0)
    let figures = try String(
      contentsOf: scratch.url.appendingPathComponent("a.csv"), encoding: .utf8)
    #expect(figures.contains(",TE-03,"))
    let shown = try ToolRun.bieu("inspect", copy)
    #expect(shown.status == 0 && shown.output.contains(": XLS") && shown.output.contains("TE-03"))
  }

  @Test func aWorkbookOfEveryFormatHasTheSameCells() throws {
    let scratch = try TemporaryFolder()
    let dump = try ToolRun.bieu("convert", sample, "-o", "-", "--to", "jsonl")
    #expect(dump.status == 0 && !dump.output.isEmpty)
    for format in ["xlsx", "ods", "fods"] {
      let copy = scratch.path("a.\(format)")
      #expect(try ToolRun.bieu("convert", sample, "-o", copy).status == 0)
      let again = try ToolRun.bieu("convert", copy, "-o", "-", "--to", "jsonl")
      #expect(again.output == dump.output, "\(format)")
    }
  }

  @Test func aFormulaWithoutItsTextIsWrittenAsItsValue() throws {
    let scratch = try TemporaryFolder()
    // 12 bytes of globals, one sheet of one formula whose value is 2.5.
    func u16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    var bytes: [UInt8] = u16(0x0809) + u16(8) + u16(0) + u16(16) + [0, 0, 0, 0]
    bytes += u16(0x0006) + u16(25) + [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0x40]
    bytes += [UInt8](repeating: 0, count: 11) + u16(0x000A) + u16(0)
    try Data(bytes).write(to: scratch.url.appendingPathComponent("a.xls"))
    let dump = try ToolRun.bieu("convert", scratch.path("a.xls"), "-o", "-", "--to", "jsonl")
    #expect(
      dump.output
        == "{\"sheet\":\"Sheet1\",\"cell\":\"B1\",\"type\":\"number\",\"value\":2.5,\"formula\":\"\"}\n"
    )
    for format in ["xlsx", "ods"] {
      let copy = scratch.path("a.\(format)")
      _ = try ToolRun.bieu("convert", scratch.path("a.xls"), "-o", copy)
      let again = try ToolRun.bieu("convert", copy, "-o", "-", "--to", "jsonl")
      #expect(
        again.output == "{\"sheet\":\"Sheet1\",\"cell\":\"B1\",\"type\":\"number\",\"value\":2.5}\n"
      )
    }
  }
}
