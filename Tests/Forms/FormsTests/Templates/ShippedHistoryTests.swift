import FormModel
import Indicators
import Testing
import Units

/// What became of the units of the five localities, as `admin-units.csv` says it.
@Suite struct ShippedHistoryTests {
  private let history = ShippedTemplates.load().library.history

  private func text(_ code: String, _ from: String, _ to: String) throws -> String {
    let outcome = history.outcome(
      ofCode: code, on: try #require(CalendarDate(from)), asOf: try #require(CalendarDate(to)))
    let hops = outcome.hops.map { "\($0.date) \($0.confidence) " }.joined()
    return switch outcome {
    case .carried(let unit, _): hops + "\(unit.code) \(unit.name)"
    case .ended(let unit, _): hops + "ended \(unit.name)"
    case .undocumented(let unit, _): hops + "? \(unit.name)"
    default: hops + "review"
    }
  }

  @Test func tanKhaiHasFourLives() throws {
    for (day, name) in [
      ("2017-10-15", "Xã"), ("2020-02-02", "Thị trấn"), ("2025-06-30", "Thị trấn"),
      ("2025-07-01", "Xã"), ("2026-04-29", "Xã"), ("2026-04-30", "Phường"),
    ] {
      let unit = history.registry.unit(code: "25357", on: try #require(CalendarDate(day)))
      #expect(unit?.name == "\(name) Tân Khai", "\(day)")
    }
    #expect(
      try text("25357", "2017-10-15", "2026-12-31")
        == "2020-02-02 derived 2025-07-01 sourced 2026-04-30 sourced 25357 Phường Tân Khai")
    #expect(
      try text("25361", "2020-12-31", "2026-12-31")
        == "2025-07-01 sourced 2026-04-30 sourced 25357 Phường Tân Khai")
  }

  @Test func lySonWasADistrictWithoutCommunes() throws {
    #expect(
      try text("21541", "2019-12-31", "2026-12-31")
        == "2020-02-01 sourced 2025-07-01 sourced 21548 Đặc khu Lý Sơn")
    #expect(
      try text("21541", "2019-12-31", "2020-12-31") == "2020-02-01 sourced 536 Huyện Lý Sơn")
    #expect(
      try text("536", "2020-12-31", "2026-12-31") == "2025-07-01 sourced 21548 Đặc khu Lý Sơn")
    let then = try #require(CalendarDate("2022-12-31"))
    #expect(!history.registry.units.contains { $0.parentCode == "536" && $0.existed(on: then) })
  }

  @Test func oneCodeMeansTwoCommunes() throws {
    #expect(try text("03562", "2025-07-01", "2026-12-31") == "03562 Xã Sì Lở Lầu")
    #expect(
      try text("03562", "2025-06-30", "2026-12-31") == "2025-07-01 sourced 03562 Xã Sì Lở Lầu")
    #expect(
      try text("03550", "2025-06-30", "2026-12-31") == "2025-07-01 sourced 03562 Xã Sì Lở Lầu")
    #expect(
      try text("25349", "2025-06-30", "2026-12-31") == "2025-07-01 sourced 25349 Xã Minh Đức")
  }

  @Test func whatIsRecalledStaysSo() throws {
    #expect(
      try text("03556", "2020-01-31", "2026-12-31")
        == "2021-08-31 recalled 2025-07-01 sourced 03562 Xã Sì Lở Lầu")
    #expect(try text("03397", "2020-01-31", "2026-12-31") == "2021-08-31 recalled ? Xã Sùng Phài")
  }

  @Test func districtsEndAndProvincesGrow() throws {
    #expect(
      try text("109", "2020-12-31", "2026-12-31") == "2025-07-01 sourced ended Huyện Phong Thổ")
    #expect(try text("62", "2020-12-31", "2026-12-31") == "2025-07-01 sourced 51 Tỉnh Quảng Ngãi")
    #expect(
      try text("70", "2020-12-31", "2026-12-31")
        == "2025-07-01 sourced 2026-04-30 sourced 75 Thành phố Đồng Nai")
    let walk = history.crosswalk(
      from: try #require(CalendarDate("2020-12-31")), to: try #require(CalendarDate("2026-12-31")))
    #expect(walk.members(ofCode: "51").whole.map(\.code) == ["51", "62"])
    #expect(walk.members(ofCode: "75").whole.map(\.code) == ["70", "75"])
    #expect(walk.members(ofCode: "25351").unlisted == ["Xã Quang Minh"])
  }
}
