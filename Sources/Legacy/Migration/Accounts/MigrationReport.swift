import Indicators
import SheetModel

/// What a migration came to: every file, every figure and everything that a person must decide.
///
/// Plain facts in the order of the files' paths; texts are made from them in one place each for
/// people (`MigrationText`, `MigrationPage`) and for machines (`MigrationJSON`).
public struct MigrationReport: Sendable {
  /// What became of the filled cells of a sheet or a file; every cell has one fate.
  public struct Balance: Sendable, Hashable {
    /// The filled cells as an independent pass over the file counted them.
    public var filled = 0
    /// Cells whose content went on: figures, and fields of a register.
    public var migrated = 0
    /// Cells that carry no figure, or that the mapping leaves out on purpose.
    public var ignored = 0
    /// Cells that were held back, each with a reason.
    public var quarantined = 0
    /// Nothing.
    public init() {}
    /// Whether no cell is unaccounted for.
    public var isClosed: Bool { filled == migrated + ignored + quarantined }
    /// Adds another balance.
    public mutating func add(_ other: Balance) {
      filled += other.filled
      migrated += other.migrated
      ignored += other.ignored
      quarantined += other.quarantined
    }
  }

  /// A sheet of a file.
  public struct Sheet: Sendable, Codable {
    /// The name.
    public var name: String
    /// The mapping that fits it, those of several tables with a comma between; nil where none does.
    public var mapping: String?
    /// The filled cells as an independent pass over the file counted them.
    public var filled = 0
    /// Cells whose content went on.
    public var migrated = 0
    /// The ignored cells by reason.
    public var ignored: [String: Int] = [:]
    /// Where they are, up to a limit; the counts alone have all of them.
    public var ignoredCells: [IgnoredCells] = []
    /// The quarantined cells by reason.
    public var quarantined: [String: Int] = [:]
    /// The figures that it gave.
    public var figures = 0
    /// The children that it listed and that went on.
    public var records = 0
    /// The problems of a register's rows by rule.
    public var problems: [String: Int] = [:]
    /// A sheet without cells.
    public init(name: String, mapping: String? = nil) {
      self.name = name
      self.mapping = mapping
    }
    /// The mappings one by one.
    public var mappings: [String] { mapping?.split(separator: ", ").map(String.init) ?? [] }
    /// How many ignored cells are not among those with a place, by reason in order.
    public var ignoredWithoutPlace: [(reason: String, count: Int)] {
      var rest = ignored
      for cells in ignoredCells { rest[cells.reason.rawValue, default: 0] -= cells.count }
      return rest.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        .map { (reason: $0.key, count: $0.value) }
    }
    /// What became of its cells.
    public var balance: Balance {
      var balance = Balance()
      balance.filled = filled
      balance.migrated = migrated
      balance.ignored = ignored.values.reduce(0, +)
      balance.quarantined = quarantined.values.reduce(0, +)
      return balance
    }
  }

  /// A file.
  public struct File: Sendable {
    /// The path below the folder that was migrated.
    public var path: String
    /// The SHA-256 of its bytes.
    public var sha256: String
    /// The first file, in the order of paths, that has the same bytes; nil for that one itself.
    public var sameAs: String?
    /// Why it was not processed; it has no sheets then.
    public var failure: WorkbookError?
    /// The sheets, hidden ones too.
    public var sheets: [Sheet] = []
    /// Cells by the old encoding that they were in.
    public var encodings: [String: Int] = [:]
    /// A file without sheets.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
    /// What became of all its cells.
    public var balance: Balance {
      sheets.reduce(into: Balance()) { $0.add($1.balance) }
    }
  }

  /// The figures of one indicator, measure, kind of breakdown and period added up, where they were
  /// and where they are.
  ///
  /// A check and no statistic: units and those below them are in one sum.
  public struct Total: Sendable {
    /// The indicator, such as `I:0301`.
    public var indicator: String
    /// What the figures are to it.
    public var measure: String
    /// The breakdowns that the figures are parts by, in order; empty for wholes.
    public var breakdowns: [String]
    /// The period.
    public var period: String
    /// What the indicator is called; empty where no set has it.
    public var name = ""
    /// What the breakdowns are called in the forms; their identities where no set has them.
    public var breakdownNames: [String] = []
    /// The cells of the sources as an independent pass adds them up.
    public var source = ExactDecimal.zero
    /// The figures of the output, read again from the written file.
    public var migrated = ExactDecimal.zero
    /// Figures that another file gives too, equal.
    public var repeated = ExactDecimal.zero
    /// Figures that another file gives otherwise.
    public var disputed = ExactDecimal.zero
    /// Figures held back.
    public var heldBack = ExactDecimal.zero
    /// A total of nothing.
    public init(
      indicator: String, measure: String, breakdowns: [String] = [], period: String
    ) {
      self.indicator = indicator
      self.measure = measure
      self.breakdowns = breakdowns
      self.period = period
    }
    /// What is in the sources and nowhere else; zero when no figure was lost or invented.
    public var difference: ExactDecimal? {
      source.subtracting(migrated)?.subtracting(repeated)?.subtracting(disputed)?
        .subtracting(heldBack)
    }
  }

  /// Something that a person must look at.
  public struct Issue: Sendable, Hashable {
    /// The stable code, such as `figure-disagrees`.
    public var code: String
    /// Where.
    public var place: Place
    /// The other place of two that contradict each other.
    public var other: Place?
    /// Facts beside the places: a unit, an indicator, two figures.
    public var detail: Evidence
    /// Whether it is only told, and decides nothing.
    public var isNotice: Bool
    /// An issue from its parts.
    public init(
      _ code: String, at place: Place, other: Place? = nil, detail: Evidence = .none,
      isNotice: Bool = false
    ) {
      self.code = code
      self.place = place
      self.other = other
      self.detail = detail
      self.isNotice = isNotice
    }
  }

  /// The files in the order of their paths.
  public var files: [File] = []
  /// The totals in the order of indicator, measure and period.
  public var totals: [Total] = []
  /// What a person must look at, in the order of the files.
  public var issues: [Issue] = []
  /// The files of the inputs that were left alone, for their names are no workbooks'; their paths.
  public var untaken: [String] = []
  /// The figures in the output.
  public var figures = 0
  /// The figures that stayed behind on the way to the units of another day.
  public var heldFigures = 0
  /// The children in the register of the output.
  public var records = 0
  /// The values that cleaning changed.
  public var changes = 0
  /// What was migrated by what, and when.
  public var provenance = Provenance()
  /// Nothing.
  public init() {}

  /// What became of all cells.
  public var balance: Balance { files.reduce(into: Balance()) { $0.add($1.balance) } }
  /// The files that were not processed.
  public var failed: Int { files.count { $0.failure != nil } }
  /// Whether there is something to decide.
  public var hasFindings: Bool { !isBalanced || issues.contains { !$0.isNotice } }
}
