import FormModel
import Indicators
import Templates

/// Reads what a mapping says of a register beside its columns.
struct MappingRegisterReading {
  let definition: RegisterDefinition

  /// The register of a mapping's root.
  func register(_ root: TemplateNode, form: String, version: Int) -> MappingRegister {
    var register = MappingRegister(
      form: form, version: version,
      values: Array(repeating: MappingValues(), count: definition.columns.count),
      monthFirst: [], defaults: [],
      joinsByList: definition.columns.map { if case .categories = $0.kind { true } else { false } })
    if let values = root.child("values", keys: nil) {
      for (name, line) in values.names {
        guard let field = field(name, root, line: line) else { continue }
        for (text, value, line) in values.pairs(name)
        where !register.values[field].add(text, to: value) {
          root.log.report(
            .malformedValue(key: name, found: text, expected: "một lần / once"),
            file: root.file, line: line)
        }
      }
    }
    for (name, order, line) in root.pairs("dates") {
      guard let field = field(name, root, line: line) else { continue }
      guard order == "dmy" || order == "mdy", definition.columns[field].kind == .date else {
        root.log.report(
          .malformedValue(key: name, found: order, expected: "dmy | mdy"), file: root.file,
          line: line)
        continue
      }
      if order == "mdy" { register.monthFirst.insert(field) }
    }
    for (name, value, line) in root.pairs("defaults") {
      guard let field = field(name, root, line: line) else { continue }
      register.defaults.append(MappingConstant(field: field, value: value))
    }
    return register
  }

  /// The index of a column of the form; nil, and reported, where there is none.
  func field(_ name: String, _ node: TemplateNode, line: Int) -> Int? {
    if let field = definition.column(id: name) { return field }
    node.log.report(
      .unknown(.column, id: name, from: node.text("mapping") ?? node.texts("label").first ?? ""),
      file: node.file, line: line)
    return nil
  }
}
