import Foundation
import TestSupport
import Testing

/// Inputs that passed green with a figure of another unit of measurement, or of another place.
struct UnitCaseTests {
  /// Code and cell of every finding of a check, in its order.
  private func findings(_ path: String) throws -> [String] {
    let run = try ToolRun.bieu("check", path, "--format", "json")
    return try run.output.split(separator: "\n").compactMap { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard object?["type"] as? String == "finding", let code = object?["code"] as? String else {
        return nil
      }
      return "\(code) \(object?["cell"] as? String ?? "-")"
    }
  }

  private func messages(_ path: String) throws -> String {
    try ToolRun.bieu("check", path).output
  }

  private func sample(_ name: String) -> String { Repository.sampleCase(name).path }

  /// The same workbook in another format.
  private func converted(_ name: String, to format: String, in folder: TemporaryFolder) throws
    -> String
  {
    let output = folder.path("a.\(format)")
    let run = try ToolRun.bieu("convert", sample(name), "-o", output)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    return output
  }

  // MARK: Units of measurement

  @Test(arguments: ["xlsx", "ods", "csv"])
  func millionsInAColumnOfUnitsAreNoOnes(format: String) throws {
    let scratch = try TemporaryFolder()
    let path =
      format == "xlsx"
      ? sample("01-trieu-dong.xlsx") : try converted("01-trieu-dong.xlsx", to: format, in: scratch)
    #expect(try findings(path) == ["unit-of-other-base D16", "out-of-proportion E16"])
    #expect(try messages(path).contains("“triệu đồng”"))
  }

  @Test(arguments: ["xlsx", "ods"])
  func aSignInTheNumberFormatCountsAsOneTyped(format: String) throws {
    let scratch = try TemporaryFolder()
    let name = "05-dinh-dang-phan-nghin.xlsx"
    let path = format == "xlsx" ? sample(name) : try converted(name, to: format, in: scratch)
    #expect(try findings(path).contains("base-mixed-up E7"))
  }

  /// Texts and factors that a number format may have beside 32.26, in a row of percentages.
  @Test(arguments: [
    ("‰", "base-mixed-up E7"), ("%o", "base-mixed-up E7"), ("/100.000", "base-mixed-up E7"),
    ("/10.000", "base-mixed-up E7"), (" phần nghìn", "base-mixed-up E7"), ("%", nil), (" %", nil),
    (" trẻ", nil), (" triệu", "shown-at-other-scale E7"), (" nghìn", "shown-at-other-scale E7"),
  ])
  func everySignOfANumberFormatIsRead(text: String, finding: String?) throws {
    let scratch = try TemporaryFolder()
    let flat = try converted("05-dinh-dang-phan-nghin.xlsx", to: "fods", in: scratch)
    let xml = try String(contentsOfFile: flat, encoding: .utf8)
    #expect(xml.contains("<number:text>‰</number:text>"))
    try xml.replacingOccurrences(
      of: "<number:text>‰</number:text>", with: "<number:text>\(text)</number:text>"
    ).write(toFile: flat, atomically: true, encoding: .utf8)
    #expect(try findings(flat) == [finding].compactMap(\.self))
    let workbook = scratch.path("b.xlsx")
    #expect(try ToolRun.bieu("convert", flat, "-o", workbook).status == 0)
    #expect(try findings(workbook) == [finding].compactMap(\.self))
  }

  @Test func aFormatThatDividesIsToldAndTheNumberOfTheCellTaken() throws {
    let scratch = try TemporaryFolder()
    let flat = try converted("05-dinh-dang-phan-nghin.xlsx", to: "fods", in: scratch)
    let xml = try String(contentsOfFile: flat, encoding: .utf8)
    let divided = xml.replacingOccurrences(of: "<number:text>‰</number:text>", with: "")
      .replacingOccurrences(
        of: "number:decimal-places=\"2\"",
        with: "number:decimal-places=\"2\" number:display-factor=\"1000\"")
    try divided.write(toFile: flat, atomically: true, encoding: .utf8)
    #expect(try findings(flat) == ["shown-at-other-scale E7"])
    let output = scratch.path("a.csv")
    let run = try ToolRun.bieu("import", flat, "-o", output)
    #expect(run.status == 1)
    #expect(try String(contentsOfFile: output, encoding: .utf8).contains("32.26"))
  }

  // MARK: Letters

  @Test func anEthInTheLabelOfTheUnitIsNoFinding() throws {
    #expect(try findings(sample("03b-eth-mot-o.xlsx")) == [])
  }

  // MARK: Places

  @Test func aCommuneOfAnotherProvinceIsNotTakenForTheOneOfItsName() throws {
    let path = sample("04-tinh-khac.xlsx")
    #expect(try findings(path) == ["unit-elsewhere F1"])
    let message = try messages(path)
    #expect(message.contains("Xã Tân Hưng, tỉnh Cà Mau"))
    #expect(message.contains("Xã Tân Hưng, 25345"))
    #expect(message.contains("Đồng Nai"))
  }

  @Test func aCommuneOfTodayInAYearWhenItsCodeWasATownIsTold() throws {
    let path = sample("09-xa-moi-nam-cu.xlsx")
    #expect(try findings(path) == ["unit-of-other-time F1"])
    #expect(try messages(path).contains("Thị trấn Phong Thổ, 03549"))
  }

  @Test func heldBackIsWhatIsOfAnotherPlaceOrScale() throws {
    for name in ["01-trieu-dong.xlsx", "04-tinh-khac.xlsx", "09-xa-moi-nam-cu.xlsx"] {
      let scratch = try TemporaryFolder()
      let run = try ToolRun.bieu("import", sample(name), "-o", scratch.path("a.csv"))
      #expect(run.status != 0)
      #expect(!FileManager.default.fileExists(atPath: scratch.path("a.csv")), "\(name)")
    }
  }

  // MARK: Codes on the command line

  @Test func aCodeThatLostItsZeroIsOffered() throws {
    let run = try ToolRun.bieu("check", sample("04-tinh-khac.xlsx"), "--unit", "3424")
    #expect(run.status == 64)
    #expect(run.errors.contains("Có phải 03424 (Xã Bản Bo)?"))
    let named = try ToolRun.bieu(
      "check", sample("04-tinh-khac.xlsx"), "--unit", "Xã Bản Bo", "--period", "2024")
    #expect(named.errors.contains("Có phải 03424 (Xã Bản Bo)?"))
  }

  @Test func aCodeThatEndedSaysWhatItBecameAndWhen() throws {
    let run = try ToolRun.bieu(
      "check", sample("05-dinh-dang-phan-nghin.xlsx"), "--unit", "03406", "--period", "2026")
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Xã Hồ Thầu đã nhập vào Xã Tả Lèng (03405)"))
    #expect(text.contains("từ ngày 01/07/2025"))
    let listed = try ToolRun.bieu("units", "list", "--under", "106", "--at", "2026")
    #expect(listed.errors.contains("từ ngày 01/07/2025"))
  }
}
