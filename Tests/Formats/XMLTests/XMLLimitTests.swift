import SheetModel
import Testing
import XML

@Suite struct XMLLimitTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test func nestingIsBounded() {
    let limits = ReadLimits()
    let deepest = repeated("<c>", 200) + repeated("</c>", 200)
    #expect(Events.error(deepest) == nil)
    let error = Events.error(repeated("<c>", 100_000))
    #expect(error?.limit == .nesting)
    #expect(error?.limitValue == limits.nesting)
    var wide = limits
    wide.nesting = 1000
    #expect(Events.error(repeated("<c>", 999) + repeated("</c>", 999), limits: wide) == nil)
    wide.nesting = 0
    #expect(Events.error("<c/>", limits: wide)?.limit == .nesting)
  }

  @Test func attributesAreBounded() {
    var limits = ReadLimits()
    limits.attributeBytes = 100
    #expect(Events.error("<c r='\(repeated("ă", 50))'/>", limits: limits) == nil)
    #expect(Events.error("<c r='\(repeated("ă", 51))'/>", limits: limits)?.limit == .attributeBytes)
    let huge = "<c r='\(repeated("0123456789", 1_200_000))'/>"
    #expect(Events.error(huge) != nil)
  }

  @Test func markupWithoutAnEndIsBounded() {
    for start in ["<c><!--", "<c><?p", "<c ", "<c a='", "<c><![CDATA[", "<c>&"] {
      let error = Events.error(start + repeated("a", 3_000_000))
      #expect(error?.limit == .attributeBytes, "\(start)")
    }
  }

  @Test func crowdsOfNamesAreRefused() {
    let numbers = 0..<30_000
    let names = "<c>" + numbers.map { "<e\($0)/>" }.joined() + "</c>"
    #expect(Events.error(names)?.found == "too many names")
    let attributes = "<c" + numbers.prefix(513).map { " a\($0)=''" }.joined() + "/>"
    #expect(Events.error(attributes)?.found == "too many attributes")
    let most = "<c" + numbers.prefix(512).map { " a\($0)=''" }.joined() + "/>"
    #expect(Events.error(most) == nil)
    let namespaces = "<c" + numbers.prefix(257).map { " xmlns:a\($0)='u'" }.joined() + "/>"
    #expect(Events.error(namespaces)?.found == "too many namespaces")
    let declared = "<c xmlns='urn:a' xmlns:x='urn:x'/>"
    #expect(Events.error("<c>" + repeated(declared, 2_000) + "</c>") == nil)
    let nested = repeated(
      "<c " + (0..<10).map { "xmlns:a\($0)='u'" }.joined(separator: " ") + ">", 110)
    #expect(Events.error(nested)?.found == "too many namespaces")
  }

  @Test func textIsBoundedByRun() {
    var limits = ReadLimits()
    limits.textBytes = 1000
    let text = repeated("x", 1000)
    for size in [16, 65_536] {
      #expect(Events.error("<r>\(text)<c/>\(text)</r>", chunkBytes: size, limits: limits) == nil)
      let error = Events.error("<r>\(text)<!-- -->x</r>", chunkBytes: size, limits: limits)
      #expect(error?.limit == .textBytes)
      let data = Events.error("<r>\(text)<![CDATA[x]]></r>", chunkBytes: size, limits: limits)
      #expect(data?.limit == .textBytes)
    }
  }

  @Test func longTextComesInWholeCharacters() throws {
    var limits = ReadLimits()
    limits.textBytes = 1 << 24
    let text = repeated("Trẻ em ", 100_000)
    let parser = Events.parser(Array("<r>\(text)</r>".utf8), chunkBytes: 4096, limits: limits)
    var pieces = 0
    var whole = ""
    while true {
      let event = try parser.next()
      if event == .endOfDocument { break }
      guard event == .text else { continue }
      pieces += 1
      let isWhole = parser.withText { String(validating: $0, as: UTF8.self) != nil }
      #expect(isWhole)
      whole += parser.text()
    }
    #expect(whole == text)
    #expect(pieces > 10)
  }

  @Test func textOfAnElementIsBoundedAsAWhole() throws {
    var limits = ReadLimits()
    limits.textBytes = 10
    let parser = Events.parser(Array("<r><c>123456</c><c>123456</c></r>".utf8), limits: limits)
    #expect(try parser.next() == .start)
    let outcome = Result { () throws(WorkbookError) in try parser.elementText() }
    guard case .failure(let error) = outcome else {
      Issue.record("no error")
      return
    }
    #expect(error.limit == .textBytes)
  }
}
