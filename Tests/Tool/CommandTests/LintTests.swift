import Foundation
import TestSupport
import Testing

/// What `make lint` refuses, tried on a copy of the sources.
struct LintTests {
  /// Runs `.ci/lint` over a copy of the tree with one more file.
  private func lint(adding path: String, _ content: String) throws -> (status: Int32, text: String)
  {
    let scratch = try TemporaryFolder()
    for item in [".ci", "ARCHITECTURE.md", "Package.swift", "Sources", "Tests"] {
      try FileManager.default.copyItem(
        at: Repository.root.appendingPathComponent(item),
        to: scratch.url.appendingPathComponent(item))
    }
    try Data(content.utf8).write(to: scratch.url.appendingPathComponent(path))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [scratch.path(".ci/lint")]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func theTreeItselfPasses() throws {
    let result = try lint(adding: "Sources/Formats/CSV/Extra.swift", "import SheetModel\n")
    #expect(result.status == 0, "\(result.text)")
  }

  @Test func anImportThatTheMapDoesNotAllowIsRefused() throws {
    let result = try lint(adding: "Sources/Formats/Zip/Extra.swift", "package import XLSX\n")
    #expect(result.status == 1)
    #expect(result.text.contains("Sources/Formats/Zip/Extra.swift:1: Zip may not import XLSX"))
  }

  @Test func aFileOfMoreThan300LinesIsRefused() throws {
    let long = String(repeating: "// line\n", count: 301)
    let result = try lint(adding: "Sources/Formats/CSV/Extra.swift", long)
    #expect(result.status == 1)
    #expect(result.text.contains("Extra.swift: 301 lines"))
  }

  @Test func aTrapOnWhatAFileHoldsIsRefused() throws {
    let result = try lint(adding: "Sources/Formats/CSV/Extra.swift", "let a = try! b()\n")
    #expect(result.status == 1)
  }
}
