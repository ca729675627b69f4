import SheetModel
import XML

extension ODSWriter {
  /// Writes a row of the current sheet, and what the structure says of the rows before it.
  package func write(_ row: borrowing Row) throws(WorkbookError) {
    guard sheet >= 0 else {
      throw WorkbookError(.notRepresentable, found: "a row before the first sheet")
    }
    let index = row.index
    let place = Place(sheet: outline.sheets[sheet].name)
    let cells = row.cells
    guard index >= nextRow, index < Self.rowCount else {
      let cell = CellAddress(row: min(max(0, index), 1 << 32), column: 0)
      throw WorkbookError(
        .notRepresentable, at: Place(sheet: place.sheet, cell: cell), found: "row")
    }
    let bytes = row.bytes
    let isHidden = row.isHidden
    try located(place) { () throws(WorkbookError) in
      if index > nextRow { try writeGap(upTo: index) }
      try openRow(index, repeats: 1, isHidden: isHidden)
      let outcome = bytes.withUnsafeBytes { raw in
        Result { () throws(WorkbookError) in try self.writeCells(cells, raw, row: index) }
      }
      try outcome.get()
      xml.raw("</table:table-row>\n")
      nextRow = index + 1
      try drainIfFull()
    }
  }

  /// The number of rows and of columns that a sheet has in Excel and in LibreOffice.
  static let rowCount = 1_048_576
  static let columnCount = 16_384

  /// Writes the rows from the next one up to one, none of which has a cell.
  func writeGap(upTo end: Int) throws(WorkbookError) {
    while nextRow < end {
      try structure.move(to: nextRow)
      let stop = min(end, max(nextRow + 1, structure.nextBreak))
      try openRow(nextRow, repeats: stop - nextRow, isHidden: false)
      var column = 0
      for span in structure.spans { writeSpan(span, column: &column) }
      if column == 0 { xml.raw("<table:table-cell/>") }
      xml.raw("</table:table-row>\n")
      nextRow = stop
      try drainIfFull()
    }
  }

  private func openRow(_ index: Int, repeats: Int, isHidden: Bool) throws(WorkbookError) {
    try structure.move(to: index)
    if let header = outline.sheets[sheet].print.repeatedRows {
      if isInHeaderRows, index > header.upperBound {
        xml.raw("</table:table-header-rows>")
        isInHeaderRows = false
      } else if !isInHeaderRows, header.contains(index) {
        xml.raw("<table:table-header-rows>")
        isInHeaderRows = true
      }
    }
    xml.raw("<table:table-row table:style-name=\"")
    let style = names.sheets[sheet].rows.isEmpty ? nil : names.sheets[sheet].rows[index]
    if let style { xml.raw(style) } else { xml.raw("ro1") }
    xml.raw("\"")
    if repeats > 1 { xml.attribute("table:number-rows-repeated", repeats) }
    if isHidden { xml.raw(" table:visibility=\"collapse\"") }
    xml.raw(">")
  }

  // MARK: Cells

  private func writeCells(
    _ cells: [Cell], _ bytes: UnsafeRawBufferPointer, row: Int
  ) throws(WorkbookError) {
    var column = 0
    var spanAt = 0
    columnRun = 0
    var at = 0
    while at < cells.count {
      let cell = cells[at]
      guard cell.column >= column, cell.column < Self.columnCount else {
        throw refusal(cell, row, "column")
      }
      writeBlanks(upTo: cell.column, column: &column, spanAt: &spanAt)
      let span = span(at: cell.column, &spanAt)
      // Alike blanks side by side are one cell that repeats.
      var repeats = 1
      if cell.kind == .blank, !cell.hasFormula, span == nil {
        while repeats < ContentCursor.styledBlanks, at + repeats < cells.count,
          isSameBlank(cells[at + repeats], cell, repeats)
        {
          repeats += 1
        }
      }
      try writeCell(cell, bytes, span: span, repeats: repeats, row: row)
      at += repeats
      column = cell.column + repeats
    }
    writeBlanks(upTo: nil, column: &column, spanAt: &spanAt)
    if column == 0 { xml.raw("<table:table-cell/>") }
  }

  /// Whether a blank continues a run that began `distance` columns before it.
  private func isSameBlank(_ cell: Cell, _ first: Cell, _ distance: Int) -> Bool {
    guard cell.kind == .blank, !cell.hasFormula, cell.style == first.style,
      cell.column == first.column + distance, cell.column < Self.columnCount
    else { return false }
    return structure.spans.isEmpty && columnStyles.isEmpty
  }

  /// The span of the structure that a column lies in.
  private func span(at column: Int, _ spanAt: inout Int) -> SheetStructure.Span? {
    let spans = structure.spans
    while spanAt < spans.count, spans[spanAt].last < column { spanAt += 1 }
    guard spanAt < spans.count, spans[spanAt].first <= column else { return nil }
    return spans[spanAt]
  }

  /// Writes the blanks before a column, or with nil all that the structure still asks for.
  private func writeBlanks(upTo end: Int?, column: inout Int, spanAt: inout Int) {
    let limit = end ?? Int.max
    while spanAt < structure.spans.count {
      var span = structure.spans[spanAt]
      if span.last < column {
        spanAt += 1
        continue
      }
      guard max(span.first, column) < limit else { break }
      span.first = max(span.first, column)
      span.last = min(span.last, limit - 1)
      writeSpan(span, column: &column)
      if span.last < structure.spans[spanAt].last { break }
      spanAt += 1
    }
    if let end, end > column {
      writeBlankRun(end - column)
      column = end
    }
  }

  private func writeBlankRun(_ count: Int) {
    if count == 1 { return xml.raw("<table:table-cell/>") }
    xml.raw("<table:table-cell")
    xml.attribute("table:number-columns-repeated", count)
    xml.raw("/>")
  }

  /// Writes a span that no cell fills, and the blanks before it.
  private func writeSpan(_ span: SheetStructure.Span, column: inout Int) {
    if span.first > column { writeBlankRun(span.first - column) }
    openCell(span)
    if span.last > span.first {
      xml.attribute("table:number-columns-repeated", span.last - span.first + 1)
    }
    xml.raw("/>")
    column = span.last + 1
  }

  private func openCell(_ span: SheetStructure.Span?) {
    guard let span else { return xml.raw("<table:table-cell") }
    xml.raw(span.isCovered ? "<table:covered-table-cell" : "<table:table-cell")
    if let anchor = span.anchor {
      xml.attribute("table:number-columns-spanned", anchor.columns)
      xml.attribute("table:number-rows-spanned", anchor.rows)
    }
    if let validation = span.validation {
      xml.attribute("table:content-validation-name", "val\(validation + 1)")
    }
  }

  private func writeCell(
    _ cell: Cell, _ bytes: UnsafeRawBufferPointer, span: SheetStructure.Span?, repeats: Int,
    row: Int
  ) throws(WorkbookError) {
    openCell(span)
    if repeats > 1 { xml.attribute("table:number-columns-repeated", repeats) }
    let style = names.cellAttributes.indices.contains(cell.style) ? cell.style : 0
    if style != defaultStyle(ofColumn: cell.column) {
      xml.bytes.append(contentsOf: names.cellAttributes[style])
    }
    if cell.hasFormula, cell.formula.count > 0 {
      formula.removeAll(keepingCapacity: true)
      formula.append(contentsOf: "of:=".utf8)
      FormulaDialect.appendOpenFormula(Self.slice(cell.formula, of: bytes), into: &formula)
      let isIncomplete = formula.withUnsafeBytes { xml.attribute("table:formula", $0) }
      if isIncomplete { throw refusal(cell, row, "a control character") }
    }
    let isWhole = CellValueWriting.write(
      cell, Self.slice(cell.text, of: bytes), isPercentage: names.arePercentages[style], to: &xml)
    guard isWhole else {
      throw refusal(
        cell, row, "a control character, a date beyond 9999 or digits that are no number")
    }
    xml.raw(span?.isCovered == true ? "</table:covered-table-cell>" : "</table:table-cell>")
  }

  /// The default style of a column; columns ascend within a row.
  private func defaultStyle(ofColumn column: Int) -> Int {
    while columnRun < columnStyles.count, columnStyles[columnRun].last < column { columnRun += 1 }
    guard columnRun < columnStyles.count, columnStyles[columnRun].first <= column else { return 0 }
    return columnStyles[columnRun].style
  }

  private static func slice(
    _ slice: Cell.Slice, of bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let end = min(Int(slice.start) + Int(slice.count), bytes.count)
    return UnsafeRawBufferPointer(rebasing: bytes[min(Int(slice.start), end)..<end])
  }

  private func refusal(_ cell: Cell, _ row: Int, _ found: String) -> WorkbookError {
    let place = Place(
      sheet: outline.sheets[sheet].name,
      cell: CellAddress(row: row, column: min(max(0, cell.column), 1 << 32)))
    return WorkbookError(.notRepresentable, at: place, found: found)
  }
}
