import Indicators
import Testing
import Units

@Suite struct UnitFateTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func unit(
    _ code: String, _ name: String, from: String? = nil, to: String? = nil
  ) -> ReportingUnit {
    ReportingUnit(
      code: code, name: name, level: "xã", parentCode: nil,
      validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) })
  }

  private func succession(_ old: String, _ new: String?, _ date: String) throws -> UnitSuccession {
    UnitSuccession(
      oldCode: old, newCode: new, date: try day(date), extent: new == nil ? .ended : .whole)
  }

  private func history() throws -> UnitHistory {
    UnitHistory(
      registry: UnitRegistry([
        unit("1", "Xã A", to: "2020-01-31"), unit("2", "Xã B", to: "2025-06-30"),
        unit("3", "Xã C", from: "2025-07-01"), unit("4", "Xã D", to: "2025-06-30"),
        unit("5", "Xã E", to: "2025-06-30"), unit("5", "Xã F", from: "2025-07-01"),
      ]),
      successions: [
        try succession("1", "2", "2020-02-01"), try succession("2", "3", "2025-07-01"),
        try succession("5", "3", "2025-07-01"),
      ])
  }

  @Test func whatEndedBecameWhatItsSuccessorsAreBecameByThen() throws {
    let history = try history()
    let early = try #require(history.fate(ofCode: "1", by: try day("2021-12-31")))
    #expect(early.became.map(\.code) == ["2"])
    #expect(early.since == (try day("2020-02-01")))
    let late = try #require(history.fate(ofCode: "1", by: try day("2026-12-31")))
    #expect(late.became.map(\.code) == ["3"])
    #expect(late.since == (try day("2020-02-01")))
  }

  @Test func whatEndedWithoutASuccessionHasADayAndNoSuccessor() throws {
    let fate = try #require(try history().fate(ofCode: "4", by: try day("2026-12-31")))
    #expect(fate.became == [])
    #expect(fate.since == (try day("2025-07-01")))
  }

  @Test(arguments: [
    ("3", "2024-12-31"), ("2", "2024-12-31"), ("5", "2026-12-31"), ("9", "2026-12-31"),
  ])
  func whatIsThereOrIsToComeOrNeverWasHasNoFate(code: String, at: String) throws {
    #expect(try history().fate(ofCode: code, by: try day(at)) == nil)
  }
}
