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
  /// The layout's identity: 16 hexadecimal digits over the folded labels; for comparing, never for
  /// printing, since a label that is a name could be guessed from it.
  public let id: String
  /// The labels over each column as the sheet has them, from left to right, outermost first.
  let labels: [[String]]
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

  /// The layout of a sheet; nil where no line looks like the head of a table.
  ///
  /// What may be the first row of a list without a head is none: its texts are children's.
  init?(_ scan: SheetScan, merges: [CellRange]) {
    guard let lines = HeadLines.likeliest(in: scan) else { return nil }
    self.init(TableHead(lines: lines, of: scan, merges: merges), scan)
  }

  /// The layout of a table.
  init?(_ scan: SheetScan, span: TableSpan, merges: [CellRange]) {
    let lines =
      HeadLines.nearest(above: span.body, from: span.window.lowerBound, of: scan)
      ?? HeadLines.likeliest(in: scan)
    guard let lines, span.lines.contains(lines.lowerBound) else { return nil }
    self.init(TableHead(lines: lines, of: scan, merges: merges), scan)
  }

  /// The layout of a head.
  init?(_ head: TableHead, _ scan: SheetScan) {
    guard let line = head.lines.first, !head.paths.isEmpty else { return nil }
    var labels: [[String]] = []
    lines = head.lines
    columns = head.paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.cell)) }
    let paths = head.paths.sorted { $0.key < $1.key }.map(\.value)
    for path in paths { labels.append(path.map { Self.shown(scan.grid.typed($0.cell)) }) }
    id = Self.identity(paths.map { $0.map(\.key.bytes) })
    self.labels = labels
    address = scan.address(scan.grid.lines[line].cells.lowerBound, inLine: line)
  }

  /// The identity of labels given over each column.
  static func identity(_ columns: [[[UInt8]]]) -> String {
    var hash = FNV1a()
    for path in columns {
      for label in path {
        hash.mix(folded(label))
        hash.mix(0x1F)
      }
      hash.mix(0x1E)
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
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
}

extension LayoutFingerprint {
  /// The labels over each column with their places in the sheet that the layout was made of.
  func labels(in scan: SheetScan, _ vocabulary: LabelVocabulary) -> [[HeadLabel]] {
    zip(columns, labels).map { column, texts in
      zip(column.cells, texts).map { cell, text in
        let line = lines.first { scan.grid.lines[$0].cells.contains(cell) } ?? lines.lowerBound
        return HeadLabel(text, at: scan.address(cell, inLine: line), vocabulary)
      }
    }
  }
}
