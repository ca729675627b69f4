import SheetModel

/// Where the sheets lie in the document, found in one pass that looks at tags alone.
///
/// The names of all sheets must be known before the first row is read, and a sheet's name stands
/// at its start: a full parse for that would cost as much as reading the rows.
struct ContentOutline {
  /// The start tags around the sheets, with their namespace declarations.
  var before: [UInt8] = []
  /// The end tags that close them.
  var after: [UInt8] = []
  /// The offset of the first sheet: styles and validations lie before it.
  var headEnd = 0
  /// The stretch of each sheet.
  var sheets: [Range<Int>] = []
  /// The sheets' tags alone, without what is in them: names and styles.
  var sheetTags: [UInt8] = []
  /// The stretches of `table:named-expressions`, and the sheet that each lies in.
  var names: [(sheet: Int?, bytes: Range<Int>)] = []

  /// Scans the whole document, which also proves that it is there to its end.
  ///
  /// - Throws: `truncated`, `malformedXML` for a DTD, `invalidEncoding` for anything but UTF-8,
  ///   `missingPart` for a document without sheets, `limitExceeded` for an endless tag.
  init(
    _ origin: ContentOrigin, limits: ReadLimits, chunkBytes: Int
  ) throws(WorkbookError) {
    let tags = TagScanner(
      try ContentInput(origin), limits: limits, chunkBytes: chunkBytes)
    let scopes = try Self.readHead(tags, limits)
    before = scopes.bytes.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    after = scopes.closingTags
    headEnd = tags.offset
    let prefixes = scopes.prefixes(of: .table)
    try readSheets(tags, tablePrefixes: prefixes, closing: scopes.names.last ?? [], limits)
    try Self.readTail(tags, open: scopes.names.count)
    guard let first = sheets.first else {
      throw WorkbookError(.missingPart, found: "table:table")
    }
    headEnd = first.lowerBound
  }

  /// Reads up to and with the start of `office:spreadsheet`.
  private static func readHead(
    _ tags: TagScanner, _ limits: ReadLimits
  ) throws(WorkbookError) -> OpenTags {
    var open = OpenTags()
    while try tags.advance() {
      let isEnd = tags.isEndTag
      let tag = try tags.wholeTag()
      if isEnd {
        open.close()
      } else if !TagScanner.isEmptyElement(tag) {
        open.open(tag)
        if open.count > limits.nesting { throw .limit(.nesting, of: limits) }
        if open.isInnermost("spreadsheet", in: .office) { return open }
      }
    }
    throw WorkbookError(open.count == 0 ? .foreignXML : .truncated, found: "office:spreadsheet")
  }

  /// Reads what is behind the sheets: a document that does not close its root is cut off.
  private static func readTail(_ tags: TagScanner, open: Int) throws(WorkbookError) {
    var open = open
    while try tags.advance() {
      let isEnd = tags.isEndTag
      let isEmpty = TagScanner.isEmptyElement(try tags.wholeTag())
      if isEnd { open -= 1 } else if !isEmpty { open += 1 }
      if open == 0 { return }
    }
    throw WorkbookError(.truncated)
  }

  private mutating func readSheets(
    _ tags: TagScanner, tablePrefixes: [[UInt8]], closing: [UInt8],
    _ limits: ReadLimits
  ) throws(WorkbookError) {
    var nesting = 0
    var start = 0
    var namesStart = 0
    var isInLinks = false
    while try tags.advance() {
      if nesting == 0, tags.isEndTag, tags.isAt(prefix: closing, local: "") { return }
      guard let local = tags.sheetLevelName(prefixes: tablePrefixes) else {
        tags.step()
        continue
      }
      let offset = tags.offset
      let isEnd = tags.isEndTag
      let tag = try tags.wholeTag()
      let isEmpty = TagScanner.isEmptyElement(tag)
      switch local {
      case .table where isInLinks: continue
      case .table:
        if isEnd { nesting -= 1 }
        if nesting == 0 { sheetTags.append(contentsOf: tag) }
        if nesting == 0, !isEnd { start = offset }
        if !isEnd, !isEmpty { nesting += 1 }
        if nesting < 0 { throw WorkbookError(.malformedXML, found: "table:table") }
        if nesting == 0 {
          sheets.append(start..<tags.offset)
          if sheets.count > limits.entries { throw .limit(.entries, of: limits) }
        }
      case .links:
        isInLinks = !isEnd && !isEmpty
      case .names:
        if !isEnd { namesStart = offset }
        if (isEnd || isEmpty) && nesting <= 1 {
          names.append((nesting == 0 ? nil : sheets.count, namesStart..<tags.offset))
          if names.count > limits.entries * 2 { throw .limit(.entries, of: limits) }
        }
      }
    }
    throw WorkbookError(.truncated)
  }
}
