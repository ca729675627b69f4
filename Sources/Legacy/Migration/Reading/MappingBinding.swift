import SheetModel
import Tables
import VietnameseText

/// A mapping bound to a sheet: which of its columns is which of the mapping's.
public struct MappingBinding: Sendable {
  /// A column of the sheet with what the mapping says of it.
  struct Column: Sendable {
    /// The index in the mapping's columns.
    var entry: Int
    /// What its figures mean, the part of a split included.
    var meaning: MappingMeaning
    /// The index of the part of the entry's split; nil without one.
    var part: Int?
    /// The label of the lowest head.
    var label: String
  }

  /// The mapping.
  public let mapping: LegacyMapping
  /// The lines of the head, indexes into the grid's lines.
  let head: Range<Int>
  /// The columns that are bound.
  private(set) var columns: [Int: Column] = [:]
  /// Columns that answer to one entry twice, or to several.
  private(set) var clashing: Set<Int> = []
  /// How many columns have a label at all.
  private(set) var labelled = 0
  /// All labels of the head, to tell where it stands again on a further page.
  private(set) var headKeys: Set<LooseKey> = []
  /// The cells of the head that stand over a bound column.
  private(set) var headCells: Set<Int> = []

  /// Binds the columns of a sheet below a head.
  init(_ mapping: LegacyMapping, lines: Range<Int>, scan: SheetScan, merges: [CellRange]) {
    self.mapping = mapping
    head = lines
    let table = TableHead(lines: lines, of: scan, merges: merges)
    labelled = table.paths.count
    var found: [Key: [Int]] = [:]
    for (column, path) in table.paths.sorted(by: { $0.key < $1.key }) {
      headKeys.formUnion(path.map(\.key))
      let bound = candidates(path)
      guard let only = bound.first else { continue }
      if bound.count > 1 {
        clashing.insert(column)
        continue
      }
      var own = only
      own.label = path.last.map { scan.grid.typed($0.cell) } ?? ""
      columns[column] = own
      found[Key(entry: own.entry, part: own.part), default: []].append(column)
    }
    for (key, places) in found where places.count > 1 && !mayRepeat(key.entry) {
      for column in places { columns[column] = nil }
      clashing.formUnion(places)
    }
    for (cell, over) in table.columns
    where over.contains(where: { columns[$0] != nil || clashing.contains($0) }) {
      headCells.insert(cell)
    }
  }

  private struct Key: Hashable {
    var entry: Int
    var part: Int?
  }

  /// Columns that carry no single figure may stand twice.
  private func mayRepeat(_ entry: Int) -> Bool {
    switch mapping.columns[entry].role {
    case .ordinal, .note, .ignore, .review, .field, .mark: true
    case .figure: mapping.columns[entry].meaning.period == .label
    default: false
    }
  }

  /// The entries that the labels over a column answer to; those that name a head above win.
  private func candidates(_ path: [TableHead.Label]) -> [Column] {
    guard let last = path.last else { return [] }
    let above = path.dropLast()
    var plain: [Column] = []
    var placed: [Column] = []
    for (index, entry) in mapping.columns.enumerated() {
      let isUnder =
        entry.under.isEmpty || above.contains { entry.under.contains($0.key) }
      guard isUnder else { continue }
      var column: Column?
      if let split = entry.split, above.contains(where: { entry.labels.contains($0.key) }) {
        let parts = mapping.splits[split] ?? []
        if let part = parts.firstIndex(where: { $0.labels.contains(last.key) }) {
          column = Column(
            entry: index, meaning: entry.meaning.joined(with: parts[part].meaning), part: part,
            label: "")
        }
      }
      if column == nil, entry.labels.contains(last.key) {
        column = Column(entry: index, meaning: entry.meaning, part: nil, label: "")
      }
      guard let column else { continue }
      if entry.under.isEmpty && column.part == nil {
        plain.append(column)
      } else {
        placed.append(column)
      }
    }
    return placed.isEmpty ? plain : placed
  }

  /// Whether the columns are there without which no row can be read.
  var isUsable: Bool {
    if mapping.isLeftOut { return !columns.isEmpty }
    let roles = Set(columns.values.map { mapping.columns[$0.entry].role })
    let hasContent = roles.contains { role in
      switch role {
      case .figure, .field, .mark: true
      default: false
      }
    }
    guard hasContent else { return false }
    let hasUnits = roles.contains(.unit) || roles.contains(.unitCode)
    if !mapping.rows.isEmpty { return roles.contains(.label) }
    return mapping.register != nil || hasUnits
  }

  /// How much of the sheet's head the mapping knows, in thousandths.
  var fit: Int { labelled == 0 ? 0 : columns.count * 1000 / labelled }
}
