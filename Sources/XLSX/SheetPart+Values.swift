import SheetModel
import XML

/// What the text of a cell means, by its type and style (ECMA-376 Part 1, 18.18.11).
extension SheetPart {
  /// Adds the cell to the row.
  /// - Throws: `malformedValue` at the cell, `limitExceeded` for its place or its text.
  mutating func append(_ draft: Draft, to row: inout Row) throws(WorkbookError) {
    var cell = Cell(
      column: column, kind: .blank, flags: draft.hasFormula ? .formula : [], style: draft.style,
      formula: draft.formula)
    if draft.hasValue { try setValue(&cell, draft.type, &row) }
    guard cell.kind != .blank || draft.hasFormula || (includesStyledBlanks && draft.style > 0)
    else { return }
    try checkPlace()
    row.append(cell)
    if row.bytes.count > context.limits.lineBytes { throw rowLimit() }
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
    case .number: try setNumber(&cell, &row)
    case .shared: try setSharedString(&cell, &row)
    case .text, .inline: try setText(&cell, type, &row)
    case .boolean:
      trimValue()
      // Some libraries write their language's `TRUE` or `True`.
      if value.isEmpty { return }
      let word = value.prefix(8).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      if word.elementsEqual("1".utf8) || word.elementsEqual("true".utf8) {
        cell.scalar = 1
      } else if word.elementsEqual("0".utf8) || word.elementsEqual("false".utf8) {
        cell.scalar = 0
      } else {
        throw malformedCellValue()
      }
      cell.kind = .boolean
    case .error:
      trimValue()
      if value.isEmpty { return }
      cell.kind = .error
      cell.text = value.withUnsafeBytes { row.store($0) }
    case .date:
      trimValue()
      if value.isEmpty { return }
      guard let reading = ISODate.read(value) else { throw malformedCellValue() }
      cell.kind = reading.kind
      cell.scalar = reading.scalar
    }
  }

  private mutating func setNumber(_ cell: inout Cell, _ row: inout Row) throws(WorkbookError) {
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
      guard value.withUnsafeBytes({ NumberText.isBeyondRange($0) }) else {
        throw malformedCellValue()
      }
      cell.flags.remove(.percentage)
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
    guard let index, let range = context.strings.range(index) else { throw malformedCellValue() }
    cell.kind = .text
    cell.text = context.strings.bytes.withUnsafeBytes {
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

  /// A row that takes more bytes than a line of text may.
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

  private func malformedCellValue() -> WorkbookError { value.withUnsafeBytes { malformed($0) } }

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

/// Dates of ISO 8601 as cells of type `d` hold them: `2024-01-31`, `2024-01-31T10:20:30.5`,
/// `10:20:30`; an offset is not part of what the cell shows and is ignored if it is `Z`.
enum ISODate {
  /// The kind and scalar of a cell; nil for other text and for days of no calendar.
  static func read(_ bytes: [UInt8]) -> (kind: CellKind, scalar: Int64)? {
    var rest = bytes[...]
    if rest.last == UInt8(ascii: "Z") { rest.removeLast() }
    let parts = rest.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
    switch parts.count {
    case 1 where rest.contains(UInt8(ascii: ":")):
      return milliseconds(rest).map { (.time, $0) }
    case 1:
      return day(rest).map { (.date, $0) }
    case 2 where parts[0].isEmpty:
      return milliseconds(parts[1]).map { (.time, $0) }
    case 2:
      guard let day = day(parts[0]), let time = milliseconds(parts[1]), time < 86_400_000
      else { return nil }
      return (time == 0 ? .date : .dateTime, day + time)
    default: return nil
    }
  }

  private static func day(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = integer(parts[0]),
      let month = integer(parts[1]), let day = integer(parts[2]),
      let date = CivilDateTime(year: year, month: month, day: day)
    else { return nil }
    return date.milliseconds
  }

  private static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = integer(parts[0]), hour <= 24,
      let minute = integer(parts[1]), minute < 60
    else { return nil }
    var total = (hour * 60 + minute) * 60_000
    if parts.count == 3 {
      guard let seconds = parts[2].withUnsafeBytes({ NumberText.parse($0) }), seconds >= 0,
        seconds < 60
      else { return nil }
      total += Int((seconds * 1000).rounded())
    }
    return Int64(total)
  }

  private static func integer(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    return text.withUnsafeBytes { SheetPart.integer($0) }
  }
}
