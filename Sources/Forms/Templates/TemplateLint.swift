import FormModel
import Indicators
import Units
import VietnameseText

/// Proves that what templates declare does not contradict itself.
struct TemplateLint {
  let log: TemplateProblemLog

  /// Checks everything that was loaded.
  func check(
    sets: [LoadedSet], units: [Declared<ReportingUnit>], _ registry: UnitRegistry,
    successions: [Declared<SuccessionTable.Line>]
  ) {
    for set in sets {
      checkIndicators(set)
      for breakdown in set.breakdowns { checkCategories(breakdown) }
      checkForms(set)
      checkCoverage(set)
      RuleLint(set: set, log: log).check()
      for form in set.forms { RegisterLint(set: set, log: log).check(form) }
    }
    UnitLint(units, registry, log: log).check()
    SuccessionLint(units: units, registry, successions: successions, log: log).check()
  }

  private func checkIndicators(_ set: LoadedSet) {
    var first: [String: Declared<Indicator>] = [:]
    for indicator in set.indicators {
      let key = "\(indicator.value.id) \(indicator.value.kind.rawValue)"
      if let known = first[key] {
        log.report(
          .duplicate(.indicator, id: key, firstFile: known.file, firstLine: known.line),
          file: indicator.file, line: indicator.line)
      } else {
        first[key] = indicator
      }
    }
  }

  /// Labels, aliases and code suffixes tell the categories of a breakdown apart.
  private func checkCategories(_ breakdown: Declared<Breakdown>) {
    var labels = LabelCollisions(log: log)
    var suffixes: [String: String] = [:]
    for category in breakdown.value.categories {
      labels.add(
        [category.label] + category.aliases, of: category.id, file: breakdown.file,
        line: breakdown.line)
      if category.codeSuffix.isEmpty { continue }
      if let other = suffixes.updateValue(category.label, forKey: category.codeSuffix) {
        log.report(
          .collidingLabels(category.codeSuffix, other: other), file: breakdown.file,
          line: breakdown.line)
      }
    }
  }

  /// Identities, symbols, titles and column labels tell forms and columns apart.
  private func checkForms(_ set: LoadedSet) {
    var first: [String: LoadedForm] = [:]
    var names = LabelCollisions(log: log)
    for form in set.forms {
      let definition = form.definition
      if let known = first.updateValue(form, forKey: definition.id) {
        log.report(
          .duplicate(
            .form, id: definition.id, firstFile: known.definition.file, firstLine: known.line),
          file: definition.file, line: form.line)
      }
      names.add(
        [definition.symbol, definition.title], of: definition.file, file: definition.file,
        line: form.line)
      checkBreakdowns(form)
      var labels = LabelCollisions(log: log)
      for column in definition.matrix?.columns ?? [] {
        labels.add(
          [column.label] + column.aliases, of: column.id, file: definition.file,
          line: form.columnsLine)
      }
      for column in definition.register?.columns ?? [] {
        labels.add(
          [column.label] + column.aliases, of: column.id, file: definition.file,
          line: form.rowLines[column.id] ?? form.columnsLine)
      }
    }
  }

  /// A form shows only the columns that some row of it opens.
  private func checkBreakdowns(_ form: LoadedForm) {
    guard let matrix = form.definition.matrix,
      matrix.rows.contains(where: { $0.target != nil })
    else { return }
    func isOpen(_ column: Int) -> Bool {
      matrix.rows.contains { $0.contents[column].map { $0 != .closed } ?? false }
    }
    let shown = matrix.columns.indices.filter { matrix.columns[$0].breakdown != nil }
    let idle = Set(shown.filter { !isOpen($0) }.compactMap { matrix.columns[$0].breakdown })
    let used = Set(shown.filter(isOpen).compactMap { matrix.columns[$0].breakdown })
    for breakdown in idle.sorted() {
      log.report(
        .malformedValue(
          key: "breakdowns", found: breakdown, expected: used.sorted().joined(separator: " | ")),
        .warning, file: form.definition.file, line: form.columnsLine)
    }
  }

  /// Each indicator stands in one form, in each of its kinds.
  private func checkCoverage(_ set: LoadedSet) {
    var forms: [IndicatorID: String] = [:]
    var kinds: [IndicatorID: Set<IndicatorKind>] = [:]
    for form in set.forms {
      for row in form.definition.matrix?.rows ?? [] {
        guard let target = row.target else { continue }
        kinds[target.indicator, default: []].insert(target.kind)
        let first = forms[target.indicator] ?? form.definition.id
        forms[target.indicator] = first
        if first != form.definition.id, target.category == nil, row.code == target.indicator.code {
          log.report(
            .indicatorInTwoForms(target.indicator.description, first: first),
            file: form.definition.file, line: form.rowLines[row.code])
        }
      }
    }
    for indicator in set.indicators
    where kinds[indicator.value.id]?.contains(indicator.value.kind) != true {
      log.report(
        .indicatorWithoutForm("\(indicator.value.id) \(indicator.value.kind.rawValue)"),
        file: indicator.file, line: indicator.line)
    }
  }
}

/// Labels that mean one thing each, compared as the binder compares them.
struct LabelCollisions {
  let log: TemplateProblemLog
  private var owners: [LabelKey: (owner: String, label: String)] = [:]

  init(log: TemplateProblemLog) { self.log = log }

  /// Adds the labels of one thing; reports those that another thing has.
  mutating func add(_ labels: [String], of owner: String, file: String, line: Int?) {
    for label in labels {
      let key = LabelKey(label)
      if key.isEmpty { continue }
      if let known = owners[key], known.owner != owner {
        log.report(.collidingLabels(label, other: known.label), file: file, line: line)
      } else {
        owners[key] = (owner, label)
      }
    }
  }
}
