import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// What surrounds the figures: title block, head, notes and signatures are furniture; the rest is
/// reported.
extension MatrixBinder {
  /// Above the table every text is furniture; a figure only beside a label that asks for one.
  mutating func judgeAbove(_ line: Int) {
    for cell in scan.grid.lines[line].cells
    where scan.isFigure(cell) && !scan.isAskedFor(cell, inLine: line) {
      misfit(.textOutsideForm, scan.address(cell, inLine: line), cell)
    }
  }

  /// In the head, what stands over bound columns is furniture, and what is a head of the form.
  mutating func judgeHead(_ line: Int) {
    guard line != head.markLine else { return }
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      if head.roles[column] != nil || head.clashing.contains(column) { continue }
      if let key = scan.key(cell), form.headKeys.contains(key) || key.isEmpty { continue }
      misfit(.textOutsideForm, scan.address(cell, inLine: line), cell)
    }
  }

  /// Lines of the body and below it that belong to no row of the form.
  mutating func judgeUnboundLines() {
    let lastBound = rows.keys.max() ?? head.body
    var isFooter = false
    for line in scan.grid.lines.indices.suffix(from: head.body) where rows[line] == nil {
      if isRepeatedHead(line) { continue }
      if let code = code(inLine: line), line <= lastBound || looksLikeRow(line, code.cell) {
        misfit(.unknownCode(readAs: nil), scan.address(code.cell, inLine: line), code.cell)
        continue
      }
      if line > lastBound, !isFooter { isFooter = startsFooter(line) }
      for cell in scan.grid.lines[line].cells where !isFurniture(cell, isFooter: isFooter) {
        misfit(.textOutsideForm, scan.address(cell, inLine: line), cell)
      }
    }
  }

  /// Makes one misfit of all cells of a column that the form lacks, and of all of a lost row.
  mutating func gatherOutside() {
    let top = scan.grid.lines[head.top].index
    gatherOutside { misfit, roles in
      misfit.address.row >= top && roles[misfit.address.column] == nil ? misfit.address.column : nil
    }
    gatherOutside { misfit, _ in misfit.address.row >= top ? misfit.address.row : nil }
  }

  private mutating func gatherOutside(by line: (Misfit, [Int: Int]) -> Int?) {
    var gathered: [Int: [Misfit]] = [:]
    var others: [Misfit] = []
    for misfit in binding.misfits {
      if misfit.kind == .textOutsideForm, let line = line(misfit, head.roles) {
        gathered[line, default: []].append(misfit)
      } else {
        others.append(misfit)
      }
    }
    for group in gathered.values {
      let cells = group.sorted { $0.address < $1.address }
      guard var first = cells.first, let last = cells.last, cells.count > 2 else {
        others += cells
        continue
      }
      first.kind = .areaOutsideForm(cells: cells.count, last: last.address)
      others.append(first)
    }
    binding.misfits = others
  }

  /// Below the table a code counts only beside a label or a figure: `12` alone is a stray number.
  private func looksLikeRow(_ line: Int, _ code: Int) -> Bool {
    scan.grid.lines[line].cells.contains { cell in
      guard cell != code, let role = head.roles[scan.grid.cells[cell].column] else { return false }
      let column = matrix.columns[role]
      return column.role == .label || (column.isFigure && scan.isFigure(cell))
    }
  }

  private func isRepeatedHead(_ line: Int) -> Bool {
    if scan.labels(inLine: line).count(where: { form.headKeys.contains($0.key) }) >= 2 {
      return true
    }
    return MarkLine.isMarkLine(line, of: scan, known: form.marks)
      && head.codeColumn.flatMap { scan.grid.cell(inLine: line, column: $0) }.map {
        scan.key($0) != nil
      } ?? false
  }

  private func startsFooter(_ line: Int) -> Bool {
    scan.labels(inLine: line).contains {
      FormFurniture.startsFooter($0.key) || form.notes.contains($0.key)
    }
  }

  private func isFurniture(_ cell: Int, isFooter: Bool) -> Bool {
    switch scan.grid.cells[cell].kind {
    case .text:
      guard let key = scan.key(cell) else { return isFooter }
      if key.isEmpty || form.labels[key]?.contains(where: isHeading) == true { return true }
      if scan.grid.cells[cell].hasFormula, scan.grid.cells[cell].text.count == 0 { return true }
      return isFooter && !scan.isFigure(cell)
    case .blank: return false
    case .date, .dateTime: return isFooter
    default: return false
    }
  }

  private func isHeading(_ row: Int) -> Bool { matrix.rows[row].code.isEmpty }
}
