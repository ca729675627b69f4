import Indicators

/// A cell of a matrix form by its place in the definition, not in any sheet.
public struct FormCell: Hashable, Comparable, Sendable {
  /// Index into `MatrixDefinition.rows`.
  public var row: Int
  /// Index into `MatrixDefinition.columns`.
  public var column: Int

  /// The cell of a row and column.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Hashes row and column as one number, for cells are looked up by the hundred a form.
  public func hash(into hasher: inout Hasher) { hasher.combine(row &* 4096 &+ column) }

  /// Row first, then column.
  public static func < (a: FormCell, b: FormCell) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}

/// One column of a matrix form.
public struct FormColumn: Sendable, Hashable {
  /// What a column is for.
  public enum Role: Sendable, Hashable {
    /// STT.
    case ordinal
    /// Chỉ tiêu.
    case label
    /// Mã số.
    case code
    /// Đơn vị tính.
    case unit
    /// Tổng số.
    case total
    /// A category of a breakdown.
    case value(BreakdownValue)
    /// Giải trình.
    case explanation
  }

  /// What the column is for.
  public var role: Role
  /// The label of the lowest head cell, such as `Nam`.
  public var label: String
  /// Further labels that officers write for it.
  public var aliases: [String]
  /// The merged heads above, outermost first, such as `Chia theo`, `Giới tính`.
  public var heads: [String]
  /// The column mark: `A`, `B` for stubs, `1`, `2` for figures.
  public var mark: String
  /// The width in characters.
  public var width: Double

  /// Whether the column holds figures.
  public var isFigure: Bool {
    switch role {
    case .total, .value: true
    default: false
    }
  }

  /// `total`, `sex=male`, `code` ...: how rules name the column.
  public var id: String {
    switch role {
    case .ordinal: "ordinal"
    case .label: "label"
    case .code: "code"
    case .unit: "unit"
    case .total: "total"
    case .value(let value): value.description
    case .explanation: "explanation"
    }
  }

  /// A column from its parts.
  public init(
    role: Role, label: String, aliases: [String] = [], heads: [String] = [], mark: String,
    width: Double
  ) {
    self.role = role
    self.label = label
    self.aliases = aliases
    self.heads = heads
    self.mark = mark
    self.width = width
  }
}

/// What belongs in one cell of figures.
public enum CellContent: Sendable, Hashable {
  /// The officer fills it.
  case open
  /// The form computes it as a sum of other cells of the form.
  case sum([FormCell])
  /// The form computes it as numerator / denominator x multiplier, rounded to decimals.
  case quotient(numerator: FormCell, denominator: FormCell, multiplier: Int, decimals: Int)
  /// Does not apply; shows `x` and is locked.
  case closed
}

/// One row of a matrix form.
public struct FormRow: Sendable, Hashable {
  /// What the figures of a row mean.
  public struct Target: Sendable, Hashable {
    /// The indicator.
    public var indicator: IndicatorID
    /// What the figures are to the indicator.
    public var measure: Measure
    /// The kind of the indicator that the row belongs to.
    public var kind: IndicatorKind
    /// The category that the whole row is confined to, such as one of the 14 groups.
    public var category: BreakdownValue?
    /// Decimals that figures are shown and rounded to: 0 for whole numbers.
    public var decimals: Int
    /// Whether the code is invented here and not the ministry's.
    public var isPlaceholder: Bool

    /// Whether the row's figures must be whole numbers.
    public var isCount: Bool { measure != .rate }

    /// A target from its parts.
    public init(
      indicator: IndicatorID, measure: Measure, kind: IndicatorKind, category: BreakdownValue?,
      decimals: Int, isPlaceholder: Bool
    ) {
      self.indicator = indicator
      self.measure = measure
      self.kind = kind
      self.category = category
      self.decimals = decimals
      self.isPlaceholder = isPlaceholder
    }
  }

  /// What stands under STT.
  public var ordinal: String
  /// What stands under Mã số, unique in the form: `0301`, `0301a`, `0301.MS`; empty for a heading.
  public var code: String
  /// What stands under Chỉ tiêu.
  public var label: String
  /// What stands under Đơn vị tính.
  public var unit: String
  /// How far the label is indented.
  public var indent: Int
  /// What the figures mean; nil for a heading.
  public var target: Target?
  /// The content of each column by its index; columns without figures are absent.
  public var contents: [Int: CellContent]

  /// A row from its parts.
  public init(
    ordinal: String, code: String, label: String, unit: String, indent: Int, target: Target?,
    contents: [Int: CellContent]
  ) {
    self.ordinal = ordinal
    self.code = code
    self.label = label
    self.unit = unit
    self.indent = indent
    self.target = target
    self.contents = contents
  }
}

/// The table of a matrix form.
public struct MatrixDefinition: Sendable {
  /// The columns from left to right.
  public var columns: [FormColumn]
  /// The rows from top to bottom.
  public var rows: [FormRow]

  /// A table from its columns and rows.
  public init(columns: [FormColumn], rows: [FormRow]) {
    self.columns = columns
    self.rows = rows
  }

  /// What belongs in a cell; nil outside the figures.
  public func content(_ cell: FormCell) -> CellContent? {
    guard rows.indices.contains(cell.row) else { return nil }
    return rows[cell.row].contents[cell.column]
  }

  /// The index of the row of a code.
  public func row(code: String) -> Int? { rows.firstIndex { $0.code == code } }

  /// The index of the column that rules name so: `total`, `sex=male`.
  public func column(id: String) -> Int? { columns.firstIndex { $0.id == id } }

  /// The categories that a cell's figure is confined to, of its row and of its column.
  public func breakdown(_ cell: FormCell) -> [BreakdownValue] {
    guard rows.indices.contains(cell.row), columns.indices.contains(cell.column) else { return [] }
    var values: [BreakdownValue] = []
    if let own = rows[cell.row].target?.category { values.append(own) }
    if case .value(let value) = columns[cell.column].role { values.append(value) }
    return values.sorted()
  }

  /// All cells of figures in order, computed and closed ones too.
  public var figureCells: [FormCell] {
    rows.indices.flatMap { row in
      rows[row].contents.keys.sorted().map { FormCell(row: row, column: $0) }
    }
  }
}

extension MatrixDefinition {
  /// The cells that a computed cell is computed from; empty for others.
  package func operands(_ cell: FormCell) -> [FormCell] {
    switch content(cell) {
    case .sum(let parts): parts
    case .quotient(let numerator, let denominator, _, _): [numerator, denominator]
    case .open, .closed, nil: []
    }
  }
}
