import SheetModel

/// Writes old binary workbooks for samples and tests.
///
/// Values, fonts, number formats, merged ranges, rich text given by `Row.runs`, hidden sheets, rows
/// and columns; of formulas their values.
package final class XLSWriter: WorkbookWriter {
  private let sink: any ByteSink
  private let outline: WorkbookOutline
  private let options: XLSWriteOptions
  private var styles: XLSStyles
  private var strings = XLSSharedStrings()
  private var sheets: [XLSRecords] = []
  private var sheet: XLSSheet?

  /// A writer of sheets as the outline has them.
  package init(
    _ sink: any ByteSink, outline: WorkbookOutline, options: XLSWriteOptions = XLSWriteOptions()
  ) {
    self.sink = sink
    self.outline = outline
    self.options = options
    styles = XLSStyles(default: outline.styles[0], options)
  }

  package func beginSheet() throws(WorkbookError) {
    endSheet()
    let layout = outline.sheets[min(sheets.count, outline.sheets.count - 1)]
    sheet = XLSSheet(layout)
  }

  package func write(_ row: borrowing Row) throws(WorkbookError) {
    // Excel 5 and 95 have a quarter of the rows.
    guard row.index < (options.isBIFF5 ? 16_384 : 65_536), row.cells.allSatisfy({ $0.column < 256 })
    else {
      throw WorkbookError(.notRepresentable, found: "beyond the last row or column")
    }
    sheet?.begin(row: row.index, isHidden: row.isHidden)
    for cell in row.cells {
      do {
        try write(cell, of: row)
      } catch {
        throw error.located(in: Place(cell: CellAddress(row: row.index, column: cell.column)))
      }
    }
  }

  package func finish() throws(WorkbookError) {
    endSheet()
    var globals = XLSRecords()
    globals.begin(5, options)
    globals.add(0x0042) { $0.append16(options.isBIFF5 ? 1252 : 1200) }
    globals.add(0x003D) { record in
      for value in [0, 0, 0x3000, 0x2000, 0x38, 0, 0, 1, 0x0258] { record.append16(value) }
    }
    globals.add(0x0022) { $0.append16(options.dateSystem == .excel1904 ? 1 : 0) }
    styles.write(to: &globals)
    var places: [Int] = []
    for layout in outline.sheets {
      places.append(globals.bytes.count + 4)
      let state = [.visible, .hidden, .veryHidden].firstIndex(of: layout.visibility) ?? 0
      globals.add(0x0085) { record in
        record.append32(0)
        record.append8(state)
        record.append8(0)
        record.append(XLSText.short(layout.name, lengthBytes: 1, options))
      }
    }
    if !options.isBIFF5 { strings.write(to: &globals, options) }
    globals.end()
    for (place, sheet) in zip(places, sheets) {
      globals.put32(globals.bytes.count, at: place)
      globals.append(sheet)
    }
    let name = options.isBIFF5 ? "Book" : "Workbook"
    try sink.write(
      options.isBare ? globals.bytes : CompoundFileWriter.bytes(of: [(name, globals.bytes)]))
  }

  private func endSheet() {
    guard let sheet else { return }
    sheets.append(sheet.records(options) { styles.cellFormat(of: outline.styles[$0]) })
    self.sheet = nil
  }

  // MARK: Cells

  private func write(_ cell: Cell, of row: borrowing Row) throws(WorkbookError) {
    switch cell.kind {
    case .blank:
      if cell.style > 0 { add(0x0201, cell, row) { _ in } }
    case .text: try write(text: row.text(of: cell), cell, of: row)
    case .number: write(row.number(of: cell) ?? 0, cell, row)
    case .boolean:
      add(0x0205, cell, row) { record in
        record.append8(row.boolean(of: cell) == true ? 1 : 0)
        record.append8(0)
      }
    case .error:
      guard let code = Self.errors[row.text(of: cell)] else {
        return try write(text: row.text(of: cell), cell, of: row)
      }
      add(0x0205, cell, row) { record in
        record.append8(code)
        record.append8(1)
      }
    case .date, .dateTime:
      guard let date = row.date(of: cell), let serial = options.dateSystem.serial(of: date) else {
        return try write(text: CellText.string(cell, of: row), cell, of: row)
      }
      write(serial, cell, row, format: cell.kind == .date ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss")
    case .time:
      let milliseconds = row.milliseconds(of: cell) ?? 0
      write(Double(milliseconds) / 86_400_000, cell, row, format: "[h]:mm:ss")
    }
  }

  private static let errors = [
    "#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24,
    "#N/A": 0x2A,
  ]

  /// Adds a record that begins with the cell's place and format; dates without a format of dates
  /// get the one that is given.
  private func add(
    _ type: Int, _ cell: Cell, _ row: borrowing Row, format: String? = nil,
    _ body: (inout Little) -> Void
  ) {
    var style = outline.styles[cell.style]
    if let format, !outline.styles.format(cell.style).isTemporal { style.numberFormat = format }
    var record = Little()
    record.append16(row.index)
    record.append16(cell.column)
    record.append16(styles.cellFormat(of: style))
    body(&record)
    sheet?.add(type, record.bytes, column: cell.column)
  }

  private func write(_ number: Double, _ cell: Cell, _ row: borrowing Row, format: String? = nil) {
    // A number of 30 bits, perhaps times 100, takes four bytes ([MS-XLS] 2.5.217).
    for (factor, flag) in [(1.0, 2), (100.0, 3)] {
      let scaled = (number * factor).rounded()
      if abs(scaled) < Double(1 << 29), scaled / factor == number {
        let bits = Int(scaled) << 2 | flag
        return add(0x027E, cell, row, format: format) { $0.append32(bits) }
      }
    }
    add(0x0203, cell, row, format: format) { $0.append(number) }
  }

  private func write(
    text: String, _ cell: Cell, of row: borrowing Row
  ) throws(WorkbookError) {
    let runs = runs(of: cell, text, row)
    guard options.isBIFF5 else {
      guard text.utf16.count <= 32_767 else {
        throw WorkbookError(.notRepresentable, found: "text")
      }
      let index = strings.index(of: XLSSharedStrings.Entry(text: text, runs: runs))
      return add(0x00FD, cell, row) { $0.append32(index) }
    }
    guard let bytes = Windows1252.bytes(of: text), bytes.count <= 255 else {
      throw WorkbookError(.notRepresentable, found: "text")
    }
    add(runs.isEmpty ? 0x0204 : 0x00D6, cell, row) { record in
      record.append16(bytes.count)
      record.append(bytes)
      guard !runs.isEmpty else { return }
      record.append8(runs.count)
      for run in runs {
        record.append8(run.position)
        record.append8(run.font)
      }
    }
  }

  /// The runs of a text: from bytes of UTF-8 to characters, from names to fonts of the cell's kind.
  private func runs(
    of cell: Cell, _ text: String, _ row: borrowing Row
  ) -> [XLSSharedStrings.Run] {
    row.runs(of: cell).map { run in
      var font = outline.styles[cell.style].font
      if !run.font.isEmpty { font.name = run.font }
      let head = String(decoding: Array(text.utf8.prefix(run.start)), as: UTF8.self)
      return XLSSharedStrings.Run(position: head.utf16.count, font: styles.font(font))
    }
  }
}
