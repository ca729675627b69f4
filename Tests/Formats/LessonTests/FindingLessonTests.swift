import Foundation
import TestSupport
import Testing

/// Lessons 23 and 25: findings say where, whatever stands above the table.
struct FindingLessonTests {
  @Test func lesson23EveryErrorIsToldWithSheetCellValueAndRule() throws {
    let source = "Samples/messy/21-so-am-so-le.ods"
    let run = try ToolRun.bieu("check", "--format", "json", source)
    let findings = run.output.split(separator: "\n").filter { $0.contains("\"cell\"") }
    #expect(findings.count == 2, "\(run.output)")
    for (finding, facts) in zip(
      findings, [["E72", "16.5", "not-whole"], ["G87", "-1", "negative"]])
    {
      for fact in facts + [source, "TE-03"] {
        #expect(finding.contains(fact), "\(fact): \(finding)")
      }
    }
    let text = try ToolRun.bieu("check", source)
    #expect(text.output.contains("E72") && text.output.contains("G87"))
  }

  @Test func lesson25RowsAboveTheTableMoveTheAddressesAlong() throws {
    let scratch = try TemporaryFolder()
    let source = Repository.root.appendingPathComponent(
      "Samples/messy/22-nam-cong-nu-khac-tong.csv")
    let form = try String(contentsOf: source, encoding: .utf8)
    try Data(("\n\n,Công văn kèm theo\n" + form + "\nGhi chú thêm ở dưới\n").utf8)
      .write(to: scratch.url.appendingPathComponent("dời.csv"))
    _ = try ToolRun.bieu("convert", scratch.path("dời.csv"), "-o", scratch.path("dời.xlsx"))
    for name in ["dời.csv", "dời.xlsx"] {
      let run = try ToolRun.bieu("check", scratch.path(name))
      #expect(run.output.contains("E90") && run.output.contains("sum-mismatch"), "\(run.output)")
      #expect(!run.output.contains("E87"))
    }
  }
}
