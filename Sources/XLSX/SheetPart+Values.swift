import SheetModel
import XML

/// What the text of a cell means, by its type and style (ECMA-376 Part 1, 18.18.11).
///
/// What its type does not allow, such as `1,5` for a number, is text as it is stored: nothing is
/// lost, and nobody takes it for a figure. Only the index of a shared string that is not there has
/// no such reading.
extension SheetPart {
  /// Adds the cell to the row.
  /// - Throws: `malformedValue` at the cell, `limitExceeded` for its place or its text,
  ///   `missingPart` for a number whose style is lost, which could be a date.
  mutating func append(_ draft: Draft, to row: inout Row) throws(WorkbookError) {
    var cell = Cell(
      column: column, kind: .blank, flags: draft.hasFormula ? .formula : [], style: draft.style,
      formula: draft.formula)
    if draft.isStyleLost, draft.hasValue, draft.type == .number {
      throw WorkbookError(
        .missingPart, at: Place(cell: CellAddress(row: rowIndex, column: column)), found: "styles")
    }
    if draft.hasValue { try setValue(&cell, draft.type, &row) }
    guard cell.kind != .blank || draft.hasFormula || (includesStyledBlanks && draft.style > 0)
    else { return }
    try checkPlace()
    row.append(cell)
    if draft.hasFormula, let range = draft.array, range.first.column == column {
      row.setArray(
        rows: range.last.row - rowIndex + 1, columns: range.last.column - range.first.column + 1)
    }
    if row.bytes.count > context.rowBytes { throw rowLimit() }
  }

  @inline(__always)
  private func checkPlace() throws(WorkbookError) {
    if column < context.columns, rowIndex < context.rows { return }
    throw placeError()
  }

  private func placeError() -> WorkbookError {
    guard column <= Self.lastColumn, rowIndex <= Self.lastRow else {
      return malformed("beyond XFD1048576")
    }
    return WorkbookError.limit(
      column < context.columns ? .rows : .columns, of: context.limits,
      at: Place(cell: CellAddress(row: rowIndex, column: column)))
  }

  private mutating func setValue(
    _ cell: inout Cell, _ type: CellType, _ row: inout Row
  ) throws(WorkbookError) {
    switch type {
    case .number: setNumber(&cell, &row)
    case .shared: try setSharedString(&cell, &row)
    case .text, .inline: try setText(&cell, type, &row)
    case .boolean:
      trimValue()
      if value.isEmpty { return }
      setBoolean(&cell, &row)
    case .error:
      trimValue()
      if value.isEmpty { return }
      cell.kind = .error
      cell.text = value.withUnsafeBytes { row.store($0) }
    case .date:
      trimValue()
      if value.isEmpty { return }
      // Some libraries write a serial under this type.
      guard let reading = ISODate.read(value) else { return setNumber(&cell, &row) }
      cell.kind = reading.kind
      cell.scalar = reading.scalar
    }
  }

  /// `1`, `true` and, from some libraries, `TRUE`, `2` or `1.0`.
  private func setBoolean(_ cell: inout Cell, _ row: inout Row) {
    let word = value.prefix(8).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if word.elementsEqual("true".utf8) {
      cell.scalar = 1
    } else if let number = value.withUnsafeBytes({ NumberText.parse($0) }) {
      cell.scalar = number == 0 ? 0 : 1
    } else if !word.elementsEqual("false".utf8) {
      return setAsStored(&cell, &row)
    }
    cell.kind = .boolean
  }

  private func setAsStored(_ cell: inout Cell, _ row: inout Row) {
    cell.kind = .text
    cell.text = value.withUnsafeBytes { raw in
      row.store { EscapedText.appendDecoded(raw, to: &$0) }
    }
  }

  private mutating func setNumber(_ cell: inout Cell, _ row: inout Row) {
    let format = context.formats[cell.style]
    var isCanonical = value.withUnsafeBytes { NumberText.isCanonical($0) }
    if format.rawValue <= CellFormats.Kind.percentage.rawValue {
      if format == .percentage { cell.flags.insert(.percentage) }
      if isCanonical {
        cell.kind = .number
        cell.text = value.withUnsafeBytes { row.store($0) }
        return
      }
    }
    if !isCanonical {
      trimValue()
      if value.isEmpty {
        cell.flags.remove(.percentage)
        return
      }
      isCanonical = value.withUnsafeBytes { NumberText.isCanonical($0) }
    }
    guard let number = value.withUnsafeBytes({ NumberText.parse($0) }) else {
      cell.flags.remove(.percentage)
      guard value.withUnsafeBytes({ NumberText.isBeyondRange($0) }) else {
        return setAsStored(&cell, &row)
      }
      cell.kind = .error
      cell.text = row.store("#NUM!".utf8)
      return
    }
    if format.rawValue > CellFormats.Kind.percentage.rawValue {
      if let (kind, scalar) = context.formats.temporal(number, format) {
        cell.kind = kind
        cell.scalar = scalar
        return
      }
      cell.flags.insert(.impossibleDate)
    }
    cell.kind = .number
    if isCanonical {
      cell.text = value.withUnsafeBytes { row.store($0) }
    } else {
      cell.text = row.store { NumberText.append(number, to: &$0) }
    }
  }

  private mutating func setSharedString(
    _ cell: inout Cell, _ row: inout Row
  ) throws(WorkbookError) {
    var index = value.withUnsafeBytes { Self.integer($0) }
    if index == nil {
      trimValue()
      if value.isEmpty { return }
      index = value.withUnsafeBytes { Self.integer($0) }
    }
    if strings == nil { strings = try context.strings.load() }
    guard let index, let strings, let range = strings.range(index) else {
      throw value.withUnsafeBytes { malformed($0) }
    }
    cell.kind = .text
    cell.text = strings.bytes.withUnsafeBytes {
      row.store(UnsafeRawBufferPointer(rebasing: $0[range]))
    }
    if range.count > context.limits.textBytes { throw textLimit() }
  }

  private mutating func setText(
    _ cell: inout Cell, _ type: CellType, _ row: inout Row
  ) throws(WorkbookError) {
    if value.count > context.limits.textBytes { throw textLimit() }
    cell.kind = .text
    cell.text = value.withUnsafeBytes { raw in
      // The text of `is` was decoded run by run.
      type == .inline
        ? row.store(raw) : row.store { EscapedText.appendDecoded(raw, to: &$0) }
    }
  }

  /// A row that takes more than a quarter of the bytes that a line of text may.
  private func rowLimit() -> WorkbookError {
    WorkbookError.limit(
      .lineBytes, of: context.limits,
      at: Place(cell: CellAddress(row: rowIndex, column: column)))
  }

  func textLimit() -> WorkbookError {
    WorkbookError.limit(
      .textBytes, of: context.limits,
      at: Place(cell: CellAddress(row: rowIndex, column: column)))
  }

  /// Takes white space from both ends of the value, as its simple type has it (xsd:double).
  private mutating func trimValue() {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
    while let last = value.last, isSpace(last) { value.removeLast() }
    if let first = value.first, isSpace(first) {
      value.removeFirst(value.prefix { isSpace($0) }.count)
    }
  }
}
