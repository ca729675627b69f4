import Foundation
import TestSupport
import Testing

/// Limits of the system, and a system without `/proc`: each ends as the README says, none by a signal
/// that says nothing.
struct LimitTests {
  private static let figures = "Samples/clean/ly-son-2025.xlsx"

  /// The tool started by a shell, whose script says how: `"$@"` is the tool with its arguments.
  private static func shell(_ script: String, _ arguments: [String]) throws -> ToolRun {
    let tool = ToolRun.programs.appendingPathComponent("bieu").path
    return try ToolRun.run(
      executable: URL(fileURLWithPath: "/bin/sh"), ["-c", script, "sh", tool] + arguments)
  }

  @Test(arguments: ["convert", "import", "migrate"], [0, 4096, 20_000])
  func aFileBeyondTheLimitOfSizesIsAWriteThatFailed(_ command: String, _ bytes: Int) throws {
    let scratch = try TemporaryFolder()
    let input = command == "migrate" ? "Samples/legacy" : Self.figures
    let output = ["convert": "ra.ods", "import": "ra.csv", "migrate": "ra"][command] ?? ""
    // The messages go through pipes, which have no size.
    let run = try Self.shell(
      "{ prlimit --fsize=\(bytes) \"$@\" 2>&1; echo \"status $?\"; } | cat",
      [command, input, "-o", scratch.path(output)])
    #expect(run.output.contains("status 74"), "\(run.output)")
    #expect(run.output.contains("tệp quá lớn"), "\(run.output)")
    if command != "migrate" { #expect(scratch.names() == []) }
  }

  @Test(arguments: ["--stack=131072", "--nofile=5", "--data=46137344"])
  func tooLittleForAnyWorkIsOneLineAndStatus71(_ limit: String) throws {
    for arguments in [["check", Self.figures], ["--version"], ["migrate", "Samples/legacy"]] {
      let run = try Self.shell("prlimit \(limit) \"$@\"", arguments)
      #expect(run.status == 71, "\(limit) \(arguments): \(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
  }

  /// Whether this user may hide `/proc` from a process.
  private static let hidesProc: Bool = {
    let run = try? shell("unshare -m sh -c 'mount -t tmpfs none /proc && ! test -e /proc/self'", [])
    return run?.status == 0
  }()

  @Test(.enabled(if: hidesProc, "the system lets nobody hide /proc here"))
  func withoutProcEverythingIsAsWithIt() throws {
    let scratch = try TemporaryFolder()
    let hidden = "unshare -m sh -c 'mount -t tmpfs none /proc && exec \"$@\"' sh \"$@\""
    for arguments in [
      ["check", Self.figures], ["--version"], ["nonsense"], ["template", "list"],
      ["convert", "-"], ["check", "tệp không có.xlsx"],
    ] {
      let run = try Self.shell(hidden, arguments)
      let usual = try ToolRun.run(program: "bieu", arguments)
      #expect(run.status == usual.status, "\(arguments): \(run.errors)")
      #expect(run.output == usual.output)
      #expect(run.errors == usual.errors)
    }
    _ = try ToolRun.bieu("convert", Self.figures, "-o", scratch.path("a.ods"))
    let run = try Self.shell(hidden, ["convert", Self.figures, "-o", scratch.path("b.ods")])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.data("a.ods") == scratch.data("b.ods"))
    #expect(scratch.names().sorted() == ["a.ods", "b.ods"])
  }
}
