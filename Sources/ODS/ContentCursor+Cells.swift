import SheetModel
import XML

extension ContentCursor {
  /// What `office:value-type` says.
  enum ValueType { case none, number, percentage, date, time, boolean, text }

  /// The attributes of a cell, valid until the parser moves on.
  struct Attributes {
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
    // The repeats share their bytes here, but no longer where they are written.
    let copied = (repeats - 1).multipliedReportingOverflow(by: Int(cell.text.count))
    repeatedBytes += copied.partialValue
    guard !copied.overflow, repeatedBytes <= limits.lineBytes else {
      throw .limit(.lineBytes, of: limits, at: self.cell)
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
}
