import FormModel
import Indicators
import SheetModel
import Units

/// One reading of a folder of templates.
struct TemplateFolderReading {
  let files: TemplateFiles

  private var log: TemplateProblemLog { files.log }

  /// Everything that could be read, checked.
  func library() -> TemplateLibrary {
    let folders = files.names(in: "").filter { files.exists("\($0)/set.yml") }
    if folders.isEmpty {
      log.report(.missingKey("set.yml"), file: "", line: nil)
    }
    let sets = folders.compactMap(loadedSet)
    let tables = files.names(in: "units").filter { $0.hasSuffix(".csv") }
    if tables.isEmpty {
      log.report(.missingKey("units/*.csv"), .warning, file: "units", line: nil)
    }
    let units = tables.flatMap { name in
      UnitTable.units(from: files.records(of: "units/\(name)", columns: UnitTable.columns))
    }
    let successions = files.names(in: "units/successions").filter { $0.hasSuffix(".csv") }.flatMap {
      SuccessionTable.successions(
        from: files.records(of: "units/successions/\($0)", columns: SuccessionTable.columns))
    }
    let nameLists = nameLists(of: sets)
    let all = UnitRegistry(units.map(\.value))
    TemplateLint(log: log).check(sets: sets, units: units, all, successions: successions)
    let sound = SoundUnits(units, successions, problems: log.problems)
    let registry = sound.units.count == units.count ? all : UnitRegistry(sound.units)
    return TemplateLibrary(
      sets: sets.map(\.set), forms: sets.flatMap { $0.forms.map(\.definition) },
      units: UnitTable.bounded(registry), successions: sound.successions,
      nameLists: nameLists)
  }

  /// The tables of names that rules look into, each read once; a table that is not there is told at
  /// the rule.
  private func nameLists(of sets: [LoadedSet]) -> [String: NameList] {
    var lists: [String: NameList] = [:]
    for rule in sets.flatMap({ $0.forms.flatMap(\.definition.rules) }) {
      guard RuleKind(rawValue: rule.kind) == .list, let table = rule.text("table"),
        lists[table] == nil
      else { continue }
      guard table.hasSuffix(".csv"), !table.contains(".."), files.exists(table) else {
        log.report(
          .malformedParameter(
            rule: rule.id, parameter: "table", found: table, expected: "legacy/ethnic-groups.csv"),
          file: rule.file, line: rule.line)
        continue
      }
      var list = NameList()
      for record in files.records(of: table, columns: ["name", "aliases"]) {
        list.add(record.needed("name"), aliases: record.texts("aliases"))
      }
      lists[table] = list
    }
    return lists
  }

  private func loadedSet(_ name: String) -> LoadedSet? {
    let file = "\(name)/set.yml"
    guard let yaml = files.text(of: file),
      let declaration = SetDeclaration(yaml: yaml, file: file, log: log)
    else { return nil }
    if declaration.id != name {
      log.report(
        .malformedValue(key: "set", found: declaration.id, expected: name), file: file, line: 1)
    }
    let indicators = IndicatorTable.indicators(
      from: files.records(of: "\(name)/indicators.csv", columns: IndicatorTable.columns))
    let breakdowns = BreakdownTable.breakdowns(
      from: files.records(of: "\(name)/breakdowns.csv", columns: BreakdownTable.columns))
    let set = IndicatorSet(
      id: declaration.id, title: declaration.title, indicators: indicators.map(\.value),
      breakdowns: breakdowns.map(\.value))
    let rules = setRules("\(name)/rules.yml")
    let context = FormContext(declaration: declaration, set: set, setRules: rules, log: log)
    let forms = files.names(in: "\(name)/forms").filter { $0.hasSuffix(".yml") }.compactMap {
      form in
      files.text(of: "\(name)/forms/\(form)").flatMap {
        LoadedForm(yaml: $0, file: "\(name)/forms/\(form)", context: context)
      }
    }
    let ordered =
      forms.filter { $0.definition.matrix != nil } + forms.filter { $0.definition.register != nil }
    return LoadedSet(
      set: set, indicators: indicators, breakdowns: breakdowns, rules: rules, forms: ordered)
  }

  private func setRules(_ file: String) -> [RuleDeclaration] {
    guard files.exists(file) else { return [] }
    return files.text(of: file)
      .flatMap { TemplateNode(yaml: $0, file: file, keys: ["rules"], log: log) }
      .map(RuleDeclaration.rules) ?? []
  }
}

/// A set with the places that declare its parts, for the lint.
struct LoadedSet {
  var set: IndicatorSet
  var indicators: [Declared<Indicator>]
  var breakdowns: [Declared<Breakdown>]
  var rules: [RuleDeclaration]
  var forms: [LoadedForm]
}
