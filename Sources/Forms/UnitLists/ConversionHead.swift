import SheetModel
import VietnameseText

/// What the columns of an office's table of conversion hold: old units on one side, new ones on the
/// other, told by the words `cũ` and `mới` in their labels or in the labels above them.
struct ConversionHead {
  typealias Column = UnitListColumns.Column

  /// The time whose units a column names.
  enum Side: Hashable {
    case old, new
  }
  /// What a column holds of which time's unit.
  struct Place: Hashable {
    var side: Side
    var column: Column
  }

  /// The columns, from 0, by what they hold.
  private(set) var columns: [Place: Int] = [:]
  /// The columns of both units: extents, notes, people, documents.
  private(set) var shared: [Column: Int] = [:]
  /// The columns whose label is an extent, which a sign below it says of the row.
  private(set) var marks: [(column: Int, label: String)] = []
  /// The columns that hold nothing known, with the cell of the label.
  private(set) var unknown: [(key: LooseKey, cell: CellAddress)] = []

  /// The head that a row is, perhaps with labels above it that stand over several columns; nil for a
  /// row that does not name old and new units.
  init?(_ row: Row, above: Row?, _ known: UnitListColumns, _ words: ConversionWords) {
    var isOver: [Int: String] = [:]
    for cell in above?.cells ?? [] where cell.kind == .text {
      if let above { isOver[cell.column] = UTF8Text.trimmed(above.text(of: cell)) }
    }
    var labels = isOver
    for cell in row.cells where cell.kind == .text {
      let text = UTF8Text.trimmed(row.text(of: cell))
      if !text.isEmpty { labels[cell.column] = text }
    }
    for (column, label) in labels.sorted(by: { $0.key < $1.key }) where !label.isEmpty {
      let isBelow = row.cell(inColumn: column).map { $0.kind == .text } ?? false
      let over = isBelow ? isOver.filter { $0.key <= column }.max { $0.key < $1.key }?.value : nil
      take(
        label, over: over ?? "", column, CellAddress(row: row.index, column: column), known, words)
    }
    guard has(.old), has(.new) else { return nil }
  }

  /// Whether columns name units of a side.
  private func has(_ side: Side) -> Bool {
    let wanted: [Column] = [.code, .name, .communeCode, .communeName]
    return wanted.contains { columns[Place(side: side, column: $0)] != nil }
  }

  /// Whether it gives codes, as a row of labels below other labels mostly does.
  var hasCodes: Bool {
    let wanted: [Column] = [.code, .communeCode]
    return [Side.old, .new].contains { side in
      wanted.contains { columns[Place(side: side, column: $0)] != nil }
    }
  }

  private mutating func take(
    _ label: String, over: String, _ index: Int, _ cell: CellAddress, _ known: UnitListColumns,
    _ words: ConversionWords
  ) {
    let (side, bare) = known.side(of: LabelKey(label))
    if let side = side ?? known.side(of: LabelKey(over)).side,
      let column = known.byLabel[LooseKey(bare)], column.isOfUnit
    {
      let place = Place(side: side, column: column)
      if columns[place] == nil { columns[place] = index }
    } else if let column = known.byLabel[LooseKey(LabelKey(label))] {
      if !column.isOfUnit, shared[column] == nil { shared[column] = index }
      if column.isOfUnit { unknown.append((LooseKey(label), cell)) }
    } else if case .extent = words.reading(of: label) {
      marks.append((index, label))
    } else {
      unknown.append((LooseKey(label), cell))
    }
  }

  /// The text of a column of a side in a row; a number's digits; empty for everything else.
  func text(_ side: Side, _ column: Column, of row: Row) -> String {
    columns[Place(side: side, column: column)].map { Self.text(of: row, $0) } ?? ""
  }

  /// The text of a column that is of both units.
  func text(_ column: Column, of row: Row) -> String {
    shared[column].map { Self.text(of: row, $0) } ?? ""
  }

  /// The labels of the columns with a sign in a row, one behind the other.
  func marked(in row: Row) -> String {
    marks.filter { mark in
      let text = Self.text(of: row, mark.column)
      return !["", "-", "0", "không"].contains(text.lowercased())
    }.map(\.label).joined(separator: ", ")
  }

  private static func text(of row: Row, _ column: Int) -> String {
    guard let cell = row.cell(inColumn: column), cell.kind == .text || cell.kind == .number else {
      return ""
    }
    return UTF8Text.trimmed(row.text(of: cell))
  }
}
