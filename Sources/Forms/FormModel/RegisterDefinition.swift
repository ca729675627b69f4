import Indicators

/// One column of a register.
public struct RegisterColumn: Sendable, Hashable {
  /// What a column's cells hold.
  public enum Kind: Sendable, Hashable {
    /// A running number.
    case ordinal
    /// Any text.
    case text
    /// A date.
    case date
    /// A whole number.
    case whole
    /// One of the categories of a breakdown, by its label or an alias.
    case category(breakdown: String)
    /// Several categories of a breakdown, between semicolons.
    case categories(breakdown: String)
    /// Yes or no: `x`, `có`, `1` against empty, `không`, `0`.
    case flag
    /// A 12-digit personal number; checked as text.
    case personalNumber
  }

  /// The identity inside the register, such as `birth-date`.
  public var id: String
  /// The label in the head.
  public var label: String
  /// Further labels that officers write.
  public var aliases: [String]
  /// What the cells hold.
  public var kind: Kind
  /// Whether every row needs it.
  public var isRequired: Bool
  /// Whether the values identify a child; such values never enter messages or logs.
  public var isPersonal: Bool
  /// The most characters; nil is unlimited.
  public var maximumLength: Int?
  /// The column mark.
  public var mark: String
  /// The width in characters.
  public var width: Double

  /// A column from its parts.
  public init(
    id: String, label: String, aliases: [String], kind: Kind, isRequired: Bool, isPersonal: Bool,
    maximumLength: Int?, mark: String, width: Double
  ) {
    self.id = id
    self.label = label
    self.aliases = aliases
    self.kind = kind
    self.isRequired = isRequired
    self.isPersonal = isPersonal
    self.maximumLength = maximumLength
    self.mark = mark
    self.width = width
  }
}

/// How children of a register are counted into an indicator.
public struct TallyDefinition: Sendable, Hashable {
  /// The indicator, always a count.
  public var indicator: IndicatorID
  /// The form and version under which the counts are observed.
  public var form: String
  /// The column that must be filled (or be a yes) for a child to count; nil counts every child.
  public var condition: String?
  /// The breakdowns of the matrix columns: breakdown to register column, `age` from the birth date.
  public var columns: [String: String]
  /// The breakdown whose categories are rows, with its register column; nil for none.
  public var rows: String?

  /// A tally from its parts.
  public init(
    indicator: IndicatorID, form: String, condition: String?, columns: [String: String],
    rows: String?
  ) {
    self.indicator = indicator
    self.form = form
    self.condition = condition
    self.columns = columns
    self.rows = rows
  }
}

/// The table of a register form.
public struct RegisterDefinition: Sendable {
  /// The columns from left to right.
  public var columns: [RegisterColumn]
  /// How its rows are counted into indicators.
  public var tallies: [TallyDefinition]
  /// How many empty rows a blank form offers.
  public var blankRows: Int

  /// A table from its columns and tallies.
  public init(columns: [RegisterColumn], tallies: [TallyDefinition], blankRows: Int) {
    self.columns = columns
    self.tallies = tallies
    self.blankRows = blankRows
  }

  /// The index of a column by its identity.
  public func column(id: String) -> Int? { columns.firstIndex { $0.id == id } }
}
