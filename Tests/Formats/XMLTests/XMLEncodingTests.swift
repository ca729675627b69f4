import SheetModel
import Testing
import XML

@Suite struct XMLEncodingTests {
  private func utf16(_ text: String, isBig: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBig ? bytes : bytes.reversed()
    }
  }

  private let body = "<c>Đồng bằng sông Cửu Long 😀\(String(repeating: " tỉnh", count: 500))</c>"

  @Test func utf16IsRead() throws {
    let expected = try Events.of(body)
    for isBig in [false, true] {
      for size in [4, 7, 100, 65_536] {
        let marked = utf16(body, isBig: isBig, hasMark: true)
        #expect(try Events.of(marked, chunkBytes: size) == expected)
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body
        let both = utf16(declared, isBig: isBig, hasMark: true)
        #expect(try Events.of(both, chunkBytes: size) == expected)
        let unmarked = utf16(declared, isBig: isBig, hasMark: false)
        #expect(try Events.of(unmarked, chunkBytes: size) == expected)
      }
    }
  }

  @Test func utf8WithAMarkIsRead() throws {
    #expect(try Events.of([0xEF, 0xBB, 0xBF] + Array(body.utf8)) == Events.of(body))
  }

  @Test func declaredEightBitTextIsRead() throws {
    let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><c>".utf8)
    #expect(
      try Events.of(head + [0xE9] + Array("</c>".utf8)) == [
        "start 0 at 1", "text é", "end 0 at 1",
      ])
  }

  @Test func bytesThatAreNoTextAreRefused() {
    for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xC3], [0xF5, 0x80, 0x80, 0x80]] {
      for size in [4, 65_536] {
        for text in [("<c>", "</c>"), ("<c r='", "'/>")] {
          let document = Array(text.0.utf8) + bytes.map { UInt8($0) } + Array(text.1.utf8)
          let code = Events.error(document, chunkBytes: size)?.code
          #expect(code == .malformedXML || code == .invalidEncoding, "\(bytes) \(text) \(size)")
        }
      }
    }
    var lone = utf16("<c>x</c>", isBig: true, hasMark: true)
    lone[8] = 0xD8
    #expect(Events.error(lone) != nil)
  }

  @Test func unknownEncodingsAreTold() {
    #expect(
      Events.error("<?xml version='1.0' encoding='TCVN-XYZ'?><c/>")?.code == .invalidEncoding)
  }
}
