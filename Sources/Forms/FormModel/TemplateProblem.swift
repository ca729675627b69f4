import SheetModel
import Units

/// Something in the template files that is missing, unreadable or contradicts itself.
public struct TemplateProblem: Error, Sendable, Hashable {
  /// The kinds of things that templates name.
  public enum Thing: String, Sendable, CaseIterable {
    case set, indicator, breakdown, category, form, row, column, rule, unit
    /// The kind of a rule.
    case ruleKind = "rule-kind"
    /// The unit that another names as the one above it.
    case parentUnit = "parent-unit"
    /// A mapping of an old layout.
    case mapping
    /// A line that says what became of a unit.
    case succession
  }

  /// What a key of a template file holds.
  public enum Shape: String, Sendable {
    /// One text or number.
    case text
    /// A text, or several between brackets.
    case list
    /// Keys with values.
    case mapping
    /// A list of entries.
    case sequence
  }

  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// The file or folder cannot be read.
    case unreadableFile(WorkbookError)
    /// The text is not YAML.
    case malformedYAML(detail: String)
    /// Keys that stand twice in one mapping.
    case duplicateKeys([String])
    /// A key or field that is needed is absent or empty.
    case missingKey(String)
    /// A key that means nothing here.
    case unknownKey(String, expected: [String])
    /// A key whose value has another shape.
    case wrongShape(key: String, expected: Shape)
    /// A value that cannot be read as what the key holds.
    case malformedValue(key: String, found: String, expected: String)
    /// A code that is none by the grammar of `CodeName`.
    case malformedCode(key: String, found: String)
    /// A table without a column that it needs.
    case missingTableColumn(String)
    /// A field of a table behind its last column.
    case strayField(String, columns: Int)
    /// An identity that is given twice.
    case duplicate(Thing, id: String, firstFile: String, firstLine: Int)
    /// A name that points at nothing, and the row, rule, column or unit that names it.
    case unknown(Thing, id: String, from: String)
    /// A parameter that a kind of rule does not have.
    case unknownParameter(rule: String, parameter: String, expected: [String])
    /// A rule that lacks a parameter; one of several is needed.
    case missingParameter(rule: String, oneOf: [String])
    /// A rule parameter that cannot be read.
    case malformedParameter(rule: String, parameter: String, found: String, expected: String)
    /// A rule for the other sort of form, matrix or register.
    case ruleForOtherBody(rule: String, kind: String)
    /// A rule of the set that fits none of its forms.
    case uselessRule(String)
    /// Rules of equal quantities that run in a ring: one of them follows from the others.
    case circularRules([String])
    /// The kind of an indicator and its unit disagree, such as a percentage in `‰`.
    case unitAgainstKind(indicator: String, kind: String, unit: String)
    /// The unit of an indicator and its multiplier disagree.
    case multiplierAgainstUnit(indicator: String, unit: String, multiplier: String)
    /// An indicator that stands in no form.
    case indicatorWithoutForm(String)
    /// An indicator that stands in two forms.
    case indicatorInTwoForms(String, first: String)
    /// A row opens a breakdown that the form has no columns for.
    case breakdownNotInColumns(row: String, breakdown: String)
    /// A breakdown that cannot be columns, because its categories overlap.
    case breakdownNotForColumns(String)
    /// Two labels that are the same to a reader who ignores case, blanks and punctuation.
    case collidingLabels(String, other: String)
    /// A list for choosing that is longer than spreadsheet programs allow.
    case listTooLong(breakdown: String, characters: Int, limit: Int)
    /// A category whose label has a comma, which parts the entries of a list for choosing.
    case commaInListLabel(breakdown: String, label: String)
    /// A unit whose last day is before its first.
    case datesInDisorder(unit: String, from: String, to: String)
    /// Two units of one code at the same time.
    case overlappingUnits(code: String, name: String, other: String)
    /// A unit at a time when the unit above it does not exist.
    case unitOutsideParent(unit: String, parent: String)
    /// Units over time that contradict each other.
    case units(UnitProblem)
  }

  /// What is wrong.
  public var kind: Kind
  /// How grave it is.
  public var severity: Severity
  /// The file, relative to the template folder.
  public var file: String
  /// The line, from 1; nil for the file as a whole.
  public var line: Int?

  /// A problem from its parts.
  public init(kind: Kind, severity: Severity, file: String, line: Int?) {
    self.kind = kind
    self.severity = severity
    self.file = file
    self.line = line
  }

  /// Whether it is an error of one line of the lists of units or of what became of them: whoever does
  /// not need that unit can do without the line.
  public var isOfUnitLine: Bool {
    guard severity == .error, line != nil, !kind.hidesContent else { return false }
    let folders = file.split(separator: "/").dropLast()
    return folders == ["units"] || folders == ["units", "successions"]
  }

  /// The stable code, such as `template-unknown-indicator`.
  public var code: String {
    "template-" + kind.code
  }
}

extension TemplateProblem.Kind {
  /// Whether a line of a unit can be used in spite of it: another line is at fault, or nothing but
  /// its place below others is in doubt.
  package var sparesLine: Bool {
    switch self {
    case .unknown(.parentUnit, _, _), .unitOutsideParent, .collidingLabels, .units(.parentRing):
      true
    default: false
    }
  }

  /// Whether a whole file stays unread for this problem.
  var hidesContent: Bool {
    switch self {
    case .unreadableFile, .malformedYAML, .duplicateKeys, .missingTableColumn: true
    default: false
    }
  }

  /// Whether the problem says that something is missing that an unread file may hold.
  var missesContent: Bool {
    switch self {
    case .unknown(.ruleKind, _, _): false
    case .unknown, .indicatorWithoutForm, .uselessRule, .breakdownNotInColumns: true
    default: false
    }
  }

  var code: String {
    switch self {
    case .unreadableFile: "unreadable-file"
    case .malformedYAML: "malformed-yaml"
    case .duplicateKeys: "duplicate-key"
    case .missingKey: "missing-key"
    case .unknownKey: "unknown-key"
    case .wrongShape: "wrong-shape"
    case .malformedValue: "malformed-value"
    case .malformedCode: "malformed-code"
    case .missingTableColumn: "missing-table-column"
    case .strayField: "stray-field"
    case .duplicate(let thing, _, _, _): "duplicate-\(thing.rawValue)"
    case .unknown(let thing, _, _): "unknown-\(thing.rawValue)"
    case .unknownParameter: "unknown-parameter"
    case .missingParameter: "missing-parameter"
    case .malformedParameter: "malformed-parameter"
    case .ruleForOtherBody: "rule-for-other-body"
    case .uselessRule: "useless-rule"
    case .circularRules: "circular-rules"
    case .unitAgainstKind: "unit-against-kind"
    case .multiplierAgainstUnit: "multiplier-against-unit"
    case .indicatorWithoutForm: "indicator-without-form"
    case .indicatorInTwoForms: "indicator-in-two-forms"
    case .breakdownNotInColumns: "breakdown-not-in-columns"
    case .breakdownNotForColumns: "breakdown-not-for-columns"
    case .collidingLabels: "colliding-labels"
    case .listTooLong: "list-too-long"
    case .commaInListLabel: "comma-in-list-label"
    case .datesInDisorder: "dates-in-disorder"
    case .overlappingUnits: "overlapping-units"
    case .unitOutsideParent: "unit-outside-parent"
    case .units(let problem): problem.code
    }
  }
}

/// Gathers the problems of all template files in the order in which they are met.
package final class TemplateProblemLog {
  private var reported: [TemplateProblem] = []

  /// A log without any.
  package init() {}

  /// The problems; where a file stayed unread, without what is missing only for that reason.
  package var problems: [TemplateProblem] {
    guard reported.contains(where: \.kind.hidesContent) else { return reported }
    return reported.filter { !$0.kind.missesContent }
  }

  /// Adds a problem.
  package func report(
    _ kind: TemplateProblem.Kind, _ severity: Severity = .error, file: String,
    line: Int?
  ) {
    reported.append(TemplateProblem(kind: kind, severity: severity, file: file, line: line))
  }
}
