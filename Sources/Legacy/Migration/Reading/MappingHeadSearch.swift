import SheetModel
import Tables
import VietnameseText

/// Looks for the head of a mapping's table by the labels of its columns.
struct MappingHeadSearch: Sendable {
  /// Every label that may stand in the head.
  private let labels: MappingLabels
  /// How many of the labels tell a head: of a layout whose columns are years or units one will do.
  private let least: Int

  /// The head of a long list stands in so many filled lines from the top, or nowhere.
  static let deepest = 150
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
    least = mapping.columns.contains { $0.naming != nil } ? 1 : 2
  }

  private static let anything = LooseKey("ᚠᚢᚦ")

  /// Whether a key is one of the head's labels.
  func isLabel(_ key: LooseKey) -> Bool { labels.contains(key) }

  /// The lines of the head among some lines; nil where no lines together have enough of the labels.
  func lines(in lines: Range<Int>, of scan: SheetScan) -> Range<Int>? {
    richest(in: lines, least: least, of: scan)
  }

  /// Whether some lines hold two of the labels at least, as no row of a table does.
  func isHead(_ lines: Range<Int>, of scan: SheetScan) -> Bool {
    richest(in: lines, least: 2, of: scan) != nil
  }

  private func richest(in lines: Range<Int>, least: Int, of scan: SheetScan) -> Range<Int>? {
    HeadLines.richest(in: lines, tallest: Self.tallest, least: least) { line in
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
    case .number: !(least == 1 && scan.grid.isYear(cell))
    default: true
    }
  }
}
