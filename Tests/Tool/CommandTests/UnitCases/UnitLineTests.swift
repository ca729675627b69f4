import Foundation
import TestSupport
import Testing

/// One bad line in the lists of units, and who is stopped by it.
struct UnitLineTests {
  /// The shipped templates with one text replaced in a file.
  private func templates(
    _ folder: TemporaryFolder, _ file: String, _ text: String, _ other: String
  ) throws -> String {
    let copy = folder.url.appendingPathComponent("Templates")
    try FileManager.default.copyItem(
      at: Repository.root.appendingPathComponent("Templates"), to: copy)
    let path = copy.appendingPathComponent(file)
    let content = try String(contentsOf: path, encoding: .utf8)
    #expect(content.contains(text))
    try content.replacingOccurrences(of: text, with: other).write(
      to: path, atomically: true, encoding: .utf8)
    return copy.path
  }

  private func clean() throws -> String {
    let folder = Repository.root.appendingPathComponent("Samples/clean")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return folder.appendingPathComponent(names.filter { $0.hasSuffix(".xlsx") }.sorted()[0]).path
  }

  @Test(arguments: [
    (
      "units/75-dong-nai.csv", "25438,Xã Tân Quan,,694,xã,,2025-06-30",
      "25438,Xã Tân Quan,,694,xã,,30/06/2025"
    ),
    ("units/75-dong-nai.csv", "25438,Xã Tân Quan,", "25438,,"),
    (
      "units/successions/75-dong-nai.csv", "25327,Xã Thanh An,25345,Xã Tân Hưng,2025-07-01",
      "25327,Xã Thanh An,25345,Xã Tân Hưng,mùng một"
    ),
  ])
  func oneBadLineStopsNobodyWhoDoesNotNeedIt(file: String, text: String, bad: String) throws {
    let scratch = try TemporaryFolder()
    let folder = try templates(scratch, file, text, bad)
    let lint = try ToolRun.bieu("template", "lint", "--templates", folder)
    #expect(lint.status == 78)
    #expect(lint.output.contains(file))
    let check = try ToolRun.bieu("check", clean(), "--templates", folder)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.errors.contains(file))
    #expect(check.errors.contains("dòng của danh mục đơn vị có lỗi nên không dùng"))
    // What follows all units through time leaves none out.
    let map = try ToolRun.bieu(
      "units", "map", "--from", "2020", "--to", "2026", "--templates", folder)
    #expect(map.status == 78)
    #expect(map.errors.contains(file))
  }

  @Test func theUnitOfABadLineIsUnknownAndNotBelieved() throws {
    let scratch = try TemporaryFolder()
    let folder = try templates(
      scratch, "units/12-lai-chau.csv", "03549,Xã Phong Thổ,,12,xã,2025-07-01",
      "03549,Xã Phong Thổ,,12,xã,1/7/25")
    let run = try ToolRun.bieu(
      "check", Repository.sampleCase("03b-eth-mot-o.xlsx").path, "--templates", folder)
    #expect(run.status == 1)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("không tồn tại vào ngày 31/12/2025"))
    #expect(run.errors.contains("units/12-lai-chau.csv"))
  }

  @Test func aCodeThatTwoLinesClaimIsNobodys() throws {
    let scratch = try TemporaryFolder()
    let folder = try templates(
      scratch, "units/12-lai-chau.csv", "03391,Xã Lả Nhì Thàng,Xã Lản Nhì Thàng,109",
      "03424,Xã Lả Nhì Thàng,Xã Lản Nhì Thàng,109")
    let list = try ToolRun.bieu("units", "list", "--format", "csv", "--templates", folder)
    #expect(!list.output.contains("03424"))
    #expect(list.errors.contains("units/12-lai-chau.csv"))
  }

  @Test func aWholeFileThatCannotBeReadStopsEverything() throws {
    let scratch = try TemporaryFolder()
    let folder = try templates(scratch, "units/75-dong-nai.csv", "code,name,", "ma,name,")
    let run = try ToolRun.bieu("check", clean(), "--templates", folder)
    #expect(run.status == 78)
  }
}
