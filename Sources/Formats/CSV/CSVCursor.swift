import SheetModel

/// Rows of delimited text, record by record; memory is bounded by the longest record.
final class CSVCursor: RowCursor {
  let feed: TextFeed
  let dialect: CSVDialect
  let typedStyles: TypedStyles?
  let limits: ReadLimits
  let sheet: String

  /// The decoded text not yet handed out is `position..<filled`; one byte more is a sentinel.
  var buffer: UnsafeMutableRawBufferPointer
  var position = 0
  var filled = 0
  var isAtEnd = false
  /// What each byte means outside quotes, and inside them.
  let plainStops: [Bool]
  let quotedStops: [Bool]

  /// The line where the next record begins, counted from 1, and the row it is to be.
  var line = 1
  var rowIndex = 0
  var cellCount = 0
  var ragged = RaggedLines()
  private var skipsRecord: Bool
  private var failure: WorkbookError?
  /// The line where a quoted field began that has not ended in the text so far.
  var openQuoteLine: Int?
  /// The cells of the record being scanned whose raw text still holds quotes to be taken away.
  var quotedCells: [Int] = []

  init(
    _ source: any ByteSource, detection: DialectDetection, typedStyles: TypedStyles?,
    sheet: String, limits: ReadLimits
  ) {
    dialect = detection.dialect
    self.typedStyles = typedStyles
    self.limits = limits
    self.sheet = sheet
    skipsRecord = detection.hasSeparatorLine
    let start = min(detection.textStart, source.size)
    feed = TextFeed(source, encoding: dialect.encoding, range: start..<source.size)
    let capacity = min(max(source.size - start, 64) * 3, 256 << 10)
    buffer = .allocate(byteCount: capacity + 1, alignment: 16)
    var stops = [Bool](repeating: false, count: 256)
    stops[0x0A] = true
    stops[0x0D] = true
    var quoted = stops
    if let quote = dialect.quote { quoted[Int(quote)] = true }
    stops[Int(dialect.delimiter)] = true
    plainStops = stops
    quotedStops = quoted
  }

  deinit { buffer.deallocate() }

  func next(into row: inout Row) throws(WorkbookError) -> Bool {
    if let failure { throw failure }
    do {
      return try advance(&row)
    } catch {
      let located = error.located(in: Place(sheet: sheet, line: line))
      failure = located
      throw located
    }
  }

  private func advance(_ row: inout Row) throws(WorkbookError) -> Bool {
    while true {
      if position == filled, try !refill() { return false }
      if !skipsRecord, skipBlankLines() { continue }
      row.reset(index: rowIndex)
      switch scan(into: &row) {
      case .needsMore: _ = try refill()
      case .unclosedQuote(let at):
        throw WorkbookError(.malformedValue, at: Place(line: at), found: "unclosed quote")
      case .exceeds(let name, let column):
        let cell = CellAddress(row: rowIndex, column: column)
        throw .limit(name, of: limits, at: Place(cell: cell))
      case .record(let record):
        if try take(record, row) { return true }
      }
    }
  }

  /// Goes past lines without anything in them: millions of them cost next to nothing.
  ///
  /// A carriage return at the very end is left, since a line feed may follow in the next chunk.
  private func skipBlankLines() -> Bool {
    guard let base = buffer.baseAddress else { return false }
    let text = base.assumingMemoryBound(to: UInt8.self)
    var index = position
    var lines = 0
    while index < filled {
      if text[index] == UInt8(ascii: "\n") {
        index &+= 1
      } else if text[index] == UInt8(ascii: "\r"), index &+ 1 < filled {
        index &+= text[index &+ 1] == UInt8(ascii: "\n") ? 2 : 1
      } else {
        break
      }
      lines &+= 1
    }
    position = index
    line += lines
    rowIndex += lines
    return lines > 0
  }

  /// Goes past a scanned record; false when it is not to be delivered.
  private func take(_ record: Record, _ row: borrowing Row) throws(WorkbookError) -> Bool {
    let place = Place(line: line)
    guard record.length <= limits.lineBytes else {
      throw .limit(.lineBytes, of: limits, at: place)
    }
    position += record.consumed
    defer { line += record.lines }
    if skipsRecord {
      skipsRecord = false
      return false
    }
    let index = rowIndex
    rowIndex += 1
    guard record.length > 0 else { return false }
    ragged.add(fields: record.fields, line: line)
    guard !row.cells.isEmpty else { return false }
    guard index < limits.rows else { throw .limit(.rows, of: limits, at: place) }
    cellCount += row.cells.count
    guard cellCount <= limits.cells else { throw .limit(.cells, of: limits, at: place) }
    return true
  }

  /// Gets more text behind what is there; false when there is nothing left to scan.
  ///
  /// The scan of a record that was cut begins anew, so the buffer doubles: no byte is looked at
  /// more than a few times however long the record.
  private func refill() throws(WorkbookError) -> Bool {
    let rest = filled - position
    guard rest <= min(limits.lineBytes, Int(UInt32.max) / 2) else {
      var error = WorkbookError.limit(.lineBytes, of: limits)
      if let openQuoteLine { error.found = "quote opened in line \(openQuoteLine)" }
      throw error
    }
    if rest * 2 >= buffer.count - 1 {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: (buffer.count - 1) * 2 + 1, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<filled]))
      buffer.deallocate()
      buffer = larger
    } else if position > 0, rest > 0, let base = buffer.baseAddress {
      base.copyMemory(from: base + position, byteCount: rest)
    }
    position = 0
    filled = rest
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(buffer.count - 1)])
    let got = try feed.read(into: room)
    filled += got
    buffer[filled] = UInt8(ascii: "\n")
    if got == 0 {
      if var failure = feed.failure {
        failure.place.line = line + lineEnds(upTo: filled)
        throw failure
      }
      isAtEnd = true
    }
    return filled > 0
  }

  /// The line ends in what is not yet handed out.
  private func lineEnds(upTo end: Int) -> Int {
    var count = 0
    for index in position..<end {
      let isReturn = buffer[index] == UInt8(ascii: "\r")
      let isPair = index > position && buffer[index - 1] == UInt8(ascii: "\r")
      if isReturn || (buffer[index] == UInt8(ascii: "\n") && !isPair) { count += 1 }
    }
    return count
  }
}
