import FormModel
import Indicators

/// Reads the columns and tallies of a register from its file.
struct RegisterReading {
  private(set) var register: RegisterDefinition
  /// The lines of the columns by their identities.
  private(set) var columnLines: [String: Int] = [:]
  /// The lines of the tallies.
  private(set) var tallyLines: [Int] = []

  private enum ColumnKind: String, CaseIterable {
    case ordinal, text, date, whole, category, categories, flag
    case personalNumber = "personal-number"
  }

  private static let columnKeys = [
    "id", "label", "aliases", "kind", "breakdown", "required", "personal", "max-length", "width",
  ]
  private static let tallyKeys = ["indicator", "form", "if", "columns", "rows"]

  init(_ root: TemplateNode, context: FormContext) {
    var columns: [RegisterColumn] = []
    for entry in root.children("register", keys: Self.columnKeys) {
      let column = Self.column(entry, after: columns, context: context)
      if let first = columnLines[column.id] {
        entry.report(
          .duplicate(.column, id: column.id, firstFile: root.file, firstLine: first), at: "id")
      }
      columnLines[column.id] = columnLines[column.id] ?? entry.line
      columns.append(column)
    }
    register = RegisterDefinition(
      columns: columns, tallies: [], blankRows: root.whole("blank-rows", in: 1...100_000) ?? 100)
    for entry in root.children("tallies", keys: Self.tallyKeys) {
      guard let tally = Self.tally(entry, of: register, context: context) else { continue }
      register.tallies.append(tally)
      tallyLines.append(entry.line)
    }
  }

  private static func column(
    _ entry: TemplateNode, after columns: [RegisterColumn], context: FormContext
  ) -> RegisterColumn {
    let kind: ColumnKind = entry.choice("kind") ?? .text
    if !entry.has("kind") { entry.report(.missingKey("kind"), at: "kind") }
    let letters = columns.filter { $0.kind == .ordinal }.count
    return RegisterColumn(
      id: entry.code("id"), label: entry.needed("label"), aliases: entry.texts("aliases"),
      kind: columnKind(kind, entry, context), isRequired: entry.flag("required"),
      isPersonal: entry.flag("personal"),
      maximumLength: entry.whole("max-length", in: 1...32_767),
      mark: kind == .ordinal && letters == 0 ? "A" : String(columns.count - letters + 1),
      width: entry.whole("width", in: 2...120).map(Double.init) ?? 14)
  }

  private static func columnKind(
    _ kind: ColumnKind, _ entry: TemplateNode, _ context: FormContext
  ) -> RegisterColumn.Kind {
    switch kind {
    case .ordinal: return .ordinal
    case .text: return .text
    case .date: return .date
    case .whole: return .whole
    case .flag: return .flag
    case .personalNumber: return .personalNumber
    case .category, .categories:
      let breakdown = entry.needed("breakdown")
      if !breakdown.isEmpty, context.set.breakdown(breakdown) == nil {
        entry.report(
          .unknown(.breakdown, id: breakdown, from: entry.text("id") ?? ""), at: "breakdown")
      }
      return kind == .category
        ? .category(breakdown: breakdown) : .categories(breakdown: breakdown)
    }
  }

  private static func tally(
    _ entry: TemplateNode, of register: RegisterDefinition, context: FormContext
  ) -> TallyDefinition? {
    let text = entry.needed("indicator")
    let indicator = IndicatorID(text)
    let found = indicator.map { context.set.indicators($0) } ?? []
    guard let indicator, found.contains(where: { $0.kind == .count }) else {
      entry.report(.unknown(.indicator, id: text, from: "tallies"), at: "indicator")
      return nil
    }
    var columns: [String: String] = [:]
    for (breakdown, column, line) in entry.pairs("columns") {
      columns[breakdown] = column
      if context.set.breakdown(breakdown) == nil {
        context.log.report(
          .unknown(.breakdown, id: breakdown, from: text), file: entry.file, line: line)
      }
    }
    let rows = entry.text("rows")
    for name in Array(columns.values) + [entry.text("if"), rows].compactMap({ $0 })
    where register.column(id: name) == nil {
      entry.report(.unknown(.column, id: name, from: text), at: "indicator")
    }
    return TallyDefinition(
      indicator: indicator, form: entry.needed("form"), condition: entry.text("if"),
      columns: columns, rows: rows)
  }
}
