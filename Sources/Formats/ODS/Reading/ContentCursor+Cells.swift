import SheetModel
import XML

extension ContentCursor {
  /// What `office:value-type` says.
  enum ValueType { case none, number, percentage, date, time, boolean, text }

  /// The attributes of a cell, valid until the parser moves on.
  struct Attributes {
    var type = ValueType.none
    /// The same as LibreOffice's own `calcext:value-type` has it.
    var shownType = ValueType.none
    var number: UnsafeRawBufferPointer?
    var date: UnsafeRawBufferPointer?
    var time: UnsafeRawBufferPointer?
    var boolean: UnsafeRawBufferPointer?
    var text: UnsafeRawBufferPointer?
    var formula: UnsafeRawBufferPointer?
    var style: UnsafeRawBufferPointer?
    var repeats = 1
    /// The size of the range that the formula fills, if it is an array formula.
    var matrix: (rows: Int, columns: Int)?
    var isError = false
    /// Whether an attribute says more than which style and how often.
    var saysValue = false
  }

  /// Where what is in a cell comes from.
  enum Content {
    /// From the parser, which stands at the cell's start.
    case pulled
    /// One paragraph of text without line ends.
    case paragraph(UnsafeRawBufferPointer)
    /// Text that `ContentCursor.text` has already.
    case gathered
    /// Nothing is in the cell.
    case none
  }

  /// Reads the `table:table-cell` that the parser stands at, to its end.
  func readCell(into row: inout Row) throws(WorkbookError) {
    let attributes = try readAttributes()
    if !attributes.saysValue, !options.includesStyledBlanks, parser.isEmptyElement {
      column = min(column + attributes.repeats, limits.columns)
      _ = try parser.next()
      return
    }
    try readCell(attributes, .pulled, into: &row)
  }

  /// Reads a cell whose attributes are known, to its end.
  func readCell(
    _ attributes: Attributes, _ content: Content, into row: inout Row
  ) throws(WorkbookError) {
    defer { column = min(column + attributes.repeats, limits.columns) }
    let start = row.cells.count
    text.forgetRuns()
    var cell = Cell(column: column, kind: .blank)
    var own: Int?
    if let name = attributes.style { own = styleNames.value(of: name) }
    let inherited = inheritedStyle()
    cell.style = own ?? inherited
    if let source = attributes.formula {
      cell.flags.insert(.formula)
      if options.includesFormulaTexts {
        formula.removeAll(keepingCapacity: true)
        FormulaDialect.toExcel(source, into: &formula)
        cell.formula = formula.withUnsafeBytes { row.store($0) }
      }
    }
    if try readValue(attributes, content, of: &cell, in: &row) {
      row.append(cell)
      if !text.runs.isEmpty { addRuns(to: cell, attributes.repeats, in: &row) }
      if cell.hasFormula, attributes.repeats == 1, let matrix = attributes.matrix {
        row.setArray(rows: matrix.rows, columns: matrix.columns)
      }
    } else if options.includesStyledBlanks, own != nil, own != inherited,
      attributes.repeats <= Self.styledBlanks, rowRepeats <= Self.styledBlanks
    {
      row.append(cell)
    }
    if row.cells.count > start { try expand(cell, attributes.repeats, in: &row) }
  }

  /// Gives a cell and its repeats the stretches of its text that have fonts of their own.
  private func addRuns(to cell: Cell, _ repeats: Int, in row: inout Row) {
    // A value that an attribute states is another text than the paragraphs.
    guard cell.kind == .text, Int(cell.text.count) == text.bytes.count,
      text.runs.count <= Row.mostRuns / max(1, repeats) - row.runs.count
    else { return }
    for offset in 0..<repeats {
      row.runs += text.runs.map { Row.CellRun(column: cell.column + offset, run: $0) }
    }
  }

  /// Adds the repeats of a cell just added; they share its bytes.
  private func expand(_ cell: Cell, _ repeats: Int, in row: inout Row) throws(WorkbookError) {
    guard repeats <= limits.repeats else { throw .limit(.repeats, of: limits, at: self.cell) }
    guard column + repeats <= limits.columns else {
      throw .limit(.columns, of: limits, at: self.cell)
    }
    // The repeats share their bytes here, but no longer where they are written.
    let copied = (repeats - 1).multipliedReportingOverflow(
      by: Int(cell.text.count) + Int(cell.formula.count))
    repeatedBytes += copied.partialValue
    guard !copied.overflow, repeatedBytes <= limits.lineBytes else {
      throw .limit(.lineBytes, of: limits, at: self.cell)
    }
    // A row is in memory as a whole, and a budget of texts alone would let it be 16 GiB.
    if row.bytes.count > limits.lineBytes / 4 {
      throw .limit(.lineBytes, of: limits, at: self.cell)
    }
    addedCells += repeats - 1
    var cell = cell
    for _ in 1..<max(1, repeats) {
      cell.column += 1
      row.append(cell)
    }
  }

  private func readAttributes() throws(WorkbookError) -> Attributes {
    var attributes = Attributes()
    for index in 0..<parser.attributeCount {
      let (name, value) = parser.attributeAt(index)
      guard attributes.take(ODSName(rawValue: name) ?? .other, value) else {
        throw WorkbookError(.malformedValue, at: cell, found: "number-columns-repeated")
      }
    }
    attributes.complete()
    return attributes
  }
}

extension ContentCursor.Attributes {
  /// Takes an attribute; false for a repeat that is no positive whole number.
  @inline(__always) mutating func take(_ name: ODSName, _ value: UnsafeRawBufferPointer) -> Bool {
    switch name {
    case .tableStyleName:
      style = value
      return true
    case .numberColumnsRepeated:
      guard let count = value.positiveInteger else { return false }
      repeats = count
      return true
    case .valueType: type = Self.type(value)
    case .value: number = value
    case .dateValue: date = value
    case .timeValue: time = value
    case .booleanValue: boolean = value
    case .stringValue: text = value
    case .formula: formula = value
    case .matrixRowsSpanned: matrix = (value.positiveInteger ?? 1, matrix?.columns ?? 1)
    case .matrixColumnsSpanned: matrix = (matrix?.rows ?? 1, value.positiveInteger ?? 1)
    case .calcValueType:
      isError = value.equals("error")
      shownType = Self.type(value)
    default: return true
    }
    saysValue = true
    return true
  }

  /// What is to be done once all attributes are there.
  @inline(__always) mutating func complete() { if type == .none { type = shownType } }

  /// The seven names of `office:value-type` (ODF 1.3 part 3, 19.387), told apart by length and
  /// first letter; any other is none.
  private static func type(_ name: UnsafeRawBufferPointer) -> ContentCursor.ValueType {
    switch (name.count, name.first) {
    case (5, UInt8(ascii: "f")), (8, UInt8(ascii: "c")): .number
    case (6, UInt8(ascii: "s")): .text
    case (10, UInt8(ascii: "p")): .percentage
    case (4, UInt8(ascii: "d")): .date
    case (4, UInt8(ascii: "t")): .time
    case (7, UInt8(ascii: "b")): .boolean
    default: .none
    }
  }

  /// The attribute with the value and what type it makes; nil where only text can tell.
  ///
  /// Files that leave the type out, or give a date, time or truth value as a number, are read by
  /// the attribute that they have.
  var stored: (type: ContentCursor.ValueType, value: UnsafeRawBufferPointer)? {
    guard !isError else { return nil }
    switch type {
    case .text: return nil
    case .number, .percentage: return pair(type, number)
    case .date: return pair(.date, date) ?? pair(.number, number)
    case .time: return pair(.time, time) ?? pair(.number, number)
    case .boolean: return pair(.boolean, boolean ?? number)
    case .none:
      guard text == nil else { return nil }
      return pair(.number, number) ?? pair(.date, date) ?? pair(.time, time)
        ?? pair(.boolean, boolean)
    }
  }

  private func pair(
    _ type: ContentCursor.ValueType, _ value: UnsafeRawBufferPointer?
  ) -> (type: ContentCursor.ValueType, value: UnsafeRawBufferPointer)? {
    guard let value = value?.trimmed, value.count > 0 else { return nil }
    return (type, value)
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes without the white space at both ends, as XML Schema reads numbers and dates.
  var trimmed: UnsafeRawBufferPointer {
    var start = 0
    var end = count
    while start < end, self[start] <= 0x20 { start += 1 }
    while end > start, self[end - 1] <= 0x20 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[start..<end])
  }
}
