import FormModel
import FormModel
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// Reads the figures of one sheet as its mapping says; every filled cell gets exactly one fate.
struct MappedMatrixReader {
  /// What all sheets of a run share.
  struct Context {
    var targets: MappingTargets
    var lookup: UnitLookup
    /// The codes of units that have others below them.
    var parents: Set<String>
    /// The breakdowns whose categories add up to the whole, by set, with their categories.
    var exhaustive: [String: [String: Set<String>]]
    /// The labels of the categories of all breakdowns, by set.
    var categories: [String: Set<LooseKey>]
    var options: MappingOptions
  }

  let context: Context
  let binding: MappingBinding
  let span: TableSpan
  let scan: SheetScan
  let identity: MappingIdentity
  let file: String
  let sha256: String
  let figures: FigureReader

  var result: MappedMatrix
  var fates: [CellAccount.Fate?]
  var regions = RegionLog()
  var seen: [ObservationKey: Int] = [:]
  var units: [UnitKey: MappedUnit] = [:]
  /// The unit of the whole sheet, and the one that its titles name, by period.
  var sheetUnits: [ReportingPeriod: (whole: MappedUnit, titles: MappedUnit)] = [:]
  var targets: [MappingMeaning: MappingTargets.Target?] = [:]
  var isFooter = false
  /// Whether a line said that what is below it is another table, though it has no head.
  var isHeadless = false
  /// The last line of text alone that says nothing that is known.
  var unknownText: Int?
  /// The period and the unit of a line of their own above the rows at hand.
  var section: (period: ReportingPeriod?, unit: MappedUnit?) = (nil, nil)
  var stubs: RowStubs
  /// What the row above said of its measure.
  var rowMeasure: String?
  /// What the row at hand counts, as its unit says it; nil for nothing.
  var rowCounted: String?
  /// What the table says of the measure of all its figures.
  let measure: MeasureScale?
  /// Whether the line before was one of a repeated head.
  var isBelowHead = false
  /// The row of the mapping that was met last and has parts below it.
  var splitRow: MappingRow?
  /// The heading that was met last.
  var heading: LooseKey?
  /// The unit that the rows at hand lie below, named by a row above them.
  var above: String?
  var sums = ColumnSums()

  /// What a row says of its unit.
  struct RowUnit: Hashable {
    /// The name, or the code where it stands alone.
    var text: String
    /// The code beside the name; nil for none.
    var code: String?
  }

  /// A row's unit at a period's end, below another unit.
  struct UnitKey: Hashable {
    var unit: RowUnit
    var above: String?
    var period: ReportingPeriod
  }

  init(
    _ binding: MappingBinding, of table: MatchedTable, scan: SheetScan, file: String,
    sha256: String, figures: FigureReader, context: Context
  ) {
    self.binding = binding
    span = table.span
    self.scan = scan
    self.file = file
    self.sha256 = sha256
    self.context = context
    self.figures = figures
    stubs = RowStubs(binding, in: table.span.lines, scan)
    measure = TableMeasure.scale(of: table, binding, scan)
    identity = MappingIdentity(
      binding, titles: table.titles, scan: scan, file: file, options: context.options,
      lookup: context.lookup)
    result = MappedMatrix(mapping: binding.mapping.id, sheet: scan.grid.name)
    fates = Array(repeating: nil, count: scan.grid.cells.count)
  }

  var mapping: LegacyMapping { binding.mapping }

  /// Whether each row is a unit of its own.
  var hasUnitRows: Bool {
    binding.columns.values.contains {
      let role = mapping.columns[$0.entry].role
      return role == .unit || role == .unitCode
    }
  }

  /// Reads the whole table.
  mutating func read() -> MappedMatrix {
    result.period = identity.period()
    let namesUnits = binding.columns.values.contains {
      mapping.columns[$0.entry].naming == .unit
    }
    if !hasUnitRows, !namesUnits, let period = result.period,
      case .found(let code) = sheetUnit(in: period).whole
    {
      result.unit = code
    }
    for (cell, _, fate) in HeadFates.fates(binding, from: span.lines.lowerBound, scan) {
      fates[cell] = fate
    }
    let body = HeadLines.body(below: binding.head, of: scan)
    for line in body..<max(body, span.lines.upperBound) {
      if span.repeats.contains(line) {
        judgeRepeat(line)
      } else {
        judgeBody(line)
      }
    }
    settle()
    result.regions = regions.regions
    return result
  }

  /// A line of title and head that stands again on a further page.
  private mutating func judgeRepeat(_ line: Int) {
    for cell in scan.grid.lines[line].cells {
      if isFigure(cell), !MarkLine.isMarkLine(line, of: scan) {
        set(cell, .quarantined(.outsideTable))
      }
      let isLabel = TableHead.label(cell, of: scan).map { binding.headKeys.contains($0) } ?? false
      set(cell, .ignored(isLabel ? .head : .title))
    }
  }

  /// The unit of the whole sheet at the end of a period, and the one that its titles name.
  mutating func sheetUnit(in period: ReportingPeriod) -> (whole: MappedUnit, titles: MappedUnit) {
    if let known = sheetUnits[period] { return known }
    let day = period.lastDay
    let found = (identity.unit(on: day), identity.unit(inTitlesOn: day))
    sheetUnits[period] = found
    return found
  }

  // MARK: Fates

  /// Gives a cell its fate; the first one stays.
  mutating func set(_ cell: Int, _ fate: CellAccount.Fate) {
    if fates[cell] == nil { fates[cell] = fate }
  }

  /// Holds back a cell of a column that the mapping does not bind.
  mutating func setUnbound(_ cell: Int) {
    let isClashing = binding.clashing.contains(scan.grid.cells[cell].column)
    set(cell, .quarantined(isClashing ? .ambiguousColumn : .unknownColumn))
  }

  /// Gives all cells of a line that have none yet the same fate.
  mutating func setRest(ofLine line: Int, _ fate: CellAccount.Fate) {
    for cell in scan.grid.lines[line].cells { set(cell, fate) }
  }

  /// What stands in a cell of figures or units that was held back; nothing of other cells, which may
  /// hold the name of a child.
  private func found(_ cell: Int) -> Evidence {
    guard case .quarantined(let reason)? = fates[cell] else { return .none }
    switch reason {
    case .unreadableFigure, .ambiguousFigure, .errorValue, .negativeFigure, .fractionInCount,
      .wrongBase, .otherMeasure, .repeatedFigure:
      return Evidence(figure: scan.grid.typed(cell))
    case .unknownUnit, .ambiguousUnit: return Evidence(unit: scan.grid.typed(cell))
    default: return .none
    }
  }

  private mutating func settle() {
    for line in span.lines {
      for cell in scan.grid.lines[line].cells {
        let text = found(cell)
        result.account.add(
          fates[cell] ?? .quarantined(.strayText), at: scan.address(cell, inLine: line),
          found: text)
      }
    }
  }

  /// Whether a cell holds a number, an error or a truth value: no text and no day.
  func isFigure(_ cell: Int) -> Bool { HeadFates.isFigure(cell, scan) }

  /// What a column of the sheet is.
  func role(ofColumn column: Int) -> MappingColumn.Role? {
    binding.columns[column].map { mapping.columns[$0.entry].role }
  }
}
