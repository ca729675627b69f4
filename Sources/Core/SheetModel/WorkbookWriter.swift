/// Everything of a workbook that must be known before its first cell is written.
///
/// ODS puts styles and widths before the rows, so a writer takes the whole outline at the start.
public struct WorkbookOutline: Sendable {
  /// The styles that cells point into.
  public var styles: StyleTable
  /// The sheets in order, one layout each.
  public var sheets: [SheetLayout]
  /// Names for ranges.
  public var definedNames: [DefinedName] = []
  /// What the workbook says of itself.
  public var properties = DocumentProperties()

  /// An outline of sheets and styles.
  public init(styles: StyleTable = StyleTable(), sheets: [SheetLayout]) {
    self.styles = styles
    self.sheets = sheets
  }
}

/// A workbook being written, in order, once.
///
/// For each sheet of the outline: `beginSheet`, then its rows in ascending order, then the next
/// sheet; `finish` at the end. The bytes depend on the input alone: no clock, no random number.
/// A value that the format cannot hold throws `notRepresentable` with sheet and cell.
public protocol WorkbookWriter: AnyObject {
  /// Ends the sheet before and begins the next one of the outline.
  func beginSheet() throws(WorkbookError)
  /// Writes a row of the current sheet; its index must exceed that of the row before.
  func write(_ row: borrowing Row) throws(WorkbookError)
  /// Writes what remains and ends the file. A writer that is dropped before leaves it unfinished.
  func finish() throws(WorkbookError)
}
