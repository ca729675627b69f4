import Testing
import Text

/// One object of strings, numbers and nulls, and nothing else.
@Suite struct FlatJSONReaderTests {
  private func members(_ text: String) -> [FlatJSONReader.Member]? {
    var reader = FlatJSONReader(text)
    return reader.members()
  }

  @Test func numbersKeepTheirDigits() {
    let values = members(#"{"a":0.10,"b":-0,"c":123456789012345678901234567890}"#)?.map(\.value)
    #expect(
      values == [.number("0.10"), .number("-0"), .number("123456789012345678901234567890")])
  }

  @Test func whatTheWriterWroteComesBack() {
    let texts = ["", "Xã Bản Bo", "nói \"có\"", "\\", "\n\t\u{0}\u{1F}", "Đ\u{301}😀", "/"]
    for text in texts {
      let line = JSONWriter.line { json in
        json.member("chữ", text)
        json.member("không", nil as String?)
        json.member("số", 12)
      }
      let read = members(String(decoding: line, as: UTF8.self))
      #expect(read?.map(\.name) == ["chữ", "không", "số"])
      #expect(read?.map(\.value) == [.text(text), .null, .number("12")])
    }
  }

  @Test func escapesStandForTheirCharactersAlsoThoseOfTwoHalves() {
    let found = members(#"{"a":"x\u0111\ud83d\ude00y\/\b\f\n\r\t\"\\"}"#)?.first?.value
    #expect(found == .text("xđ😀y/\u{8}\u{C}\n\r\t\"\\"))
  }

  @Test(arguments: [
    "", "x", "{", "{}x", "[]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1 "b":2}"#,
    #"{"a":true}"#, #"{"a":[1]}"#, #"{"a":{}}"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":.5}"#,
    #"{"a":1e5}"#, #"{"a":+1}"#, #"{"a":"x}"#, "{\"a\":\"x\ny\"}", #"{"a":"\x"}"#,
    #"{"a":"\u12"}"#, #"{"a":"\ud83d"}"#, #"{"a":"\ud83dx"}"#, #"{"a":"\ude00"}"#, "{'a':1}",
    #"{"a":nul}"#,
  ])
  func anythingElseIsRefused(_ text: String) { #expect(members(text) == nil) }

  @Test func blanksAreFreeAndAnObjectMayBeEmpty() {
    #expect(members(" {\t} \r\n") == [])
    #expect(members("{ \"a\" : null , \"a\" : 1 }")?.count == 2)
  }

  @Test func whatStandsWhereReadingStoppedIsToldInPart() {
    var reader = FlatJSONReader(#"{"a":true,"b":"một đoạn dài hơn hai mươi bốn"}"#)
    #expect(reader.members() == nil)
    #expect(reader.rest.hasPrefix("true,"))
    #expect(reader.rest.utf8.count <= 26)
  }
}
