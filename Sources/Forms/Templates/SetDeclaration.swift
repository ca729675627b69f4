import FormModel

/// `set.yml`: the title of an indicator set and what all its forms share.
struct SetDeclaration {
  /// A stub column as the set words it.
  struct Stub {
    var label: String
    var aliases: [String]
    var width: Double
  }

  var id: String
  var title: String
  var issuedUnder: String
  var receiver: String
  var placeholderNote: String
  var countedIn: String
  var decimals: Int
  var stubs: [FormColumn.Role: Stub]
  var figureWidth: Double
  var exhaustiveHead: String
  var partHead: String

  private static let keys = [
    "set", "title", "source", "issued-under", "receiver", "placeholder-note", "counted-in",
    "decimals", "columns", "heads", "figure-width",
  ]
  private static let stubRoles: [(String, FormColumn.Role, Double)] = [
    ("ordinal", .ordinal, 6), ("label", .label, 56), ("code", .code, 11), ("unit", .unit, 12),
    ("total", .total, 12), ("explanation", .explanation, 32),
  ]

  /// Reads the text of `set.yml`; nil, and reported, when it is no mapping.
  init?(yaml: String, file: String, log: TemplateProblemLog) {
    guard let root = TemplateNode(yaml: yaml, file: file, keys: Self.keys, log: log) else {
      return nil
    }
    id = root.code("set")
    title = root.needed("title")
    issuedUnder = root.needed("issued-under")
    receiver = root.needed("receiver")
    placeholderNote = root.needed("placeholder-note")
    countedIn = root.needed("counted-in")
    decimals = root.whole("decimals", in: 0...6) ?? 2
    figureWidth = Double(root.whole("figure-width", in: 4...60) ?? 12)
    let heads = root.child("heads", keys: ["exhaustive", "part"])
    exhaustiveHead = heads?.needed("exhaustive") ?? ""
    partHead = heads?.needed("part") ?? ""
    stubs = [:]
    let columns = root.child("columns", keys: Self.stubRoles.map(\.0))
    if columns == nil { root.report(.missingKey("columns"), at: "columns") }
    for (name, role, width) in Self.stubRoles {
      let stub = columns?.child(name, keys: ["label", "aliases", "width"])
      if columns != nil, stub == nil { root.report(.missingKey(name), at: "columns") }
      stubs[role] = Stub(
        label: stub?.needed("label") ?? name, aliases: stub?.texts("aliases") ?? [],
        width: stub?.whole("width", in: 2...120).map(Double.init) ?? width)
    }
  }

  /// A stub or total column with its mark.
  func column(_ role: FormColumn.Role, mark: String) -> FormColumn {
    let stub = stubs[role]
    return FormColumn(
      role: role, label: stub?.label ?? "", aliases: stub?.aliases ?? [], mark: mark,
      width: stub?.width ?? figureWidth)
  }
}
