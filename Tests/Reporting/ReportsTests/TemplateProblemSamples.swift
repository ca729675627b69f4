import FormModel
import SheetModel
import Units

/// One template problem of every kind.
enum TemplateProblemSamples {
  static let all: [TemplateProblem] = kinds.map {
    TemplateProblem(kind: $0, severity: .error, file: "forms/TE-03.yml", line: 12)
  }

  private static let kinds: [TemplateProblem.Kind] =
    TemplateProblem.Thing.allCases.flatMap { thing in
      [
        .duplicate(thing, id: "0301", firstFile: "set.yml", firstLine: 3),
        .unknown(thing, id: "0399", from: "TE-03"),
      ]
    } + [
      .unreadableFile(WorkbookError(.notFound)), .malformedYAML(detail: "dòng 3"),
      .duplicateKeys(["version"]), .wrongShape(key: "", expected: .mapping),
      .missingKey("title"), .unknownKey("tittle", expected: ["title", "unit"]),
      .wrongShape(key: "rows", expected: .sequence), .wrongShape(key: "rows", expected: .text),
      .wrongShape(key: "rows", expected: .list), .wrongShape(key: "rows", expected: .mapping),
      .malformedValue(key: "decimals", found: "hai", expected: "0-6"),
      .malformedCode(key: "form", found: "biểu/01"), .missingTableColumn("code"),
      .strayField("trí nhớ, chưa xác minh", columns: 19),
      .unknownParameter(rule: "nam-nu", parameter: "part", expected: ["parts", "total"]),
      .missingParameter(rule: "ty-le", oneOf: ["min", "max"]),
      .malformedParameter(rule: "ty-le", parameter: "max", found: "trăm", expected: "100"),
      .ruleForOtherBody(rule: "nam-nu", kind: "sum-of-columns"), .uselessRule("nam-nu"),
      .circularRules(["a", "b"]),
      .unitAgainstKind(indicator: "I:0104", kind: "percentage", unit: "‰"),
      .multiplierAgainstUnit(indicator: "I:0104", unit: "%", multiplier: "1000"),
      .indicatorWithoutForm("I:0104"), .indicatorInTwoForms("I:0104", first: "TE-01"),
      .breakdownNotInColumns(row: "0301", breakdown: "sex"),
      .breakdownNotForColumns("circumstance"), .collidingLabels("Nam", other: "nam"),
      .listTooLong(breakdown: "circumstance", characters: 300, limit: 255),
      .commaInListLabel(breakdown: "circumstance", label: "di cư, lánh nạn"),
      .datesInDisorder(unit: "03424", from: "2025-07-01", to: "2024-12-31"),
      .overlappingUnits(code: "03562", name: "Xã Vàng Ma Chải", other: "Xã Sì Lở Lầu"),
      .unitOutsideParent(unit: "03424", parent: "12"),
      .units(.oldUnitNotThere(code: "03550", day: "2025-06-30")),
      .units(.newUnitNotThere(code: "03562", day: "2025-07-01")),
      .units(.nameOfOther(given: "Xã Bản Bo", unit: "03562 Xã Sì Lở Lầu")),
      .units(.unitGoesOn(unit: "03550 Xã Sì Lở Lầu", day: "2025-07-01")),
      .units(.extentsContradict(unit: "03550 Xã Sì Lở Lầu", day: "2025-07-01")),
      .units(.partAlone(unit: "03550 Xã Sì Lở Lầu", day: "2025-07-01")),
      .units(.weightMissing(unit: "03550 Xã Sì Lở Lầu", column: "children")),
      .units(.fateUnknown(unit: "03397 Xã Sùng Phài")),
      .units(.gap(unit: "12 Tỉnh Lai Châu", from: "2024-01-01", to: "2024-12-31")),
      .units(.parentRing(["12", "106", "12"])),
    ]
}
