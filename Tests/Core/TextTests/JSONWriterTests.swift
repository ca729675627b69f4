import Testing
import Text

/// One writer for all JSON that goes out.
@Suite struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func jsonEscapesOnlyWhatItMust() {
    #expect(
      text { $0.value("Biểu \"03\"\\\n\t\u{01}/€") } == #""Biểu \"03\"\\\n\t\u0001/€""#)
    #expect(text { $0.value(nil as String?) } == "null")
  }

  @Test func everyControlCharacterIsEscapedAndNothingAboveThem() {
    let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
    let escaped =
      #"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
      + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d"#
      + #"\u001e\u001f"#
    #expect(text { $0.value(controls) } == "\"\(escaped)\"")
    #expect(text { $0.value("\u{7F}\u{80}đ\u{2028}😀") } == "\"\u{7F}\u{80}đ\u{2028}😀\"")
  }

  @Test func whatMustBeEscapedIsFoundAtAnyPlaceOfATextOfAnyLength() {
    for length in 0...20 {
      let plain = String(repeating: "x", count: length)
      #expect(text { $0.value(plain) } == "\"\(plain)\"")
      for place in 0..<length {
        for (mark, escape) in [
          ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{1F}", "\\u001f"),
        ] {
          let head = String(repeating: "~", count: place)
          let tail = String(repeating: " ", count: length - place - 1)
          #expect(
            text { $0.value(head + mark + tail + mark) } == "\"\(head)\(escape)\(tail)\(escape)\"")
        }
      }
    }
  }

  @Test func commasStandBetweenMembersAndElementsAndNowhereElse() {
    let written = text { json in
      json.beginObject()
      json.member("tệp", "Biểu 03")
      json.null("lỗi")
      json.beginObject("đếm")
      json.key(named: "bỏ \"trống\"")
      json.value(7)
      json.endObject()
      json.beginArray("trang")
      json.beginObject()
      json.endObject()
      json.beginArray()
      json.endArray()
      json.value(digits: "-1234567.50")
      json.value(true)
      json.endArray()
      json.member("xã", ["03424", "00040"])
      json.member("không", [String]())
      json.endObject()
    }
    #expect(
      written == #"{"tệp":"Biểu 03","lỗi":null,"đếm":{"bỏ \"trống\"":7},"#
        + #""trang":[{},[],-1234567.50,true],"xã":["03424","00040"],"không":[]}"#)
  }

  @Test func anElementOnALineOfItsOwnHasItsCommaOnTheLineBefore() {
    let written = text { json in
      json.beginArray()
      for number in 1...3 {
        json.breakLine()
        json.value(number)
      }
      json.endArray()
      json.endLine()
      json.value(false)
    }
    #expect(written == "[\n1,\n2,\n3]\nfalse")
  }

  @Test func handingBytesOnChangesNothingOfWhatFollows() {
    var json = JSONWriter()
    var handedOn: [UInt8] = []
    json.beginArray()
    for number in 1...4 {
      json.value(number)
      handedOn += json.bytes
      json.removeAll()
    }
    json.endArray()
    #expect(String(decoding: handedOn + json.bytes, as: UTF8.self) == "[1,2,3,4]")
  }

  @Test func wholeNumbersHaveAllTheirDigits() {
    for number in [0, 9, 10, 99, 100, 1_000_000_007, -1, -305, Int.max, Int.min] {
      #expect(text { $0.value(number) } == String(number))
    }
    #expect(text { $0.value(nil as Int?) } == "null")
  }

  @Test func aLineIsOneObjectWithItsLineFeed() {
    let line = JSONWriter.line { $0.member("mã", 1) }
    #expect(String(decoding: line, as: UTF8.self) == "{\"mã\":1}\n")
    #expect(JSONWriter.line { _ in } == Array("{}\n".utf8))
  }
}
