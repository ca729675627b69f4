import Indicators

/// How forms compute rates, by the keys of the observations that they give; `FormModel` reads them off
/// its forms.
package struct RateRules: Sendable {
  /// What tells a figure of a form, whatever unit and period it is of.
  package struct Figure: Hashable, Sendable {
    /// The indicator set.
    package var set: String
    /// The form.
    package var form: String
    /// The form's version.
    package var version: Int
    /// The indicator.
    package var indicator: IndicatorID
    /// What the figure is to it.
    package var measure: Measure
    /// The categories, in order.
    package var breakdown: [BreakdownValue]

    /// A figure by what tells it.
    package init(
      set: String, form: String, version: Int, indicator: IndicatorID, measure: Measure,
      breakdown: [BreakdownValue]
    ) {
      self.set = set
      self.form = form
      self.version = version
      self.indicator = indicator
      self.measure = measure
      self.breakdown = breakdown
    }
  }

  /// A rate from two figures of the same form.
  package struct Rule: Sendable {
    /// What is divided.
    package var numerator: Figure
    /// What it is divided by.
    package var denominator: Figure
    /// The base, such as 100 for percent.
    package var multiplier: Int
    /// The decimals that the result is rounded to.
    package var decimals: Int

    /// The quotient of two figures times a multiplier, rounded to decimals.
    package init(numerator: Figure, denominator: Figure, multiplier: Int, decimals: Int) {
      self.numerator = numerator
      self.denominator = denominator
      self.multiplier = multiplier
      self.decimals = decimals
    }
  }

  private let rules: [Figure: Rule]
  /// What rates are computed from.
  private let operands: Set<Figure>

  /// Rules by the rate that each computes.
  package init(_ rules: [Figure: Rule]) {
    self.rules = rules
    operands = Set(rules.values.flatMap { [$0.numerator, $0.denominator] })
  }

  /// The rule of a rate; nil where its form does not compute it.
  func rule(of key: ObservationKey) -> Rule? { rules[Self.figure(of: key)] }

  /// What tells a figure, if a rate is computed from it.
  func operand(_ key: ObservationKey) -> Figure? {
    let figure = Self.figure(of: key)
    return operands.contains(figure) ? figure : nil
  }

  private static func figure(of key: ObservationKey) -> Figure {
    Figure(
      set: key.set, form: key.form, version: key.formVersion, indicator: key.indicator,
      measure: key.measure, breakdown: key.breakdown)
  }
}
