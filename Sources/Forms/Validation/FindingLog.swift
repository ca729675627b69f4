import FormModel
import Indicators
import SheetModel

/// The findings of one form while its checks run; it keeps one cause from giving two findings.
package struct FindingLog {
  /// One equation between cells: declared rules and the form's own formulas may state it twice.
  private struct Relation: Hashable {
    var result: FormCell
    var operands: [FormCell]
  }

  /// A finding that compares figures: its cell, and the cells that it is compared with.
  struct Comparison {
    var index: Int
    var cell: FormCell
    var operands: [FormCell]
  }

  /// The findings that compare figures, for the search for their cause.
  private(set) var comparisons: [Comparison] = []
  /// What was found so far, in the order of the checks.
  package private(set) var findings: [Finding] = []
  private let sheet: String
  private var relations: Set<Relation> = []
  private var settled: Set<FormCell> = []
  private var disordered: Set<FormCell> = []
  private var named: Set<FormCell> = []

  /// An empty log of a sheet.
  package init(sheet: String) { self.sheet = sheet }

  /// Adds a finding; the sheet is filled in.
  package mutating func add(_ finding: Finding) {
    var finding = finding
    finding.place.sheet = finding.place.sheet ?? sheet
    findings.append(finding)
  }

  /// Adds a finding about a cell of the form, unless the sheet lacks the cell.
  package mutating func add(
    _ kind: Finding.Kind, _ severity: Severity, at cell: FormCell, of figures: FormFigures,
    rule: String? = nil, related: [Finding.Related] = []
  ) {
    guard let address = figures.address(cell) else { return }
    let row = figures.matrix.rows[cell.row]
    var finding = Finding(
      kind, severity: severity, at: Place(cell: address), rule: rule, row: row.code,
      column: figures.matrix.columns[cell.column].label, found: figures.typed(cell),
      related: related)
    finding.indicator = row.label
    add(finding)
  }

  /// Adds a finding that a figure does not fit others, or its bounds where there are no others.
  package mutating func add(
    _ kind: Finding.Kind, _ severity: Severity, at cell: FormCell, of figures: FormFigures,
    rule: String? = nil, against operands: [FormCell]
  ) {
    let count = findings.count
    add(
      kind, severity, at: cell, of: figures, rule: rule,
      related: figures.related(operands, to: cell))
    if findings.count > count {
      comparisons.append(Comparison(index: count, cell: cell, operands: operands))
    }
  }

  /// Whether an equation is met for the first time; later statements of it are to be passed over.
  package mutating func opens(_ result: FormCell, from operands: [FormCell]) -> Bool {
    relations.insert(Relation(result: result, operands: operands.sorted())).inserted
  }

  /// Marks a cell as above one that it must not exceed; what is worked out from it shows that too.
  package mutating func disorder(_ cell: FormCell) { disordered.insert(cell) }

  /// Whether a cell was found above one that it must not exceed.
  package func isDisordered(_ cell: FormCell) -> Bool { disordered.contains(cell) }

  /// Marks empty cells as named by a finding already.
  package mutating func name(_ cells: [FormCell]) { named.formUnion(cells) }

  /// Whether an empty cell is named by a finding already.
  package func isNamed(_ cell: FormCell) -> Bool { named.contains(cell) }

  /// Marks a cell's value as already judged wrong, so that its range is not judged as well.
  package mutating func settle(_ cell: FormCell) { settled.insert(cell) }

  /// Whether a cell's value was already judged wrong.
  package func isSettled(_ cell: FormCell) -> Bool { settled.contains(cell) }
}
