import FormModel

/// All that rules and formulas say about the figures of one form, by the cells that it is said of;
/// made once for a form and used by any number of threads.
package struct CauseNet: Sendable {
  /// The relations, each once.
  let relations: [Relation]
  private let byCell: [FormCell: [Int]]
  private let users: [FormCell: [FormCell]]
  private let depths: [FormCell: Int]

  /// A chain of computed cells longer than this is a circle, which lint refuses.
  private static let maximumDepth = 16

  /// The net of a form: what its rules say, and what its own formulas do.
  package init(_ matrix: MatrixDefinition, rules: [Relation]) {
    var relations: [Relation] = []
    var known: Set<Relation> = []
    var users: [FormCell: [FormCell]] = [:]
    func add(_ relation: Relation) {
      // A total that a row does not split says nothing.
      if case .sum(_, let parts) = relation, parts.isEmpty { return }
      if known.insert(relation).inserted { relations.append(relation) }
    }
    for relation in rules { add(relation) }
    for cell in matrix.figureCells {
      switch matrix.content(cell) {
      case .sum(let parts):
        add(.sum(total: cell, parts: parts))
        for part in parts { users[part, default: []].append(cell) }
      case .quotient(let numerator, let denominator, _, _):
        if let quotient = Quotient(cell, matrix) { add(.quotient(quotient)) }
        users[numerator, default: []].append(cell)
        users[denominator, default: []].append(cell)
      case .open, .closed, nil: continue
      }
    }
    var byCell: [FormCell: [Int]] = [:]
    for (index, relation) in relations.enumerated() {
      for cell in relation.cells { byCell[cell, default: []].append(index) }
    }
    self.relations = relations
    self.byCell = byCell
    self.users = users
    var depths: [FormCell: Int] = [:]
    for cell in matrix.figureCells { _ = Self.depth(cell, matrix, 0, &depths) }
    self.depths = depths
  }

  /// How many computed cells a cell stands on; 0 for one that the officer fills.
  private static func depth(
    _ cell: FormCell, _ matrix: MatrixDefinition, _ level: Int, _ known: inout [FormCell: Int]
  ) -> Int {
    if let depth = known[cell] { return depth }
    let operands = matrix.operands(cell)
    guard !operands.isEmpty, level < maximumDepth else { return 0 }
    let depth = 1 + (operands.map { self.depth($0, matrix, level + 1, &known) }.max() ?? 0)
    known[cell] = depth
    return depth
  }

  /// The relations that a cell takes part in.
  func relations(of cell: FormCell) -> [Int] { byCell[cell] ?? [] }

  /// The computed cells that follow when some cells change, as far as they are live, each after the
  /// ones that it uses.
  func followers(of cells: [FormCell], isLive: (FormCell) -> Bool) -> [FormCell] {
    var found: Set<FormCell> = []
    var open = cells
    while let cell = open.popLast() {
      for user in users[cell] ?? [] where isLive(user) && found.insert(user).inserted {
        open.append(user)
      }
    }
    return found.sorted { a, b in (depths[a] ?? 0, a) < (depths[b] ?? 0, b) }
  }
}
