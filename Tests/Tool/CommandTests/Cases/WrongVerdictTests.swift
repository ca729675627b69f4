import Foundation
import TestSupport
import Testing

/// Forms that once passed with a wrong figure (`Tests/Cases`), through the built tool: what is said of
/// them, and what is taken from them.
struct WrongVerdictTests {
  private struct Told {
    var code: String
    var severity: String
    var cell: String
    var named: [String]
  }

  /// The findings of a file, each with the cells that it names besides its own; what the cases have
  /// against rules of plausibility that are younger than they is left out.
  private func findings(_ path: String) throws -> [Told] {
    let run = try ToolRun.bieu("check", path, "--format", "json")
    return try run.output.split(separator: "\n").compactMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let object, object["type"] as? String == "finding",
        object["code"] as? String != "out-of-proportion"
      else { return nil }
      let related = object["related"] as? [[String: Any]] ?? []
      return Told(
        code: object["code"] as? String ?? "", severity: object["severity"] as? String ?? "",
        cell: object["cell"] as? String ?? "",
        named: related.compactMap { $0["cell"] as? String })
    }
  }

  /// The imported figure of a cell of a form: its value and status.
  private func imported(_ path: String, _ form: String, cell: String) throws -> [String] {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("import", path, "-o", scratch.path("o.csv"))
    let lines = try scratch.text("o.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let head = try #require(lines.first)
    let place = try #require(head.firstIndex(of: "source_cell"))
    let line = try #require(
      lines.first { $0.count > place && $0[place] == cell && $0[1] == form })
    return try ["value", "status"].map { line[try #require(head.firstIndex(of: $0))] }
  }

  /// The case as it is, and as ODS and CSV.
  private func everyFormat(_ name: String, _ form: String, _ scratch: TemporaryFolder) throws
    -> [String]
  {
    let source = Repository.sampleCase(name).path
    return try [source]
      + ["ods", "csv"].map { format in
        _ = try ToolRun.bieu(
          "convert", source, "--sheet", form, "-o", scratch.path("form.\(format)"))
        return scratch.path("form.\(format)")
      }
  }

  @Test(arguments: [
    ("luat-01-ellipsis-in-part.xlsx", "part-missing"), ("luat-02-blank-part.xlsx", "required"),
  ])
  func aTotalOverAMissingPartIsMissingAndThePartIsNamed(name: String, code: String) throws {
    let scratch = try TemporaryFolder()
    for path in try everyFormat(name, "TE-01", scratch) {
      let told = try findings(path)
      #expect(told.map(\.cell) == ["F9"], "\(path)")
      #expect(told.map(\.code) == [code], "\(path)")
      #expect(told.first?.named.contains("E9") == true, "\(path)")
      #expect(try imported(path, "TE-01", cell: "E9") == ["", "missing"], "\(path)")
      #expect(try imported(path, "TE-01", cell: "G9").last == "reported", "\(path)")
    }
  }

  @Test func aRateOverDotsIsMissingAndNoError() throws {
    let scratch = try TemporaryFolder()
    for path in try everyFormat("luat-09-ellipsis-denominator.xlsx", "XH-01", scratch) {
      let told = try findings(path)
      #expect(told.map(\.cell) == ["F51"], "\(path)")
      #expect(told.map(\.severity) == ["warning"], "\(path)")
      #expect(told.first?.named.contains("E49") == true, "\(path)")
      #expect(try imported(path, "XH-01", cell: "E49") == ["", "missing"], "\(path)")
      #expect(try imported(path, "XH-01", cell: "E51") == ["", "missing"], "\(path)")
    }
  }

  @Test func anXThatTheTotalDoesNotAddUpWithoutIsFound() throws {
    let told = try findings(Repository.sampleCase("luat-04-x-in-sum-part.csv").path)
    #expect(told.map(\.cell) == ["F15"])
    #expect(told.map(\.code) == ["sum-mismatch"])
    #expect(told.first?.named.contains("E15") == true)
  }

  @Test func aSignOfAnotherBaseIsToldBesideARightNumber() throws {
    let told = try findings(Repository.sampleCase("luat-07-permille-right-number.csv").path)
    #expect(told.map(\.cell) == ["E49"])
    #expect(told.map(\.code) == ["base-mixed-up"])
    #expect(told.map(\.severity) == ["warning"])
  }

  @Test func bothInputsBehindALiveTotalAreNamed() throws {
    let told = try findings(Repository.sampleCase("luat-08-culprit-not-named.xlsx").path)
    #expect(told.count == 1)
    let cells = [told.first?.cell ?? ""] + (told.first?.named ?? [])
    #expect(cells.contains("F15"))
    #expect(cells.prefix(3).contains("G15"))
  }
}
