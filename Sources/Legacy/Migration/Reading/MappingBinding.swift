import FormModel
import Indicators
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
    /// How far down the head stands that is over the parts of a split.
    var depth = 0
    /// The label of the lowest head.
    var label = ""
    /// The label that names the column's unit or period: the lowest head, or that over its parts.
    var naming = ""
    /// The period that a label over the column is and nothing else: `Năm 2014` over `Nam`, `Nữ`.
    var period: ReportingPeriod?
    /// The periods that other labels over the column name: `Thực hiện năm 2014`.
    var named: Set<ReportingPeriod> = []
    /// What the labels over the column say of its measure.
    var scales: [MeasureScale] = []
  }

  /// The mapping.
  public let mapping: LegacyMapping
  /// The lines of the head, indexes into the grid's lines.
  let head: Range<Int>
  /// The merged ranges of the sheet.
  let merges: [CellRange]
  /// The columns that are bound.
  private(set) var columns: [Int: Column] = [:]
  /// Columns that answer to one entry twice, or to several.
  private(set) var clashing: Set<Int> = []
  /// How many columns have a label at all.
  private(set) var labelled = 0
  /// The columns that are called those of the unit of measurement, bound or not.
  private(set) var measures: Set<Int> = []
  /// The lines below the head that say in what each column counts.
  private(set) var measureLines: Set<Int> = []
  /// All labels of the head, to tell where it stands again on a further page.
  private(set) var headKeys: Set<LooseKey> = []
  /// The cells of the head that stand over a bound column.
  private(set) var headCells: Set<Int> = []

  /// Binds the columns of a sheet below a head.
  init(_ mapping: LegacyMapping, lines: Range<Int>, scan: SheetScan, merges: [CellRange]) {
    self.mapping = mapping
    self.merges = merges
    head = lines
    let table = TableHead(lines: lines, of: scan, merges: merges)
    labelled = table.paths.count
    var found: [Key: [Int]] = [:]
    for (column, path) in table.paths.sorted(by: { $0.key < $1.key }) {
      headKeys.formUnion(path.map(\.key))
      if let last = path.last, let key = scan.key(last.cell), MeasureScale.isLabel(key) {
        measures.insert(column)
      }
      let bound = candidates(path, scan)
      guard let only = bound.first else { continue }
      if bound.count > 1 {
        clashing.insert(column)
        continue
      }
      var own = only
      own.label = path.last.map { scan.grid.typed($0.cell) } ?? ""
      let isOverParts = mapping.columns[own.entry].split != nil && own.part != nil
      own.naming = path.dropLast(isOverParts ? 1 : 0).last.map { scan.grid.typed($0.cell) } ?? ""
      for label in path where own.meaning.period != .label {
        guard let key = scan.key(label.cell),
          let period = PeriodText.period(in: key, isLabelled: PeriodText.isBare(key))
        else { continue }
        if PeriodText.isBare(key) { own.period = period } else { own.named.insert(period) }
      }
      own.scales = path.compactMap { label in
        scan.key(label.cell).flatMap { MeasureScale(remark: $0, isLabel: true) }
      }
      columns[column] = own
      found[Key(entry: own.entry, part: own.part), default: []].append(column)
    }
    for (key, places) in found where places.count > 1 && !mayRepeat(key.entry) {
      for column in places { columns[column] = nil }
      clashing.formUnion(places)
    }
    for (column, bound) in columns where mapping.columns[bound.entry].role == .measure {
      measures.insert(column)
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
    case .measure: true
    case .figure:
      mapping.columns[entry].meaning.period == .label || mapping.columns[entry].naming != nil
    default: false
    }
  }

  /// The entries that the labels over a column answer to; those that name a head above win, and those
  /// for all further columns come last.
  private func candidates(_ path: [TableHead.Label], _ scan: SheetScan) -> [Column] {
    guard let last = path.last else { return [] }
    let above = path.dropLast()
    var plain: [Column] = []
    var placed: [Column] = []
    for (index, entry) in mapping.columns.enumerated() {
      let isUnder =
        entry.under.isEmpty || above.contains { entry.under.contains($0.key) }
      guard isUnder else { continue }
      var column: Column?
      if let split = entry.split,
        let head = above.lastIndex(where: { entry.labels.contains($0.key) })
      {
        let parts = mapping.splits[split] ?? []
        if let part = parts.firstIndex(where: { $0.labels.contains(last.key) }) {
          column = Column(
            entry: index, meaning: entry.meaning.joined(with: parts[part].meaning), part: part,
            depth: head)
        }
      }
      if column == nil, entry.labels.contains(last.key) {
        column = Column(entry: index, meaning: entry.meaning)
      }
      guard let column else { continue }
      if entry.under.isEmpty && column.part == nil {
        plain.append(column)
      } else {
        placed.append(column)
      }
    }
    if !placed.isEmpty {
      // Of several heads over the parts the nearest is meant.
      let nearest = placed.filter { $0.part != nil }.map(\.depth).max() ?? 0
      return placed.filter { $0.part == nil || $0.depth == nearest }
    }
    return plain.isEmpty ? named(path, scan) : plain
  }

  /// The entries for all columns whose labels name a unit or a period.
  private func named(_ path: [TableHead.Label], _ scan: SheetScan) -> [Column] {
    mapping.columns.enumerated().compactMap { index, entry in
      guard let naming = entry.naming, entry.labels.isEmpty else { return nil }
      var column = Column(entry: index, meaning: entry.meaning)
      var name = path.last
      if let parts = entry.split.flatMap({ mapping.splits[$0] }), path.count > 1, let last = name {
        guard let part = parts.firstIndex(where: { $0.labels.contains(last.key) }) else {
          return nil
        }
        column.meaning = entry.meaning.joined(with: parts[part].meaning)
        column.part = part
        name = path.dropLast().last
      }
      guard let name else { return nil }
      let text = scan.grid.typed(name.cell)
      if naming == .period {
        return PeriodText.isBare(LabelKey(text)) && MappingIdentity.namePeriod(text) != nil
          ? column : nil
      }
      return text.contains(where: \.isLetter) ? column : nil
    }
  }

  /// Takes lines of measures between the head and the first row, `(nghìn người)` in each column, for
  /// what they are.
  mutating func takeMeasures(in window: Range<Int>, of scan: SheetScan) {
    for line in head.upperBound..<max(head.upperBound, window.upperBound) {
      let cells = scan.grid.lines[line].cells
      let scales = cells.map { Self.measure($0, of: scan) }
      guard !scales.contains(where: { $0 == nil }) else { continue }
      measureLines.insert(line)
      for (cell, scale) in zip(cells, scales) {
        let column = scan.grid.cells[cell].column
        if let scale { columns[column]?.scales.append(scale) }
      }
    }
  }

  private static func measure(_ cell: Int, of scan: SheetScan) -> MeasureScale? {
    let text = UTF8Text.trimmed(scan.grid.typed(cell))
    guard text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    return MeasureScale(unit: text.dropFirst().dropLast())
  }

  /// Whether no other head stands between the bound one and the first row of its table.
  func isLast(in window: Range<Int>, of scan: SheetScan) -> Bool {
    for line in head.upperBound..<max(head.upperBound, window.upperBound)
    where !MarkLine.isMarkLine(line, of: scan) && !measureLines.contains(line) {
      for cell in scan.grid.lines[line].cells {
        guard let key = scan.key(cell), let column = columns[scan.grid.cells[cell].column],
          mapping.columns[column.entry].role.holdsFigures,
          !Self.emptyWords.contains(where: { key.hasPrefix($0) })
        else { continue }
        return false
      }
    }
    return true
  }

  /// How people begin to say that there is no figure.
  private static let emptyWords = ["chưa", "không", "mất", "thiếu"].map { LabelKey($0) }

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
