/// What is known of a sheet before its rows are read.
public struct SheetEntry: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Whether people see it.
  public var visibility: SheetVisibility
  /// A sheet's entry.
  public init(name: String, visibility: SheetVisibility = .visible) {
    self.name = name
    self.visibility = visibility
  }
}

/// A name given to a range or formula.
public struct DefinedName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// What it stands for, in the Excel dialect without `=`, such as `'Biểu 01'!$A$1:$D$9`.
  public var formula: String
  /// The index of the sheet that the name is confined to; nil is the whole workbook.
  public var sheet: Int?
  /// Whether the name is hidden from people.
  public var isHidden: Bool
  /// A name for a formula.
  public init(name: String, formula: String, sheet: Int? = nil, isHidden: Bool = false) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
    self.isHidden = isHidden
  }
}

/// What a workbook says of itself.
public struct DocumentProperties: Sendable, Hashable {
  /// The title.
  public var title: String?
  /// The subject.
  public var subject: String?
  /// Who made it.
  public var creator: String?
  /// The description.
  public var description: String?
  /// The program that wrote it.
  public var application: String?
  /// Properties under names of the author's own, in the file's order.
  public var custom: [Custom] = []

  /// A property under a name of the author's own; every value as text.
  public struct Custom: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String
    /// A named value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Nothing said.
  public init() {}

  /// The value of a custom property.
  public subscript(custom name: String) -> String? { custom.first { $0.name == name }?.value }
}

/// Rows of one sheet, one after another.
///
/// Rows and cells ascend and are sparse: a row without a filled cell does not come, phantom rows
/// cost nothing. Values are final. The row is the caller's and is overwritten. A part that is cut
/// off throws and never ends early. A cursor has one owner and is not sendable.
public protocol RowCursor: AnyObject {
  /// Puts the next row into `row`; false at the end of the sheet, and ever after.
  /// - Throws: `WorkbookError` with part, sheet and, where it is known, cell or line.
  func next(into row: inout Row) throws(WorkbookError) -> Bool
}

/// What a cursor is to deliver beside filled cells.
public struct RowOptions: Sendable {
  /// Whether cells without a value come where they have a style of their own.
  public var includesStyledBlanks = false
  /// Whether formulas come with their text; without it cells only tell that they have one.
  public var includesFormulaTexts = true
  /// Whether cells of a data table have the text that Excel shows for them, such as `TABLE(B1,)`,
  /// which is no formula that can be written; without it, and in ODS, their text is empty.
  public var includesDataTables = false
  /// Whether texts come with the stretches that have fonts of their own (`Row.runs(of:)`).
  public var includesRuns = false
  /// How many threads may work on the rows beside the caller's; what comes does not depend on it.
  ///
  /// With 1 the caller's thread does everything. The reader is not to be used for anything else
  /// between the first row and the last where there are more.
  public var threads = 1
  /// Filled cells only, with their formulas.
  public init() {}
}

/// A workbook open for reading.
public protocol WorkbookReader: AnyObject {
  /// The format that was found.
  var format: WorkbookFormat { get }
  /// The worksheets in the workbook's order; chart sheets are left out.
  var sheets: [SheetEntry] { get }
  /// The styles that cells point into.
  var styles: StyleTable { get }
  /// How the workbook counts days; 1900 where a format stores dates as such.
  var dateSystem: DateSystem { get }
  /// How delimited text is put down; nil for all other formats.
  var dialect: CSVDialect? { get }
  /// The uneven lines of delimited text among those read so far; nil for all other formats.
  var raggedLines: RaggedLines? { get }
  /// A new cursor over the rows of a sheet; `noSuchSheet` for an index out of range.
  func rows(ofSheet index: Int, options: RowOptions) throws(WorkbookError) -> any RowCursor
  /// What surrounds the cells of a sheet, read when asked for.
  func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout
  /// The remarks at the cells of a sheet, ascending, as its layout has them; cheap where there are none.
  func comments(ofSheet index: Int) throws(WorkbookError) -> [CellComment]
  /// The names given to ranges, read when asked for.
  func definedNames() throws(WorkbookError) -> [DefinedName]
  /// What the workbook says of itself, read when asked for.
  func properties() throws(WorkbookError) -> DocumentProperties
}

extension WorkbookReader {
  /// None: only delimited text has one.
  public var dialect: CSVDialect? { nil }
  /// None: only delimited text has some.
  public var raggedLines: RaggedLines? { nil }

  /// Those of the layout.
  public func comments(ofSheet index: Int) throws(WorkbookError) -> [CellComment] {
    try layout(ofSheet: index).comments
  }

  /// A new cursor over the filled cells of a sheet.
  public func rows(ofSheet index: Int) throws(WorkbookError) -> any RowCursor {
    try rows(ofSheet: index, options: RowOptions())
  }
}
