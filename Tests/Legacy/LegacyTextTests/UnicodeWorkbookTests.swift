import Foundation
import LegacyText
import SampleMaker
import SheetModel
import Testing
import VietnameseText

@Suite struct UnicodeWorkbookTests {
  private typealias Text = MemoryWorkbook.Text

  private func column(
    _ texts: [String], font: String = "Times New Roman", encoding: LegacyEncoding? = nil
  ) throws -> (texts: [String], report: LegacyTextReport) {
    let workbook = UnicodeWorkbook(
      MemoryWorkbook(column: texts, font: font), model: LegacyFixtures.textModel,
      encoding: encoding)
    let found = try workbook.texts().map { $0.first ?? "" }
    return (found, workbook.report)
  }

  @Test func allLettersReadBackInEveryEncoding() throws {
    // Each letter in a syllable of its own would be told by words; here fonts or the user tell.
    let letters = VietnameseLetters.marked.map { String($0) }
    #expect(letters.count == 134)
    for (encoding, font) in [(LegacyEncoding.vni, "VNI-Times"), (.vni, "Arial")] {
      let coded = letters.map { LegacyEncoder.encode($0, as: encoding) }
      let back = try column(coded, font: font, encoding: font == "Arial" ? encoding : nil)
      #expect(back.texts == letters)
    }
    let coded1258 = letters.map { LegacyEncoder.encode($0, as: .windows1258) }
    #expect(try column(coded1258, encoding: .windows1258).texts == letters)
    let viqr = letters.map { LegacyEncoder.encode($0, as: .viqr) }
    #expect(try column(viqr, encoding: .viqr).texts == letters)
    let misread = letters.map { LegacyEncoder.encode($0, as: .utf8) }
    #expect(try column(misread, encoding: .utf8).texts == letters)
    let decomposed = letters.map { $0.decomposed }
    let composed = try column(decomposed)
    #expect(composed.texts.map { Array($0.utf8) } == letters.map { Array($0.utf8) })
    // đ and Đ never decompose.
    #expect(composed.report.normalized == 132)
  }

  /// Texts of Unicode that have an eth for Đ, as CP1258 taken for Latin-1 leaves it.
  @Test(arguments: [
    ["Xã Ðồng Nơ", "Ðơn vị báo cáo: Xã Ðăk Ðoa", "Ðặng Thị Ðào", "Trẻ em ðược ði học ðúng tuổi"],
    ["Ðà", "Ði", "ða, ðen, ðo", "Ðinh Quang"], ["Số trẻ em", "Ðã đăng ký khai sinh"],
  ])
  func anEthForDIsReadAsItAndNoOldEncoding(texts: [String]) throws {
    let found = try column(texts)
    let meant = texts.map {
      $0.replacingOccurrences(of: "Ð", with: "Đ").replacingOccurrences(of: "ð", with: "đ")
    }
    #expect(found.texts.map { LabelKey($0) } == meant.map { LabelKey($0) })
    for (text, original) in zip(found.texts, texts) where text != original {
      #expect(meant.contains(text))
    }
  }

  @Test func tcvn3LettersReadBackByTheirFonts() throws {
    let lower = VietnameseLetters.marked.prefix(67).map { String($0) }
    let upper = VietnameseLetters.marked.suffix(67).map { String($0) }
    let lowerCodes = lower.map { LegacyEncoder.encode($0, as: .tcvn3) }
    let upperCodes = upper.map { LegacyEncoder.encode($0, as: .tcvn3) }
    #expect(try column(lowerCodes, font: ".VnTime").texts == lower)
    #expect(try column(upperCodes, font: ".VnTimeH").texts == upper)
    // Without the font of capitals, the capitals that have a tone come as small letters...
    let found = try column(upperCodes, font: ".VnTime").texts
    #expect(found.map { $0.lowercased() } == lower)
    #expect(
      zip(found, upper).filter { $0 == $1 }.map(\.0)
        == ["Ă", "Â", "Đ", "Ê", "Ô", "Ơ", "Ư"].sortedLike(upper))
    // ... but for words that are in capitals, and capitals in two characters.
    let words = upper.map { "TRẺ EM " + $0 }
    let wordCodes = words.map { LegacyEncoder.encode($0, as: .tcvn3) }
    #expect(try column(wordCodes, font: ".VnTime").texts == words)
    let pairs = upper.map { LegacyEncoder.encode($0, as: .tcvn3, capitals: .twoCharacters) }
    #expect(try column(pairs, font: ".VnTime").texts == upper)
  }

  @Test func runsOfCapitalsFontAreCapitals() throws {
    let (text, runs) = LegacyEncoder.tcvn3Runs(of: "Ủy ban nhân dân Ấp Ông")
    let workbook = UnicodeWorkbook(
      MemoryWorkbook([[[Text(text: text, font: ".VnTime", runs: runs)]]]),
      model: LegacyFixtures.textModel)
    #expect(try workbook.texts() == [["Ủy ban nhân dân Ấp Ông"]])
    #expect(workbook.styles.styles.allSatisfy { $0.font.name == "Times New Roman" })
  }

  @Test func aWordInCapitalsIsDecodedInCapitals() throws {
    let texts = [
      "TRÎ EM", "ñy ban nh©n d©n", "UBND huyÖn Lý S¬n", "HUYÖN Lý S¥N", "H§ND, Q§-UBND tØnh",
      "§Æc khu Lý S¬n", "Sè l\u{AD}îng", "TH¤NG TIN Vµ TRUYÒN TH¤NG",
    ]
    #expect(
      try column(texts).texts == [
        "TRẺ EM", "ủy ban nhân dân", "UBND huyện Lý Sơn", "HUYỆN LÝ SƠN", "HĐND, QĐ-UBND tỉnh",
        "Đặc khu Lý Sơn", "Số lượng", "THÔNG TIN VÀ TRUYỀN THÔNG",
      ])
  }

  @Test func trueUnicodeIsNeverTouched() throws {
    let texts = [
      "µ ¶ ° ®", "37°C, 5 µm, 12 µg/l, m², km³, © 2020, Coca®, § 5, 1ª, Nº 3, ghi chú¹",
      "hòa", "Hà Nam", "Cà Mau", "Nông Văn Đoàn", "Hoà bình", "Lý", "xã Thuận Hoà", "tốt",
      "Les élèves de l'école maternelle Français, naïve", "El niño pequeño mañana",
      "déjà vu", "Müller GmbH, Straße", "Café", "co\u{AD}operation", "tr\u{AD}ường học",
      "«Hà Nội»", "Ê Đê", "Kon Plông", "Lùng Thàng", "Pa Vây Sử", "Ia H'Drai", "5 × 4 ÷ 2",
      "ESPAÑA",
      "Résumé", "£5 ¥6 ¢7", "Trường Mầm non Hoa Hồng", "Tý", "Sâm", "Công ty", "thành công",
    ]
    let found = try column(texts)
    #expect(found.texts.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    #expect(found.report.changed == 0)
    #expect(found.report.uncertain.map { texts[$0.cell?.row ?? 0] } == [])
    for text in texts {
      #expect(try column([text]).texts.map { Array($0.utf8) } == [Array(text.utf8)], "\(text)")
    }
  }

  @Test func halfConvertedTextIsOnReview() throws {
    let texts = ["XÔ TÂN KHAI", "đòa bàn huyện", "xô nước", "XÔ VIẾT", "các trờng hợp", "nớc sạch"]
    let found = try column(texts)
    #expect(found.texts == texts)
    #expect(found.report.uncertain.map { $0.cell?.row } == [0, 1, 4, 5])
    #expect(
      found.report.uncertain.map(\.reason) == [
        .halfConverted, .halfConverted, .lostLetter, .lostLetter,
      ])
  }

  @Test func aShortWordOfFrenchStays() throws {
    #expect(try column(["où"]).texts == ["où"])
    #expect(try column(["Les élèves", "Trường học", "où"]).texts.last == "où")
  }

  /// No word of Vietnamese, but a common one in CP1258: it stays, and a person is asked.
  @Test func aWordThatIsGoodOnlyInAnOldEncodingIsOnReviewAmongUnicode() throws {
    let texts = ["Xã Thuận Hoà", "Trường Mầm non", "Số hộ nghèo", "Nãm"]
    let found = try column(texts)
    #expect(found.texts == texts)
    #expect(found.report.uncertain.map { $0.cell?.row } == [3])
  }

  @Test func namesOfTheHighlandsHaveLostNothing() throws {
    let texts = ["thị trấn Kon Dơng", "xã Ia Tơi", "K'Tơng", "xã Đăk Tơ Lung"]
    let found = try column(texts)
    #expect(found.texts == texts)
    #expect(found.report.uncertainCount == 0)
  }

  @Test func aFontThatLiesIsNotBelieved() throws {
    var texts = (0..<30).map { _ in "Trường học số" } + ["hòa", "Hà Nam"]
    #expect(try column(texts, font: ".VnTime").texts == texts)
    texts = ["Hà Nội", "Hà Nam"]
    #expect(try column(texts, font: ".VnTime").texts == texts)
    // A font that does not lie tells what the words cannot, but makes no word of Unicode another.
    #expect(try column(["Hé", "trÎ em"], font: ".VnTime").texts == ["Hộ", "trẻ em"])
    #expect(try column(["hòa", "trÎ em"], font: ".VnTime").texts == ["hòa", "trẻ em"])
  }

  @Test func theColumnTellsWhatAWordCannot() throws {
    let names = LegacyFixtures.sentences(200).map { LegacyEncoder.encode($0, as: .tcvn3) }
    let found = try column(names + ["Hé", "Sè"])
    #expect(found.texts.suffix(2) == ["Hộ", "Số"])
    // Alone both are good Vietnamese.
    #expect(try column(["Hé", "Sè"]).texts == ["Hé", "Sè"])
  }

  @Test func rowsOfUnicodeKeepTheirBytes() throws {
    let inner = MemoryWorkbook(column: ["Trường học", "abc", "Số lượng"])
    let workbook = UnicodeWorkbook(inner, model: LegacyFixtures.textModel)
    _ = try workbook.texts()
    // No sample was needed.
    #expect(inner.cursors == 1)
    #expect(workbook.report.counts == [.unicode: 2])
  }
}

extension String {
  fileprivate var decomposed: String { decomposedStringWithCanonicalMapping }
}

extension Array where Element == String {
  fileprivate func sortedLike(_ order: [String]) -> [String] { order.filter(contains) }
}
