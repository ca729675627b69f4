import Foundation
import Indicators
import SheetModel

/// One reading of a folder of templates.
struct TemplateFolderReading {
  let folder: String
  let openTable: TemplateLoader.TableOpening
  let log: TemplateProblemLog

  /// Everything that could be read, checked.
  func library() -> TemplateLibrary {
    let folders = names(in: "").filter { exists("\($0)/set.yml") }
    if folders.isEmpty {
      log.report(.missingKey("set.yml"), file: "", line: nil)
    }
    let sets = folders.compactMap(loadedSet)
    let tables = names(in: "units").filter { $0.hasSuffix(".csv") }
    if tables.isEmpty {
      log.report(.missingKey("units/*.csv"), .warning, file: "units", line: nil)
    }
    let units = tables.flatMap { name in
      UnitTable.units(from: records(of: "units/\(name)", columns: UnitTable.columns))
    }
    let successions = names(in: "units/successions").filter { $0.hasSuffix(".csv") }.flatMap {
      SuccessionTable.successions(
        from: records(of: "units/successions/\($0)", columns: SuccessionTable.columns))
    }
    TemplateLint(log: log).check(sets: sets, units: units, successions: successions)
    return TemplateLibrary(
      sets: sets.map(\.set), forms: sets.flatMap { $0.forms.map(\.definition) },
      units: UnitRegistry(UnitTable.bounded(units.map(\.value))),
      successions: successions.map(\.value.succession))
  }

  private func loadedSet(_ name: String) -> LoadedSet? {
    let file = "\(name)/set.yml"
    guard let yaml = text(of: file),
      let declaration = SetDeclaration(yaml: yaml, file: file, log: log)
    else { return nil }
    if declaration.id != name {
      log.report(
        .malformedValue(key: "set", found: declaration.id, expected: name), file: file, line: 1)
    }
    let indicators = IndicatorTable.indicators(
      from: records(of: "\(name)/indicators.csv", columns: IndicatorTable.columns))
    let breakdowns = BreakdownTable.breakdowns(
      from: records(of: "\(name)/breakdowns.csv", columns: BreakdownTable.columns))
    let set = IndicatorSet(
      id: declaration.id, title: declaration.title, indicators: indicators.map(\.value),
      breakdowns: breakdowns.map(\.value))
    let rules = setRules("\(name)/rules.yml")
    let context = FormContext(declaration: declaration, set: set, setRules: rules, log: log)
    let forms = names(in: "\(name)/forms").filter { $0.hasSuffix(".yml") }.compactMap { form in
      text(of: "\(name)/forms/\(form)").flatMap {
        LoadedForm(yaml: $0, file: "\(name)/forms/\(form)", context: context)
      }
    }
    let ordered =
      forms.filter { $0.definition.matrix != nil } + forms.filter { $0.definition.register != nil }
    return LoadedSet(
      set: set, indicators: indicators, breakdowns: breakdowns, rules: rules, forms: ordered)
  }

  private func setRules(_ file: String) -> [RuleDeclaration] {
    guard exists(file) else { return [] }
    return text(of: file)
      .flatMap { TemplateNode(yaml: $0, file: file, keys: ["rules"], log: log) }
      .map(RuleDeclaration.rules) ?? []
  }

  // MARK: Files

  private func records(of file: String, columns: [String]) -> [TemplateTable.Record] {
    guard isFile(file, upTo: Self.mostTable) else { return [] }
    do {
      let cursor = try openTable("\(folder)/\(file)")
      return try TemplateTable.records(of: cursor, file: file, columns: columns, log: log)
    } catch {
      let reason = error.found.isEmpty ? error.code.rawValue : error.found
      log.report(.unreadableFile(reason: reason), file: file, line: error.place.line)
      return []
    }
  }

  /// The most bytes of a YAML file: every node of it is kept and costs a hundredfold.
  private static let mostYAML = 1 << 20
  /// The most bytes of a table; all communes of the country take one.
  private static let mostTable = 4 << 20

  /// Whether a file is one, and no larger than a template needs to be; a problem where it is not.
  private func isFile(_ file: String, upTo most: Int) -> Bool {
    let path = URL(fileURLWithPath: "\(folder)/\(file)").resolvingSymlinksInPath().path
    // Whoever opens what is not there says so.
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return true
    }
    let isFile = attributes[.type] as? FileAttributeType == .typeRegular
    guard isFile, let size = attributes[.size] as? Int, size <= most else {
      log.report(
        .unreadableFile(reason: isFile ? "more than \(most) bytes" : "notAFile"), file: file,
        line: nil)
      return false
    }
    return true
  }

  private func text(of file: String) -> String? {
    guard isFile(file, upTo: Self.mostYAML) else { return nil }
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
      log.report(.unreadableFile(reason: "unreadable"), file: file, line: nil)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      log.report(.unreadableFile(reason: "invalidEncoding"), file: file, line: nil)
      return nil
    }
    return text
  }

  private func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(file)")
  }

  /// The names in a folder, in order; none where there is no such folder.
  private func names(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
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
