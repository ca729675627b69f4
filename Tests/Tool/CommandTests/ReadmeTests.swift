import Foundation
import TestSupport
import Testing

/// The README shows what the tool does now: every `console` block is run and compared.
struct ReadmeTests {
  struct Example: CustomTestStringConvertible {
    var line: Int
    var command: String
    var expected: String
    var testDescription: String { "README.md:\(line) \(command)" }
  }

  @Test(arguments: try examples())
  func everyExamplePrintsWhatTheReadmeShows(_ example: Example) throws {
    let scratch = try TemporaryFolder()
    let script = """
      bieu() { "\(ToolRun.programs.path)/bieu" "$@"; }
      OUT="\(scratch.url.path)"
      { \(example.command.replacing("out/", with: "$OUT/")); } 2>&1
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = Repository.root
    process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let found = String(decoding: data, as: UTF8.self)
      .replacing(scratch.url.path + "/", with: "out/")
    #expect(
      found.trimmingCharacters(in: .whitespacesAndNewlines)
        == example.expected.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// The examples: a line `$ command` and the lines below it, to the next one or the block's end.
  static func examples() throws -> [Example] {
    let text = try String(
      contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8)
    var examples: [Example] = []
    var isConsole = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        isConsole = line == "```console"
      } else if isConsole, line.hasPrefix("$ ") {
        examples.append(Example(line: index + 1, command: String(line.dropFirst(2)), expected: ""))
      } else if isConsole, !examples.isEmpty {
        examples[examples.count - 1].expected += line + "\n"
      }
    }
    return examples
  }
}
