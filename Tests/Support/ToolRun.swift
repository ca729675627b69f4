import Foundation

/// One run of a built program, as a person or script would start it.
package struct ToolRun {
  /// The exit code.
  package let status: Int32
  /// What went to standard output.
  package let output: String
  /// What went to standard error.
  package let errors: String

  /// The folder of the built programs: that of the running test program.
  package static let programs = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent()

  /// Runs the tool in the root of the repository and waits for its end.
  package static func bieu(_ arguments: String..., input: Data? = nil) throws -> ToolRun {
    try run(program: "bieu", arguments, input: input)
  }

  /// Runs a built program with a list of arguments.
  package static func run(
    program: String, _ arguments: [String], input: Data? = nil,
    timeZone: String = "Asia/Ho_Chi_Minh"
  ) throws -> ToolRun {
    try run(
      executable: programs.appendingPathComponent(program), arguments, input: input,
      timeZone: timeZone)
  }

  /// The tool started by a shell, whose script says how: `"$@"` is the tool with its arguments, and
  /// `$as` makes another user of root.
  package static func shell(_ script: String, _ arguments: [String]) throws -> ToolRun {
    let tool = programs.appendingPathComponent("bieu").path
    let user =
      "as=''; [ \"$(id -u)\" != 0 ] || as='setpriv --reuid 65534 --regid 65534 --clear-groups'\n"
    return try run(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", user + script, "sh", tool] + arguments)
  }

  /// Runs any program with a list of arguments.
  package static func run(
    executable: URL, _ arguments: [String], input: Data? = nil,
    timeZone: String = "Asia/Ho_Chi_Minh"
  ) throws -> ToolRun {
    let scratch = try TemporaryFolder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = Repository.root
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
