import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 12, 13 and 24: numbers as they are, and the same verdict in every format.
struct NumberLessonTests {
  private static let digits: [(stored: String, text: String)] = [
    ("133.80000000000001", "133.8"), ("7.4999999999999997E-2", "0.075"), ("0.1", "0.1"),
    ("0.30000000000000004", "0.30000000000000004"), ("1.0", "1"), ("1E3", "1000"),
    ("12500000", "12500000"), ("8.65123E+14", "865123000000000"), ("-0", "0"),
    ("9.9999999999999995E-7", "0.000001"), ("9007199254740993", "9007199254740992"),
  ]

  @Test func lesson12NumbersAreTheShortestTextOfTheSameDouble() throws {
    let book = HandMadeXLSX(
      cells: Self.digits.enumerated().map { index, pair in
        "<c r=\"\(CellAddress(row: 0, column: index))\"><v>\(pair.stored)</v></c>"
      }.joined())
    #expect(try texts(of: book.bytes()) == Self.digits.map(\.text))
    for format in [WorkbookFormat.xlsx, .ods, .fods, .csv] {
      #expect(try texts(of: converted(book.bytes(), to: format).bytes) == Self.digits.map(\.text))
    }
    for pair in Self.digits { #expect(Double(pair.stored) == Double(pair.text), "\(pair.stored)") }
  }

  @Test func lesson13APercentageIsRawByDefaultAndShownByOption() throws {
    let scratch = try TemporaryFolder()
    var book = HandMadeXLSX(
      cells: "<c r=\"A1\" s=\"1\"><v>0.08</v></c><c r=\"B1\" s=\"2\"><v>12500000</v></c>")
    book.styles = HandMadeXLSX.styles(["0%", "#,##0"])
    try Data(book.bytes()).write(to: scratch.url.appendingPathComponent("tỷ lệ.xlsx"))
    let run = try ToolRun.bieu("convert", scratch.path("tỷ lệ.xlsx"), "-o", "-", "--to", "csv")
    #expect(run.output == "0.08,12500000\n")
    let shown = try ToolRun.bieu(
      "convert", scratch.path("tỷ lệ.xlsx"), "-o", "-", "--to", "tsv", "--shown")
    #expect(shown.output == "8%\t12.500.000\n")
  }

  @Test func lesson24OneRuleGivesOneVerdictInAllFormats() throws {
    let scratch = try TemporaryFolder()
    let source = "Samples/messy/22-nam-cong-nu-khac-tong.csv"
    var verdicts: [[String]] = []
    for name in ["a.csv", "a.xlsx", "a.ods", "a.fods", "a.tsv"] {
      _ = try ToolRun.bieu("convert", source, "-o", scratch.path(name))
      let run = try ToolRun.bieu("check", "--format", "json", scratch.path(name))
      #expect(run.status == 1, "\(name): \(run.errors)")
      let findings = run.output.split(separator: "\n").filter { $0.contains("\"cell\"") }
      // Files differ by name, and delimited text names its sheet after the file.
      verdicts.append(
        findings.map { line in
          line.replacingOccurrences(of: scratch.path(name), with: "tệp")
            .replacingOccurrences(of: "22-nam-cong-nu-khac-tong", with: "a")
        })
    }
    #expect(verdicts[0].count == 1 && verdicts[0][0].contains("E87"))
    for verdict in verdicts { #expect(verdict == verdicts[0]) }
  }
}
