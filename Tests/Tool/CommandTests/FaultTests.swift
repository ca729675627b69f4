import Foundation
import Glibc
import TestSupport
import Testing

/// Faults while the tool writes; `Tests/Faults/run` does the same two hundred times and more.
struct FaultTests {
  private func shell(_ script: String, _ arguments: [String]) throws -> ToolRun {
    try ToolRun.shell(script, arguments)
  }

  private static let figures = "Samples/clean/ly-son-2025.xlsx"

  private static let toStandardOutput: [[String]] = [
    ["convert", figures, "-o", "-", "--to", "csv", "--sheet", "1"],
    ["convert", figures, "-o", "-", "--to", "ods"], ["import", figures, "-o", "-", "--quiet"],
    ["export", "--unit", "03424", "--period", "2026", "-o", "-", "--to", "xlsx"],
    ["check", figures], ["inspect", figures], ["template", "list"], ["--help"], ["--version"],
  ]

  @Test(arguments: toStandardOutput)
  func anOutputThatCannotBeWrittenIsAnErrorNeverSuccess(_ arguments: [String]) throws {
    for script in ["\"$@\" >/dev/full", "\"$@\" >&-"] {
      let run = try shell(script, arguments)
      #expect(run.status == 74, "\(script) \(arguments)")
      #expect(run.errors.hasSuffix(".\n"), "\(run.errors)")
    }
  }

  @Test(arguments: ["<&-", "2>&-", "2>/dev/full", "<&- >&- 2>&-"])
  func closedStreamsNeverGetIntoTheOutput(_ streams: String) throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("convert", Self.figures, "-o", scratch.path("a.ods"))
    let run = try shell(
      "\"$@\" \(streams)", ["convert", Self.figures, "-o", scratch.path("b.ods")])
    #expect(run.status == 0)
    #expect(try scratch.data("a.ods") == scratch.data("b.ods"))
  }

  @Test func closedStandardInputIsUnreadable() throws {
    let run = try shell("\"$@\" <&-", ["convert", "-", "-o", "-", "--to", "csv"])
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("-: "))
  }

  @Test func aPlaceThatTakesNoFileIsSaidBeforeTheWork() throws {
    let scratch = try TemporaryFolder()
    try Data("x".utf8).write(to: scratch.url.appendingPathComponent("a"))
    for output in ["/dev/full", scratch.path("a/b.csv"), "/proc/không/b.csv"] {
      for command in [["convert", Self.figures, "--sheet", "1"], ["import", Self.figures]] {
        let run = try ToolRun.run(
          program: "bieu", command + ["-o", output, "--to", "csv", "--force"])
        #expect(run.status == 73, "\(output): \(run.errors)")
      }
    }
    #expect(try scratch.data("a") == Data("x".utf8))
  }

  /// Signals at some moments of a run, with an old file in place and without.
  @Test(arguments: [SIGHUP, SIGINT, SIGTERM, SIGKILL])
  func aSignalLeavesTheOldFileOrTheWholeNewOne(_ signal: Int32) throws {
    let scratch = try TemporaryFolder()
    let source = Self.figures
    _ = try ToolRun.bieu("convert", source, "-o", scratch.path("whole.ods"))
    let whole = try scratch.data("whole.ods")
    let old = Data("của lần trước".utf8)
    let folder = scratch.url.appendingPathComponent("ra")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = folder.appendingPathComponent("ra.ods")
    for step in 0..<6 {
      try? FileManager.default.removeItem(at: target)
      if step % 2 == 1 { try old.write(to: target) }
      let process = Process()
      process.executableURL = ToolRun.programs.appendingPathComponent("bieu")
      process.arguments = ["convert", source, "-o", target.path, "--force", "--quiet"]
      process.currentDirectoryURL = Repository.root
      try process.run()
      usleep(UInt32(step) * 25_000)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal {
        #expect(process.terminationStatus == signal)
      } else {
        #expect(process.terminationStatus == 0)
      }
      let found = try? Data(contentsOf: target)
      #expect(found == whole || found == (step % 2 == 1 ? old : nil), "step \(step)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
          .allSatisfy { $0 == "ra.ods" })
    }
  }

  /// The tool waits at its report, since nobody reads it, with an output that is begun.
  @Test(arguments: [SIGHUP, SIGINT, SIGTERM])
  func aSignalTakesAwayTheFolderMadeForAnOutput(_ signal: Int32) throws {
    let scratch = try TemporaryFolder()
    let pipe = Pipe()
    let end = pipe.fileHandleForWriting.fileDescriptor
    _ = fcntl(end, F_SETFL, O_NONBLOCK)
    while write(end, "đầy", 5) > 0 {}
    while write(end, ".", 1) > 0 {}
    let process = Process()
    process.executableURL = ToolRun.programs.appendingPathComponent("bieu")
    process.arguments = [
      "import", "Samples/messy/22-nam-cong-nu-khac-tong.csv", "-o", scratch.path("a/b/o.csv"),
    ]
    process.currentDirectoryURL = Repository.root
    process.standardError = pipe
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: scratch.path("a/b")) {
      usleep(2000)
    }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
  }

  @Test func aSignalThatTheToolWasStartedToIgnoreEndsNothing() throws {
    let scratch = try TemporaryFolder()
    let fifo = scratch.path("vào")
    let run = try shell(
      """
      trap '' HUP; mkfifo "\(fifo)"; "$@" <"\(fifo)" & tool=$!; exec 3>"\(fifo)"
      echo a,b >&3; sleep 0.3; kill -HUP $tool; echo 1,2 >&3; exec 3>&-; wait $tool
      """, ["convert", "-", "-o", scratch.path("a.fods"), "--quiet"])
    #expect(run.status == 0)
  }

  /// Whether the programs are built with a sanitizer, whose runtime has needs of its own:
  /// descriptors, and terabytes of address space.
  private static let isSanitized =
    dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  @Test(.disabled(if: isSanitized))
  func fewDescriptorsAreEnoughOrRefused() throws {
    let scratch = try TemporaryFolder()
    let output = scratch.path("a.ods")
    for count in 4...10 {
      let run = try shell(
        "ulimit -n \(count); exec \"$@\"", ["convert", Self.figures, "-o", output])
      try expectWholeOrRefused(run, output, "\(count) descriptors")
    }
  }

  @Test(.disabled(if: isSanitized))
  func littleAddressSpaceIsEnoughOrRefused() throws {
    let scratch = try TemporaryFolder()
    let output = scratch.path("a.ods")
    for mebibytes in [128, 144, 160, 176, 192, 224, 256] {
      let run = try shell(
        "ulimit -c 0; ulimit -v \(mebibytes * 1024); exec timeout 20 \"$@\"",
        ["convert", Self.figures, "-o", output])
      // The loader may be without room, before a line of ours has run.
      guard run.status != 127 else { continue }
      try expectWholeOrRefused(run, output, "\(mebibytes) MiB")
    }
  }

  private func expectWholeOrRefused(_ run: ToolRun, _ output: String, _ what: String) throws {
    let isThere = FileManager.default.fileExists(atPath: output)
    #expect(run.status == 0 && isThere || run.status == 71 && !isThere, "\(what): \(run.status)")
    if run.status == 71 {
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    try? FileManager.default.removeItem(atPath: output)
    let folder = (output as NSString).deletingLastPathComponent
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func aThousandFilesLeaveNoDescriptorOpen() throws {
    let scratch = try TemporaryFolder()
    for number in 0..<1000 {
      let name = "\(number).\(number % 10 == 0 ? "xlsx" : "csv")"
      // A tenth is broken: failures let go of their descriptors too.
      try Data((number % 10 == 0 ? "PK\u{3}\u{4}" : "a,b\n1,2\n").utf8)
        .write(to: scratch.url.appendingPathComponent(name))
    }
    let run = try shell("ulimit -n 20; exec \"$@\"", ["inspect", scratch.url.path, "-j", "2"])
    #expect(run.status == 3)
    #expect(run.errors.split(separator: "\n").count == 100)
    #expect(run.output.contains("999.csv"))
  }

  @Test func anImportOfNothingLeavesNoFolder() throws {
    let scratch = try TemporaryFolder()
    let run = try ToolRun.bieu(
      "import", "Samples/messy/28-tep-bi-cat.xlsx", "-o", scratch.path("a/b/o.csv"))
    #expect(run.status == 3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
    let missing = try ToolRun.bieu("convert", "không-có.xlsx", "-o", scratch.path("c/d") + "/")
    #expect(missing.status == 66)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
  }
}
