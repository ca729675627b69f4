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

  /// The layout of a sheet; nil where no line looks like the head of a table.
  ///
  /// What may be the first row of a list without a head is none: its texts are children's.
  init?(_ scan: SheetScan, merges: [CellRange]) {
    guard let lines = HeadLines.likeliest(in: scan) else { return nil }
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
}
