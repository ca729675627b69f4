import SheetModel
import XML

/// Rows of plain markup, read from the bytes without the parser.
///
/// Most rows are made of nothing but known attributes and one paragraph a cell, and an XML parser
/// takes most of the time of a sheet. Whatever a row has beside that sends it to the parser, errors
/// too, so that both ways come to the same.
extension ContentCursor {
  /// What is between the sheet's element and a paragraph: rows, cells.
  private static let levels = 4

  /// Reads the next row; whether it is filled, or nil where the parser must go on.
  func readPlainRow(into row: inout Row, _ feed: RowFeed) throws(WorkbookError) -> Bool? {
    guard feed.isBeforeRow, parser.isAtRest else { return nil }
    if let names = feed.names, parser.depth + Self.levels <= limits.nesting, rowIndex < limits.rows
    {
      while true {
        var markup = feed.markup()
        let added = addedCells
        let isPlain: Bool
        do throws(WorkbookError) {
          isPlain = try readPlainRow(into: &row, &markup, names)
        } catch { isPlain = false }
        if isPlain {
          feed.take(markup)
          return try finish(row)
        }
        addedCells = added
        guard markup.isCutOff, try feed.fill() else { break }
      }
    }
    try feed.pass()
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
      switch markup.nextInTag(names) {
      case .attribute(let entry, let value):
        guard seen & entry.bit == 0, value.count <= limits.attributeBytes else { return false }
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
      switch markup.nextInTag(names) {
      case .attribute(let entry, let value):
        guard seen & entry.bit == 0, value.count <= limits.attributeBytes,
          attributes.take(entry.name, value)
        else { return false }
        seen |= entry.bit
      case .emptyEnd: break reading
      case .end:
        markup.passBlanks()
        if markup.pass("<text:p") {
          guard let text = try readPlainText(&markup) else { return false }
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
  @inline(__always)
  private func readPlainText(_ markup: inout PlainMarkup) throws(WorkbookError) -> Content? {
    guard markup.pass(">") else {
      return try markup.pass("/>") ? gatherPlainText(nil, isOpen: false, &markup) : nil
    }
    guard let first = markup.text(), first.count <= limits.textBytes else { return nil }
    guard markup.pass("</text:p>") else { return try gatherPlainText(first, isOpen: true, &markup) }
    markup.passBlanks()
    return markup.isAt("<text:p")
      ? try gatherPlainText(first, isOpen: false, &markup) : .paragraph(first)
  }

  /// Puts together the text of more than one run, of which the first has been read.
  @inline(never) private func gatherPlainText(
    _ first: UnsafeRawBufferPointer?, isOpen: Bool, _ markup: inout PlainMarkup
  ) throws(WorkbookError) -> Content? {
    text.reset()
    text.begin()
    if let first { text.append(first) }
    var isOpen = isOpen
    while true {
      if text.bytes.count > limits.textBytes { return nil }
      if isOpen {
        if markup.pass("</text:p>") {
          text.end()
          isOpen = false
        } else if markup.pass("<text:s/>") {
          try text.append(blanks: 1)
        } else if markup.pass("<text:s text:c=\"") {
          guard let count = markup.number(), markup.pass("\"/>") else { return nil }
          try text.append(blanks: count)
        } else {
          guard let raw = markup.text(), raw.count > 0 else { return nil }
          text.append(raw)
        }
      } else {
        markup.passBlanks()
        if markup.pass("<text:p>") {
          text.begin()
          isOpen = true
        } else if markup.pass("<text:p/>") {
          text.begin()
        } else {
          return .gathered
        }
      }
    }
  }
}
