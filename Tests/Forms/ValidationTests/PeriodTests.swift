import FormModel
import Indicators
import SheetModel
import Testing
import Units
import Validation

/// The periods of one unit in one batch.
@Suite struct PeriodTests {
  private let rules = [
    rule("accumulates", ["rows": "0309a"], severity: .warning),
    rule("jump", ["rows": "0101", "max": "3", "from": "50", "reason": "r"], severity: .warning),
    rule("repeats", ["from": "3", "reason": "r"], severity: .warning),
  ]

  private func form(
    _ period: String, children: Int, cared: Int, unit: String = "03424"
  ) throws -> BoundForm {
    try TextGrid(
      """
      | Mã số | Tổng số       | Nam           |
      | 0101  | =\(children) | \(children)  |
      | 0309a | =\(cared)    | \(cared)     |
      """
    ).form(
      rules,
      identity: FormIdentity(unit: unit, period: ReportingPeriod(period), claims: []))
  }

  private func findings(
    _ forms: [BoundForm], units: UnitRegistry = SmallForm.units
  ) throws -> [Finding] {
    let library = TemplateLibrary(sets: [], forms: [SmallForm.definition(rules)], units: units)
    var checker = try BatchChecker(library: library)
    for form in forms {
      let file = form.identity.period?.description ?? ""
      checker.add(try #require(checker.digest(of: form, file: file)))
    }
    return checker.findings()
  }

  @Test func halfAYearIsNotAboveItsYearWhereFiguresOnlyGrow() throws {
    for (half, count) in [("2026H1", 1), ("2026H2", 1), ("2025H1", 0)] {
      let found = try findings([
        form(half, children: 100, cared: 9), form("2026", children: 90, cared: 8),
      ])
      #expect(found.count == count, "\(half)")
      for finding in found {
        #expect(finding.severity == .warning && finding.row == "0309a")
        #expect(finding.place.file == half && finding.place.cell == CellAddress("B3"))
        #expect(finding.related.map(\.place.file) == ["2026"])
        guard case .aboveLongerPeriod(let part, let whole, _, let longer) = finding.kind else {
          Issue.record("\(finding.kind)")
          continue
        }
        #expect(part == 9 && whole == 8 && longer == ReportingPeriod("2026"))
      }
    }
  }

  @Test func asMuchAsTheYearIsFine() throws {
    #expect(
      try findings([
        form("2026H1", children: 95, cared: 8), form("2026", children: 90, cared: 8),
      ]) == [])
  }

  @Test(arguments: [
    // Three times is the most, both ways; from 50 on; the same part of another year only.
    ("2025", 300, 0), ("2025", 301, 1), ("2025", 34, 0), ("2025", 33, 1), ("2025H1", 900, 0),
    ("2026H2", 900, 0), ("2025", 0, 0),
    // The unit is one of July 2025.
    ("2024", 301, 0),
  ])
  func aFigureDoesNotJump(period: String, children: Int, count: Int) throws {
    let found = try findings([
      form(period, children: children, cared: 5), form("2026", children: 100, cared: 6),
    ])
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.code == .jumpBetweenPeriods && $0.row == "0101" })
    #expect(found.allSatisfy { $0.place.file == "2026" && $0.related.first?.place.file == period })
  }

  @Test func smallNumbersMayJump() throws {
    #expect(
      try findings([
        form("2025", children: 4, cared: 5), form("2026", children: 49, cared: 6),
      ]) == [])
  }

  @Test func theLastPeriodBeforeCountsInWhateverOrderTheyCome() throws {
    let found = try findings([
      form("2026", children: 100, cared: 3), form("2024", children: 600, cared: 1),
      form("2025", children: 210, cared: 2),
    ])
    #expect(found.map(\.code) == [])
  }

  @Test func aFormThatRepeatsThePeriodBeforeIsOneFinding() throws {
    let found = try findings([
      form("2025", children: 100, cared: 5), form("2026", children: 100, cared: 5),
    ])
    #expect(found.map(\.code) == [.repeatsEarlierPeriod])
    #expect(found.map(\.place) == [Place(file: "2026", sheet: "Biểu 99")])
    #expect(found.first?.related.map(\.place) == [Place(file: "2025", sheet: "Biểu 99")])
    // All of the year may have happened in its half, and few figures stand still by chance.
    for (one, other) in [("2026H2", 5), ("2026H1", 5), ("2025", 0)] {
      #expect(
        try findings([
          form(one, children: 100 * min(other, 1), cared: other),
          form("2026", children: 100 * min(other, 1), cared: other),
        ]) == [], "\(one)")
    }
  }

  @Test func aCodeThatMeantAnotherUnitIsAnotherUnit() throws {
    func unit(_ name: String, from: Int, to: Int?) -> ReportingUnit {
      ReportingUnit(
        code: "03424", name: name, level: "xã", parentCode: "12",
        validFrom: CalendarDate(year: from, month: 1, day: 1),
        validTo: to.flatMap { CalendarDate(year: $0, month: 12, day: 31) })
    }
    let forms = [
      try form("2025", children: 100, cared: 5), try form("2026", children: 900, cared: 5),
    ]
    let one = UnitRegistry([unit("Xã A", from: 2004, to: nil)])
    let two = UnitRegistry([
      unit("Xã A", from: 2004, to: 2025), unit("Xã B", from: 2026, to: nil),
    ])
    #expect(try findings(forms, units: one).map(\.code) == [.jumpBetweenPeriods])
    #expect(try findings(forms, units: two) == [])
  }
}
