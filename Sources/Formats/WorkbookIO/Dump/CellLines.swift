import Display
import SheetModel
import Text

/// Cells as lines of JSON in one buffer; what a dump does between two calls of its sink.
///
/// What many lines have in common (the sheet, the column's letters, the row's number, the kind, the
/// format) is put into bytes once, and a cell's text goes from the row's bytes into the buffer.
struct CellLines {
  private var json = JSONWriter()
  private let styles: StyleTable
  /// Shows values as people see them; nil writes what is stored.
  private var display: CellDisplay?
  private var shown: [UInt8] = []
  /// `{"sheet":"…","cell":"`.
  private var head: [UInt8] = []
  private var isHiddenSheet = false
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var columnNames: [[UInt8]] = []
  private var rowNumber: [UInt8] = []
  /// `","type":"…","value":` by the kind's number.
  private let types = CellKind.allCases.map {
    Array("\",\"type\":\"\($0.dumpName)\",\"value\":".utf8)
  }
  /// `,"format":"…"` by style, made when the style is first met; empty for General.
  private var formats: [[UInt8]?]

  /// How much is gathered before it is worth a call of the sink.
  static let enough = 1 << 18

  init(styles: StyleTable, display: CellDisplay?) {
    self.styles = styles
    self.display = display
    formats = Array(repeating: nil, count: styles.styles.count)
    json.reserve(Self.enough + (1 << 16))
  }

  /// Whole lines that were not handed on yet.
  var bytes: [UInt8] { json.bytes }

  mutating func removeAll() { json.removeAll() }

  /// Begins a sheet.
  mutating func begin(_ sheet: SheetLayout) {
    var json = JSONWriter()
    json.beginObject()
    json.member("sheet", sheet.name)
    json.key("cell")
    head = json.bytes + [UInt8(ascii: "\"")]
    isHiddenSheet = sheet.visibility != .visible
    hiddenColumns = sheet.hiddenColumns
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
      json.raw(types[Int(cell.kind.rawValue)])
      appendValue(cell, row)
      if cell.hasFormula {
        let formula = row.range(cell.formula)
        row.bytes.withUnsafeBytes {
          json.member("formula", utf8: UnsafeRawBufferPointer(rebasing: $0[formula]))
        }
      }
      if let range = row.arrayRange(of: cell) { json.member("array", "\(range)") }
      json.raw(format(ofStyle: cell.style))
      let isInHiddenColumn =
        nextHidden < hiddenColumns.count && hiddenColumns[nextHidden].lowerBound <= cell.column
      if isHidden || isInHiddenColumn { json.member("hidden", true) }
      json.endObject()
      json.endLine()
    }
  }

  private mutating func appendAddress(_ column: Int) {
    json.raw(head)
    while columnNames.count <= min(column, 16_383) {
      columnNames.append(Array(CellAddress.columnName(columnNames.count).utf8))
    }
    if column < columnNames.count {
      json.raw(columnNames[column])
    } else {
      json.raw(Array(CellAddress.columnName(column).utf8))
    }
    json.raw(rowNumber)
  }

  private mutating func appendValue(_ cell: Cell, _ row: borrowing Row) {
    if display != nil, cell.kind != .blank {
      shown.removeAll(keepingCapacity: true)
      display?.append(cell, of: row, to: &shown)
      return shown.withUnsafeBytes { json.value(utf8: $0) }
    }
    let text = row.range(cell.text)
    switch cell.kind {
    case .blank: json.value(raw: "null")
    case .number:
      row.bytes.withUnsafeBytes {
        json.value(digits: UnsafeRawBufferPointer(rebasing: $0[text]))
      }
    case .boolean: json.value(cell.scalar != 0)
    case .text, .error:
      row.bytes.withUnsafeBytes {
        json.value(utf8: UnsafeRawBufferPointer(rebasing: $0[text]))
      }
    case .date, .dateTime, .time:
      shown.removeAll(keepingCapacity: true)
      CellText.append(scalar: cell, to: &shown)
      shown.withUnsafeBytes { json.value(utf8: $0) }
    }
  }

  private mutating func format(ofStyle style: Int) -> [UInt8] {
    let known = formats.indices.contains(style) ? style : 0
    if let format = formats[known] { return format }
    var format: [UInt8] = []
    let code = styles[known].numberFormat
    if code.lowercased() != "general", code.utf8.count <= DisplayFormat.longestCode {
      var json = JSONWriter()
      json.member("format", code)
      format = [UInt8(ascii: ",")] + json.bytes
    }
    formats[known] = format
    return format
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
