import FormModel
import Indicators

/// `groups`: categories that may overlap, such as the 14 groups of Luật Trẻ em Điều 10.
///
/// A child may be in several: each group <= total <= sum of groups. The upper bound is judged only
/// where every group is given, and none lacks its row or column in the sheet.
package struct GroupsRule: FormRule {
  private let declaration: RuleDeclaration
  private let columns: [(total: FormCell, groups: [FormCell])]

  package init(
    _ declaration: RuleDeclaration, matrix: MatrixDefinition
  ) throws(TemplateProblem) {
    self.declaration = declaration
    let code = try declaration.needed("total")
    let breakdown = try declaration.needed("breakdown")
    guard let total = matrix.row(code: code) else {
      columns = []
      return
    }
    let rows = matrix.rows(splitting: total, by: breakdown)
    let open = Set(rows.flatMap(matrix.openCells))
    columns = matrix.openCells(ofRow: total).map { cell in
      (cell, rows.map { FormCell(row: $0, column: cell.column) }.filter(open.contains))
    }
  }

  package var relations: [Relation] {
    columns.flatMap { total, groups in
      groups.map { .atMost($0, total) }
        + (groups.isEmpty ? [] : [.covered(total: total, groups: groups)])
    }
  }

  /// A total is bounded by every group, and from above by all of them together; so are they by it.
  package func guards(in matrix: MatrixDefinition) -> [CellGuard] {
    columns.filter { !$0.groups.isEmpty }.flatMap { total, groups in
      groups.flatMap { PartInequality(part: $0, whole: total).guards + [CellGuard($0, .low)] }
        + [CellGuard(total, .high)]
    }
  }

  package func check(_ figures: FormFigures, into log: inout FindingLog) {
    var broken: Set<FormCell> = []
    for (total, groups) in columns.reversed() {
      for group in groups {
        guard let (part, whole) = PartInequality(part: group, whole: total).isBroken(figures)
        else { continue }
        broken.insert(group)
        if figures.operands(group).contains(where: broken.contains) { continue }
        log.add(
          .partAboveWhole(part: part, whole: whole), declaration.severity, at: group,
          of: figures, rule: declaration.id, against: [total])
      }
      checkSum(total, groups, figures, into: &log, broken: &broken)
    }
  }

  private func checkSum(
    _ total: FormCell, _ groups: [FormCell], _ figures: FormFigures, into log: inout FindingLog,
    broken: inout Set<FormCell>
  ) {
    guard !groups.isEmpty, groups.allSatisfy({ figures.address($0) != nil }),
      let whole = figures.value(total), let sum = figures.sum(groups),
      let least = figures.candidates(total).min(), least > sum
    else { return }
    broken.insert(total)
    if figures.operands(total).contains(where: broken.contains) { return }
    log.add(
      .groupsBelowTotal(sum: sum, total: whole), declaration.severity, at: total,
      of: figures, rule: declaration.id, against: groups)
  }
}
