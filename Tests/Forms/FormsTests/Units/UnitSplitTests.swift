import FormModel
import Indicators
import Testing
import Units

/// Figures of units that were divided.
extension UnitMapperTests {
  /// A was divided into B and C in 2015, where D went whole too; C was divided again in 2020.
  private func divided() throws -> TemplateLibrary {
    func unit(_ code: String, _ from: String?, _ to: String?) -> ReportingUnit {
      ReportingUnit(
        code: code, name: "Xã \(code)", level: "xã", parentCode: nil,
        validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) })
    }
    func went(
      _ old: String, _ new: String, _ date: String, children: Int64? = nil
    ) throws -> UnitSuccession {
      UnitSuccession(
        oldCode: old, newCode: new, date: try day(date),
        extent: children == nil ? .whole : .part, weights: children.map { ["children": $0] } ?? [:])
    }
    return TemplateLibrary(
      sets: [], forms: [],
      units: UnitRegistry([
        unit("A", nil, "2014-12-31"), unit("D", nil, "2014-12-31"), unit("B", "2015-01-01", nil),
        unit("C", "2015-01-01", "2019-12-31"), unit("E", "2020-01-01", nil),
        unit("F", "2020-01-01", nil),
      ]),
      successions: [
        try went("A", "B", "2015-01-01", children: 2),
        try went("A", "C", "2015-01-01", children: 1),
        try went("D", "B", "2015-01-01"), try went("C", "E", "2020-01-01", children: 1),
        try went("C", "F", "2020-01-01", children: 1),
      ])
  }

  @Test func aSplitIsNeverDividedInSilence() throws {
    let figures = [try figure("A", 10, "2010"), try figure("D", 5, "2010")]
    let library = try divided()
    #expect(
      try mapped(figures, to: "2016-01-01", in: library) == [
        "B count=missing+ -[A Xã A] 5", "A stays: split B,C",
      ])
    #expect(
      try mapped(figures, to: "2016-01-01", split: .keep, in: library) == [
        "A count=10k", "B count=missing+ -[A Xã A] 5",
      ])
  }

  @Test func aSplitIsDividedInWholeNumbersThatAddUp() throws {
    let figures = [try figure("A", 10, "2010"), try figure("D", 5, "2010")]
    let library = try divided()
    let split = SplitPolicy.allocate(column: "children")
    #expect(
      try mapped(figures, to: "2016-01-01", split: split, in: library) == [
        "B count=12+~", "C count=3+~",
      ])
    #expect(
      try mapped(figures, to: "2026-01-01", split: split, in: library) == [
        "B count=12+~", "E count=2+~", "F count=1+~",
      ])
    #expect(
      try mapped([try figure("A", nil, "2010")], to: "2016-01-01", split: split, in: library) == [
        "B count=missing+~ -[A Xã A; D Xã D] ", "C count=missing+~ -[A Xã A] ",
      ])
    #expect(
      try mapped(figures, to: "2016-01-01", split: .allocate(column: "population"), in: library)
        == ["B count=missing+ -[A Xã A] 5", "A stays: no population"])
    #expect(
      try mapped(
        [try figure("A", 10, "2010", measure: .rate)], to: "2016-01-01", split: split, in: library)
        == ["A stays: rate"])
  }

  @Test func allPartsOfManySplitsAddUpToTheWhole() throws {
    let library = try divided()
    for value in [Int64(0), 1, 2, 3, 5, 7, 11, 100, 12_345, 999_999_999] {
      let mapping = UnitMapper(
        library, to: try day("2026-01-01"), split: .allocate(column: "children")
      ).map([try figure("A", value, "2010"), try figure("D", 0, "2010")])
      let sum = mapping.observations.compactMap(\.value).reduce(ExactDecimal.zero) {
        $0.adding($1) ?? $0
      }
      #expect(sum == ExactDecimal(value))
    }
  }

  @Test func everyObservationIsInAFigureOrStaysBehind() throws {
    let codes = shipped.units.units.map(\.code) + ["99999"]
    let figures = try Set(codes).sorted().flatMap { code in
      try ["2019", "2022", "2024", "2025", "2026"].map { try figure(code, 1, $0) }
    }
    let mapping = UnitMapper(shipped, to: try day("2026-12-31")).map(figures)
    let sources = mapping.figures.flatMap(\.sources)
    let behind = mapping.unmapped.map(\.observation)
    #expect(Set(sources + behind) == Set(figures))
    #expect(sources.count + behind.count == figures.count)
  }

  @Test(arguments: ["review", "keep", "allocate=children"])
  func policiesAreReadAsTheyAreWritten(text: String) {
    #expect(SplitPolicy(text)?.description == text)
    for other in ["", "Review", "allocate", "allocate=", "keep=1"] {
      #expect(SplitPolicy(other) == nil)
    }
  }
}
