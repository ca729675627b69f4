import SheetModel
import Testing
import XML

@Suite struct XMLRefusalTests {
  @Test func aDTDIsRefused() {
    for text in [
      "<!DOCTYPE row><row/>", "<!DOCTYPE row SYSTEM 'file:///etc/passwd'><row/>",
      "<!DOCTYPE row [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;'>]><row>&b;</row>",
      "<!DOCTYPE row [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><row>&e;</row>",
    ] {
      for size in [4, 65_536] {
        let error = Events.error(text, chunkBytes: size)
        #expect(error?.code == .malformedXML)
        #expect(error?.found == "DTD")
        #expect(error?.place.line == 1)
      }
    }
  }

  @Test func aDTDThatIsOnlyNamedMayBeIgnored() {
    func code(_ text: String, _ doctype: XMLDoctype) -> WorkbookError? {
      let parser = XMLPullParser(
        ByteSourceInput(MemorySource(Array(text.utf8))), names: XMLNames(), limits: ReadLimits(),
        doctype: doctype)
      do throws(WorkbookError) {
        while try parser.next() != .endOfDocument {}
        return nil
      } catch { return error }
    }
    let named = "<!DOCTYPE m PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" \"Manifest.dtd\">\n"
    #expect(code(named + "<m>&amp;</m>", .ignored) == nil)
    #expect(code(named + "<m/>", .refused)?.found == "DTD")
    #expect(code(named + "<m>&nbsp;</m>", .ignored)?.found == "undefined entity")
    #expect(code(named + "<m a='&nbsp;'/>", .ignored)?.found == "undefined entity")
    for declaration in [
      "<!ENTITY a 'b'>", "<!ENTITY % a 'b'>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
      "<!ATTLIST m a CDATA 'b'>", "<!ELEMENT m ANY>", "<!NOTATION n SYSTEM 'n'>", "%a;",
    ] {
      let error = code("<!DOCTYPE m [\(declaration)]><m/>", .ignored)
      #expect(error?.found == "DTD", "\(declaration)")
    }
  }

  @Test func onlyTheFiveEntitiesAreKnown() throws {
    #expect(
      try Events.of("<row r='&lt;&gt;&amp;&quot;&apos;'>&lt;&gt;&amp;&quot;&apos;</row>") == [
        "start 0 at 1 4=<>&\"'", "text <>&\"'",
        "end 0 at 1",
      ])
    #expect(Events.error("<row>\n&nbsp;</row>")?.found == "undefined entity")
    #expect(Events.error("<row>\n&nbsp;</row>")?.place.line == 2)
    #expect(Events.error("<row r='&nbsp;'/>")?.code == .malformedXML)
  }

  @Test func whatIsNotWellFormedIsRefused() {
    for text in [
      "<row><c></row></c>", "<row a='1' a='2'/>", "<row>&#0;</row>", "<row>\u{1}</row>",
      "<row r=1/>", "<row r='<'/>", "<row/><row/>", "<row/>chữ", "chữ<row/>", "<row>]]></row>",
      "<row>& </row>", "<1row/>", "<row>\0</row>", "<row r='\0'/>", "<row>\u{FFFF}</row>",
      "<a:row/>", "<row><!-- -- --></row>",
    ] {
      for size in [4, 65_536] {
        #expect(Events.error(text, chunkBytes: size)?.code == .malformedXML, "\(text) \(size)")
      }
    }
  }

  @Test func theLineIsTold() {
    #expect(Events.error("<row>\n<c>\n</row>\n</c>")?.place.line == 3)
  }

  @Test func everyCutIsTruncated() {
    let text = Array(
      "<?xml version='1.0'?>\n<row r='1'><c r='é'>dữ<![CDATA[x]]>&amp;</c></row>".utf8)
    for count in text.indices {
      for size in [4, 65_536] {
        let error = Events.error(Array(text[..<count]), chunkBytes: size)
        #expect(error?.code == .truncated, "\(count) \(size) \(String(describing: error))")
      }
    }
  }

  @Test func eventsBeforeAnErrorComeFirstAndTheErrorStays() throws {
    let parser = Events.parser(Array("<row><c/></c>".utf8))
    #expect(try parser.next() == .start)
    #expect(try parser.next() == .start)
    #expect(try parser.next() == .end)
    for _ in 0..<3 {
      let outcome = Result { () throws(WorkbookError) in try parser.next() }
      guard case .failure(let error) = outcome else {
        Issue.record("no error")
        return
      }
      #expect(error.code == .malformedXML)
    }
  }

  @Test func anUndeclaredPrefixOfAnAttributeIsAnotherName() throws {
    #expect(
      try Events.of("<row xmlns='urn:a' x14ac:r='1' r='2'/>") == [
        "start 1 at 1 4=2", "end 1 at 1",
      ])
  }

  @Test func inputErrorsComeThrough() {
    final class Broken: XMLInput {
      func read(into: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
        throw WorkbookError(.checksumMismatch)
      }
    }
    let parser = XMLPullParser(Broken(), names: XMLNames(), limits: ReadLimits())
    #expect(throws: WorkbookError(.checksumMismatch)) { try parser.next() }
  }
}
