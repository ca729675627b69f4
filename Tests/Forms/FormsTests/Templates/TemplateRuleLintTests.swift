import FormModel
import Templates
import Testing

/// What is wrong with declared rules, registers and units.
@Suite struct TemplateRuleLintTests {
  private let form = "mau/forms/A-01.yml"
  private let register = "mau/forms/D-01.yml"
  private let units = "units/don-vi.csv"

  /// The kinds of problems that one more rule of the form causes; it stands on line 18.
  private func problems(ofRule rule: String) throws -> [TemplateProblem.Kind] {
    let found = try TemplateFolder.sound.adding("  - {id: moi, \(rule)}", to: form).problems()
    #expect(found.allSatisfy { $0.file == "forms/A-01.yml" && $0.line == 18 })
    return found.map(\.kind)
  }

  private func problems(_ old: String, _ new: String, in file: String) throws
    -> [TemplateProblem.Kind]
  {
    try TemplateFolder.sound.replacing(old, with: new, in: file).problems().map(\.kind)
  }

  // MARK: Rules

  @Test func everyKindOfRuleHasItsParameters() {
    for kind in RuleKind.allCases {
      let schema = RuleSchema.of(kind)
      #expect(schema.kind == kind)
      let names = schema.parameters.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(schema.needed.joined().allSatisfy(names.contains))
    }
  }

  @Test func aSoundRuleOfEachMatrixKindPasses() throws {
    for rule in [
      "kind: whole, rows: \"0101\"", "kind: range, of: percentage, max: 100",
      "kind: required, rows: all", "kind: sum-of-columns, total: total, parts: sex",
      "kind: sum-of-rows, total: \"0101\", parts: [\"0101a\", \"0101b\"]",
      "kind: part-of-whole, part: ethnicity=minority, whole: total",
      "kind: part-of-row, part: \"0102.TS\", whole: \"0101\"",
      "kind: numerator-denominator", "kind: rate, rows: [\"0102\"]",
      "kind: order, rows: [\"0102.TS\", \"0102.MS\"]",
      "kind: same-quantity, left: \"0101a@sex=male\", right: \"A-01:0101b@sex=male\"",
      "kind: proportion, left: \"0101a\", right: \"0101b\", max: 2, from: 50, reason: a, source: b",
      "kind: accumulates, rows: \"0101\", reason: a", "kind: repeats, from: 9, reason: a",
      "kind: jump, rows: [\"0101\"], max: 3, from: 50, reason: a",
    ] {
      #expect(try problems(ofRule: rule) == [], "\(rule)")
    }
  }

  @Test func anUnknownRuleKindIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: wholes") == [.unknown(.ruleKind, id: "wholes", from: "moi")])
  }

  @Test func anUnknownParameterNamesTheKnownOnes() throws {
    #expect(
      try problems(ofRule: "kind: part-of-row, part: \"0101a\", whole: \"0101\", hole: x")
        == [
          .unknownParameter(
            rule: "moi", parameter: "hole",
            expected: ["part", "whole", "breakdown", "reason", "source"])
        ])
  }

  @Test func aMissingParameterIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: sum-of-rows, total: \"0101\"")
        == [.missingParameter(rule: "moi", oneOf: ["breakdown", "parts"])])
  }

  @Test func aParameterThatIsNoNumberIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: range, rows: \"0102\", max: \"12,5\"")
        == [.malformedParameter(rule: "moi", parameter: "max", found: "12,5", expected: "12.5")])
  }

  @Test func aRuleOfAThingAgainstItselfIsRefused() throws {
    #expect(
      try problems(ofRule: "kind: part-of-row, part: \"0101\", whole: \"0101\"")
        == [.malformedParameter(rule: "moi", parameter: "whole", found: "0101", expected: "≠ part")]
    )
    #expect(
      try problems(ofRule: "kind: range, rows: \"0102\", min: 5, max: 1")
        == [.malformedParameter(rule: "moi", parameter: "max", found: "1", expected: "≥ 5")])
  }

  @Test func severalTextsWhereOneBelongsAreRefused() throws {
    let kinds = try problems(
      ofRule: "kind: part-of-row, part: [\"0101a\", \"0101b\"], whole: \"0101\"")
    #expect(kinds == [.wrongShape(key: "part", expected: .text)])
  }

  @Test func aRuleAboutARowThatTheFormLacksIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: whole, rows: [\"0101\", \"0109\"]")
        == [.unknown(.row, id: "0109", from: "moi")])
  }

  @Test func aRuleAboutAColumnThatTheFormLacksIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: part-of-whole, part: disability=disabled, whole: total")
        == [.unknown(.column, id: "disability=disabled", from: "moi")])
  }

  @Test func onlyExhaustiveCategoriesAddUp() throws {
    #expect(
      try problems(ofRule: "kind: sum-of-rows, total: \"0101\", breakdown: circumstance")
        == [
          .malformedParameter(
            rule: "moi", parameter: "breakdown", found: "circumstance", expected: "exhaustive")
        ])
  }

  @Test func groupsNeedARowForEachCategory() throws {
    #expect(
      try problems(ofRule: "kind: groups, total: \"0102.TS\", breakdown: circumstance")
        == [
          .unknown(.row, id: "0102.TS circumstance=orphan", from: "moi"),
          .unknown(.row, id: "0102.TS circumstance=abandoned", from: "moi"),
        ])
  }

  @Test func aRuleForRegistersDoesNotFitAMatrix() throws {
    #expect(
      try problems(ofRule: "kind: unique, columns: name")
        == [.ruleForOtherBody(rule: "moi", kind: "unique")])
  }

  @Test func ruleIdentitiesAreUniqueInAFormWithTheRulesOfTheSet() throws {
    let kinds = try TemplateFolder.sound.adding("  - {id: so-nguyen, kind: whole}", to: form)
      .problems().map(\.kind)
    #expect(
      kinds == [
        .duplicate(.rule, id: "so-nguyen", firstFile: "mau/rules.yml", firstLine: 2)
      ])
  }

  @Test func aRuleOfTheSetThatFitsNoFormIsAWarning() throws {
    let problems = try TemplateFolder.sound
      .adding(
        "  - {id: khuyet-tat, kind: part-of-whole, part: disability=disabled, whole: total}",
        to: "mau/rules.yml"
      ).problems()
    #expect(problems.map(\.kind) == [.uselessRule("khuyet-tat")])
    #expect(problems.map(\.severity) == [.warning])
  }

  @Test func rulesOfTheSetAreOnlyForFormsThatShowTheirColumns() throws {
    let form = try TemplateFolder.sound.load().library.form("A-01")
    #expect(form?.rules.map(\.id) == ["so-nguyen", "nam-nu", "nhom", "mau-so"])
  }

  // MARK: Equal quantities

  @Test func anEqualityWithAFormThatIsNotThereIsNamed() throws {
    #expect(
      try problems(ofRule: "kind: same-quantity, left: \"0101\", right: \"Z-09:0101\"")
        == [.unknown(.form, id: "Z-09", from: "moi")])
  }

  @Test func anEqualityAboutAClosedCellIsNamed() throws {
    #expect(
      try problems(
        ofRule: "kind: same-quantity, left: \"0102.MS@ethnicity=minority\", right: \"0101@total\"")
        == [.unknown(.column, id: "A-01:0102.MS@ethnicity=minority", from: "moi")])
  }

  @Test func equalitiesInARingAreAWarning() throws {
    #expect(
      try problems(ofRule: "kind: same-quantity, left: \"0101\", right: \"0102.MS\"")
        == [.circularRules(["mau-so", "moi"])])
    #expect(
      try problems(ofRule: "kind: same-quantity, left: \"0101\", right: \"0101\"")
        == [.circularRules(["moi"])])
  }

  // MARK: Registers

  @Test func aListForChoosingHasAtMost255Characters() throws {
    let long = String(repeating: "rất dài ", count: 40)
    let kinds = try problems("female,Nữ", "female,Nữ \(long)", in: "mau/breakdowns.csv")
    let characters = "Nam,Nữ \(long)".utf16.count - 1
    #expect(kinds == [.listTooLong(breakdown: "sex", characters: characters, limit: 255)])
  }

  @Test func aCommaSplitsAnEntryOfAListForChoosing() throws {
    #expect(
      try problems("female,Nữ", "female,\"Nữ, gái\"", in: "mau/breakdowns.csv")
        == [.commaInListLabel(breakdown: "sex", label: "Nữ, gái")])
  }

  @Test func aRegisterColumnOfAnUnknownBreakdownIsNamed() throws {
    #expect(
      try problems("breakdown: sex", "breakdown: gender", in: register).first
        == .unknown(.breakdown, id: "gender", from: "sex"))
  }

  @Test func aRegisterColumnGivenTwiceIsADuplicate() throws {
    #expect(
      try problems("id: birth-date", "id: name", in: register)
        .contains(
          .duplicate(.column, id: "name", firstFile: "mau/forms/D-01.yml", firstLine: 7)))
  }

  @Test func aTallyIntoAFormThatIsNotThereIsNamed() throws {
    #expect(
      try problems("form: A-01", "form: A-09", in: register)
        == [.unknown(.form, id: "A-09", from: "I:0101")])
  }

  @Test func aTallyCountsByAColumnOfTheSameBreakdown() throws {
    #expect(
      try problems("{sex: sex}", "{sex: name}", in: register)
        == [.malformedValue(key: "sex", found: "name", expected: "sex")])
  }

  @Test func aTallyOfARateIsRefused() throws {
    #expect(
      try problems("\"I:0101\", form", "\"I:0102\", form", in: register)
        == [.unknown(.indicator, id: "I:0102", from: "tallies")])
  }

  @Test func aDateRangeNeedsADateColumn() throws {
    #expect(
      try problems("column: birth-date", "column: name", in: register)
        == [
          .malformedParameter(
            rule: "ngay-sinh", parameter: "column", found: "name", expected: "date")
        ])
  }

  // MARK: Units

  @Test func aUnitWhoseLastDayIsBeforeItsFirstIsNamed() throws {
    #expect(
      try problems("xã,2025-07-01,,", "xã,2025-07-01,2025-06-30,", in: units)
        .contains(
          .datesInDisorder(unit: "03562 Xã Sì Lở Lầu", from: "2025-07-01", to: "2025-06-30")))
  }

  @Test func aDayThatIsInNoCalendarIsNamed() throws {
    #expect(
      try problems("2025-07-01", "2025-02-30", in: units).first
        == .malformedValue(
          key: "valid_from", found: "2025-02-30", expected: "yyyy-mm-dd | yyyy-mm-dd/yyyy-mm-dd"))
  }

  @Test func aCodeNamesOneUnitAtATime() throws {
    #expect(
      try problems("2025-07-01", "2025-06-01", in: units)
        == [
          .overlappingUnits(code: "03562", name: "Xã Sì Lở Lầu", other: "Xã Vàng Ma Chải")
        ])
  }

  @Test func anUnknownParentIsNamed() throws {
    #expect(
      try problems("Ma Li Chải,,109,", "Ma Li Chải,,110,", in: units)
        == [.unknown(.parentUnit, id: "110", from: "03556 Xã Ma Li Chải")])
  }

  @Test func aUnitStandsUnderAUnitOfItsTime() throws {
    #expect(
      try problems("Sì Lở Lầu,,12,", "Sì Lở Lầu,,109,", in: units)
        == [.unitOutsideParent(unit: "03562 Xã Sì Lở Lầu", parent: "109")])
  }

  @Test func neighboursHaveNamesOfTheirOwn() throws {
    #expect(
      try problems("Xã Ma Li Chải", "Xã Sì Lờ Lầu", in: units)
        == [.collidingLabels("Xã Sì Lờ Lầu", other: "03550 Xã Sì Lở Lầu")])
  }
}
