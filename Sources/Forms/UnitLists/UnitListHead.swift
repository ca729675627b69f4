import SheetModel
import Templates
import VietnameseText

/// What the columns of an office's list of units hold, told by their labels.
struct UnitListHead {
  typealias Column = UnitListColumns.Column

  /// The columns, from 0, by what they hold.
  private(set) var columns: [Column: Int] = [:]
  /// The columns that hold nothing known, by their labels, with the cell of the label.
  private(set) var unknown: [(key: LooseKey, cell: CellAddress)] = []

  /// The head that a row is; nil for a row without a code and a name of units.
  init?(_ row: Row, _ known: UnitListColumns) {
    for cell in row.cells where cell.kind == .text {
      let text = UTF8Text.trimmed(row.text(of: cell))
      let key = LooseKey(text)
      if key.isEmpty { continue }
      if let column = known.byLabel[key], column.isOfList {
        if columns[column] == nil { columns[column] = cell.column }
      } else {
        unknown.append((key, CellAddress(row: row.index, column: cell.column)))
      }
    }
    let hasCommunes = columns[.communeCode] != nil && columns[.communeName] != nil
    let hasUnits = columns[.code] != nil && (columns[.name] ?? columns[.communeName]) != nil
    guard hasCommunes || hasUnits else { return nil }
  }

  /// The text of a column in a row; a number's digits; empty for everything else.
  func text(_ column: Column, of row: Row) -> String {
    guard let index = columns[column], let cell = row.cell(inColumn: index) else { return "" }
    return cell.kind == .text || cell.kind == .number ? UTF8Text.trimmed(row.text(of: cell)) : ""
  }
}
