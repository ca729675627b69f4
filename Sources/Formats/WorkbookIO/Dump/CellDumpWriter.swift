import Display
import SheetModel

/// The dump for machines, schema 1: JSON Lines in UTF-8, one object a cell, `\n` at each end.
///
/// There is no header line, so that files can be compared, sorted and joined line by line. Sheets
/// come in the workbook's order, hidden ones too, rows and columns ascending; a cell that has
/// neither a value nor a formula has no line. The keys, always in this order:
///
/// - `sheet`: the sheet's name as the file has it;
/// - `cell`: the address in A1 notation, without `$`;
/// - `type`: `number`, `text`, `boolean`, `error`, `date`, `datetime`, `time` or `blank`;
/// - `value`: a JSON number with the shortest digits that read back to the stored double, text and
///   error as a string, `true` or `false`, `2026-01-31`, `2026-01-31T08:30:00`, a time of day or
///   duration `[-]hh:mm:ss` (each with `.123` only where there are milliseconds), and `null` for
///   `blank`, which is a formula without a computed value;
///   With a `CellDisplay` it is the text that people see, always a string (`null` for `blank`), and `type`
///   still tells what is stored;
/// - `formula`, where there is one: in the Excel dialect without `=`, that of a data table as Excel
///   shows it (`TABLE(B1,B2)`), empty where the file gives no text;
/// - `array`, where the formula is an array formula: the cells that it fills, `C1:C3`; the others
///   of them have values only;
/// - `format`, unless it is General or longer than any program takes: the number format in Excel's
///   notation;
/// - `hidden`, only as `true`: the row, the column or the whole sheet is hidden.
///
/// Texts escape quotes, backslashes and control characters (RFC 8259, 7) and nothing else. A later
/// version may add keys behind these; a change of what one of them means is schema 2.
///
/// Memory does not grow with the rows. Lines are whole, and may be written when an error comes.
public final class CellDumpWriter: WorkbookWriter {
  private let sink: any ByteSink
  private let sheets: [SheetLayout]
  private var lines: CellLines
  private var begun = 0

  /// The longest name of a sheet, in bytes.
  private static let longestName = 1024

  /// A writer of the outline's sheets; `display` shows values as people see them.
  /// - Throws: `malformedValue` for a sheet's name of over 1,024 bytes, which would multiply with
  ///   the cells (Excel takes 31 characters).
  public init(
    _ sink: any ByteSink, outline: WorkbookOutline, display: CellDisplay? = nil
  ) throws(WorkbookError) {
    for sheet in outline.sheets where sheet.name.utf8.count > Self.longestName {
      throw WorkbookError(
        .malformedValue, found: "sheet name of \(sheet.name.utf8.count) bytes")
    }
    self.sink = sink
    sheets = outline.sheets
    lines = CellLines(styles: outline.styles, display: display)
  }

  /// Begins the next sheet of the outline.
  /// - Throws: `noSuchSheet` beyond the outline's sheets.
  public func beginSheet() throws(WorkbookError) {
    guard begun < sheets.count else {
      throw WorkbookError(.noSuchSheet, found: "\(begun + 1)")
    }
    lines.begin(sheets[begun])
    begun += 1
  }

  /// Writes a line for each cell of the row that has a value or a formula.
  /// - Throws: `noSuchSheet` before the first sheet, and what the sink throws.
  public func write(_ row: borrowing Row) throws(WorkbookError) {
    guard begun > 0 else { throw WorkbookError(.noSuchSheet) }
    lines.append(row)
    if lines.bytes.count >= CellLines.enough { try drain() }
  }

  /// Hands the rest to the sink; the sink itself is the caller's to close.
  public func finish() throws(WorkbookError) { try drain() }

  private func drain() throws(WorkbookError) {
    try sink.write(lines.bytes)
    lines.removeAll()
  }
}
