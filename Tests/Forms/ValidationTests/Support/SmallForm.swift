import FormModel
import Indicators
import Units
import Validation

/// A form small enough to be read at a glance, with a row of each sort.
///
/// Counts `0101`, `0301` with the overlapping groups `0301a`, `0301b`, `0309` as the sum of `0309a`
/// and `0309b`; a percentage `0104`, and two rates `0201` and `0203` in ‰, with their numerators
/// and denominators.
enum SmallForm {
  static let columns: [FormColumn] = [
    FormColumn(role: .code, label: "Mã số", mark: "A", width: 10),
    FormColumn(role: .total, label: "Tổng số", mark: "1", width: 10),
    value("sex", "male", "Nam", "2"), value("sex", "female", "Nữ", "3"),
    value("age", "under-6", "Dưới 6 tuổi", "4"), value("age", "from-6", "Từ 6 tuổi", "5"),
    value("ethnicity", "minority", "Dân tộc thiểu số", "6"),
    FormColumn(role: .explanation, label: "Giải trình", mark: "B", width: 10),
  ]

  static let matrix: MatrixDefinition = {
    var rows: [FormRow] = []
    rows.append(count("0101"))
    rows.append(count("0301", isTotalOpen: false))
    rows.append(count("0301a", category: ("circumstance", "orphan")))
    rows.append(count("0301b", category: ("circumstance", "abandoned")))
    rows.append(count("0309", sumOf: [5, 6]))
    rows.append(count("0309a", category: ("care-form", "family")))
    rows.append(count("0309b", category: ("care-form", "home")))
    for (code, unit, multiplier) in [("0104", "%", 100), ("0201", "‰", 1000), ("0203", "‰", 1000)] {
      let first = rows.count
      rows.append(rate(code, unit, multiplier, numerator: first + 1, denominator: first + 2))
      rows.append(count("\(code).TS", measure: .numerator, kind: unit == "%" ? .percentage : .rate))
      rows.append(
        count("\(code).MS", measure: .denominator, kind: unit == "%" ? .percentage : .rate))
    }
    return MatrixDefinition(columns: columns, rows: rows)
  }()

  static func definition(_ rules: [RuleDeclaration]) -> FormDefinition {
    FormDefinition(
      id: "TE-99", version: 1, set: "thu", symbol: "Biểu số 99/TE", title: "Biểu thử",
      issuedUnder: "", receiver: "", dueDates: [:], periods: [.year], notes: [],
      body: .matrix(matrix), rules: rules, file: "forms/TE-99.yml")
  }

  static let units = UnitRegistry([
    ReportingUnit(
      code: "03424", name: "Xã Bản Bo", level: "xã", parentCode: "12",
      validFrom: CalendarDate(year: 2025, month: 7, day: 1), validTo: nil)
  ])

  static func library(_ rules: [RuleDeclaration]) -> TemplateLibrary {
    TemplateLibrary(sets: [], forms: [definition(rules)], units: units)
  }

  private static func value(
    _ breakdown: String, _ category: String, _ label: String, _ mark: String
  ) -> FormColumn {
    FormColumn(
      role: .value(BreakdownValue(breakdown: breakdown, category: category)), label: label,
      mark: mark, width: 10)
  }

  private static func count(
    _ code: String, measure: Measure = .count, kind: IndicatorKind = .count,
    category: (String, String)? = nil, isTotalOpen: Bool = false, sumOf: [Int] = []
  ) -> FormRow {
    let row = matrixRow(code)
    var contents: [Int: CellContent] = [:]
    for column in 1...6 {
      contents[column] =
        sumOf.isEmpty ? .open : .sum(sumOf.map { FormCell(row: $0, column: column) })
    }
    if !isTotalOpen {
      contents[1] = .sum([FormCell(row: row, column: 2), FormCell(row: row, column: 3)])
    }
    return FormRow(
      ordinal: "", code: code, label: code, unit: "người", indent: 0,
      target: FormRow.Target(
        indicator: IndicatorID(list: "I", code: String(code.prefix(4))), measure: measure,
        kind: kind,
        category: category.map { BreakdownValue(breakdown: $0.0, category: $0.1) }, decimals: 0,
        isPlaceholder: false),
      contents: contents)
  }

  private static func rate(
    _ code: String, _ unit: String, _ multiplier: Int, numerator: Int, denominator: Int
  ) -> FormRow {
    var contents: [Int: CellContent] = [:]
    for column in 1...6 {
      contents[column] =
        column > 3
        ? .closed
        : .quotient(
          numerator: FormCell(row: numerator, column: column),
          denominator: FormCell(row: denominator, column: column), multiplier: multiplier,
          decimals: 2)
    }
    return FormRow(
      ordinal: "", code: code, label: code, unit: unit, indent: 0,
      target: FormRow.Target(
        indicator: IndicatorID(list: "I", code: code), measure: .rate,
        kind: unit == "%" ? .percentage : .rate, category: nil, decimals: 2, isPlaceholder: false),
      contents: contents)
  }

  private static let order = [
    "0101", "0301", "0301a", "0301b", "0309", "0309a", "0309b", "0104", "0104.TS", "0104.MS",
    "0201", "0201.TS", "0201.MS", "0203", "0203.TS", "0203.MS",
  ]

  private static func matrixRow(_ code: String) -> Int { order.firstIndex(of: code) ?? 0 }
}

/// A declared rule for tests, at line 7 of the form's file.
func rule(
  _ kind: String, _ parameters: [String: RuleDeclaration.Value] = [:],
  severity: Severity = .error
) -> RuleDeclaration {
  RuleDeclaration(
    id: "thu-\(kind)", kind: kind, severity: severity, parameters: parameters,
    file: "forms/TE-99.yml", line: 7)
}

extension RuleDeclaration.Value: ExpressibleByStringLiteral {
  /// One text.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension RuleDeclaration.Value: ExpressibleByExtendedGraphemeClusterLiteral,
  ExpressibleByUnicodeScalarLiteral
{}

extension ExactDecimal: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral number: Int64) { self.init(number) }
}
