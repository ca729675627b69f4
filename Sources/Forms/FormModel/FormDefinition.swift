import Indicators

/// A form (biểu) as its template file declares it, resolved against its indicator set.
public struct FormDefinition: Sendable {
  /// What stands in the form's table.
  public enum Body: Sendable {
    /// Indicators down, breakdowns across.
    case matrix(MatrixDefinition)
    /// A row a child.
    case register(RegisterDefinition)
  }

  /// The identity, such as `TE-03`.
  public var id: String
  /// The version; a form whose rows or columns change meaning gets the next.
  public var version: Int
  /// The indicator set.
  public var set: String
  /// What stands at the upper left, such as `Biểu số 03/TE`.
  public var symbol: String
  /// The title, in normal case; forms show it in capitals.
  public var title: String
  /// `Ban hành kèm theo ...`: under which text the form stands; says that the form is this project's.
  public var issuedUnder: String
  /// The unit that receives the form, such as `UBND cấp huyện`.
  public var receiver: String
  /// When the form is due, by kind of period, as text such as `10/11`.
  public var dueDates: [ReportingPeriod.Kind: String]
  /// The kinds of period that the form is for; the first is the default.
  public var periods: [ReportingPeriod.Kind]
  /// Notes under the table, in order.
  public var notes: [String]
  /// The table.
  public var body: Body
  /// The checks: those of the set for all such forms, then the form's own.
  public var rules: [RuleDeclaration]
  /// The template file that declares it, relative to the template folder.
  public var file: String

  /// The matrix, if the form is one.
  public var matrix: MatrixDefinition? {
    if case .matrix(let matrix) = body { matrix } else { nil }
  }

  /// The register, if the form is one.
  public var register: RegisterDefinition? {
    if case .register(let register) = body { register } else { nil }
  }

  /// A definition from all its parts.
  public init(
    id: String, version: Int, set: String, symbol: String, title: String, issuedUnder: String,
    receiver: String, dueDates: [ReportingPeriod.Kind: String], periods: [ReportingPeriod.Kind],
    notes: [String], body: Body, rules: [RuleDeclaration], file: String
  ) {
    self.id = id
    self.version = version
    self.set = set
    self.symbol = symbol
    self.title = title
    self.issuedUnder = issuedUnder
    self.receiver = receiver
    self.dueDates = dueDates
    self.periods = periods
    self.notes = notes
    self.body = body
    self.rules = rules
    self.file = file
  }
}

/// One declared check: a kind that Swift knows, with its parameters from YAML.
public struct RuleDeclaration: Sendable, Hashable {
  /// A parameter's value.
  public enum Value: Sendable, Hashable {
    /// One text or number, as written.
    case text(String)
    /// Several.
    case list([String])
  }

  /// The rule's identity inside the form, such as `nam-nu`.
  public var id: String
  /// The kind of rule, such as `sum-of-columns`.
  public var kind: String
  /// How grave its findings are.
  public var severity: Severity
  /// The other keys of the YAML mapping.
  public var parameters: [String: Value]
  /// The template file, relative to the template folder.
  public var file: String
  /// The line in that file, from 1.
  public var line: Int

  /// A declaration from its parts.
  public init(
    id: String, kind: String, severity: Severity, parameters: [String: Value], file: String,
    line: Int
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.parameters = parameters
    self.file = file
    self.line = line
  }

  /// A parameter as one text; nil when absent or a list.
  public func text(_ name: String) -> String? {
    if case .text(let text)? = parameters[name] { text } else { nil }
  }

  /// A parameter as a list; a single text is a list of one; empty when absent.
  public func list(_ name: String) -> [String] {
    switch parameters[name] {
    case .text(let text): [text]
    case .list(let list): list
    case nil: []
    }
  }
}
