import FormModel
import Indicators
import Tables

/// Which cell of which current form a figure goes into, looked up by what the figure means.
public struct MappingTargets: Sendable {
  /// A cell of a form, as far as observations name it.
  struct Target: Sendable, Hashable {
    var form: String
    var version: Int
    var periods: [ReportingPeriod.Kind]
    var indicator: IndicatorID
    var measure: Measure
    var breakdown: [BreakdownValue]
    var demand: FigureDemand
    /// What the cell's figures count in.
    var scale: MeasureScale
    /// The same as the form writes it.
    var unit: String
  }

  private struct Key: Hashable {
    var set: String
    var indicator: IndicatorID
    var measure: Measure
    var breakdown: [BreakdownValue]
  }

  private var byMeaning: [Key: Target] = [:]
  private var measures: [IndicatorID: [String: Set<Measure>]] = [:]

  /// The open and computed cells of all matrix forms of a library.
  public init(_ library: TemplateLibrary) {
    for form in library.forms {
      guard let matrix = form.matrix else { continue }
      for cell in matrix.figureCells where matrix.content(cell) != .closed {
        guard let target = matrix.rows[cell.row].target else { continue }
        let key = Key(
          set: form.set, indicator: target.indicator, measure: target.measure,
          breakdown: matrix.breakdown(cell))
        measures[target.indicator, default: [:]][form.set, default: []].insert(target.measure)
        if byMeaning[key] != nil { continue }
        byMeaning[key] = Target(
          form: form.id, version: form.version, periods: form.periods,
          indicator: target.indicator, measure: target.measure, breakdown: key.breakdown,
          demand: FigureDemand(matrix.rows[cell.row]),
          scale: MeasureScale(unit: matrix.rows[cell.row].unit) ?? .ones,
          unit: matrix.rows[cell.row].unit)
      }
    }
  }

  /// The measure that is meant where none is named: the only one, or the count.
  func measure(of indicator: IndicatorID, in set: String) -> Measure? {
    let known = measures[indicator]?[set] ?? []
    return known.contains(.count) ? .count : known.count == 1 ? known.first : nil
  }

  /// The cell of a meaning; nil where no form has one that may be filled.
  func target(of meaning: MappingMeaning, in set: String) -> Target? {
    guard let indicator = meaning.indicator,
      let measure = meaning.measure ?? measure(of: indicator, in: set)
    else { return nil }
    return byMeaning[
      Key(
        set: set, indicator: indicator, measure: measure, breakdown: meaning.breakdown.sorted())]
  }
}
