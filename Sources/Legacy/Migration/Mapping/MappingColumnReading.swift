import FormModel
import Indicators
import Templates

/// Reads the columns and rows of a mapping.
struct MappingColumnReading {
  /// The register that the mapping goes into; nil for a matrix.
  let definition: RegisterDefinition?
  let splits: Set<String>
  let meanings: MappingMeaningReading

  /// The roles that a column names; figures and fields have none.
  private enum Role: String, CaseIterable {
    case ordinal, unit, label, period, measure, note, ignore, review, total, mark
    case unitCode = "unit-code"
  }

  private static let shared = ["id", "role", "label", "under", "why"]
  private static let figureKeys =
    shared + MappingMeaningReading.keys + ["split", "sum-of", "unit"] + MappingScale.keys
  private static let fieldKeys = shared + ["column", "sets"]
  private static let rowKeys =
    ["label", "under", "split", "heading", "review", "why"] + MappingMeaningReading.keys
    + MappingScale.keys

  /// The columns.
  func columns(_ root: TemplateNode) -> [MappingColumn] {
    let keys = definition == nil ? Self.figureKeys : Self.fieldKeys
    let columns = root.children("columns", keys: keys).map(column)
    if columns.isEmpty { root.report(.missingKey("columns"), at: "columns") }
    return columns
  }

  /// The rows.
  func rows(_ root: TemplateNode) -> [MappingRow] {
    root.children("rows", keys: Self.rowKeys).map { node in
      if !node.has("label") { node.report(.missingKey("label"), at: "label") }
      return MappingRow(
        labels: MappingLabels(node.texts("label")), under: MappingLabels(node.texts("under")),
        meaning: node.flag("heading") ? nil : meanings.meaning(node),
        isReview: node.flag("review"), scale: MappingScale(node), split: split(node),
        line: node.line)
    }
  }

  private func column(_ node: TemplateNode) -> MappingColumn {
    let naming = naming(node)
    if !node.has("label"), naming == nil { node.report(.missingKey("label"), at: "label") }
    let isMatrix = definition == nil
    return MappingColumn(
      role: role(node), id: node.text("id") ?? "", labels: MappingLabels(node.texts("label")),
      under: MappingLabels(node.texts("under")),
      meaning: isMatrix ? meanings.meaning(node) : MappingMeaning(), naming: naming,
      scale: isMatrix ? MappingScale(node) : nil, split: isMatrix ? split(node) : nil,
      sets: constants(node), line: node.line)
  }

  /// What the labels of the columns name that the entry is for: `unit: label`, or `period: label`
  /// without a label of its own.
  private func naming(_ node: TemplateNode) -> MappingNaming? {
    guard definition == nil, !node.has("role") else { return nil }
    guard let unit = node.text("unit") else {
      return node.text("period") == "label" && !node.has("label") ? .period : nil
    }
    if unit != "label" {
      node.report(.malformedValue(key: "unit", found: unit, expected: "label"), at: "unit")
    }
    return .unit
  }

  private func split(_ node: TemplateNode) -> String? {
    guard let name = node.text("split") else { return nil }
    if splits.contains(name) { return name }
    node.report(
      .malformedValue(
        key: "split", found: name, expected: splits.sorted().joined(separator: " | ")),
      at: "split")
    return nil
  }

  private func role(_ node: TemplateNode) -> MappingColumn.Role {
    if let definition, let name = node.text("column") {
      let reading = MappingRegisterReading(definition: definition)
      return reading.field(name, node, line: node.line(of: "column")).map { .field($0) } ?? .review
    }
    guard node.has("role") else {
      if definition != nil { node.report(.missingKey("column"), at: "column") }
      let hasMeaning = (MappingMeaningReading.keys + ["split", "unit"]).contains { node.has($0) }
      if definition == nil, !hasMeaning { node.report(.missingKey("role"), at: "role") }
      return definition == nil && hasMeaning ? .figure : .review
    }
    let role: Role? = node.choice("role")
    switch role {
    case .ordinal: return .ordinal
    case .unit: return .unit
    case .unitCode: return .unitCode
    case .label: return .label
    case .period: return .period
    case .measure: return .measure
    case .note: return .note
    case .ignore: return .ignore
    case .mark: return .mark
    case .total: return .total(node.texts("sum-of"))
    case .review, nil: return .review
    }
  }

  /// The values that a column sets in others, `sets: {sex: Nam}`.
  private func constants(_ node: TemplateNode) -> [MappingConstant] {
    guard let definition else { return [] }
    let reading = MappingRegisterReading(definition: definition)
    return node.pairs("sets").compactMap { name, value, line in
      reading.field(name, node, line: line).map { MappingConstant(field: $0, value: value) }
    }
  }
}
