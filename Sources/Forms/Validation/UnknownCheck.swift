import FormModel
import Indicators
import SheetModel

/// Reports what missing and not applicable cells do to the totals and rates above them.
///
/// A total over a missing part is missing, whatever the sheet shows; the finding stands at the part,
/// for that is the cell to fill. Empty parts that `required` has named are not named again. What is
/// computed from `x` does not apply either, and where figures stand `x` is no total of them.
package enum UnknownCheck {
  /// Checks every computed cell.
  package static func check(
    _ figures: FormFigures, _ net: CauseNet?, into log: inout FindingLog
  ) {
    missing(figures, into: &log)
    guard figures.hasNotApplicable else { return }
    notApplicable(figures, into: &log)
    if let net { contradicted(figures, net, into: &log) }
  }

  /// Open cells marked `x` though another figure says that there is something: one finding a row.
  private static func contradicted(
    _ figures: FormFigures, _ net: CauseNet, into log: inout FindingLog
  ) {
    var rows: Set<Int> = []
    for cell in figures.cells {
      guard figures.content(cell) == .open, !rows.contains(cell.row),
        figures.form.cells[cell]?.reading.status == .notApplicable
      else { continue }
      for index in net.relations(of: cell) {
        let other: FormCell
        switch net.relations[index] {
        case .equal(let one, let two): other = one == cell ? two : one
        case .atMost(let part, cell): other = part
        default: continue
        }
        guard let value = figures.value(other), !value.isZero, !value.isNegative else { continue }
        rows.insert(cell.row)
        log.add(
          .notApplicableMixed(expected: value), .error, at: cell, of: figures,
          related: figures.related([other], to: cell))
        break
      }
    }
  }

  private static func missing(_ figures: FormFigures, into log: inout FindingLog) {
    guard !figures.unknown.roots.isEmpty else { return }
    let open = Set(figures.unknown.roots.values.joined()).filter { root in
      figures.form.cells[root]?.reading.issue == nil && !log.isNamed(root)
    }
    let rows = Dictionary(grouping: open, by: \.row).values.map { $0.sorted() }
    for parts in rows.sorted(by: { $0[0] < $1[0] }) {
      let totals = totals(of: parts, figures)
      if totals.isEmpty { continue }
      log.add(
        .partMissing(
          parts: parts.count, totals: totals.count, typed: typed(among: totals, figures)),
        .warning, at: parts[0], of: figures,
        related: figures.related(Array(parts.dropFirst()) + totals, to: parts[0]))
    }
  }

  /// The computed cells that are unknown because of some missing ones, in the order of the form.
  ///
  /// A typed figure in the place of a formula has a finding of its own, a rate of which numerator and
  /// denominator are both unknown is a statement by itself, and where parts and total are both empty
  /// nothing is shown that could mislead.
  package static func totals(of parts: [FormCell], _ figures: FormFigures) -> [FormCell] {
    guard !figures.unknown.roots.isEmpty else { return [] }
    let isSaid = parts.contains { figures.form.cells[$0]?.typed.isEmpty == false }
    let parts = Set(parts)
    return figures.unknown.roots.filter { cell, roots in
      guard !parts.isDisjoint(with: roots), let total = figures.form.cells[cell] else {
        return false
      }
      if total.isSilent { return isSaid && total.reading.issue == nil }
      guard figures.unknown.kept.contains(cell) else { return true }
      let isBare = figures.operands(cell).allSatisfy { figures.state($0) == .missing }
      return !figures.hasFormulas && !(isBare && Quotient(cell, figures.matrix) != nil)
    }.keys.sorted()
  }

  /// How many of some unknown totals were typed and stay.
  package static func typed(among totals: [FormCell], _ figures: FormFigures) -> Int {
    totals.count(where: figures.unknown.kept.contains)
  }

  private static func notApplicable(_ figures: FormFigures, into log: inout FindingLog) {
    for cell in figures.cells {
      let operands = figures.operands(cell)
      guard !operands.isEmpty, let bound = figures.form.cells[cell] else { continue }
      let signs = operands.filter { figures.form.cells[$0]?.reading.status == .notApplicable }
      if bound.reading.status == .notApplicable {
        guard signs.isEmpty, operands.contains(where: { figures.value($0) != nil }) else {
          continue
        }
        log.add(
          .notApplicableMixed(expected: figures.computed(cell)), .error, at: cell, of: figures,
          related: figures.related(operands, to: cell))
      } else if case .quotient = figures.content(cell), !signs.isEmpty,
        figures.value(cell) != nil
      {
        log.add(
          .notApplicableMixed(expected: nil), .error, at: cell, of: figures,
          related: figures.related(signs, to: cell))
      }
    }
  }
}
