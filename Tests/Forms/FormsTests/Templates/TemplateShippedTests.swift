import FormModel
import Indicators
import Templates
import Testing
import Units

/// Facts of the templates in this repository.
@Suite struct TemplateShippedTests {
  private let library: TemplateLibrary
  private let problems: [TemplateProblem]

  init() { (library, problems) = ShippedTemplates.load() }

  private func set() throws -> IndicatorSet { try #require(library.set("tt13-2021")) }

  private func matrix(_ id: String) throws -> MatrixDefinition {
    try #require(library.form(id)?.matrix)
  }

  @Test func theShippedTemplatesHaveNoProblem() {
    for problem in problems {
      Issue.record("\(problem.file):\(problem.line ?? 0) \(problem.code) \(problem.kind)")
    }
  }

  @Test func theSetHas67RowsOf63Codes() throws {
    let indicators = try set().indicators
    #expect(indicators.count == 67)
    #expect(Set(indicators.map(\.id)).count == 63)
    let kinds = Dictionary(grouping: indicators, by: \.kind).mapValues(\.count)
    #expect(kinds == [.count: 23, .percentage: 37, .rate: 6, .ratio: 1])
  }

  @Test func mostCodesArePlaceholders() throws {
    let codes = Dictionary(grouping: try set().indicators, by: \.codeConfidence).mapValues(\.count)
    #expect(codes == [.sourced: 2, .derived: 17, .placeholder: 48])
    let names = Dictionary(grouping: try set().indicators, by: \.nameConfidence).mapValues(\.count)
    #expect(names == [.sourced: 19, .derived: 40, .recalled: 8])
  }

  @Test func fourCodesHaveACountAndAPercentage() throws {
    let both = try Set(set().indicators.map(\.id)).filter { id in
      try set().indicators(id).count == 2
    }
    #expect(both.map(\.code).sorted() == ["0301", "0302", "0401", "0402"])
  }

  @Test func thereAreNineMatrixFormsAndARegister() {
    #expect(
      library.forms.map(\.id) == [
        "TE-01", "TE-02", "TE-03", "TE-04", "TE-05", "TE-06", "XH-01", "XH-02", "DS-01",
      ])
    for form in library.forms {
      #expect(form.issuedUnder.contains("không phải biểu do Bộ ban hành"))
      #expect(form.periods == [.year, .half])
    }
  }

  @Test func theFourteenGroupsHaveTheLettersOfTheLaw() throws {
    let groups = try #require(try set().breakdown("circumstance"))
    #expect(groups.relation == .overlapping)
    #expect(
      groups.categories.map(\.codeSuffix) == [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o",
      ])
    #expect(groups.categories[3].label == "Trẻ em khuyết tật")
  }

  @Test func form03HasTheFourteenGroupsUnder0301And0302() throws {
    let matrix = try matrix("TE-03")
    for code in ["0301", "0302"] {
      let rows = matrix.rows.filter {
        $0.target?.category?.breakdown == "circumstance" && $0.code.hasPrefix(code)
      }
      #expect(rows.count == 14)
    }
    let ending = try #require(matrix.row(code: "0301.TL"))
    #expect(matrix.rows[ending].unit == "%")
    #expect(matrix.rows[ending].target?.measure == .rate)
  }

  @Test func codesAreUniqueInAFormAndHeadingsHaveNone() throws {
    for form in library.forms {
      let rows = form.matrix?.rows ?? []
      let codes = rows.map(\.code).filter { !$0.isEmpty }
      #expect(Set(codes).count == codes.count, "\(form.id)")
      #expect(rows.allSatisfy { $0.code.isEmpty == ($0.target == nil) })
    }
  }

  @Test func everyRowHasAnOpenOrComputedTotal() throws {
    for form in library.forms {
      guard let matrix = form.matrix else { continue }
      let total = try #require(matrix.column(id: "total"))
      for row in matrix.rows where row.target != nil {
        #expect(row.contents[total] != .closed, "\(form.id) \(row.code)")
        #expect(
          Set(row.contents.keys)
            == Set(matrix.columns.indices.filter { matrix.columns[$0].isFigure }))
      }
    }
  }

  @Test func computedCellsRestOnCellsThatAreNotClosed() throws {
    for form in library.forms {
      guard let matrix = form.matrix else { continue }
      for cell in matrix.figureCells {
        let parts: [FormCell] =
          switch matrix.content(cell) {
          case .sum(let cells): cells
          case .quotient(let numerator, let denominator, _, _): [numerator, denominator]
          default: []
          }
        for part in parts {
          #expect(part != cell)
          #expect(matrix.content(part) != nil && matrix.content(part) != .closed)
        }
      }
    }
  }

  @Test func allRuleKindsAreDeclaredSomewhere() {
    let kinds = Set(library.forms.flatMap { $0.rules.map(\.kind) })
    #expect(kinds == Set(RuleKind.allCases.map(\.rawValue)))
  }

  @Test func theRegisterCountsInto03TE() throws {
    let register = try #require(library.form("DS-01")?.register)
    #expect(register.tallies.map(\.indicator.description) == ["I:0301", "I:0302"])
    #expect(register.tallies.map(\.form) == ["TE-03", "TE-03"])
    #expect(
      register.columns.filter(\.isPersonal).map(\.id) == [
        "name", "birth-date", "personal-number", "hamlet", "remark",
      ])
  }

  @Test func code03562NamesTwoCommunesOneAfterTheOther() throws {
    let last = try #require(CalendarDate("2025-06-30"))
    let next = try #require(CalendarDate("2025-07-01"))
    #expect(library.units.unit(code: "03562", on: last)?.name == "Xã Vàng Ma Chải")
    #expect(library.units.unit(code: "03562", on: next)?.name == "Xã Sì Lở Lầu")
    #expect(library.units.unit(code: "03550", on: last)?.name == "Xã Sì Lở Lầu")
    #expect(library.units.unit(code: "03550", on: next) == nil)
  }

  @Test func spellingsOfAUnitAreAliases() {
    #expect(library.units.units.count == 83)
    let aliases = Dictionary(
      grouping: library.units.units.filter { !$0.aliases.isEmpty }, by: \.code
    )
    .mapValues { $0.flatMap(\.aliases) }
    #expect(aliases["03550"] == ["Xã Sì Lờ Lầu"])
    #expect(aliases["23535"] == ["Xã Ia Dal"])
    #expect(aliases["618"] == ["Huyện Ia H'Drai", "Huyện Ia H’Drai"])
  }
}
