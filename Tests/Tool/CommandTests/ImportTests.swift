import Foundation
import TestSupport
import Testing

/// Import and export through the built tool: one figure, whatever workbook carries it.
struct ImportTests {
  /// An observation file without the columns that say where a figure came from.
  static func withoutOrigin(_ csv: Data) -> [String] {
    String(decoding: csv, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).prefix(10)
        .joined(separator: ",")
    }
  }

  @Test func oneFormAsXLSXAndODSAndCSVGivesTheSameObservations() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/clean/phong-tho-2025.xlsx"
    _ = try ToolRun.bieu("convert", source, "-o", scratch.path("form.ods"))
    _ = try ToolRun.bieu("convert", source, "-o", scratch.path("form.fods"))
    _ = try ToolRun.bieu(
      "convert", source, "--sheet", "TE-03", "-o", scratch.path("form.csv"))
    let inputs = [source, scratch.path("form.ods"), scratch.path("form.fods")]
    let all = try inputs.enumerated().map { index, input in
      let run = try ToolRun.bieu("import", input, "-o", scratch.path("\(index).csv"))
      #expect(run.status == 0, "\(run.errors)")
      return Self.withoutOrigin(try scratch.data("\(index).csv"))
    }
    #expect(all[0].count > 800)
    #expect(all[0] == all[1])
    #expect(all[0] == all[2])
    let run = try ToolRun.bieu("import", scratch.path("form.csv"), "-o", scratch.path("t.csv"))
    #expect(run.status == 0, "\(run.errors)")
    let head = all[0].prefix(1)
    #expect(
      Self.withoutOrigin(try scratch.data("t.csv"))
        == head + all[0].filter { $0.hasPrefix("tt13-2021,TE-03,") })
  }

  @Test(arguments: ["xlsx", "ods"])
  func exportGivesBackWhatImportTook(format: String) throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu("import", "Samples/clean", "-o", scratch.path("first.csv"))
    let export = try ToolRun.bieu(
      "export", scratch.path("first.csv"), "-o", scratch.path("forms/"), "--to", format)
    #expect(export.status == 0, "\(export.errors)")
    let again = try ToolRun.bieu(
      "import", scratch.path("forms"), "-o", scratch.path("second.csv"))
    #expect(again.status == 0, "\(again.errors)")
    let first = Self.withoutOrigin(try scratch.data("first.csv"))
    #expect(first == Self.withoutOrigin(try scratch.data("second.csv")))
  }

  @Test func signsOfTheFormSurviveExportAndImport() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/messy/12-gach-ba-cham-x-trong.ods"
    _ = try ToolRun.bieu("import", source, "-o", scratch.path("first.csv"))
    let first = Self.withoutOrigin(try scratch.data("first.csv"))
    #expect(
      first.contains { $0.contains("I:0306,numerator,sex=male,") && $0.hasSuffix(",,missing") })
    #expect(first.contains { $0.contains("I:0308,numerator,,") && $0.contains("not_applicable") })
    #expect(first.contains { $0.hasSuffix(",0,zero") })
    _ = try ToolRun.bieu("export", scratch.path("first.csv"), "-o", scratch.path("form.xlsx"))
    _ = try ToolRun.bieu("import", scratch.path("form.xlsx"), "-o", scratch.path("second.csv"))
    #expect(first == Self.withoutOrigin(try scratch.data("second.csv")))
  }

  @Test func jsonLinesSayTheSameAsCSV() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/clean/ly-son-2025.xlsx"
    _ = try ToolRun.bieu("import", source, "-o", scratch.path("o.csv"))
    _ = try ToolRun.bieu("import", source, "-o", scratch.path("o.jsonl"))
    for name in ["o.csv", "o.jsonl"] {
      let run = try ToolRun.bieu("export", scratch.path(name), "-o", scratch.path("\(name).xlsx"))
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try scratch.data("o.csv.xlsx") == scratch.data("o.jsonl.xlsx"))
  }

  @Test func aSheetWithErrorsIsHeldBackUnlessAskedFor() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/messy/21-so-am-so-le.ods"
    let held = try ToolRun.bieu("import", source, "-o", scratch.path("held.csv"))
    #expect(held.status == 1)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("held.csv")))
    let all = try ToolRun.bieu("import", source, "--with-errors", "-o", scratch.path("all.csv"))
    #expect(all.status == 1)
    #expect(Self.withoutOrigin(try scratch.data("all.csv")).count > 100)
  }

  /// The sample of one unit and half-year, sent a first time with a figure still to come.
  @Test(arguments: [["lan-1", "lan-2"], ["lan-2", "lan-1"]])
  func aFigureThatOneOfTwoFormsLacksIsTakenFromTheOther(order: [String]) throws {
    let scratch = try TemporaryFolder()
    let whole = try String(
      contentsOf: Repository.root.appendingPathComponent(
        "Samples/clean/huyen-ly-son-06-te-2025H1.csv"),
      encoding: .utf8)
    let line = "0602.TS,người,589,"
    #expect(whole.contains(line))
    try scratch.write(
      "lan-1.csv", whole.replacing(line, with: "0602.TS,người,…,Chưa tổng hợp xong"))
    try scratch.write("lan-2.csv", whole)
    // A form that comes twice is an error, and held back unless asked for.
    let run = try ToolRun.run(
      program: "bieu",
      ["import", "--with-errors", "-o", scratch.path("chung.csv")]
        + order.map { scratch.path("\($0).csv") })
    #expect(run.status == 1)
    #expect(!run.errors.contains("hai nơi cho số khác nhau"), "\(run.errors)")
    let figures = try scratch.text("chung.csv").split(separator: "\n")
    #expect(figures.count == 13)
    let figure = try #require(figures.first { $0.contains("I:0602,numerator,") })
    #expect(figure.contains(",589,reported,,\(scratch.path("lan-2.csv")),"), "\(figure)")
    // Files of observations merge alike.
    for name in order {
      _ = try ToolRun.bieu(
        "import", scratch.path("\(name).csv"), "-o", scratch.path("\(name).jsonl"))
    }
    let export = try ToolRun.run(
      program: "bieu",
      ["export", "-o", scratch.path("bieu.xlsx")] + order.map { scratch.path("\($0).jsonl") })
    #expect(export.status == 0, "\(export.errors)")
    _ = try ToolRun.bieu("import", scratch.path("bieu.xlsx"), "-o", scratch.path("lai.csv"))
    let again = try scratch.text("lai.csv").split(separator: "\n")
    #expect(again.contains { $0.contains("I:0602,numerator,,536,2025H1,589,reported,") })
  }

  @Test func noPersonalValueLeavesARegister() throws {
    for arguments in [
      ["check", "Samples/messy/17-ngay-kieu-van-ban.xlsx"],
      ["check", "--format", "json", "Samples/messy/18-ngay-serial-1900.xlsx"],
      ["import", "Samples/clean/tam-duong-ban-bo-danh-sach-2025.xlsx", "-o", "-"],
    ] {
      let run = try ToolRun.run(program: "bieu", arguments)
      for personal in ["Trẻ em mẫu", "Bản Mẫu", "012291", "012391", "31/02"] {
        #expect(!(run.output + run.errors).contains(personal), "\(arguments): \(personal)")
      }
    }
  }
}
