import Foundation
import TestSupport
import Testing

/// The samples of the repository, through the built tool.
struct SampleTests {
  @Test func cleanSamplesHaveNoFinding() throws {
    let run = try ToolRun.bieu("check", "--format", "json", "--quiet", "Samples/clean")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(!run.output.contains("\"severity\""))
  }

  @Test func messySamplesHaveExactlyTheFindingsOfTheGolden() throws {
    let run = try ToolRun.bieu("check", "--format", "json", "--quiet", "Samples/messy")
    #expect(run.status == 1)
    try Golden.expect(run.output, matches: "messy.jsonl")
  }

  @Test func messyTextReportReadsAsReviewed() throws {
    let run = try ToolRun.bieu("check", "Samples/messy")
    try Golden.expect(run.output, matches: "messy.txt")
    let wide = run.output.split(separator: "\n").filter { $0.count > 80 }
    #expect(wide.isEmpty, "\(wide)")
  }

  @Test func samplesAreWhatTheTemplatesMakeOfThem() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.run(program: "SampleMaker", ["Templates", scratch.path("Samples")])
    #expect(run.status == 0, "\(run.errors)")
    let made = try Golden.files(below: scratch.path("Samples"))
    let kept = try Golden.files(below: Repository.root.appendingPathComponent("Samples").path)
      .filter { file in ["clean/", "messy/", "legacy/"].contains { file.key.hasPrefix($0) } }
    #expect(made.keys.sorted() == kept.keys.sorted())
    for (name, bytes) in made { #expect(kept[name] == bytes, "\(name)") }
  }

  @Test func filledFormsOfTheBenchmarksAreSoundAndOfDifferentUnitsOrPeriods() throws {
    let scratch = try TemporaryFolder()
    let forms = scratch.path("forms")
    let made = try ToolRun.run(program: "SampleMaker", ["Templates", forms, "TE-03", "70", "ods"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: forms).count == 70)
    let run = try ToolRun.bieu("check", "--format", "json", "--quiet", forms)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func blankFormsAreWhatTheTemplatesMakeOfThem() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu("template", "build", "--quiet", "-o", scratch.path("blank"))
    #expect(run.status == 0, "\(run.errors)")
    let kept = Repository.root.appendingPathComponent("Templates/tt13-2021/blank").path
    #expect(try Golden.files(below: scratch.path("blank")) == Golden.files(below: kept))
  }
}

/// Files that were read by a person once and are compared ever after.
enum Golden {
  /// Compares a text with a golden; with `BIEU_UPDATE_GOLDENS` set it is replaced, to be reviewed.
  static func expect(_ text: String, matches name: String) throws {
    let file = Repository.root.appendingPathComponent("Tests/Tool/CommandTests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["BIEU_UPDATE_GOLDENS"] != nil {
      try Data(text.utf8).write(to: file)
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = found.difference(from: wanted)
    #expect(difference.isEmpty, "\(name): \(difference)")
  }

  /// The bytes of all files below a folder, by relative path.
  static func files(below folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[path] = try Data(contentsOf: url)
      }
    }
    return files
  }
}
