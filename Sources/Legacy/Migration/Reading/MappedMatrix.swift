import Indicators
import SheetModel

/// The figures of a sheet that a mapping reads as a matrix.
public struct MappedMatrix: Sendable {
  /// The mapping's identity.
  public var mapping: String
  /// The sheet's name.
  public var sheet: String
  /// The period of the sheet; nil where nothing names one, or only its columns do.
  public var period: ReportingPeriod?
  /// The unit of the sheet; nil where rows have their own, or nothing names one.
  public var unit: String?
  /// The figures in the order of the sheet, each with its origin.
  public var observations: [Observation] = []
  /// What became of every filled cell.
  public var account = CellAccount()
  /// Where the migrated figures stand, so that they can be added up again from the file alone.
  public var regions: [FigureRegion] = []
  /// What does not agree with itself in the sheet.
  public var findings: [MappingFinding] = []
}

/// The cells of one column that hold migrated figures of one indicator, breakdown and period.
public struct FigureRegion: Sendable, Hashable {
  /// The indicator.
  public var indicator: IndicatorID
  /// What the figures are to it.
  public var measure: Measure
  /// The breakdowns of the figures, by identity in order; empty for wholes.
  public var breakdowns: [String]
  /// The period.
  public var period: ReportingPeriod
  /// The column, from 0.
  public var column: Int
  /// By what the figures in the cells are multiplied to be those of the indicator.
  public var factor: ExactDecimal
  /// The rows, from 0, in ascending ranges; every filled cell in them is a migrated figure.
  public var rows: [Range<Int>]
}

/// Something in a sheet that contradicts itself; nothing is changed for it.
public struct MappingFinding: Sendable, Hashable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A row of totals is not the sum of the rows above it.
    case totalMismatch = "total-mismatch"
    /// A total beside its parts (Nam, Nữ) is not their sum.
    case partsMismatch = "parts-mismatch"
    /// A second figure for the same thing; the first one is migrated.
    case repeatedFigure = "repeated-figure"
  }

  /// What is wrong.
  public var kind: Kind
  /// The cell.
  public var address: CellAddress
  /// The other cell: the first of the parts, or the figure that was migrated.
  public var other: CellAddress?
  /// What stands in the cell.
  public var found: ExactDecimal?
  /// What it should be, or what the other cell has.
  public var expected: ExactDecimal?
}

/// Gathers the rows of migrated figures by column and meaning.
struct RegionLog {
  private struct Key: Hashable {
    var indicator: IndicatorID
    var measure: Measure
    var breakdowns: [String]
    var period: ReportingPeriod
    var column: Int
    var factor: ExactDecimal
  }

  private var rows: [Key: [Range<Int>]] = [:]

  /// Adds a figure; rows of a column come in ascending order.
  mutating func add(_ key: ObservationKey, times factor: ExactDecimal, at address: CellAddress) {
    let place = Key(
      indicator: key.indicator, measure: key.measure,
      breakdowns: key.breakdown.map(\.breakdown), period: key.period, column: address.column,
      factor: factor)
    let row = address.row
    var ranges = rows.removeValue(forKey: place) ?? []
    if let last = ranges.last, last.upperBound == row {
      ranges[ranges.count - 1] = last.lowerBound..<(row + 1)
    } else {
      ranges.append(row..<(row + 1))
    }
    rows[place] = ranges
  }

  /// The regions by column, then by what they are about.
  var regions: [FigureRegion] {
    rows.map { key, rows in
      FigureRegion(
        indicator: key.indicator, measure: key.measure, breakdowns: key.breakdowns,
        period: key.period, column: key.column, factor: key.factor, rows: rows)
    }.sorted { a, b in
      let (aOf, bOf) = (a.breakdowns.joined(separator: "+"), b.breakdowns.joined(separator: "+"))
      return (a.column, a.indicator, a.measure.rawValue, aOf, a.period, a.factor)
        < (b.column, b.indicator, b.measure.rawValue, bOf, b.period, b.factor)
    }
  }
}
