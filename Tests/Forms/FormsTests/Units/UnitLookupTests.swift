import FormModel
import Indicators
import Testing
import Units

/// Names and codes as officers write them, found in the units that ship.
@Suite struct UnitLookupTests {
  private let lookup = UnitLookup(ShippedTemplates.load().library.units)

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func text(_ outcome: UnitLookup.Outcome) -> String {
    func list(_ units: [ReportingUnit]) -> String {
      units.map { "\($0.code) \($0.name)" }.joined(separator: ", ")
    }
    return switch outcome {
    case .found(let unit): list([unit])
    case .ambiguous(let units): "? \(list(units))"
    case .unknown: "-"
    case .notThen(let units): "then \(list(units))"
    case .contradiction(let code, let name): "\(list(code)) <> \(list(name))"
    }
  }

  private func found(
    _ said: String, _ year: Int, under parent: String? = nil
  ) throws -> String {
    text(lookup.code(of: said, on: try day("\(year)-12-31"), under: parent))
  }

  @Test(arguments: [
    "Xã Bản Bo", "X. Bản Bo", "x.BẢN BO", "X Bản Bo", "bản bo", "UBND xã Bản Bo", "UBND X. Bản Bo",
    "Ủy ban nhân dân xã Bản Bo", "Uỷ Ban Nhân Dân Xã  Bản-Bo", "Xã Bản Bo, huyện Tam Đường",
    "Bản Bo, H. Tam Đường, T. Lai Châu", "Xã Bản Bo huyện Tam Đường tỉnh Lai Châu",
    "Xã Bản Bo – Tam Đường", "Xã Bản Bo (huyện Tam Đường)", "03424", "3424", "Mã số: 03424",
    "mã 03424", "03424 - Bản Bo", "03424 Xã Bản Bo", "Xã Bản Bo 03424", "Bản Bo (mã 03424)",
    "Bản Bo - 3424", "Bản Bo - 2024", "Mã ĐVHC: 3424, X. Bản Bo",
  ])
  func aCommuneIsFoundHoweverItIsWritten(said: String) throws {
    #expect(try found(said, 2024) == "03424 Xã Bản Bo")
  }

  @Test(arguments: [
    ("TT. Tam Đường", "03390 Thị trấn Tam Đường"), ("T.T Tam Đường", "03390 Thị trấn Tam Đường"),
    ("TT Tam Đường", "03390 Thị trấn Tam Đường"), ("H.Tam Đường", "106 Huyện Tam Đường"),
    ("UBND huyện Tam Đường", "106 Huyện Tam Đường"),
    ("Tam Đường", "? 03390 Thị trấn Tam Đường, 106 Huyện Tam Đường"),
    ("Huyện Ia H’Drai", "618 Huyện Ia H' Drai"), ("IA HDRAI", "618 Huyện Ia H' Drai"),
    ("Huyện Lí Sơn", "536 Huyện Lý Sơn"), ("Xã Ma Li Pho", "03574 Xã Ma Ly Pho"),
    ("Xã Ma Lí Pho", "-"), ("T. Lai Châu", "12 Tỉnh Lai Châu"), ("12", "12 Tỉnh Lai Châu"),
    ("Xã Không Có", "-"), ("", "-"), ("Biểu 03", "-"), ("99999", "-"),
  ])
  func ranksTellUnitsApart(said: String, what: String) throws {
    #expect(try found(said, 2024) == what)
  }

  @Test func aCodeMeansAUnitOnlyWithItsDate() throws {
    #expect(try found("03562", 2024) == "03562 Xã Vàng Ma Chải")
    #expect(try found("03562", 2025) == "03562 Xã Sì Lở Lầu")
    #expect(try found("Xã Sì Lở Lầu", 2024) == "03550 Xã Sì Lở Lầu")
    #expect(try found("Xã Sì Lở Lầu", 2026) == "03562 Xã Sì Lở Lầu")
    #expect(try found("Xã Vàng Ma Chải", 2026) == "then 03562 Xã Vàng Ma Chải")
    #expect(try found("An Vĩnh", 2020) == "then 21541 Xã An Vĩnh")
    #expect(try found("An Vĩnh", 2019) == "21541 Xã An Vĩnh")
    #expect(try found("TT. Tân Khai", 2019) == "25357 Thị trấn Tân Khai")
    #expect(try found("Xã Tân Khai", 2019) == "25357 Xã Tân Khai")
    #expect(try found("25357 - Thị trấn Tân Khai", 2019) == "25357 Thị trấn Tân Khai")
    #expect(try found("Tân Khai", 2019) == "25357 Xã Tân Khai")
    #expect(try found("P. Tân Khai", 2026) == "25357 Phường Tân Khai")
    #expect(try found("X. Tân Khai", 2025) == "25357 Xã Tân Khai")
    #expect(try found("TP. Đồng Nai", 2026) == "75 Thành phố Đồng Nai")
  }

  @Test func codeAndNameThatMeanDifferentUnitsContradictEachOther() throws {
    #expect(
      try found("03562 - Xã Vàng Ma Chải", 2026)
        == "03562 Xã Sì Lở Lầu <> 03562 Xã Vàng Ma Chải")
    #expect(try found("03424 - Khun Há", 2024) == "03424 Xã Bản Bo <> 03430 Xã Khun Há")
    #expect(try found("03424 - Không Có", 2024) == "03424 Xã Bản Bo <> ")
    #expect(try found("99999 - Khun Há", 2024) == " <> 03430 Xã Khun Há")
    #expect(try found("21541 - An Vĩnh", 2024) == "then 21541 Xã An Vĩnh")
  }

  @Test(arguments: [
    ("Xã Tân Hưng, tỉnh Cà Mau", 2025, "-"), ("Xã Tân Hưng, Cà Mau", 2025, "-"),
    ("Xã Bản Bo, huyện Phong Thổ", 2024, "-"), ("X. Bản Bo, TP. Lai Châu", 2024, "03424 Xã Bản Bo"),
    ("25345 - Xã Tân Hưng, tỉnh Cà Mau", 2025, "25345 Xã Tân Hưng <> "),
    ("Xã Tân Hưng, tỉnh Bình Phước", 2026, "25345 Xã Tân Hưng"),
    ("Xã Bình Lư, huyện Tam Đường", 2026, "03390 Xã Bình Lư"),
    ("Xã Bình Lư, huyện Tam Đường", 2024, "03412 Xã Bình Lư"),
    ("Xã Bản Bo, Trạm Y tế", 2024, "03424 Xã Bản Bo"), ("Xã Ðồng Nơ", 2024, "25360 Xã Đồng Nơ"),
    ("ХÃ ВẢN ВО", 2024, "03424 Xã Bản Bo"),
  ])
  func aStatedProvinceOrDistrictMustBeTheUnits(said: String, year: Int, what: String) throws {
    #expect(try found(said, year) == what)
  }

  @Test func onlyUnitsBelowTheOneGivenAreMeant() throws {
    #expect(try found("Tam Đường", 2024, under: "106") == "03390 Thị trấn Tam Đường")
    #expect(try found("Bản Bo", 2024, under: "12") == "03424 Xã Bản Bo")
    #expect(try found("Bản Bo", 2024, under: "75") == "-")
    #expect(try found("03424", 2024, under: "109") == "-")
    #expect(try found("An Hải", 2024, under: "51") == "then 21544 Xã An Hải")
  }

  @Test func aNumberThatLostItsZerosIsTheUnitThatIsMeant() throws {
    func unit(_ code: String, _ name: String, _ level: String, _ parent: String?) -> ReportingUnit {
      ReportingUnit(
        code: code, name: name, level: level, parentCode: parent, validFrom: nil, validTo: nil)
    }
    let lookup = UnitLookup(
      UnitRegistry([
        unit("01", "Thành phố Hà Nội", "thành phố trực thuộc trung ương", nil),
        unit("40", "Tỉnh Nghệ An", "tỉnh", nil), unit("001", "Quận Ba Đình", "quận", "01"),
        unit("00040", "Phường Phúc Xá", "phường", "001"),
        unit("00001", "Phường 1", "phường", "001"), unit("00002", "Phường 02", "phường", "001"),
      ]))
    let now = try day("2024-12-31")
    #expect(text(lookup.code(of: "40", on: now)) == "40 Tỉnh Nghệ An")
    #expect(text(lookup.code(of: "40", on: now, under: "01")) == "00040 Phường Phúc Xá")
    #expect(text(lookup.code(of: "1", on: now)) == "01 Thành phố Hà Nội")
    #expect(text(lookup.code(of: "P.1", on: now)) == "00001 Phường 1")
    #expect(text(lookup.code(of: "P01, Q. Ba Đình", on: now)) == "00001 Phường 1")
    #expect(text(lookup.code(of: "Phường 2", on: now)) == "00002 Phường 02")
    #expect(text(lookup.code(of: "TP Hà Nội", on: now)) == "01 Thành phố Hà Nội")
  }

  @Test func aLongTextNamesNoUnit() throws {
    let padding = String(repeating: " huyện a", count: 100_000)
    #expect(lookup.code(of: "Xã Bản Bo" + padding, on: try day("2024-12-31")) == .unknown)
    #expect(lookup.code(of: "03424" + padding, on: try day("2024-12-31")) == .unknown)
  }
}
