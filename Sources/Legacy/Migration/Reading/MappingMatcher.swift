import SheetModel
import Tables
import VietnameseText

/// What the mappings make of a table.
public enum MappingMatch: Sendable {
  /// The one mapping of its layout, bound.
  case one(MappingBinding)
  /// Several mappings fit equally well, by identity.
  case ambiguous([String])
  /// One mapping fits several tables of the sheet by their labels, which have different titles.
  case otherTitle(String)
  /// No mapping; the layout that the table has, nil where it has no head.
  case none(LayoutFingerprint?)
}

/// A table of a sheet with what the mappings make of it.
struct MatchedTable {
  /// Where it stands.
  var span: TableSpan
  /// What the mappings make of it.
  var match: MappingMatch
  /// The texts that say what it is about: its own, else those of the table above it.
  var titles: TableTitles
  /// The mappings whose labels it has, though they do not read it, by identity.
  var near: Set<String> = []
}

/// What the mappings make of a sheet.
enum MatchedSheet {
  /// Its tables, top down.
  case tables([MatchedTable])
  /// A sheet that no mapping fits and one leaves out on purpose, by its name.
  case ignored(mapping: String)
  /// No filled cell.
  case empty
}

/// Finds the mappings of a sheet's tables by their layouts; made once and used from any thread.
public struct MappingMatcher: Sendable {
  /// The mappings.
  public let mappings: [LegacyMapping]
  private let searches: [MappingHeadSearch]

  /// A matcher over mappings without problems.
  public init(_ mappings: LegacyMappings) {
    self.mappings = mappings.mappings
    searches = mappings.mappings.map { MappingHeadSearch($0) }
  }

  /// The tables of a sheet that is in memory, whole or its first lines.
  ///
  /// `merges` is asked only where a mapping fits the labels; `file` is the input's name.
  /// - Throws: what `merges` throws.
  func match(
    _ scan: SheetScan, file: String, merges: () throws(WorkbookError) -> [CellRange]
  ) throws(WorkbookError) -> MatchedSheet {
    guard !scan.grid.isEmpty else { return .empty }
    let candidates = candidates(sheet: scan.grid.name, file: file)
    var spans = TableSpans(scan) { lines in
      candidates.contains { $0.search.isHead(lines, of: scan) }
    }.spans
    if spans.isEmpty { spans = [Self.whole(scan)] }
    var known: [CellRange]?
    func merged() throws(WorkbookError) -> [CellRange] {
      if let known { return known }
      let merges = try merges()
      known = merges
      return merges
    }
    var tables: [MatchedTable] = []
    for span in spans {
      tables.append(try match(span, below: tables.last, candidates, scan, merges: merged))
    }
    OtherTitles.reject(in: &tables)
    let isUnknown = tables.allSatisfy { if case .none = $0.match { true } else { false } }
    // A name tells nothing of a sheet that has a table.
    if isUnknown,
      let mapping = mappings.first(where: {
        $0.ignoredSheets.contains(LooseKey(scan.grid.name))
      })
    {
      return .ignored(mapping: mapping.id)
    }
    return .tables(tables)
  }

  private typealias Candidate = (mapping: LegacyMapping, search: MappingHeadSearch)

  /// The mappings that the names of sheet and file do not exclude.
  private func candidates(sheet: String, file: String) -> [Candidate] {
    let name = LooseKey(sheet)
    let fileName = LooseKey(file.split(separator: "/").last ?? "")
    return zip(mappings, searches).filter { mapping, _ in
      let recognition = mapping.recognition
      return (recognition.sheetNames.isEmpty || recognition.sheetNames.contains(name))
        && (recognition.files.isEmpty || recognition.files.contains(fileName))
    }.map { ($0, $1) }
  }

  /// A sheet in which no head is told by figures below it, as a list of names has none.
  private static func whole(_ scan: SheetScan) -> TableSpan {
    let lines = scan.grid.lines.count
    let window = min(lines, MappingHeadSearch.deepest)
    return TableSpan(window: 0..<window, body: window..<lines)
  }

  private func match(
    _ span: TableSpan, below above: MatchedTable?, _ candidates: [Candidate], _ scan: SheetScan,
    merges: () throws(WorkbookError) -> [CellRange]
  ) throws(WorkbookError) -> MatchedTable {
    var found: [(binding: MappingBinding, titles: TableTitles)] = []
    var near: Set<String> = []
    // The mapping whose labels fit best, though its titles do not.
    var other: MappingBinding?
    let isParted = above.map { TableTitles.standBetween($0.span.body, of: scan) } ?? false
    func titles(above head: Int) -> TableTitles {
      TableTitles(
        from: span.window.lowerBound, to: head, above?.titles, hasTitleBetween: isParted, scan)
    }
    for (mapping, search) in candidates {
      guard let lines = search.lines(in: span.window, of: scan),
        fits(mapping.recognition, scan, head: lines)
      else { continue }
      let titles = titles(above: lines.lowerBound)
      var binding = MappingBinding(mapping, lines: lines, scan: scan, merges: try merges())
      binding.takeMeasures(in: span.window, of: scan)
      guard binding.isUsable, binding.isLast(in: span.window, of: scan) else {
        near.insert(mapping.id)
        continue
      }
      guard titles.fit(mapping.recognition) else {
        if binding.fit > other?.fit ?? 0 { other = binding }
        continue
      }
      found.append((binding, titles))
    }
    guard let best = found.map(\.binding.fit).max() else {
      let layout = LayoutFingerprint(scan, span: span, merges: try merges())
      let labels = span.window.first { scan.grid.lines[$0].cells.count >= 3 }
      let head = layout?.lines.lowerBound ?? labels ?? span.window.upperBound
      return MatchedTable(span: span, match: .none(layout), titles: titles(above: head), near: near)
    }
    if let other, other.fit > best, let first = found.first {
      // What fits less is for other tables: the titles say that this one is none of those known.
      return MatchedTable(
        span: span, match: .otherTitle(other.mapping.id), titles: first.titles)
    }
    let winners = found.filter { $0.binding.fit == best }
    let titles = winners.first?.titles ?? found[0].titles
    guard winners.count == 1, let winner = winners.first else {
      let names = winners.map(\.binding.mapping.id)
      return MatchedTable(span: span, match: .ambiguous(names), titles: titles)
    }
    return MatchedTable(span: span, match: .one(winner.binding), titles: titles)
  }

  private func fits(_ recognition: MappingRecognition, _ scan: SheetScan, head: Range<Int>) -> Bool
  {
    var keys: Set<LooseKey> = []
    for line in head {
      for cell in scan.grid.lines[line].cells {
        if let key = TableHead.label(cell, of: scan) { keys.insert(key) }
      }
    }
    return recognition.labels.allSatisfy { labels in keys.contains { labels.contains($0) } }
      && !keys.contains { recognition.without.contains($0) }
  }
}
