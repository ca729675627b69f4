import SheetModel
import Tables

/// Why filled cells were left out on purpose.
public enum IgnoredReason: String, Sendable, CaseIterable {
  /// Above the table.
  case title
  /// A label of the head.
  case head
  /// A column mark: `A`, `1`, `3=1+2`.
  case columnMark = "column-mark"
  /// A running number.
  case ordinal
  /// A label that says what a row is about: its unit, indicator, period.
  case label
  /// A note beside the table.
  case note
  /// Notes and signatures below the table.
  case footer
  /// A total, checked and not migrated.
  case total
  /// A line of percentages or of comparison with another year below the units.
  case comparison
  /// A column that the mapping leaves out on purpose.
  case ignoredColumn = "ignored-column"
  /// A row that the mapping leaves out on purpose.
  case ignoredRow = "ignored-row"
  /// A sheet that the mapping leaves out on purpose.
  case ignoredSheet = "ignored-sheet"
  /// The same figure a second time in one sheet.
  case repeated
}

/// Why filled cells were put into quarantine.
public enum QuarantineReason: String, Sendable, CaseIterable {
  /// No mapping for the sheet's layout.
  case noMapping = "no-mapping"
  /// Several mappings fit the sheet equally well.
  case ambiguousMapping = "ambiguous-mapping"
  /// A table whose labels a mapping knows beside another one of the same labels and another title.
  case otherTitle = "other-title"
  /// Figures below a title that have no head of their own.
  case tableWithoutHead = "table-without-head"
  /// A table too large for a matrix.
  case sheetTooLarge = "sheet-too-large"
  /// A column that the mapping does not know.
  case unknownColumn = "unknown-column"
  /// A column that answers to several of the mapping's, or one of two that answer to the same.
  case ambiguousColumn = "ambiguous-column"
  /// A row whose label the mapping does not know.
  case unknownLabel = "unknown-label"
  /// A row or sheet whose unit is not known on the period's last day.
  case unknownUnit = "unknown-unit"
  /// A row or sheet whose unit may be one of several.
  case ambiguousUnit = "ambiguous-unit"
  /// A code and a name beside it that are not of one unit.
  case contradictoryUnit = "contradictory-unit"
  /// Nothing says which period the figure is for.
  case unknownPeriod = "unknown-period"
  /// The titles name several periods.
  case ambiguousPeriod = "ambiguous-period"
  /// A figure for which no current form has a cell.
  case noTarget = "no-target"
  /// A column without a counterpart today, which the mapping leaves to a person.
  case noCounterpart = "no-counterpart"
  /// Not readable as a figure.
  case unreadableFigure = "unreadable-figure"
  /// A figure that can be read in two ways, such as 1,234 in a count.
  case ambiguousFigure = "ambiguous-figure"
  /// A formula that was never calculated.
  case formulaWithoutValue = "formula-without-value"
  /// An error value such as `#REF!`.
  case errorValue = "error-value"
  /// A figure below zero.
  case negativeFigure = "negative-figure"
  /// A count with decimals.
  case fractionInCount = "fraction-in-count"
  /// A figure that by its table's own words counts in something else (`nghìn người`, `‰`) than its
  /// indicator, and for which the mapping has no factor.
  case otherMeasure = "other-measure"
  /// A figure with a sign (`%`, `‰`) that its indicator does not have.
  case wrongBase = "wrong-base"
  /// Another figure for the same cell of the same form in one sheet.
  case repeatedFigure = "repeated-figure"
  /// A figure above or below the table, or beside it.
  case outsideTable = "outside-table"
  /// A text in the table's rows that is no record, no total and nothing that is ignored.
  case strayText = "stray-text"
  /// A value of a register that cannot be migrated.
  case unreadableValue = "unreadable-value"
}

/// What became of every filled cell of a sheet: filled = migrated + ignored + in quarantine, always.
///
/// Filled are cells with a value other than blanks, and formulas without a value. Places of cells in
/// quarantine are kept up to a limit, those of cells left out as rectangles up to another
/// (`IgnoredLog.most`); counts are always exact.
public struct CellAccount: Sendable {
  /// What became of one cell.
  public enum Fate: Sendable, Hashable {
    /// Its value went on.
    case migrated
    /// Left out on purpose.
    case ignored(IgnoredReason)
    /// Left to a person.
    case quarantined(QuarantineReason)
  }

  /// A cell in quarantine.
  public struct Place: Sendable, Hashable {
    /// The cell.
    public var address: CellAddress
    /// Why it is there.
    public var reason: QuarantineReason
    /// What may be repeated of what stands there; nothing of a register.
    public var found = Evidence.none
  }

  /// The most places that are kept.
  public static let mostPlaces = 20_000

  /// The filled cells.
  public private(set) var filled = 0
  /// The cells whose values went on.
  public private(set) var migrated = 0
  /// The cells left out on purpose.
  public private(set) var ignored: [IgnoredReason: Int] = [:]
  /// The cells in quarantine.
  public private(set) var quarantined: [QuarantineReason: Int] = [:]
  /// Where the first of them are, in the order in which they were met.
  public private(set) var places: [Place] = []

  /// Where the cells left out are, from the top and the left; of those that are not in it only
  /// `ignored` tells.
  public var ignoredCells: [IgnoredCells] { ignoredLog.found }

  private var ignoredLog = IgnoredLog()

  /// An account without cells.
  public init() {}

  /// All cells left out on purpose.
  public var ignoredCount: Int { ignored.values.reduce(0, +) }
  /// All cells in quarantine.
  public var quarantinedCount: Int { quarantined.values.reduce(0, +) }

  /// Enters a filled cell; cells come row by row, in a row by column.
  ///
  /// `found` is what stands there, for a cell in quarantine whose text may be shown.
  public mutating func add(
    _ fate: Fate, at address: CellAddress, found: @autoclosure () -> Evidence = .none
  ) {
    filled &+= 1
    switch fate {
    case .migrated: migrated &+= 1
    case .ignored(let reason): ignored[reason, default: 0] &+= 1
    case .quarantined(let reason): quarantine(reason, address, found())
    }
    ignoredLog.add(fate.ignoredReason, row: address.row, column: address.column)
  }

  /// Enters so many filled cells whose values went on.
  mutating func addMigrated(_ count: Int) {
    filled &+= count
    migrated &+= count
  }

  /// Enters filled cells that were left out on purpose.
  mutating func addIgnored(_ cells: IgnoredCells) {
    filled &+= cells.count
    ignored[cells.reason, default: 0] &+= cells.count
    ignoredLog.add(cells)
  }

  /// Takes note of cells whose values went on and that are entered by their count alone: what is
  /// left out above and below them is not one rectangle.
  mutating func passMigrated() { ignoredLog.interrupt() }

  private mutating func quarantine(
    _ reason: QuarantineReason, _ address: CellAddress, _ found: Evidence
  ) {
    quarantined[reason, default: 0] &+= 1
    if places.count < Self.mostPlaces {
      places.append(Place(address: address, reason: reason, found: found))
    }
  }

  /// The account of a sheet all of whose cells have one fate.
  /// - Throws: what the cursor throws.
  public static func whole(
    _ fate: Fate, rows: any RowCursor
  ) throws(WorkbookError) -> CellAccount {
    var account = CellAccount()
    var row = Row()
    while try rows.next(into: &row) {
      for cell in row.cells where row.isFilled(cell) {
        account.add(fate, at: CellAddress(row: row.index, column: cell.column))
      }
    }
    return account
  }
}

extension CellAccount.Fate {
  /// Why a cell was left out on purpose; nil for every other cell.
  var ignoredReason: IgnoredReason? {
    if case .ignored(let reason) = self { reason } else { nil }
  }
}
