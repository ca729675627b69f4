import SheetModel

/// Writes one sheet as delimited text in UTF-8.
///
/// Line N is row N (as long as no text holds line ends): a row that does not come is an empty
/// line. Rows are filled up with empty fields: those of the first 256 KiB to the widest of them,
/// later ones to the widest row so far, as far as column 1,024. So a form or a table is
/// rectangular, and a stray cell far to the right costs no gigabytes. A field is quoted only where
/// it holds a delimiter, quote or line end.
/// Values are written as `CellText` says; numbers keep their digits.
public final class CSVWriter: WorkbookWriter {
  private let sink: any ByteSink
  private let place: Place
  private var lines: CSVLines
  private var hasSheet = false
  private var isFinished = false

  /// A writer of the outline's one sheet; styles, merges and the rest of the outline are dropped.
  ///
  /// - Throws: `notRepresentable` for an outline without or with more than one sheet, and for a
  ///   delimiter or decimal mark that cannot be one.
  public init(
    _ sink: any ByteSink, outline: WorkbookOutline, options: CSVWriteOptions = CSVWriteOptions()
  ) throws(WorkbookError) {
    guard outline.sheets.count == 1, let sheet = outline.sheets.first else {
      throw WorkbookError(.notRepresentable, found: "\(outline.sheets.count)")
    }
    var dialect = CSVReadOptions()
    dialect.delimiter = options.delimiter
    _ = try dialect.validated()
    guard [UInt8(ascii: "."), UInt8(ascii: ",")].contains(options.decimalMark) else {
      throw WorkbookError(.notRepresentable, found: "decimal mark")
    }
    self.sink = sink
    place = Place(sheet: sheet.name)
    lines = CSVLines(options: options)
  }

  /// Begins the one sheet; a second one throws `notRepresentable`.
  public func beginSheet() throws(WorkbookError) {
    guard !hasSheet else { throw WorkbookError(.notRepresentable, at: place, found: "2") }
    hasSheet = true
  }

  /// Writes a row as one line, after empty lines for the rows that did not come.
  public func write(_ row: borrowing Row) throws(WorkbookError) {
    guard hasSheet, !isFinished, row.index >= lines.nextRow else {
      throw WorkbookError(.notRepresentable, at: place, found: "row \(row.index + 1)")
    }
    guard lines.append(row) else {
      throw WorkbookError(.notRepresentable, at: place, found: "row \(row.index + 1)")
    }
    if lines.out.count >= ByteBuffer.enough { try drain() }
  }

  /// Hands the rest to the sink; the sink itself is the caller's to close.
  public func finish() throws(WorkbookError) {
    guard hasSheet, !isFinished else {
      throw WorkbookError(.notRepresentable, at: place, found: "finish")
    }
    isFinished = true
    try drain()
  }

  private func drain() throws(WorkbookError) {
    guard lines.out.count > 0 else { return }
    do {
      if let opening = lines.closeOpening() {
        try sink.write(opening)
      } else {
        try sink.write(lines.out.bytes)
      }
    } catch {
      throw error.located(in: place)
    }
    lines.out.removeAll()
  }
}

/// Rows as lines in a buffer; what `CSVWriter` does between two calls of its sink.
private struct CSVLines: ~Copyable {
  var out: ByteBuffer
  private(set) var nextRow = 0
  private let options: CSVWriteOptions
  private let newline: [UInt8]
  private var width = 0
  /// Where the lines of the first buffer end and how many fields they have; nil once it is full.
  private var opening: [(end: Int, fields: Int)]? = []
  private var scratch: [UInt8] = []

  private static let widestPadding = 1024

  init(options: CSVWriteOptions) {
    self.options = options
    newline = Array(options.newline.rawValue.utf8)
    out = ByteBuffer(delimiter: options.delimiter)
    if options.hasBOM { out.append([0xEF, 0xBB, 0xBF]) }
  }

  /// Appends a row, whose index must be `nextRow` or more; false for columns out of order.
  mutating func append(_ row: borrowing Row) -> Bool {
    for _ in nextRow..<row.index { out.append(newline) }
    nextRow = row.index + 1
    let cells = row.cells
    let bytes = row.bytes
    var column = -1
    let isAscending = bytes.withUnsafeBytes { raw -> Bool in
      for cell in cells where cell.kind != .blank {
        guard cell.column > column else { return false }
        out.append(options.delimiter, count: cell.column - max(column, 0))
        column = cell.column
        let start = min(Int(cell.text.start), raw.count)
        let end = min(start + Int(cell.text.count), raw.count)
        append(cell, UnsafeRawBufferPointer(rebasing: raw[start..<end]))
      }
      return true
    }
    // A line of so many fields has one delimiter less.
    let fields = max(column + 1, 1)
    if opening != nil {
      opening?.append((out.count, fields))
    } else if fields < width {
      out.append(options.delimiter, count: width - fields)
    }
    width = max(width, min(fields, Self.widestPadding))
    out.append(newline)
    return isAscending
  }

  /// The lines of the first buffer filled up to one width; nil where nothing is to be filled up.
  mutating func closeOpening() -> [UInt8]? {
    guard let lines = opening else { return nil }
    opening = nil
    guard lines.contains(where: { $0.fields < width }) else { return nil }
    var filled: [UInt8] = []
    filled.reserveCapacity(out.count + lines.count)
    var start = 0
    for line in lines {
      filled.append(contentsOf: out.bytes[start..<line.end])
      filled.append(
        contentsOf: repeatElement(options.delimiter, count: max(0, width - line.fields)))
      start = line.end
    }
    filled.append(contentsOf: out.bytes[start...])
    return filled
  }

  private mutating func append(_ cell: Cell, _ text: UnsafeRawBufferPointer) {
    switch cell.kind {
    case .text: out.appendField(text, escapesFormulas: options.escapesFormulas)
    case .error: out.appendField(text, escapesFormulas: false)
    case .number:
      guard options.decimalMark != UInt8(ascii: ".") else {
        return out.appendField(text, escapesFormulas: false)
      }
      scratch.removeAll(keepingCapacity: true)
      for byte in text {
        scratch.append(byte == UInt8(ascii: ".") ? options.decimalMark : byte)
      }
      scratch.withUnsafeBytes { out.appendField($0, escapesFormulas: false) }
    case .boolean, .date, .dateTime, .time:
      scratch.removeAll(keepingCapacity: true)
      CellText.append(scalar: cell, to: &scratch)
      scratch.withUnsafeBytes { out.appendField($0, escapesFormulas: false) }
    case .blank: break
    }
  }
}
