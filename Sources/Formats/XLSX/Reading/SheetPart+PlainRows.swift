import SheetModel
import XML

/// Rows of plain markup, taken from the bytes past the parser.
///
/// Most rows are made of nothing but a few attributes and one value a cell, and an XML parser takes
/// most of the time of a sheet. Whatever a row has beside that sends it to the parser, errors too,
/// so that both ways come to the same.
extension SheetPart {
  /// The attributes that rows may have beside `r` and `hidden`, none of which matters here.
  private static let plainRowNames: [StaticString] = [
    "spans", "x14ac:dyDescent", "ht", "customHeight", "s", "customFormat", "outlineLevel",
    "collapsed", "thickBot", "thickTop", "ph",
  ]
  /// What a plain row has at most below `sheetData`: `row`, `c`, `is`, `t`.
  private static let levels = 4

  /// How deep `sheetData` may lie for its rows to be taken; its rows are never at the top.
  var plainDepths: ClosedRange<Int> { 2...max(2, context.limits.nesting - Self.levels) }

  /// Takes the next row; whether it is filled, or nil where the parser must read it.
  mutating func takePlainRow(_ feed: XMLRowFeed) throws(WorkbookError) -> Bool? {
    let before = rowIndex
    while 2 + Self.levels <= context.limits.nesting, rowElements < Self.lastRow + 1 {
      var markup = feed.markup()
      beginRow()
      plainElements = 1
      if try isPlainRow(&markup) {
        let bytes = feed.take(markup)
        try parser.pass(bytes: 0, elements: 0, lines: markup.lines)
        let isFilled = try finishRow()
        try parser.pass(bytes: bytes, elements: plainElements, lines: 0)
        return isFilled
      }
      rowIndex = before
      guard markup.isCutOff, try feed.fill() else { break }
    }
    builder.clear()
    try feed.passRow()
    return nil
  }

  /// Reads a row if it is plain and in order.
  /// - Throws: what reading the shared strings throws.
  private mutating func isPlainRow(
    _ markup: inout PlainMarkup
  ) throws(WorkbookError) -> Bool {
    markup.passBlanks()
    guard markup.pass("<row"), takePlainRowStart(&markup), rowIndex > deliveredRow || mayDescend
    else { return false }
    var cells = 0
    do throws(WorkbookError) {
      while true {
        markup.passBlanks()
        guard markup.pass("<c") else { break }
        cells &+= 1
        guard cells <= 65_536, try takePlainCell(&markup) else { return false }
      }
    } catch {
      // An error of another part; the parser comes to those of this one again, with their places.
      if error.place.part != nil { throw error }
      return false
    }
    return markup.pass("</row>")
  }

  /// Reads the attributes of a row that has cells.
  private mutating func takePlainRowStart(_ markup: inout PlainMarkup) -> Bool {
    var seen = 0
    while true {
      switch markup.nextInTag() {
      case .attribute(let name, let value):
        let bit: Int
        if name.count == 1, name[0] == UInt8(ascii: "r") {
          guard let number = Self.integer(value), number >= 1 else { return false }
          rowIndex = number - 1
          bit = 1
        } else if name.equals("hidden") {
          isHidden = Self.isTrue(value)
          bit = 2
        } else if let place = Self.plainRowNames.firstIndex(where: { name.equals($0) }) {
          bit = 4 << place
        } else {
          return false
        }
        guard seen & bit == 0, value.count <= context.limits.attributeBytes else { return false }
        seen |= bit
      case .end:
        setRowDigits()
        return true
      case .emptyEnd, .refused: return false
      }
    }
  }

  /// Reads a cell from behind its name to its end.
  @inline(__always)
  private mutating func takePlainCell(_ markup: inout PlainMarkup) throws(WorkbookError) -> Bool {
    var draft = Draft()
    plainElements &+= 1
    let last = column
    column &+= 1
    var seen = 0
    tag: while true {
      switch markup.nextInTag() {
      case .attribute(let name, let value):
        guard name.count == 1, value.count > 0, value.count <= context.limits.attributeBytes
        else { return false }
        let bit: Int
        switch name[0] {
        case UInt8(ascii: "r"):
          try readAddress(value, isFirst: builder.cellCount == 0)
          bit = 1
        case UInt8(ascii: "s"):
          guard let style = Self.integer(value), context.formats.contains(style)
          else { return false }
          draft.style = style
          bit = 2
        case UInt8(ascii: "t"):
          draft.type = Self.cellType(value)
          bit = 4
        default: return false
        }
        guard seen & bit == 0 else { return false }
        seen |= bit
      case .end: break tag
      case .emptyEnd:
        if column <= last { needsSorting = true }
        if includesStyledBlanks, draft.style > 0 { try append(draft, Self.nothing) }
        return true
      case .refused: return false
      }
    }
    if column <= last { needsSorting = true }
    plainElements &+= 1
    if markup.pass("<v>") {
      guard let text = takeText(&markup), markup.pass("</v></c>") else { return false }
      draft.hasValue = true
      try append(draft, text)
      return true
    }
    return try takePlainChildren(&draft, &markup)
  }

  /// Reads what is in a cell that does not begin with its value.
  @inline(never)
  private mutating func takePlainChildren(
    _ draft: inout Draft, _ markup: inout PlainMarkup
  ) throws(WorkbookError) -> Bool {
    if markup.pass("<is><t") {
      guard markup.pass(">") || markup.pass(" xml:space=\"preserve\">"),
        let text = takeText(&markup), markup.pass("</t></is></c>"), !EscapedText.isIn(text)
      else { return false }
      draft.hasValue = true
      draft.type = .inline
      plainElements &+= 1
      try append(draft, text)
      return true
    }
    if markup.pass("<f>") || markup.pass("<f aca=\"false\">") {
      guard let text = takeText(&markup), text.count > 0, markup.pass("</f>"),
        !EscapedText.isIn(text)
      else { return false }
      draft.hasFormula = true
      if includesFormulaTexts { draft.formula = builder.store(text) }
      if markup.pass("<v>") {
        plainElements &+= 1
        guard let text = takeText(&markup), markup.pass("</v></c>") else { return false }
        draft.hasValue = true
        try append(draft, text)
        return true
      }
    }
    guard markup.pass("</c>") else { return false }
    if draft.hasFormula || (includesStyledBlanks && draft.style > 0) {
      try append(draft, Self.nothing)
    }
    return true
  }

  @inline(__always)
  private func takeText(_ markup: inout PlainMarkup) -> UnsafeRawBufferPointer? {
    guard let text = markup.text(), text.count <= context.limits.textBytes else { return nil }
    return text
  }

  private static var nothing: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
