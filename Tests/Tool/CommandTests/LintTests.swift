import Foundation
import TestSupport
import Testing

/// What `make lint` refuses, tried on a copy of the sources.
struct LintTests {
  /// Runs `.ci/lint` over a copy of the tree with one more file.
  private func lint(adding path: String, _ content: String) throws -> (status: Int32, text: String)
  {
    try lint(adding: [path: content])
  }

  /// The same with several more.
  private func lint(adding files: [String: String]) throws -> (status: Int32, text: String) {
    let scratch = try TemporaryFolder()
    for item in [".ci", "ARCHITECTURE.md", "ARCHITECTURE.svg", "Package.swift", "Sources", "Tests"]
    {
      try FileManager.default.copyItem(
        at: Repository.root.appendingPathComponent(item),
        to: scratch.url.appendingPathComponent(item))
    }
    for (path, content) in files {
      try Data(content.utf8).write(to: scratch.url.appendingPathComponent(path))
    }
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

  @Test func aFolderOfMoreThan25FilesIsRefused() throws {
    let files = (0..<26).map { ("Sources/Formats/CSV/Extra\($0).swift", "") }
    let result = try lint(adding: Dictionary(uniqueKeysWithValues: files))
    #expect(result.status == 1)
    #expect(result.text.contains("Sources/Formats/CSV: "))
    #expect(result.text.contains("25 are the most in a folder"))
  }

  @Test func aFunctionOfMoreThan60LinesIsRefused() throws {
    let bodies = [
      ("  @Test(arguments: [f(1), 2]) func a(\n    _ b: Int\n  ) throws {", "  }"),
      ("  func a() throws\n    -> Int\n  {", "  }"),
      ("  package private(set) var a: Int {", "  }"),
      ("  private static let a: [Int] = {", "  }()"),
      ("  init?<T>(_ a: T) where T: Sendable {", "  }"),
      ("  public subscript(a: Int) -> Int {", "  }"),
    ]
    var files: [String: String] = [:]
    for (index, (head, end)) in bodies.enumerated() {
      for lines in [60, 61] {
        let inner = lines - head.split(separator: "\n").count - 1
        let body = String(repeating: "    if a { b() }\n", count: inner)
        files["Sources/Formats/CSV/Extra\(index)-\(lines).swift"] =
          "private struct Extra {\n\(head)\n\(body)\(end)\n\n  func short() {\n  }\n}\n"
      }
    }
    let result = try lint(adding: files)
    #expect(result.status == 1)
    for index in bodies.indices {
      #expect(result.text.contains("Extra\(index)-61.swift:2: 61 lines; 60 are the most"))
      #expect(!result.text.contains("Extra\(index)-60"))
    }
  }

  @Test func aTypeThatIsCalledAsOneOfAnotherModuleIsRefused() throws {
    let result = try lint(
      adding: [
        "Sources/Formats/CSV/Extra.swift": "package struct Extra {}\nprivate struct Own {}\n",
        "Sources/Formats/XML/Other.swift": "final class Extra {}\nstruct Own {}\n",
      ])
    #expect(result.status == 1)
    #expect(
      result.text.contains("Sources/Formats/XML/Other.swift:1: Extra is also the name of a type"))
    #expect(!result.text.contains("Own"))
  }

  @Test func aThreadOutsideOfParallelIsRefused() throws {
    let lines = [
      "import Synchronization", "let a = Thread.current", "pthread_create(&a, nil, b, nil)",
      "DispatchQueue.main.async {}", "Task { await a() }", "async let a = b()",
      "await withTaskGroup(of: Int.self) { _ in }", "let a = NSLock()",
    ]
    let content = lines.joined(separator: "\n") + "\n"
    let result = try lint(
      adding: [
        "Sources/Formats/Zip/Extra.swift": content, "Sources/Core/Parallel/Extra.swift": content,
      ])
    #expect(result.status == 1)
    for (index, line) in lines.enumerated() {
      #expect(
        result.text.contains(
          "Sources/Formats/Zip/Extra.swift:\(index + 1):\(line): threads, locks and atomics come from"
        ))
    }
    #expect(!result.text.contains("Sources/Core/Parallel/Extra.swift:2"))
  }
}
