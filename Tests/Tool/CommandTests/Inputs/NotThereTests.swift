import Foundation
import TestSupport
import Testing

/// What is not there, not seen or said to be nothing is told, and never imported without a word.
struct NotThereTests {
  private let scratch: TemporaryFolder
  private static let sample = "Samples/clean/phong-tho-2025.xlsx"

  init() throws { scratch = try TemporaryFolder() }

  /// The sample with its parts changed, as a file.
  private func changed(
    _ name: String, _ change: (_ part: String, _ text: String) -> String
  ) throws -> String {
    let url = Repository.root.appendingPathComponent(Self.sample)
    let bytes = try archive([UInt8](try Data(contentsOf: url)), changing: change)
    return try scratch.write(bytes, to: name)
  }

  /// The sample with a sheet that people do not see; with another figure in it where asked for.
  private func hidden(
    _ name: String, _ sheet: String, state: String = "hidden", figure: String? = nil
  ) throws -> String {
    try changed(name) { part, text in
      if part == "xl/workbook.xml" {
        return text.replacingOccurrences(
          of: "<sheet name=\"\(sheet)\"", with: "<sheet state=\"\(state)\" name=\"\(sheet)\"")
      }
      guard let figure, part == "xl/worksheets/sheet1.xml" else { return text }
      return text.replacingOccurrences(of: "<v>528</v>", with: "<v>\(figure)</v>")
    }
  }

  private func codes(_ output: String) -> [String] {
    output.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("{\"type\":\"finding\"") else { return nil }
      let rest = line.components(separatedBy: "\"code\":\"").dropFirst().first ?? ""
      return rest.components(separatedBy: "\"").first
    }
  }

  @Test func aFormThatTheFileListsAndThatIsGoneIsAFindingAndToldByImport() throws {
    let file = scratch.path("gone.xlsx")
    _ = try ToolRun.bieu(
      "convert", Self.sample, "--sheet", "TE-01", "--sheet", "TE-02", "--sheet", "_bieu", "-o",
      file)
    let check = try ToolRun.bieu("check", file, "--format", "json")
    #expect(codes(check.output).count { $0 == "form-gone" } == 6, "\(check.output)")
    #expect(check.status == 1)
    #expect(check.output.contains("Biểu số 03/TE"))
    let run = try ToolRun.bieu("import", file, "-o", scratch.path("gone.csv"))
    #expect(run.errors.contains("[form-gone]"))
    #expect(run.status == 1)
    let whole = try ToolRun.bieu("check", Self.sample)
    #expect(whole.status == 0)
  }

  @Test func aBlankFormIsOneFindingAndGivesNoFigures() throws {
    for suffix in ["xlsx", "ods"] {
      for form in ["TE-03", "XH-01", "DS-01"] {
        let file = "Templates/tt13-2021/blank/\(form).\(suffix)"
        let check = try ToolRun.bieu("check", file, "--format", "json")
        #expect(codes(check.output) == ["blank-form"], "\(file)")
        let run = try ToolRun.bieu(
          "import", file, "--unit", "03424", "--period", "2025", "-o", scratch.path("x.csv"))
        #expect(run.errors.contains("Không nhập biểu trống"), "\(run.errors)")
        #expect(!scratch.names().contains("x.csv"))
      }
    }
    // As delimited text, too.
    let csv = scratch.path("TE-03.csv")
    _ = try ToolRun.bieu("convert", "Templates/tt13-2021/blank/TE-03.xlsx", "-o", csv)
    #expect(codes(try ToolRun.bieu("check", csv, "--format", "json").output) == ["blank-form"])
  }

  @Test(arguments: ["TE-03", "XH-01"])
  func aFormThatSaysThatNothingOccurredIsImportedAsZeros(_ form: String) throws {
    let csv = scratch.path("nil.csv")
    _ = try ToolRun.bieu("convert", "Templates/tt13-2021/blank/\(form).xlsx", "-o", csv)
    var lines = try scratch.text("nil.csv").split(
      separator: "\n", omittingEmptySubsequences: false)
    lines[3] = "Không phát sinh số liệu" + lines[3]
    try scratch.write("nil.csv", lines.joined(separator: "\n"))
    let options = ["--unit", "03424", "--period", "2025"]
    let check = try ToolRun.run(
      program: "bieu", ["check", csv, "--format", "json"] + options)
    #expect(!codes(check.output).contains("blank-form"))
    #expect(!check.output.contains("\"severity\":\"error\""), "\(check.output)")
    let run = try ToolRun.run(
      program: "bieu", ["import", csv, "-o", scratch.path("out.csv")] + options)
    #expect(run.errors.contains("ghi không phát sinh"), "\(run.errors)")
    let figures = try scratch.text("out.csv").split(separator: "\n").dropFirst()
    #expect(figures.count { $0.contains(",zero,") } > 20)
    #expect(!figures.contains { $0.contains(",reported,") })
    #expect(figures.contains { $0.contains("Không phát sinh số liệu") })
  }

  @Test func aRegisterThatSaysThatThereIsNobodyIsImportedAsZeros() throws {
    let csv = scratch.path("ds.csv")
    _ = try ToolRun.bieu("convert", "Templates/tt13-2021/blank/DS-01.xlsx", "-o", csv)
    var lines = try scratch.text("ds.csv").split(separator: "\n", omittingEmptySubsequences: false)
    lines[3] = "Không phát sinh" + lines[3]
    try scratch.write("ds.csv", lines.joined(separator: "\n"))
    let options = ["--unit", "03424", "--period", "2025"]
    let check = try ToolRun.run(program: "bieu", ["check", csv, "--format", "json"] + options)
    #expect(!codes(check.output).contains("blank-form"), "\(check.output)")
    let run = try ToolRun.run(
      program: "bieu", ["import", csv, "-o", scratch.path("ds-out.csv")] + options)
    #expect(run.errors.contains("ghi không phát sinh"), "\(run.errors)")
    let figures = try scratch.text("ds-out.csv").split(separator: "\n").dropFirst()
    #expect(!figures.isEmpty && figures.allSatisfy { $0.contains(",zero,") })
  }

  @Test(arguments: ["hidden", "veryHidden"])
  func aFormOnAHiddenSheetIsToldAndImported(_ state: String) throws {
    let file = try hidden("h.xlsx", "TE-03", state: state)
    let check = try ToolRun.bieu("check", file, "--format", "json")
    #expect(codes(check.output) == ["hidden-sheet"], "\(check.output)")
    let run = try ToolRun.bieu("import", file, "-o", scratch.path("h.csv"))
    #expect(run.errors.contains("Đã nhập từ trang tính ẩn: \(file): TE-03"), "\(run.errors)")
    #expect(try scratch.text("h.csv").contains(",TE-03,"))
  }

  @Test(arguments: [[], ["--with-errors"]])
  func aStaleHiddenCopyNeverWinsOverTheSheetThatIsShown(_ options: [String]) throws {
    // Read before the file with the sheet that people see.
    let stale = try hidden("a.xlsx", "TE-01", figure: "529")
    let shown = try hidden("b.xlsx", "XH-02")
    let run = try ToolRun.run(
      program: "bieu", ["import", stale, shown, "-o", scratch.path("both.csv")] + options)
    let lines = try scratch.text("both.csv").split(separator: "\n").filter {
      $0.contains(",TE-01,") && $0.contains("I:0101,count,sex=male,")
    }
    #expect(lines.count == 1)
    #expect(lines.first?.contains(",528,") == true, "\(lines) \(run.errors)")
  }

  @Test func remarksAtCellsAreCountedAndPlacedButNotRepeated() throws {
    let fods = scratch.path("x.fods")
    _ = try ToolRun.bieu("convert", Self.sample, "-o", fods)
    var text = try scratch.text("x.fods")
    let cell = try #require(text.range(of: "<text:p>Chỉ tiêu</text:p>"))
    text.replaceSubrange(
      cell,
      with: "<office:annotation><text:p>Chị Lò Thị Mai gửi lại</text:p></office:annotation>"
        + text[cell])
    try scratch.write("x.fods", text)
    _ = try ToolRun.bieu("convert", fods, "-o", scratch.path("bỏ.xlsx"))
    let check = try ToolRun.bieu("check", fods)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("đạt; 1 ghi chú ở ô, hãy đọc: TE-01!B5."), "\(check.output)")
    #expect(!check.output.contains("Lò Thị Mai"))
    let json = try ToolRun.bieu("check", fods, "--format", "json")
    #expect(
      json.output.contains(
        "{\"type\":\"comment\",\"file\":\"\(fods)\",\"sheet\":\"TE-01\",\"cell\":\"B5\"}"))
    #expect(!json.output.contains("Lò Thị Mai"))
    let run = try ToolRun.bieu("import", fods, "-o", scratch.path("x.csv"))
    #expect(run.errors.contains("1 ghi chú ở ô"))
  }
}
