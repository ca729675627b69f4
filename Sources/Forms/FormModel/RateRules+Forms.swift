import Indicators
import Units

extension RateRules {
  /// The rules of the matrix forms that compute rates of their own.
  package init(_ forms: [FormDefinition]) {
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
    self.init(rules)
  }
}

extension UnitMapper {
  /// A mapper for the units of a library, what became of them, and how its forms compute rates.
  ///
  /// - Parameters:
  ///   - library: units and forms.
  ///   - day: the day whose units are wanted.
  ///   - codesOf: the day on which the observations' codes are to be read; nil reads each on the
  ///     last day of its own period.
  ///   - split: what is done with a unit that was divided.
  public init(
    _ library: TemplateLibrary, to day: CalendarDate, codesOf: CalendarDate? = nil,
    split: SplitPolicy = .review
  ) {
    self.init(
      library.history, rates: RateRules(library.forms), to: day, codesOf: codesOf, split: split)
  }
}
