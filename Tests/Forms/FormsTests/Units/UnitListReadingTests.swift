import CSV
import FormModel
import Indicators
import SheetModel
import Testing
import UnitLists
import Units

/// Lists of units as the statistics office and the decision on codes print them.
@Suite struct UnitListReadingTests {
  private func reading(
    _ text: String, from: String? = nil, to: String? = nil
  ) throws -> UnitListReading {
    var reading = UnitListReading(
      validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) },
      known: ShippedTemplates.load().library.units, columns: ShippedTemplates.listColumns)
    var options = CSVReadOptions()
    options.delimiter = UInt8(ascii: ",")
    let reader = try CSVReader(
      MemorySource(Array(text.utf8)), name: "Sheet1", options: options)
    try reading.read(reader.rows(ofSheet: 0), sheet: "Sheet1")
    return reading
  }

  private func text(_ units: [ReportingUnit]) -> [String] {
    units.map { "\($0.code) \($0.name) (\($0.level)) < \($0.parentCode ?? "-")" }
  }

  @Test func theListOfTheStatisticsOfficeWithDistricts() throws {
    let list = try reading(
      """
      Tỉnh / Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh
      Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Phúc Xá,00001,Phường,Phuc Xa Ward
      Thành phố Hà Nội,1,Quận Ba Đình,1,Phường Trúc Bạch,4,Phường,
      Tỉnh Lai Châu,12,Huyện Tam Đường,106,Xã Bản Bo,03424,Xã,
      Tỉnh Quảng Ngãi,51,Huyện Lý Sơn,536,,,Huyện,
      """, to: "2025-06-30")
    #expect(
      text(list.units) == [
        "01 Thành phố Hà Nội (thành phố trực thuộc trung ương) < -",
        "001 Quận Ba Đình (quận) < 01", "00001 Phường Phúc Xá (phường) < 001",
        "00004 Phường Trúc Bạch (phường) < 001", "12 Tỉnh Lai Châu (tỉnh) < -",
        "106 Huyện Tam Đường (huyện) < 12", "03424 Xã Bản Bo (xã) < 106",
        "51 Tỉnh Quảng Ngãi (tỉnh) < -", "536 Huyện Lý Sơn (huyện) < 51",
      ])
    #expect(list.units.allSatisfy { $0.validTo == CalendarDate("2025-06-30") })
    #expect(list.strays == [])
    #expect(list.unknownColumns == [])
  }

  @Test func theListWithoutDistricts() throws {
    let list = try reading(
      """
      DANH MỤC ĐƠN VỊ HÀNH CHÍNH,,,,,
      ,,,,,
      STT,Mã,Tên,Cấp,Mã tỉnh,Tên tỉnh,Diện tích
      1,3562,Sì Lở Lầu,Xã,12,Tỉnh Lai Châu,1
      2,25357,Phường Tân Khai,Phường,75,Thành phố Đồng Nai,2
      3,21548,Lý Sơn,Đặc khu,51,Tỉnh Quảng Ngãi,3
      """, from: "2026-04-30")
    #expect(
      text(list.units) == [
        "12 Tỉnh Lai Châu (tỉnh) < -", "03562 Xã Sì Lở Lầu (xã) < 12",
        "75 Thành phố Đồng Nai (thành phố trực thuộc trung ương) < -",
        "25357 Phường Tân Khai (phường) < 75", "51 Tỉnh Quảng Ngãi (tỉnh) < -",
        "21548 Đặc khu Lý Sơn (đặc khu) < 51",
      ])
    #expect(list.unknownColumns.map(\.text) == ["Sheet1!G3"])
  }

  @Test func provincesAsHeadings() throws {
    let list = try reading(
      """
      PHỤ LỤC,,
      TT,Mã số,Tên đơn vị hành chính
      (1),(2),(3)
      I,12,Tỉnh Lai Châu
      1,03562,Xã Sì Lở Lầu
      ,,II. TỈNH QUẢNG NGÃI
      1,23535,Xã Ia Đal
      ,,Tỉnh Không Có
      2,21548,Đặc khu Lý Sơn
      3,ABC,Xã Lạ
      """, from: "2025-07-01")
    #expect(
      text(list.units) == [
        "12 Tỉnh Lai Châu (tỉnh) < -", "03562 Xã Sì Lở Lầu (xã) < 12",
        "51 Tỉnh Quảng Ngãi (tỉnh) < -", "23535 Xã Ia Đal (xã) < 51",
        "21548 Đặc khu Lý Sơn (đặc khu) < -",
      ])
    #expect(list.strays.map(\.row) == [8, 10])
    #expect(list.strays.map(\.text) == ["Tỉnh Không Có", "3 | B10 | Xã Lạ"])
  }

  @Test func aCodeWithTwoNamesIsNotUnderstood() throws {
    let list = try reading(
      """
      Mã PX,Phường Xã,Mã TP,Tỉnh
      03424,Xã Bản Bo,12,Lai Châu
      03424,Xã Khun Há,12,Lai Châu
      03424,xã  BẢN BO,12,Lai Châu
      """)
    #expect(text(list.units).last == "03424 Xã Bản Bo (xã) < 12")
    #expect(list.strays.map(\.row) == [3])
  }

  @Test func aSheetWithoutCodesIsNoList() throws {
    let list = try reading("Họ và tên,Năm sinh\nNguyễn Văn A,2015\n")
    #expect(!list.hasHead)
    #expect(list.units == [])
  }

  @Test func aDistrictIsNamedInItsFirstRowOnly() throws {
    let list = try reading(
      """
      Tỉnh / Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp
      Tỉnh Lai Châu,12,Huyện Tam Đường,106,Thị trấn Tam Đường,03390,Thị trấn
      ,12,,106,Xã Bản Bo,03424,Xã
      ,12,,x9,Xã Lạ,03425,Xã
      Tỉnh Quảng Ngãi,51,,,Xã An Vĩnh,21541,Xã
      """, to: "2019-12-31")
    #expect(
      text(list.units) == [
        "12 Tỉnh Lai Châu (tỉnh) < -", "106 Huyện Tam Đường (huyện) < 12",
        "03390 Thị trấn Tam Đường (thị trấn) < 106", "03424 Xã Bản Bo (xã) < 106",
        "51 Tỉnh Quảng Ngãi (tỉnh) < -", "21541 Xã An Vĩnh (xã) < 51",
      ])
    #expect(list.strays.map(\.row) == [4])
  }

  @Test func threeDigitsAreADistrict() throws {
    let list = try reading(
      """
      Mã số,Tên đơn vị hành chính
      12,Tỉnh Lai Châu
      106,Huyện Tam Đường
      03424,Xã Bản Bo
      105,Thành phố Lai Châu
      03386,Phường Quyết Thắng
      ,Huyện không có mã
      03390,Xã Lạ
      """, to: "2025-06-30")
    #expect(
      text(list.units) == [
        "12 Tỉnh Lai Châu (tỉnh) < -", "106 Huyện Tam Đường (huyện) < 12",
        "03424 Xã Bản Bo (xã) < 106", "105 Thành phố Lai Châu (thành phố) < 12",
        "03386 Phường Quyết Thắng (phường) < 105", "03390 Xã Lạ (xã) < 12",
      ])
    #expect(list.strays.map(\.row) == [7])
  }
}
