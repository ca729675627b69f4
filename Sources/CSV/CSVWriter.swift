import SheetModel

/// How delimited text is to be written.
public struct CSVWriteOptions: Sendable {
  /// The byte between fields: ASCII, neither a quote nor a line end.
  public var delimiter = UInt8(ascii: ",")
  /// Whether the text begins with a byte order mark, which Excel wants for UTF-8.
  public var hasBOM = false
  /// The end of every line.
  public var newline = CSVDialect.Newline.lf
  /// The mark between whole and fraction of a number: a point or a comma.
  public var decimalMark = UInt8(ascii: ".")
  /// Whether text that a spreadsheet would take for a formula gets an apostrophe in front.
  ///
  /// It does so where text begins with `=`, `+`, `-`, `@`, a tab or a carriage return. The
  /// apostrophe is part of the text for every other program, so this is off unless asked for.
  public var escapesFormulas = false

  /// RFC 4180 in UTF-8, with line feeds, a decimal point and no mark.
  public init() {}
}

/// Writes one sheet as delimited text in UTF-8.
///
/// Line N is row N (as long as no text holds line ends): a row that does not come is an empty
/// line. Rows are filled up with empty fields to the widest row written before, as far as
/// column 1,024, so a table under its header is rectangular, and a stray cell far to the right
/// costs no gigabytes. A field is quoted only where it holds a delimiter, quote or line end.
/// Values are written as `CellText` says; numbers keep their digits.
public final class CSVWriter: WorkbookWriter {
  private let sink: any ByteSink
  private let outline: WorkbookOutline
  private let options: CSVWriteOptions
  private let newline: [UInt8]
  private static let widestPadding = 1024

  private var out: ByteBuffer
  private var hasSheet = false
  private var isFinished = false
  private var nextRow = 0
  private var width = 0
  private var scratch: [UInt8] = []

  /// A writer of the outline's one sheet; styles, merges and the rest of the outline are dropped.
  ///
  /// - Throws: `notRepresentable` for an outline without or with more than one sheet, and for a
  ///   delimiter or decimal mark that cannot be one.
  public init(
    _ sink: any ByteSink, outline: WorkbookOutline, options: CSVWriteOptions = CSVWriteOptions()
  ) throws(WorkbookError) {
    guard outline.sheets.count == 1 else {
      throw WorkbookError(.notRepresentable, found: "\(outline.sheets.count)")
    }
    var dialect = CSVReadOptions()
    dialect.delimiter = options.delimiter
    _ = try dialect.validated()
    guard [UInt8(ascii: "."), UInt8(ascii: ",")].contains(options.decimalMark) else {
      throw WorkbookError(.notRepresentable, found: "decimal mark")
    }
    self.sink = sink
    self.outline = outline
    self.options = options
    newline = Array(options.newline.rawValue.utf8)
    out = ByteBuffer(delimiter: options.delimiter)
    if options.hasBOM { out.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
  }

  /// Begins the one sheet; a second one throws `notRepresentable`.
  public func beginSheet() throws(WorkbookError) {
    guard !hasSheet else { throw error("2") }
    hasSheet = true
  }

  /// Writes a row as one line, after empty lines for the rows that did not come.
  public func write(_ row: borrowing Row) throws(WorkbookError) {
    guard hasSheet, !isFinished, row.index >= nextRow else {
      throw error("row \(row.index + 1)")
    }
    for _ in nextRow..<row.index {
      out.append(contentsOf: newline)
      try drain(beyond: ByteBuffer.enough)
    }
    nextRow = row.index + 1
    var column = 0
    for cell in row.cells where cell.kind != .blank {
      guard cell.column >= column else { throw error("column \(cell.column + 1)") }
      out.append(options.delimiter, count: cell.column - column)
      column = cell.column
      append(cell, of: row)
      try drain(beyond: ByteBuffer.enough)
    }
    // The widest row counts fields, of which the first has no delimiter in front.
    let columns = row.cells.isEmpty ? 0 : column + 1
    if columns < width { out.append(options.delimiter, count: width - max(columns, 1)) }
    width = max(width, min(columns, Self.widestPadding))
    out.append(contentsOf: newline)
    try drain(beyond: ByteBuffer.enough)
  }

  /// Hands the rest to the sink; the sink itself is the caller's to close.
  public func finish() throws(WorkbookError) {
    guard hasSheet, !isFinished else { throw error("finish") }
    isFinished = true
    try drain(beyond: 0)
  }

  private func append(_ cell: Cell, of row: borrowing Row) {
    switch cell.kind {
    case .text:
      let range = row.range(cell.text)
      out.appendField(row.bytes, range, escapesFormulas: options.escapesFormulas)
    case .error: out.appendField(row.bytes, row.range(cell.text), escapesFormulas: false)
    case .number:
      let range = row.range(cell.text)
      guard options.decimalMark != UInt8(ascii: ".") else {
        return out.appendField(row.bytes, range, escapesFormulas: false)
      }
      scratch.removeAll(keepingCapacity: true)
      for byte in row.bytes[range] {
        scratch.append(byte == UInt8(ascii: ".") ? options.decimalMark : byte)
      }
      out.appendField(scratch, 0..<scratch.count, escapesFormulas: false)
    case .boolean, .date, .dateTime, .time:
      scratch.removeAll(keepingCapacity: true)
      CellText.append(scalar: cell, to: &scratch)
      out.appendField(scratch, 0..<scratch.count, escapesFormulas: false)
    case .blank: break
    }
  }

  private func drain(beyond size: Int) throws(WorkbookError) {
    guard out.count > size || (size == 0 && out.count > 0) else { return }
    do {
      try sink.write(out.bytes)
    } catch {
      throw error.located(in: Place(sheet: outline.sheets[0].name))
    }
    out.removeAll()
  }

  private func error(_ found: String) -> WorkbookError {
    WorkbookError(
      .notRepresentable, at: Place(sheet: outline.sheets[0].name), found: found)
  }
}
