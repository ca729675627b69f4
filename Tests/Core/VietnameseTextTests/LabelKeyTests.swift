import Foundation
import Testing
import VietnameseText

@Suite struct LabelKeyTests {
  @Test(arguments: [
    ("hoà giải", "hòa giải"), ("thuý", "thúy"), ("sức khoẻ", "sức khỏe"), ("uỷ ban", "ủy ban"),
    ("Thuận Hoà", "THUẬN HÒA"),
  ])
  func thePlaceOfTheToneDoesNotCount(a: String, b: String) {
    #expect(LabelKey(a) == LabelKey(b))
  }

  @Test(arguments: ["TRẺ EM KHUYẾT TẬT", "trẻ em bị đuối nước", "Ước tính quý, quà, ợ, ậ, ệ, ữ"])
  func allUnicodeFormsAndCasesAreOne(text: String) {
    let key = LabelKey(text)
    #expect(LabelKey(text.decomposedStringWithCanonicalMapping) == key)
    #expect(LabelKey(text.uppercased()) == key)
    #expect(LabelKey(text.lowercased().decomposedStringWithCanonicalMapping) == key)
  }

  @Test func combiningMarksOfCP1258AreOneWithNFC() {
    #expect(LabelKey("tỷ lệ") == LabelKey("ty\u{309} lê\u{323}"))
    #expect(LabelKey("Thị trấn") == LabelKey("Thi\u{323} trâ\u{301}n"))
  }

  @Test(arguments: [
    "Tổng\u{A0}số", "  Tổng  số ", "Tổng\nsố", "Tổng\tsố", "Tổng\u{2009}số", "\u{FEFF}Tổng số",
    "Tổng\u{200B} số", "Tổng s\u{AD}ố", "Tổng số:", "(Tổng số)", "- Tổng số", "* Tổng số *",
    "“Tổng số”", "Tổng số…", "+ Tổng số",
  ])
  func blanksAndOuterPunctuationAreFolded(text: String) {
    #expect(LabelKey(text) == LabelKey("Tổng số"))
  }

  @Test(arguments: [
    ("Thành thị/ Nông thôn", "Thành thị/Nông thôn"), ("từ 0 – 5 tuổi", "từ 0-5 tuổi"),
    ("sức khỏe , dinh dưỡng", "sức khỏe,dinh dưỡng"), ("Ia H’Drai", "Ia H'Drai"),
  ])
  func blanksBesidePunctuationDoNotCount(a: String, b: String) {
    #expect(LabelKey(a) == LabelKey(b))
  }

  @Test(arguments: [
    ("dân", "đân"), ("tỉ lệ", "tỷ lệ"), ("ma", "mà"), ("mà", "má"), ("con", "côn"),
    ("Nam", "Nàm"), ("%", "‰"), ("tổng số 1", "tổng số 2"), ("lan", "lăn"), ("Dưới 6", "Dưới 16"),
  ])
  func lettersShapesTonesAndNumbersStayApart(a: String, b: String) {
    #expect(LabelKey(a) != LabelKey(b))
  }

  @Test func nothingButPunctuationIsEmpty() {
    for text in ["", " ", "…", "-", "\u{A0}", "***", "( )"] { #expect(LabelKey(text).isEmpty) }
    #expect(!LabelKey("%").isEmpty)
    #expect(!LabelKey("x").isEmpty)
  }

  @Test func wordsAreFoundWholeOnly() {
    let key = LabelKey("BÁO CÁO NĂM 2025")
    #expect(key.containsWords(LabelKey("năm")))
    #expect(!LabelKey("Năm tới").containsWords(LabelKey("nă")))
    #expect(!LabelKey("hoàn thành").containsWords(LabelKey("thà")))
    #expect(LabelKey("Tổng số trẻ").hasPrefix(LabelKey("tổng số")))
  }

  @Test func damagedBytesDoNotTrap() {
    let bytes: [UInt8] = [0xE1, 0xBA, 0x41, 0xFF, 0xC3, 0x61, 0xCC, 0x81, 0xF0, 0x9F]
    let key = bytes.withUnsafeBytes { LabelKey(utf8: $0) }
    #expect(!key.isEmpty)
    #expect(LabelKey("\u{301}\u{302}").isEmpty)
  }
}
