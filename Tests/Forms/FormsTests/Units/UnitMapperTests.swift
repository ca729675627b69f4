import FormModel
import Indicators
import Testing
import Units

/// Figures of old units put to new ones: carried, added, divided, and what stays behind.
@Suite struct UnitMapperTests {
  let shipped = ShippedTemplates.load().library
  let form = "TE-03"

  func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  func figure(
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

  func text(_ mapping: UnitMapping) -> [String] {
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
          case .otherDay(let day): "of \(day)"
          case .insideOther(let unit): "inside \(unit.code)"
          case .rateOfSeveral: "rate"
          case .tooLarge: "too large"
          }
        return "\(other.observation.key.unit) stays: \(reason)"
      }
  }

  func mapped(
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
    // Nor is a unit followed backward that was there all the time.
    #expect(
      try mapped([try figure("03424", 1, "2024")], to: "2022-12-31") == ["03424 stays: younger"])
  }

  @Test func theConfidenceOfASuccessionGoesWithItsFigures() throws {
    let mapping = UnitMapper(shipped, to: try day("2026-12-31"))
      .map([try figure("03556", 1, "2019"), try figure("03550", 1, "2019")])
    #expect(mapping.figures.map(\.confidence) == [.recalled])
  }
}
