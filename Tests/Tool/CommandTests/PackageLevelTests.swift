import Foundation
import TestSupport
import Testing

/// `bieu convert` into packages of many blocks: with `-j` and `--level`.
struct PackageLevelTests {
  /// A register whose sheet is some 3 MB of markup.
  private static let register = Data(
    (0..<8_000).map { "\($0),TE\($0 * 7919),Võ \($0 % 97),2022-08-16,0.\($0 * 31 + 1)1,TRUE\n" }
      .joined().utf8)

  @Test(arguments: ["xlsx", "ods"])
  func bytesAreTheSameAtAnyNumberOfThreads(format: String) throws {
    let scratch = try TemporaryFolder()
    try Self.register.write(to: scratch.url.appendingPathComponent("a.csv"))
    var outputs: [Data] = []
    for threads in ["1", "2", "4"] {
      let name = "\(threads).\(format)"
      let run = try ToolRun.bieu(
        "convert", scratch.path("a.csv"), "-o", scratch.path(name), "-j", threads)
      #expect(run.status == 0, "\(run.errors)")
      outputs.append(try scratch.data(name))
    }
    #expect(outputs[1] == outputs[0] && outputs[2] == outputs[0])
    let back = try ToolRun.bieu(
      "convert", scratch.path("4.\(format)"), "-o", scratch.path("b.csv"))
    #expect(back.status == 0, "\(back.errors)")
    #expect(try scratch.data("b.csv") == Self.register)
  }

  @Test func aHigherLevelMakesASmallerPackageOfTheSameCells() throws {
    let scratch = try TemporaryFolder()
    try Self.register.write(to: scratch.url.appendingPathComponent("a.csv"))
    var sizes: [Int] = []
    for level in ["1", "9"] {
      let name = "\(level).xlsx"
      _ = try ToolRun.bieu(
        "convert", scratch.path("a.csv"), "-o", scratch.path(name), "--level", level)
      sizes.append(try scratch.data(name).count)
      _ = try ToolRun.bieu("convert", scratch.path(name), "-o", scratch.path("\(level).csv"))
      #expect(try scratch.data("\(level).csv") == Self.register)
    }
    #expect(sizes[1] < sizes[0])
  }

  @Test(arguments: [["--level", "0"], ["--level", "10"], ["--level", "5", "--to", "csv"]])
  func aLevelThatMeansNothingEndsWith64(arguments: [String]) throws {
    let run = try ToolRun.run(
      program: "bieu",
      ["convert", "Samples/messy/14-cong-thuc-chua-tinh.xlsx", "-o", "-"]
        + (arguments.contains("--to") ? arguments : arguments + ["--to", "xlsx"]))
    #expect(run.status == 64, "\(run.errors)")
  }
}
