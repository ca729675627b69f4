import Foundation
import Testing
import VietnameseText

@Suite struct LooseKeyTests {
  @Test(arguments: [
    ("Lý Sơn", "Lí Sơn"), ("Mỹ Lộc", "Mĩ Lộc"), ("Quý Hòa", "Quí Hoà"), ("Kỳ Anh", "Kì Anh"),
    ("Hy Cương", "Hi Cương"), ("Vỹ Dạ", "Vĩ Dạ"), ("Ý Yên", "Í Yên"), ("Đỳ", "Đì"), ("Ly", "Li"),
    ("Ma Ly Pho", "MA LI PHO"), ("Tỷ lệ", "tỉ lệ"), ("Bình Quy", "Bình Qui"), ("Ky2", "ki2"),
  ])
  func iAndYBehindAConsonantAreSpellingAlone(a: String, b: String) {
    #expect(LooseKey(a) == LooseKey(b))
  }

  @Test(arguments: [
    ("Tay", "Tai"), ("Thúy", "Thúi"), ("Tây", "Tâi"), ("Mường Tè", "Mương Tè"), ("Huy", "Hui"),
    ("Bảy", "Bải"), ("Chuyên", "Chuiên"), ("Lý", "Ly"), ("Lý", "Lỳ"), ("Đa", "Da"),
    ("Lươy", "Lươi"),
    ("Xã 1", "Xã 2"), ("Dưới 6", "Dưới 16"), ("nguy", "ngui"),
  ])
  func otherLettersTonesAndNumbersStayApart(a: String, b: String) {
    #expect(LooseKey(a) != LooseKey(b))
  }

  @Test(arguments: [
    ("Ia H' Drai", "Ia H'Drai"), ("Ia H’Drai", "IA HDRAI"), ("Thuận Hoà", "Thuận Hòa"),
    ("Bản  Bo", "Bản Bo"), ("Ia Dom", "IaDom"), ("Xã: Bản-Bo.", "xã bản bo"), ("Uỷ ban", "Ủy ban"),
  ])
  func blanksPunctuationAndThePlaceOfTheToneDoNotCount(a: String, b: String) {
    #expect(LooseKey(a) == LooseKey(b))
  }

  @Test(arguments: ["Lý Sơn", "Đặc khu Quý Mỹ", "Sì Lở Lầu", "Xã Hưng Mỹ, huyện Đức Kỳ"])
  func unicodeFormsAndCasesAreOne(text: String) {
    let key = LooseKey(text)
    #expect(LooseKey(text.decomposedStringWithCanonicalMapping) == key)
    #expect(LooseKey(text.uppercased()) == key)
    #expect(LooseKey(text.uppercased().decomposedStringWithCanonicalMapping) == key)
    #expect(LooseKey(LabelKey(text)) == key)
  }

  @Test func nothingIsEmpty() {
    for text in ["", " ", "-", "…", "( )"] { #expect(LooseKey(text).isEmpty) }
    #expect(!LooseKey("y").isEmpty)
  }
}
