import LegacyText
import SheetModel
import Testing

@Suite struct SyllableModelTests {
  private let model = LegacyFixtures.model

  @Test func syllablesOfVietnameseAreValid() {
    let syllables = """
      trẻ em Ủy ban nhân dân xã phường thị trấn huyện nghiêng nghỉ quyền quyết quý quốc gì giếng giết
      giá hòa hoà thúy thuý khỏe khoẻ hoàn thoái thuyền yêu yến ý kỹ kĩ lý tỷ tỉ chuẩn khuya khuỷu ngoằn
      xoong uống ương ướt ít Ấp Đắk Lắk huỳnh quỳnh ngoại loại nguyễn Hồ Cà Mau rượu hươu chiếc
      """
    for syllable in syllables.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let isValid = model.isValid(syllable)
      #expect(isValid, "\(syllable)")
    }
  }

  @Test func whatNoSyllableCanBeIsNot() {
    let others = [
      "café", "trÎ", "tèt", "xaõ", "huyeän", "boä", "niño", "été", "cêm", "kàn", "nghà", "phoá",
      "moãi", "quấ", "b", "", "đ", "ngh", "aaaaaaaaaaaaaaaaaaaaaaa", "tãp", "hôch", "Sôlvl",
    ]
    for other in others {
      let isValid = model.isValid(other)
      #expect(!isValid, "\(other)")
    }
  }

  @Test func namesOfTheLocalitiesAreValid() {
    let names = """
      Phong Thổ Tam Đường Tân Khai Lý Sơn Pa Vây Sử Mồ Sì San Sì Lở Lầu Ma Ly Pho Lùng Thàng Nậm Xe
      Hoang Thèn Mù Sang Dào San Tông Qua Lìn Khổng Lào Mường So Huổi Luông Bản Lang Giang Hồ Thầu
      Bình Lư Nùng Nàng Tả Lèng Bo Nà Tăm Sùng Phài Khun Há Thèn Sin Ia Đal Tơi
      """
    for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let isValid = model.isValid(name)
      #expect(isValid, "\(name)")
    }
  }

  @Test func wordsOfTheFixtureAreValid() {
    var invalid: Set<String> = []
    for word in LegacyFixtures.words {
      for syllable in word.split(whereSeparator: {
        $0 == "-" || $0 == "/" || $0 == "'" || $0 == "’"
      })
      where syllable.unicodeScalars.contains(where: { $0.value >= 0x80 }) {
        if !model.isValid(syllable), !LegacyFixtures.isAbbreviation(syllable) {
          invalid.insert(String(syllable))
        }
      }
    }
    // Slips of the plans themselves: trường, and a word that is none.
    #expect(invalid == ["trờng", "Zôn"])
  }

  @Test func aWrongTableNamesItsLine() {
    let error = #expect(throws: WorkbookError.self) {
      try SyllableModel(Array("kind,text\nonset,b,,,,x\nrhyme,a,some,,,x\n".utf8), name: "t.csv")
    }
    #expect(error?.code == .invalidTemplate)
    #expect(error?.place.line == 3)
  }
}
