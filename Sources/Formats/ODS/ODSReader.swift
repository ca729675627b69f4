import SheetModel
import XML
import Zip

/// An OpenDocument spreadsheet open for reading: a package, or one flat XML file.
package final class ODSReader: WorkbookReader {
  package let format: WorkbookFormat
  package let sheets: [SheetEntry]
  package let styles: StyleTable
  /// Always 1900: ODF stores dates as such, whatever its null date is.
  package var dateSystem: DateSystem { .excel1900 }

  let limits: ReadLimits
  let chunkBytes: Int
  let archive: ZipArchive?
  let origin: ContentOrigin
  let outline: ContentOutline
  let styleSheet: StyleSheet
  let sheetStyles: [String?]
  let styleNames: StyleNames
  /// The fonts of stretches of text.
  private let spanFonts: SpanFonts
  private let ledger: RepeatLedger
  /// The names of plain rows; nil where rows are all left to the parser.
  private let plainNames: PlainNames?
  var frozenPanes: [String: CellAddress]?
  var validations: ValidationList?

  /// Opens a package.
  ///
  /// - Throws: `encryptedODS`, `missingPart`, `unknownFormat` for a package without a
  ///   spreadsheet, and what `ZipArchive` and the parser throw.
  package convenience init(
    _ archive: ZipArchive, limits: ReadLimits, chunkBytes: Int = 65_536
  ) throws(WorkbookError) {
    try ManifestPart.refuseEncryption(archive, limits: limits)
    guard let content = archive.entry(named: "content.xml") else {
      throw WorkbookError(.missingPart, at: Place(part: "content.xml"))
    }
    var sheet = StyleSheet(limits: limits)
    if let entry = archive.entry(named: "styles.xml") {
      let place = Place(part: entry.name)
      try located(place) { () throws(WorkbookError) in
        let input = try ContentInput(try ContentOrigin(entry, of: archive))
        try sheet.read(
          XMLPullParser(
            input, names: ODSVocabulary.looks, limits: limits, chunkBytes: chunkBytes))
      }
    }
    let origin = try located(Place(part: content.name)) { () throws(WorkbookError) in
      try ContentOrigin(content, of: archive)
    }
    do throws(WorkbookError) {
      try self.init(
        origin, archive: archive, sheet: sheet, format: .ods, limits: limits,
        chunkBytes: chunkBytes)
    } catch {
      var error = error
      if error.code == .foreignXML { error.code = .unknownFormat }
      throw error
    }
  }

  /// Opens a flat file.
  ///
  /// - Throws: `foreignXML` for XML that is no flat spreadsheet, and what the parser throws.
  package convenience init(
    flat source: any ByteSource, limits: ReadLimits, chunkBytes: Int = 65_536
  ) throws(WorkbookError) {
    try self.init(
      .source(source), archive: nil, sheet: StyleSheet(limits: limits), format: .fods,
      limits: limits,
      chunkBytes: chunkBytes)
  }

  private init(
    _ origin: ContentOrigin, archive: ZipArchive?, sheet: StyleSheet, format: WorkbookFormat,
    limits: ReadLimits, chunkBytes: Int
  ) throws(WorkbookError) {
    self.archive = archive
    self.format = format
    self.limits = limits
    self.chunkBytes = chunkBytes
    let part = format == .ods ? "content.xml" : nil
    var sheet = sheet
    let utf8 = try located(Place(part: part)) { () throws(WorkbookError) in try origin.inUTF8() }
    self.origin = utf8
    let (found, tags) = try located(Place(part: part)) { () throws(WorkbookError) in
      let origin = utf8
      var outline = try ContentOutline(origin, limits: limits, chunkBytes: chunkBytes)
      let head = try ContentInput(origin, to: outline.headEnd, after: outline.after)
      try sheet.read(
        XMLPullParser(head, names: ODSVocabulary.looks, limits: limits, chunkBytes: chunkBytes))
      let names = try ContentInput(
        .memory(outline.sheetTags), before: outline.before, after: outline.after)
      let tags = try Self.readSheetTags(
        XMLPullParser(names, names: ODSVocabulary.sheets, limits: limits))
      // A tag whose prefix means another namespace there would move all sheets behind it.
      guard tags.count == outline.sheets.count else {
        throw WorkbookError(.malformedXML, found: "table:table")
      }
      return try Self.sheets(tags, &outline)
    }
    outline = found
    // In pieces so small that no row would fit, tests compare both ways.
    plainNames =
      found.hasCDATA || chunkBytes < Self.leastRowBytes ? nil : PlainNames(found.before)
    ledger = RepeatLedger(sheets: tags.count, limits: limits)
    styleSheet = sheet
    sheetStyles = tags.map(\.style)
    sheets = tags.map { tag in
      let isShown = tag.style.flatMap { sheet.sheets[$0] }?.isShown ?? true
      return SheetEntry(name: tag.name, visibility: isShown ? .visible : .hidden)
    }
    spanFonts = sheet.spanFonts()
    (styles, styleNames) = sheet.cellStyles()
  }

  /// The least bytes at a time with which rows are looked for beside the parser.
  private static let leastRowBytes = 256

  private static func readSheetTags(
    _ parser: XMLPullParser
  ) throws(WorkbookError) -> [(name: String, style: String?)] {
    var tags: [(name: String, style: String?)] = []
    while try parser.advance(to: .table) {
      let name = parser.string(.tableName) ?? "Sheet\(tags.count + 1)"
      tags.append((name, parser.string(.tableStyleName)))
    }
    return tags
  }

  /// The tables that are sheets, and the outline of them alone.
  ///
  /// LibreOffice keeps the cells of other files that formulas point to in hidden tables under names
  /// such as `'file:///a.ods'#$Sheet1`, which no sheet can have, and never shows them.
  private static func sheets(
    _ tags: [(name: String, style: String?)], _ outline: inout ContentOutline
  ) throws(WorkbookError) -> (ContentOutline, [(name: String, style: String?)]) {
    var removed = Set<Int>()
    for (index, tag) in tags.enumerated()
    where tag.name.utf8.first == UInt8(ascii: "'") && tag.name.contains("'#") {
      removed.insert(index)
    }
    guard !removed.isEmpty else { return (outline, tags) }
    outline.remove(sheets: removed)
    let kept = tags.indices.filter { !removed.contains($0) }.map { tags[$0] }
    guard !kept.isEmpty else { throw WorkbookError(.missingPart, found: "table:table") }
    return (outline, kept)
  }

  /// A new cursor over the rows of a sheet.
  package func rows(
    ofSheet index: Int, options: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    let place = try place(ofSheet: index)
    let start = outline.sheets[index].lowerBound
    let origin = origin
    let feed = plainNames == nil ? nil : try rowFeed(ofSheet: index)
    let parser: XMLPullParser
    if let feed {
      parser = self.parser(feed, names: ODSVocabulary.sheets)
    } else {
      parser = try self.parser(ofSheet: index)
    }
    return ContentCursor(
      parser, feed: feed, plainNames: plainNames, styleNames: styleNames,
      spanFonts: options.includesRuns ? spanFonts : nil, options: options,
      limits: limits, ledger: ledger, sheet: index, place: place,
      lineBase: { Self.lines(of: origin, before: start) })
  }

  /// The bytes of a sheet past which rows may be taken.
  private func rowFeed(ofSheet index: Int) throws(WorkbookError) -> XMLRowFeed {
    let bytes = outline.sheets[index]
    let input = try ContentInput(
      origin, from: bytes.lowerBound, to: bytes.upperBound, before: outline.before,
      after: outline.after)
    let size = outline.before.count + bytes.count + outline.after.count
    return XMLRowFeed(
      input, opening: nil, rowEnd: "</table:table-row>", windowBytes: min(chunkBytes * 4, size),
      fold: { BlankCellFolding.fold($0, count: $0.count) })
  }

  /// A parser on a document with this sheet alone, runs of blanks folded.
  func parser(ofSheet index: Int) throws(WorkbookError) -> XMLPullParser {
    let bytes = outline.sheets[index]
    return try parser(bytes, names: ODSVocabulary.sheets, foldingBlanks: !outline.hasCDATA)
  }

  /// A parser on a stretch of the document, between the tags around it.
  func parser(
    _ bytes: Range<Int>, names: XMLNames, foldingBlanks: Bool = false
  ) throws(WorkbookError) -> XMLPullParser {
    let input = try ContentInput(
      origin, from: bytes.lowerBound, to: bytes.upperBound, before: outline.before,
      after: outline.after, foldingBlanks: foldingBlanks)
    return parser(input, names: names)
  }

  private func parser(_ input: any XMLInput, names: XMLNames) -> XMLPullParser {
    XMLPullParser(input, names: names, limits: limits, chunkBytes: chunkBytes)
  }

  func place(ofSheet index: Int) throws(WorkbookError) -> Place {
    guard sheets.indices.contains(index) else {
      throw WorkbookError(.noSuchSheet, found: "\(index + 1)")
    }
    return Place(part: format == .ods ? "content.xml" : nil, sheet: sheets[index].name)
  }

  /// Runs `body` on a stretch of the document and gives its errors a place and the right line.
  func onStretch<T>(
    _ place: Place, behind offset: Int, _ body: () throws(WorkbookError) -> T
  ) throws(WorkbookError) -> T {
    do throws(WorkbookError) {
      return try body()
    } catch {
      var error = error
      if let line = error.place.line {
        error.place.line = line + Self.lines(of: origin, before: offset)
      }
      throw error.located(in: place)
    }
  }

  /// The lines before an offset, counted only when an error has to name one.
  private static func lines(of origin: ContentOrigin, before offset: Int) -> Int {
    guard let input = try? ContentInput(origin, to: offset) else { return 0 }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var lines = 0
    while let count = try? input.read(into: buffer), count > 0 {
      for byte in buffer[0..<count] where byte == 0x0A { lines += 1 }
    }
    return lines
  }
}

/// Runs `body` and gives its errors a place.
func located<T>(
  _ place: Place, _ body: () throws(WorkbookError) -> T
) throws(WorkbookError) -> T {
  do throws(WorkbookError) {
    return try body()
  } catch {
    throw error.located(in: place)
  }
}
