import SheetModel
import XML

/// Cells of a worksheet part (ECMA-376 Part 1, 18.3.1.4).
extension SheetPart {
  /// The types of ST_CellType (18.18.11).
  enum CellType { case number, boolean, error, shared, text, inline, date }

  /// What a cell's start tag and children said, before its value is understood.
  struct Draft {
    var type = CellType.number
    var style = 0
    /// Whether the style that the cell names is lost with the styles part.
    var isStyleLost = false
    var hasValue = false
    var hasFormula = false
    /// Where the formula lies in the row's bytes.
    var formula = Cell.Slice.empty
    /// The cells that an array formula fills.
    var array: CellRange?
  }

  /// After the start of `c`: adds the cell to the row if it is filled.
  mutating func readCell() throws(WorkbookError) {
    var draft = Draft()
    try readCellStart(&draft)
    if let text = parser.takeOnlyChild(PartName.v.rawValue) {
      draft.hasValue = true
      return try append(draft, text)
    }
    if let text = parser.takeOnlyChild(PartName.is.rawValue, PartName.t.rawValue) {
      draft.hasValue = true
      draft.type = .inline
      guard EscapedText.isIn(text) else { return try append(draft, text) }
      value.removeAll(keepingCapacity: true)
      EscapedText.appendDecoded(text, to: &value)
    } else {
      try readChildren(&draft)
    }
    guard draft.hasValue || draft.hasFormula || (includesStyledBlanks && draft.style > 0)
    else { return }
    // Lent out while the cell is made of it.
    var text: [UInt8] = []
    swap(&text, &value)
    let outcome = text.withUnsafeBytes { raw in
      Result { () throws(WorkbookError) in try append(draft, raw) }
    }
    swap(&text, &value)
    try outcome.get()
  }

  /// Reads the children of `c` one by one, the value into `value`.
  private mutating func readChildren(_ draft: inout Draft) throws(WorkbookError) {
    value.removeAll(keepingCapacity: true)
    while true {
      switch try parser.next() {
      case .start:
        switch parser.name {
        case PartName.v.rawValue:
          value.removeAll(keepingCapacity: true)
          guard try Self.appendText(of: parser, to: &value, limits: context.limits)
          else { throw textLimit() }
          draft.hasValue = true
        case PartName.f.rawValue:
          try readFormula(&draft)
        case PartName.is.rawValue:
          draft.type = .inline
          value.removeAll(keepingCapacity: true)
          runs?.removeAll(keepingCapacity: true)
          try SharedStringsPart.appendText(
            of: parser, to: &value, run: &run, runs: &runs, limits: context.limits)
          draft.hasValue = true
        default: try parser.skipElement()
        }
      case .text: continue
      case .end, .endOfDocument: return
      }
    }
  }

  private mutating func readCellStart(_ draft: inout Draft) throws(WorkbookError) {
    let last = column
    column += 1
    for index in 0..<parser.attributeCount {
      let (name, text) = parser.attributeAt(index)
      switch name {
      case PartName.r.rawValue where text.count > 0:
        try readAddress(text, isFirst: builder.cellCount == 0)
      case PartName.s.rawValue:
        let style = Self.integer(text) ?? Self.spacedInteger(text) ?? 0
        if context.formats.contains(style) {
          draft.style = style
        } else {
          draft.isStyleLost = context.formats.areLost
        }
      case PartName.t.rawValue: draft.type = Self.cellType(text)
      default: continue
      }
    }
    if column <= last { needsSorting = true }
  }

  /// Reads a cell's address.
  ///
  /// A row whose first cell names another row is that row, whatever it says itself, as openpyxl,
  /// calamine and LibreOffice have it. Cells of two rows in one are an error.
  mutating func readAddress(
    _ text: UnsafeRawBufferPointer, isFirst: Bool
  ) throws(WorkbookError) {
    var index = 0
    var letters = 0
    while index < text.count {
      let letter = text[index] & 0xDF
      guard letter >= 0x41, letter <= 0x5A, text[index] >= 0x41 else { break }
      letters = letters &* 26 &+ Int(letter &- 0x40)
      index += 1
      if index > 3 { throw malformedAddress(text) }
    }
    guard index > 0, index < text.count else { throw malformedAddress(text) }
    column = letters - 1
    if text.count - index == rowDigits.count {
      var place = 0
      while place < rowDigits.count, text[index + place] == rowDigits[place] { place += 1 }
      if place == rowDigits.count { return }
    }
    let digits = UnsafeRawBufferPointer(rebasing: text[index...])
    guard let number = Self.integer(digits), number >= 1 else { throw malformedAddress(text) }
    if number - 1 == rowIndex { return }
    guard isFirst, mayDescend || number - 1 > deliveredRow else { throw malformedAddress(text) }
    rowIndex = number - 1
    setRowDigits()
  }

  @inline(never)
  private func malformedAddress(_ text: UnsafeRawBufferPointer) -> WorkbookError {
    malformed(Evidence(reference: text, expected: .cellReference))
  }

  /// The type of a value; what is no type makes text of it, as openpyxl has it.
  @inline(__always)
  static func cellType(_ text: UnsafeRawBufferPointer) -> CellType {
    switch text.count {
    case 0: .number
    case 1:
      switch text[0] {
      case UInt8(ascii: "s"): .shared
      case UInt8(ascii: "n"): .number
      case UInt8(ascii: "b"): .boolean
      case UInt8(ascii: "e"): .error
      case UInt8(ascii: "d"): .date
      default: .text
      }
    case 9: text.elementsEqual("inlineStr".utf8) ? .inline : .text
    default: .text
    }
  }

  /// After the start of an element: appends its text, up to the element's end.
  ///
  /// Elements inside may split a text into runs that are each within the budget, so it is counted
  /// here again; false where it is too long.
  private static func appendText(
    of parser: XMLPullParser, to buffer: inout [UInt8], limits: ReadLimits
  ) throws(WorkbookError) -> Bool {
    while true {
      switch try parser.next() {
      case .text:
        parser.withText { buffer.append(contentsOf: $0) }
        if buffer.count > limits.textBytes { return false }
      case .start: try parser.skipElement()
      case .end, .endOfDocument: return true
      }
    }
  }

  /// After the start of `f`: stores the formula's text in the row, that of a shared formula moved.
  private mutating func readFormula(_ draft: inout Draft) throws(WorkbookError) {
    var group: Int?
    var isShared = false
    var isKindless = true
    var isTable = false
    var isArray = false
    var reference: UnsafeRawBufferPointer?
    for index in 0..<parser.attributeCount {
      let (name, text) = parser.attributeAt(index)
      switch name {
      case PartName.t.rawValue:
        isShared = text.elementsEqual("shared".utf8)
        isArray = text.elementsEqual("array".utf8)
        isKindless = text.elementsEqual("normal".utf8)
        isTable = includesDataTables && text.elementsEqual("dataTable".utf8)
      case PartName.si.rawValue: group = Self.integer(text)
      case PartName.ref.rawValue: reference = text
      default: continue
      }
    }
    // The attributes are gone once the parser moves on.
    let table = isTable ? tableText() : []
    let hasRange = reference != nil
    if isArray, let reference {
      draft.array = CellRange(String(decoding: reference.prefix(32), as: UTF8.self))
    }
    run.removeAll(keepingCapacity: true)
    guard try Self.appendText(of: parser, to: &run, limits: context.limits)
    else { throw textLimit() }
    formula.removeAll(keepingCapacity: true)
    run.withUnsafeBytes { EscapedText.appendDecoded($0, to: &formula) }
    guard includesFormulaTexts else {
      draft.hasFormula = !isKindless || !formula.isEmpty
      return
    }
    if isShared, let group {
      let here = CellAddress(row: rowIndex, column: column)
      if !formula.isEmpty, hasRange || !formulas.contains(group) {
        // Excel holds 8,192 characters; a longer one would be copied for each cell of the group.
        guard formula.count <= 32_768 else { throw malformed("a shared formula too long") }
        try formulas.keep(formula, group: group, at: here, limits: context.limits)
      } else {
        formula.removeAll(keepingCapacity: true)
        try formulas.write(group, at: here, to: &formula, limits: context.limits)
      }
    } else if isKindless, formula.isEmpty {
      return
    }
    if isTable, formula.isEmpty { formula = table }
    draft.hasFormula = true
    draft.formula = formula.withUnsafeBytes { builder.store($0) }
  }

  /// What Excel shows for a data table (18.3.1.40), by the start of its `f`: the cell that takes the
  /// values of the table's top row, and the one that takes those of its first column.
  private func tableText() -> [UInt8] {
    func cell(_ name: PartName) -> String {
      parser.value(name).flatMap { CellAddress($0) }.map(String.init(describing:)) ?? ""
    }
    let isWhole = parser.boolean(.dt2D) ?? false
    let first = cell(.r1)
    if isWhole { return Array("TABLE(\(first),\(cell(.r2)))".utf8) }
    return Array((parser.boolean(.dtr) ?? false ? "TABLE(\(first),)" : "TABLE(,\(first))").utf8)
  }
}
