import SheetModel
import XML

/// Rows of plain markup, read from the bytes without the parser.
///
/// Most rows are made of nothing but known attributes and one paragraph a cell, and an XML parser
/// takes most of the time of a sheet. Whatever a row has beside that sends it to the parser, errors
/// too, so that both ways come to the same.
extension ContentCursor {
  /// The most spans and links within one another.
  private static let mostSpans = 8
  /// The most levels within a sheet's or group's element: row, cell, paragraph, spans, blanks.
  private static let levels = 4 + mostSpans

  /// Reads the next row; whether it is filled, or nil where the parser must go on.
  ///
  /// No element within the sheet may declare a namespace while it is open, so that the names mean
  /// what they mean around the sheets.
  func readPlainRow(
    into row: inout Row, _ feed: XMLRowFeed, _ names: PlainNames
  ) throws(WorkbookError) -> Bool? {
    guard feed.isBetweenRows, parser.isAtRest else { return nil }
    if parser.openNamespaceCount == names.namespaceCount, rowIndex < limits.rows,
      parser.depth + Self.levels <= limits.nesting
    {
      while true {
        var markup = feed.markup()
        let added = addedCells
        let isPlain: Bool
        do throws(WorkbookError) {
          isPlain = try readPlainRow(into: &row, &markup, names)
        } catch { isPlain = false }
        if isPlain {
          let bytes = feed.take(markup)
          try parser.pass(bytes: bytes, elements: 0, lines: markup.lines)
          return try finish(row)
        }
        addedCells = added
        guard markup.isCutOff, try feed.fill() else { break }
      }
    }
    try feed.passRow()
    return nil
  }

  private func readPlainRow(
    into row: inout Row, _ markup: inout PlainMarkup, _ names: PlainNames
  ) throws(WorkbookError) -> Bool {
    markup.passBlanks()
    guard markup.pass("<table:table-row"), try beginPlainRow(&row, &markup, names)
    else { return false }
    while true {
      markup.passBlanks()
      let isCell = markup.pass("<table:table-cell")
      guard isCell || markup.pass("<table:covered-table-cell") else {
        return markup.pass("</table:table-row>")
      }
      guard column < limits.columns,
        try readPlainCell(into: &row, &markup, names, isCovered: !isCell)
      else { return false }
    }
  }

  /// Reads the attributes of a row that has cells.
  private func beginPlainRow(
    _ row: inout Row, _ markup: inout PlainMarkup, _ names: PlainNames
  ) throws(WorkbookError) -> Bool {
    var seen: UInt64 = 0
    var repeats = 1
    var visibility: UnsafeRawBufferPointer?
    var style: UnsafeRawBufferPointer?
    while true {
      switch markup.nextInTag() {
      case .attribute(let name, let value):
        guard let entry = names.entry(name), seen & entry.bit == 0,
          value.count <= limits.attributeBytes
        else { return false }
        seen |= entry.bit
        switch entry.name {
        case .numberRowsRepeated:
          guard let count = value.positiveInteger else { return false }
          repeats = count
        case .visibility: visibility = value
        case .defaultCellStyleName: style = value
        default: break
        }
      case .end:
        beginRow(&row, repeats: repeats, visibility: visibility, style: style)
        return true
      case .emptyEnd, .refused: return false
      }
    }
  }

  /// Reads a cell from behind its name to its end.
  private func readPlainCell(
    into row: inout Row, _ markup: inout PlainMarkup, _ names: PlainNames, isCovered: Bool
  ) throws(WorkbookError) -> Bool {
    var attributes = Attributes()
    var content = Content.none
    var seen: UInt64 = 0
    reading: while true {
      switch markup.nextInTag() {
      case .attribute(let name, let value):
        guard let entry = names.entry(name), seen & entry.bit == 0,
          value.count <= limits.attributeBytes,
          attributes.take(entry.name, value)
        else { return false }
        seen |= entry.bit
      case .emptyEnd: break reading
      case .end:
        markup.passBlanks()
        if markup.pass("<text:p") {
          guard let text = try readPlainText(&markup, names) else { return false }
          content = text
        }
        guard
          isCovered
            ? markup.pass("</table:covered-table-cell>") : markup.pass("</table:table-cell>")
        else { return false }
        break reading
      case .refused: return false
      }
    }
    attributes.complete()
    if !attributes.saysValue, !options.includesStyledBlanks, case .none = content {
      column = min(column + attributes.repeats, limits.columns)
      return true
    }
    try readCell(attributes, content, into: &row)
    return true
  }

  /// Reads the paragraphs of a cell, the first from behind its name; nil where they are not plain.
  @inline(__always) private func readPlainText(
    _ markup: inout PlainMarkup, _ names: PlainNames
  ) throws(WorkbookError) -> Content? {
    if markup.pass("/>") { return try gatherPlainText(nil, isOpen: false, &markup, names) }
    guard markup.pass(">") || markup.passStartTag(names, mostBytes: limits.attributeBytes),
      let first = markup.text(),
      first.count <= limits.textBytes
    else { return nil }
    guard markup.pass("</text:p>") else {
      return try gatherPlainText(first, isOpen: true, &markup, names)
    }
    markup.passBlanks()
    return markup.isAt("<text:p")
      ? try gatherPlainText(first, isOpen: false, &markup, names) : .paragraph(first)
  }

  /// Puts together the text of more than one run, of which the first has been read.
  @inline(never) private func gatherPlainText(
    _ first: UnsafeRawBufferPointer?, isOpen: Bool, _ markup: inout PlainMarkup,
    _ names: PlainNames
  ) throws(WorkbookError) -> Content? {
    text.reset()
    text.begin()
    if let first { text.append(first) }
    var isOpen = isOpen
    while true {
      if isOpen {
        guard try gatherPlainParagraph(&markup, names) else { return nil }
        text.end()
      }
      markup.passBlanks()
      guard markup.pass("<text:p") else { return .gathered }
      text.begin()
      isOpen = !markup.pass("/>")
      guard
        !isOpen || markup.pass(">") || markup.passStartTag(names, mostBytes: limits.attributeBytes)
      else { return nil }
    }
  }

  /// Goes on to the end of a paragraph.
  private func gatherPlainParagraph(
    _ markup: inout PlainMarkup, _ names: PlainNames
  ) throws(WorkbookError) -> Bool {
    // One bit a span or link: whether it is a link.
    var open: UInt32 = 1
    while !markup.pass("</text:p>") {
      if text.bytes.count > limits.textBytes { return false }
      let isSpan = markup.pass("<text:span")
      if isSpan || markup.pass("<text:a ") {
        if isSpan, text.includesRuns { return false }
        if !isSpan { markup.index -= 1 }
        guard open >> UInt32(Self.mostSpans) == 0,
          markup.passStartTag(names, mostBytes: limits.attributeBytes)
        else { return false }
        open = open << 1 | (isSpan ? 0 : 1)
      } else if open > 1, open & 1 == 0, markup.pass("</text:span>") {
        open >>= 1
      } else if open > 1, open & 1 == 1, markup.pass("</text:a>") {
        open >>= 1
      } else if markup.pass("<text:s/>") {
        try text.append(blanks: 1)
      } else if markup.pass("<text:s ") {
        markup.index -= 1
        guard case .attribute(let name, let value) = markup.nextInTag(), name.equals("text:c"),
          let count = value.equals("0") ? 0 : value.positiveInteger,
          case .emptyEnd = markup.nextInTag()
        else { return false }
        try text.append(blanks: count)
      } else {
        guard let raw = markup.text(), raw.count > 0 else { return false }
        text.append(raw)
      }
    }
    return open == 1 && text.bytes.count <= limits.textBytes
  }
}

extension PlainMarkup {
  /// Passes the attributes of a tag, whose values say nothing; false where it is refused or empty or
  /// a value has too many bytes.
  fileprivate mutating func passStartTag(_ names: PlainNames, mostBytes: Int) -> Bool {
    var seen: UInt64 = 0
    while true {
      switch nextInTag() {
      case .attribute(let name, let value):
        guard let entry = names.entry(name), seen & entry.bit == 0, value.count <= mostBytes
        else { return false }
        seen |= entry.bit
      case .end: return true
      case .emptyEnd, .refused: return false
      }
    }
  }
}
