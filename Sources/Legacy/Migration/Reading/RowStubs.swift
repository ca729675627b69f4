import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// What a row says of its period.
enum RowPeriod: Hashable {
  /// Nothing.
  case unsaid
  /// This one.
  case said(ReportingPeriod)
  /// Something that is no period.
  case unreadable
}

/// What a row is about.
struct RowSubject {
  /// Its unit; nil where that is the sheet's or the column's.
  var unit: MappedMatrixReader.RowUnit?
  /// The row of the mapping; nil where each row is a unit.
  var row: MappingRow?
  /// What the part of a split adds to its meaning.
  var part: MappingMeaning?
  /// Whether it is a part of the row above it.
  var isPart = false
  /// Its label as it stands.
  var label: String?
  /// What it says of its period.
  var period: RowPeriod
}

/// The texts that tell what rows are about, also where they are merged, or written once, over several.
///
/// A label that is merged over rows is that of each. One that is written once holds for the rows
/// directly below that have none, as long as what else tells them apart does not come again: a row
/// that says `Nam` a second time is of another unit, whose name is missing.
struct RowStubs {
  /// The texts of one row.
  struct Texts {
    var unit: String?
    var code: String?
    var label: String?
    var period = RowPeriod.unsaid
  }

  private let scan: SheetScan
  private let columns: [(column: Int, role: MappingColumn.Role)]
  /// The first cells of vertical merges, by the places that they cover.
  private var anchors: [CellAddress: CellAddress] = [:]
  private var carried: [MappingColumn.Role: String] = [:]
  /// What told the rows apart since each of the carried texts was written.
  private var met: [MappingColumn.Role: Set<[String?]>] = [:]
  private var lastRow = -1
  private var current: (line: Int, texts: Texts)?

  private static let roles: [MappingColumn.Role] = [.unit, .unitCode, .label, .period]
  /// No label stands over more rows.
  private static let tallest = 10_000

  init(_ binding: MappingBinding, in lines: Range<Int>, _ scan: SheetScan) {
    self.scan = scan
    let first = lines.first.map { scan.grid.lines[$0].index } ?? 0
    let last = lines.last.map { scan.grid.lines[$0].index } ?? 0
    columns = binding.columns.compactMap { column, bound in
      let role = binding.mapping.columns[bound.entry].role
      return Self.roles.contains(role) ? (column, role) : nil
    }.sorted { $0.column < $1.column }
    // A unit over several rows is that of each only where something else tells the rows apart.
    let isParted = columns.contains { $0.role == .label || $0.role == .period }
    let own = Set(isParted ? columns.map(\.column) : []).union(binding.measures)
    for merge in binding.merges
    where merge.last.row > merge.first.row && merge.last.row - merge.first.row < Self.tallest
      && own.contains(merge.first.column) && (first...max(first, last)).contains(merge.first.row)
    {
      for row in (merge.first.row + 1)...min(merge.last.row, max(merge.first.row + 1, last)) {
        anchors[CellAddress(row: row, column: merge.first.column)] = merge.first
      }
    }
  }

  /// The text of a column in a line, or of the merged cell that covers it.
  func text(inColumn column: Int, ofLine line: Int) -> String? {
    if let cell = scan.grid.cell(inLine: line, column: column) {
      switch scan.grid.cells[cell].kind {
      case .text, .number: return UTF8Text.singleSpaced(scan.grid.typed(cell))
      default: return nil
      }
    }
    let place = CellAddress(row: scan.grid.lines[line].index, column: column)
    guard let anchor = anchors[place], let above = scan.grid.line(ofRow: anchor.row) else {
      return nil
    }
    return scan.grid.cell(inLine: above, column: anchor.column).map { scan.grid.typed($0) }
  }

  /// Goes on to a line; what is written once ends with an empty row.
  mutating func begin(_ line: Int) {
    let row = scan.grid.lines[line].index
    if row != lastRow + 1 { end() }
    lastRow = row
    var found: [MappingColumn.Role: String] = [:]
    for (column, role) in columns where found[role] == nil {
      found[role] = text(inColumn: column, ofLine: line)
    }
    current = (line, texts(carrying(found)))
  }

  /// The texts of the line that was begun last.
  func texts(of line: Int) -> Texts { current?.line == line ? current?.texts ?? Texts() : Texts() }

  /// Ends what is written once.
  mutating func end() { (carried, met) = ([:], [:]) }

  private mutating func carrying(
    _ found: [MappingColumn.Role: String]
  ) -> [MappingColumn.Role: String] {
    var all = found
    let roles = Set(columns.map(\.role))
    for role in Self.roles where roles.contains(role) && found[role] == nil {
      // A code without a name, and a name without a code, are units of their own.
      let isUnit = role == .unit || role == .unitCode
      if isUnit, found[.unit] != nil || found[.unitCode] != nil { continue }
      guard let text = carried[role] else { continue }
      let others = Self.roles.filter { $0 != role }.map { found[$0] }
      guard others.contains(where: { $0 != nil }) else { continue }
      if met[role, default: []].insert(others).inserted { all[role] = text }
    }
    for (role, text) in found {
      carried[role] = text
      met[role] = [Self.roles.filter { $0 != role }.map { found[$0] ?? all[$0] }]
    }
    return all
  }

  private func texts(_ found: [MappingColumn.Role: String]) -> Texts {
    var texts = Texts(unit: found[.unit], code: found[.unitCode], label: found[.label])
    if let period = found[.period] {
      let read =
        ReportingPeriod(period) ?? PeriodText.period(in: LabelKey(period), isLabelled: true)
      texts.period = read.map { .said($0) } ?? .unreadable
    }
    return texts
  }
}

/// What a table says of the measure of all its figures: `Đơn vị tính: nghìn người` above or below it.
enum TableMeasure {
  static func scale(
    of table: MatchedTable, _ binding: MappingBinding, _ scan: SheetScan
  ) -> MeasureScale? {
    // The lowest line is the table's own, those above may be a report's.
    let titles = table.titles.ofMeasure.compactMap { title in
      Self.scale(title.key).map { (line: title.line, scale: $0) }
    }
    if let last = titles.last {
      let own = Set(titles.filter { $0.line == last.line }.map(\.scale))
      // What is said twice, and otherwise, is said of no figure for sure.
      return own.count == 1 ? last.scale : MeasureScale(unit: "‱")
    }
    // Below the head, too, stands a remark in a line of its own.
    for line in table.span.lines where line >= binding.head.lowerBound {
      let cells = scan.grid.lines[line].cells
      guard cells.count == 1, let cell = cells.first, let key = scan.key(cell),
        let scale = scale(key)
      else { continue }
      return scale
    }
    return nil
  }

  /// The measure that a remark states, ones too: `Đơn vị tính: người`.
  private static func scale(_ key: LabelKey) -> MeasureScale? {
    if let scale = MeasureScale(remark: key) { return scale }
    if let scale = MeasureScale(statedIn: key) { return scale }
    // `Đơn vị: người`; a place called so has other words in it.
    guard key.hasPrefix(LabelKey("đơn vị")), let scale = MeasureScale(unit: key), scale.isPlain
    else { return nil }
    return scale.isOnes ? scale : nil
  }
}
