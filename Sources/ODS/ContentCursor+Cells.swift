import SheetModel
import XML

extension ContentCursor {
  /// What `office:value-type` says.
  enum ValueType { case none, number, percentage, date, time, boolean, text }

  /// The attributes of a cell, valid until the parser moves on.
  private struct Attributes {
    var type = ValueType.none
    var value: UnsafeRawBufferPointer?
    var text: UnsafeRawBufferPointer?
    var formula: UnsafeRawBufferPointer?
    var style: UnsafeRawBufferPointer?
    var repeats = 1
    var isError = false
  }

  /// Reads the `table:table-cell` that the parser stands at, to its end.
  func readCell(into row: inout Row) throws(WorkbookError) {
    let attributes = try readAttributes()
    let start = row.cells.count
    var cell = Cell(column: column, kind: .blank)
    let own = attributes.style.flatMap(styleNames.value)
    let inherited = inheritedStyle()
    cell.style = own ?? inherited
    if let source = attributes.formula {
      formula.removeAll(keepingCapacity: true)
      FormulaDialect.toExcel(source, into: &formula)
      cell.formula = formula.withUnsafeBytes { row.store($0) }
      cell.flags.insert(.formula)
    }
    if try readValue(attributes, of: &cell, in: &row) {
      row.append(cell)
    } else if options.includesStyledBlanks, own != nil, own != inherited,
      attributes.repeats <= Self.styledBlanks, rowRepeats <= Self.styledBlanks
    {
      row.append(cell)
    }
    if row.cells.count > start { try expand(cell, attributes.repeats, in: &row) }
    column = min(column + attributes.repeats, limits.columns)
  }

  /// Adds the repeats of a cell just added; they share its bytes.
  private func expand(_ cell: Cell, _ repeats: Int, in row: inout Row) throws(WorkbookError) {
    guard repeats <= limits.repeats else { throw .limit(.repeats, of: limits, at: self.cell) }
    guard column + repeats <= limits.columns else {
      throw .limit(.columns, of: limits, at: self.cell)
    }
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
      switch ODSName(rawValue: name) ?? .other {
      case .valueType: attributes.type = Self.type(value)
      case .value, .dateValue, .timeValue, .booleanValue: attributes.value = value
      case .stringValue: attributes.text = value
      case .formula: attributes.formula = value
      case .tableStyleName: attributes.style = value
      case .calcValueType: attributes.isError = value.equals("error")
      case .numberColumnsRepeated:
        guard let count = value.positiveInteger else {
          throw WorkbookError(.malformedValue, at: cell, found: "number-columns-repeated")
        }
        attributes.repeats = count
      default: break
      }
    }
    return attributes
  }

  /// The seven names of `office:value-type`, told apart by their first letters.
  private static func type(_ name: UnsafeRawBufferPointer) -> ValueType {
    guard name.count > 3 else { return .none }
    switch name[0] {
    case UInt8(ascii: "f"): return .number
    case UInt8(ascii: "s"): return .text
    case UInt8(ascii: "p"): return .percentage
    case UInt8(ascii: "c"): return .number
    case UInt8(ascii: "d"): return .date
    case UInt8(ascii: "t"): return .time
    case UInt8(ascii: "b"): return .boolean
    default: return .none
    }
  }

  // MARK: Values

  /// Decides the value and moves past the cell's end.
  ///
  /// False for a blank without a formula.
  private func readValue(
    _ attributes: Attributes, of cell: inout Cell, in row: inout Row
  ) throws(WorkbookError) -> Bool {
    if let value = attributes.value, !attributes.isError, attributes.type != .text,
      attributes.type != .none
    {
      try decide(value, attributes.type, of: &cell, in: &row)
      guard cell.hasFormula else {
        try parser.skipElement()
        return true
      }
      // Some programs cache an error as the number 0 under the error's name.
      try readText()
      if let slice = storeErrorName(in: &row) {
        cell.kind = .error
        cell.text = slice
      }
      return true
    }
    let stored = attributes.text.map { row.store($0) }
    try readText()
    let isString = attributes.type == .text || stored != nil
    if attributes.isError || (cell.hasFormula && text.holdsErrorName) {
      cell.kind = .error
      cell.text = text.paragraphs > 0 ? text.store(in: &row) : stored ?? .empty
      if cell.text.count == 0 { cell.text = row.store("#VALUE!".utf8) }
    } else if text.paragraphs > 0 {
      cell.kind = .text
      cell.text = text.store(in: &row)
    } else if let stored {
      cell.kind = .text
      cell.text = stored
    } else if isString, !cell.hasFormula {
      cell.kind = .text
    }
    // A text of no characters is a blank, unless a formula made it.
    if cell.kind == .text, cell.text.count == 0, !cell.hasFormula { cell.kind = .blank }
    return cell.kind != .blank || cell.hasFormula
  }

  private func decide(
    _ value: UnsafeRawBufferPointer, _ type: ValueType, of cell: inout Cell, in row: inout Row
  ) throws(WorkbookError) {
    switch type {
    case .number, .percentage:
      if type == .percentage { cell.flags.insert(.percentage) }
      try storeNumber(value, of: &cell, in: &row)
    case .boolean:
      guard value.equals("true") || value.equals("false") else {
        throw WorkbookError(.malformedValue, at: self.cell, found: "office:boolean-value")
      }
      cell.kind = .boolean
      cell.scalar = value.equals("true") ? 1 : 0
    case .date:
      if let date = TemporalText.date(value) {
        cell.kind = date.hasTime ? .dateTime : .date
        cell.scalar = date.milliseconds
      } else {
        storeImpossible(value, of: &cell, in: &row)
      }
    case .time:
      if let duration = TemporalText.duration(value) {
        cell.kind = .time
        cell.scalar = duration
      } else {
        storeImpossible(value, of: &cell, in: &row)
      }
    case .text, .none: break
    }
  }

  private func storeNumber(
    _ value: UnsafeRawBufferPointer, of cell: inout Cell, in row: inout Row
  ) throws(WorkbookError) {
    cell.kind = .number
    if NumberText.isCanonical(value) {
      cell.text = row.store(value)
    } else if let number = NumberText.parse(value) {
      cell.text = row.store { NumberText.append(number, to: &$0) }
    } else if value.equals("NaN") || value.equals("INF") || value.equals("-INF") {
      cell.kind = .error
      cell.text = row.store("#NUM!".utf8)
    } else {
      throw WorkbookError(.malformedValue, at: self.cell, found: "office:value")
    }
  }

  /// A date that is in no calendar stays what it is, as text, and is marked.
  private func storeImpossible(
    _ value: UnsafeRawBufferPointer, of cell: inout Cell, in row: inout Row
  ) {
    cell.kind = .text
    cell.flags.insert(.impossibleDate)
    cell.text = row.store(value)
  }

  private func storeErrorName(in row: inout Row) -> Cell.Slice? {
    text.holdsErrorName ? text.store(in: &row) : nil
  }

  /// Reads the cell's own paragraphs, leaving out comments, drawings and tables in it.
  private func readText() throws(WorkbookError) {
    text.reset()
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .start:
        if parser.tag == .textP || parser.tag == .textH {
          try text.readParagraph(parser)
        } else {
          try parser.skipElement()
        }
      case .end: if parser.depth == outer { return }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }
}

extension CellText {
  func store(in row: inout Row) -> Cell.Slice { bytes.withUnsafeBytes { row.store($0) } }

  /// Whether the text is one of the error values that formulas come to.
  var holdsErrorName: Bool {
    guard bytes.first == UInt8(ascii: "#"), bytes.count <= 8 else { return false }
    return ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
      .contains { bytes.elementsEqual($0.utf8) }
  }
}
