import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Statements that nothing occurred, which stand over, in or under the table or among the explanations.
extension MatrixBinder {
  private struct Statement {
    var cell: Int
    var address: CellAddress
    /// The form's row whose cells it stands among; nil where it is about the form.
    var row: Int?
  }

  /// The most figures that are named as contradicting a statement.
  private static let named = 5

  /// Takes a statement over a form without any entry for zeros in every cell that people fill with
  /// what occurred, and notes one that figures contradict.
  ///
  /// A statement about the form is contradicted by every figure other than zero, one among the
  /// explanations of a row by those of that row.
  mutating func judgeNilReturn() {
    let statements = statements()
    guard let first = statements.first(where: { $0.row == nil }) ?? statements.first else { return }
    let entries = entries(besides: Set(statements.map(\.address)))
    // Rows that say so, while others say nothing, speak for themselves.
    let isOfForm = first.row == nil || statements.count >= openRows
    if entries.isEmpty {
      guard isOfForm else { return }
      fillWithZeros(first, Set(statements.map(\.address)))
    } else {
      contradict(statements, entries)
    }
    let understood = Set(statements.filter { $0.row == nil }.map(\.address))
    if binding.nilReturn != nil {
      binding.misfits.removeAll { misfit in
        misfit.kind == .textOutsideForm && understood.contains(misfit.address)
      }
    }
  }

  /// How many rows of the form have cells that people fill.
  private var openRows: Int {
    matrix.rows.count { $0.contents.values.contains(.open) }
  }

  private func statements() -> [Statement] {
    var found: [Statement] = []
    for line in scan.grid.lines.indices {
      let row = line >= head.body ? rows[line] : nil
      for cell in scan.grid.lines[line].cells
      where NilStatement.bytes.contains(Int(scan.grid.cells[cell].text.count)) {
        guard let key = scan.key(cell), NilStatement.isOne(key) else { continue }
        if row != nil {
          guard let column = head.roles[scan.grid.cells[cell].column] else { continue }
          switch matrix.columns[column].role {
          case .ordinal, .label, .code, .unit: continue
          case .explanation, .total, .value: break
          }
        }
        found.append(Statement(cell: cell, address: scan.address(cell, inLine: line), row: row))
      }
    }
    return found
  }

  /// What people entered into the cells of figures beside statements, zeros too, for who writes some
  /// leaves others open; computed cells count where they show a figure, which comes from elsewhere.
  private func entries(besides statements: Set<CellAddress>) -> [FormCell: BoundCell] {
    binding.cells.filter { place, cell in
      guard !cell.typed.isEmpty, !statements.contains(cell.address) else { return false }
      switch matrix.content(place) {
      case .sum, .quotient: return cell.reading.status == .reported
      case .open, .closed, nil: return true
      }
    }
  }

  private mutating func fillWithZeros(_ statement: Statement, _ statements: Set<CellAddress>) {
    binding.nilReturn = NilReturn(address: statement.address)
    let words = UTF8Text.trimmed(scan.grid.typed(statement.cell))
    for (place, cell) in binding.cells
    where matrix.content(place) == .open && isOccurrence(place.row)
      || statements.contains(cell.address)
    {
      var cell = cell
      cell.reading = FigureReading(value: .zero, status: .zero)
      binding.cells[place] = cell
      if binding.explanations[place.row] == nil { binding.explanations[place.row] = words }
    }
  }

  /// Whether a row counts what occurs: how many children there are does not become zero because nothing
  /// befell any of them.
  ///
  /// The form's rules say which rows only grow within a year; a set without such rules leaves out what
  /// rates are taken of.
  private func isOccurrence(_ row: Int) -> Bool {
    guard let target = matrix.rows[row].target else { return false }
    let growing = form.definition.rules.filter { $0.kind == RuleKind.accumulates.rawValue }
    guard !growing.isEmpty else { return target.measure == .count || target.measure == .numerator }
    return growing.flatMap { $0.list("rows") }.contains { code in
      guard let own = matrix.row(code: code).flatMap({ matrix.rows[$0].target }) else {
        return false
      }
      return own.indicator == target.indicator && own.measure == target.measure
    }
  }

  private mutating func contradict(
    _ statements: [Statement], _ entries: [FormCell: BoundCell]
  ) {
    for statement in statements {
      // A text in a cell of figures is told there.
      if let row = statement.row, let column = head.roles[statement.address.column],
        binding.cells[FormCell(row: row, column: column)]?.address == statement.address
      {
        continue
      }
      let others = entries.filter { place, cell in
        cell.reading.status == .reported && (statement.row == nil || statement.row == place.row)
      }.map(\.value.address).sorted()
      guard !others.isEmpty else { continue }
      binding.nilReturn = NilReturn(
        address: statement.address, contradictions: Array(others.prefix(Self.named)))
      return
    }
  }
}
