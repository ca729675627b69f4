/// Whether people see a sheet.
public enum SheetVisibility: String, Sendable {
  /// Shown.
  case visible
  /// Hidden, and offered under Unhide.
  case hidden
  /// Hidden, and not offered (XLSX only; ODS keeps it as hidden).
  case veryHidden
}

/// Width and state of a run of columns.
public struct ColumnLayout: Hashable, Sendable {
  /// The first column of the run, from 0.
  public var first: Int
  /// The last column of the run, included.
  public var last: Int
  /// The width in characters of the default font; nil is the default width.
  public var width: Double?
  /// Whether the columns are hidden.
  public var isHidden: Bool
  /// The style of the columns' empty cells.
  public var style: Int

  /// A run of columns.
  public init(
    first: Int, last: Int, width: Double? = nil, isHidden: Bool = false, style: Int = 0
  ) {
    self.first = first
    self.last = last
    self.width = width
    self.isHidden = isHidden
    self.style = style
  }
}

/// Height of a row that does not have the default height.
public struct RowLayout: Hashable, Sendable {
  /// The row, from 0.
  public var index: Int
  /// The height in points; nil is the default.
  public var height: Double?

  /// A row's height.
  public init(index: Int, height: Double?) {
    self.index = index
    self.height = height
  }
}

/// How a sheet goes onto paper.
public struct PrintSetup: Hashable, Sendable {
  /// Landscape rather than portrait; the paper is A4.
  public var isLandscape = false
  /// Pages across; nil does not scale.
  public var fitToWidth: Int?
  /// Pages down; nil lets them run on.
  public var fitToHeight: Int?
  /// Rows repeated at the top of each page.
  public var repeatedRows: ClosedRange<Int>?
  /// The cells that are printed; nil prints all.
  public var printArea: CellRange?
  /// Margins in inches.
  public var margins = Margins()
  /// Whether the table stands in the middle of the page's width.
  public var isCentered = false
  /// The footer's middle part; `&P` is the page and `&N` the count of pages.
  public var footer: String?

  /// Distances from the paper's edges in inches.
  public struct Margins: Hashable, Sendable {
    /// From the left edge.
    public var left = 0.7
    /// From the right edge.
    public var right = 0.7
    /// From the upper edge.
    public var top = 0.75
    /// From the lower edge.
    public var bottom = 0.75
    /// Excel's defaults.
    public init() {}
  }

  /// A4 portrait, unscaled.
  public init() {}
}

/// A limit on what may be typed into cells, with the messages that people see.
public struct DataValidation: Hashable, Sendable {
  /// What is allowed.
  public enum Rule: Hashable, Sendable {
    /// One of these texts; none holds a comma or quote, and together at most 255 characters.
    case list([String])
    /// One of the texts in a range of cells, such as `'_bieu'!$A$1:$A$9`.
    case listRange(String)
    /// A whole number within bounds; nil is open.
    case whole(min: Int64?, max: Int64?)
    /// A decimal number within bounds; nil is open.
    case decimal(min: Double?, max: Double?)
    /// A date within bounds, included.
    case date(min: CivilDateTime, max: CivilDateTime)
    /// Text of at most so many characters.
    case textLength(max: Int)
    /// A formula that must be true, in the Excel dialect without `=`.
    case formula(String)
  }

  /// The cells it holds for.
  public var ranges: [CellRange]
  /// What is allowed.
  public var rule: Rule
  /// Whether an empty cell is allowed.
  public var allowsBlank = true
  /// Title of the message shown when the cell is chosen, at most 32 characters.
  public var promptTitle = ""
  /// The message shown when the cell is chosen, at most 255 characters.
  public var prompt = ""
  /// Title of the message shown when the entry is refused, at most 32 characters.
  public var errorTitle = ""
  /// The message shown when the entry is refused, at most 225 characters.
  public var error = ""

  /// A limit on ranges.
  public init(ranges: [CellRange], rule: Rule) {
    self.ranges = ranges
    self.rule = rule
  }
}

/// A remark that hangs at a cell and is no part of its value.
public struct CellComment: Hashable, Sendable {
  /// The cell it hangs at.
  public var cell: CellAddress
  /// Who wrote it, where the file says so.
  public var author: String?
  /// The remark as plain text; paragraphs and runs are joined, lines end with `\n`.
  public var text: String

  /// A remark at a cell.
  public init(cell: CellAddress, author: String? = nil, text: String) {
    self.cell = cell
    self.author = author
    self.text = text
  }
}

/// A link from cells to an address or to a place in the workbook; never followed.
public struct Hyperlink: Hashable, Sendable {
  /// The cells that it can be followed from.
  public var range: CellRange
  /// An address such as `https://...` or `mailto:...`, or a place in the workbook after `#`.
  public var target: String
  /// The text shown while the pointer is over it, where the file has one.
  public var tooltip: String?

  /// A link from cells.
  public init(range: CellRange, target: String, tooltip: String? = nil) {
    self.range = range
    self.target = target
    self.tooltip = tooltip
  }
}

/// Everything of a sheet that surrounds its cells.
public struct SheetLayout: Sendable {
  /// The sheet's name, 1 to 31 characters without `: \ / ? * [ ]`.
  public var name: String
  /// Whether people see it.
  public var visibility = SheetVisibility.visible
  /// Column widths and states, ascending and apart.
  public var columns: [ColumnLayout] = []
  /// Row heights, ascending.
  public var rows: [RowLayout] = []
  /// Merged ranges; only the upper left cell of each holds a value.
  public var merges: [CellRange] = []
  /// The first cell that scrolls; rows above and columns left of it stay.
  public var frozenAt: CellAddress?
  /// How the sheet goes onto paper.
  public var print = PrintSetup()
  /// Limits on entries.
  public var validations: [DataValidation] = []
  /// Remarks at cells, ascending; read, but not yet written.
  public var comments: [CellComment] = []
  /// Links from cells, in the file's order; read, but not yet written.
  public var hyperlinks: [Hyperlink] = []
  /// Whether locked cells refuse edits (without a password).
  public var isProtected = false

  /// A sheet of a name, otherwise plain.
  public init(name: String) { self.name = name }
}
