import SheetModel
import XML

extension ContentCursor {
  /// Decides the value and moves past the cell's end.
  ///
  /// False for a blank without a formula.
  func readValue(
    _ attributes: Attributes, _ content: Content, of cell: inout Cell, in row: inout Row
  ) throws(WorkbookError) -> Bool {
    if let stored = attributes.stored {
      try decide(stored.value, stored.type, of: &cell, in: &row)
      guard cell.hasFormula else {
        if case .pulled = content { try parser.skipElement() }
        return true
      }
      // Some programs cache an error as the number 0 under the error's name.
      try read(content)
      if let slice = storeErrorName(in: &row) {
        cell.kind = .error
        cell.text = slice
      }
      return true
    }
    if case .paragraph(let raw) = content, attributes.text == nil, !attributes.isError,
      !cell.hasFormula
    {
      guard raw.count > 0 else { return false }
      cell.kind = .text
      cell.text = row.store(raw)
      return true
    }
    let stored = attributes.text.flatMap { $0.count > 0 ? row.store($0) : nil }
    try read(content)
    if attributes.isError || (cell.hasFormula && text.holdsErrorName) {
      cell.kind = .error
      cell.text = text.bytes.count > 0 ? text.store(in: &row) : stored ?? .empty
      if cell.text.count == 0 { cell.text = row.store("#VALUE!".utf8) }
    } else if let stored {
      // What is shown may be dressed by a format such as `"Xã "@`; an empty value says nothing.
      cell.kind = .text
      cell.text = stored
    } else if text.paragraphs > 0 {
      cell.kind = .text
      cell.text = text.store(in: &row)
    } else if attributes.type == .text || attributes.text != nil {
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
      guard let truth = value.truth else {
        throw WorkbookError(.malformedValue, at: self.cell, found: "office:boolean-value")
      }
      cell.kind = .boolean
      cell.scalar = truth ? 1 : 0
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

  private func read(_ content: Content) throws(WorkbookError) {
    switch content {
    case .pulled: try readText()
    case .paragraph(let raw): text.set(raw)
    case .gathered: repeatedBytes += text.countedBlanks
    case .none: text.reset()
    }
  }

  /// Reads the cell's own paragraphs, those in lists too, leaving out comments, drawings and
  /// tables in it.
  private func readText() throws(WorkbookError) {
    text.reset()
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .textP, .textH: try text.readParagraph(parser)
        case .textList: break
        default: try parser.skipElement()
        }
      case .end:
        guard parser.depth == outer else { continue }
        repeatedBytes += text.countedBlanks
        return
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }
}

extension ParagraphText {
  func store(in row: inout Row) -> Cell.Slice { bytes.withUnsafeBytes { row.store($0) } }

  /// Whether the text is one of the error values that formulas come to.
  ///
  /// `Err:502` and its like are LibreOffice's own, and stay what they are.
  var holdsErrorName: Bool {
    if bytes.count == 7, bytes.starts(with: "Err:".utf8) {
      return bytes[4...].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    guard bytes.first == UInt8(ascii: "#"), bytes.count <= 13 else { return false }
    return Self.errorNames.contains { bytes.elementsEqual($0.utf8) }
  }

  private static let errorNames = [
    "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#GETTING_DATA",
  ]
}

extension UnsafeRawBufferPointer {
  /// A truth value: `true`, `false`, `1` or `0` in any case; nil for anything else.
  fileprivate var truth: Bool? {
    if count == 1 { return self[0] == 0x31 ? true : self[0] == 0x30 ? false : nil }
    func isWord(_ word: StaticString) -> Bool {
      count == word.utf8CodeUnitCount
        && zip(self, UnsafeRawBufferPointer(start: word.utf8Start, count: count))
          .allSatisfy { $0 | 0x20 == $1 }
    }
    return isWord("true") ? true : isWord("false") ? false : nil
  }
}
