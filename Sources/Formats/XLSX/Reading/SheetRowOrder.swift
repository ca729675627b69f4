import SheetModel
import XML
import Zip

/// Rows that do not ascend, which the standard forbids and some programs write all the same.
///
/// To sort them a sheet must be kept in memory, so this is for small parts; in large ones such a
/// row is an error.
enum SheetRowOrder {
  /// The most bytes of a part that is looked through for its rows' order.
  static let mostBytes = 4 << 20
  /// The most bytes of texts and cells that are kept to be sorted.
  static let mostBytesKept = 32 << 20

  /// The bytes of a small part; nil for a larger one, and for one that cannot be read: reading its
  /// rows says what is wrong.
  static func bytes(of path: String, in parts: PackageParts) -> [UInt8]? {
    guard let entry = parts.archive.entry(named: path), entry.uncompressedSize <= mostBytes
    else { return nil }
    do throws(WorkbookError) {
      return try parts.archive.bytes(of: entry)
    } catch { return nil }
  }

  /// Whether the rows of a small part do not ascend by the numbers that they state.
  ///
  /// False for parts that cannot be read: reading their rows says what is wrong.
  static func isBroken(_ path: String, _ bytes: [UInt8], in parts: PackageParts) -> Bool {
    if bytes.withUnsafeBytes({ RowNumberScan.ascends($0) }) { return false }
    do throws(WorkbookError) {
      let parser = try parts.parser(path, names, .aroundCells)
      var last = 0
      while true {
        switch try parser.next() {
        case .endOfDocument: return false
        case .text, .end: continue
        case .start:
          guard parser.part == .row, parser.depth == 3 else { continue }
          let number = parser.integer(.r) ?? last + 1
          if number <= last { return true }
          last = min(number, 1 << 40)
        }
      }
    } catch { return false }
  }

  private static let names = PartName.names([(.row, "row"), (.r, "r")])
}

/// The rows of a small part in the order of their numbers; rows of one number are joined, and of
/// cells at one address the last one counts.
final class SortedRowCursor: RowCursor {
  private let source: SheetRowCursor
  private let place: Place
  private var rows: [Row] = []
  private var nextRow = 0
  private var isSorted = false

  init(_ source: SheetRowCursor, at place: Place) {
    self.source = source
    self.place = place
  }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    if !isSorted { try sort() }
    guard nextRow < rows.count else {
      row.reset(index: max(0, rows.last?.index ?? 0))
      return false
    }
    row = rows[nextRow]
    nextRow += 1
    return true
  }

  private func sort() throws(WorkbookError) {
    var kept = 0
    var positions: [Int: Int] = [:]
    var row = Row()
    while try source.next(into: &row) {
      kept += row.bytes.count + row.cells.count * MemoryLayout<Cell>.stride
      guard kept <= SheetRowOrder.mostBytesKept else {
        throw WorkbookError(.malformedValue, at: place, found: "rows out of order")
      }
      if let position = positions[row.index] {
        rows[position].join(row)
      } else {
        positions[row.index] = rows.count
        rows.append(row)
        // The next row must not write into the storage of the one that is kept.
        row = Row()
      }
    }
    rows.sort { $0.index < $1.index }
    isSorted = true
  }
}

extension Row {
  /// Adds the cells of another part of this row.
  fileprivate mutating func join(_ other: Row) {
    let start = UInt32(clamping: bytes.count)
    _ = store(other.bytes)
    let cells = other.cells
    replaceCells { kept in
      for var cell in cells {
        cell.text.start &+= start
        cell.formula.start &+= start
        kept.append(cell)
      }
    }
    arrays += other.arrays
    // Of two cells at one place the later counts, with its runs.
    if !runs.isEmpty { runs.removeAll { other.cell(inColumn: $0.column) != nil } }
    if !other.runs.isEmpty {
      runs += other.runs
      Self.sortRuns(&runs)
    }
    sortCells()
    isHidden = isHidden || other.isHidden
  }
}
