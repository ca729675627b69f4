import CSV
import SheetModel
import Testing

/// Delimited text that is broken or means harm.
@Suite struct HostileTextTests {
  private func failure(_ text: String, _ change: (inout ReadLimits) -> Void = { _ in }) throws
    -> WorkbookError?
  {
    var limits = ReadLimits()
    change(&limits)
    return CSVTests.failure(of: try reader(text, limits: limits))
  }

  @Test func anUnclosedQuoteIsNamedByTheLineWhereItOpened() throws {
    let error = try failure("a,b\nc,\"d\ne,f\ng,h\n")
    #expect(error?.code == .malformedValue)
    #expect(error?.place.line == 2)
    let inside = try failure("a,b\n\"c\n\",\"d\ne,f\n")
    #expect(inside?.place.line == 3)
  }

  @Test func aLineThatAQuoteMakesTooLongNamesTheQuote() throws {
    let text = "a,b\nc,\"d\n" + String(repeating: "dòng\n", count: 200_000)
    let error = try failure(text) { $0.lineBytes = 1 << 19 }
    #expect(error?.limit == .lineBytes)
    #expect(error?.found == "quote opened in line 2")
    let plain = try failure(String(repeating: "a", count: 1 << 20)) { $0.lineBytes = 1 << 19 }
    #expect(plain?.limit == .lineBytes)
    #expect(plain?.found == "")
  }

  @Test func aQuoteInTheMiddleOfAFieldIsText() throws {
    #expect(try lines(of: reader("a 5\" b,c\n5\",6\n")) == ["1: A=a 5\" b B=c", "2: A=5\" B=6"])
  }

  @Test func invalidUTF8IsNamedByLineAndByte() throws {
    let letters = Array("trẻ em,đ\n".utf8)
    let error = CSVTests.failure(of: try reader(letters + letters + [0x61, 0xFF, 0x0A]))
    #expect(error?.code == .invalidEncoding)
    #expect(error?.place.line == 3)
    #expect(error?.found == "UTF-8, byte \(2 * letters.count + 2)")
  }

  @Test func blankLinesOfEveryKindKeepTheNumbersOfRowsAndLines() throws {
    let blank = "\n\r\n\r\r\n\n"
    #expect(try lines(of: reader("a\n" + blank + "b")) == ["1: A=a", "7: A=b"])
    for step in [1, 2, 3, 7] {
      let source = DrippingSource(Array(("a\r\n" + blank + "b,\"").utf8), step: step)
      let reader = try CSVReader(source, name: "x")
      let error = CSVTests.failure(of: reader)
      #expect(error?.place.line == 7, "\(step)")
    }
  }

  @Test func millionsOfBlankLinesCostNothing() throws {
    let text = String(repeating: "\n", count: 3_000_000)
    #expect(try lines(of: reader("a\n" + text)) == ["1: A=a"])
    let error = try failure("a\n" + text + "b\n")
    #expect(error?.limit == .rows)
    #expect(error?.place.line == 3_000_002)
  }

  @Test func everyBudgetIsTakenToItsLastUnit() throws {
    let text = "aaa,b\nc,d\n"
    let full: [(WritableKeyPath<ReadLimits, Int>, Int)] = [
      (\.cells, 4), (\.rows, 2), (\.columns, 2), (\.textBytes, 3), (\.lineBytes, 5),
    ]
    for (limit, need) in full {
      #expect(try failure(text) { $0[keyPath: limit] = need } == nil, "\(limit) = \(need)")
      let error = try failure(text) { $0[keyPath: limit] = need - 1 }
      #expect(error?.code == .limitExceeded, "\(limit) = \(need - 1)")
      #expect(error?.limitValue == need - 1)
    }
  }

  @Test func theLastRowAndColumnOfAWorkbookAreRead() throws {
    let wide = String(repeating: ",", count: 16_383)
    #expect(try lines(of: reader(wide + "x\n")) == ["1: XFD=x"])
    #expect(try failure(wide + ",x\n")?.limit == .columns)
    let tall = String(repeating: "\n", count: 1_048_575)
    #expect(try lines(of: reader(tall + "x")) == ["1048576: A=x"])
    #expect(try failure(tall + "\nx")?.limit == .rows)
  }

  @Test func aSemicolonInAFewLinesOfOneColumnIsPointedOut() throws {
    let one = String(repeating: "Bản Lang\n", count: 30)
    #expect(try reader(one).dialect?.overlooked == nil)
    #expect(try reader(one + "Dào San;12\n").dialect?.overlooked == UInt8(ascii: ";"))
    #expect(try reader("a;b\n1;2\n").dialect?.overlooked == nil)
  }
}
