import FormModel
import Indicators
import Yams

/// Reads the columns and rows of a matrix form from its file.
struct MatrixReading {
  private(set) var matrix: MatrixDefinition
  private(set) var lines: [String: Int] = [:]
  private let root: TemplateNode
  private let context: FormContext

  private static let rowKeys = [
    "heading", "indicator", "kinds", "label", "labels", "open", "denominator", "groups",
    "counted-in", "decimals",
  ]

  init(_ root: TemplateNode, context: FormContext) {
    self.root = root
    self.context = context
    let shown = Self.breakdowns(root.texts("breakdowns"), at: "breakdowns", root, context)
    let columns = Self.columns(shown, root, context.declaration)
    matrix = MatrixDefinition(columns: columns, rows: [])
    var builder = MatrixBuilder(columns: columns, breakdowns: shown)
    for entry in root.children("rows", keys: Self.rowKeys) {
      let start = builder.rows.count
      if let heading = entry.text("heading") {
        builder.addHeading(heading)
      } else if let indicator = indicatorRows(entry, shown: shown) {
        builder.add(indicator)
      }
      note(builder.rows[start...], line: entry.line)
    }
    if !root.has("rows") { root.report(.missingKey("rows"), at: "rows") }
    matrix.rows = builder.rows
  }

  /// Keeps the line of each code and reports a code that came before.
  private mutating func note(_ rows: ArraySlice<FormRow>, line: Int) {
    for row in rows where !row.code.isEmpty {
      if let first = lines[row.code] {
        context.log.report(
          .duplicate(.row, id: row.code, firstFile: root.file, firstLine: first), file: root.file,
          line: line)
      } else {
        lines[row.code] = line
      }
    }
  }

  // MARK: Columns

  private static func columns(
    _ breakdowns: [Breakdown], _ root: TemplateNode, _ set: SetDeclaration
  ) -> [FormColumn] {
    let stubs: [FormColumn.Role] = [.ordinal, .label, .code, .unit]
    let letters = ["A", "B", "C", "D", "E"]
    var columns = zip(stubs, letters).map { set.column($0, mark: $1) }
    columns.append(set.column(.total, mark: "1"))
    for breakdown in breakdowns {
      if breakdown.relation == .overlapping {
        root.report(.breakdownNotForColumns(breakdown.id), at: "breakdowns")
        continue
      }
      let heads =
        breakdown.relation == .exhaustive
        ? [set.exhaustiveHead, breakdown.label] : [set.partHead]
      for category in breakdown.categories {
        columns.append(
          FormColumn(
            role: .value(BreakdownValue(breakdown: breakdown.id, category: category.id)),
            label: category.label, aliases: category.aliases, heads: heads,
            mark: String(columns.count - stubs.count + 1), width: set.figureWidth))
      }
    }
    columns.append(set.column(.explanation, mark: letters[stubs.count]))
    return columns
  }

  // MARK: Rows

  private func indicatorRows(_ entry: TemplateNode, shown: [Breakdown]) -> IndicatorRows? {
    let text = entry.needed("indicator")
    if text.isEmpty { return nil }
    let found = IndicatorID(text).map { context.set.indicators($0) } ?? []
    if found.isEmpty {
      entry.report(.unknown(.indicator, id: text, from: text), at: "indicator")
      return nil
    }
    let kinds: [IndicatorKind] = entry.choices("kinds")
    for kind in kinds where !found.contains(where: { $0.kind == kind }) {
      entry.report(
        .malformedValue(
          key: "kinds", found: kind.rawValue,
          expected: found.map(\.kind.rawValue).joined(separator: " | ")),
        at: "kinds")
    }
    let used = found.filter { kinds.isEmpty || kinds.contains($0.kind) }
    let denominator = entry.child("denominator", keys: ["open", "label"])
    var rows = IndicatorRows(
      count: used.first { $0.kind == .count }, quotient: used.first { $0.kind != .count },
      open: opened(entry, "open", row: text, shown),
      denominatorOpen: denominator.map { opened($0, "open", row: text, shown) } ?? [],
      countedIn: entry.text("counted-in") ?? root.text("counted-in")
        ?? context.declaration.countedIn,
      decimals: entry.whole("decimals", in: 0...6) ?? context.declaration.decimals)
    rows.labels = labels(entry, isCount: rows.count != nil)
    if let label = denominator?.text("label") { rows.labels[.denominator] = label }
    rows.groups = groups(entry, row: text, shown)
    return rows
  }

  /// `label` is for the row that bears the bare code; `labels` is by measure.
  private func labels(_ entry: TemplateNode, isCount: Bool) -> [Measure: String] {
    var labels: [Measure: String] = [:]
    if let label = entry.text("label") { labels[isCount ? .count : .rate] = label }
    for (key, value, line) in entry.pairs("labels") {
      guard let measure = Measure(rawValue: key) else {
        let expected = Measure.allCases.map(\.rawValue)
        context.log.report(.unknownKey(key, expected: expected), file: root.file, line: line)
        continue
      }
      labels[measure] = value
    }
    return labels
  }

  /// `groups: circumstance`, or a list of breakdowns and mappings.
  private func groups(
    _ entry: TemplateNode, row: String, _ shown: [Breakdown]
  ) -> [IndicatorRows.Group] {
    guard let node = entry.mapping["groups"] else { return [] }
    return (node.sequence.map { Array($0) } ?? [node]).compactMap { item in
      if let name = item.scalar?.string {
        let found = Self.breakdowns([name], at: "groups", entry, context).first
        return found.map { IndicatorRows.Group(breakdown: $0) }
      }
      guard
        let group = TemplateNode(
          item, key: "groups", file: root.file, keys: ["by", "measures", "open"],
          log: context.log),
        let found = Self.breakdowns([group.needed("by")], at: "by", group, context).first
      else { return nil }
      let measures: [Measure] = group.choices("measures")
      return IndicatorRows.Group(
        breakdown: found, measures: measures.isEmpty ? nil : measures,
        open: group.has("open") ? opened(group, "open", row: row, shown) : nil)
    }
  }

  private func opened(
    _ entry: TemplateNode, _ key: String, row: String, _ shown: [Breakdown]
  ) -> Set<String> {
    let found = Self.breakdowns(entry.texts(key), at: key, entry, context)
    for breakdown in found where !shown.contains(where: { $0.id == breakdown.id }) {
      entry.report(.breakdownNotInColumns(row: row, breakdown: breakdown.id), at: key)
    }
    return Set(found.map(\.id))
  }

  private static func breakdowns(
    _ names: [String], at key: String, _ node: TemplateNode, _ context: FormContext
  ) -> [Breakdown] {
    names.filter { !$0.isEmpty }.compactMap { name in
      if let breakdown = context.set.breakdown(name) { return breakdown }
      node.report(.unknown(.breakdown, id: name, from: key), at: key)
      return nil
    }
  }
}
