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
  mutating func append(
    _ draft: Draft, _ value: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    var cell = Cell(
      column: column, kind: .blank, flags: draft.hasFormula ? .formula : [], style: draft.style,
      formula: draft.formula)
    if draft.isStyleLost, draft.hasValue, draft.type == .number {
      throw WorkbookError(
        .missingPart, at: Place(cell: address), found: "styles")
    }
    if draft.hasValue { try setValue(&cell, draft.type, value) }
    guard cell.kind != .blank || draft.hasFormula || (includesStyledBlanks && draft.style > 0)
    else { return }
    try checkPlace()
    builder.append(cell)
    if includesRuns, cell.kind == .text { addRuns(draft.type, value) }
    if draft.hasFormula, let range = draft.array, range.first.column == column {
      builder.setArray(
        rows: range.last.row - rowIndex + 1, columns: range.last.column - range.first.column + 1)
    }
    if builder.byteCount > context.rowBytes { throw rowLimit() }
  }

  /// Gives the cell just added the stretches that have fonts of their own.
  @inline(never)
  private mutating func addRuns(_ type: CellType, _ value: UnsafeRawBufferPointer) {
    switch type {
    case .inline:
      var last = ""
      for run in runs ?? [] where run.font != last {
        last = run.font
        builder.addRun(run)
      }
      runs?.removeAll(keepingCapacity: true)
    case .shared:
      guard let all = strings?.runs, !all.isEmpty,
        let index = Self.integer(value) ?? Self.spacedInteger(value)
      else { return }
      all.each(ofString: index) { builder.addRun($0) }
    case .number, .text, .boolean, .error, .date: return
    }
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
      at: Place(cell: address))
  }

  @inline(__always)
  private mutating func setValue(
    _ cell: inout Cell, _ type: CellType, _ value: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    switch type {
    case .number: setNumber(&cell, value)
    case .shared: try setSharedString(&cell, value)
    case .text, .inline: try setText(&cell, type, value)
    case .boolean, .error, .date: setOther(&cell, type, Self.trimmed(value))
    }
  }

  private mutating func setOther(
    _ cell: inout Cell, _ type: CellType, _ value: UnsafeRawBufferPointer
  ) {
    if value.count == 0 { return }
    switch type {
    case .boolean: setBoolean(&cell, value)
    case .error:
      cell.kind = .error
      cell.text = builder.store(value)
    default:
      // Some libraries write a serial under this type.
      guard let reading = ISODate.read(Array(value)) else { return setNumber(&cell, value) }
      cell.kind = reading.kind
      cell.scalar = reading.scalar
    }
  }

  /// `1`, `true` and, from some libraries, `TRUE`, `2` or `1.0`.
  private mutating func setBoolean(_ cell: inout Cell, _ value: UnsafeRawBufferPointer) {
    if value.count == 1, value[0] == UInt8(ascii: "0") || value[0] == UInt8(ascii: "1") {
      cell.kind = .boolean
      cell.scalar = value[0] == UInt8(ascii: "1") ? 1 : 0
      return
    }
    let word = value.prefix(8).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if word.elementsEqual("true".utf8) {
      cell.scalar = 1
    } else if let number = NumberText.parse(value) {
      cell.scalar = number == 0 ? 0 : 1
    } else if !word.elementsEqual("false".utf8) {
      return setAsStored(&cell, value)
    }
    cell.kind = .boolean
  }

  private mutating func setAsStored(_ cell: inout Cell, _ value: UnsafeRawBufferPointer) {
    cell.kind = .text
    cell.text =
      EscapedText.isIn(value)
      ? builder.store { EscapedText.appendDecoded(value, to: &$0) } : builder.store(value)
  }

  @inline(__always)
  private mutating func setNumber(_ cell: inout Cell, _ value: UnsafeRawBufferPointer) {
    let format = context.formats[cell.style]
    if format == .plain, NumberText.isCanonical(value) {
      cell.kind = .number
      cell.text = builder.store(value)
    } else {
      setNumber(&cell, value, format)
    }
  }

  private mutating func setNumber(
    _ cell: inout Cell, _ stored: UnsafeRawBufferPointer, _ format: CellFormats.Kind
  ) {
    var value = stored
    var isCanonical = NumberText.isCanonical(value)
    if !isCanonical {
      value = Self.trimmed(value)
      if value.count == 0 { return }
      isCanonical = NumberText.isCanonical(value)
    }
    guard let number = NumberText.parse(value) else {
      guard NumberText.isBeyondRange(value) else { return setAsStored(&cell, value) }
      cell.kind = .error
      cell.text = builder.store { $0.append(contentsOf: "#NUM!".utf8) }
      return
    }
    if format == .percentage { cell.flags.insert(.percentage) }
    if format.rawValue > CellFormats.Kind.percentage.rawValue {
      if let (kind, scalar) = context.formats.temporal(number, format) {
        cell.kind = kind
        cell.scalar = scalar
        return
      }
      cell.flags.insert(.impossibleDate)
    }
    cell.kind = .number
    cell.text =
      isCanonical ? builder.store(value) : builder.store { NumberText.append(number, to: &$0) }
  }

  @inline(__always)
  private mutating func setSharedString(
    _ cell: inout Cell, _ value: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    var index = Self.integer(value)
    if index == nil {
      let value = Self.trimmed(value)
      if value.count == 0 { return }
      index = Self.integer(value)
    }
    if strings == nil { strings = try context.strings.load(includesRuns: includesRuns) }
    guard let index, let text = strings?[index] else {
      throw malformed(Evidence(reference: value, expected: .sharedText))
    }
    cell.kind = .text
    cell.text = builder.store(text)
    if text.count > context.limits.textBytes { throw textLimit() }
  }

  @inline(__always)
  private mutating func setText(
    _ cell: inout Cell, _ type: CellType, _ value: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    if value.count > context.limits.textBytes { throw textLimit() }
    // The text of `is` was decoded run by run.
    if type == .text { return setAsStored(&cell, value) }
    cell.kind = .text
    cell.text = builder.store(value)
  }

  /// A row that takes more than a quarter of the bytes that a line of text may.
  private func rowLimit() -> WorkbookError {
    WorkbookError.limit(
      .lineBytes, of: context.limits,
      at: Place(cell: address))
  }

  func textLimit() -> WorkbookError {
    WorkbookError.limit(
      .textBytes, of: context.limits,
      at: Place(cell: address))
  }

  /// A value without white space at its ends, as its simple type has it (xsd:double).
  private static func trimmed(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
    var (start, end) = (0, value.count)
    while end > start, isSpace(value[end - 1]) { end -= 1 }
    while start < end, isSpace(value[start]) { start += 1 }
    return UnsafeRawBufferPointer(rebasing: value[start..<end])
  }
}
