import Display
import SheetModel

/// Cells as lines of JSON in one buffer; what a dump does between two calls of its sink.
///
/// What many lines have in common (the sheet, the column's letters, the row's number, the format)
/// is put into bytes once, and a cell's text goes from the row's bytes straight into the buffer.
struct CellLines {
  /// Whole lines that were not handed on yet.
  private(set) var bytes: [UInt8] = []
  private let styles: StyleTable
  /// Shows values as people see them; nil writes what is stored.
  private var display: CellDisplay?
  private var shown: [UInt8] = []
  private var head: [UInt8] = []
  private var isHiddenSheet = false
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var columnNames: [[UInt8]] = []
  private var rowNumber: [UInt8] = []
  /// `,"format":"…"` by style, made when the style is first met; empty for General.
  private var formats: [[UInt8]?]

  /// How much is gathered before it is worth a call of the sink.
  static let enough = 1 << 18

  init(styles: StyleTable, display: CellDisplay? = nil) {
    self.styles = styles
    self.display = display
    formats = Array(repeating: nil, count: styles.styles.count)
    bytes.reserveCapacity(Self.enough + (1 << 16))
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Begins a sheet of this name and state; the layout tells its hidden columns.
  mutating func begin(_ sheet: SheetEntry, _ layout: SheetLayout) {
    head.removeAll(keepingCapacity: true)
    head.append(UInt8(ascii: "{"))
    JSONText.append(key: "sheet", to: &head)
    JSONText.append(sheet.name, to: &head)
    head.append(contentsOf: ",\"cell\":\"".utf8)
    isHiddenSheet = sheet.visibility != .visible
    hiddenColumns = layout.hiddenColumns
  }

  /// Appends a line for each cell that has a value or a formula.
  mutating func append(_ row: borrowing Row) {
    rowNumber.removeAll(keepingCapacity: true)
    rowNumber.append(contentsOf: String(row.index &+ 1).utf8)
    let isHidden = isHiddenSheet || row.isHidden
    var nextHidden = 0
    for cell in row.cells where cell.kind != .blank || cell.hasFormula {
      while nextHidden < hiddenColumns.count, hiddenColumns[nextHidden].upperBound < cell.column {
        nextHidden += 1
      }
      appendAddress(cell.column)
      appendValue(cell, row)
      if cell.hasFormula {
        bytes.append(contentsOf: ",\"formula\":".utf8)
        let formula = row.range(cell.formula)
        row.bytes.withUnsafeBytes {
          JSONText.append(UnsafeRawBufferPointer(rebasing: $0[formula]), to: &bytes)
        }
      }
      if let range = row.arrayRange(of: cell) {
        bytes.append(contentsOf: ",\"array\":\"\(range)\"".utf8)
      }
      appendFormat(cell.style)
      let isInHiddenColumn =
        nextHidden < hiddenColumns.count && hiddenColumns[nextHidden].lowerBound <= cell.column
      if isHidden || isInHiddenColumn { bytes.append(contentsOf: ",\"hidden\":true".utf8) }
      bytes.append(contentsOf: "}\n".utf8)
    }
  }

  private mutating func appendAddress(_ column: Int) {
    bytes.append(contentsOf: head)
    while columnNames.count <= min(column, 16_383) {
      columnNames.append(Array(CellAddress.columnName(columnNames.count).utf8))
    }
    if column < columnNames.count {
      bytes.append(contentsOf: columnNames[column])
    } else {
      bytes.append(contentsOf: CellAddress.columnName(column).utf8)
    }
    bytes.append(contentsOf: rowNumber)
  }

  private mutating func appendValue(_ cell: Cell, _ row: borrowing Row) {
    bytes.append(contentsOf: "\",\"type\":\"".utf8)
    bytes.append(contentsOf: cell.kind.dumpName.utf8)
    bytes.append(contentsOf: "\",\"value\":".utf8)
    if display != nil, cell.kind != .blank {
      shown.removeAll(keepingCapacity: true)
      display?.append(cell, of: row, to: &shown)
      return shown.withUnsafeBytes { JSONText.append($0, to: &bytes) }
    }
    switch cell.kind {
    case .blank: bytes.append(contentsOf: "null".utf8)
    case .number: bytes.append(contentsOf: row.bytes[row.range(cell.text)])
    case .boolean: bytes.append(contentsOf: (cell.scalar != 0 ? "true" : "false").utf8)
    case .text, .error:
      let text = row.range(cell.text)
      row.bytes.withUnsafeBytes {
        JSONText.append(UnsafeRawBufferPointer(rebasing: $0[text]), to: &bytes)
      }
    case .date, .dateTime, .time:
      bytes.append(UInt8(ascii: "\""))
      CellText.append(scalar: cell, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func appendFormat(_ style: Int) {
    let known = formats.indices.contains(style) ? style : 0
    if let format = formats[known] { return bytes.append(contentsOf: format) }
    var format: [UInt8] = []
    let code = styles[known].numberFormat
    if code.lowercased() != "general", code.utf8.count <= DisplayFormat.longestCode {
      format.append(UInt8(ascii: ","))
      JSONText.append(key: "format", to: &format)
      JSONText.append(code, to: &format)
    }
    formats[known] = format
    bytes.append(contentsOf: format)
  }
}

extension CellKind {
  /// The kind's name in a dump; part of the schema.
  fileprivate var dumpName: String {
    switch self {
    case .blank: "blank"
    case .text: "text"
    case .number: "number"
    case .boolean: "boolean"
    case .error: "error"
    case .date: "date"
    case .dateTime: "datetime"
    case .time: "time"
    }
  }
}
