import FormModel
import Indicators
import Templates
import VietnameseText

/// Proves that a mapping means one thing for each label, and that its figures have a place to go.
struct MappingLint {
  let mapping: LegacyMapping
  let root: TemplateNode
  let targets: MappingTargets
  let set: IndicatorSet

  /// Reports what is wrong.
  func check() {
    checkLabels(mapping.columns.map { ($0.labels, $0.under, $0.line) }, "columns")
    checkLabels(mapping.rows.map { ($0.labels, $0.under, $0.line) }, "rows")
    checkIdentities()
    if mapping.register == nil { checkFigures() } else { checkRegister() }
    checkSources()
  }

  /// No two entries have a label in common below the same heads.
  private func checkLabels(_ entries: [(MappingLabels, MappingLabels, Int)], _ key: String) {
    var owners: [LooseKey: [(under: MappingLabels, line: Int, label: String)]] = [:]
    for (labels, under, line) in entries {
      for label in labels.labels where label.isExact && !label.key.isEmpty {
        for other in owners[label.key] ?? [] where other.under == under && other.line != line {
          report(.collidingLabels(label.text, other: other.label), line: line)
        }
        owners[label.key, default: []].append((under, line, label.text))
      }
    }
  }

  private func checkIdentities() {
    var lines: [String: Int] = [:]
    for column in mapping.columns where !column.id.isEmpty {
      if let first = lines[column.id] {
        report(
          .duplicate(.column, id: column.id, firstFile: mapping.file, firstLine: first),
          line: column.line)
      }
      lines[column.id] = lines[column.id] ?? column.line
    }
    for column in mapping.columns {
      guard case .total(let parts) = column.role else { continue }
      if parts.isEmpty { report(.missingKey("sum-of"), line: column.line) }
      for part in parts where lines[part] == nil {
        report(.unknown(.column, id: part, from: column.labels.first), line: column.line)
      }
    }
  }

  /// Whether the mapping reads no figure and leaves what there is to a person.
  private var isOpen: Bool {
    !mapping.columns.contains { $0.role == .figure }
      && (mapping.columns.contains { $0.role == .review }
        || mapping.rows.contains(where: \.isReview))
  }

  /// Every figure that the mapping can read has a cell in a current form.
  private func checkFigures() {
    let figures = mapping.columns.filter { $0.role == .figure }
    if figures.isEmpty, !mapping.isLeftOut {
      // What is left to a person entirely reads nothing, but nothing wrong either.
      root.log.report(
        .missingKey("indicator"), isOpen ? .warning : .error, file: mapping.file,
        line: root.line(of: "columns"))
    }
    var reported: Set<String> = []
    for column in figures {
      for columnMeaning in meanings(column.meaning, split: column.split) {
        guard !mapping.rows.isEmpty else {
          check(columnMeaning, column.scale, line: column.line, &reported)
          continue
        }
        for row in mapping.rows where !row.isReview {
          guard let own = row.meaning else { continue }
          for rowMeaning in meanings(own, split: row.split) {
            check(
              rowMeaning.joined(with: columnMeaning), row.scale ?? column.scale, line: row.line,
              &reported)
          }
        }
      }
    }
  }

  private func meanings(_ own: MappingMeaning, split: String?) -> [MappingMeaning] {
    guard let split, let parts = mapping.splits[split] else { return [own] }
    return parts.map { own.joined(with: $0.meaning) }
  }

  private func check(
    _ meaning: MappingMeaning, _ scale: MappingScale?, line: Int, _ reported: inout Set<String>
  ) {
    let text = Self.text(meaning)
    guard let target = targets.target(of: meaning, in: mapping.set) else {
      if reported.insert(text).inserted {
        report(.unknown(.row, id: text, from: mapping.id), line: line)
      }
      return
    }
    if let scale, FigureScale(wanted: target.scale, declared: scale).factor == nil,
      reported.insert("\(line) scale").inserted
    {
      report(
        .malformedValue(
          key: "unit-of-measure", found: scale.unit?.description ?? "",
          expected: target.scale.description.isEmpty ? "người" : target.scale.description),
        line: line)
    }
    guard case .part(let part)? = meaning.period,
      let period = ReportingPeriod(year: 2000, part: part),
      !target.periods.contains(period.kind), reported.insert("\(line) \(period.kind)").inserted
    else { return }
    root.log.report(
      .malformedValue(
        key: "period", found: period.kind.rawValue,
        expected: target.periods.map(\.rawValue).joined(separator: " | ")),
      .warning, file: mapping.file, line: line)
  }

  private func checkRegister() {
    guard !mapping.rows.isEmpty || !mapping.splits.isEmpty else { return }
    for key in ["rows", "splits"] where root.has(key) {
      root.report(
        .unknownKey(key, expected: MappingReading.keys.filter { $0 != "rows" && $0 != "splits" }),
        at: key)
    }
  }

  /// What comes from a column needs that column, and rows with labels need theirs.
  private func checkSources() {
    let roles = mapping.columns.map(\.role)
    let hasUnits = roles.contains(.unit) || roles.contains(.unitCode)
    let namesUnits = mapping.columns.contains { $0.naming == .unit }
    if mapping.unit.places.contains(.column), !hasUnits, !namesUnits {
      root.report(.unknown(.column, id: "role: unit", from: "unit"), at: "unit")
    }
    let namesPeriods = mapping.columns.contains { $0.meaning.period == .label }
    if mapping.period.places.contains(.column), !roles.contains(.period), !namesPeriods {
      root.report(.unknown(.column, id: "role: period", from: "period"), at: "period")
    }
    // What reads no figure needs nothing to read them by.
    let severity = isOpen ? Severity.warning : .error
    if !mapping.rows.isEmpty, !roles.contains(.label) {
      root.log.report(
        .unknown(.column, id: "role: label", from: "rows"), severity, file: mapping.file,
        line: root.line(of: "rows"))
    }
    if mapping.rows.isEmpty, mapping.register == nil, !hasUnits, !mapping.isLeftOut {
      root.log.report(
        .missingKey("rows"), severity, file: mapping.file, line: root.line(of: "columns"))
    }
  }

  private func report(_ kind: TemplateProblem.Kind, line: Int) {
    root.log.report(kind, file: mapping.file, line: line)
  }

  /// `I:0301 count circumstance=orphan sex=male`.
  static func text(_ meaning: MappingMeaning) -> String {
    ([meaning.indicator?.description ?? "?", meaning.measure?.rawValue].compactMap { $0 }
      + meaning.breakdown.map(\.description)).joined(separator: " ")
  }
}
