import SheetModel
import VietnameseText

/// Finds the lines of a head: by labels that are known, or by the looks of a table of which nothing is.
package enum HeadLines {
  /// The lines together that have the most labels, the first of several.
  ///
  /// Looked for in some lines; a line without labels ends a head, and so do `tallest` lines. `labels`
  /// gives those of a line. Nil where no lines together have `least`.
  package static func richest<Label: Hashable>(
    in lines: Range<Int>, tallest: Int, least: Int, labels: (Int) -> Set<Label>
  ) -> Range<Int>? {
    var best = (lines: 0..<0, count: least - 1)
    var head = 0..<0
    var keys: Set<Label> = []
    for line in lines {
      let own = labels(line)
      guard !own.isEmpty else {
        head = 0..<0
        continue
      }
      if head.isEmpty || head.count == tallest { (head, keys) = (line..<line, []) }
      head = head.lowerBound..<(line + 1)
      keys.formUnion(own)
      if keys.count > best.count { best = (head, keys.count) }
    }
    return best.lines.isEmpty ? nil : best.lines
  }

  /// The first line below a head and its column marks.
  package static func body(below head: Range<Int>, of scan: SheetScan) -> Int {
    let next = head.upperBound
    guard next < scan.grid.lines.count, MarkLine.isMarkLine(next, of: scan) else { return next }
    return next + 1
  }

  // MARK: By looks

  /// A head that nothing but its looks tells is looked for in so many filled lines.
  private static let deepest = 60
  /// Such a head has no more lines.
  private static let tallest = 5

  /// The lines that look like the head of a table; nil where none do.
  ///
  /// The first line of three or more texts and no figure, and further ones that fill columns for which
  /// those above have no label. What may be the first row of a list without a head is none.
  package static func likeliest(in scan: SheetScan) -> Range<Int>? {
    let first = scan.grid.lines.indices.prefix(deepest).first { line in
      scan.grid.lines[line].cells.count >= 3 && isLabels(line, scan)
    }
    guard let first else { return nil }
    var covered = Set(scan.grid.lines[first].cells.map { scan.grid.cells[$0].column })
    var next = first + 1
    while next < scan.grid.lines.count, next - first < tallest, isLabels(next, scan) {
      let columns = scan.grid.lines[next].cells.map { scan.grid.cells[$0].column }
      guard columns.contains(where: { !covered.contains($0) }) else { break }
      covered.formUnion(columns)
      next += 1
    }
    return mayBeRow(first..<next, scan) ? nil : first..<next
  }

  /// The lines of the head above the rows of a table, from some line on; nil where none look like it.
  ///
  /// The lowest line of labels, and those above it up to the one with a label over the first column, or
  /// as long as they have several labels.
  package static func nearest(
    above body: Range<Int>, from first: Int, of scan: SheetScan
  ) -> Range<Int>? {
    let rows = body.prefix(8).flatMap { scan.grid.lines[$0].cells }
    guard let leftmost = rows.map({ scan.grid.cells[$0].column }).min() else { return nil }
    let heads = (first..<body.lowerBound).filter { line in
      scan.grid.lines[line].cells.count >= 2 && !MarkLine.isMarkLine(line, of: scan)
        && scan.grid.lines[line].cells.allSatisfy { TableHead.label($0, of: scan) != nil }
    }
    // Texts that stand over the first columns alone are a heading of the rows.
    let figures = Set(
      rows.filter { scan.grid.cells[$0].kind == .number }.map { scan.grid.cells[$0].column })
    let last = heads.last { line in
      figures.isEmpty
        || scan.grid.lines[line].cells.contains { cell in
          let column = scan.grid.cells[cell].column
          return column > leftmost && figures.contains(column)
        }
    }
    guard let last else { return nil }
    var top = last
    func columns(_ line: Int) -> [Int] {
      scan.grid.lines[line].cells.map { scan.grid.cells[$0].column }
    }
    while top > first, last - top < tallest - 1, heads.contains(top - 1) {
      let isCovered = columns(top).contains(leftmost)
      if isCovered, columns(top - 1).contains(leftmost) { break }
      top -= 1
    }
    return top..<(last + 1)
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
        && !MarkLine.isMarkLine(line, of: scan)
    }
    if isBelowRow { return true }
    let next = lines.upperBound
    if next < grid.lines.count, isLabels(next, scan), grid.lines[next].cells.count >= count {
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

  /// Whether a line has texts alone, none of them a figure, a day or longer than a label, and is not
  /// the line of column marks.
  private static func isLabels(_ line: Int, _ scan: SheetScan) -> Bool {
    scan.grid.lines[line].cells.allSatisfy { cell in
      guard scan.grid.cells[cell].kind == .text, scan.grid.cells[cell].text.count <= 400 else {
        return false
      }
      if scan.isFigure(cell) { return false }
      // `Năm 2013` is a label, though a date may be read from it.
      if let key = scan.key(cell), PeriodText.period(in: key, isLabelled: false) != nil {
        return true
      }
      guard case .unreadable = DateReader().reading(scan.grid.typed(cell)) else { return false }
      return true
    } && !MarkLine.isMarkLine(line, of: scan)
  }
}
