import Testing
import Text

/// The one rule for fields of delimited text.
@Suite struct CSVQuotingTests {
  /// A field by way of memory and by way of an array, which must be the same.
  private func field(_ text: String, _ delimiter: Character = ",") -> String {
    let quoting = CSVQuoting(delimiter: delimiter.asciiValue ?? 0)
    let bytes = Array(text.utf8)
    var appended: [UInt8] = []
    let written = bytes.withUnsafeBytes { raw in
      quoting.append(raw, to: &appended)
      return [UInt8](unsafeUninitializedCapacity: CSVQuoting.room(for: bytes.count) + 1) {
        target, count in
        guard let base = target.baseAddress else { return }
        count = quoting.write(raw, to: base)
      }
    }
    #expect(written == appended)
    return String(decoding: written, as: UTF8.self)
  }

  @Test func aFieldStandsBetweenQuotesOnlyWhereItMust() {
    for plain in ["", "0", "Xã Bản Bo", " a ", "a;b", "a\tb", "'=1+1", "…", "\u{0B}\u{85}"] {
      #expect(field(plain) == plain)
    }
    #expect(field("a,b") == "\"a,b\"")
    #expect(field("nói \"có\"") == "\"nói \"\"có\"\"\"")
    #expect(field("dòng\nhai") == "\"dòng\nhai\"")
    #expect(field("x\ry") == "\"x\ry\"")
    #expect(field("\"") == "\"\"\"\"")
  }

  @Test func theDelimiterAloneMakesTheDifference() {
    for delimiter in [",", ";", "\t", "|"] as [Character] {
      for other in [",", ";", "\t", "|"] as [Character] {
        let text = "Bản\(other)Lang, tỉnh".replacing(",", with: String(other))
        #expect(field(text, delimiter) == (other == delimiter ? "\"\(text)\"" : text))
      }
    }
  }

  @Test func whatNeedsQuotesIsFoundAtAnyPlaceOfAFieldOfAnyLength() {
    for length in 0...20 {
      for place in 0...length {
        for mark in ["\"", ",", "\n", "\r"] {
          let text =
            String(repeating: "m", count: place) + mark
            + String(repeating: "~", count: length - place)
          #expect(field(text) == "\"\(text.replacing("\"", with: "\"\""))\"")
        }
      }
    }
  }

  @Test func aLineEndsWithALineFeedAndKeepsEmptyFields() {
    let line = CSVLine.bytes(["03424", "", "a,b", ""])
    #expect(String(decoding: line, as: UTF8.self) == "03424,,\"a,b\",\n")
    #expect(CSVLine.bytes([]) == Array("\n".utf8))
  }
}
