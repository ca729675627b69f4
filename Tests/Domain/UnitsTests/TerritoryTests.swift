import Indicators
import Testing
import Units

/// Land without people that goes elsewhere: no figure goes with it.
@Suite struct TerritoryTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func unit(_ code: String, from: String? = nil, to: String? = nil) -> ReportingUnit {
    ReportingUnit(
      code: code, name: "Xã \(code)", level: "xã", parentCode: nil,
      validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) })
  }

  private func went(
    _ old: String, _ new: String, _ extent: UnitSuccession.Extent
  ) throws -> UnitSuccession {
    UnitSuccession(
      oldCode: old, newCode: new, date: try day("2025-07-01"), extent: extent,
      weights: extent == .part ? ["population": new == "P" ? 3 : 1] : [:])
  }

  /// A goes into P but for land, B in two parts and land, C loses land and stays, D is lost.
  private func history() throws -> UnitHistory {
    let end = "2025-06-30"
    let begin = "2025-07-01"
    return UnitHistory(
      registry: UnitRegistry([
        unit("A", to: end), unit("B", to: end), unit("C"), unit("D", to: end),
        unit("P", from: begin), unit("Q", from: begin), unit("R", from: begin),
      ]),
      successions: [
        try went("A", "Q", .territory), try went("A", "P", .whole),
        try went("B", "P", .part), try went("B", "R", .territory), try went("B", "Q", .part),
        try went("C", "Q", .territory), try went("D", "Q", .territory),
      ])
  }

  private func figure(_ unit: String, _ value: Int64) throws -> Observation {
    Observation(
      key: ObservationKey(
        set: "s", form: "F", formVersion: 1, indicator: try #require(IndicatorID("I:0101")),
        measure: .count, breakdown: [], unit: unit, period: try #require(ReportingPeriod("2024"))),
      value: ExactDecimal(value), status: .reported)
  }

  private func mapped(_ units: [String], _ split: SplitPolicy = .review) throws -> [String] {
    let figures = try units.map { try figure($0, 8) }
    let mapping = UnitMapper(
      try history(), rates: RateRules([:]), to: try day("2026-12-31"), split: split
    ).map(figures)
    return mapping.figures.map {
      "\($0.observation.key.unit)=\($0.observation.value?.description ?? "?")"
    } + mapping.unmapped.map { "\($0.observation.key.unit) stays" }
  }

  @Test func peopleGoWholeToTheOtherSuccessor() throws {
    #expect(
      try history().outcome(ofCode: "A", on: day("2024-12-31"), asOf: day("2026-12-31")).units
        .map(\.code) == ["P"])
    // P waits for B alone, which was divided; Q and R wait for nobody's land.
    #expect(try mapped(["A"]) == ["P=?"])
  }

  @Test func aUnitThatLosesLandAloneKeepsItsFigures() throws {
    #expect(try mapped(["C"]) == ["C=8"])
  }

  @Test func weightsDivideAmongThosePartsThatHavePeople() throws {
    #expect(
      try mapped(["A", "B"], .allocate(column: "population")) == ["P=14", "Q=2"])
  }

  @Test func ofAUnitWhosePeopleAreNotSaidNothingIsMoved() throws {
    #expect(try mapped(["D"]) == ["D stays"])
  }

  @Test func theCrosswalkNamesTheLand() throws {
    let walk = try history().crosswalk(from: day("2024-12-31"), to: day("2026-12-31"))
    let lost = walk.entries.map { entry in
      "\(entry.unit.code): \(entry.landLost.compactMap(\.newCode).joined())"
    }
    #expect(lost == ["A: Q", "B: R", "C: Q", "D: Q"])
  }
}
