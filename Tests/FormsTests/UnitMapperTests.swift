import Forms
import Indicators
import Testing

/// Figures of old units put to new ones: carried, added, divided, and what stays behind.
@Suite struct UnitMapperTests {
  private let shipped = ShippedTemplates.load().library
  private let form = "TE-03"

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func figure(
    _ unit: String, _ value: Int64?, _ period: String = "2024", indicator: String = "I:0301",
    measure: Measure = .count, breakdown: [BreakdownValue] = [], status: ObservationStatus? = nil,
    explanation: String = ""
  ) throws -> Observation {
    Observation(
      key: ObservationKey(
        set: "tt13-2021", form: form, formVersion: 1,
        indicator: try #require(IndicatorID(indicator)), measure: measure, breakdown: breakdown,
        unit: unit, period: try #require(ReportingPeriod(period))),
      value: value.map { ExactDecimal($0) },
      status: status ?? value.map { $0 == 0 ? .zero : .reported } ?? .missing,
      explanation: explanation,
      origin: Origin(
        file: "\(unit).xls", sha256: unit, sheet: "Biểu 03", cell: "D17",
        typed: value.map { "\($0)" } ?? ""))
  }

  private func text(_ mapping: UnitMapping) -> [String] {
    mapping.figures.map { figure in
      let observation = figure.observation
      let flags =
        (figure.isCombined ? "+" : "") + (figure.isEstimated ? "~" : "")
        + (figure.isKept ? "k" : "")
      return "\(observation.key.unit) \(observation.key.measure.rawValue)="
        + "\(observation.value?.description ?? observation.status.rawValue)\(flags)"
        + (figure.missing.isEmpty
          ? ""
          : " -[\(figure.missing.joined(separator: "; "))] \(figure.partial?.description ?? "")")
    }
      + mapping.unmapped.map { other in
        let reason =
          switch other.reason {
          case .unknownCode: "unknown"
          case .notValidThen: "not then"
          case .split(let units): "split \(units.map(\.code).joined(separator: ","))"
          case .noWeights(let column): "no \(column)"
          case .ended(let unit): "ended \(unit.name)"
          case .undocumented(let unit): "? \(unit.name)"
          case .younger: "younger"
          case .insideOther(let unit): "inside \(unit.code)"
          case .rateOfSeveral: "rate"
          case .tooLarge: "too large"
          }
        return "\(other.observation.key.unit) stays: \(reason)"
      }
  }

  private func mapped(
    _ observations: [Observation], to date: String = "2026-12-31",
    split: SplitPolicy = .review, in library: TemplateLibrary? = nil
  ) throws -> [String] {
    text(UnitMapper(library ?? shipped, to: try day(date), split: split).map(observations))
  }

  // MARK: Carried and added

  @Test func figuresOfCommunesThatBecameOneAreAdded() throws {
    let figures = [
      try figure("03577", 5), try figure("03580", 0), try figure("03583", 12, explanation: "tăng"),
    ]
    let mapping = UnitMapper(shipped, to: try day("2026-12-31")).map(figures)
    #expect(text(mapping) == ["03583 count=17+"])
    let sum = try #require(mapping.figures.first)
    #expect(sum.observation.origin?.file == "03577.xls | 03580.xls | 03583.xls")
    #expect(sum.observation.origin?.typed == "5 | 0 | 12")
    #expect(sum.observation.explanation == "03583: tăng")
    #expect(sum.sources.map(\.key.unit) == ["03577", "03580", "03583"])
    #expect(!mapping.needsReview)
  }

  @Test func aCodeIsReadOnTheLastDayOfTheFiguresOwnPeriod() throws {
    let figures = [
      try figure("03550", 1, "2024"), try figure("03553", 2, "2024"),
      try figure("03559", 4, "2024"),
      try figure("03562", 8, "2024"), try figure("03562", 16, "2025"),
      try figure("25357", 3, "2026"),
    ]
    #expect(try mapped(figures) == ["03562 count=15+", "03562 count=16", "25357 count=3"])
    #expect(try mapped(figures.reversed()) == mapped(figures))
  }

  @Test func aUnitThatAloneBecameAnotherKeepsItsFigureAndItsRate() throws {
    #expect(
      try mapped([try figure("536", 9, "2022"), try figure("536", 11, "2022", measure: .rate)])
        == ["21548 count=9", "21548 rate=11"])
    #expect(
      try mapped([try figure("23535", nil, "2024", status: .notApplicable)])
        == ["23535 count=not_applicable"])
  }

  @Test func theDistrictStandsForItsCommunes() throws {
    let communes = [try figure("21541", 5, "2019"), try figure("21544", 6, "2019")]
    let last = try figure("21547", 1, "2019")
    #expect(try mapped(communes + [last]) == ["21548 count=12+"])
    #expect(
      try mapped(communes + [last, try figure("536", 13, "2019")]) == [
        "21548 count=13+", "21541 stays: inside 536", "21544 stays: inside 536",
        "21547 stays: inside 536",
      ])
    #expect(try mapped(communes) == ["21548 count=missing+ -[21547 Xã An Bình] 11"])
  }

  // MARK: Missing is not zero

  @Test func aSumThatLacksAPartIsMissing() throws {
    let figures = [try figure("03577", 5), try figure("03580", nil)]
    let mapping = UnitMapper(shipped, to: try day("2026-12-31")).map(figures)
    #expect(
      text(mapping) == ["03583 count=missing+ -[03580 Xã Hoang Thèn; 03583 Xã Khổng Lào] 5"])
    #expect(mapping.needsReview)
    #expect(
      mapping.figures.first?.observation.explanation
        == "Chưa đủ (mới cộng được 5): thiếu 03580 Xã Hoang Thèn, 03583 Xã Khổng Lào")
  }

  @Test func aUnitKnownByNameAloneLacksToo() throws {
    let figures = ["25342", "25351", "25438"].map { try? figure($0, 5) }.compactMap { $0 }
    #expect(try mapped(figures) == ["25351 count=missing+ -[Xã Quang Minh] 15"])
    #expect(
      try mapped([try figure("51", 7)]) == ["51 count=missing+ -[62 Tỉnh Kon Tum] 7"])
    #expect(try mapped([try figure("51", 7), try figure("62", 3)]) == ["51 count=10+"])
  }

  @Test func whatMayHaveBeenGoneIsNotWaitedFor() throws {
    let figures = try ["03550", "03553", "03559", "03562"].map { try figure($0, 1, "2020") }
    #expect(try mapped(figures) == ["03562 count=4+"])
    #expect(try mapped(figures + [try figure("03556", 1, "2020")]) == ["03562 count=5+"])
    let before = try ["03550", "03553", "03559", "03562"].map { try figure($0, 1, "2019") }
    #expect(try mapped(before) == ["03562 count=missing+ -[03556 Xã Ma Li Chải] 4"])
  }

  @Test func whatDoesNotApplyAnywhereDoesNotApply() throws {
    let open = ["03577", "03580", "03583"]
    let figures = try open.map { try figure($0, nil, status: .notApplicable) }
    #expect(try mapped(figures) == ["03583 count=not_applicable+"])
    let last = try figure("03583", 4)
    #expect(try mapped(figures.dropLast() + [last]) == ["03583 count=4+"])
  }

  // MARK: Rates

  @Test func aRateIsRecomputedFromSumsAndNeverAdded() throws {
    let definition = try #require(shipped.form(form))
    let plan = try #require(ObservationPlan(definition))
    let rate = try #require(plan.entries.first { $0.measure == .rate })
    guard case .quotient(let above, let below, _, _)? = definition.matrix?.content(rate.cell) else {
      Issue.record("no quotient")
      return
    }
    func entry(_ cell: FormCell) throws -> ObservationPlan.Entry {
      try #require(plan.entries.first { $0.cell == cell })
    }
    func all(
      _ unit: String, _ values: (above: Int64, below: Int64, rate: Int64)
    ) throws -> [Observation] {
      try [
        (try entry(above), values.above), (try entry(below), values.below), (rate, values.rate),
      ].map { entry, value in
        try figure(
          unit, value, indicator: entry.indicator.description, measure: entry.measure,
          breakdown: entry.breakdown)
      }
    }
    let both = try all("03424", (1, 10, 10)) + all("03427", (30, 40, 75))
    #expect(
      try mapped(both) == [
        "03424 count=31+", "03424 denominator=50+", "03424 rate=62+",
      ])
    let bare = both.filter { $0.key.measure == .rate }
    #expect(try mapped(bare) == ["03424 stays: rate", "03427 stays: rate"])
    let halved = both.filter { $0.key.measure != .denominator || $0.key.unit == "03424" }
    #expect(
      try mapped(halved) == [
        "03424 count=31+", "03424 denominator=missing+ -[03427 Xã Nà Tăm] 10",
        "03424 rate=missing+ -[03427 Xã Nà Tăm] ",
      ])
  }

  // MARK: What stays behind

  @Test func whatCannotBeMappedIsListedWithItsReason() throws {
    #expect(
      try mapped([
        try figure("109", 1), try figure("03397", 2, "2020"), try figure("99999", 3),
        try figure("21541", 4, "2022"), try figure("03397", 5, "2019"),
      ]) == [
        "03397 stays: ? Xã Sùng Phài", "03397 stays: ? Xã Sùng Phài", "21541 stays: not then",
        "109 stays: ended Huyện Phong Thổ", "99999 stays: unknown",
      ])
    #expect(
      try mapped([try figure("03583", 1, "2026")], to: "2020-12-31") == ["03583 stays: younger"])
  }

  @Test func theConfidenceOfASuccessionGoesWithItsFigures() throws {
    let mapping = UnitMapper(shipped, to: try day("2026-12-31"))
      .map([try figure("03556", 1, "2019"), try figure("03550", 1, "2019")])
    #expect(mapping.figures.map(\.confidence) == [.recalled])
  }

  // MARK: Splits

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
