import SheetModel
import VietnameseText

/// One table of a sheet: what stands above its first row, and its rows with all that is among and
/// below them up to the next table.
package struct TableSpan: Sendable, Hashable {
  /// The lines of title and head, indexes into the grid's lines.
  package var window: Range<Int>
  /// The lines from the first row on.
  package var body: Range<Int>
  /// Lines of the body that say again what the window says, as on a further page.
  package var repeats: Set<Int> = []

  /// A table of a window and the rows below it.
  package init(window: Range<Int>, body: Range<Int>) {
    self.window = window
    self.body = body
  }

  /// All lines of the table.
  package var lines: Range<Int> { window.lowerBound..<body.upperBound }
}

/// Parts a sheet into its tables: a head with rows below it begins one, the next head ends it.
///
/// A head is told by labels that are known, or by looks: texts over most of the columns in which the
/// rows below have figures. A head that stands again with nothing new above it is the same table's.
package struct TableSpans {
  /// The tables, top down; empty where no line is a head.
  package private(set) var spans: [TableSpan] = []

  private let scan: SheetScan
  private let holdsKnownHead: (Range<Int>) -> Bool

  /// The tables of a sheet.
  ///
  /// `holdsKnownHead` says whether some lines hold the head of a table that is known by its labels.
  package init(_ scan: SheetScan, holdsKnownHead: @escaping (Range<Int>) -> Bool) {
    self.scan = scan
    self.holdsKnownHead = holdsKnownHead
    part()
  }

  /// So many rows below a head are looked at for the columns that have figures.
  private static let mostRows = 8
  /// So many rows may stand between a title and its head: `Tổng số hộ | 120`.
  private static let mostRowsInTitle = 3

  private mutating func part() {
    let grid = scan.grid
    var runStart = 0
    var title: (line: Int, rows: Int)?
    for line in grid.lines.indices {
      guard isRow(line) else {
        if !spans.isEmpty, title == nil, isTitle(line, in: runStart) { title = (line, 0) }
        continue
      }
      if runStart < line || spans.isEmpty, isHead(runStart..<line) {
        open(runStart..<line, title: title)
        title = nil
      }
      title?.rows += 1
      if let rows = title?.rows, rows > Self.mostRowsInTitle { title = nil }
      runStart = line + 1
    }
    let tail = runStart..<grid.lines.count
    if holdsKnownHead(tail) { open(tail, title: title) }
    close(at: grid.lines.count)
  }

  /// Begins a table, or goes on with the one above where the lines say nothing new.
  private mutating func open(_ run: Range<Int>, title: (line: Int, rows: Int)?) {
    var top = spans.isEmpty ? 0 : min(title?.line ?? run.lowerBound, run.lowerBound)
    // What stands above rows is not this table's title where it has one right above its head.
    if !spans.isEmpty, run.contains(where: { isTitle($0, in: run.lowerBound - 1) }) {
      top = run.lowerBound
    }
    if let last = spans.indices.last, top == run.lowerBound,
      let again = repeated(run, of: spans[last])
    {
      return spans[last].repeats.formUnion(again)
    }
    close(at: top)
    spans.append(TableSpan(window: top..<run.upperBound, body: run.upperBound..<run.upperBound))
  }

  private mutating func close(at line: Int) {
    guard let last = spans.indices.last else { return }
    spans[last].body = spans[last].body.lowerBound..<max(spans[last].body.lowerBound, line)
  }

  // MARK: Lines

  /// Whether a line is a row of a table: it has a figure or a sign for one, and is no head.
  private func isRow(_ line: Int) -> Bool {
    let cells = scan.grid.lines[line].cells
    let figures = cells.filter { isFigure($0, inLine: line) }
    guard !figures.isEmpty else { return false }
    if MarkLine.isMarkLine(line, of: scan) { return false }
    if figures.count < cells.count {
      if areYears(figures) { return false }
    } else if figures.allSatisfy({ scan.grid.isYear($0) }), isBelowLabels(line) {
      // Years alone are a row of figures, but for those right below labels.
      return false
    }
    // A year in a head may be a number.
    let mayBeHead = figures.allSatisfy { scan.grid.cells[$0].text.count <= 6 }
    return !(mayBeHead && figures.count < cells.count && holdsKnownHead(line..<(line + 1)))
  }

  private func isFigure(_ cell: Int, inLine line: Int) -> Bool {
    switch scan.grid.cells[cell].kind {
    case .number: !scan.isAskedFor(cell, inLine: line)
    case .text: scan.isSign(cell) || (scan.isFigure(cell) && !scan.isAskedFor(cell, inLine: line))
    case .boolean, .error: true
    case .blank: scan.grid.cells[cell].hasFormula
    case .date, .dateTime, .time: false
    }
  }

  /// Whether figures are the years of a head, from left to right.
  private func areYears(_ figures: [Int]) -> Bool {
    guard figures.count >= 2 else { return false }
    let years = figures.map { scan.grid.isYear($0) ? Int(scan.grid.typed($0)) ?? 0 : 0 }
    return years.allSatisfy { $0 > 0 } && zip(years, years.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Whether a line stands right below one of several texts.
  private func isBelowLabels(_ line: Int) -> Bool {
    guard line > 0, scan.grid.lines[line].index == scan.grid.lines[line - 1].index + 1 else {
      return false
    }
    let cells = scan.grid.lines[line - 1].cells
    return cells.count >= 2 && cells.allSatisfy { scan.key($0) != nil && !scan.isFigure($0) }
  }

  /// Whether a line without figures may be a title of another table: it names a year, and is no note.
  ///
  /// A year that stands alone among rows is one for the rows below it.
  private func isTitle(_ line: Int, in runStart: Int) -> Bool {
    guard scan.grid.lines[line].cells.count < 3 else { return false }
    return scan.labels(inLine: line).contains { _, key in
      !FormFurniture.startsFooter(key) && PeriodText.period(in: key, isLabelled: false) != nil
        && (runStart < line || !PeriodText.isBare(key))
    }
  }

  // MARK: Heads

  /// Whether lines hold the head of the rows below them.
  private func isHead(_ lines: Range<Int>) -> Bool {
    if holdsKnownHead(lines) { return true }
    var covered: Set<Int> = []
    var labels: [Int: LooseKey] = [:]
    for line in lines {
      let texts = scan.grid.lines[line].cells.compactMap { cell -> (Int, LooseKey)? in
        TableHead.label(cell, of: scan).map { (scan.grid.cells[cell].column, $0) }
      }
      guard texts.count >= 2, !MarkLine.isMarkLine(line, of: scan) else { continue }
      for (column, key) in texts {
        covered.insert(column)
        labels[column] = key
      }
    }
    guard covered.count >= 2 else { return false }
    let columns = figureColumns(below: lines.upperBound)
    let over = columns.filter { covered.contains($0) }
    guard !columns.isEmpty, over.count * 2 > columns.count else { return false }
    // `chưa có` in every column is a row without figures.
    return over.count < 2 || Set(over.compactMap { labels[$0] }).count >= 2
  }

  /// The columns in which the next rows have figures, without that of running numbers.
  private func figureColumns(below start: Int) -> [Int] {
    var values: [Int: [String]] = [:]
    var rows = 0
    for line in scan.grid.lines.indices.suffix(from: min(start, scan.grid.lines.count)).prefix(60) {
      guard isRow(line) else {
        // Behind a line that may be a head are the rows of another table.
        let texts = scan.grid.lines[line].cells.count { TableHead.label($0, of: scan) != nil }
        if rows > 0, texts >= 2, !MarkLine.isMarkLine(line, of: scan) { break }
        continue
      }
      for cell in scan.grid.lines[line].cells where isFigure(cell, inLine: line) {
        values[scan.grid.cells[cell].column, default: []].append(scan.grid.typed(cell))
      }
      rows += 1
      if rows == Self.mostRows { break }
    }
    let columns = values.keys.sorted()
    guard columns.count > 1, let first = columns.first else { return columns }
    let numbers = (values[first] ?? []).map { Int($0.filter(\.isNumber)) ?? -1 }
    guard numbers.allSatisfy({ (0...999).contains($0) }) else { return columns }
    let isCounting = zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 == 1 }
    return isCounting ? Array(columns.dropFirst()) : columns
  }

  /// The lines that say again what the window of a table says in the same columns, where all of some
  /// lines do, but for the words of a further page and a heading of rows above them; nil where they do not.
  private func repeated(_ lines: Range<Int>, of span: TableSpan) -> [Int]? {
    var known: Set<Place> = []
    for line in span.window { for place in places(inLine: line) { known.insert(place) } }
    var again: [Int] = []
    var isHead = false
    for line in lines {
      let own = places(inLine: line)
      if MarkLine.isMarkLine(line, of: scan)
        || own.allSatisfy({ known.contains($0) || Self.isFurther($0.key) })
      {
        again.append(line)
        if own.count(where: { known.contains($0) }) >= 2 { isHead = true }
      } else if isHead || !isGroup(line) {
        return nil
      }
    }
    return isHead ? again : nil
  }

  /// Whether a line is a heading of rows and nothing else.
  private func isGroup(_ line: Int) -> Bool {
    let cells = scan.grid.lines[line].cells
    guard cells.count == 1, let cell = cells.first, let key = scan.key(cell) else { return false }
    return FormFurniture.isGroup(key)
  }

  private struct Place: Hashable {
    var column: Int
    var key: LooseKey
  }

  private func places(inLine line: Int) -> [Place] {
    scan.grid.lines[line].cells.compactMap { cell in
      TableHead.label(cell, of: scan).map {
        Place(column: scan.grid.cells[cell].column, key: $0)
      }
    }
  }

  /// Whether a text says that a table goes on: `Trang 2`, `(tiếp theo)`.
  private static func isFurther(_ key: LooseKey) -> Bool {
    further.contains { key.bytes.starts(with: $0.bytes) } && key.bytes.count <= 24
  }

  private static let further = ["tiếp theo", "trang", "tiếp", "page"].map { LooseKey($0) }
}
