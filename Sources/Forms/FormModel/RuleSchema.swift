/// The kinds of checks that templates may declare; each is one small type in Validation.
package enum RuleKind: String, Sendable, CaseIterable {
  /// Figures of counts are whole numbers.
  case whole
  /// No figure is below zero.
  case notNegative = "not-negative"
  /// Figures lie between two bounds.
  case range
  /// Figures, or columns of a register, are given.
  case required
  /// The columns of an exhaustive breakdown add up to another column.
  case sumOfColumns = "sum-of-columns"
  /// Rows add up to another row.
  case sumOfRows = "sum-of-rows"
  /// A column is never above another column.
  case partOfWhole = "part-of-whole"
  /// Overlapping category rows: each <= total <= sum of all.
  case groups
  /// A row is never above another row; with `breakdown`, its category rows neither.
  case partOfRow = "part-of-row"
  /// A numerator is never above its denominator (percentages only).
  case numeratorDenominator = "numerator-denominator"
  /// A printed rate is what its numerator and denominator give.
  case rate
  /// Two figures, on one or two forms of the same unit and period, are the same quantity.
  case sameQuantity = "same-quantity"
  /// A figure divided by another, on one or two forms of the same unit and period, lies between bounds.
  case proportion
  /// Rows ascend: the first is not above the second, and so on.
  case order
  /// What only grows within a year is in a part of the year not more than in all of it.
  case accumulates
  /// Figures do not rise or fall beyond a ratio from the period before.
  case jump
  /// A form whose every figure is that of the period before was copied.
  case repeats
  /// Values of a register's column are categories of its breakdown.
  case list
  /// Dates of a register lie in a range.
  case dateRange = "date-range"
  /// No two records of a register have the same values in the columns.
  case unique
  /// Values are 12-digit personal numbers.
  case personalNumber = "personal-number"
}

/// The parameters of a kind of rule: what templates may write and what the lint proves.
package struct RuleSchema: Sendable {
  /// What the texts of a parameter name.
  package enum Meaning: Sendable, Hashable {
    /// The code of a row of the form.
    case row
    /// The code of a row of the form, or `all` alone.
    case rowOrAll
    /// A breakdown of the set.
    case breakdown
    /// A figure column of the form: `total`, `sex=male`.
    case figureColumn
    /// A column of the register.
    case registerColumn
    /// A quantity: `0301`, `0301@sex=male` or `TE-01:0101@total`.
    case quantity
    /// A number such as `100` or `0.5`.
    case number
    /// A kind of indicator: rows of that kind, measure count or rate.
    case indicatorKind
    /// A sentence for people: why the rule is there, or which text says so.
    case words
    /// A table of names of the template folder, with columns `name` and `aliases`.
    case table
    /// `period-end` or a date such as `2025-07-01`.
    case day
  }

  /// One parameter.
  package struct Parameter: Sendable, Hashable {
    /// The YAML key.
    package var name: String
    /// What its texts name.
    package var meaning: Meaning
    /// Whether several texts may be given.
    package var isList: Bool

    static func one(_ name: String, _ meaning: Meaning) -> Parameter {
      Parameter(name: name, meaning: meaning, isList: false)
    }

    static func many(_ name: String, _ meaning: Meaning) -> Parameter {
      Parameter(name: name, meaning: meaning, isList: true)
    }
  }

  /// The bodies of forms that a kind of rule is for.
  package enum Body: Sendable {
    /// Matrix forms.
    case matrix
    /// Registers.
    case register
    /// Both.
    case either
  }

  /// The kind.
  package var kind: RuleKind
  /// The forms it is for.
  package var body: Body
  /// The parameters that may be given.
  package var parameters: [Parameter]
  /// Of each of these groups at least one parameter must be given.
  package var needed: [[String]]

  /// The schema of a kind.
  package static func of(_ kind: RuleKind) -> RuleSchema {
    switch kind {
    case .whole, .notNegative:
      RuleSchema(.matrix, kind, [.many("rows", .row)])
    case .range:
      RuleSchema(
        .matrix, kind,
        [
          .many("rows", .row), .one("of", .indicatorKind), .one("min", .number),
          .one("max", .number), .one("from", .number),
        ],
        needed: [["rows", "of"], ["min", "max"]])
    case .required:
      RuleSchema(.either, kind, [.many("rows", .rowOrAll), .many("columns", .registerColumn)])
    case .sumOfColumns:
      RuleSchema(
        .matrix, kind,
        [.one("total", .figureColumn), .one("parts", .breakdown), .many("rows", .row)],
        needed: [["total"], ["parts"]])
    case .sumOfRows:
      RuleSchema(
        .matrix, kind,
        [.one("total", .row), .one("breakdown", .breakdown), .many("parts", .row)],
        needed: [["total"], ["breakdown", "parts"]])
    case .partOfWhole:
      RuleSchema(
        .matrix, kind,
        [.one("part", .figureColumn), .one("whole", .figureColumn), .many("rows", .row)],
        needed: [["part"], ["whole"]])
    case .groups:
      RuleSchema(
        .matrix, kind, [.one("total", .row), .one("breakdown", .breakdown)],
        needed: [["total"], ["breakdown"]])
    case .partOfRow:
      RuleSchema(
        .matrix, kind,
        [.one("part", .row), .one("whole", .row), .one("breakdown", .breakdown)],
        needed: [["part"], ["whole"]])
    case .numeratorDenominator, .rate:
      RuleSchema(.matrix, kind, [.many("rows", .row)])
    case .sameQuantity:
      RuleSchema(
        .matrix, kind, [.one("left", .quantity), .one("right", .quantity)],
        needed: [["left"], ["right"]])
    case .proportion, .accumulates, .jump, .repeats: betweenForms(kind)
    case .order:
      RuleSchema(.matrix, kind, [.many("rows", .row)], needed: [["rows"]])
    case .list, .unique, .personalNumber, .dateRange: ofRegister(kind)
    }
  }

  /// The schema of a kind that judges the rows of a register.
  private static func ofRegister(_ kind: RuleKind) -> RuleSchema {
    switch kind {
    case .list:
      RuleSchema(
        .register, kind, [.many("columns", .registerColumn), .one("table", .table)],
        needed: [["columns"]])
    case .dateRange:
      RuleSchema(
        .register, kind,
        [
          .one("column", .registerColumn), .one("earliest", .day), .one("latest", .day),
          .one("under-age", .number),
        ],
        needed: [["column"], ["earliest", "latest", "under-age"]])
    default:
      RuleSchema(.register, kind, [.many("columns", .registerColumn)], needed: [["columns"]])
    }
  }

  /// The schema of a kind that may compare two forms, or two periods.
  private static func betweenForms(_ kind: RuleKind) -> RuleSchema {
    switch kind {
    case .jump:
      RuleSchema(
        .matrix, kind, [.many("rows", .row), .one("max", .number), .one("from", .number)],
        needed: [["rows"], ["max"], ["reason"]])
    case .repeats:
      RuleSchema(.matrix, kind, [.one("from", .number)], needed: [["from"], ["reason"]])
    case .accumulates:
      RuleSchema(.matrix, kind, [.many("rows", .row)], needed: [["rows"]])
    default:
      RuleSchema(
        .matrix, kind,
        [
          .one("left", .quantity), .one("right", .quantity), .one("min", .number),
          .one("max", .number), .one("from", .number),
        ],
        needed: [["left"], ["right"], ["min", "max"], ["reason"], ["source"]])
    }
  }

  /// Every rule may say why it is there (`reason`) and which text says so (`source`).
  private init(
    _ body: Body, _ kind: RuleKind, _ parameters: [Parameter], needed: [[String]] = []
  ) {
    self.body = body
    self.kind = kind
    self.parameters = parameters + [.one("reason", .words), .one("source", .words)]
    self.needed = needed
  }
}

/// One side of a `same-quantity` or `proportion` rule: figures of this form or of another of the set.
package struct QuantityReference: Sendable, Hashable {
  /// The other form's identity; nil is the form of the rule.
  package var form: String?
  /// The row's code.
  package var code: String
  /// The figure column; nil is every column that both sides have.
  package var column: String?

  /// Reads `0301`, `0301@sex=male`, `TE-01:0101@total`; nil when a part is empty.
  package init?(_ text: String) {
    var rest = text[...]
    if let colon = rest.firstIndex(of: ":") {
      form = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    if let at = rest.firstIndex(of: "@") {
      column = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    code = String(rest)
    if code.isEmpty || form?.isEmpty == true || column?.isEmpty == true { return nil }
  }
}
