import Foundation
import SheetModel
import TestSupport
import Testing
import WorkbookIO

/// Lessons 28 and 29: delimited text in the hands of Excel.
struct DelimitedLessonTests {
  private static let book = HandMadeXLSX(
    cells: """
      <c r="A1" t="inlineStr"><is><t>Trẻ em</t></is></c><c r="B1"><v>12.5</v></c>\
      <c r="C1" t="inlineStr"><is><t>=HYPERLINK(1)</t></is></c><c r="D1"><v>-3</v></c>
      """)

  private static func csv(_ options: String...) throws -> String {
    let scratch = try TemporaryFolder()
    try Data(book.bytes()).write(to: scratch.url.appendingPathComponent("a.xlsx"))
    let arguments = ["convert", scratch.path("a.xlsx"), "-o", scratch.path("a.csv")] + options
    let run = try ToolRun.run(program: "bieu", arguments)
    #expect(run.status == 0, "\(run.errors)")
    return String(decoding: try scratch.data("a.csv"), as: UTF8.self)
  }

  @Test func lesson28MarkDelimiterAndDecimalCommaAreOptions() throws {
    #expect(try Self.csv() == "Trẻ em,12.5,=HYPERLINK(1),-3\n")
    #expect(try Self.csv("--bom") == "\u{FEFF}Trẻ em,12.5,=HYPERLINK(1),-3\n")
    #expect(try Self.csv("--delimiter", ";") == "Trẻ em;12.5;=HYPERLINK(1);-3\n")
    #expect(try Self.csv("--decimal-comma") == "Trẻ em;12,5;=HYPERLINK(1);-3\n")
  }

  @Test(arguments: ["a;b\n1,5;2\n", "\u{FEFF}a;b\r\n1,5;2\r\n", "sep=;\na;b\n1,5;2\n"])
  func lesson28SemicolonsAreFound(text: String) throws {
    #expect(try texts(of: Array(text.utf8)) == ["a", "b", "1,5", "2"])
  }

  @Test func lesson28OneColumnOfSemicolonsEarnsAWarning() throws {
    let scratch = try TemporaryFolder()
    let texts = ["sep=,\nmã;số\n1;2\n3;4\n", "mã;số\n1;2\n3;4\n"]
    for (text, isWarned) in zip(texts, [true, false]) {
      try Data(text.utf8).write(to: scratch.url.appendingPathComponent("a.csv"))
      let run = try ToolRun.bieu("convert", scratch.path("a.csv"), "-o", "-", "--to", "tsv")
      #expect(run.status == 0)
      #expect(run.errors.contains("“;”") == isWarned, "\(run.errors)")
    }
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    let dialect = try opened(Array("mã;số\n1;2\n3;4\n".utf8), csv: options).dialect
    #expect(dialect?.overlooked == UInt8(ascii: ";"))
    #expect(try opened(Array("mã\n1;2\n3\n4\n".utf8), csv: options).dialect?.overlooked == nil)
  }

  private static let attacks = ["=1+1", "+84", "-5", "@SUM(A1)", "=cmd(' /C calc')!A0"]

  @Test func lesson29TextIsNoFormulaInAWorkbook() throws {
    let csv = Array(Self.attacks.joined(separator: "\n").utf8)
    for format in [WorkbookFormat.xlsx, .ods, .fods] {
      let found = try lines(of: converted(csv, to: format).bytes)
      // -5 is a number that is written as it was read; everything else is text without a formula.
      #expect(
        found == [
          "A1 text =1+1", "A2 text +84", "A3 number -5", "A4 text @SUM(A1)",
          "A5 text =cmd(' /C calc')!A0",
        ], "\(format)")
    }
  }

  @Test func lesson29FormulasAreEscapedByOptionOnly() throws {
    #expect(try Self.csv() == "Trẻ em,12.5,=HYPERLINK(1),-3\n")
    #expect(try Self.csv("--escape-formulas") == "Trẻ em,12.5,'=HYPERLINK(1),-3\n")
  }
}
