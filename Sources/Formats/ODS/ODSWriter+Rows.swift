import SheetModel
import XML

extension ODSWriter {
  /// The number of rows that a sheet has in Excel and in LibreOffice.
  static let rowCount = 1_048_576
  /// The number of columns that a sheet has in Excel and in LibreOffice.
  static let columnCount = 16_384

  /// Writes a row of the current sheet, and what the structure says of the rows before it.
  package func write(_ row: borrowing Row) throws(WorkbookError) {
    guard sheet >= 0 else {
      throw WorkbookError(.notRepresentable, found: "a row before the first sheet")
    }
    let index = row.index
    let place = Place(sheet: outline.sheets[sheet].name)
    guard index >= nextRow, index < Self.rowCount else {
      let cell = CellAddress(row: min(max(0, index), 1 << 32), column: 0)
      throw WorkbookError(
        .notRepresentable, at: Place(sheet: place.sheet, cell: cell), found: "row")
    }
    let cells = row.cells
    let bytes = row.bytes
    let arrays = row.arrays
    let isHidden = row.isHidden
    try located(place) { () throws(WorkbookError) in
      if index > nextRow { try writeGap(upTo: index) }
      try openRow(index, repeats: 1, isHidden: isHidden)
      try writeCells(cells, bytes, arrays, row: index)
      xml.raw("</table:table-row>\n")
      nextRow = index + 1
      try drainIfFull()
    }
  }

  /// Writes the rows from the next one up to one, none of which has a cell.
  func writeGap(upTo end: Int) throws(WorkbookError) {
    while nextRow < end {
      try structure.move(to: nextRow)
      let stop = min(end, max(nextRow + 1, structure.nextBreak))
      try openRow(nextRow, repeats: stop - nextRow, isHidden: false)
      try writeCells([], [], [], row: nextRow)
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
    let heights = names.sheets[sheet].rows
    if let height = heights[index] { xml.raw(text: height) } else { xml.raw(OutlineNames.freeRow) }
    xml.raw("\"")
    if repeats > 1 { xml.attribute("table:number-rows-repeated", repeats) }
    if isHidden { xml.raw(" table:visibility=\"collapse\"") }
    xml.raw(">")
  }

  private func writeCells(
    _ cells: [Cell], _ bytes: [UInt8], _ arrays: [Row.ArrayExtent], row: Int
  ) throws(WorkbookError) {
    var writer = XMLWriter()
    swap(&writer, &xml)
    var buffer: [UInt8] = []
    swap(&buffer, &formula)
    var writing = RowWriting(
      writer, formula: buffer, row: row, arrays: arrays, names: names, spans: structure.spans,
      columnStyles: columnStyles)
    writer = XMLWriter()
    buffer = []
    let outcome = bytes.withUnsafeBytes { raw in
      Result { () throws(WorkbookError) in try writing.write(cells, raw) }
    }
    swap(&xml, &writing.xml)
    swap(&formula, &writing.formula)
    try outcome.get()
  }
}
