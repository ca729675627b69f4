import Forms
import SheetModel

/// Looks for the head of a mapping's table by the labels of its columns.
struct MappingHeadSearch {
  /// Every label that may stand in the head.
  private let known: [MappingLabels]

  /// A head stands in so many filled lines from the top, or nowhere.
  private static let deepest = 150
  /// A head has no more lines.
  private static let tallest = 8

  init(_ mapping: LegacyMapping) {
    let columns = mapping.columns.flatMap { [$0.labels, $0.under] }
    let parts = mapping.splits.values.flatMap { $0.map(\.labels) }
    // A label that fits any text tells no head.
    known = (columns + parts + mapping.recognition.labels).filter { labels in
      !labels.isEmpty && !labels.contains(Self.anything)
    }
  }

  private static let anything = LooseKey("ᚠᚢᚦ")

  /// Whether a key is one of the head's labels.
  func isLabel(_ key: LooseKey) -> Bool { known.contains { $0.contains(key) } }

  /// The lines of the head; nil where no line has two of its labels.
  func lines(of scan: SheetScan) -> Range<Int>? {
    var best = (line: 0, hits: 0)
    let lines = scan.grid.lines.indices.prefix(Self.deepest)
    for line in lines {
      let hits = self.hits(line, scan)
      if hits > best.hits { best = (line, hits) }
    }
    guard best.hits >= 2 else { return nil }
    var first = best.line
    while first > 0, best.line - first < Self.tallest, hits(first - 1, scan) > 0 { first -= 1 }
    var last = best.line
    while last + 1 < scan.grid.lines.count, last - first < Self.tallest, hits(last + 1, scan) > 0,
      !TableHead.isMarkLine(last + 1, of: scan)
    {
      last += 1
    }
    return first..<(last + 1)
  }

  /// How many different labels a line has; 0 where it has a figure that is no label.
  func hits(_ line: Int, _ scan: SheetScan) -> Int {
    var keys: Set<LooseKey> = []
    for cell in scan.grid.lines[line].cells {
      if let key = TableHead.label(cell, of: scan), isLabel(key) {
        keys.insert(key)
      } else if isValue(cell, scan) {
        return 0
      }
    }
    return keys.count
  }

  private func isValue(_ cell: Int, _ scan: SheetScan) -> Bool {
    switch scan.grid.cells[cell].kind {
    case .text: scan.isFigure(cell)
    case .blank, .error: false
    default: true
    }
  }
}
