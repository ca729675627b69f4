import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Which line of the sheet is which row of the form.
extension MatrixBinder {
  /// Rows by their codes; of two lines with one code, that with the row's own label counts.
  mutating func bindRowsByCode() {
    for line in scan.grid.lines.indices.suffix(from: head.body) {
      guard let code = code(inLine: line), let row = form.row(of: code.key) else { continue }
      guard let first = lines[row] else {
        rows[line] = row
        lines[row] = line
        binding.codesFound += 1
        continue
      }
      rows[line] = -1
      if labelRows(inLine: first)?.contains(row) != true,
        labelRows(inLine: line)?.contains(row) == true
      {
        (rows[line], rows[first], lines[row]) = (row, -1, line)
      }
    }
    reportDuplicates()
  }

  private mutating func reportDuplicates() {
    for line in scan.grid.lines.indices.suffix(from: head.body) {
      guard let code = code(inLine: line), let row = form.row(of: code.key) else { continue }
      let address = scan.address(code.cell, inLine: line)
      if rows[line] == -1, let first = lines[row] {
        let original = CellAddress(row: scan.grid.lines[first].index, column: address.column)
        misfit(.duplicateRow(first: original), address, code.cell)
      } else if let named = labelRows(inLine: line), !named.contains(row),
        let nearest = named.filter({ !matrix.rows[$0].code.isEmpty })
          .min(by: { abs($0 - row) < abs($1 - row) })
      {
        misfit(.labelOfOtherRow(code: matrix.rows[nearest].code), address, code.cell)
      }
    }
  }

  /// The form's rows that have the label of a line; nil for a label that no row has.
  private func labelRows(inLine line: Int) -> [Int]? {
    guard let column = head.labelColumn, let cell = scan.grid.cell(inLine: line, column: column)
    else { return nil }
    return scan.key(cell).flatMap { form.labels[$0] }
  }

  /// Rows without a known code, by a label that only one row not yet found has.
  mutating func bindRowsByLabel() {
    guard head.labelColumn != nil else { return }
    var wanted: [Int: [Int]] = [:]
    var headings: Set<Int> = []
    for line in scan.grid.lines.indices.suffix(from: head.body) where rows[line] == nil {
      guard let candidates = labelRows(inLine: line) else { continue }
      let open = candidates.filter { lines[$0] == nil && !headings.contains($0) }
      // Headings of one text stand in the order of the form.
      if let heading = open.first, open.allSatisfy({ matrix.rows[$0].code.isEmpty }) {
        headings.insert(heading)
        wanted[heading] = [line]
        continue
      }
      guard open.count == 1, let row = open.first else { continue }
      wanted[row, default: []].append(line)
    }
    for (row, found) in wanted.sorted(by: { $0.key < $1.key }) {
      guard found.count == 1, let line = found.first else { continue }
      bind(line, byLabelTo: row)
    }
    bindRowsByNeighbour()
    reportMissingCodes()
  }

  /// The lines without a code that were read by their labels: one misfit, at the first of them.
  private mutating func reportMissingCodes() {
    let role = matrix.columns.firstIndex { $0.role == .code }
    guard let column = head.codeColumn ?? role.flatMap({ head.columns[$0] }) else { return }
    var found: [(code: String, address: CellAddress)] = []
    for line in scan.grid.lines.indices.suffix(from: head.body) {
      guard let row = rows[line], matrix.rows.indices.contains(row),
        !matrix.rows[row].code.isEmpty
      else { continue }
      let cell = scan.grid.cell(inLine: line, column: column)
      guard cell.map({ UTF8Text.trimmed(scan.grid.typed($0)).isEmpty }) ?? true else { continue }
      found.append(
        (matrix.rows[row].code, CellAddress(row: scan.grid.lines[line].index, column: column)))
    }
    guard let first = found.first else { return }
    binding.misfits.append(
      Misfit(
        kind: .missingCode(code: first.code, others: found.dropFirst().map(\.address)),
        address: first.address, text: ""))
  }

  /// Rows whose label several rows have, where the line above is the form's row before one of them.
  private mutating func bindRowsByNeighbour() {
    var above: Int?
    for line in scan.grid.lines.indices.suffix(from: head.body) {
      if rows[line] == nil, let above, let named = labelRows(inLine: line),
        named.contains(above + 1), lines[above + 1] == nil
      {
        bind(line, byLabelTo: above + 1)
      }
      above = rows[line].flatMap { $0 < 0 ? nil : $0 }
    }
  }

  private mutating func bind(_ line: Int, byLabelTo row: Int) {
    rows[line] = row
    lines[row] = line
    let meant = matrix.rows[row].code
    if let code = code(inLine: line), !meant.isEmpty {
      misfit(.unknownCode(readAs: meant), scan.address(code.cell, inLine: line), code.cell)
    }
  }
}
