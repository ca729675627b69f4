import SheetModel

extension FuzzOutcome {
  /// Runs a pass and keeps its error; a broken promise goes on.
  mutating func catchErrors(_ body: (inout FuzzOutcome) throws -> Void) throws {
    do {
      try body(&self)
    } catch let error as WorkbookError {
      errors.append(error)
    }
  }

  /// Reads everything of a workbook: rows, layouts, names and properties.
  mutating func read(_ reader: any WorkbookReader) throws {
    take(reader.styles.styles.count)
    for style in reader.styles.styles { take(style.numberFormat.utf8) }
    for (index, sheet) in reader.sheets.enumerated().prefix(8) {
      take(sheet.name.utf8)
      try catchErrors { outcome in
        var options = RowOptions()
        options.includesStyledBlanks = index % 2 == 1
        try outcome.read(try reader.rows(ofSheet: index, options: options), of: reader)
      }
      try catchErrors { outcome in
        let layout = try reader.layout(ofSheet: index)
        outcome.take("\(layout)".utf8)
      }
    }
    try catchErrors { outcome in outcome.take("\(try reader.definedNames())".utf8) }
    try catchErrors { outcome in outcome.take("\(try reader.properties())".utf8) }
    try catchErrors { _ in
      _ = try reader.rows(ofSheet: reader.sheets.count)
      throw BrokenPromise("a sheet beyond the last")
    }
  }

  /// Reads rows to their end and holds the cursor to its contract.
  private mutating func read(_ cursor: any RowCursor, of reader: any WorkbookReader) throws {
    var row = Row()
    var last = -1
    do {
      while try cursor.next(into: &row) {
        guard row.index > last, row.index < 1_048_576 else {
          throw BrokenPromise("row \(row.index) after row \(last)")
        }
        last = row.index
        count += 1
        take(row.index)
        try take(row, of: reader)
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
    }
  }
}
