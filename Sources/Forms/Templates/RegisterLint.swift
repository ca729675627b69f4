import FormModel
import Indicators

/// Proves that a register can be filled, and counted into other forms.
struct RegisterLint {
  let set: LoadedSet
  let log: TemplateProblemLog

  /// The most characters of a list for choosing that is written into the sheet itself.
  static let longestList = 255

  func check(_ form: LoadedForm) {
    guard let register = form.definition.register else { return }
    for column in register.columns {
      if case .category(let breakdown) = column.kind { checkList(breakdown, of: column, form) }
    }
    for (index, tally) in register.tallies.enumerated() {
      let line = form.tallyLines.indices.contains(index) ? form.tallyLines[index] : form.line
      check(tally, of: register) { kind in
        log.report(kind, file: form.definition.file, line: line)
      }
    }
  }

  /// Excel keeps such a list as one text of at most 255 characters between commas.
  private func checkList(_ id: String, of column: RegisterColumn, _ form: LoadedForm) {
    guard let breakdown = set.set.breakdown(id) else { return }
    let file = form.definition.file
    let line = form.rowLines[column.id] ?? form.columnsLine
    let labels = breakdown.categories.map(\.label)
    let characters = labels.joined(separator: ",").utf16.count
    if characters > Self.longestList {
      log.report(
        .listTooLong(breakdown: id, characters: characters, limit: Self.longestList), file: file,
        line: line)
    }
    for label in labels where label.contains(",") {
      log.report(.commaInListLabel(breakdown: id, label: label), file: file, line: line)
    }
  }

  private func check(
    _ tally: TallyDefinition, of register: RegisterDefinition,
    report: (TemplateProblem.Kind) -> Void
  ) {
    let id = tally.indicator.description
    guard let target = set.forms.first(where: { $0.definition.id == tally.form })?.definition,
      let matrix = target.matrix
    else {
      report(.unknown(.form, id: tally.form, from: id))
      return
    }
    let counts = matrix.rows.compactMap(\.target).filter {
      $0.indicator == tally.indicator && $0.measure == .count
    }
    if counts.isEmpty { report(.unknown(.row, id: tally.indicator.code, from: id)) }
    for (breakdown, name) in tally.columns.sorted(by: { $0.key < $1.key }) {
      if !matrix.columns.contains(where: { $0.breakdown == breakdown }) {
        report(.unknown(.column, id: breakdown, from: id))
      }
      guard let column = register.column(id: name) else { continue }
      switch register.columns[column].kind {
      case .date where breakdown == "age": break
      case .category(let own) where own == breakdown: break
      default: report(.malformedValue(key: breakdown, found: name, expected: breakdown))
      }
    }
    guard let rows = tally.rows, let column = register.column(id: rows) else { return }
    switch register.columns[column].kind {
    case .category(let own), .categories(let own):
      if !counts.contains(where: { $0.category?.breakdown == own }) {
        report(.unknown(.row, id: own, from: id))
      }
    default: report(.malformedValue(key: "rows", found: rows, expected: "categories"))
    }
  }
}
