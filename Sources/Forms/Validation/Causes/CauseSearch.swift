import FormModel
import Indicators

/// One cell, or two that hold each other's figures, and what would put them right.
struct CauseMove {
  /// The cells and the figures that would fit.
  var changes: [(cell: FormCell, value: ExactDecimal)]
  /// How the figure came to be wrong, if its shape says so.
  var mistake: Mistake?
  /// What the move does to the relations.
  var effect: CauseState.Effect

  /// The cell that leads.
  var cell: FormCell { changes[0].cell }
  /// How well the shapes of the figures speak for the move.
  var weight: Int { mistake?.weight ?? 0 }
}

/// One cause: the move that explains it best, and others that would explain it as well.
struct CauseStep {
  /// The moves, the best first; each about another cell.
  var moves: [CauseMove]
  /// The cells whose figures change with the best move.
  var touched: Set<FormCell>
  /// Whether the moves explain everything only together with another step.
  var isJoint = false
}

/// Finds the smallest set of cells whose change satisfies every broken relation and breaks no other.
///
/// One cell first, then two that changed places, then sets of two and three. Where the sets are many
/// the shape of the figures decides. The search is bounded and depends on the figures alone.
struct CauseSearch {
  private let start: CauseState
  private let preferred: Set<FormCell>
  private var trials = 0

  /// The most changes that are tried for one form.
  private static let maximumTrials = 4_000
  /// A form that breaks more statements than this is no form with a slip in it.
  private static let maximumBroken = 120
  /// How many first moves of a larger set are followed.
  private static let beam = 14

  /// A search among the figures of a form; of equal explanations those at the `preferred` cells lead,
  /// where the rules say that something is wrong.
  init(_ net: CauseNet, _ figures: FormFigures, preferring preferred: Set<FormCell>) {
    start = CauseState(net, figures)
    self.preferred = preferred
  }

  /// The causes of all that is broken, each group of broken relations by itself.
  mutating func causes() -> [CauseStep] {
    guard start.broken.count <= Self.maximumBroken else { return [] }
    var steps: [CauseStep] = []
    var open: [Open] = []
    for component in components() {
      let moves = moves(component, in: start)
      if let step = explainedByOne(component, moves) {
        steps.append(step)
      } else {
        open.append(Open(relations: component, moves: moves))
      }
    }
    steps += explainByExchange(&open)
    for group in open { steps += explainByMany(group.moves, group.relations) }
    return steps
  }

  /// A group of broken relations that no single cell explains, and the moves that help.
  private struct Open {
    var relations: [Int]
    var moves: [CauseMove]
  }

  /// The inputs behind some cells.
  func inputs(of cells: [FormCell]) -> [FormCell] { start.inputs(of: cells) }

  /// Broken relations that share a cell that somebody filled.
  private func components() -> [[Int]] {
    var groups: [(relations: [Int], cells: Set<FormCell>)] = []
    for index in start.broken.sorted() {
      var merged = (
        relations: [index], cells: Set(start.inputs(of: start.net.relations[index].cells))
      )
      groups.removeAll { group in
        guard !group.cells.isDisjoint(with: merged.cells) else { return false }
        merged.relations += group.relations
        merged.cells.formUnion(group.cells)
        return true
      }
      groups.append(merged)
    }
    return groups.map { $0.relations.sorted() }
  }

  private func explainedByOne(_ component: [Int], _ moves: [CauseMove]) -> CauseStep? {
    let whole = Set(component)
    let all = moves.filter { isWhole($0, whole) }
    let single = all.filter { $0.changes.count == 1 }
    if !single.isEmpty { return step(ranked(single), in: start) }
    return all.isEmpty ? nil : step(ranked(all), in: start)
  }

  /// Two neighbours that hold each other's figures break what each of them takes part in, which need
  /// not have a cell in common; the groups that an exchange puts right are taken out of `open`.
  private mutating func explainByExchange(_ open: inout [Open]) -> [CauseStep] {
    guard open.count > 1 else { return [] }
    let relations = open.flatMap(\.relations).map { start.net.relations[$0] }
    let exchanges = exchanges(among: start.inputs(of: relations.flatMap(\.cells)), in: start)
    var steps: [CauseStep] = []
    for move in ranked(exchanges.filter { $0.effect.broken.isEmpty }) {
      let fixed = Set(move.effect.fixed)
      let groups = open.indices.filter { !fixed.isDisjoint(with: open[$0].relations) }
      guard groups.count > 1, groups.allSatisfy({ fixed.isSuperset(of: open[$0].relations) }) else {
        continue
      }
      steps.append(step([move], in: start))
      for index in groups.reversed() { open.remove(at: index) }
    }
    return steps
  }

  private func isWhole(_ move: CauseMove, _ relations: Set<Int>) -> Bool {
    move.effect.broken.isEmpty && relations.isSubset(of: move.effect.fixed)
  }

  // MARK: Moves

  /// Every change of one cell, or exchange of two neighbours, that puts some of the relations right.
  private mutating func moves(_ component: [Int], in state: CauseState) -> [CauseMove] {
    let cells = state.inputs(of: component.flatMap { state.net.relations[$0].cells })
    let candidates = CauseCandidates(state: state)
    var found: [CauseMove] = []
    for cell in cells {
      for value in candidates.values(of: cell, for: component) {
        guard trials < Self.maximumTrials else { return found }
        trials += 1
        let effect = state.changing([(cell, value)]).1
        guard !effect.fixed.isEmpty else { continue }
        found.append(
          CauseMove(
            changes: [(cell, value)], mistake: mistake(at: cell, from: value, in: state),
            effect: effect))
      }
    }
    return found + exchanges(among: cells, in: state)
  }

  /// Every exchange of two neighbours that puts more than one relation right.
  private mutating func exchanges(
    among cells: [FormCell], in state: CauseState
  ) -> [CauseMove] {
    var found: [CauseMove] = []
    for (one, other) in neighbours(cells, state) {
      guard let a = state.value(one), let b = state.value(other), a != b,
        trials < Self.maximumTrials
      else { continue }
      trials += 1
      let changes = [(cell: one, value: b), (cell: other, value: a)]
      let effect = state.changing(changes).1
      guard effect.fixed.count > 1 else { continue }
      found.append(CauseMove(changes: changes, mistake: .exchanged, effect: effect))
    }
    return found
  }

  /// Pairs of filled cells side by side or one above the other, as far as both are among `cells`.
  private func neighbours(
    _ cells: [FormCell], _ state: CauseState
  ) -> [(FormCell, FormCell)] {
    let known = Set(cells)
    return cells.flatMap { cell in
      let right = FormCell(row: cell.row, column: cell.column + 1)
      let below = FormCell(row: cell.row + 1, column: cell.column)
      return [right, below].filter(known.contains).map { (cell, $0) }
    }
  }

  private func mistake(
    at cell: FormCell, from right: ExactDecimal, in state: CauseState
  ) -> Mistake? {
    if state.figures.state(cell) == .absent { return .notApplicable }
    guard let wrong = state.value(cell) else { return nil }
    if let mistake = Mistake.from(right, to: wrong), mistake != .otherDigit { return mistake }
    let copied = [(0, -1), (0, 1), (-1, 0), (1, 0)].contains { row, column in
      let other = FormCell(row: cell.row + row, column: cell.column + column)
      return state.figures.value(other) == wrong && !wrong.isZero
    }
    return copied && "\(wrong)".utf8.count > 1 ? .neighbour : Mistake.from(right, to: wrong)
  }

  // MARK: Sets of several cells

  private mutating func explainByMany(
    _ moves: [CauseMove], _ component: [Int]
  ) -> [CauseStep] {
    var solutions: [[CauseMove]] = []
    let first = leading(moves)
    var open: [([CauseMove], CauseState)] = []
    for move in first {
      let next = start.changing(move.changes).0
      let rest = remaining(component, next, move)
      let second = self.moves(rest, in: next)
      let whole = Set(rest)
      for other in second where isWhole(other, whole) && other.cell != move.cell {
        solutions.append([move, other])
      }
      if solutions.isEmpty, let best = leading(second).first { open.append(([move, best], next)) }
    }
    if solutions.isEmpty {
      for (path, state) in open.prefix(6) {
        let next = state.changing(path[1].changes).0
        let rest = remaining(component, next, path[0]).filter(next.broken.contains)
        let whole = Set(rest)
        for other in self.moves(rest, in: next) where isWhole(other, whole) {
          solutions.append(path + [other])
        }
        if !solutions.isEmpty { break }
      }
    }
    return steps(of: solutions)
  }

  /// The moves that go farthest, each cell and figure once.
  private func leading(_ moves: [CauseMove]) -> [CauseMove] {
    func gain(_ move: CauseMove) -> Int {
      2 * move.effect.fixed.count - 3 * move.effect.broken.count - 2 * (move.changes.count - 1)
    }
    return Array(
      moves.enumerated().sorted { a, b in
        (gain(a.element), a.element.weight, -a.offset) > (
          gain(b.element), b.element.weight, -b.offset
        )
      }.map(\.element).prefix(Self.beam))
  }

  private func remaining(_ component: [Int], _ state: CauseState, _ move: CauseMove) -> [Int] {
    Set(component).union(move.effect.broken).filter(state.broken.contains).sorted()
  }

  /// The best solution as one cause a cell, with what could stand in each one's place.
  private func steps(of solutions: [[CauseMove]]) -> [CauseStep] {
    func score(_ moves: [CauseMove]) -> Int {
      moves.reduce(0) { sum, move in
        sum + move.weight - 4 * (move.changes.count - 1) + (preferred.contains(move.cell) ? 6 : 0)
      }
    }
    let sorted = solutions.enumerated().sorted { a, b in
      (score(a.element), -a.offset) > (score(b.element), -b.offset)
    }.map(\.element)
    guard let best = sorted.first else { return [] }
    return best.indices.map { place in
      let others = best.indices.filter { $0 != place }.map { best[$0].cell }
      let alike = sorted.compactMap { solution -> CauseMove? in
        guard solution.count == best.count else { return nil }
        let rest = solution.filter { !others.contains($0.cell) }
        return rest.count == 1 ? rest[0] : nil
      }
      var step = step([best[place]] + ranked(alike), in: start)
      step.isJoint = best.count > 1
      return step
    }
  }

  /// Moves by how well the shapes speak for them, each cell once.
  private func ranked(_ moves: [CauseMove]) -> [CauseMove] {
    var seen: Set<FormCell> = []
    return moves.sorted { a, b in
      let (one, other) = (rank(a), rank(b))
      return one != other ? one > other : a.cell < b.cell
    }.filter { seen.insert($0.cell).inserted }
  }

  private func rank(_ move: CauseMove) -> Int {
    2 * move.weight + (preferred.contains(move.cell) ? 13 : 0)
  }

  private func step(_ moves: [CauseMove], in state: CauseState) -> CauseStep {
    var seen: Set<FormCell> = []
    let moves = moves.filter { seen.insert($0.cell).inserted }
    let cells = moves.first?.changes.map(\.cell) ?? []
    let followers = state.net.followers(of: cells, isLive: state.isLive)
    return CauseStep(moves: moves, touched: Set(cells + followers))
  }
}
