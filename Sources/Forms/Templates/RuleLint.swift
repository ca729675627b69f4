import FormModel
import Indicators

/// Proves that each declared rule is one that Validation knows, about things that the form has.
struct RuleLint {
  let set: LoadedSet
  let log: TemplateProblemLog

  func check() {
    checkIdentities(set.rules)
    for rule in set.rules { checkShared(rule) }
    for form in set.forms {
      checkIdentities(form.definition.rules)
      for rule in form.definition.rules where rule.file == form.definition.file {
        check(rule, on: form.definition)
      }
    }
    EqualityLint(set: set, log: log).check()
  }

  private func checkIdentities(_ rules: [RuleDeclaration]) {
    var first: [String: RuleDeclaration] = [:]
    for rule in rules {
      guard let known = first[rule.id] else {
        first[rule.id] = rule
        continue
      }
      report(.duplicate(.rule, id: rule.id, firstFile: known.file, firstLine: known.line), at: rule)
    }
  }

  /// A rule of the set: only what is the same for all forms is proved on it.
  private func checkShared(_ rule: RuleDeclaration) {
    guard let schema = checkedSchema(rule, isRegister: false) else { return }
    for parameter in schema.parameters {
      for text in rule.list(parameter.name) where parameter.meaning.isOfAnyForm {
        if let problem = problem(text, parameter, rule, nil) { report(problem, at: rule) }
      }
    }
    if !set.forms.isEmpty, !set.forms.contains(where: { rule.applies(to: $0.definition) }) {
      report(.uselessRule(rule.id), at: rule, .warning)
    }
  }

  private func check(_ rule: RuleDeclaration, on form: FormDefinition) {
    guard let schema = checkedSchema(rule, isRegister: form.register != nil) else { return }
    for parameter in schema.parameters {
      for text in rule.list(parameter.name) {
        if let problem = problem(text, parameter, rule, form) { report(problem, at: rule) }
      }
    }
    checkSelf(rule)
    checkRelation(rule, schema, on: form)
  }

  /// The schema of a rule whose kind and parameters are known; nil, and reported, otherwise.
  private func checkedSchema(_ rule: RuleDeclaration, isRegister: Bool) -> RuleSchema? {
    guard let kind = RuleKind(rawValue: rule.kind) else {
      report(.unknown(.ruleKind, id: rule.kind, from: rule.id), at: rule)
      return nil
    }
    let schema = RuleSchema.of(kind)
    if isRegister ? schema.body == .matrix : schema.body == .register {
      report(.ruleForOtherBody(rule: rule.id, kind: rule.kind), at: rule)
      return nil
    }
    let names = schema.parameters.map(\.name)
    for name in rule.parameters.keys.sorted() where !names.contains(name) {
      report(.unknownParameter(rule: rule.id, parameter: name, expected: names), at: rule)
    }
    for group in schema.needed where group.allSatisfy({ rule.list($0).isEmpty }) {
      report(.missingParameter(rule: rule.id, oneOf: group), at: rule)
    }
    if let least = rule.text("min").flatMap({ ExactDecimal($0) }),
      let most = rule.text("max"), let bound = ExactDecimal(most), bound < least
    {
      report(
        .malformedParameter(
          rule: rule.id, parameter: "max", found: most, expected: "≥ \(least)"), at: rule)
    }
    for parameter in schema.parameters where !parameter.isList {
      if case .list? = rule.parameters[parameter.name] {
        report(.wrongShape(key: parameter.name, expected: .text), at: rule)
      }
    }
    return schema
  }

  // MARK: Parameters

  private func problem(
    _ text: String, _ parameter: RuleSchema.Parameter, _ rule: RuleDeclaration,
    _ form: FormDefinition?
  ) -> TemplateProblem.Kind? {
    switch parameter.meaning {
    case .row:
      return form?.matrix?.row(code: text) == nil ? .unknown(.row, id: text, from: rule.id) : nil
    case .rowOrAll:
      if text == "all" || form?.matrix?.row(code: text) != nil { return nil }
      return .unknown(.row, id: text, from: rule.id)
    case .breakdown:
      return set.set.breakdown(text) == nil ? .unknown(.breakdown, id: text, from: rule.id) : nil
    case .figureColumn:
      guard let matrix = form?.matrix else { return nil }
      let isFigure = matrix.column(id: text).map { matrix.columns[$0].isFigure } ?? false
      return isFigure ? nil : .unknown(.column, id: text, from: rule.id)
    case .registerColumn: return columnProblem(text, parameter, rule, form)
    case .quantity:
      return QuantityReference(text) == nil
        ? malformed(text, parameter, rule, "TE-01:0101@total") : nil
    case .number: return ExactDecimal(text) == nil ? malformed(text, parameter, rule, "12.5") : nil
    case .words: return nil
    // Read, and judged, with the templates.
    case .table: return nil
    case .indicatorKind:
      let expected = IndicatorKind.allCases.map(\.rawValue).joined(separator: " | ")
      return IndicatorKind(rawValue: text) == nil
        ? malformed(text, parameter, rule, expected) : nil
    case .day:
      return text == "period-end" || CalendarDate(text) != nil
        ? nil : malformed(text, parameter, rule, "period-end | yyyy-mm-dd")
    }
  }

  private func columnProblem(
    _ text: String, _ parameter: RuleSchema.Parameter, _ rule: RuleDeclaration,
    _ form: FormDefinition?
  ) -> TemplateProblem.Kind? {
    guard let register = form?.register, let index = register.column(id: text) else {
      return .unknown(.column, id: text, from: rule.id)
    }
    switch (RuleKind(rawValue: rule.kind), register.columns[index].kind) {
    case (.dateRange, .date), (.list, .category), (.list, .categories),
      (.personalNumber, .personalNumber):
      return nil
    case (.dateRange, _): return malformed(text, parameter, rule, "date")
    case (.list, .text) where rule.text("table") != nil: return nil
    case (.list, _): return malformed(text, parameter, rule, "category | categories")
    case (.personalNumber, _): return malformed(text, parameter, rule, "personal-number")
    default: return nil
    }
  }

  /// A thing compared with itself, or a total among its own parts, says nothing.
  private func checkSelf(_ rule: RuleDeclaration) {
    for (one, other) in [("part", "whole"), ("total", "parts")] {
      for text in rule.list(one) where rule.list(other).contains(text) {
        report(
          .malformedParameter(
            rule: rule.id, parameter: other, found: text, expected: "≠ \(one)"), at: rule)
      }
    }
  }

  // MARK: Breakdowns

  /// A sum needs a breakdown whose categories add up, and rows or columns for all of them.
  private func checkRelation(_ rule: RuleDeclaration, _ schema: RuleSchema, on form: FormDefinition)
  {
    guard let matrix = form.matrix,
      let parameter = schema.parameters.first(where: { $0.meaning == .breakdown }),
      let name = rule.text(parameter.name), let breakdown = set.set.breakdown(name)
    else { return }
    if [.sumOfColumns, .sumOfRows].contains(schema.kind), breakdown.relation != .exhaustive {
      report(malformed(name, parameter, rule, "exhaustive"), at: rule)
    }
    if schema.kind == .sumOfColumns {
      for category in breakdown.categories
      where matrix.column(id: "\(name)=\(category.id)") == nil {
        report(.unknown(.column, id: "\(name)=\(category.id)", from: rule.id), at: rule)
      }
      return
    }
    for code in ["total", "part", "whole"].compactMap({ rule.text($0) }) {
      guard let target = matrix.row(code: code).flatMap({ matrix.rows[$0].target }) else {
        continue
      }
      for category in breakdown.categories where !hasRow(matrix, target, name, category.id) {
        report(.unknown(.row, id: "\(code) \(name)=\(category.id)", from: rule.id), at: rule)
      }
    }
  }

  private func hasRow(
    _ matrix: MatrixDefinition, _ target: FormRow.Target, _ breakdown: String, _ category: String
  ) -> Bool {
    matrix.rows.contains { row in
      guard let own = row.target else { return false }
      return own.indicator == target.indicator && own.category?.breakdown == breakdown
        && own.category?.category == category
        && (own.measure == target.measure || [own.measure, target.measure].allSatisfy(\.isCounted))
    }
  }

  private func malformed(
    _ text: String, _ parameter: RuleSchema.Parameter, _ rule: RuleDeclaration, _ expected: String
  ) -> TemplateProblem.Kind {
    .malformedParameter(
      rule: rule.id, parameter: parameter.name, found: text, expected: expected)
  }

  private func report(
    _ kind: TemplateProblem.Kind, at rule: RuleDeclaration,
    _ severity: Severity = .error
  ) {
    log.report(kind, severity, file: rule.file, line: rule.line)
  }
}

extension Measure {
  /// Whether the figure is the thing counted: a count or a numerator.
  fileprivate var isCounted: Bool { self == .count || self == .numerator }
}

extension RuleSchema.Meaning {
  /// Whether the texts can be judged without a form.
  fileprivate var isOfAnyForm: Bool {
    switch self {
    case .breakdown, .number, .indicatorKind, .day, .words, .table: true
    case .row, .rowOrAll, .figureColumn, .registerColumn, .quantity: false
    }
  }
}
