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
  /// Whether text stands in CDATA sections anywhere, in which tags are no tags.
  private(set) var hasCDATA = false
  /// Whether there may be remarks at cells.
  private(set) var hasAnnotations = false
  /// The stretches of `table:named-expressions`, and the sheet that each lies in.
  var names: [(sheet: Int?, bytes: Range<Int>)] = []

  /// The tables within tables that are open.
  private var nesting = 0
  private var start = 0
  private var namesStart = 0
  private var isInLinks = false

  /// Scans the whole document, which also proves that it is there to its end and that its bytes
  /// have the checksum that the archive states.
  ///
  /// - Throws: `truncated`, `malformedXML` for a DTD and for content behind the root element,
  ///   `missingPart` for a document without sheets, `limitExceeded` for an endless tag and for
  ///   too many or too long ones.
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
    let closing = scopes.names.last ?? []
    if prefixes.isEmpty {
      try readSheetsOfLateNamespace(tags, closing: closing, limits)
    } else {
      try readSheets(tags, prefixes, closing: closing, limits)
    }
    try Self.readTail(tags, open: scopes.count - 1)
    hasCDATA = tags.hasCDATA
    hasAnnotations = tags.hasAnnotations
    if case .entry(let streams) = origin { streams.isVerified = true }
    guard let first = sheets.first else {
      throw WorkbookError(.missingPart, found: "table:table")
    }
    headEnd = first.lowerBound
  }

  /// Leaves out tables that are no sheets, by their place among all.
  mutating func remove(sheets removed: Set<Int>) {
    var places: [Int: Int] = [:]
    for index in sheets.indices where !removed.contains(index) { places[index] = places.count }
    sheets = sheets.indices.filter { places[$0] != nil }.map { sheets[$0] }
    names = names.compactMap { name in
      guard let sheet = name.sheet else { return name }
      return places[sheet].map { ($0, name.bytes) }
    }
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
        try open.open(tag, limits)
        if open.isInnermost("spreadsheet", in: .office) { return open }
      }
    }
    throw WorkbookError(open.count == 0 ? .foreignXML : .truncated, found: "office:spreadsheet")
  }

  /// Reads what stands behind the sheets, up to the document's end.
  private static func readTail(_ tags: TagScanner, open: Int) throws(WorkbookError) {
    var open = open
    while try tags.advance() {
      guard open > 0 else {
        throw WorkbookError(.malformedXML, found: "content after the root element")
      }
      let isEnd = tags.isEndTag
      let tag = try tags.wholeTag()
      if isEnd { open -= 1 } else if !TagScanner.isEmptyElement(tag) { open += 1 }
    }
    guard open <= 0 else { throw WorkbookError(.truncated) }
  }

  private mutating func readSheets(
    _ tags: TagScanner, _ prefixes: [[UInt8]], closing: [UInt8], _ limits: ReadLimits
  ) throws(WorkbookError) {
    let names = SheetLevelNames(prefixes, closing: closing)
    while let name = try tags.advance(toAnyOf: names) {
      if name == .end {
        if nesting == 0, tags.isEndTag {
          _ = try tags.wholeTag()
          return
        }
        tags.step()
        continue
      }
      let offset = tags.offset
      let isEnd = tags.isEndTag
      try take(name, try tags.wholeTag(), isEnd, offset, tags.offset, limits)
    }
    throw WorkbookError(.truncated)
  }

  /// Reads sheets that declare the namespace of their names themselves, as serialisers of DOM trees
  /// write them: every tag has to be looked into.
  private mutating func readSheetsOfLateNamespace(
    _ tags: TagScanner, closing: [UInt8], _ limits: ReadLimits
  ) throws(WorkbookError) {
    var prefixes: [[UInt8]] = []
    var names = SheetLevelNames(prefixes, closing: closing)
    /// The element beside the sheets that is open.
    var outer: SheetLevelNames.Name?
    while try tags.advance() {
      let offset = tags.offset
      let isEnd = tags.isEndTag
      let tag = try tags.wholeTag()
      var declares = false
      if !isEnd {
        for (prefix, namespace) in OpenTags.declarations(in: tag) where namespace == .table {
          declares = true
          guard !prefixes.contains(prefix), prefixes.count < 16 else { continue }
          prefixes.append(prefix)
          names = SheetLevelNames(prefixes, closing: closing)
        }
      }
      guard let name = names.name(in: tag, at: isEnd ? 2 : 1) else { continue }
      if name == .end {
        if nesting == 0, isEnd { return }
        continue
      }
      // Around a sheet nothing has declared the namespace yet, so that its own tag must.
      if nesting == 0 {
        if isEnd ? outer != name : !declares { continue }
        outer = isEnd || TagScanner.isEmptyElement(tag) ? nil : name
        if outer == .table { outer = nil }
      }
      try take(name, tag, isEnd, offset, tags.offset, limits)
    }
    throw WorkbookError(.truncated)
  }

  /// Takes a tag of a table, of named expressions or of links into account.
  private mutating func take(
    _ name: SheetLevelNames.Name, _ tag: UnsafeRawBufferPointer, _ isEnd: Bool, _ offset: Int,
    _ end: Int, _ limits: ReadLimits
  ) throws(WorkbookError) {
    let isEmpty = TagScanner.isEmptyElement(tag)
    switch name {
    case .table where isInLinks: return
    case .table:
      if isEnd { nesting -= 1 }
      if nesting == 0 {
        sheetTags.append(contentsOf: tag)
        if sheetTags.count > limits.sharedStringBytes / 8 {
          throw .limit(.sharedStringBytes, of: limits)
        }
      }
      if nesting == 0, !isEnd { start = offset }
      if !isEnd, !isEmpty { nesting += 1 }
      if nesting < 0 { throw WorkbookError(.malformedXML, found: "table:table") }
      if nesting == 0 {
        sheets.append(start..<end)
        if sheets.count > limits.entries { throw .limit(.entries, of: limits) }
      }
    case .links:
      isInLinks = !isEnd && !isEmpty
    case .names:
      if !isEnd { namesStart = offset }
      if (isEnd || isEmpty) && nesting <= 1 {
        names.append((nesting == 0 ? nil : sheets.count, namesStart..<end))
        if names.count > limits.entries * 2 { throw .limit(.entries, of: limits) }
      }
    case .end: return
    }
  }
}
