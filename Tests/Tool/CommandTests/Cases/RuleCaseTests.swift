import Foundation
import TestSupport
import Testing

/// Small inputs of `Tests/Cases` that once passed with a wrong verdict, through the built tool.
struct RuleCaseTests {
  private struct Found: Decodable {
    struct Other: Decodable {
      var sheet: String?
      var cell: String?
    }

    var code: String?
    var severity: String?
    var cell: String?
    var rule: String?
    var related: [Other]?
  }

  private func findings(_ path: String) throws -> [Found] {
    let run = try ToolRun.bieu("check", "--format", "json", "--quiet", path)
    return try run.output.split(separator: "\n").map {
      try JSONDecoder().decode(Found.self, from: Data($0.utf8))
    }.filter { $0.severity != nil }
  }

  private func findings(ofCase name: String) throws -> [Found] {
    try findings(Repository.sampleCase(name).path)
  }

  @Test func aSexRatioOfAThousandIsOutOfItsRange() throws {
    let found = try findings(ofCase: "luat-03-sex-ratio-1000.csv")
    #expect(found.map(\.code) == ["out-of-range"])
    #expect(found.map(\.severity) == ["warning"])
    // All births are rural, so that the column is the cause of the total.
    #expect(found.map(\.cell) == ["L10"])
  }

  @Test func theCSVOfACleanRegisterIsClean() throws {
    #expect(try findings(ofCase: "luat-14-own-csv-of-register.csv").count == 0)
  }

  @Test func whatConvertMakesOfTheRegisterOfTheSamplesIsClean() throws {
    let scratch = try TemporaryFolder()
    let made = scratch.path("so.csv")
    let run = try ToolRun.bieu(
      "convert", "--quiet", "Samples/clean/tam-duong-ban-bo-danh-sach-2025.xlsx", "-o", made,
      "--sheet", "1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try findings(made).count == 0)
  }

  @Test func aFlippedSexNamesSexAndNumber() throws {
    let found = try findings(ofCase: "luat-15-sex-flipped.csv")
    #expect(found.map(\.code) == ["personal-number-invalid"])
    #expect(found.map(\.cell) == ["D7"])
    #expect(found.first?.related?.map(\.cell) == ["F7"])
  }

  @Test func aNumberRegisteredAbroadIsOne() throws {
    #expect(try findings(ofCase: "06-so-dinh-danh-ma-quoc-gia.xlsx").count == 0)
  }

  @Test func aDifferenceInsideAFileIsAFindingOfTheFile() throws {
    let scratch = try TemporaryFolder()
    _ = try ToolRun.bieu(
      "import", "--quiet", "Samples/clean/phong-tho-2025.xlsx", "-o", scratch.path("all.csv"))
    // One commune fewer on one of the two forms that count them.
    let lines = String(decoding: try scratch.data("all.csv"), as: UTF8.self)
      .split(separator: "\n").map { line -> String in
        guard line.contains(",TE-05,"), line.contains(",I:0502,denominator,") else {
          return String(line)
        }
        return String(line).replacingOccurrences(of: ",1,reported", with: ",2,reported")
      }
    try scratch.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "two.csv")
    let made = scratch.path("hai-xa.xlsx")
    _ = try ToolRun.bieu("export", "--quiet", scratch.path("two.csv"), "-o", made)
    let run = try ToolRun.bieu("check", made)
    #expect(run.status == 1)
    #expect(run.output.contains("same-quantity-differs"))
    #expect(!run.output.contains("Đối chiếu giữa các tệp"))
    let found = try findings(made).filter { $0.code == "same-quantity-differs" }
    #expect(found.count == 1)
    #expect(found.first?.related?.map(\.sheet) == ["TE-05"])
  }

  @Test func coverageListsEveryCellAndSaysWhatIsOpen() throws {
    let text = try ToolRun.bieu("template", "lint", "--coverage", "--quiet")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("0 ô không có cận trên"))
    let json = try ToolRun.bieu("template", "lint", "--coverage", "--format", "json", "--quiet")
    let lines = json.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("{\"type\":\"cell\",\"form\":\"TE-01\"") }.count > 40)
    #expect(lines.last?.contains("\"type\":\"coverage\"") == true)
  }
}
