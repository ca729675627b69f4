import FormModel
import Indicators

/// What checks across forms ask of one form: which figures, and which rules of periods.
struct BatchPlan: Sendable {
  /// The form.
  let definition: FormDefinition
  /// The cells whose figures a digest keeps; rules name them by their place here.
  private(set) var cells: [FormCell] = []
  /// The figures that only grow within a year, with the rule that says so.
  private(set) var accumulating: [(slot: Int, declaration: RuleDeclaration)] = []
  /// The figures that do not jump between periods.
  private(set) var jumps: [(slot: Int, rule: JumpRule)] = []
  /// How many figures make a form that repeats an earlier one remarkable.
  private(set) var repeats: RepeatsRule?
  private var slots: [FormCell: Int] = [:]

  /// The plan of a form, as far as its own rules of periods go.
  init(_ definition: FormDefinition) throws(TemplateProblem) {
    self.definition = definition
    guard let matrix = definition.matrix else { return }
    for declaration in definition.rules {
      switch RuleKind(rawValue: declaration.kind) {
      case .accumulates?:
        for cell in Self.totals(declaration.rows(matrix) ?? [], matrix) {
          accumulating.append((slot(of: cell), declaration))
        }
      case .jump?:
        let rule = try JumpRule(declaration)
        for cell in Self.totals(declaration.rows(matrix) ?? [], matrix) {
          jumps.append((slot(of: cell), rule))
        }
      case .repeats?: repeats = try RepeatsRule(declaration)
      default: continue
      }
    }
  }

  /// The place of a cell's figure in a digest; the cell is kept from now on.
  mutating func slot(of cell: FormCell) -> Int {
    if let known = slots[cell] { return known }
    slots[cell] = cells.count
    cells.append(cell)
    return cells.count - 1
  }

  /// Between periods whole rows are compared, by their column of totals.
  private static func totals(_ rows: [Int], _ matrix: MatrixDefinition) -> [FormCell] {
    guard let column = matrix.column(id: "total") else { return [] }
    return rows.flatMap(matrix.openCells).filter { $0.column == column }
  }
}

/// `jump`: a figure is at most so many times what it was a period before, and the other way round,
/// where one of the two is at least `from`; what comes from nothing or to nothing has no ratio.
struct JumpRule: Sendable {
  let declaration: RuleDeclaration
  let most: ExactDecimal
  private let least: ExactDecimal

  init(_ declaration: RuleDeclaration) throws(TemplateProblem) {
    self.declaration = declaration
    most = ExactDecimal(try declaration.needed("max")) ?? ExactDecimal(1)
    least = try declaration.number("from") ?? .zero
  }

  func isBroken(_ now: ExactDecimal, _ before: ExactDecimal) -> Bool {
    let (small, large) = now < before ? (now, before) : (before, now)
    guard !small.isNegative, !small.isZero, large >= least, let bound = small.multiplied(by: most)
    else {
      return false
    }
    return large > bound
  }
}

/// `repeats`: a form whose every figure is that of an earlier period, where at least `from` of them
/// are not zero.
struct RepeatsRule: Sendable {
  let declaration: RuleDeclaration
  let least: Int

  init(_ declaration: RuleDeclaration) throws(TemplateProblem) {
    self.declaration = declaration
    least = try declaration.number("from").map { Int(clamping: $0.rounded(to: 0).coefficient) } ?? 1
  }
}

/// A rule between two forms of one unit and period, resolved to the places of digests.
struct CrossRelation: Sendable {
  enum Rule: Sendable {
    case same(SameQuantity)
    case proportion(Proportion)
  }

  let rule: Rule
  let left: Int
  let right: Int
  /// The compared figures of the two digests, with the left cell.
  let pairs: [(left: Int, right: Int, cell: FormCell, other: FormCell)]

  var declaration: RuleDeclaration {
    switch rule {
    case .same(let quantity): quantity.declaration
    case .proportion(let proportion): proportion.declaration
    }
  }

  /// What the rule finds of two figures, each with all values that it may stand for.
  func fault(_ lefts: [ExactDecimal], _ rights: [ExactDecimal]) -> Finding.Kind? {
    guard let found = lefts.first, let against = rights.first else { return nil }
    switch rule {
    case .same:
      if lefts.contains(where: rights.contains) { return nil }
      return .sameQuantityDiffers(expected: against, found: found)
    case .proportion(let proportion):
      return proportion.isBroken(lefts, rights) ? proportion.fault(found, against) : nil
    }
  }

  /// The cells that the rule bounds on its two forms.
  var guards: (left: [CellGuard], right: [CellGuard]) {
    let sides: [CellGuard.Side] =
      switch rule {
      case .same: [.equality]
      case .proportion(let proportion): proportion.sides
      }
    return (
      pairs.flatMap { pair in sides.map { CellGuard(pair.cell, $0) } },
      pairs.flatMap { pair in sides.map { CellGuard(pair.other, $0.opposite) } }
    )
  }
}

/// The plans of all forms of a library and the relations between them.
struct BatchPlans: Sendable {
  private(set) var forms: [BatchPlan] = []
  private(set) var relations: [CrossRelation] = []
  /// The relations whose left side stands on a form.
  private(set) var relationsByLeft: [Int: [Int]] = [:]
  private var indices: [String: Int] = [:]

  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  init(_ library: TemplateLibrary) throws(TemplateProblem) {
    for form in library.forms {
      indices[FormChecker.key(form)] = forms.count
      forms.append(try BatchPlan(form))
    }
    var known: Set<RuleDeclaration> = []
    for form in library.forms {
      for declaration in form.rules where known.insert(declaration).inserted {
        if let quantity = try SameQuantity(declaration, of: form), !quantity.isLocal {
          add(.same(quantity), quantity.left, quantity.right, form.set)
        } else if let proportion = try Proportion(declaration, of: form), !proportion.isLocal {
          add(.proportion(proportion), proportion.left, proportion.right, form.set)
        }
      }
    }
  }

  /// The place of a form's plan; nil for a form of another library.
  func index(of definition: FormDefinition) -> Int? { indices[FormChecker.key(definition)] }

  private mutating func add(
    _ rule: CrossRelation.Rule, _ left: QuantityReference, _ right: QuantityReference, _ set: String
  ) {
    func index(_ side: QuantityReference) -> Int? {
      forms.firstIndex { $0.definition.set == set && $0.definition.id == side.form }
    }
    guard let one = index(left), let other = index(right),
      let matrix = forms[one].definition.matrix, let otherMatrix = forms[other].definition.matrix
    else { return }
    var pairs: [(left: Int, right: Int, cell: FormCell, other: FormCell)] = []
    for pair in QuantityPairs.of(left, matrix, right, otherMatrix) {
      pairs.append(
        (forms[one].slot(of: pair.left), forms[other].slot(of: pair.right), pair.left, pair.right))
    }
    relationsByLeft[one, default: []].append(relations.count)
    relations.append(CrossRelation(rule: rule, left: one, right: other, pairs: pairs))
  }
}
