import Binding
import FormModel
import Indicators
import SheetModel
import Testing
import Units

/// Statements about the unit that cannot be as they are.
@Suite struct UnitDoubtTests {
  private func identity(
    _ unit: String, _ year: String, letterhead: String? = nil
  ) throws -> FormIdentity {
    var sheet = try BindingFixture.sheet(unit: unit, period: "Năm \(year)")
    if let letterhead { sheet[1, 0] = .text(letterhead) }
    return try #require(try BindingFixture.form(sheet)).identity
  }

  private func text(_ identity: FormIdentity) -> [String] {
    identity.doubts.map { doubt in
      switch doubt.kind {
      case .otherTime(let unit, let then, _):
        "\(unit.name) \(unit.code) <> \(then.map { "\($0.name)" } ?? "-")"
      case .elsewhere(let unit, let above): "\(unit.name) \(unit.code) in \(above?.name ?? "-")"
      }
    }
  }

  // MARK: Provinces and districts

  @Test(arguments: [
    "Xã Tân Hưng, tỉnh Cà Mau", "Xã Tân Hưng, huyện Cái Nước, tỉnh Cà Mau",
    "Xã Tân Hưng tỉnh Cà Mau",
    "Xã Tân Hưng, Cà Mau", "Xã Tân Hưng - Cà Mau", "xã Tân Hưng (tỉnh Long An)",
    "Tân Hưng, T. Cà Mau",
    "Xã Tân Hưng, huyện Tam Đường", "Xã Tân Hưng, huyện Hớn Quản, tỉnh Cà Mau",
    "Xã Tân Hưng, Hà Nội",
  ])
  func aNameInAnotherProvinceOrDistrictIsNotTheUnit(unit: String) throws {
    let identity = try identity(unit, "2025")
    #expect(identity.unit == nil)
    #expect(text(identity) == ["Xã Tân Hưng 25345 in Tỉnh Đồng Nai"])
  }

  @Test(arguments: [
    "Xã Tân Hưng, tỉnh Cà Mau (mã 25345)", "Xã Tân Hưng (mã 25345), tỉnh Cà Mau",
    "25345, tỉnh Cà Mau", "25345 - Xã Tân Hưng, huyện Cái Nước",
  ])
  func besideACodeTooItIsToldAndTheCodeStands(unit: String) throws {
    let identity = try identity(unit, "2025")
    #expect(identity.unit == "25345")
    #expect(text(identity) == ["Xã Tân Hưng 25345 in Tỉnh Đồng Nai"])
  }

  @Test(arguments: [
    ("Xã Tân Hưng, tỉnh Đồng Nai", "2025"), ("Xã Tân Hưng, TP. Đồng Nai", "2026"),
    ("Xã Tân Hưng, huyện Hớn Quản, tỉnh Bình Phước", "2024"), ("Xã Tân Hưng, Đồng Nai", "2025"),
    // The district ended in 2025; letterheads go on.
    ("Xã Tân Hưng, huyện Hớn Quản, tỉnh Bình Phước", "2025"),
    ("Xã Tân Hưng, huyện Hớn Quản, tỉnh Đồng Nai", "2025"),
    ("Xã Tân Hưng (mã 25345), tỉnh Đồng Nai", "2025"), ("Xã Tân Hưng, Trạm Y tế", "2025"),
    ("Xã Tân Hưng - năm 2025", "2025"), ("UBND xã Tân Hưng, H. Hớn Quản", "2024"),
    ("Xã Tân Hưng, tỉnh ðồng Nai", "2025"), ("Xã Tân Hưng, tinh Dong Nai", "2025"),
  ])
  func theUnitsOwnProvinceAndDistrictAreInOrder(unit: String, year: String) throws {
    let identity = try identity(unit, year)
    #expect(identity.unit == "25345")
    #expect(identity.doubts == [])
  }

  // MARK: Times

  @Test(arguments: [
    ("Xã Phong Thổ (mã 03549)", "2024", "03549"), ("Xã Phong Thổ", "2024", nil),
    ("UBND xã Phong Thổ, tỉnh Lai Châu", "2024", nil), ("Xã Phong Thổ (mã 03549)", "2020", "03549"),
  ])
  func aCommuneOfTodayIsNotTheTownThatHadItsCode(unit: String, year: String, code: String?) throws {
    let identity = try identity(unit, year)
    #expect(identity.unit == code)
    #expect(text(identity) == ["Xã Phong Thổ 03549 <> Thị trấn Phong Thổ"])
  }

  @Test(arguments: [
    ("Xã Sì Lở Lầu (mã 03562)", "2024", "Xã Sì Lở Lầu 03562 <> Xã Vàng Ma Chải"),
    ("Xã Tả Lèng (mã 03405)", "2024", "Xã Tả Lèng 03405 <> Xã Giang Ma"),
  ])
  func whatTheCodeMeantThenIsNamed(unit: String, year: String, what: String) throws {
    // A commune of that name was there under another code: the two contradict each other.
    let identity = try identity(unit, year)
    let values = identity.claims.filter { $0.field == .unit }.map(\.value)
    #expect(Set(values).count == 2 || text(identity) == [what])
  }

  @Test(arguments: [
    ("Xã Phong Thổ (mã 03549)", "2025"), ("Thị trấn Phong Thổ (mã 03549)", "2024"),
    ("Thị trấn Phong Thổ", "2024"), ("Phong Thổ (mã 03549)", "2024"),
    // A ward since 30 April 2026, a commune before.
    ("Phường Tân Khai (mã 25357)", "2026"), ("Xã Tân Khai (mã 25357)", "2026"),
    // It is not established when the commune became a town.
    ("Xã Tân Khai (mã 25357)", "2019"), ("Thị trấn Tân Khai (mã 25357)", "2019"),
  ])
  func theNameOfThePeriodIsInOrder(unit: String, year: String) throws {
    #expect(try identity(unit, year).doubts == [])
    let values = try identity(unit, year).claims.filter { $0.field == .unit }.map(\.value)
    #expect(Set(values).count == 1)
  }

  // MARK: Letterheads

  private func values(_ letterhead: String, _ unit: String, _ year: String) throws -> [String] {
    try identity(unit, year, letterhead: letterhead).claims.filter { $0.field == .unit }.map(
      \.value)
  }

  @Test(arguments: [
    ("UBND XÃ KHUN HÁ", "03430"), ("ỦY BAN NHÂN DÂN XÃ KHUN HÁ", "03430"),
    ("UBND huyện Phong Thổ", "109"), ("UBND TỈNH ĐỒNG NAI", nil), ("UBND XÃ KHÔNG CÓ", nil),
    ("UBND tỉnh Cà Mau", nil), ("HĐND xã Khun Há", "03430"), ("UBND xã Bản Bo, tỉnh Cà Mau", nil),
    ("UBND XÃ KHUN HÁ\nNăm 2024", "03430"), ("UBND HUYỆN TAM ĐƯỜNG\nUBND XÃ KHUN HÁ", "03430"),
  ])
  func theLetterheadOfAnotherUnitContradictsTheForm(letterhead: String, code: String?) throws {
    let values = try values(letterhead, "Xã Bản Bo (mã 03424)", "2024")
    #expect(values.count == 2)
    #expect(values.first == "03424")
    if let code { #expect(values.last == code) }
  }

  @Test(arguments: [
    "UBND XÃ BẢN BO", "Ủy ban nhân dân xã Bản Bo", "UBND huyện Tam Đường", "UBND TỈNH LAI CHÂU",
    "UBND xã Bản Bo, huyện Tam Đường", "UBND", "UBND tỉnh, thành phố", "UBND xã ……………",
    "UBND xã Bản Bo báo cáo số liệu trẻ em", "UBND X. Bản Bo",
    "UBND HUYỆN TAM ĐƯỜNG\nUBND XÃ BẢN BO",
  ])
  func theLetterheadOfTheUnitOrOfOneAboveIsInOrder(letterhead: String) throws {
    #expect(try values(letterhead, "Xã Bản Bo (mã 03424)", "2024") == ["03424"])
  }

  @Test func theReceiverIsNoLetterhead() throws {
    var sheet = try BindingFixture.sheet()
    sheet[1, 8] = .text("Đơn vị nhận báo cáo:")
    sheet[1, 9] = .text("UBND xã Khun Há")
    let identity = try #require(try BindingFixture.form(sheet)).identity
    #expect(Set(identity.claims.filter { $0.field == .unit }.map(\.value)) == ["03424"])
  }
}
