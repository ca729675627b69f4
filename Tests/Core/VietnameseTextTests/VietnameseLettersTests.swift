import Foundation
import Testing
import Text
import VietnameseText

@Suite struct VietnameseLettersTests {
  @Test func thereAre93LettersAnd134OfWithCapitalsAreBeyondASCII() {
    #expect(VietnameseLetters.lower.count == VietnameseLetters.count)
    #expect(Set(VietnameseLetters.lower).count == VietnameseLetters.count)
    #expect(VietnameseLetters.marked.count == 134)
    #expect(Set(VietnameseLetters.marked).count == 134)
  }

  @Test func bothCasesOfALetterHaveItsNumber() {
    for code in 1..<VietnameseLetters.count {
      #expect(VietnameseLetters.code(of: VietnameseLetters.lower[code]) == UInt8(code))
      #expect(VietnameseLetters.code(of: VietnameseLetters.upper[code]) == UInt8(code))
    }
    for scalar: Unicode.Scalar in [
      "1", " ", "ñ", "ü", "ß", "ẞ", "\u{1E9F}", "\u{1EFA}", "\u{301}", "字",
    ] {
      #expect(VietnameseLetters.code(of: scalar) == 0)
    }
  }

  @Test(arguments: [
    ("ấ", "â", 4, "a"), ("Ặ", "ă", 5, "a"), ("ỹ", "y", 3, "y"), ("Ỵ", "y", 5, "y"),
    ("ử", "ư", 2, "u"), ("Ờ", "ơ", 1, "o"), ("Đ", "đ", 0, "d"), ("e", "e", 0, "e"),
    ("w", "w", 0, "w"),
  ])
  func aLetterComesApartIntoShapeAndTone(letter: String, shape: String, tone: Int, plain: String)
    throws
  {
    let code = VietnameseLetters.code(of: try #require(letter.unicodeScalars.first))
    let toneless = VietnameseLetters.toneless(code)
    #expect(String(VietnameseLetters.lower[Int(toneless)]) == shape)
    #expect(Int(VietnameseLetters.tone(code)) == tone)
    #expect(VietnameseLetters.plain(code) == plain.utf8.first)
  }

  @Test func decomposedLettersFoldAsTheirWholeOnes() {
    for letter in VietnameseLetters.marked.map({ String($0) }) {
      let apart = letter.decomposedStringWithCanonicalMapping
      #expect(LabelKey(apart) == LabelKey(letter), "\(letter)")
      #expect(PlainName(apart) == PlainName(letter), "\(letter)")
    }
  }
}

@Suite struct UTF8TextTests {
  @Test(arguments: [
    "\u{200B}Xã\u{A0}\u{3000}Bản\tBo\n", " Xã  Bản \r\n Bo", "Xã Bả\u{AD}n Bo", "Xã Bản Bo",
    "\u{FEFF}Xã\u{2009}Bản\u{2060} Bo\u{202F}",
  ])
  func wordsOfOneLineStandASingleBlankApart(text: String) {
    #expect(UTF8Text.singleSpaced(text) == "Xã Bản Bo")
  }

  @Test func blanksAndWhatShowsNothingAreCutAtTheEndsAlone() {
    #expect(UTF8Text.trimmed("\u{FEFF}\u{A0} mã  số\u{200B}\t\u{85}") == "mã  số")
    #expect(UTF8Text.trimmed("  mã số".dropFirst()) == "mã số")
    #expect(UTF8Text.trimmed(" \u{A0}\u{200B}") == "" && UTF8Text.trimmed("") == "")
  }

  @Test func everyWhiteSpaceOfUnicodeIsABlankAndNoLetterIs() {
    for value in UInt32(0)..<0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.properties.isWhitespace { #expect(UTF8Text.isBlank(value), "\(value)") }
      if scalar.properties.isAlphabetic { #expect(UTF8Text.isShown(value), "\(value)") }
      #expect(!UTF8Text.isBlank(value) || !UTF8Text.isInvisible(value))
    }
  }

  @Test func aLabelWithoutBlanksIsOneHoweverItIsSpaced() {
    #expect(LabelKey("1 / 1.000").withoutBlanks == LabelKey("1/1.000"))
    #expect(LabelKey("Phần  trăm").withoutBlanks == LabelKey("phần trăm").withoutBlanks)
    #expect(LabelKey("‰").withoutBlanks != LabelKey("%").withoutBlanks)
  }
}

@Suite struct FNV1aTests {
  /// The test vectors of draft-eastlake-fnv, C.
  @Test(
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func hashesAreThoseOfTheDraft(text: String, hash: UInt64) {
    #expect(FNV1a.of(text.utf8) == hash)
    var stepwise = FNV1a()
    for byte in text.utf8 { stepwise.mix(byte) }
    #expect(stepwise.value == hash)
  }
}
