import Foundation
import TestSupport
import Testing

/// Old tables that were once migrated wrongly, or not at all (`Tests/Cases`), through the built tool.
struct MigrationCaseTests {
  /// `unit period value cell` of the migrated figures in the order of the sheet, and how many cells
  /// were held back.
  private func migrate(
    _ name: String, _ mapping: String? = nil
  ) throws -> (figures: [String], held: Int) {
    let scratch = try TemporaryFolder()
    let map = mapping.map { ["--map", $0] } ?? []
    let input = Repository.sampleCase(name).path
    let run = try ToolRun.run(
      program: "bieu", ["migrate", input, "-o", scratch.path("ra")] + map)
    #expect(run.status < 2)
    let rows = try scratch.text("ra/observations.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let head = try #require(rows.first)
    let columns = ["unit", "period", "value", "source_cell"].compactMap { head.firstIndex(of: $0) }
    let figures = rows.dropFirst().map { row in columns.map { row[$0] }.joined(separator: " ") }
    let data = Data(try scratch.text("ra/report.json").utf8)
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    return (
      figures.sorted(), files.reduce(0) { $0 + ($1["quarantined"] as? Int ?? 0) }
    )
  }

  private func map(_ name: String) -> String { Repository.sampleCase(name).path }

  @Test func theSecondTableOfASheetHasItsOwnYear() throws {
    let (figures, held) = try migrate("hai-bang-mot-trang.csv")
    #expect(figures == ["03424 2012 3 C3", "03430 2013 9 C7"])
    #expect(held == 0)
  }

  @Test func theSecondTablesColumnsAreNotTheFirsts() throws {
    let (figures, held) = try migrate("c3.xlsx", map("c3.yml"))
    #expect(
      figures == [
        "03568 2015 1 D5", "03568 2015 5 C5", "03571 2015 1 D4", "03571 2015 4 C4",
        "03577 2015 1 D3", "03577 2015 3 C3",
      ])
    #expect(held == 12)
  }

  @Test func thousandsAreHeldBackUntilTheMappingSaysWhatTheyAre() throws {
    #expect(try migrate("k1.xlsx", map("k.yml")).figures == [])
    let scratch = try TemporaryFolder()
    let yaml = try String(contentsOfFile: map("k.yml"), encoding: .utf8)
    for line in ["factor: 1000", "unit-of-measure: nghìn người"] {
      try (yaml + line + "\n").write(
        toFile: scratch.path("k.yml"), atomically: true, encoding: .utf8)
      let (figures, held) = try migrate("k1.xlsx", scratch.path("k.yml"))
      #expect(figures == ["03568 2015 4000 C6", "03571 2015 3000 C5", "03577 2015 2000 C4"])
      #expect(held == 0)
    }
    // A mapping that says millions does not take a table that says thousands.
    try (yaml + "unit-of-measure: triệu người\n").write(
      toFile: scratch.path("k.yml"), atomically: true, encoding: .utf8)
    #expect(try migrate("k1.xlsx", scratch.path("k.yml")).figures == [])
  }

  @Test func aRateOutOfAnotherBaseIsNoRateOfTheIndicator() throws {
    let (figures, held) = try migrate("02-migrate-permille")
    #expect(figures.count == 28)
    #expect(!figures.contains { $0.contains("85") || $0.contains("74") })
    #expect(held == 2)
    let scratch = try TemporaryFolder()
    let shipped = Repository.templates.appendingPathComponent("legacy/te-nam-theo-xa.yml")
    let yaml = try String(contentsOf: shipped, encoding: .utf8)
      .replacingOccurrences(
        of: "measure: rate}", with: "measure: rate, unit-of-measure: \"‰\"}")
    let path = scratch.path("te-nam-theo-xa.yml")
    try yaml.write(toFile: path, atomically: true, encoding: .utf8)
    let (converted, none) = try migrate("02-migrate-permille", path)
    #expect(converted.contains("03391 2018 7.48 E22"))
    #expect(converted.contains("03391 2018H1 8.56 D22"))
    #expect(none == 0)
  }

  @Test func aLabelMergedOverRowsIsThatOfEach() throws {
    let (figures, held) = try migrate("d_gop-dong.xlsx", map("d.yml"))
    #expect(figures.count == 30)
    #expect(figures.contains("03568 2015 2 D12"))
    #expect(held == 0)
  }

  @Test(arguments: [
    ("nam-cot.xlsx", 15, "03592 2014 104 C8"), ("b_chuyen-vi.xlsx", 10, "03586 2015 9 E6"),
  ])
  func yearsAndUnitsMayBeColumns(name: String, count: Int, one: String) throws {
    let scratch = try TemporaryFolder()
    let draft = scratch.path("nhap.yml")
    let run = try ToolRun.bieu(
      "migrate", "inspect", Repository.sampleCase(name).path, "--draft", draft)
    #expect(run.status == 0)
    let again = try ToolRun.bieu(
      "migrate", "inspect", Repository.sampleCase(name).path, "--map", draft)
    #expect(again.output.contains("1. nhap"), "\(again.output) \(again.errors)")
    let (figures, _) = try migrate(name, draft)
    #expect(figures.count == count)
    #expect(figures.contains(one))
  }
}
