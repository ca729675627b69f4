import FormModel
import Indicators

/// The rows of one indicator in their order, with codes, labels and units, but without cells.
struct RowPlan {
  private(set) var rows: [PlannedRow] = []
  private let indicator: IndicatorRows
  private let ordinal: Int
  private var parts = 0

  init(_ indicator: IndicatorRows, ordinal: Int) {
    self.indicator = indicator
    self.ordinal = ordinal
    if let count = indicator.count {
      add(.count, of: count, indent: 0)
      addGroups([[.count]], of: count)
      if let quotient = indicator.quotient {
        add(.denominator, of: quotient, indent: 1)
        add(.rate, of: quotient, indent: 1)
      }
    } else if let quotient = indicator.quotient {
      add(.rate, of: quotient, indent: 0)
      add(.numerator, of: quotient, indent: 1)
      addGroups([[.numerator]], of: quotient)
      add(.denominator, of: quotient, indent: 1)
      addGroups(
        [[.rate, .numerator], [.rate, .numerator, .denominator], [.numerator, .denominator]],
        of: quotient)
    }
  }

  /// Adds the categories of those groups whose measures are one of the given choices.
  private mutating func addGroups(_ choices: [[Measure]], of owner: Indicator) {
    for group in indicator.groups {
      let measures = indicator.measures(of: group)
      guard choices.contains(where: { Set($0) == Set(measures) }) else { continue }
      for category in group.breakdown.categories {
        let value = BreakdownValue(breakdown: group.breakdown.id, category: category.id)
        for measure in [Measure.count, .rate, .numerator, .denominator]
        where measures.contains(measure) {
          add(measure, of: owner, group: group, category: category, value: value)
        }
      }
    }
  }

  private mutating func add(
    _ measure: Measure, of owner: Indicator, group: IndicatorRows.Group,
    category: Breakdown.Category, value: BreakdownValue
  ) {
    let measures = indicator.measures(of: group)
    let leads = measure == .count || measure == .rate || measures == [.numerator]
    let label =
      leads ? category.label : "\(label(measure, of: owner)): \(category.label)"
    let open =
      measure == .denominator ? indicator.denominatorOpen : group.open ?? indicator.open
    append(
      measure, of: owner, ordinal: leads ? category.codeSuffix : "", label: label,
      suffix: category.codeSuffix, category: value, indent: leads ? 1 : 2, open: open)
  }

  private mutating func add(_ measure: Measure, of owner: Indicator, indent: Int) {
    if indent > 0 { parts += 1 }
    append(
      measure, of: owner, ordinal: indent == 0 ? String(ordinal) : "\(ordinal).\(parts)",
      label: label(measure, of: owner), suffix: "", category: nil, indent: indent,
      open: measure == .denominator ? indicator.denominatorOpen : indicator.open)
  }

  private mutating func append(
    _ measure: Measure, of owner: Indicator, ordinal: String, label: String, suffix: String,
    category: BreakdownValue?, indent: Int, open: Set<String>
  ) {
    let isRate = measure == .rate
    let row = FormRow(
      ordinal: ordinal, code: owner.id.code + suffix + tail(measure), label: label,
      unit: measure == .count || isRate ? owner.unit : indicator.countedIn, indent: indent,
      target: FormRow.Target(
        indicator: owner.id, measure: measure, kind: owner.kind, category: category,
        decimals: isRate ? indicator.decimals : 0,
        isPlaceholder: owner.codeConfidence == .placeholder),
      contents: [:])
    rows.append(PlannedRow(row: row, measure: measure, category: category, open: open))
  }

  private func label(_ measure: Measure, of owner: Indicator) -> String {
    if let label = indicator.labels[measure] { return label }
    return switch measure {
    case .count: indicator.quotient == nil ? owner.name : owner.numerator
    case .rate: owner.name
    case .numerator: owner.numerator
    case .denominator: owner.denominator
    }
  }

  /// The ending of the codes of rows that are not the indicator's own figure.
  private func tail(_ measure: Measure) -> String {
    switch measure {
    case .count: ""
    case .rate: indicator.count == nil ? "" : ".TL"
    case .numerator: ".TS"
    case .denominator: ".MS"
    }
  }
}
