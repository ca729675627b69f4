import SheetModel
import Tables
import VietnameseText

/// What the mappings make of a sheet.
public enum MappingMatch: Sendable {
  /// The one mapping of its layout, bound.
  case one(MappingBinding)
  /// Several mappings fit equally well, by identity.
  case ambiguous([String])
  /// No mapping; the layout that the sheet has, nil where it has no head.
  case none(LayoutFingerprint?)
  /// A sheet that no mapping fits and one leaves out on purpose, by its name.
  case ignored(mapping: String)
  /// No filled cell.
  case empty
}

/// Finds the mapping of a sheet's layout; made once and used from any thread.
public struct MappingMatcher: Sendable {
  /// The mappings.
  public let mappings: [LegacyMapping]
  private let searches: [MappingHeadSearch]

  /// A matcher over mappings without problems.
  public init(_ mappings: LegacyMappings) {
    self.mappings = mappings.mappings
    searches = mappings.mappings.map { MappingHeadSearch($0) }
  }

  /// The mapping of a sheet that is in memory, whole or its first lines.
  ///
  /// `merges` is asked only where a mapping fits the labels; `file` is the input's name.
  /// - Throws: what `merges` throws.
  public func match(
    _ grid: SheetGrid, file: String, merges: () throws(WorkbookError) -> [CellRange]
  ) throws(WorkbookError) -> MappingMatch {
    let scan = SheetScan(grid)
    return try match(scan, file: file, merges: merges)
  }

  func match(
    _ scan: SheetScan, file: String, merges: () throws(WorkbookError) -> [CellRange]
  ) throws(WorkbookError) -> MappingMatch {
    let name = LooseKey(scan.grid.name)
    guard !scan.grid.isEmpty else { return .empty }
    let fileName = LooseKey(file.split(separator: "/").last ?? "")
    var known: [CellRange]?
    func merged() throws(WorkbookError) -> [CellRange] {
      if let known { return known }
      let merges = try merges()
      known = merges
      return merges
    }
    var found: [MappingBinding] = []
    for (mapping, search) in zip(mappings, searches) {
      let recognition = mapping.recognition
      guard recognition.sheetNames.isEmpty || recognition.sheetNames.contains(name),
        recognition.files.isEmpty || recognition.files.contains(fileName),
        let lines = search.lines(of: scan),
        fits(recognition, scan, head: lines)
      else { continue }
      let binding = MappingBinding(mapping, lines: lines, scan: scan, merges: try merged())
      if binding.isUsable { found.append(binding) }
    }
    guard let best = found.map(\.fit).max() else {
      // A name tells nothing of a sheet that has a table.
      if let mapping = mappings.first(where: { $0.ignoredSheets.contains(name) }) {
        return .ignored(mapping: mapping.id)
      }
      return .none(LayoutFingerprint(scan, merges: try merged()))
    }
    let winners = found.filter { $0.fit == best }
    if winners.count > 1 { return .ambiguous(winners.map(\.mapping.id)) }
    return winners.first.map { .one($0) } ?? .empty
  }

  private func fits(_ recognition: MappingRecognition, _ scan: SheetScan, head: Range<Int>) -> Bool
  {
    var keys: Set<LooseKey> = []
    for line in head {
      for cell in scan.grid.lines[line].cells {
        if let key = TableHead.label(cell, of: scan) { keys.insert(key) }
      }
    }
    guard recognition.labels.allSatisfy({ labels in keys.contains { labels.contains($0) } }),
      !keys.contains(where: { recognition.without.contains($0) })
    else { return false }
    if recognition.titles.isEmpty { return true }
    return scan.grid.lines.indices.prefix(head.lowerBound).contains { line in
      scan.labels(inLine: line).contains { recognition.titles.contains(LooseKey($0.key)) }
    }
  }
}
