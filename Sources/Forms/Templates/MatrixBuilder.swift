import FormModel
import Indicators

/// What a form's file says of one indicator: which rows it has and which columns they open.
struct IndicatorRows {
  /// A breakdown whose categories are rows under the indicator.
  struct Group {
    var breakdown: Breakdown
    /// The measures that have a row for each category; nil is the usual ones.
    var measures: [Measure]?
    /// The column breakdowns that the category rows open; nil is those of the indicator.
    var open: Set<String>?
  }

  var count: Indicator?
  var quotient: Indicator?
  var open: Set<String>
  var denominatorOpen: Set<String>
  var countedIn: String
  var decimals: Int
  var labels: [Measure: String] = [:]
  var groups: [Group] = []

  /// The measures that a group's categories have as rows.
  func measures(of group: Group) -> [Measure] {
    group.measures ?? (count != nil ? [.count] : [.rate, .numerator, .denominator])
  }
}

/// A row whose place is known but whose cells are not yet.
struct PlannedRow {
  var row: FormRow
  var measure: Measure
  var category: BreakdownValue?
  var open: Set<String>
}

/// Lays the rows of indicators one under another and decides what belongs in each of their cells.
struct MatrixBuilder {
  private(set) var rows: [FormRow] = []
  private let total: Int
  /// The figure columns of each breakdown, in the order of the form.
  private let groups: [(breakdown: Breakdown, columns: [Int])]
  private var headings = 0
  private var indicators = 0

  init(columns: [FormColumn], breakdowns: [Breakdown]) {
    total = columns.firstIndex { $0.role == .total } ?? 0
    groups = breakdowns.map { breakdown in
      (breakdown, columns.indices.filter { columns[$0].breakdown == breakdown.id })
    }
  }

  /// Adds a row that only has a label.
  mutating func addHeading(_ label: String) {
    headings += 1
    rows.append(
      FormRow(
        ordinal: Self.roman(headings), code: "", label: label, unit: "", indent: 0, target: nil,
        contents: [:]))
  }

  /// Adds all rows of an indicator.
  mutating func add(_ indicator: IndicatorRows) {
    indicators += 1
    let planned = RowPlan(indicator, ordinal: indicators).rows
    let start = rows.count
    for (offset, plan) in planned.enumerated() {
      var row = plan.row
      row.contents = contents(of: plan, at: start + offset, planned, start, indicator)
      rows.append(row)
    }
  }

  private func contents(
    of plan: PlannedRow, at index: Int, _ planned: [PlannedRow], _ start: Int,
    _ indicator: IndicatorRows
  ) -> [Int: CellContent] {
    if plan.measure == .rate { return quotients(of: plan, planned, start, indicator) }
    let children = parts(of: plan, planned, start, indicator)
    var contents: [Int: CellContent] = [:]
    var sum: [FormCell]?
    for (breakdown, columns) in groups {
      let isOpen = plan.open.contains(breakdown.id)
      let isSummed =
        !children.isEmpty && children.allSatisfy { $0.plan.open.contains(breakdown.id) }
      for column in columns {
        contents[column] =
          !isOpen
          ? .closed
          : isSummed ? .sum(children.map { FormCell(row: $0.row, column: column) }) : .open
      }
      if isOpen, breakdown.relation == .exhaustive, sum == nil {
        sum = columns.map { FormCell(row: index, column: $0) }
      }
    }
    if sum == nil, !children.isEmpty {
      sum = children.map { FormCell(row: $0.row, column: total) }
    }
    contents[total] = sum.map(CellContent.sum) ?? .open
    return contents
  }

  /// The category rows that add up to a row: those of its first exhaustive group.
  private func parts(
    of plan: PlannedRow, _ planned: [PlannedRow], _ start: Int, _ indicator: IndicatorRows
  ) -> [(row: Int, plan: PlannedRow)] {
    guard plan.category == nil,
      let group = indicator.groups.first(where: { group in
        group.breakdown.relation == .exhaustive
          && indicator.measures(of: group).contains(plan.measure)
      })
    else { return [] }
    return planned.indices.compactMap { offset in
      let child = planned[offset]
      guard child.measure == plan.measure, child.category?.breakdown == group.breakdown.id else {
        return nil
      }
      return (start + offset, child)
    }
  }

  private func quotients(
    of plan: PlannedRow, _ planned: [PlannedRow], _ start: Int, _ indicator: IndicatorRows
  ) -> [Int: CellContent] {
    func find(_ measures: [Measure], _ category: BreakdownValue?) -> Int? {
      planned.firstIndex { measures.contains($0.measure) && $0.category == category }
    }
    let top = find([.numerator, .count], plan.category)
    let bottom = find([.denominator], plan.category) ?? find([.denominator], nil)
    var contents: [Int: CellContent] = [:]
    for (breakdown, columns) in [(nil as String?, [total])] + groups.map({ ($0.0.id, $0.1) }) {
      for column in columns {
        contents[column] = .closed
        guard let top, let bottom,
          breakdown.map({ planned[top].open.contains($0) && planned[bottom].open.contains($0) })
            ?? true
        else { continue }
        contents[column] = .quotient(
          numerator: FormCell(row: start + top, column: column),
          denominator: FormCell(row: start + bottom, column: column),
          multiplier: indicator.quotient?.multiplier ?? 100, decimals: indicator.decimals)
      }
    }
    return contents
  }

  private static func roman(_ number: Int) -> String {
    let signs = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    var rest = number
    var text = ""
    for (value, sign) in signs {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }
}
