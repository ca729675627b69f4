import FormModel
import Indicators

/// Which rules guard each cell that an officer fills, from which side, and what stays unguarded.
///
/// A bound on a figure that the form computes is a bound on the figures behind it: on the parts of a
/// sum from the same side, on a denominator from the other one. A sum itself guards its parts only
/// where its total is typed: a live formula adds up whatever it is given.
public struct RuleCoverage: Sendable {
  /// One rule that guards a cell.
  public struct Guardian: Sendable, Hashable, Comparable {
    /// The rule's identity.
    public var rule: String
    /// `low`, `high` or `equality`: from which side a wrong figure is noticed.
    public var side: String
    /// The other form that must be there too; nil for a rule inside the form.
    public var otherForm: String?
    /// Whether the rule notices only where a total was typed in the place of a formula.
    public var needsTypedTotal: Bool

    /// By rule, form and side.
    public static func < (a: Guardian, b: Guardian) -> Bool {
      (a.rule, a.otherForm ?? "", a.side, a.needsTypedTotal ? 1 : 0)
        < (b.rule, b.otherForm ?? "", b.side, b.needsTypedTotal ? 1 : 0)
    }
  }

  /// One cell that an officer fills.
  public struct Cell: Sendable, Hashable {
    /// The form's identity.
    public var form: String
    /// The row's code.
    public var row: String
    /// The row's label.
    public var label: String
    /// The column as rules name it, such as `sex=male`.
    public var column: String
    /// The rules that guard it.
    public var guardians: [Guardian]

    /// Whether a figure that is too large is noticed while all totals are live.
    public var isGuardedFromAbove: Bool { has("high") || has("equality") }
    /// Whether one that is too small, and not below zero, is.
    public var isGuardedFromBelow: Bool {
      has("equality") || has("low")
    }
    /// Whether it is compared with another figure that must be the same.
    public var isFixed: Bool { has("equality") }

    private func has(_ side: String) -> Bool {
      guardians.contains { $0.side == side && !$0.needsTypedTotal }
    }
  }

  /// The cells of all matrix forms, form by form from top to bottom.
  public private(set) var cells: [Cell] = []

  /// Works out the coverage of a library's forms.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(_ library: TemplateLibrary) throws(TemplateProblem) {
    let plans = try BatchPlans(library)
    for (index, plan) in plans.forms.enumerated() {
      guard let matrix = plan.definition.matrix else { continue }
      var form = FormCoverage(matrix)
      for declaration in plan.definition.rules { try form.add(declaration, of: plan.definition) }
      for relation in plans.relations where relation.left == index || relation.right == index {
        let guards = relation.guards
        let isLeft = relation.left == index
        let other = plans.forms[isLeft ? relation.right : relation.left].definition.id
        form.add(
          isLeft ? guards.left : guards.right, rule: relation.declaration.id, otherForm: other)
      }
      cells += form.cells(of: plan.definition)
    }
  }
}

/// The guards of one form while its rules are gathered.
private struct FormCoverage {
  let matrix: MatrixDefinition
  private var guardians: [FormCell: Set<RuleCoverage.Guardian>] = [:]

  init(_ matrix: MatrixDefinition) { self.matrix = matrix }

  /// Adds a rule inside the form; one that is about periods guards between them only.
  mutating func add(
    _ declaration: RuleDeclaration, of form: FormDefinition
  ) throws(TemplateProblem) {
    if let rule = try FormRules.make(declaration, matrix) {
      // Below zero is no figure at all, so it leaves the side open.
      if rule is NotNegativeRule { return }
      let isZero = declaration.text("min") == "0"
      add(rule.guards(in: matrix).filter { !isZero || $0.side != .low }, rule: declaration.id)
    } else if let quantity = try SameQuantity(declaration, of: form), quantity.isLocal {
      add(SameQuantityRule(quantity, matrix: matrix).guards, rule: declaration.id)
    } else if let proportion = try Proportion(declaration, of: form), proportion.isLocal {
      add(ProportionRule(proportion, matrix: matrix).guards, rule: declaration.id)
    }
  }

  mutating func add(_ guards: [CellGuard], rule: String, otherForm: String? = nil) {
    for entry in guards {
      let guardian = RuleCoverage.Guardian(
        rule: rule, side: entry.side.rawValue, otherForm: otherForm,
        needsTypedTotal: entry.needsTypedTotal)
      spread(entry, guardian, depth: 8)
    }
  }

  /// Hands a guard on to the cells that an officer fills.
  private mutating func spread(
    _ entry: CellGuard, _ guardian: RuleCoverage.Guardian, depth: Int
  ) {
    guard depth > 0 else { return }
    var guardian = guardian
    guardian.side = entry.side.rawValue
    switch matrix.content(entry.cell) {
    case .open: guardians[entry.cell, default: []].insert(guardian)
    case .sum(let parts):
      for part in parts { spread(CellGuard(part, entry.side), guardian, depth: depth - 1) }
    case .quotient(let numerator, let denominator, _, _):
      spread(CellGuard(numerator, entry.side), guardian, depth: depth - 1)
      spread(CellGuard(denominator, entry.side.opposite), guardian, depth: depth - 1)
    case .closed, nil: return
    }
  }

  func cells(of form: FormDefinition) -> [RuleCoverage.Cell] {
    matrix.figureCells.filter { matrix.content($0) == .open }.map { cell in
      RuleCoverage.Cell(
        form: form.id, row: matrix.rows[cell.row].code, label: matrix.rows[cell.row].label,
        column: matrix.columns[cell.column].id, guardians: (guardians[cell] ?? []).sorted())
    }
  }
}
