import SheetModel
import Tables
import Text
import VietnameseText

/// What the head of a sheet looks like, whatever its figures, unit and period: the same for all
/// files of one layout.
///
/// Made from the labels over each column in their order, compared as `LooseKey` does, digits folded,
/// so that `Năm 2012` and `Năm 2013` are one. Rows below the head have no part in it.
public struct LayoutFingerprint: Sendable, Hashable {
  /// The layout's identity: 16 hexadecimal digits over the folded labels.
  public let id: String
  /// The labels over each column as the sheet has them, from left to right, outermost first.
  public let labels: [[String]]
  /// The cell in which the head begins.
  public let address: CellAddress
  /// The lines of the head, indexes into the grid's lines.
  let lines: Range<Int>
  /// The cells over each column, outermost first, from left to right.
  let columns: [(column: Int, cells: [Int])]

  /// Layouts are equal when their identities are.
  public static func == (a: LayoutFingerprint, b: LayoutFingerprint) -> Bool { a.id == b.id }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// A head is looked for in so many filled lines.
  private static let deepest = 60
  /// A head has no more lines.
  private static let tallest = 5

  /// The layout of a sheet; nil where no line looks like the head of a table.
  ///
  /// What may be the first row of a list without a head is none: its texts are children's.
  init?(_ scan: SheetScan, merges: [CellRange]) {
    guard let first = Self.firstLine(scan) else { return nil }
    let lines = Self.lines(from: first, scan, merges)
    guard !Self.mayBeRow(lines, scan) else { return nil }
    self.init(TableHead(lines: lines, of: scan, merges: merges), scan)
  }

  /// The layout of a head.
  init?(_ head: TableHead, _ scan: SheetScan) {
    guard let line = head.lines.first, !head.paths.isEmpty else { return nil }
    var hash = FNV1a()
    var labels: [[String]] = []
    lines = head.lines
    columns = head.paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.cell)) }
    for (_, path) in head.paths.sorted(by: { $0.key < $1.key }) {
      for label in path {
        hash.mix(Self.folded(label.key.bytes))
        hash.mix(0x1F)
      }
      hash.mix(0x1E)
      labels.append(path.map { Self.shown(scan.grid.typed($0.cell)) })
    }
    let digits = String(hash.value, radix: 16)
    id = String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    self.labels = labels
    address = scan.address(scan.grid.lines[line].cells.lowerBound, inLine: line)
  }

  /// Runs of digits as one sign.
  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    for byte in bytes {
      let sign = (0x30...0x39).contains(byte) ? UInt8(ascii: "#") : byte
      if sign == UInt8(ascii: "#"), folded.last == sign { continue }
      folded.append(sign)
    }
    return folded
  }

  /// A label on one line.
  static func shown(_ text: String) -> String {
    UTF8Text.singleSpaced(text)
  }

  /// The first line of three or more texts and no figure, below which there is something.
  private static func firstLine(_ scan: SheetScan) -> Int? {
    scan.grid.lines.indices.prefix(deepest).first { line in
      scan.grid.lines[line].cells.count >= 3 && isLabels(line, scan)
        && !TableHead.isMarkLine(line, of: scan)
    }
  }

  /// The head's lines: further ones fill columns that the first has no label of their own for.
  private static func lines(
    from first: Int, _ scan: SheetScan, _ merges: [CellRange]
  ) -> Range<Int> {
    var covered = Set(scan.grid.lines[first].cells.map { scan.grid.cells[$0].column })
    var last = first
    while last + 1 < scan.grid.lines.count, last - first + 1 < tallest, isLabels(last + 1, scan),
      !TableHead.isMarkLine(last + 1, of: scan)
    {
      let columns = scan.grid.lines[last + 1].cells.map { scan.grid.cells[$0].column }
      guard columns.contains(where: { !covered.contains($0) }) else { break }
      covered.formUnion(columns)
      last += 1
    }
    return first..<(last + 1)
  }

  /// Whether lines that look like a head may be rows of a list that has none.
  ///
  /// They may where a row as long stands above them, where the line below looks the same, where one of
  /// them fills all columns of the first, or where a line further down has one of the first line's
  /// texts in the same column, but not all of them.
  private static func mayBeRow(_ lines: Range<Int>, _ scan: SheetScan) -> Bool {
    let grid = scan.grid
    let count = grid.lines[lines.lowerBound].cells.count
    let isBelowRow = grid.lines.indices.prefix(lines.lowerBound).contains { line in
      grid.lines[line].cells.count >= count && !isLabels(line, scan)
        && !TableHead.isMarkLine(line, of: scan)
    }
    if isBelowRow { return true }
    let next = lines.upperBound
    if next < grid.lines.count, isLabels(next, scan), !TableHead.isMarkLine(next, of: scan),
      grid.lines[next].cells.count >= count
    {
      return true
    }
    var texts: [Int: LooseKey] = [:]
    for cell in grid.lines[lines.lowerBound].cells {
      texts[grid.cells[cell].column] = TableHead.label(cell, of: scan)
    }
    let isFilledTwice = lines.dropFirst().contains { line in
      texts.keys.allSatisfy { grid.cell(inLine: line, column: $0) != nil }
    }
    if isFilledTwice { return true }
    return grid.lines.indices.suffix(from: min(next, grid.lines.count)).prefix(deepest).contains {
      let again = grid.lines[$0].cells.count { cell in
        guard let text = texts[grid.cells[cell].column] else { return false }
        return grid.cells[cell].kind == .text && TableHead.label(cell, of: scan) == text
      }
      return again > 0 && again < texts.count
    }
  }

  /// Whether a line has texts alone, none of them a figure, a day or longer than a label.
  private static func isLabels(_ line: Int, _ scan: SheetScan) -> Bool {
    scan.grid.lines[line].cells.allSatisfy { cell in
      guard scan.grid.cells[cell].kind == .text, scan.grid.cells[cell].text.count <= 400 else {
        return false
      }
      if scan.isFigure(cell) { return false }
      guard case .unreadable = DateReader().reading(scan.grid.typed(cell)) else { return false }
      return true
    }
  }
}
