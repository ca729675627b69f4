import Indicators
import Testing
import Units

/// What became of units: hops, splits, ends, and what is not known.
@Suite struct UnitHistoryTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func unit(
    _ code: String, _ name: String, from: String? = nil, to: String? = nil, level: String = "xã"
  ) -> ReportingUnit {
    ReportingUnit(
      code: code, name: name, level: level, parentCode: nil,
      validFrom: from.flatMap { CalendarDate($0) }, validTo: to.flatMap { CalendarDate($0) })
  }

  private func went(
    _ old: String?, _ new: String?, _ date: String, _ extent: UnitSuccession.Extent = .whole,
    name: String = ""
  ) throws -> UnitSuccession {
    UnitSuccession(
      oldCode: old, oldName: name, newCode: new, date: try day(date), extent: extent,
      weights: extent == .part ? ["children": 1] : [:])
  }

  /// A merges into B, B is divided into C and D, D becomes E; F and G divide H and merge again.
  private func history() throws -> UnitHistory {
    UnitHistory(
      registry: UnitRegistry([
        unit("A", "Xã A", to: "2009-12-31"), unit("B", "Xã B", to: "2014-12-31"),
        unit("C", "Xã C", from: "2015-01-01"),
        unit("D", "Xã D", from: "2015-01-01", to: "2019-12-31"),
        unit("E", "Xã E", from: "2020-01-01"), unit("A", "Xã Khác", from: "2016-01-01"),
        unit("H", "Xã H", to: "2009-12-31"),
        unit("F", "Xã F", from: "2010-01-01", to: "2012-12-31"),
        unit("G", "Xã G", from: "2010-01-01", to: "2012-12-31"),
        unit("I", "Xã I", from: "2013-01-01"), unit("K", "Xã K", to: "2012-12-31"),
        unit("L", "Xã L", to: "2012-12-31"), unit("M", "Xã M", to: "2012-12-31"),
        unit("M", "Phường M", from: "2013-01-01", level: "phường"),
      ]),
      successions: [
        try went("D", "E", "2020-01-01"), try went("B", "D", "2015-01-01", .part),
        try went("B", "C", "2015-01-01", .part), try went("A", "B", "2010-01-01"),
        try went("H", "F", "2010-01-01", .part), try went("H", "G", "2010-01-01", .part),
        try went("F", "I", "2013-01-01"), try went("G", "I", "2013-01-01"),
        try went("K", nil, "2013-01-01", .ended),
        try went(nil, "D", "2015-01-01", name: "Xã Không Mã"),
      ])
  }

  /// `B@2010 > E`: hops with their years, then where it ends.
  private func text(_ code: String, _ from: String, _ to: String) throws -> String {
    Self.text(try history().outcome(ofCode: code, on: day(from), asOf: day(to)))
  }

  private static func text(_ outcome: UnitOutcome) -> String {
    let hops = outcome.hops.map { "\($0.newCode ?? "-")@\($0.date.year) " }.joined()
    return switch outcome {
    case .carried(let unit, _): "\(hops)> \(unit.name)"
    case .split(let shares, _):
      "\(hops){" + shares.map { text($0.outcome) }.joined(separator: " | ") + "}"
    case .ended(let unit, _): "\(hops)ended \(unit.name)"
    case .undocumented(let unit, _): "\(hops)? \(unit.name)"
    case .unknown: "unknown"
    case .notValidThen(let units): "then " + units.map(\.name).joined(separator: ", ")
    case .younger(let unit): "younger \(unit.name)"
    }
  }

  @Test func aUnitIsFollowedOverSeveralHops() throws {
    #expect(try text("A", "2000-06-30", "2009-12-31") == "> Xã A")
    #expect(try text("A", "2000-06-30", "2010-01-01") == "B@2010 > Xã B")
    #expect(try text("D", "2015-01-01", "2030-01-01") == "E@2020 > Xã E")
    #expect(try text("B", "2014-12-31", "2014-12-31") == "> Xã B")
  }

  @Test func aSplitOnTheWayStaysOne() throws {
    #expect(
      try text("A", "2000-06-30", "2016-01-01") == "B@2010 {C@2015 > Xã C | D@2015 > Xã D}")
    #expect(
      try text("A", "2000-06-30", "2026-01-01")
        == "B@2010 {C@2015 > Xã C | D@2015 E@2020 > Xã E}")
    let outcome = try history().outcome(ofCode: "A", on: day("2000-01-01"), asOf: day("2026-01-01"))
    #expect(outcome.units.map(\.code) == ["C", "E"])
    #expect(outcome.needsReview)
  }

  @Test func partsThatCameTogetherAgainAreWhole() throws {
    #expect(try text("H", "2000-01-01", "2011-01-01") == "{F@2010 > Xã F | G@2010 > Xã G}")
    #expect(try text("H", "2000-01-01", "2013-01-01") == "F@2010 I@2013 G@2010 I@2013 > Xã I")
  }

  @Test func aCodeMeansTheUnitOfItsDay() throws {
    #expect(try text("A", "2016-06-30", "2026-01-01") == "> Xã Khác")
    #expect(try text("A", "2012-01-01", "2026-01-01") == "then Xã A, Xã Khác")
    #expect(try text("Z", "2012-01-01", "2026-01-01") == "unknown")
  }

  @Test func anEndIsNoGap() throws {
    #expect(try text("K", "2012-01-01", "2026-01-01") == "-@2013 ended Xã K")
    #expect(try text("L", "2012-01-01", "2026-01-01") == "? Xã L")
    #expect(try text("L", "2012-01-01", "2012-06-30") == "> Xã L")
  }

  @Test func aUnitThatOnlyChangedItsRankIsTheSame() throws {
    #expect(try text("M", "2012-01-01", "2026-01-01") == "M@2013 > Phường M")
    let hops = try history().outcome(ofCode: "M", on: day("2012-01-01"), asOf: day("2026-01-01"))
      .hops
    #expect(hops.map(\.confidence) == [.derived])
  }

  @Test func unitsAreNotFollowedBackwards() throws {
    #expect(try text("E", "2026-01-01", "2012-01-01") == "younger Xã E")
    #expect(try text("B", "2012-01-01", "2000-01-01") == "> Xã B")
  }

  @Test func aCrosswalkKnowsWhatUnitsAreMadeOf() throws {
    let walk = try history().crosswalk(from: day("2011-06-30"), to: day("2026-01-01"))
    #expect(walk.entries.map(\.unit.code) == ["B", "F", "G", "K", "L", "M"])
    #expect(walk.members(ofCode: "I").whole.map(\.code) == ["F", "G"])
    #expect(walk.members(ofCode: "E").partial.map(\.code) == ["B"])
    #expect(walk.members(ofCode: "E").unlisted == ["Xã Không Mã"])
    #expect(walk.members(ofCode: "C").unlisted == [])
    #expect(walk.entry(ofCode: "A") == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func tablesThatBranchWithoutEndAreNotFollowed() throws {
    var units: [ReportingUnit] = []
    var successions: [UnitSuccession] = []
    var date = try day("2000-01-01")
    units.append(unit("0", "Xã 0", to: "1999-12-31"))
    for step in 1...60 {
      let next = try #require(date.next)
      for side in ["a", "b"] {
        units.append(unit("\(step)\(side)", "Xã", from: "\(date)", to: "\(date)"))
        for before in step == 1 ? ["0"] : ["\(step - 1)a", "\(step - 1)b"] {
          successions.append(
            UnitSuccession(oldCode: before, newCode: "\(step)\(side)", date: date, extent: .part))
        }
      }
      date = next
    }
    let history = UnitHistory(registry: UnitRegistry(units), successions: successions)
    let outcome = history.outcome(ofCode: "0", on: try day("1999-01-01"), asOf: date)
    #expect(outcome.needsReview)
  }

  @Test(.timeLimit(.minutes(1)))
  func aWholeCountryIsFollowedInAMoment() throws {
    let old = (0..<10_600).map { unit("\($0)", "Xã \($0)", to: "2025-06-30") }
    let new = (0..<3_321).map { unit("\($0)", "Xã Mới \($0)", from: "2025-07-01") }
    let successions = try old.indices.map { try went("\($0)", "\($0 % 3_321)", "2025-07-01") }
    let history = UnitHistory(registry: UnitRegistry(old + new), successions: successions)
    let walk = history.crosswalk(from: try day("2024-12-31"), to: try day("2026-12-31"))
    #expect(walk.entries.count == 10_600)
    #expect(walk.members(ofCode: "0").whole.count == 4)
  }
}
