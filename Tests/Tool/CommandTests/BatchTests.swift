import Foundation
import TestSupport
import Testing

/// Batches of forms through the built tool.
struct BatchTests {
  /// A folder of forms: TE-05 of one unit for many years.
  static func forms(_ count: Int, in scratch: TemporaryFolder) throws -> String {
    _ = try ToolRun.bieu(
      "import", "--quiet", "Samples/clean/phong-tho-2025.xlsx", "-o", scratch.path("one.csv"))
    let lines = String(decoding: try scratch.data("one.csv"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let figures = lines.filter { $0.contains(",TE-05,") }
    let years = (0..<count).flatMap { year in
      figures.map { $0.replacing(",03549,2025,", with: ",03549,\(2026 + year),") }
    }
    let text = ([lines[0]] + years).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: scratch.url.appendingPathComponent("many.csv"))
    let run = try ToolRun.bieu(
      "export", "--quiet", scratch.path("many.csv"), "-o", scratch.path("forms/"))
    #expect(run.status == 0, "\(run.errors)")
    return scratch.path("forms")
  }

  @Test func outputIsTheSameToTheByteAtAnyNumberOfWorkers() throws {
    let scratch = try TemporaryFolder()
    let folder = try Self.forms(60, in: scratch)
    var errors: [String] = []
    for jobs in ["-j1", "-j2", "-j7"] {
      let run = try ToolRun.bieu(
        "import", folder, jobs, "--force", "-o", scratch.path("out.csv"))
      #expect(run.status == 0, "\(run.errors)")
      errors.append(run.errors)
      try FileManager.default.moveItem(
        atPath: scratch.path("out.csv"), toPath: scratch.path("\(jobs).csv"))
    }
    #expect(try scratch.data("-j1.csv") == scratch.data("-j2.csv"))
    #expect(try scratch.data("-j1.csv") == scratch.data("-j7.csv"))
    #expect(errors[0] == errors[1] && errors[0] == errors[2])
  }

  @Test func aBrokenFileIsOneErrorAndTheOthersAreImported() throws {
    let scratch = try TemporaryFolder()
    let folder = try Self.forms(20, in: scratch)
    let broken = URL(fileURLWithPath: folder).appendingPathComponent("03549-2030.xlsx")
    try Data(contentsOf: broken).prefix(3000).write(to: broken)
    let run = try ToolRun.bieu("import", folder, "-o", scratch.path("out.csv"))
    #expect(run.status == 3)
    #expect(run.errors.contains("03549-2030.xlsx"))
    #expect(run.errors.contains("[truncated]"))
    let periods = Set(
      ImportTests.withoutOrigin(try scratch.data("out.csv")).dropFirst().map {
        String($0.split(separator: ",", omittingEmptySubsequences: false)[7])
      })
    #expect(periods.count == 19)
  }

  @Test func oneFormHandedInTwiceIsNamedWithBothPlaces() throws {
    let run = try ToolRun.bieu(
      "check", "--format", "json", "Samples/messy/01-them-dong-tieu-de.xlsx",
      "Samples/messy/30-nop-hai-lan.ods")
    #expect(run.status == 1)
    let found = run.output.split(separator: "\n").filter { $0.contains("\"duplicate-form\"") }
    #expect(found.count == 1)
    #expect(found.first?.contains("01-them-dong-tieu-de.xlsx") == true)
    #expect(found.first?.contains("30-nop-hai-lan.ods") == true)
  }
}
