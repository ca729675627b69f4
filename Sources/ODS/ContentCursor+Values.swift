import SheetModel
import XML

extension ContentCursor {
  /// Decides the value and moves past the cell's end.
  ///
  /// False for a blank without a formula.
  func readValue(
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
    } else if isString {
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
    } else if NumberText.isBeyondRange(value) {
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

extension ParagraphText {
  func store(in row: inout Row) -> Cell.Slice { bytes.withUnsafeBytes { row.store($0) } }

  /// Whether the text is one of the error values that formulas come to.
  var holdsErrorName: Bool {
    guard bytes.first == UInt8(ascii: "#"), bytes.count <= 8 else { return false }
    return ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
      .contains { bytes.elementsEqual($0.utf8) }
  }
}
