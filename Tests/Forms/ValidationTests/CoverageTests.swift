import FormModel
import Indicators
import Testing
import Validation

/// Which rules guard which cell, worked out by hand for the small form.
@Suite struct CoverageTests {
  private func cells(_ rules: RuleDeclaration...) throws -> [String: RuleCoverage.Cell] {
    let cells = try RuleCoverage(SmallForm.library(rules)).cells
    return Dictionary(uniqueKeysWithValues: cells.map { ("\($0.row)@\($0.column)", $0) })
  }

  private func sides(_ cell: RuleCoverage.Cell?) -> [String] {
    (cell?.guardians ?? []).map { $0.side + ($0.needsTypedTotal ? "?" : "") }
  }

  @Test func onlyCellsThatAnOfficerFillsAreListed() throws {
    let all = try cells()
    #expect(all["0101@sex=male"] != nil)
    #expect(all["0101@total"] == nil)
    #expect(all["0104@total"] == nil)
    #expect(all.values.allSatisfy { $0.guardians.isEmpty && !$0.isGuardedFromAbove })
  }

  @Test func aBoundOnATotalIsOneOnItsParts() throws {
    let all = try cells(rule("part-of-row", ["part": "0301", "whole": "0101"]))
    #expect(sides(all["0301@sex=male"]) == ["high"])
    #expect(sides(all["0101@sex=male"]) == ["low"])
    #expect(sides(all["0301@age=under-6"]) == ["high"])
    #expect(sides(all["0301a@sex=male"]) == [])
  }

  @Test func aBoundOnARateIsOneOnItsNumeratorAndTheOtherOnItsDenominator() throws {
    let all = try cells(rule("range", ["rows": "0201", "max": "60"]))
    #expect(sides(all["0201.TS@sex=male"]) == ["high"])
    #expect(sides(all["0201.MS@sex=male"]) == ["low"])
  }

  @Test func aLiveSumGuardsNothingAndAnotherBreakdownDoes() throws {
    let all = try cells(
      rule("sum-of-columns", ["total": "total", "parts": "sex"]),
      rule("sum-of-rows", ["total": "0101", "parts": .list(["0301", "0309a"])]))
    #expect(sides(all["0104.TS@sex=male"]) == ["equality?"])
    #expect(all["0104.TS@sex=male"]?.isFixed == false)
    // The form adds 0101 up from its columns, so that the rows are a second statement of it.
    #expect(all["0309a@sex=female"]?.isFixed == true)
    #expect(all["0101@age=under-6"]?.isFixed == true)
  }

  @Test func zeroIsNoLowerBound() throws {
    let all = try cells(
      rule("not-negative"), rule("range", ["rows": "0101", "min": "0", "max": "100"]))
    #expect(sides(all["0101@sex=male"]) == ["high"])
    #expect(all["0101@sex=male"]?.isGuardedFromBelow == false)
  }

  @Test func aRuleBetweenFormsNamesTheOtherForm() throws {
    var other = SmallForm.definition([])
    other.id = "TE-98"
    let declared = rule(
      "proportion",
      ["left": "0104.TS@sex=male", "right": "TE-98:0101@sex=male", "max": "1", "reason": "r"])
    let library = TemplateLibrary(
      sets: [], forms: [SmallForm.definition([declared]), other], units: SmallForm.units)
    let cells = try RuleCoverage(library).cells
    func guardians(_ form: String, _ row: String) -> [RuleCoverage.Guardian] {
      cells.first { $0.form == form && $0.row == row && $0.column == "sex=male" }?.guardians ?? []
    }
    #expect(guardians("TE-99", "0104.TS").map(\.otherForm) == ["TE-98"])
    #expect(guardians("TE-99", "0104.TS").map(\.side) == ["high"])
    #expect(guardians("TE-98", "0101").map(\.otherForm) == ["TE-99"])
    #expect(guardians("TE-98", "0101").map(\.side) == ["low"])
  }
}
