import Foundation
import Testing

/// One run of a built program, as a person or script would start it.
struct ToolRun {
  /// The exit code.
  let status: Int32
  /// What went to standard output.
  let output: String
  /// What went to standard error.
  let errors: String

  /// The root of the repository.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the built programs: that of the running test program.
  static let programs = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent()

  /// Runs the tool in the root of the repository and waits for its end.
  static func bieu(_ arguments: String..., input: Data? = nil) throws -> ToolRun {
    try run(program: "bieu", arguments, input: input)
  }

  /// Runs a built program with a list of arguments.
  static func run(
    program: String, _ arguments: [String], input: Data? = nil,
    timeZone: String = "Asia/Ho_Chi_Minh"
  ) throws -> ToolRun {
    try run(
      executable: programs.appendingPathComponent(program), arguments, input: input,
      timeZone: timeZone)
  }

  /// Runs any program with a list of arguments.
  static func run(
    executable: URL, _ arguments: [String], input: Data? = nil,
    timeZone: String = "Asia/Ho_Chi_Minh"
  ) throws -> ToolRun {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    // What `make sanitize` tells its sanitizers holds for the tool too.
    process.environment = ProcessInfo.processInfo.environment
      .filter { $0.key.hasSuffix("SAN_OPTIONS") }
      .merging(["PATH": "/usr/bin:/bin", "TZ": timeZone]) { $1 }
    // Files, not pipes: a full pipe would stop the child while nobody reads.
    let output = try scratch.handle("output")
    let errors = try scratch.handle("errors")
    process.standardOutput = output.handle
    process.standardError = errors.handle
    if let input {
      let file = scratch.url.appendingPathComponent("input")
      try input.write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return ToolRun(
      status: process.terminationStatus,
      output: try String(contentsOf: output.url, encoding: .utf8),
      errors: try String(contentsOf: errors.url, encoding: .utf8))
  }
}

/// A folder of a test's own, removed when the test lets go of it.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("bieu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file of the folder.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  /// The bytes of a file in the folder.
  func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  fileprivate func handle(_ name: String) throws -> (url: URL, handle: FileHandle) {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return (file, try FileHandle(forWritingTo: file))
  }
}
