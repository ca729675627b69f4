import FormModel
import Migration
import SheetModel
import Testing

@Suite struct CleaningListTests {
  private func ethnic(_ text: String) throws -> CleaningFixture.Cleaned {
    try CleaningFixture.clean("ethnic-group", text)
  }

  @Test func theListHasAll54GroupsOnce() {
    let (vocabulary, problems) = CleaningFixture.words
    #expect(problems.isEmpty)
    let codes = vocabulary.ethnicGroups.map(\.code).filter { !$0.isEmpty }
    #expect(codes == (1...54).map { $0 < 10 ? "0\($0)" : "\($0)" })
    #expect(Set(vocabulary.ethnicGroups.map(\.name)).count == vocabulary.ethnicGroups.count)
  }

  @Test(arguments: [
    ("Kinh", "Kinh"), ("Việt", "Kinh"), ("KINH", "Kinh"), ("H'Mông", "Mông"), ("Hmông", "Mông"),
    ("HMông", "Mông"), ("H’mông", "Mông"), ("Mèo", "Mông"), ("Ê Đê", "Ê-đê"), ("Êđê", "Ê-đê"),
    ("Ra đê", "Ê-đê"), ("Jrai", "Gia-rai"), ("Gia Rai", "Gia-rai"), ("Bahnar", "Ba-na"),
    ("Ba Na", "Ba-na"), ("Bana", "Ba-na"), ("Sedang", "Xơ-đăng"), ("Xê Đăng", "Xơ-đăng"),
    ("H'rê", "Hrê"), ("K'Ho", "Cơ-ho"), ("Hà Nhì", "Hà Nhì"), ("Hà nhì", "Hà Nhì"),
    ("Mán", "Dao"), ("Giáy", "Giáy"), ("Lự", "Lự"), ("Si La", "Si La"), ("La hủ", "La Hủ"),
    ("S'tiêng", "Xtiêng"), ("Stiêng", "Xtiêng"), ("M'nông", "Mnông"), ("Khmer", "Khơ-me"),
    ("Khơ me", "Khơ-me"), ("Hán", "Hoa"), ("Chàm", "Chăm"), ("Vân Kiều", "Bru-Vân Kiều"),
    ("Bru - Vân Kiều", "Bru-Vân Kiều"), ("Lào", "Lào"), ("Thổ", "Thổ"), ("Khác", "Khác"),
  ])
  func spellingsOfEthnicGroups(text: String, name: String) throws {
    let cleaned = try ethnic(text)
    #expect(cleaned.text == name)
    #expect(cleaned.changes == (text == name ? [] : [.ethnicSpelling]))
    #expect(cleaned.problems.isEmpty)
  }

  @Test(arguments: [("Thai", "Thái"), ("Muong", "Mường"), ("Nung", "Nùng"), ("E de", "Ê-đê")])
  func aGroupTypedWithoutMarks(text: String, name: String) throws {
    let cleaned = try ethnic(text)
    #expect(cleaned.text == name)
    #expect(cleaned.changes == [.ethnicWithoutMarks])
  }

  @Test func whatIsNoGroupStaysAndIsTold() throws {
    let cleaned = try ethnic("Sao Hỏa")
    #expect(cleaned.text == "Sao Hỏa")
    #expect(cleaned.problems == [.ethnicUnknown])
    #expect(!cleaned.isHeld)
  }

  @Test(arguments: [
    ("Nam", ["male"], false), ("nam", ["male"], false), ("trai", ["male"], false),
    ("Nữ", ["female"], false), ("GÁI", ["female"], false), ("M", ["male"], true),
    ("nu", ["female"], true), ("F", ["female"], true),
  ])
  func spellingsOfSex(text: String, ids: [String], isTranslated: Bool) throws {
    let cleaned = try CleaningFixture.clean("sex", text)
    #expect(cleaned.categories == ids)
    #expect(cleaned.changes == (isTranslated ? [.categoryName] : []))
  }

  @Test(arguments: ["0", "1", "2", "x", "?"])
  func aNumberIsNoSexWithoutAMapping(text: String) throws {
    let cleaned = try CleaningFixture.clean("sex", text)
    #expect(cleaned.value == .empty)
    #expect(cleaned.problems == [.categoryUnknown])
    #expect(cleaned.isHeld)
  }

  @Test(arguments: [
    ("d", ["disabled"]), ("đ", ["hiv"]), ("Đ", ["hiv"]), ("a;d", ["orphan", "disabled"]),
    ("a, d", ["orphan", "disabled"]), ("a/d", ["orphan", "disabled"]),
    ("a + đ", ["orphan", "hiv"]), ("a;a", ["orphan"]), ("Trẻ em khuyết tật", ["disabled"]),
    ("Mồ côi cả cha lẫn mẹ", ["orphan"]), ("Nhiễm HIV/AIDS", ["hiv"]),
    ("Di cư, lánh nạn, tị nạn", ["displaced"]),
    ("khuyết tật; nhiễm HIV/AIDS", ["disabled", "hiv"]),
  ])
  func circumstancesOfTheForm(text: String, ids: [String]) throws {
    let cleaned = try CleaningFixture.clean("circumstances", text)
    #expect(cleaned.categories == ids)
    #expect(cleaned.changes.isEmpty && cleaned.problems.isEmpty)
  }

  @Test(arguments: [
    ("Tàn tật", ["disabled"]), ("KT", ["disabled"]), ("HIV/AIDS", ["hiv"]),
    ("Trẻ em khuyết tật, tàn tật", ["disabled"]), ("Tàn tật, bỏ rơi", ["disabled", "abandoned"]),
    ("a + tàn tật", ["orphan", "disabled"]),
  ])
  func namesOfTheOldLaw(text: String, ids: [String]) throws {
    let cleaned = try CleaningFixture.clean("circumstances", text)
    #expect(cleaned.categories == ids)
    #expect(cleaned.changes == [.categoryName])
  }

  @Test(arguments: [
    ("Lang thang", CleaningRule.categoryUndecided), ("Mồ côi", .categoryUndecided),
    ("Nạn nhân chất độc hoá học", .categoryUndecided), ("z", .categoryUnknown),
    ("d; z", .categoryUnknown), ("d; lang thang", .categoryUndecided),
  ])
  func whatIsNoGroupOfTodayIsHeldBack(text: String, problem: CleaningRule) throws {
    let cleaned = try CleaningFixture.clean("circumstances", text)
    #expect(cleaned.problems == [problem])
    #expect(cleaned.isHeld)
  }

  @Test func flagsAndRunningNumbers() throws {
    #expect(try CleaningFixture.clean("supported", "x").value == .flag(true))
    #expect(try CleaningFixture.clean("supported", "Không").value == .flag(false))
    #expect(try CleaningFixture.clean("supported", "TRUE", kind: .boolean).value == .flag(true))
    #expect(try CleaningFixture.clean("supported", "gạo").problems == [.flagUnknown])
    #expect(try CleaningFixture.clean("ordinal", "12", kind: .number).value == .whole(12))
    #expect(try CleaningFixture.clean("ordinal", "1a").problems == [.notWhole])
  }

  @Test func whatAMappingTranslatesIsAChange() throws {
    var cleaner = try CleaningFixture.cleaner()
    var record = try CleaningFixture.record()
    let sex = try CleaningFixture.column("sex")
    record.fields[sex].original = "0"
    let clean = cleaner.clean(record)
    #expect(clean.changes.map(\.rule) == [.mappingValue])
    #expect(clean.changes.map(\.before) == ["0"])
    #expect(clean.changes.map(\.after) == ["Nữ"])
  }

  @Test func anErrorValueIsNoValue() throws {
    let cleaned = try CleaningFixture.clean("sex", "#REF!", kind: .error)
    #expect(cleaned.problems == [.errorValue])
    #expect(cleaned.isHeld)
    #expect(try CleaningFixture.clean("remark", "#N/A", kind: .error).isHeld == false)
  }

  @Test func everyRuleHasPhrasesOfItsOwn() {
    let rules = CleaningRule.allCases
    #expect(Set(rules.map(\.vietnamese)).count == rules.count)
    #expect(Set(rules.map(\.english)).count == rules.count)
  }
}
