import CSV
import SheetModel
import Testing

@Suite struct DialectTests {
  private func delimiter(_ text: String) throws -> String {
    try reader(text).dialect.map { String(UnicodeScalar($0.delimiter)) } ?? ""
  }

  @Test func theDelimiterIsTheOneThatSplitsLinesEvenly() throws {
    #expect(try delimiter("a,b,c\n1,2,3\n") == ",")
    #expect(try delimiter("a;b;c\n1;2;3\n") == ";")
    #expect(try delimiter("a\tb\n1\t2\n") == "\t")
    #expect(try delimiter("a|b\n1|2\n") == "|")
  }

  @Test func decimalCommasAreNoDelimiters() throws {
    #expect(try delimiter("Xã;Tỷ lệ\nBản Lang;12,5\nDào San;7,25\n") == ";")
    #expect(try delimiter("1,5;2,5\n3,5;4,5\n") == ";")
    #expect(try delimiter("1,5\t2,5\n3,5\t4,5\n") == "\t")
  }

  @Test func delimitersInsideQuotesDoNotCount() throws {
    #expect(try delimiter("\"a;b;c\",x\n\"d;e;f\",y\n") == ",")
    #expect(try delimiter("\"a \"\"x\"\" ;b\",x\n\"d;\ne\",y\n") == ",")
  }

  @Test func titlesAboveTheTableDoNotDecide() throws {
    let text = "BIỂU SỐ 01, BAN HÀNH THEO, THÔNG TƯ\n\nXã;Nam;Nữ\nA;1;2\nB;3;4\n"
    #expect(try delimiter(text) == ";")
  }

  @Test func aSingleColumnIsTakenAsCommaSeparated() throws {
    #expect(try delimiter("Bản Lang\nDào San\nMù Sang\n") == ",")
    #expect(try delimiter("") == ",")
  }

  @Test func aSeparatorLineIsHonouredAndNoRow() throws {
    for text in ["sep=;\na,b;c\n", "\"sep=;\"\r\na,b;c\r\n", "\u{FEFF}sep=;\na,b;c\n"] {
      let reader = try reader(text)
      #expect(reader.dialect?.delimiter == UInt8(ascii: ";"))
      #expect(try lines(of: reader) == ["1: A=a,b B=c"])
    }
    let error = failure(of: try reader("sep=;\na;\"b"))
    #expect(error?.place.line == 2)
  }

  @Test func tabsMakeTheFormatTSV() throws {
    #expect(try reader("a\tb\nc\td").format == .tsv)
    #expect(try reader("a;b").format == .csv)
  }

  @Test func newlinesAreReported() throws {
    #expect(try reader("\"a\nb\",c\r\nd").dialect?.newline == .crlf)
    #expect(try reader("a\nb\r\n").dialect?.newline == .lf)
    #expect(try reader("a\rb\r").dialect?.newline == .cr)
  }

  @Test func aToldDialectIsNotGuessed() throws {
    let found = try reader("a;b,c\nd;e,f\n", with(","))
    #expect(try lines(of: found) == ["1: A=a;b B=c", "2: A=d;e B=f"])
    for bad: Unicode.Scalar in ["\"", "\n", "\r"] {
      #expect(throws: WorkbookError.self) { try reader("a", with(bad)) }
    }
  }
}
