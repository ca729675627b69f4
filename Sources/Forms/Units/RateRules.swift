import Indicators

/// How the forms of a library compute rates, by the keys of the observations that they give.
struct RateRules: Sendable {
  /// What tells a figure of a form, whatever unit and period it is of.
  struct Figure: Hashable, Sendable {
    var set: String
    var form: String
    var version: Int
    var indicator: IndicatorID
    var measure: Measure
    var breakdown: [BreakdownValue]
  }

  /// A rate from two figures of the same form.
  struct Rule: Sendable {
    var numerator: Figure
    var denominator: Figure
    var multiplier: Int
    var decimals: Int
  }

  private let rules: [Figure: Rule]

  init(_ forms: [FormDefinition]) {
    var rules: [Figure: Rule] = [:]
    for form in forms {
      guard let matrix = form.matrix, let plan = ObservationPlan(form) else { continue }
      func figure(_ entry: ObservationPlan.Entry) -> Figure {
        Figure(
          set: form.set, form: form.id, version: form.version, indicator: entry.indicator,
          measure: entry.measure, breakdown: entry.breakdown)
      }
      let byCell = Dictionary(
        plan.entries.map { ($0.cell, figure($0)) }, uniquingKeysWith: { first, _ in first })
      for entry in plan.entries where entry.measure == .rate {
        guard
          case .quotient(let above, let below, let multiplier, let decimals)? =
            matrix.content(entry.cell), let numerator = byCell[above],
          let denominator = byCell[below]
        else { continue }
        rules[figure(entry)] = Rule(
          numerator: numerator, denominator: denominator, multiplier: multiplier,
          decimals: decimals)
      }
    }
    self.rules = rules
  }

  /// The rule of a rate; nil where its form does not compute it.
  func rule(of key: ObservationKey) -> Rule? {
    rules[
      Figure(
        set: key.set, form: key.form, version: key.formVersion, indicator: key.indicator,
        measure: key.measure, breakdown: key.breakdown)]
  }
}

extension ObservationKey {
  /// The key of another figure of the same form, unit and period.
  func with(_ figure: RateRules.Figure) -> ObservationKey {
    ObservationKey(
      set: figure.set, form: figure.form, formVersion: figure.version,
      indicator: figure.indicator, measure: figure.measure, breakdown: figure.breakdown,
      unit: unit, period: period)
  }
}
