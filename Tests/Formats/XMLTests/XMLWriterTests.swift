import SheetModel
import Testing
import XML

@Suite struct XMLWriterTests {
  private func written(_ body: (inout XMLWriter) -> Void) -> String {
    var writer = XMLWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func contentIsEscaped() {
    let text = written { $0.escaped("a<b> & \"c\"\t\n\r ệ 😀") }
    #expect(text == "a&lt;b&gt; &amp; \"c\"\t\n&#13; ệ 😀")
  }

  @Test func attributesAreEscaped() {
    let text = written {
      $0.attribute("r", "<\"'&\t\n\r>ệ")
      $0.attribute("n", 0)
      $0.attribute("m", Int.min)
      $0.attribute("x", Int.max)
    }
    #expect(
      text == " r=\"&lt;&quot;'&amp;&#9;&#10;&#13;&gt;ệ\" n=\"0\" m=\"-9223372036854775808\""
        + " x=\"9223372036854775807\"")
  }

  @Test func forbiddenCharactersAreLeftOutAndTold() {
    for (text, rest) in [
      ("a\u{0}b", "ab"), ("\u{1F}", ""), ("\u{B}x", "x"), ("a\u{FFFE}", "a"), ("\u{FFFF}b", "b"),
    ] {
      var writer = XMLWriter()
      let isCut = writer.escaped(text)
      #expect(isCut)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == rest)
      writer.bytes.removeAll()
      let isCutToo = writer.attribute("r", text)
      #expect(isCutToo)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == " r=\"\(rest)\"")
    }
    var writer = XMLWriter()
    let surrogate: [UInt8] = [0x61, 0xED, 0xA0, 0x80, 0x62]
    let isIncomplete = surrogate.withUnsafeBytes { writer.escaped($0) }
    #expect(isIncomplete)
    #expect(writer.bytes == [0x61, 0x62])
    let isWhole = !writer.escaped("\u{D7FF}\u{E000}\u{FFFD}\u{10FFFF}\u{7F}")
    #expect(isWhole)
  }

  @Test func partsOfStringsAreWritten() {
    let text = "Biểu số 01: dân số"
    #expect(written { $0.escaped(text.dropFirst(9)) } == "1: dân số")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let text = "\t \n\r<>&\"'ệ\u{85}\u{2028}😀 "
    var writer = XMLWriter()
    writer.declaration()
    writer.raw("<row xmlns=\"urn:a\"")
    writer.attribute("r", text)
    writer.raw(">")
    writer.escaped(text)
    writer.raw(text: "</row>")
    #expect(
      try Events.of(writer.bytes) == ["start 1 at 1 4=\(text)", "text \(text)", "end 1 at 1"])
  }
}
