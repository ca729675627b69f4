import Indicators
import SheetModel

/// One cell of a draft: what it holds and how it looks.
struct DraftCell {
  enum Value {
    case blank
    case text(String)
    case number(String)
    case boolean(Bool)
    case error(String)
    case date(CivilDateTime, hasTime: Bool)
    case time(Int64)
  }

  var value: Value
  var style: Int
  var formula: String?
  var isPercentage = false
}

/// A sheet that can be spoilt on purpose before it is written.
struct DraftSheet {
  var layout: SheetLayout
  var cells: [CellAddress: DraftCell] = [:]

  init(layout: SheetLayout, rows: [Row]) {
    self.layout = layout
    for row in rows {
      for cell in row.cells {
        let address = CellAddress(row: row.index, column: cell.column)
        cells[address] = DraftCell(
          value: Self.value(of: cell, in: row), style: cell.style, formula: row.formula(of: cell))
      }
    }
  }

  private static func value(of cell: Cell, in row: Row) -> DraftCell.Value {
    switch cell.kind {
    case .blank: .blank
    case .text: .text(row.text(of: cell))
    case .number: .number(row.text(of: cell))
    case .boolean: .boolean(row.boolean(of: cell) ?? false)
    case .error: .error(row.text(of: cell))
    case .date, .dateTime:
      row.date(of: cell).map { .date($0, hasTime: cell.kind == .dateTime) } ?? .blank
    case .time: .time(row.milliseconds(of: cell) ?? 0)
    }
  }

  /// The rows in order, as writers take them.
  var rows: [Row] {
    let byRow = Dictionary(grouping: cells.keys, by: \.row)
    return byRow.keys.sorted().map { index in
      var row = Row()
      row.reset(index: index)
      for address in (byRow[index] ?? []).sorted() {
        if let cell = cells[address] { append(cell, at: address.column, to: &row) }
      }
      return row
    }
  }

  private func append(_ cell: DraftCell, at column: Int, to row: inout Row) {
    switch cell.value {
    case .blank: row.appendBlank(column: column, style: cell.style)
    case .text(let text): row.appendText(text, column: column, style: cell.style)
    case .number(let digits): row.appendNumber(digits: digits, column: column, style: cell.style)
    case .boolean(let value): row.appendBoolean(value, column: column, style: cell.style)
    case .error(let text): row.appendError(text, column: column, style: cell.style)
    case .date(let date, let hasTime):
      row.appendDate(date, hasTime: hasTime, column: column, style: cell.style)
    case .time(let time): row.appendTime(milliseconds: time, column: column, style: cell.style)
    }
    if let formula = cell.formula { row.setFormula(formula) }
    if cell.isPercentage { row.setFlags(.percentage) }
  }

  // MARK: Finding

  /// The cell whose whole text is `text`.
  func address(ofText text: String) -> CellAddress? {
    cells.keys.sorted().first { address in
      if case .text(text)? = cells[address]?.value { true } else { false }
    }
  }

  /// The cell in the row of a code and the column of a head label.
  func address(code: String, column label: String) -> CellAddress? {
    guard let row = address(ofText: code)?.row, let column = address(ofText: label)?.column
    else { return nil }
    return CellAddress(row: row, column: column)
  }

  /// The cell of a record, counted from 0, below the column marks of a register's head.
  func address(record: Int, column label: String) -> CellAddress? {
    guard let head = address(ofText: label) else { return nil }
    return CellAddress(row: head.row + 2 + record, column: head.column)
  }

  /// The cells with a typed 0, in order.
  var typedZeros: [CellAddress] {
    cells.keys.sorted().filter { address in
      guard case .number("0")? = cells[address]?.value else { return false }
      return cells[address]?.formula == nil
    }
  }

  // MARK: Spoiling

  /// Replaces the value of a cell and takes its formula away.
  mutating func set(_ address: CellAddress?, _ value: DraftCell.Value) {
    guard let address else { return }
    cells[address, default: DraftCell(value: .blank, style: 0)].value = value
    cells[address]?.formula = nil
  }

  /// Types a number over a cell that is so much more than what stood there.
  mutating func add(_ amount: Int64, to address: CellAddress?) {
    guard let address, case .number(let digits)? = cells[address]?.value,
      let sum = ExactDecimal(digits)?.adding(ExactDecimal(amount))
    else { return }
    set(address, .number(sum.description))
  }

  /// Replaces every text by what `change` makes of it, in the order of the sheet.
  mutating func changeTexts(_ change: (String) -> String) {
    for address in cells.keys.sorted() {
      if case .text(let text)? = cells[address]?.value {
        cells[address]?.value = .text(change(text))
      }
    }
  }

  /// Moves every date by so many days.
  mutating func shiftDates(byDays days: Int64) {
    for (address, cell) in cells {
      guard case .date(let date, let hasTime) = cell.value else { continue }
      let moved = CivilDateTime(milliseconds: date.milliseconds + days * 86_400_000)
      cells[address]?.value = .date(moved, hasTime: hasTime)
    }
  }

  /// Takes the computed values of all formulas away, as libraries leave them.
  mutating func forgetComputedValues() {
    for (address, cell) in cells where cell.formula != nil { cells[address]?.value = .blank }
  }

  /// Puts empty rows before a row.
  mutating func insertRows(_ count: Int, before row: Int) {
    move { $0.row >= row ? CellAddress(row: $0.row + count, column: $0.column) : $0 }
  }

  /// Puts empty columns before a column.
  mutating func insertColumns(_ count: Int, before column: Int) {
    move { $0.column >= column ? CellAddress(row: $0.row, column: $0.column + count) : $0 }
  }

  /// Exchanges two columns in all rows.
  mutating func swapColumns(_ a: Int, _ b: Int) {
    move { address in
      let column = address.column == a ? b : address.column == b ? a : address.column
      return CellAddress(row: address.row, column: column)
    }
  }

  private mutating func move(_ place: (CellAddress) -> CellAddress) {
    var moved: [CellAddress: DraftCell] = [:]
    for (address, var cell) in cells {
      cell.formula = cell.formula.map { FormulaReferences.mapped($0, by: place) }
      moved[place(address)] = cell
    }
    cells = moved
    func ranged(_ range: CellRange) -> CellRange {
      CellRange(place(range.first), place(range.last))
    }
    layout.merges = layout.merges.map(ranged)
    layout.validations = layout.validations.map { validation in
      var validation = validation
      validation.ranges = validation.ranges.map(ranged)
      if case .formula(let formula) = validation.rule {
        validation.rule = .formula(FormulaReferences.mapped(formula, by: place))
      }
      return validation
    }
    layout.frozenAt = layout.frozenAt.map(place)
    layout.print.printArea = layout.print.printArea.map(ranged)
    layout.rows = layout.rows.map { row in
      RowLayout(index: place(CellAddress(row: row.index, column: 0)).row, height: row.height)
    }
    layout.print.repeatedRows = layout.print.repeatedRows.map { rows in
      let first = place(CellAddress(row: rows.lowerBound, column: 0)).row
      return first...max(first, place(CellAddress(row: rows.upperBound, column: 0)).row)
    }
    layout.columns = layout.columns.flatMap { column in
      (column.first...column.last).map { index in
        let target = place(CellAddress(row: 0, column: index)).column
        return ColumnLayout(
          first: target, last: target, width: column.width, isHidden: column.isHidden,
          style: column.style)
      }
    }.sorted { $0.first < $1.first }
  }
}
