import FormModel
import Indicators
import Templates
import VietnameseText

/// Reads one mapping from its file and reports what it cannot mean.
struct MappingReading {
  let library: TemplateLibrary
  let targets: MappingTargets
  let log: TemplateProblemLog

  static let keys =
    [
      "mapping", "title", "set", "target", "form", "recognise", "unit", "period", "splits",
      "columns", "rows", "ignore", "totals", "values", "dates", "defaults",
    ] + MappingScale.keys

  /// What a mapping goes into.
  private enum Kind: String, CaseIterable {
    case matrix, register
  }

  /// The mapping of a YAML text; nil, and reported, where it cannot be used at all.
  func mapping(yaml: String, file: String) -> LegacyMapping? {
    guard let root = TemplateNode(yaml: yaml, file: file, keys: Self.keys, log: log) else {
      return nil
    }
    let setID = root.needed("set")
    guard let set = library.set(setID) else {
      root.report(.unknown(.set, id: setID, from: file), at: "set")
      return nil
    }
    let id = root.code("mapping")
    let name = file.split(separator: "/").last.map(String.init) ?? file
    if !id.isEmpty, name != "\(id).yml" {
      root.report(.malformedValue(key: "mapping", found: id, expected: name), at: "mapping")
    }
    let kind: Kind? = root.choice("target")
    guard let kind else {
      if !root.has("target") { root.report(.missingKey("target"), at: "target") }
      return nil
    }
    let meanings = MappingMeaningReading(set: set, targets: targets)
    let splits = self.splits(root, meanings)
    var mapping = LegacyMapping(
      id: id, title: root.needed("title"), file: file, set: setID,
      recognition: recognition(root), unit: MappingSource(places: [], labels: []),
      period: MappingSource(places: [], labels: []), splits: splits, columns: [], rows: [],
      ignoredRows: MappingLabels([]), ignoredNotes: MappingLabels([]),
      ignoredSheets: MappingLabels([]), totalRows: MappingLabels([]), scale: MappingScale(root),
      register: nil)
    if let ignore = root.child("ignore", keys: ["rows", "notes", "sheets"]) {
      mapping.ignoredRows = MappingLabels(ignore.texts("rows"))
      mapping.ignoredNotes = MappingLabels(ignore.texts("notes"))
      mapping.ignoredSheets = MappingLabels(ignore.texts("sheets"))
    }
    mapping.totalRows = MappingLabels(
      root.child("totals", keys: ["rows"])?.texts("rows") ?? [])
    var definition: RegisterDefinition?
    if kind == .register {
      let form = library.form(root.needed("form"), set: setID)
      guard let form, let register = form.register else {
        root.report(.unknown(.form, id: root.text("form") ?? "", from: id), at: "form")
        return nil
      }
      definition = register
      mapping.register = MappingRegisterReading(definition: register).register(
        root, form: form.id, version: form.version)
    } else {
      for key in ["form", "values", "dates", "defaults"] where root.has(key) {
        root.report(
          .unknownKey(key, expected: Self.keys.filter { $0 != key }), at: key)
      }
    }
    let columns = MappingColumnReading(
      definition: definition, splits: Set(splits.keys), meanings: meanings)
    mapping.columns = columns.columns(root)
    mapping.rows = columns.rows(root)
    mapping.unit = source(root, "unit", isNeeded: !mapping.isLeftOut)
    mapping.period = source(root, "period", isNeeded: !mapping.isLeftOut)
    MappingLint(mapping: mapping, root: root, targets: targets, set: set).check()
    return mapping
  }

  private func recognition(_ root: TemplateNode) -> MappingRecognition {
    var recognition = MappingRecognition()
    let keys = ["sheet-names", "files", "titles", "labels", "without"]
    guard let node = root.child("recognise", keys: keys) else {
      root.report(.missingKey("recognise"), at: "recognise")
      return recognition
    }
    recognition.sheetNames = MappingLabels(node.texts("sheet-names"))
    recognition.files = MappingLabels(node.texts("files"))
    recognition.titles = MappingLabels(node.texts("titles"))
    recognition.without = MappingLabels(node.texts("without"))
    recognition.labels = node.texts("labels").map {
      MappingLabels($0.split(separator: "|").map { UTF8Text.trimmed($0) })
    }
    if recognition.labels.isEmpty { node.report(.missingKey("labels"), at: "labels") }
    return recognition
  }

  private func source(_ root: TemplateNode, _ key: String, isNeeded: Bool) -> MappingSource {
    guard let node = root.child(key, keys: ["from", "labels"]) else {
      if isNeeded { root.report(.missingKey(key), at: key) }
      return MappingSource(places: [], labels: [])
    }
    let places: [MappingSource.Place] = node.choices("from")
    if !node.has("from") { node.report(.missingKey("from"), at: "from") }
    return MappingSource(places: places, labels: node.texts("labels"))
  }

  private func splits(
    _ root: TemplateNode, _ meanings: MappingMeaningReading
  ) -> [String: [MappingSplitPart]] {
    guard let node = root.child("splits", keys: nil) else { return [:] }
    var splits: [String: [MappingSplitPart]] = [:]
    for (name, _) in node.names {
      let parts = node.children(name, keys: ["label", "breakdown", "period", "measure", "total"])
      splits[name] = parts.map { part in
        if !part.has("label") { part.report(.missingKey("label"), at: "label") }
        return MappingSplitPart(
          labels: MappingLabels(part.texts("label")), meaning: meanings.meaning(part),
          isTotal: part.flag("total"))
      }
    }
    return splits
  }
}
