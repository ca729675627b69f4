import Display
import SheetModel

extension FuzzOutcome {
  /// Reads everything of a workbook: rows, layouts, names and properties.
  mutating func read(
    withRuns: Bool = false, _ open: () throws -> any WorkbookReader
  ) throws {
    var opened: (any WorkbookReader)?
    try pass { pass in
      let reader = try open()
      for style in reader.styles.styles { pass.take(style.numberFormat.utf8) }
      for sheet in reader.sheets { pass.take(sheet.name.utf8) }
      opened = reader
    }
    guard let reader = opened else { return }
    for index in reader.sheets.indices.prefix(8) {
      var options = RowOptions()
      options.includesStyledBlanks = index % 2 == 1
      options.includesRuns = withRuns && index % 2 == 0
      var rows = 0
      try pass { pass in
        let cursor = try reader.rows(ofSheet: index, options: options)
        rows += try pass.read(cursor, of: reader)
      }
      count += rows
      try pass { pass in pass.layout = try reader.layout(ofSheet: index) }
    }
    try pass { pass in pass.names = try reader.definedNames() }
    try pass { pass in pass.properties = try reader.properties() }
    if (try? reader.rows(ofSheet: reader.sheets.count)) != nil {
      throw BrokenPromise("a sheet beyond the last")
    }
  }
}

extension FuzzOutcome.Pass {
  /// Reads rows to their end and holds the cursor to its contract.
  fileprivate mutating func read(
    _ cursor: any RowCursor, of reader: any WorkbookReader
  ) throws -> Int {
    var count = 0
    var row = Row()
    var last = -1
    var display = CellDisplay(
      styles: reader.styles, dateSystem: reader.dateSystem, locale: .vi)
    do {
      while try cursor.next(into: &row) {
        guard row.index > last, row.index < 1_048_576 else {
          throw BrokenPromise("row \(row.index) after row \(last)")
        }
        last = row.index
        count += 1
        take(row.index)
        try take(row, of: reader)
        for cell in row.cells { try take(cell, of: row, shownBy: &display) }
      }
    } catch let error as WorkbookError {
      do {
        _ = try cursor.next(into: &row)
        throw BrokenPromise("rows after \(error)")
      } catch let again as WorkbookError {
        guard again == error else { throw BrokenPromise("\(again) after \(error)") }
      }
      throw error
    }
    guard try !cursor.next(into: &row) else { throw BrokenPromise("rows after the end") }
    return count
  }

  /// Takes a cell as people see it.
  mutating func take(
    _ cell: Cell, of row: borrowing Row, shownBy display: inout CellDisplay
  ) throws {
    var bytes: [UInt8] = []
    display.append(cell, of: row, to: &bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw BrokenPromise("shown text that is no UTF-8")
    }
    // A code is shorter than this, a text has its own limit.
    guard bytes.count < 8192 + 32 * row.range(cell.text).count else {
      throw BrokenPromise("\(bytes.count) bytes are shown")
    }
    take(bytes)
  }

  private mutating func take(_ row: borrowing Row, of reader: any WorkbookReader) throws {
    var column = -1
    for cell in row.cells {
      guard cell.column > column, cell.column < 16_384 else {
        throw BrokenPromise("column \(cell.column) after column \(column)")
      }
      guard reader.styles.styles.indices.contains(cell.style) else {
        throw BrokenPromise("style \(cell.style)")
      }
      column = cell.column
      take(cell.column)
      take(Int(cell.kind.rawValue))
      take(Int(cell.flags.rawValue))
      take(cell.style)
      take(Int(cell.scalar))
      let text = row.bytes[row.range(cell.text)]
      guard String(validating: text, as: UTF8.self) != nil else {
        throw BrokenPromise("text that is no UTF-8")
      }
      if cell.kind == .number, row.number(of: cell)?.isFinite != true {
        throw BrokenPromise("a number that is none")
      }
      if cell.kind == .date || cell.kind == .dateTime, row.date(of: cell) == nil {
        throw BrokenPromise("a date that is none")
      }
      take(text)
      take(row.bytes[row.range(cell.formula)])
      var start = -1
      for run in row.runs(of: cell) {
        // A run begins at a character.
        guard run.start > start, run.start < text.count,
          text[text.startIndex + run.start] & 0xC0 != 0x80
        else { throw BrokenPromise("a run at \(run.start) of \(text.count)") }
        start = run.start
        take(start)
        take(run.font.utf8)
      }
    }
  }
}
