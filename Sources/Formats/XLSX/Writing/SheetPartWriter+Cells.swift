import SheetModel

/// Cells of a worksheet part being written (ECMA-376 Part 1, 18.3.1.4).
extension SheetPartWriter {
  /// Writes the cells of a row, between its tags.
  /// - Throws: `notRepresentable` at the cell.
  mutating func putCells(
    of row: borrowing Row, _ styles: inout StylesPartWriter, _ strings: inout SharedStringTable
  ) throws(WorkbookError) {
    try row.bytes.withUnsafeBufferPointer { bytes throws(WorkbookError) in
      let raw = UnsafeRawBufferPointer(bytes)
      var column = -1
      for cell in row.cells {
        do throws(WorkbookError) {
          guard cell.column > column, cell.column <= SheetPart.lastColumn else {
            throw WorkbookError(.notRepresentable, found: "column \(cell.column + 1)")
          }
          column = cell.column
          if cell.hasFormula { arrayRange = row.arrayRange(of: cell) }
          let formula = cell.hasFormula ? Self.stretch(cell.formula, of: raw) : Self.nothing
          try put(
            cell, text: Self.stretch(cell.text, of: raw), formula: formula, &styles, &strings)
        } catch {
          throw error.located(in: Place(cell: CellAddress(row: row.index, column: cell.column)))
        }
      }
    }
  }

  private static var nothing: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The bytes of a slice, as far as there are any.
  @inline(__always)
  private static func stretch(
    _ slice: Cell.Slice, of raw: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let end = min(Int(slice.start) + Int(slice.count), raw.count)
    return UnsafeRawBufferPointer(rebasing: raw[min(Int(slice.start), end)..<end])
  }

  private mutating func put(
    _ cell: Cell, text: UnsafeRawBufferPointer, formula: UnsafeRawBufferPointer,
    _ styles: inout StylesPartWriter, _ strings: inout SharedStringTable
  ) throws(WorkbookError) {
    switch cell.kind {
    case .blank:
      let format = styles.cellFormat(cell.style)
      guard format > 0 || formula.count > 0 else { return }
      putStart(cell, format)
      guard formula.count > 0 else { return buffer.put("\"/>") }
      hasUncomputedFormula = true
      buffer.put("\">")
      try putFormula(formula)
      buffer.put("</c>")
    case .text: try putText(text, cell, formula, &styles, &strings)
    case .number:
      guard NumberText.isNumber(text) else {
        throw WorkbookError(.notRepresentable, found: "a number without digits")
      }
      putStart(cell, styles.cellFormat(cell.style))
      buffer.put("\">")
      try putValue(text, formula)
    case .boolean:
      putStart(cell, styles.cellFormat(cell.style))
      buffer.put("\" t=\"b\">")
      if formula.count > 0 { try putFormula(formula) }
      if cell.scalar != 0 { buffer.put("<v>1</v></c>") } else { buffer.put("<v>0</v></c>") }
    case .error: try putError(text, cell, formula, &styles, &strings)
    case .date, .dateTime, .time: try putTemporal(cell, formula, &styles, &strings)
    }
  }

  /// `<c r="B7" s="3`: the caller adds the closing quote.
  @inline(__always)
  private mutating func putStart(_ cell: Cell, _ format: Int) {
    let name = columnNames[cell.column]
    buffer.put("<c r=\"")
    buffer.put(word: UInt64(name), length: Int(name >> 24))
    buffer.put(word: rowDigits.word, length: rowDigits.length)
    if format > 0 {
      buffer.put("\" s=\"")
      buffer.put(format)
    }
  }

  private mutating func putFormula(_ formula: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard formula.utf16Count <= 8192 else {
      throw WorkbookError(.notRepresentable, found: "\(formula.utf16Count) > 8192")
    }
    buffer.put("<f")
    if let arrayRange { buffer.put(Array(" t=\"array\" ref=\"\(arrayRange)\"".utf8)) }
    if OutputBuffer.hasOuterSpace(formula) { buffer.put(" xml:space=\"preserve\"") }
    buffer.put(">")
    buffer.putEscaped(formula)
    buffer.put("</f>")
  }

  /// The formula, if there is one, and a value that needs no escaping; ends the cell.
  private mutating func putValue(
    _ value: UnsafeRawBufferPointer, _ formula: UnsafeRawBufferPointer
  ) throws(WorkbookError) {
    if formula.count > 0 { try putFormula(formula) }
    buffer.put("<v>")
    buffer.put(value)
    buffer.put("</v></c>")
  }

  private mutating func putText(
    _ text: UnsafeRawBufferPointer, _ cell: Cell, _ formula: UnsafeRawBufferPointer,
    _ styles: inout StylesPartWriter, _ strings: inout SharedStringTable
  ) throws(WorkbookError) {
    if text.count > 32_767, text.utf16Count > 32_767 {
      throw WorkbookError(.notRepresentable, found: "\(text.utf16Count) > 32767")
    }
    putStart(cell, styles.cellFormat(cell.style))
    if formula.count > 0 {
      buffer.put("\" t=\"str\">")
      try putFormula(formula)
      if OutputBuffer.hasOuterSpace(text) {
        buffer.put("<v xml:space=\"preserve\">")
      } else {
        buffer.put("<v>")
      }
      buffer.putEscaped(text)
      buffer.put("</v></c>")
    } else if let index = strings.index(of: text) {
      buffer.put("\" t=\"s\"><v>")
      buffer.put(index)
      buffer.put("</v></c>")
    } else {
      buffer.put("\" t=\"inlineStr\"><is>")
      buffer.putText(text)
      buffer.put("</is></c>")
    }
  }

  /// Errors of other programs (`Err:502`) are text in Excel's eyes, and `#VALUE!` as a result.
  private mutating func putError(
    _ text: UnsafeRawBufferPointer, _ cell: Cell, _ formula: UnsafeRawBufferPointer,
    _ styles: inout StylesPartWriter, _ strings: inout SharedStringTable
  ) throws(WorkbookError) {
    let isKnown = Self.errors.contains { text.elementsEqual($0.utf8) }
    guard isKnown || formula.count > 0 else {
      return try putText(text, cell, formula, &styles, &strings)
    }
    putStart(cell, styles.cellFormat(cell.style))
    buffer.put("\" t=\"e\">")
    if isKnown { return try putValue(text, formula) }
    try putFormula(formula)
    buffer.put("<v>#VALUE!</v></c>")
  }

  /// A date as its serial; before 1900, which Excel cannot count, as text.
  private mutating func putTemporal(
    _ cell: Cell, _ formula: UnsafeRawBufferPointer,
    _ styles: inout StylesPartWriter, _ strings: inout SharedStringTable
  ) throws(WorkbookError) {
    let serial: Double
    if cell.kind == .time {
      serial = Double(cell.scalar) / 86_400_000
    } else if let counted = DateSystem.excel1900.serial(ofMilliseconds: cell.scalar) {
      serial = counted
    } else {
      let date = CivilDateTime(milliseconds: cell.scalar)
      let text = ISODate.text(date, hasTime: cell.kind == .dateTime)
      return try text.withUnsafeBufferPointer { bytes throws(WorkbookError) in
        try putText(UnsafeRawBufferPointer(bytes), cell, formula, &styles, &strings)
      }
    }
    putStart(cell, styles.cellFormat(cell.style, for: cell.kind))
    buffer.put("\">")
    if formula.count > 0 { try putFormula(formula) }
    buffer.put("<v>")
    if serial >= 0, serial < 1e8, serial == serial.rounded(.towardZero) {
      buffer.put(Int(serial))
    } else {
      digits.removeAll(keepingCapacity: true)
      NumberText.append(serial, to: &digits)
      buffer.put(digits)
    }
    buffer.put("</v></c>")
  }

  /// The errors that a cell may hold (ECMA-376 Part 1, 18.17.3).
  private static let errors = [
    "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA",
  ]
}

extension UnsafeRawBufferPointer {
  /// The number of UTF-16 code units of UTF-8 text, the measure of Excel's limits.
  var utf16Count: Int {
    var count = 0
    for byte in self where byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    return count
  }
}

extension ISODate {
  /// A date as `1899-05-01`, or with its time as `1899-05-01T08:30:00`.
  static func text(_ date: CivilDateTime, hasTime: Bool) -> [UInt8] {
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    if hasTime {
      let seconds = date.millisecondOfDay / 1000
      text += "T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2))"
      text += ":\(padded(seconds % 60, 2))"
    }
    return Array(text.utf8)
  }
}
