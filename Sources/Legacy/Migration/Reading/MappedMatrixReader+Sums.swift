import Indicators
import SheetModel
import Tables

/// The sums of columns since the last row of totals, and since the first row.
struct ColumnSums {
  private var sinceTotal: [Int: ExactDecimal] = [:]
  private var all: [Int: ExactDecimal] = [:]
  /// The figures of units that have others of the table below them.
  private var above: [Int: ExactDecimal] = [:]

  /// Columns with a figure that could not be read.
  private var open: Set<Int> = []

  /// Says that a figure of a column is not known.
  mutating func leaveOpen(_ column: Int) { open.insert(column) }

  /// Adds the figures of a row; a sum that outgrows 18 digits is dropped.
  mutating func add(_ values: [Int: ExactDecimal], isAbove: Bool) {
    for (column, value) in values {
      if isAbove {
        above[column] = (above[column] ?? .zero).adding(value)
        continue
      }
      sinceTotal[column] = (sinceTotal[column] ?? .zero).adding(value)
      all[column] = (all[column] ?? .zero).adding(value)
    }
  }

  /// What a total of a column may be: of its group, of all rows, of the units above; nil where a
  /// figure of the column is not known.
  func sums(of column: Int) -> [ExactDecimal]? {
    if open.contains(column) { return nil }
    let all = all[column] ?? .zero
    guard let above = above[column] else { return [all, sinceTotal[column] ?? .zero] }
    return [all, sinceTotal[column] ?? .zero, above] + [all.adding(above)].compactMap { $0 }
  }

  /// Begins anew behind a row of totals.
  mutating func endGroup() { sinceTotal = [:] }
}

/// Whether totals are what they say.
extension MappedMatrixReader {
  /// A row of totals: checked against the rows above, and not migrated.
  mutating func judgeTotal(_ line: Int) {
    var values: [Int: ExactDecimal] = [:]
    for cell in scan.grid.lines[line].cells {
      let column = scan.grid.cells[cell].column
      if binding.columns[column] == nil, isFigure(cell) { setUnbound(cell) }
      set(cell, .ignored(.total))
      switch role(ofColumn: column) {
      case .figure, .total, .review: break
      default: continue
      }
      guard let value = plainValue(cell) else { continue }
      values[column] = value
      guard mapping.rows.isEmpty else { continue }
      guard let sums = self.sums.sums(of: column) else { continue }
      if role(ofColumn: column) == .review || sums.contains(value) { continue }
      result.findings.append(
        MappingFinding(
          kind: .totalMismatch, address: scan.address(cell, inLine: line), other: nil,
          found: value, expected: sums.first))
    }
    checkParts(line, values)
    sums.endGroup()
  }

  /// Totals beside their parts: those of a split whose parts are the whole, and of total columns.
  mutating func checkParts(_ line: Int, _ values: [Int: ExactDecimal]) {
    for (column, bound) in binding.columns.sorted(by: { $0.key < $1.key }) {
      guard let total = values[column] else { continue }
      var parts: [Int] = []
      switch mapping.columns[bound.entry].role {
      case .total(let names):
        for name in names {
          let own = binding.columns.filter { isWhole($0.value, named: name) }.keys.sorted()
          // An entry for many columns is all of them.
          let isMany = own.first.flatMap { binding.columns[$0] }.map {
            mapping.columns[$0.entry].naming != nil
          }
          parts += isMany ?? false ? own : Array(own.prefix(1))
          // Without one of its parts a total cannot be judged.
          if own.isEmpty {
            parts = []
            break
          }
        }
        guard !parts.isEmpty else { continue }
      case .figure:
        guard let split = mapping.columns[bound.entry].split, let part = bound.part,
          let all = mapping.splits[split], all[part].isTotal, isExhaustive(all)
        else { continue }
        parts = binding.columns.filter { $0.value.entry == bound.entry && $0.key != column }
          .keys.sorted()
        guard parts.count == all.count - 1 else { continue }
      default: continue
      }
      let figures = parts.compactMap { values[$0] }
      guard figures.count == parts.count, let first = parts.first,
        let sum = figures.dropFirst().reduce(figures.first, { $0?.adding($1) }), sum != total
      else { continue }
      let row = scan.grid.lines[line].index
      result.findings.append(
        MappingFinding(
          kind: .partsMismatch, address: CellAddress(row: row, column: column),
          other: CellAddress(row: row, column: first), found: total, expected: sum))
    }
  }

  private func isWhole(_ column: MappingBinding.Column, named name: String) -> Bool {
    let entry = mapping.columns[column.entry]
    guard entry.id == name else { return false }
    guard let split = entry.split, let part = column.part else { return true }
    return mapping.splits[split]?[part].isTotal ?? false
  }

  /// Whether the parts beside the total are all categories of a breakdown that adds up.
  private func isExhaustive(_ parts: [MappingSplitPart]) -> Bool {
    let values = parts.filter { !$0.isTotal }.map(\.meaning.breakdown)
    guard let breakdown = values.first?.first?.breakdown,
      values.allSatisfy({ $0.count == 1 && $0.first?.breakdown == breakdown }),
      let all = context.exhaustive[mapping.set]?[breakdown]
    else { return false }
    return Set(values.compactMap { $0.first?.category }) == all
  }
}
