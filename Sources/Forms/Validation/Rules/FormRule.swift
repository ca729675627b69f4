import FormModel
import Indicators
import SheetModel

/// One declared check of a matrix form, resolved against the form's rows and columns.
///
/// Names that the form does not have are passed over: the templates' own lint proves them, and a
/// rule of the whole set may name rows that only some of its forms have.
package protocol FormRule: Sendable {
  /// Resolves a declaration.
  /// - Throws: `TemplateProblem` at the declaration's line when a parameter is absent or unreadable.
  init(_ declaration: RuleDeclaration, matrix: MatrixDefinition) throws(TemplateProblem)
  /// Adds a finding for each place where the form breaks the rule.
  func check(_ figures: FormFigures, into log: inout FindingLog)
  /// What the rule says, for the search for the cell that is wrong.
  var relations: [Relation] { get }
  /// The cells whose figures the rule bounds, and from which side; a total that the form computes is
  /// named as such, and what is said of it holds for the cells behind it.
  func guards(in matrix: MatrixDefinition) -> [CellGuard]
}

extension FormRule {
  /// A rule that compares no figures says nothing.
  package var relations: [Relation] { [] }
}

/// The rule kinds of matrix forms by their names in templates: the one place where a new kind is
/// entered.
package enum FormRules {
  /// The rule of a declaration; nil for kinds that judge registers, or figures of several forms.
  package static func make(
    _ declaration: RuleDeclaration, _ matrix: MatrixDefinition
  ) throws(TemplateProblem) -> (any FormRule)? {
    guard let kind = RuleKind(rawValue: declaration.kind) else {
      throw declaration.problem(
        .unknown(.ruleKind, id: declaration.kind, from: declaration.id))
    }
    switch kind {
    case .whole: return try WholeRule(declaration, matrix: matrix)
    case .notNegative: return try NotNegativeRule(declaration, matrix: matrix)
    case .range: return try RangeRule(declaration, matrix: matrix)
    case .required: return try RequiredRule(declaration, matrix: matrix)
    case .sumOfColumns: return try SumOfColumnsRule(declaration, matrix: matrix)
    case .sumOfRows: return try SumOfRowsRule(declaration, matrix: matrix)
    case .partOfWhole: return try PartOfWholeRule(declaration, matrix: matrix)
    case .groups: return try GroupsRule(declaration, matrix: matrix)
    case .partOfRow: return try PartOfRowRule(declaration, matrix: matrix)
    case .numeratorDenominator:
      return try NumeratorDenominatorRule(declaration, matrix: matrix)
    case .rate: return try RateRule(declaration, matrix: matrix)
    case .order: return try OrderRule(declaration, matrix: matrix)
    case .sameQuantity, .proportion, .accumulates, .jump, .repeats, .list, .dateRange, .unique,
      .personalNumber:
      return nil
    }
  }
}

extension RuleDeclaration {
  /// A problem located at the declaration.
  package func problem(_ kind: TemplateProblem.Kind) -> TemplateProblem {
    TemplateProblem(kind: kind, severity: .error, file: file, line: line)
  }

  /// A parameter that must be there.
  package func needed(_ name: String) throws(TemplateProblem) -> String {
    guard let text = text(name), !text.isEmpty else {
      throw problem(.missingParameter(rule: id, oneOf: [name]))
    }
    return text
  }

  /// A parameter that is a number; nil when absent.
  package func number(_ name: String) throws(TemplateProblem) -> ExactDecimal? {
    guard let text = text(name) else { return nil }
    guard let number = ExactDecimal(text) else {
      throw problem(
        .malformedParameter(rule: id, parameter: name, found: text, expected: "100"))
    }
    return number
  }

  /// The rows that the parameter `rows` names; nil when it is absent or says `all`.
  package func rows(_ matrix: MatrixDefinition) -> [Int]? {
    let codes = list("rows")
    guard !codes.isEmpty, codes != ["all"] else { return nil }
    return codes.compactMap { matrix.row(code: $0) }
  }
}

extension MatrixDefinition {
  /// The cells of figures of a row, left to right, closed ones left out.
  package func openCells(ofRow row: Int) -> [FormCell] {
    guard rows.indices.contains(row) else { return [] }
    return rows[row].contents.keys.sorted().compactMap { column in
      let cell = FormCell(row: row, column: column)
      return content(cell) == .closed ? nil : cell
    }
  }

  /// The columns of a breakdown's categories.
  package func columns(ofBreakdown breakdown: String) -> [Int] {
    columns.indices.filter { index in
      if case .value(let value) = columns[index].role {
        value.breakdown == breakdown
      } else {
        false
      }
    }
  }

  /// The rows that split a row by a breakdown: same indicator, a category of the breakdown.
  package func rows(splitting row: Int, by breakdown: String) -> [Int] {
    guard rows.indices.contains(row), let whole = rows[row].target else { return [] }
    return rows.indices.filter { index in
      guard index != row, let target = rows[index].target else { return false }
      return target.indicator == whole.indicator && target.measure == whole.measure
        && target.category?.breakdown == breakdown
    }
  }
}
