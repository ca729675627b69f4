import SheetModel

/// Filled cells of one sheet that were left out on purpose for one reason: all those of a rectangle.
///
/// Blank cells may lie between them, cells with another fate do not.
public struct IgnoredCells: Sendable, Hashable {
  /// The rectangle, from the first to the last of the cells.
  public var range: CellRange
  /// How many of its cells are filled.
  public var count: Int
  /// Why they were left out.
  public var reason: IgnoredReason

  /// Cells from their parts.
  public init(_ range: CellRange, count: Int, reason: IgnoredReason) {
    self.range = range
    self.count = count
    self.reason = reason
  }
}

extension IgnoredCells: Codable {
  /// Reads what `encode` writes.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let numbers = parts.dropLast().compactMap { Int($0) }
    guard parts.count == 6, numbers.count == 5,
      let reason = IgnoredReason(rawValue: String(parts[5]))
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "ignored cells"))
    }
    let range = CellRange(
      CellAddress(row: numbers[0], column: numbers[1]),
      CellAddress(row: numbers[2], column: numbers[3]))
    self.init(range, count: numbers[4], reason: reason)
  }

  /// Writes one text: first row and column, last row and column, count, reason.
  ///
  /// No A1 notation, for delimited text has rows beyond its last.
  public func encode(to encoder: any Encoder) throws {
    let (first, last) = (range.first, range.last)
    var container = encoder.singleValueContainer()
    try container.encode(
      "\(first.row) \(first.column) \(last.row) \(last.column) \(count) \(reason.rawValue)")
  }
}

/// Gathers the cells of a sheet that are left out into rectangles, the first of them up to a limit.
///
/// Cells come row by row, in a row by column. Memory grows with the columns and the rectangles, never
/// with the cells.
struct IgnoredLog: Sendable {
  /// The most rectangles of a sheet that are kept; cells of further ones have no place.
  static let most = 2_000

  /// Cells of one fate beside each other in the row at hand; no reason for cells that are not left out.
  private struct Run {
    var columns: ClosedRange<Int>
    var count: Int
    var reason: IgnoredReason?
  }

  /// A rectangle that the next row may go on with; no index for one beyond the limit.
  private struct Open {
    var columns: ClosedRange<Int>
    var reason: IgnoredReason
    var index: Int?
  }

  private var cells: [IgnoredCells] = []
  private var row = 0
  private var runs: [Run] = []
  /// The open rectangles by column; no two have one in common.
  private var open: [Open] = []

  /// The rectangles so far, from the top and the left.
  var found: [IgnoredCells] {
    var log = self
    log.endRow()
    return log.cells.sorted { $0.range.first < $1.range.first }
  }

  /// Enters a filled cell; `nil` for one that is not left out.
  mutating func add(_ reason: IgnoredReason?, row: Int, column: Int) {
    if row != self.row {
      endRow()
      self.row = row
    }
    let index = runs.count - 1
    if index >= 0, runs[index].reason == reason, runs[index].columns.upperBound < column {
      runs[index].columns = runs[index].columns.lowerBound...column
      runs[index].count &+= 1
    } else {
      runs.append(Run(columns: column...column, count: 1, reason: reason))
    }
  }

  /// Enters cells that are known as a rectangle.
  mutating func add(_ rectangle: IgnoredCells) {
    if cells.count < Self.most { cells.append(rectangle) }
  }

  /// Ends all rectangles: what comes next lies below cells of another fate.
  mutating func interrupt() {
    guard !open.isEmpty || !runs.isEmpty else { return }
    endRow()
    open.removeAll(keepingCapacity: true)
  }

  /// Puts the row at hand below the open rectangles.
  private mutating func endRow() {
    guard !runs.isEmpty else { return }
    var next: [Open] = []
    next.reserveCapacity(open.count + runs.count)
    var waiting = open[...]
    for run in runs {
      // What lies left of the run stays open: the row has no cell there.
      while let first = waiting.first, first.columns.upperBound < run.columns.lowerBound {
        next.append(waiting.removeFirst())
      }
      var above: Open?
      if let first = waiting.first, first.columns == run.columns, first.reason == run.reason {
        above = waiting.removeFirst()
      }
      while let first = waiting.first, first.columns.lowerBound <= run.columns.upperBound {
        waiting.removeFirst()
      }
      if let above {
        extend(above, by: run)
        next.append(above)
      } else if let opened = opened(run) {
        next.append(opened)
      }
    }
    open = next + waiting
    runs.removeAll(keepingCapacity: true)
  }

  private mutating func extend(_ rectangle: Open, by run: Run) {
    guard let index = rectangle.index else { return }
    let first = cells[index].range.first
    let last = CellAddress(row: row, column: run.columns.upperBound)
    cells[index].range = CellRange(first, last)
    cells[index].count &+= run.count
  }

  private mutating func opened(_ run: Run) -> Open? {
    guard let reason = run.reason else { return nil }
    guard cells.count < Self.most else {
      return Open(columns: run.columns, reason: reason, index: nil)
    }
    let range = CellRange(
      CellAddress(row: row, column: run.columns.lowerBound),
      CellAddress(row: row, column: run.columns.upperBound))
    cells.append(IgnoredCells(range, count: run.count, reason: reason))
    return Open(columns: run.columns, reason: reason, index: cells.count - 1)
  }
}
