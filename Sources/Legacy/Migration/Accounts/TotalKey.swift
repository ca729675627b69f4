import Indicators
import SheetModel

/// Figures of one indicator, measure, kind of breakdown and period, whose sums are compared.
///
/// Wholes and parts are added apart. Even so such a sum is a check and no statistic: it adds up units
/// and those below them, and forms that ask for the same figure.
package struct TotalKey: Hashable, Comparable, Codable, Sendable {
  /// The indicator, such as `I:0301`.
  package var indicator: String
  /// The measure's name.
  package var measure: String
  /// The breakdowns that the figures are parts by, such as `age+sex`; empty for wholes.
  package var parts = ""
  /// The period.
  package var period: String
  /// Whether the figures are counts of a register's rows, of which only the wholes are added up.
  package var isCounted = false

  package init(
    indicator: String, measure: String, parts: [String] = [], period: String,
    isCounted: Bool = false
  ) {
    self.indicator = indicator
    self.measure = measure
    self.parts = parts.joined(separator: Self.joint)
    self.period = period
    self.isCounted = isCounted
  }

  /// What stands between two breakdowns; their identities have none.
  private static let joint = "+"

  /// The breakdowns one by one.
  package var breakdowns: [String] {
    parts.isEmpty ? [] : parts.split(separator: Self.joint).map(String.init)
  }

  /// By indicator, measure, breakdowns, period; counts of registers last.
  package static func < (a: TotalKey, b: TotalKey) -> Bool {
    (a.indicator, a.measure, a.parts, a.period, a.isCounted ? 1 : 0)
      < (b.indicator, b.measure, b.parts, b.period, b.isCounted ? 1 : 0)
  }
}

extension TotalKey {
  /// The total that an observation goes into; nil for the parts of what a register counts, whose
  /// wholes alone are added up.
  init?(_ observation: Observation) {
    isCounted = observation.isCounted
    let key = observation.key
    if isCounted, !key.breakdown.isEmpty { return nil }
    indicator = key.indicator.description
    measure = key.measure.rawValue
    if !key.breakdown.isEmpty {
      parts = key.breakdown.map(\.breakdown).joined(separator: Self.joint)
    }
    period = key.period.description
  }
}
