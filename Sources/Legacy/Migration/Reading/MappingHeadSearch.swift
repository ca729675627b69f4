import SheetModel
import Tables
import VietnameseText

/// Looks for the head of a mapping's table by the labels of its columns.
struct MappingHeadSearch: Sendable {
  /// Every label that may stand in the head.
  private let labels: MappingLabels
  /// The titles by which the mapping knows its tables.
  private let titles: MappingLabels
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
    titles = mapping.recognition.titles
    least = mapping.columns.contains { $0.naming != nil } ? 1 : 2
  }

  private static let anything = LooseKey("ᚠᚢᚦ")

  /// Whether a key is one of the head's labels.
  func isLabel(_ key: LooseKey) -> Bool { labels.contains(key) }

  /// The lines of the head among some lines; nil where no lines together have enough of the labels.
  func lines(in lines: Range<Int>, of scan: SheetScan) -> Range<Int>? {
    guard var head = richest(in: lines, least: least, of: scan) else { return nil }
    // Parts that stand again, deeper, are labels of further columns.
    var covered = columns(head, of: scan)
    while head.upperBound < lines.upperBound, head.count < Self.tallest,
      !labels(head.upperBound, scan).isEmpty, !MarkLine.isMarkLine(head.upperBound, of: scan)
    {
      let own = columns(head.upperBound..<(head.upperBound + 1), of: scan)
      guard !own.isSubset(of: covered) else { break }
      covered.formUnion(own)
      head = head.lowerBound..<(head.upperBound + 1)
    }
    return least == 1 ? extended(head, in: lines, of: scan) : head
  }

  /// A head with the lines of units or years below it, which are labels that no mapping lists: `Chia theo
  /// xã` over `Xã Bản Bo`, `Năm` over `2013`.
  private func extended(_ head: Range<Int>, in lines: Range<Int>, of scan: SheetScan) -> Range<Int>
  {
    let known = head.reduce(into: Set<Int>()) { $0.formUnion(knownColumns($1, of: scan)) }
    var end = head.upperBound
    while end < lines.upperBound, end - head.lowerBound < Self.tallest,
      !MarkLine.isMarkLine(end, of: scan),
      scan.grid.lines[end].cells.allSatisfy({ cell in
        let isLabel = scan.grid.isYear(cell) || scan.grid.typed(cell).count(where: \.isLetter) >= 2
        return isLabel && !isValue(cell, scan) && !known.contains(scan.grid.cells[cell].column)
      })
    {
      end += 1
    }
    return head.lowerBound..<end
  }

  /// Whether some lines hold two of the labels at least, as no row of a table does.
  func isHead(_ lines: Range<Int>, of scan: SheetScan) -> Bool {
    richest(in: lines, least: 2, of: scan) != nil
  }

  private func richest(in lines: Range<Int>, least: Int, of scan: SheetScan) -> Range<Int>? {
    // A line of groups that the mapping does not list (`Chia ra`) parts no head.
    let fillers = Set(lines.filter { isFiller($0, of: scan) })
    func bridges(_ line: Int) -> Bool {
      var above = line
      var below = line
      while fillers.contains(above), line - above < 3 { above -= 1 }
      while fillers.contains(below), below - line < 3 { below += 1 }
      guard lines.contains(above), lines.contains(below), below - above <= 3 else { return false }
      let columns = knownColumns(above, of: scan)
      let own = scan.grid.lines[line].cells.map { scan.grid.cells[$0].column }
      return !columns.isEmpty && own.allSatisfy { !columns.contains($0) }
        && !labels(below, scan).isEmpty
    }
    return HeadLines.richest(in: lines, tallest: Self.tallest, least: least) {
      line -> Set<LooseKey> in
      if MarkLine.isMarkLine(line, of: scan) { return [] }
      let own = labels(line, scan)
      if own.count == 1, isTitle(line, in: lines, of: scan) { return [] }
      return own.isEmpty && bridges(line) ? [Self.filler] : own
    }
  }

  /// Whether the only cell of a line is the title of a table, though a column is called so: it stands
  /// above all labels, as far to the left as they begin.
  private func isTitle(_ line: Int, in lines: Range<Int>, of scan: SheetScan) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count == 1, let cell = cells.first, line + 1 < lines.upperBound,
      !(line > lines.lowerBound && labels(line - 1, scan).count > 1)
    else { return false }
    if let key = scan.key(cell), titles.contains(LooseKey(key)) { return true }
    // A label of a group alone in the first line stands over one of several in the next.
    let below = scan.grid.lines[line + 1].cells.map { scan.grid.cells[$0].column }
    return below.count < 2 || scan.grid.cells[cell].column <= below.min() ?? 0
  }

  private static let filler = LooseKey("ᚠ")

  /// Whether a line has texts, and none of the labels.
  private func isFiller(_ line: Int, of scan: SheetScan) -> Bool {
    scan.grid.lines[line].cells.allSatisfy { cell in
      guard let key = scan.key(cell) else { return false }
      return !key.bytes.contains { (0x30...0x39).contains($0) } && !isValue(cell, scan)
        && !(TableHead.label(cell, of: scan).map { isLabel($0) } ?? false)
    }
  }

  private func columns(_ lines: Range<Int>, of scan: SheetScan) -> Set<Int> {
    Set(lines.flatMap { scan.grid.lines[$0].cells.map { scan.grid.cells[$0].column } })
  }

  /// The columns in which a line has one of the labels.
  private func knownColumns(_ line: Int, of scan: SheetScan) -> Set<Int> {
    let cells = scan.grid.lines[line].cells.filter { cell in
      TableHead.label(cell, of: scan).map { isLabel($0) } ?? false
    }
    return Set(cells.map { scan.grid.cells[$0].column })
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
    case .text: scan.isFigure(cell) && !(least == 1 && scan.grid.isYear(cell))
    case .blank, .error: false
    case .number: !(least == 1 && scan.grid.isYear(cell))
    default: true
    }
  }
}
