import FormModel
import Testing

/// What is wrong with declared proportions and lists of names.
@Suite struct TemplateProportionLintTests {
  private let register = "mau/forms/D-01.yml"

  /// The kinds of problems that one more rule of the form causes.
  private func problems(ofRule rule: String) throws -> [TemplateProblem.Kind] {
    try TemplateFolder.sound.adding("  - {id: moi, \(rule)}", to: "mau/forms/A-01.yml").problems()
      .map(\.kind)
  }

  @Test func aProportionIsBetweenTwoFiguresAndSaysWhy() throws {
    let words = "reason: a, source: b"
    func found(_ rest: String) throws -> [TemplateProblem.Kind] {
      try problems(ofRule: "kind: proportion, left: \"0101a\", \(rest)")
    }
    #expect(
      try found("right: \"0101b\", max: 1") == [
        .missingParameter(rule: "moi", oneOf: ["reason"]),
        .missingParameter(rule: "moi", oneOf: ["source"]),
      ])
    #expect(
      try found("right: \"0101b\", \(words)") == [
        .missingParameter(rule: "moi", oneOf: ["min", "max"])
      ])
    #expect(
      try found("right: \"0199\", max: 1, \(words)") == [
        .unknown(.row, id: "A-01:0199", from: "moi")
      ])
    #expect(
      try found("right: \"0101a\", max: 1, \(words)") == [
        .malformedParameter(
          rule: "moi", parameter: "right", found: "A-01:0101a", expected: "≠ left")
      ])
    #expect(
      try found("right: \"0101b\", min: -1, \(words)") == [
        .malformedParameter(rule: "moi", parameter: "min", found: "-1", expected: "≥ 0")
      ])
  }

  @Test func aListOfNamesThatIsNotThereIsToldAtItsRule() throws {
    let found = try TemplateFolder.sound.adding(
      "  - {id: moi, kind: list, columns: name, table: legacy/khong-co.csv}", to: register
    ).problems().map(\.kind)
    #expect(
      found == [
        .malformedParameter(
          rule: "moi", parameter: "table", found: "legacy/khong-co.csv",
          expected: "legacy/ethnic-groups.csv")
      ])
  }
}
