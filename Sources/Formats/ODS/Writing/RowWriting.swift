import SheetModel
import XML

/// Writes the cells of one row, filled ones between those that the sheet's structure asks for.
///
/// It takes the writer's bytes for the time of a row, as one value that nobody else touches.
struct RowWriting {
  var xml: XMLWriter
  /// Where a formula is translated; kept from row to row.
  var formula: [UInt8]
  private let row: Int
  private let arrays: [Row.ArrayExtent]
  private let names: OutlineNames
  private let spans: [SheetStructure.Span]
  /// The columns with a default style of their own.
  private let columnStyles: [ColumnLayout]
  private var column = 0
  private var spanAt = 0
  private var columnRun = 0

  init(
    _ xml: consuming XMLWriter, formula: consuming [UInt8], row: Int,
    arrays: [Row.ArrayExtent], names: OutlineNames,
    spans: [SheetStructure.Span], columnStyles: [ColumnLayout]
  ) {
    self.xml = xml
    self.formula = formula
    self.row = row
    self.arrays = arrays
    self.names = names
    self.spans = spans
    self.columnStyles = columnStyles
  }

  /// Writes the cells, whose slices point into `bytes`.
  ///
  /// - Throws: `notRepresentable` with the cell.
  mutating func write(
    _ cells: [Cell], _ bytes: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    var at = 0
    while at < cells.count {
      let cell = cells[at]
      guard cell.column >= column, cell.column < ODSWriter.columnCount else {
        throw refusal(cell, "column")
      }
      writeBlanks(upTo: cell.column)
      let span = span(at: cell.column)
      // Alike blanks side by side are one cell that repeats.
      var repeats = 1
      if cell.kind == .blank, !cell.hasFormula, spans.isEmpty, columnStyles.isEmpty {
        while repeats < ContentCursor.styledBlanks, at + repeats < cells.count,
          Self.isSameBlank(cells[at + repeats], cell, repeats)
        {
          repeats += 1
        }
      }
      try writeCell(cell, bytes, span: span, repeats: repeats)
      at += repeats
      column = cell.column + repeats
    }
    writeBlanks(upTo: nil)
    if column == 0 { xml.raw("<table:table-cell/>") }
  }

  /// Whether a blank continues a run that began `distance` columns before it.
  private static func isSameBlank(_ cell: Cell, _ first: Cell, _ distance: Int) -> Bool {
    cell.kind == .blank && !cell.hasFormula && cell.style == first.style
      && cell.column == first.column + distance && cell.column < ODSWriter.columnCount
  }

  // MARK: Structure

  /// The span that a column lies in.
  private mutating func span(at column: Int) -> SheetStructure.Span? {
    while spanAt < spans.count, spans[spanAt].last < column { spanAt += 1 }
    guard spanAt < spans.count, spans[spanAt].first <= column else { return nil }
    return spans[spanAt]
  }

  /// Writes the blanks before a column, or with nil all that the structure still asks for.
  private mutating func writeBlanks(upTo end: Int?) {
    let limit = end ?? Int.max
    while spanAt < spans.count {
      var span = spans[spanAt]
      if span.last < column {
        spanAt += 1
        continue
      }
      guard max(span.first, column) < limit else { break }
      span.first = max(span.first, column)
      span.last = min(span.last, limit - 1)
      writeSpan(span)
      if span.last < spans[spanAt].last { break }
      spanAt += 1
    }
    if let end, end > column {
      writeBlankRun(end - column)
      column = end
    }
  }

  private mutating func writeBlankRun(_ count: Int) {
    if count == 1 { return xml.raw("<table:table-cell/>") }
    xml.raw("<table:table-cell")
    xml.attribute("table:number-columns-repeated", count)
    xml.raw("/>")
  }

  /// Writes a span that no cell fills, and the blanks before it.
  private mutating func writeSpan(_ span: SheetStructure.Span) {
    if span.first > column { writeBlankRun(span.first - column) }
    openCell(span)
    if span.last > span.first {
      xml.attribute("table:number-columns-repeated", span.last - span.first + 1)
    }
    xml.raw("/>")
    column = span.last + 1
  }

  private mutating func openCell(_ span: SheetStructure.Span?) {
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

  // MARK: Cells

  private mutating func writeCell(
    _ cell: Cell, _ bytes: UnsafeRawBufferPointer, span: SheetStructure.Span?, repeats: Int
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
      if isIncomplete { throw refusal(cell, "a control character") }
      if cell.flags.contains(.array),
        let extent = arrays.last(where: { $0.column == cell.column })
      {
        xml.attribute("table:number-matrix-columns-spanned", extent.columns)
        xml.attribute("table:number-matrix-rows-spanned", extent.rows)
      }
    }
    let isWhole = CellValueWriting.write(
      cell, Self.slice(cell.text, of: bytes), isPercentage: names.arePercentages[style], to: &xml)
    guard isWhole else {
      throw refusal(
        cell, "a control character, a date beyond 9999 or digits that are no number")
    }
    if let span, span.isCovered {
      xml.raw("</table:covered-table-cell>")
    } else {
      xml.raw("</table:table-cell>")
    }
  }

  /// The default style of a column; columns ascend within a row.
  private mutating func defaultStyle(ofColumn column: Int) -> Int {
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

  private func refusal(_ cell: Cell, _ found: Evidence) -> WorkbookError {
    let address = CellAddress(row: row, column: min(max(0, cell.column), 1 << 32))
    return WorkbookError(.notRepresentable, at: Place(cell: address), found: found)
  }
}
