import SheetModel
import VietnameseText

/// The filled cells of one sheet in memory, hidden rows and columns too.
///
/// Made for forms, which are small: reading stops at the limits, and a sheet that is longer is no
/// matrix form. Cells of nothing but blanks are left out, cells with formulas are kept.
public struct SheetGrid: Sendable {
  /// How much of a sheet is held.
  public struct Limits: Sendable {
    /// The most filled rows.
    public var rows = 20_000
    /// The most filled cells.
    public var cells = 400_000
    /// The most bytes of text.
    public var bytes = 64 << 20
    /// What suits every matrix form.
    public init() {}
  }

  /// A filled row: its place and its cells.
  package struct Line: Sendable {
    package var index: Int
    package var isHidden: Bool
    package var cells: Range<Int>
  }

  /// The sheet's name.
  public let name: String
  /// The merged ranges of the sheet.
  public let merges: [CellRange]
  /// Whether the whole sheet is held; false where a limit stopped the reading.
  public private(set) var isComplete = true
  /// Whether reading ended because a look at the first lines was enough.
  package private(set) var isBeginning = false
  package private(set) var lines: [Line] = []
  package private(set) var cells: [Cell] = []
  package private(set) var bytes: [UInt8] = []

  /// Reads a sheet from its rows.
  /// - Throws: what the cursor throws.
  public init(
    name: String, rows: any RowCursor, merges: [CellRange] = [], limits: Limits = Limits()
  ) throws(WorkbookError) {
    self.init(name: name, merges: merges)
    var row = Row()
    while try rows.next(into: &row) {
      guard append(row, limits: limits) else { break }
    }
  }

  /// A sheet is looked at after so many filled rows: a register shows by then.
  private static let firstLook = 150

  /// Reads a sheet from its rows, only its beginning where a look at that says that it is enough.
  /// - Throws: what the cursor and the look throw.
  package init(
    name: String, rows: any RowCursor, isEnough: (SheetGrid) throws(WorkbookError) -> Bool
  ) throws(WorkbookError) {
    self.init(name: name, merges: [])
    var row = Row()
    let limits = Limits()
    while try rows.next(into: &row) {
      guard append(row, limits: limits) else { break }
      if lines.count == Self.firstLook, try isEnough(self) {
        isBeginning = true
        break
      }
    }
  }

  private init(name: String, merges: [CellRange]) {
    self.name = name
    self.merges = merges
  }

  /// Takes over a row's filled cells; false when a limit is reached.
  private mutating func append(_ row: Row, limits: Limits) -> Bool {
    guard lines.count < limits.rows, cells.count + row.cells.count <= limits.cells,
      bytes.count + row.bytes.count <= limits.bytes
    else {
      isComplete = false
      return false
    }
    let first = cells.count
    let offset = UInt32(clamping: bytes.count)
    for cell in row.cells where row.isFilled(cell) {
      var copy = cell
      copy.text.start &+= offset
      copy.formula.start &+= offset
      cells.append(copy)
    }
    guard cells.count > first else { return true }
    bytes.append(contentsOf: row.bytes)
    lines.append(Line(index: row.index, isHidden: row.isHidden, cells: first..<cells.count))
    return true
  }

  // MARK: Reading

  /// Whether no cell is filled.
  public var isEmpty: Bool { cells.isEmpty }

  /// The first filled cell; nil in an empty sheet.
  public var firstFilled: CellAddress? {
    lines.first.map { CellAddress(row: $0.index, column: cells[$0.cells.lowerBound].column) }
  }

  /// The index of the line of a row; nil where the row is empty.
  package func line(ofRow row: Int) -> Int? {
    let index = firstLine(fromRow: row)
    return index < lines.count && lines[index].index == row ? index : nil
  }

  /// The index of the first line at or below a row.
  package func firstLine(fromRow row: Int) -> Int {
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].index < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index in `cells` of a line's cell in a column.
  package func cell(inLine line: Int, column: Int) -> Int? {
    var low = lines[line].cells.lowerBound
    var high = lines[line].cells.upperBound
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    guard low < lines[line].cells.upperBound, cells[low].column == column else { return nil }
    return low
  }

  /// Lends the bytes of a cell's text.
  package func withText<T>(of index: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let slice = cells[index].text
    return bytes.withUnsafeBytes { raw in
      let end = min(Int(slice.start) + Int(slice.count), raw.count)
      let start = min(Int(slice.start), end)
      return body(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
    }
  }

  /// The text as typed or stored: digits of numbers, ISO text of dates, `TRUE` and `FALSE`.
  package func typed(_ index: Int) -> String {
    TypedText.text(of: cells[index]) { withText(of: index) { String(decoding: $0, as: UTF8.self) } }
  }

  /// Whether a cell holds a year as a bare number, or as its digits.
  package func isYear(_ index: Int) -> Bool {
    guard cells[index].kind == .number || cells[index].kind == .text, cells[index].text.count <= 6
    else { return false }
    return Int(typed(index)).map { (1975...2050).contains($0) } ?? false
  }

  /// The merged range whose first cell is at an address.
  package func merge(at address: CellAddress) -> CellRange? {
    merges.first { $0.first == address }
  }
}

/// The text of a cell of any kind, as findings and origins give it.
package enum TypedText {
  package static func text(of cell: Cell, stored: () -> String) -> String {
    switch cell.kind {
    case .text, .number, .error: return stored()
    case .blank: return ""
    case .boolean: return cell.scalar != 0 ? "TRUE" : "FALSE"
    case .date, .dateTime:
      let date = CivilDateTime(milliseconds: cell.scalar)
      let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      return cell.kind == .date ? day : "\(day)T\(time(Int64(date.millisecondOfDay)))"
    case .time: return time(cell.scalar)
    }
  }

  private static func time(_ milliseconds: Int64) -> String {
    let seconds = Int(clamping: milliseconds.magnitude / 1000)
    let sign = milliseconds < 0 ? "-" : ""
    return
      "\(sign)\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}

extension Row {
  /// Whether a cell has a value other than blanks, or a formula.
  package func isFilled(_ cell: Cell) -> Bool {
    if cell.hasFormula { return true }
    switch cell.kind {
    case .blank: return false
    case .text:
      let start = Int(cell.text.start)
      if cell.text.count > 0, start < bytes.count, bytes[start] > 0x20,
        bytes[start] < 0x7F
      {
        return true
      }
      return withTextBytes(of: cell) { text in
        var index = 0
        while index < text.count {
          let scalar = UTF8Text.scalar(in: text, at: &index)
          if !UTF8Text.isBlank(scalar), !UTF8Text.isInvisible(scalar) { return true }
        }
        return false
      }
    default: return true
    }
  }
}
