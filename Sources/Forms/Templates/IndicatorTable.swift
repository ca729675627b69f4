import FormModel
import Indicators
import SheetModel

/// `indicators.csv`: one indicator in one kind a line.
enum IndicatorTable {
  static let columns = [
    "appendix", "group_no", "group_name_vi", "code", "name_vi", "name_en", "kind", "unit",
    "numerator_vi", "denominator_vi", "multiplier", "disaggregations", "confidence",
    "code_confidence", "definition_confidence",
  ]

  static func indicators(from records: [TemplateTable.Record]) -> [Declared<Indicator>] {
    records.map { record in
      let indicator = indicator(record)
      check(indicator, record)
      return Declared(indicator, file: record.file, line: record.line)
    }
  }

  private static func indicator(_ record: TemplateTable.Record) -> Indicator {
    Indicator(
      id: IndicatorID(list: record.code("appendix"), code: record.code("code")),
      kind: record.choice("kind", or: .count), name: record.needed("name_vi"),
      englishName: record["name_en"], group: record.needed("group_no"),
      groupName: record["group_name_vi"], unit: record.needed("unit"),
      numerator: record.needed("numerator_vi"), denominator: record["denominator_vi"],
      multiplier: Int(record["multiplier"]),
      disaggregations: record.texts("disaggregations", separator: ";"),
      nameConfidence: record.choice("confidence", or: .recalled),
      codeConfidence: record.choice("code_confidence", or: .placeholder),
      definitionConfidence: record.choice("definition_confidence", or: .recalled))
  }

  /// Proves that kind, unit and multiplier say the same.
  private static func check(_ indicator: Indicator, _ record: TemplateTable.Record) {
    let id = indicator.id.description
    let unit = indicator.unit
    let agrees =
      switch indicator.kind {
      case .percentage: unit == "%"
      case .rate: multipliersByUnit[unit] != nil && unit != "%"
      case .ratio: unit.contains("/") && !unit.hasPrefix("/")
      case .count: multipliersByUnit[unit] == nil && !unit.hasPrefix("/")
      }
    if !agrees {
      record.report(
        .unitAgainstKind(indicator: id, kind: indicator.kind.rawValue, unit: unit))
      return
    }
    let expected =
      switch indicator.kind {
      case .percentage, .rate: multipliersByUnit[unit]
      case .ratio: indicator.multiplier.flatMap { [100, 1000].contains($0) ? $0 : nil } ?? 100
      case .count: nil as Int?
      }
    let isNumberOrEmpty = record["multiplier"].isEmpty || indicator.multiplier != nil
    if indicator.multiplier != expected || !isNumberOrEmpty {
      record.report(
        .multiplierAgainstUnit(indicator: id, unit: unit, multiplier: record["multiplier"]))
    }
    if indicator.kind != .count, indicator.denominator.isEmpty {
      record.report(.missingKey("denominator_vi"))
    }
  }

  private static let multipliersByUnit = [
    "%": 100, "‰": 1000, "/1.000": 1000, "/10.000": 10_000, "/100.000": 100_000,
  ]
}

/// A value with the place of a template file that declares it.
struct Declared<Value> {
  var value: Value
  var file: String
  var line: Int

  init(_ value: Value, file: String, line: Int) {
    self.value = value
    self.file = file
    self.line = line
  }
}
