import FormModel
import Indicators
import SheetModel

/// Makes one finding of all comparisons that fail for one cause.
struct CauseGrouping {
  let figures: FormFigures
  let comparisons: [FindingLog.Comparison]

  /// The findings of a log with those of one cause joined, and the inputs behind live totals named.
  static func findings(
    of log: FindingLog, _ figures: FormFigures, _ net: CauseNet
  ) -> [Finding] {
    guard !log.comparisons.isEmpty else { return log.findings }
    let grouping = CauseGrouping(figures: figures, comparisons: log.comparisons)
    var search = CauseSearch(net, figures, preferring: Set(log.comparisons.map(\.cell)))
    let steps = search.causes()
    var findings = log.findings
    var groups: [Int: [FindingLog.Comparison]] = [:]
    for comparison in log.comparisons {
      if let step = grouping.step(of: comparison, among: steps) {
        groups[step, default: []].append(comparison)
      }
    }
    var joined: Set<Int> = []
    for (index, group) in groups.sorted(by: { $0.key < $1.key }) {
      guard grouping.isConclusive(steps[index], group, net) else { continue }
      let members = grouping.byWeight(group, culprit: steps[index].moves[0].cell, findings)
      let evidence = members.map { findings[$0.index] }
      guard let finding = grouping.merged(evidence, steps[index], net) else { continue }
      let place = members.map(\.index).min() ?? 0
      joined.formUnion(members.map(\.index))
      joined.remove(place)
      findings[place] = finding
    }
    for comparison in log.comparisons where !joined.contains(comparison.index) {
      let cells = [comparison.cell] + comparison.operands
      let inputs = cells.flatMap(figures.operands).filter { !cells.contains($0) }
      guard !inputs.isEmpty else { continue }
      findings[comparison.index].inputs = figures.related(
        search.inputs(of: inputs).filter { !cells.contains($0) }, to: comparison.cell)
    }
    return findings.enumerated().filter { !joined.contains($0.offset) }.map(\.element)
  }

  /// The cause that a comparison fails by: of the steps that touch it, the one at its own cell first.
  private func step(
    of comparison: FindingLog.Comparison, among steps: [CauseStep]
  ) -> Int? {
    let cells = [comparison.cell] + comparison.operands
    let touching = steps.indices.filter { index in
      cells.contains(where: steps[index].touched.contains)
    }
    return touching.first { steps[$0].moves[0].cell == comparison.cell } ?? touching.first
  }

  /// Whether a step says more than the comparison itself.
  ///
  /// It rests on an equation, joins several comparisons, or the figure is so far off that its shape
  /// tells: somewhere below a bound there is always a figure with two digits exchanged.
  private func isConclusive(
    _ step: CauseStep, _ group: [FindingLog.Comparison], _ net: CauseNet
  ) -> Bool {
    let best = step.moves[0]
    if group.count > 1 { return true }
    return best.effect.fixed.contains { index in
      switch net.relations[index] {
      case .sum, .equal, .quotient: true
      case .atMost(let part, let whole):
        best.mistake?.isTelling == true && isFar(figures.value(part), above: figures.value(whole))
      case .proportion(let left, let right, let proportion):
        best.mistake?.isTelling == true && isFar(left, right, proportion)
      case .bounds(let cell, let low, let high, _):
        best.mistake?.isTelling == true
          && (isFar(figures.value(cell), above: high) || isFar(low, above: figures.value(cell)))
      case .covered, .whole: false
      }
    }
  }

  /// Whether a figure is half again beyond its proportion to another.
  private func isFar(_ left: FormCell, _ right: FormCell, _ proportion: Proportion) -> Bool {
    guard let one = figures.value(left), let other = figures.value(right) else { return false }
    return isFar(one, above: proportion.maximum.flatMap { other.multiplied(by: $0) })
      || isFar(proportion.minimum.flatMap { other.multiplied(by: $0) }, above: one)
  }

  /// Whether a figure is more than half again as large as another.
  private func isFar(_ value: ExactDecimal?, above bound: ExactDecimal?) -> Bool {
    guard let twice = value?.multiplied(by: 2), let thrice = bound?.multiplied(by: 3) else {
      return false
    }
    return twice > thrice
  }

  /// The weightiest first: errors, then what stands at the culprit's own cell, then as found.
  private func byWeight(
    _ group: [FindingLog.Comparison], culprit: FormCell, _ findings: [Finding]
  ) -> [FindingLog.Comparison] {
    func rank(_ comparison: FindingLog.Comparison) -> (Int, Int, Int) {
      (
        findings[comparison.index].severity == .error ? 0 : 1,
        comparison.cell == culprit ? 0 : 1, comparison.index
      )
    }
    return group.sorted { rank($0) < rank($1) }
  }

  /// One finding of a cause at the cell that is most likely wrong; nil when the sheet lacks the cell.
  ///
  /// Below a bound there is room for many figures, so one is proposed only where an equation or a rate
  /// asks for it, or the shape of the wrong one.
  private func merged(
    _ evidence: [Finding], _ step: CauseStep, _ net: CauseNet
  ) -> Finding? {
    let best = step.moves[0]
    let isAskedFor =
      best.mistake?.isTelling == true
      || best.effect.fixed.contains { index in
        switch net.relations[index] {
        case .sum, .equal, .quotient: true
        case .atMost, .covered, .bounds, .proportion, .whole: false
        }
      }
    guard var finding = evidence.first, let address = figures.address(best.cell) else { return nil }
    if finding.place.cell != address {
      finding.place.cell = address
      finding.row = figures.matrix.rows[best.cell.row].code
      finding.indicator = figures.matrix.rows[best.cell.row].label
      finding.column = figures.matrix.columns[best.cell.column].label
      finding.found = figures.typed(best.cell)
      finding.related = []
    }
    let other = best.changes.count > 1 ? best.changes[1].cell : nil
    finding.cause = Finding.Cause(
      evidence: evidence, checks: max(evidence.count, best.effect.fixed.count),
      proposal: isAskedFor ? best.changes[0].value : nil,
      isJoint: step.isJoint || evidence.count > best.effect.fixed.count,
      mistake: best.mistake,
      exchangedWith: other.flatMap { figures.related([$0], to: best.cell).first },
      suspects: step.moves.dropFirst().compactMap { move in
        guard let cell = figures.related([move.cell], to: best.cell).first else { return nil }
        return Finding.Cause.Suspect(
          cell: cell, proposal: move.changes[0].value, mistake: move.mistake)
      })
    return finding
  }
}
