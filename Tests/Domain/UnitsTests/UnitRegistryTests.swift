import Indicators
import Testing
import Units

@Suite struct UnitRegistryTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func unit(
    _ code: String, _ name: String, from: String? = nil, to: String? = nil
  ) -> ReportingUnit {
    ReportingUnit(
      code: code, name: name, level: "xã", parentCode: nil,
      validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) })
  }

  private var registry: UnitRegistry {
    UnitRegistry([
      unit("03562", "Xã Vàng Ma Chải", to: "2025-06-30"),
      unit("03562", "Xã Sì Lở Lầu", from: "2025-07-01"),
      unit("21541", "Xã An Vĩnh", to: "2020-01-31"),
    ])
  }

  @Test func aReusedCodeNamesTheUnitOfItsDay() throws {
    #expect(try registry.unit(code: "03562", on: day("2025-06-30"))?.name == "Xã Vàng Ma Chải")
    #expect(try registry.unit(code: "03562", on: day("2025-07-01"))?.name == "Xã Sì Lở Lầu")
    #expect(registry.units(code: "03562").count == 2)
  }

  @Test func aUnitThatEndedIsNotFoundLater() throws {
    #expect(try registry.unit(code: "21541", on: day("2020-01-31")) != nil)
    #expect(try registry.unit(code: "21541", on: day("2020-02-01")) == nil)
    #expect(try registry.unit(code: "99999", on: day("2020-02-01")) == nil)
  }

  @Test func leadingZerosBelongToACode() {
    #expect(registry.units(code: "3562").isEmpty)
  }

  @Test func ofUnitsOfOneCodeTheDatedOneWins() throws {
    let registry = UnitRegistry([unit("1", "Xã A"), unit("1", "Xã B", from: "2020-01-01")])
    #expect(try registry.unit(code: "1", on: day("2021-01-01"))?.name == "Xã B")
    #expect(try registry.unit(code: "1", on: day("2019-01-01"))?.name == "Xã A")
  }
}

@Suite struct IndicatorIdentityTests {
  @Test func anIdentityCarriesItsList() {
    #expect(IndicatorID("I:0301")?.description == "I:0301")
    #expect(IndicatorID("I:0101") != IndicatorID("II:0101"))
    for text in ["0301", ":0301", "I:", "I:0301:1", ""] { #expect(IndicatorID(text) == nil) }
  }

  @Test func identitiesAreOrderedByListThenCode() throws {
    let ids = ["II:0101", "I:0302", "I:0301"].compactMap { IndicatorID($0) }
    #expect(ids.sorted().map(\.description) == ["I:0301", "I:0302", "II:0101"])
  }

  @Test func theBreakdownOfAKeyIsInOrder() throws {
    let period = try #require(ReportingPeriod("2026"))
    func key(_ values: [BreakdownValue]) -> ObservationKey {
      ObservationKey(
        set: "s", form: "f", formVersion: 1, indicator: IndicatorID(list: "I", code: "0101"),
        measure: .count, breakdown: values, unit: "03562", period: period)
    }
    let sex = BreakdownValue(breakdown: "sex", category: "male")
    let age = BreakdownValue(breakdown: "age", category: "under-6")
    #expect(key([sex, age]) == key([age, sex]))
    #expect(key([]) < key([age]))
    #expect(key([age]) < key([sex]))
  }
}
