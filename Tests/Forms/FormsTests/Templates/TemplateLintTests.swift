import FormModel
import SheetModel
import Testing

/// Each broken template differs from a sound one by one text.
@Suite struct TemplateLintTests {
  private let sound = TemplateFolder.sound
  private let form = "mau/forms/A-01.yml"
  private let indicators = "mau/indicators.csv"
  private let breakdowns = "mau/breakdowns.csv"

  /// The problems of a folder as `code file:line`.
  private func places(_ folder: TemplateFolder) throws -> [String] {
    try folder.problems().map { "\($0.code) \($0.file):\($0.line ?? 0)" }
  }

  @Test func aSoundFolderHasNoProblem() throws {
    #expect(try places(sound) == [])
  }

  // MARK: Files

  @Test func aMissingTableIsNamed() throws {
    var folder = sound
    folder.files[indicators] = nil
    let problems = try folder.problems()
    #expect(problems.first?.file == "indicators.csv")
    #expect(problems.first?.kind == .unreadableFile(WorkbookError(.notFound)))
  }

  @Test func brokenYAMLIsNamedByItsLine() throws {
    let folder = sound.replacing("title: Trẻ em", with: "title: [Trẻ em", in: form)
    let problem = try #require(try folder.problems().first)
    #expect(problem.code == "template-malformed-yaml")
    #expect(problem.file == "forms/A-01.yml")
    #expect((4...8).contains(problem.line ?? 0))
  }

  @Test func aFieldBehindTheLastColumnIsNamed() throws {
    let table = sound.files[indicators] ?? ""
    let columns = table.prefix { $0 != "\n" }.count { $0 == "," } + 1
    var lines = table.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[1] += ",thừa"
    var folder = sound
    folder.files[indicators] = lines.joined(separator: "\n")
    #expect(try folder.problems().map(\.kind) == [.strayField("thừa", columns: columns)])
  }

  @Test func whatAnUnreadFileHoldsIsNotMissedElsewhere() throws {
    let folder = sound.replacing("title: Trẻ em", with: "title: [Trẻ em", in: form)
    #expect(try folder.problems().map(\.code) == ["template-malformed-yaml"])
  }

  @Test func aKeyGivenTwiceIsNamed() throws {
    let folder = sound.replacing("version: 1", with: "version: 1\nversion: 2", in: form)
    let problem = try #require(try folder.problems().first)
    #expect(problem.kind == .duplicateKeys(["version"]))
  }

  @Test func aFolderWithoutSetsIsAProblem() throws {
    let problems = try TemplateFolder(files: [:]).problems()
    #expect(problems.map(\.kind) == [.missingKey("set.yml"), .missingKey("units/*.csv")])
    #expect(problems.map(\.severity) == [.error, .warning])
  }

  /// A reader that trusts a count or a place of a damaged file would trap here.
  @Test func damagedFilesNeverTrap() throws {
    for (name, text) in sound.files {
      let bytes = Array(text.utf8)
      for end in stride(from: 0, to: bytes.count, by: 23) {
        var folder = sound
        folder.bytes[name] = Array(bytes[..<end])
        _ = try folder.load()
        folder.bytes[name] = Array(bytes[..<end] + bytes.dropFirst(end + 11))
        _ = try folder.load()
      }
    }
  }

  @Test func textThatIsNotUTF8IsRefused() throws {
    var folder = sound
    folder.bytes["mau/rules.yml"] = [0x72, 0xF4, 0x6E]
    let problem = try #require(try folder.problems().first)
    #expect(problem.kind == .unreadableFile(WorkbookError(.invalidEncoding)))
    #expect(problem.file == "rules.yml")
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    var folder = sound
    folder.files["mau/rules.yml"] = "\u{FEFF}rules: []\n"
    folder.files[breakdowns] = "\u{FEFF}" + (folder.files[breakdowns] ?? "")
    #expect(try places(folder) == [])
  }

  @Test func commonRulesMayBeAbsent() throws {
    var folder = sound
    folder.files["mau/rules.yml"] = nil
    #expect(try places(folder) == [])
  }

  // MARK: Keys

  @Test func aMistypedKeyNamesTheKnownOnes() throws {
    let folder = sound.replacing("due: {", with: "deadline: {", in: form)
    let problem = try #require(try folder.problems().first)
    guard case .unknownKey("deadline", let expected) = problem.kind else {
      Issue.record("\(problem.kind)")
      return
    }
    #expect(problem.line == 6)
    #expect(expected.contains("due"))
  }

  @Test func aMissingKeyIsNamed() throws {
    let folder = sound.replacing("symbol: Biểu số 01/A\n", with: "", in: form)
    #expect(try folder.problems().first?.kind == .missingKey("symbol"))
  }

  @Test func aListWhereOneTextBelongsIsWrong() throws {
    let folder = sound.replacing("title: Trẻ em", with: "title: [Trẻ em]", in: form)
    #expect(try folder.problems().first?.kind == .wrongShape(key: "title", expected: .text))
  }

  @Test func aVersionMustBeAWholeNumberFromOne() throws {
    let folder = sound.replacing("version: 1", with: "version: 0", in: form)
    #expect(
      try folder.problems().map(\.kind)
        == [.malformedValue(key: "version", found: "0", expected: "1...999")])
  }

  @Test func aDueDateMustBeADay() throws {
    let folder = sound.replacing("10/11", with: "31/11", in: form)
    #expect(try places(folder) == ["template-malformed-value forms/A-01.yml:6"])
    #expect(try places(sound.replacing("10/11", with: "15/9 năm sau", in: form)) == [])
  }

  @Test func aDueDateIsForAPeriodOfTheForm() throws {
    let folder = sound.replacing("due: {year:", with: "due: {half:", in: form)
    #expect(try folder.problems().map(\.kind) == [.unknownKey("half", expected: ["year"])])
  }

  // MARK: Indicators

  @Test func aRowThatPointsAtAnOldCodeIsNamedWithItsLine() throws {
    let folder = sound.replacing(",0102,", with: ",0112,", in: indicators)
    let problem = try #require(try folder.problems().first)
    #expect(problem.kind == .unknown(.indicator, id: "I:0102", from: "I:0102"))
    #expect(problem.file == "forms/A-01.yml")
    #expect(problem.line == 12)
  }

  @Test func anIndicatorInNoFormIsNamed() throws {
    let folder = sound.adding(
      "I,I,Chung,0103,Số trẻ em nghèo,Poor,count,người,Số trẻ em nghèo,,,,derived,placeholder,derived",
      to: indicators)
    #expect(try folder.problems().map(\.kind) == [.indicatorWithoutForm("I:0103 count")])
    #expect(try folder.problems().first?.line == 4)
  }

  @Test func anIndicatorInTwoFormsIsNamed() throws {
    let second = """
      form: B-01
      version: 1
      symbol: Biểu số 01/B
      title: Trẻ em khác
      periods: [year]
      rows:
        - indicator: I:0101

      """
    let problems = try sound.adding(second, to: "mau/forms/B-01.yml").problems()
    #expect(problems.map(\.kind) == [.indicatorInTwoForms("I:0101", first: "A-01")])
    #expect(problems.first?.line == 7)
  }

  @Test func aRowGivenTwiceIsADuplicate() throws {
    let folder = sound.replacing(
      "rules:", with: "  - indicator: I:0102\nrules:", in: form)
    let kinds = try folder.problems().map(\.kind)
    #expect(
      kinds.contains(.duplicate(.row, id: "0102", firstFile: "mau/forms/A-01.yml", firstLine: 12)))
  }

  @Test func anIndicatorGivenTwiceIsADuplicate() throws {
    let folder = sound.adding(
      "I,I,Chung,0101,Số trẻ em,Children,count,người,Số trẻ em,,,,sourced,derived,derived",
      to: indicators)
    #expect(try places(folder) == ["template-duplicate-indicator indicators.csv:4"])
  }

  @Test func aPercentageIsInPercent() throws {
    let folder = sound.replacing(",%,", with: ",‰,", in: indicators)
    #expect(
      try folder.problems().map(\.kind)
        == [.unitAgainstKind(indicator: "I:0102", kind: "percentage", unit: "‰")])
  }

  @Test func aPercentageIsTimesAHundred() throws {
    let folder = sound.replacing(",100,", with: ",1000,", in: indicators)
    #expect(
      try folder.problems().map(\.kind)
        == [.multiplierAgainstUnit(indicator: "I:0102", unit: "%", multiplier: "1000")])
  }

  @Test func aCountHasNoMultiplierAndNoPercent() throws {
    let percent = sound.replacing(",count,người,", with: ",count,%,", in: indicators)
    #expect(try percent.problems().map(\.code) == ["template-unit-against-kind"])
    let rate = sound.replacing(",count,người,", with: ",rate,người,", in: indicators)
    #expect(try rate.problems().map(\.code).contains("template-unit-against-kind"))
  }

  @Test func aPercentageNeedsADenominator() throws {
    let folder = sound.replacing("khám,Số trẻ em,100", with: "khám,,100", in: indicators)
    #expect(try folder.problems().map(\.kind) == [.missingKey("denominator_vi")])
  }

  @Test func anUnknownKindNamesTheKnownOnes() throws {
    let folder = sound.replacing(",count,", with: ",number,", in: indicators)
    #expect(
      try folder.problems().first?.kind
        == .malformedValue(
          key: "kind", found: "number", expected: "count | percentage | rate | ratio"))
  }

  @Test func aTableWithoutANeededColumnIsNamed() throws {
    let folder = sound.replacing("code_suffix", with: "suffix", in: breakdowns)
    #expect(try folder.problems().first?.kind == .missingTableColumn("code_suffix"))
  }

  // MARK: Breakdowns

  @Test func anUnknownBreakdownIsNamed() throws {
    let folder = sound.replacing(
      "open: [sex]\n    denom", with: "open: [gender]\n    denom", in: form)
    #expect(try places(folder) == ["template-unknown-breakdown forms/A-01.yml:13"])
  }

  @Test func aRowOpensOnlyColumnsOfTheForm() throws {
    let folder = sound.replacing("breakdowns: [sex, ethnicity]", with: "breakdowns: sex", in: form)
    #expect(
      try folder.problems().map(\.kind)
        == [.breakdownNotInColumns(row: "I:0101", breakdown: "ethnicity")])
  }

  @Test func aColumnThatNoRowOpensIsAWarning() throws {
    let folder = sound.replacing("open: [sex, ethnicity]", with: "open: sex", in: form)
    let problems = try folder.problems()
    #expect(
      problems.map(\.kind)
        == [.malformedValue(key: "breakdowns", found: "ethnicity", expected: "sex")])
    #expect(problems.map(\.severity) == [.warning])
    #expect(problems.map(\.line) == [7])
  }

  @Test func overlappingCategoriesCannotBeColumns() throws {
    let folder = sound.replacing(
      "[sex, ethnicity]\nrows", with: "[sex, ethnicity, circumstance]\nrows", in: form)
    #expect(try folder.problems().map(\.kind) == [.breakdownNotForColumns("circumstance")])
  }

  @Test func aCategoryGivenTwiceIsADuplicate() throws {
    let folder = sound.adding("sex,Giới tính,exhaustive,male,Nam giới,,", to: breakdowns)
    #expect(try places(folder) == ["template-duplicate-category breakdowns.csv:7"])
  }

  @Test func aliasesThatFoldToOneLabelCollide() throws {
    let folder = sound.replacing("Nữ,Gái", with: "Nữ,  trai ", in: breakdowns)
    #expect(try folder.problems().map(\.kind).contains(.collidingLabels("trai", other: "Trai")))
  }

  @Test func columnsOfOneFormHaveLabelsOfTheirOwn() throws {
    let folder = sound.replacing("DTTS", with: "TỔNG  SỐ", in: breakdowns)
    #expect(
      try folder.problems().map(\.kind) == [.collidingLabels("TỔNG  SỐ", other: "Tổng số")])
  }

  @Test func codeSuffixesOfOneBreakdownDiffer() throws {
    let folder = sound.replacing("Bị bỏ rơi,,b", with: "Bị bỏ rơi,,a", in: breakdowns)
    #expect(try folder.problems().map(\.code).contains("template-duplicate-row"))
    #expect(try folder.problems().map(\.code).contains("template-colliding-labels"))
  }

  @Test func linesOfOneBreakdownAgree() throws {
    let folder = sound.replacing("exhaustive,female", with: "part,female", in: breakdowns)
    #expect(
      try folder.problems().map(\.kind)
        == [.malformedValue(key: "relation", found: "part", expected: "exhaustive")])
  }
}
