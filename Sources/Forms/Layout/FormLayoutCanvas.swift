import SheetModel

/// A sheet while it is laid out: cells are put in any order, rows come out in order.
struct FormLayoutCanvas {
  /// What a cell is given.
  enum Content {
    case empty
    case text(String)
    case number(String)
    case date(CivilDateTime)
  }

  private struct Entry {
    var content: Content
    var formula: String?
    var style: CellStyle
  }

  /// Everything of the sheet but its cells.
  var layout: SheetLayout
  private var entries: [CellAddress: Entry] = [:]
  private var heights: [Int: Double] = [:]

  init(name: String) { layout = SheetLayout(name: name) }

  /// Puts a value into a cell, in place of what was there.
  mutating func put(
    _ content: Content, row: Int, column: Int, style: CellStyle, formula: String? = nil
  ) {
    entries[CellAddress(row: row, column: column)] = Entry(
      content: content, formula: formula, style: style)
  }

  /// Puts a value into the upper left cell of a range and joins the range; all cells are ruled.
  mutating func put(
    _ content: Content, rows: ClosedRange<Int>, columns: ClosedRange<Int>, style: CellStyle
  ) {
    for row in rows {
      for column in columns { put(.empty, row: row, column: column, style: style) }
    }
    put(content, row: rows.lowerBound, column: columns.lowerBound, style: style)
    guard rows.count > 1 || columns.count > 1 else { return }
    layout.merges.append(
      CellRange(
        CellAddress(row: rows.lowerBound, column: columns.lowerBound),
        CellAddress(row: rows.upperBound, column: columns.upperBound)))
  }

  /// Makes a row at least so high, in points; Excel allows 409.
  mutating func raise(row: Int, to height: Double) {
    heights[row] = min(409, max(heights[row] ?? 0, height))
  }

  /// The height that a row was given.
  func height(row: Int) -> Double { heights[row] ?? 0 }

  /// The layout with heights and merges in order.
  var finishedLayout: SheetLayout {
    var finished = layout
    finished.rows = heights.sorted { $0.key < $1.key }.map {
      RowLayout(index: $0.key, height: $0.value)
    }
    finished.merges.sort { ($0.first, $0.last) < ($1.first, $1.last) }
    return finished
  }

  /// The rows from top to bottom, their styles added to a table.
  func rows(styles: inout StyleTable) -> [Row] {
    var rows: [Row] = []
    for (address, entry) in entries.sorted(by: { $0.key < $1.key }) {
      if rows.last?.index != address.row {
        var row = Row()
        row.reset(index: address.row)
        rows.append(row)
      }
      let style = styles.index(of: entry.style)
      append(entry, column: address.column, style: style, to: &rows[rows.count - 1])
    }
    return rows
  }

  private func append(_ entry: Entry, column: Int, style: Int, to row: inout Row) {
    switch entry.content {
    case .empty: row.appendBlank(column: column, style: style)
    case .text(let text): row.appendText(text, column: column, style: style)
    case .number(let digits): row.appendNumber(digits: digits, column: column, style: style)
    case .date(let date): row.appendDate(date, hasTime: false, column: column, style: style)
    }
    if let formula = entry.formula { row.setFormula(formula) }
  }
}
