import SheetModel
import Tables
import VietnameseText

/// Looks for the head of a mapping's table by the labels of its columns.
struct MappingHeadSearch: Sendable {
  /// Every label that may stand in the head.
  private let labels: MappingLabels

  /// A head stands in so many filled lines from the top, or nowhere.
  private static let deepest = 150
  /// A head has no more lines.
  private static let tallest = 8

  init(_ mapping: LegacyMapping) {
    let columns = mapping.columns.flatMap { [$0.labels, $0.under] }
    let parts = mapping.splits.values.flatMap { $0.map(\.labels) }
    // A label that fits any text tells no head.
    let known = (columns + parts + mapping.recognition.labels).flatMap(\.labels).filter {
      !$0.matches(Self.anything)
    }
    labels = MappingLabels(known.map(\.text))
  }

  private static let anything = LooseKey("ᚠᚢᚦ")

  /// Whether a key is one of the head's labels.
  func isLabel(_ key: LooseKey) -> Bool { labels.contains(key) }

  /// The lines of the head; nil where no lines together have two of the labels.
  func lines(of scan: SheetScan) -> Range<Int>? {
    HeadLines.richest(in: scan, deepest: Self.deepest, tallest: Self.tallest, least: 2) { line in
      let own = labels(line, scan)
      return own.isEmpty || MarkLine.isMarkLine(line, of: scan) ? [] : own
    }
  }

  /// The labels of a line; none where it has a figure that is no label.
  private func labels(_ line: Int, _ scan: SheetScan) -> Set<LooseKey> {
    var keys: Set<LooseKey> = []
    for cell in scan.grid.lines[line].cells {
      if let key = TableHead.label(cell, of: scan), isLabel(key) {
        keys.insert(key)
      } else if isValue(cell, scan) {
        return []
      }
    }
    return keys
  }

  private func isValue(_ cell: Int, _ scan: SheetScan) -> Bool {
    switch scan.grid.cells[cell].kind {
    case .text: scan.isFigure(cell)
    case .blank, .error: false
    default: true
    }
  }
}
