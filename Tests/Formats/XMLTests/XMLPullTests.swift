import SheetModel
import Testing
import XML

@Suite struct XMLPullTests {
  private let book = """
    <row xmlns='urn:a' xmlns:q='urn:r' r='1'>
      <c r='A1'><c>một<row/></c>hai<c>\(String(repeating: "ba ", count: 200))</c></c>
      <c r='B1'>bốn</c>
    </row>
    """

  @Test func skippedElementsLeaveNothing() throws {
    for size in [4, 50, 65_536] {
      let parser = Events.parser(Array(book.utf8), chunkBytes: size)
      #expect(try parser.next() == .start)
      while try parser.next() != .start {}
      #expect(parser.attributeString(4) == "A1")
      try parser.skipElement()
      #expect(parser.name == 2)
      #expect(parser.depth == 2)
      while try parser.next() != .start {}
      #expect(parser.attributeString(4) == "B1")
      #expect(parser.line == 3)
      #expect(try parser.elementText() == "bốn")
      try parser.skipElement()
      while try parser.next() != .end {}
      #expect(parser.name == 1)
      #expect(parser.depth == 1)
      #expect(try parser.next() == .endOfDocument)
      #expect(try parser.next() == .endOfDocument)
      #expect(parser.name == 0)
    }
  }

  @Test func theRootCanBeSkipped() throws {
    for size in [4, 65_536] {
      let parser = Events.parser(Array(book.utf8), chunkBytes: size)
      #expect(try parser.next() == .start)
      try parser.skipElement()
      #expect(parser.depth == 1)
      #expect(try parser.next() == .endOfDocument)
    }
  }

  @Test func whatIsSkippedMustBeWellFormed() throws {
    let parser = Events.parser(Array("<row><c><b></c></row>".utf8), chunkBytes: 4)
    #expect(try parser.next() == .start)
    #expect(throws: WorkbookError.self) { try parser.skipElement() }
    let cut = Events.parser(Array("<row><c>".utf8), chunkBytes: 4)
    #expect(try cut.next() == .start)
    let outcome = Result { () throws(WorkbookError) in try cut.skipElement() }
    #expect(throws: WorkbookError.self) { try outcome.get() }
  }

  @Test func attributesAreFoundByNameAndNamespace() throws {
    let parser = Events.parser(Array("<row xmlns:q='urn:r' q:id='x' id='y' s='' r='z'/>".utf8))
    #expect(try parser.next() == .start)
    #expect(parser.attributeString(6) == "x")
    #expect(parser.attributeString(5)?.isEmpty == true)
    #expect(parser.attributeString(4) == "z")
    #expect(parser.attributeString(1) == nil)
    #expect(parser.attributeCount == 3)
    #expect(try parser.next() == .end)
    #expect(parser.attributeString(4) == nil)
    #expect(parser.attributeCount == 0)
  }

  @Test func spaceOfTheXMLNamespaceIsFound() throws {
    var names = XMLNames()
    names.add(9, "space", in: ["http://www.w3.org/XML/1998/namespace"])
    names.add(1, "t", in: [""])
    let parser = XMLPullParser(
      ByteSourceInput(MemorySource(Array("<t xmlns='' xml:space='preserve'> </t>".utf8))),
      names: names, limits: ReadLimits())
    #expect(try parser.next() == .start)
    #expect(parser.name == 1)
    #expect(parser.attributeString(9) == "preserve")
    #expect(try parser.elementText() == " ")
  }

  @Test func textOfNestedElementsIsJoined() throws {
    for size in [4, 65_536] {
      let parser = Events.parser(
        Array("<c>a<b>b<i/></b><![CDATA[<]]>&#9;</c>".utf8), chunkBytes: size)
      #expect(try parser.next() == .start)
      #expect(try parser.elementText() == "ab<\t")
      #expect(try parser.next() == .endOfDocument)
    }
  }

  @Test func manyParsersRunAtOnce() async {
    let text = Array(book.utf8)
    let bad = Array("<?xml version='1.0' encoding='UTF-16'?><row>&x;</row>".utf8)
    let expected = try? Events.of(text)
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<64 {
        group.addTask {
          index % 4 == 3
            ? Events.error(bad) != nil
            : (try? Events.of(text, chunkBytes: 4 + index)) == expected
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
