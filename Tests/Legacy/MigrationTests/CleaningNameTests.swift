import FormModel
import Foundation
import Migration
import Testing

@Suite struct CleaningNameTests {
  private func name(_ text: String) throws -> CleaningFixture.Cleaned {
    try CleaningFixture.clean("name", text)
  }

  @Test(arguments: [
    "Nguyễn Văn An", "Lò Thị Mai", "Đặng Y Blưn", "Y Thu", "H'Mây Niê", "Ksor H’Bia", "H'mây Niê",
    "Y Ƀăm Kbuôr", "K'Brêu", "Hồ Thị Ê-Lin", "Lý A Páo", "Võ McDonald", "Ơ",
  ])
  func namesAsTheyAreWrittenStay(text: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.text.map { Array($0.utf8) } == Array(text.utf8))
    #expect(cleaned.changes.isEmpty && cleaned.problems.isEmpty)
  }

  @Test(arguments: [
    ("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("nguyễn văn an", "Nguyễn Văn An"),
    ("NGuyễn văn An", "Nguyễn Văn An"), ("NguyỄn VĂn ÂN", "Nguyễn Văn Ân"),
    ("ĐẶNG ĐỨC ĐẠI", "Đặng Đức Đại"), ("H'MÂY NIÊ", "H'Mây Niê"), ("h’bia ksor", "H’Bia Ksor"),
    ("ANH-THƯ", "Anh-Thư"), ("Y THU", "Y Thu"), ("Giàng A PÁO", "Giàng A Páo"),
  ])
  func capitalsBecomeThoseOfNames(text: String, expected: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.text == expected)
    #expect(cleaned.changes == [.nameCapitals])
  }

  @Test func eachStepIsAChangeOfItsOwn() throws {
    let cleaned = try name("  1.  NGUYỄN\u{A0}VĂN  AN. ".decomposedStringWithCanonicalMapping)
    #expect(cleaned.text.map { Array($0.utf8) } == Array("Nguyễn Văn An".utf8))
    #expect(
      cleaned.changes == [.blanks, .unicodeForm, .nameNumbering, .nameEdgeSigns, .nameCapitals])
    #expect(cleaned.problems.isEmpty)
  }

  @Test func decomposedLettersArePutTogetherEvenWhereStringsAreEqual() throws {
    let text = "Lò Thị Mai".decomposedStringWithCanonicalMapping
    let cleaned = try name(text)
    #expect(cleaned.text.map { Array($0.utf8) } == Array("Lò Thị Mai".utf8))
    #expect(cleaned.changes == [.unicodeForm])
  }

  @Test(arguments: [
    ("Ðỗ Thị Ðào", "Đỗ Thị Đào"), ("Nguyễn Văn Ɖại", "Nguyễn Văn Đại"),
    ("Lò Văn Аn", "Lò Văn An"), ("Lò Văn Ан", "Lò Văn Ан"), ("Вùi Thị Ноa", "Bùi Thị Hoa"),
    ("Ｌò Thị Ｍai", "Lò Thị Mai"),
  ])
  func lettersThatOnlyLookVietnameseArePutRight(text: String, expected: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.text == expected)
    #expect(cleaned.changes == (text == expected ? [] : [.lookAlikes]))
    #expect(cleaned.problems.isEmpty)
  }

  @Test(arguments: ["12) Lò Văn Páo", "3- Lò Văn Páo", "007. Lò Văn Páo", "1000000. Lò Văn Páo"])
  func aRunningNumberBeforeTheNameGoes(text: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.text == "Lò Văn Páo")
    #expect(cleaned.changes == [.nameNumbering])
  }

  @Test(arguments: ["Nguyễn Văn An 2", "Nguyễn Văn An (Tý)", "Nguyễn Văn An/Bình", "0123", "?"])
  func digitsAndSignsAreForAPerson(text: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.problems == [.nameSigns])
    #expect(cleaned.text == text)
    #expect(!cleaned.isHeld)
  }

  @Test(arguments: ["", "   ", "\u{200B}"])
  func aChildWithoutANameIsHeldBack(text: String) throws {
    let cleaned = try name(text)
    #expect(cleaned.value == .empty)
    #expect(cleaned.problems == [.required])
    #expect(cleaned.isHeld)
  }

  @Test func theSpellingOfTonesStays() throws {
    #expect(try name("Lê Thị Hoà").text == "Lê Thị Hoà")
    #expect(try name("Lê Thị Hòa").text == "Lê Thị Hòa")
    #expect(try name("LÊ THỊ THUÝ").text == "Lê Thị Thuý")
  }
}
