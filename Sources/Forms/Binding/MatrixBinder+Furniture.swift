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
    var previous: LabelKey?
    for cell in scan.grid.lines[line].cells {
      if scan.isFigure(cell), !FormFurniture.asksForNumber(previous) {
        misfit(.textOutsideForm, scan.address(cell, inLine: line), cell)
      }
      previous = scan.key(cell)
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

  /// A unit of measurement that is another base, such as `‰` in a row of percentages.
  mutating func judgeUnit(_ cell: Int, _ address: CellAddress, row: Int) {
    let unit = matrix.rows[row].unit
    guard scan.grid.cells[cell].kind == .text,
      let base = FigureReading.Base(unit: scan.grid.typed(cell)),
      base != FigureReading.Base(rawValue: unit)
    else { return }
    misfit(.unitOfOtherBase(expected: unit), address, cell)
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
    let cells = scan.grid.lines[line].cells
    let known = cells.count { scan.key($0).map { form.headKeys.contains($0) } ?? false }
    if known >= 2 { return true }
    return MatrixHeadSearch(form: form, scan: scan, merges: []).isMarkLine(line)
      && head.codeColumn.flatMap { scan.grid.cell(inLine: line, column: $0) }.map {
        scan.key($0) != nil
      } ?? false
  }

  private func startsFooter(_ line: Int) -> Bool {
    scan.grid.lines[line].cells.contains { cell in
      guard let key = scan.key(cell) else { return false }
      return FormFurniture.startsFooter(key) || form.notes.contains(key)
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

extension FigureReading.Base {
  /// The base that a unit of measurement states, as officers write it; nil for other units.
  init?(unit: String) {
    guard let base = Self.bases[LabelKey(unit).withoutBlanks] else { return nil }
    self = base
  }

  private static let bases: [LabelKey: FigureReading.Base] = {
    let spellings: [(FigureReading.Base, [String])] = [
      (.percent, ["%", "phần trăm", "phầntrăm"]),
      (
        .permille,
        ["‰", "%o", "%0", "phần nghìn", "phầnnghìn", "/1.000", "/1000", "1/1.000", "1/1000"]
      ),
      (.perHundredThousand, ["/100.000", "/100000", "1/100.000", "1/100000"]),
    ]
    var bases: [LabelKey: FigureReading.Base] = [:]
    for (base, texts) in spellings {
      for text in texts { bases[LabelKey(text).withoutBlanks] = base }
    }
    return bases
  }()
}
