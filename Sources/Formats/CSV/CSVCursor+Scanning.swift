import SheetModel

extension CSVCursor {
  /// A record that was scanned to its end.
  struct Record {
    /// Its bytes without the line end, and with it.
    var length: Int
    var consumed: Int
    /// The line ends in it, its own included.
    var lines: Int
    var fields: Int
  }

  /// How a scan ended.
  enum Outcome {
    case record(Record)
    case needsMore
    case unclosedQuote(line: Int)
    case exceeds(ReadLimits.Name, column: Int)
  }

  /// Scans one record from `position` on.
  ///
  /// Its bytes are copied to the row once, as they are, and the cells point into the copy.
  func scan(into row: inout Row) -> Outcome {
    quotedCells.removeAll(keepingCapacity: true)
    return row.withStorage { cells, bytes in
      let outcome = scan(&cells)
      guard case .record(let record) = outcome, !cells.isEmpty else { return outcome }
      bytes.append(
        contentsOf: UnsafeRawBufferPointer(
          rebasing: buffer[position..<(position + record.length)]))
      for index in quotedCells { unquote(&cells[index], &bytes) }
      if let typedStyles {
        bytes.withUnsafeBytes { raw in
          for index in cells.indices {
            let start = Int(cells[index].text.start)
            let text = raw[start..<(start + Int(cells[index].text.count))]
            typedStyles.apply(to: &cells[index], UnsafeRawBufferPointer(rebasing: text))
          }
        }
      }
      return outcome
    }
  }

  private func scan(_ cells: inout [Cell]) -> Outcome {
    guard let start = buffer.baseAddress else { return .needsMore }
    openQuoteLine = nil
    let text = (start + position).assumingMemoryBound(to: UInt8.self)
    let count = filled - position
    let quote = dialect.quote ?? 0  // NUL never comes
    let delimiter = dialect.delimiter
    let (maximumColumns, maximumBytes) = (limits.columns, limits.textBytes)
    var index = 0
    var column = 0
    var lines = 1
    let exception = plainStops.withUnsafeBufferPointer { table -> Outcome? in
      guard let stops = table.baseAddress else { return nil }
      while true {
        var from = index
        var end: Int
        var hasQuotes = false
        if text[index] == quote, index < count {
          from += 1
          guard let close = closingQuote(text, from, count, &lines, &hasQuotes) else {
            openQuoteLine = line + lines - 1
            return isAtEnd ? .unclosedQuote(line: line + lines - 1) : .needsMore
          }
          end = close
          index = close + 1
          while !stops[Int(text[index])] { index &+= 1 }
          if index > close + 1 {
            end = index
            hasQuotes = true
          }
        } else {
          while !stops[Int(text[index])] { index &+= 1 }
          end = index
        }
        if end > from {
          guard column < maximumColumns else { return .exceeds(.columns, column: column) }
          guard end &- from <= maximumBytes else {
            return .exceeds(.textBytes, column: column)
          }
          if hasQuotes { quotedCells.append(cells.count) }
          let slice = Cell.Slice(
            start: UInt32(truncatingIfNeeded: from),
            count: UInt32(truncatingIfNeeded: end &- from))
          cells.append(Cell(column: column, kind: .text, text: slice))
        }
        guard index < count, text[index] == delimiter else { return nil }
        index &+= 1
        column &+= 1
      }
    }
    if let exception { return exception }
    return endOfRecord(
      text, index, count,
      Record(length: index, consumed: index, lines: lines, fields: column + 1))
  }

  /// Finds out what ended a record: LF, CR, CRLF or the end of the text.
  private func endOfRecord(
    _ text: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ scanned: Record
  ) -> Outcome {
    var record = scanned
    guard index < count else { return isAtEnd ? .record(record) : .needsMore }
    record.consumed += 1
    if text[index] == UInt8(ascii: "\r") {
      if index + 1 < count {
        if text[index + 1] == UInt8(ascii: "\n") { record.consumed += 1 }
      } else if !isAtEnd {
        return .needsMore
      }
    }
    return .record(record)
  }

  /// The index of the quote that closes a field; nil where the text ends before it.
  private func closingQuote(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ lines: inout Int,
    _ hasDoubled: inout Bool
  ) -> Int? {
    let opened = lines
    var index = start
    while true {
      while !quotedStops[Int(text[index])] { index += 1 }
      guard index < count else {
        lines = opened
        return nil
      }
      switch text[index] {
      case UInt8(ascii: "\n"):
        if index == start || text[index - 1] != UInt8(ascii: "\r") { lines += 1 }
      case UInt8(ascii: "\r"): lines += 1
      default:
        // Whether a quote at the very end is doubled, only the next chunk tells.
        guard index + 1 < count || isAtEnd else { return nil }
        guard index + 1 < count, text[index + 1] == dialect.quote else { return index }
        hasDoubled = true
        index += 1
      }
      index += 1
    }
  }

  /// Takes doubled quotes and the closing quote out of a cell's text, in place.
  private func unquote(_ cell: inout Cell, _ bytes: inout [UInt8]) {
    guard let quote = dialect.quote else { return }
    let start = Int(cell.text.start)
    let end = start + Int(cell.text.count)
    var to = start
    var from = start
    var isQuoted = true
    while from < end {
      if isQuoted, bytes[from] == quote {
        from += 1
        // A single quote closes; after it all is text, quotes too.
        guard from < end, bytes[from] == quote else {
          isQuoted = false
          continue
        }
      }
      bytes[to] = bytes[from]
      to += 1
      from += 1
    }
    cell.text.count = UInt32(truncatingIfNeeded: to - start)
  }
}
