import SheetModel

/// A sheet as the globals announce it ([MS-XLS] 2.4.28).
struct SheetRecord {
  var entry: SheetEntry
  /// Where its records begin in the stream; nil where nothing there begins a sheet.
  var offset: Int?
}

/// What a workbook's stream says before its sheets ([MS-XLS] 2.1.7.20.3).
struct WorkbookGlobals {
  private(set) var text = BIFFText.unicode
  private(set) var dateSystem = DateSystem.excel1900
  /// The sheets with cells; charts, macros, Visual Basic and dialogs are left out.
  private(set) var sheets: [SheetRecord] = []
  private(set) var fonts = FontTable()
  private(set) var styles = StyleTable()
  /// The index in `styles` of each cell format.
  private(set) var styleIndexes: [Int] = []
  /// Where the shared strings are; nil where there are none.
  private(set) var sharedStrings: Int?

  private var announced: [Announced] = []
  private var records = StyleRecords()
  private var hasCodePage = false

  /// A sheet's record, read to the end of the globals for its code page.
  private struct Announced {
    var offset: Int
    var visibility: SheetVisibility
    var kind = 0
    var name: [UInt8] = []
    var isWorksheet: Bool { kind & 0x0F == 0 }
    /// The name of a sheet that was found though none was announced.
    var given: String?
  }

  /// Reads the globals.
  ///
  /// - Throws: `legacyXLS` for Excel 2 to 4, `passwordProtected`, `malformedValue` where the stream
  ///   begins with something else, `truncated`.
  init(_ stream: RecordStream, limits: ReadLimits) throws(WorkbookError) {
    let reader = stream.reader()
    guard try reader.advance() else {
      throw WorkbookError(stream.source.size == 0 ? .truncated : .malformedValue, found: "BOF")
    }
    let kind = try readBegin(reader)
    switch kind {
    case .sheet, .macros:
      // A stream of one sheet, as small programs write it.
      sheets = [SheetRecord(entry: SheetEntry(name: "Sheet1"), offset: 0)]
      try readLoneSheet(reader, limits)
    case .workspace: throw WorkbookError(.unknownFormat, found: "xlw")
    case .chart, .visualBasic: break
    case .globals, nil:
      let end = try readRecords(reader, limits)
      try findSheets(stream, from: end, limits)
    }
    records = StyleRecords()
  }

  /// Reads the first record, which tells the version ([MS-XLS] 2.4.21).
  private mutating func readBegin(
    _ reader: RecordReader
  ) throws(WorkbookError) -> SubstreamKind? {
    guard RecordType.isBegin(reader.type), reader.data.count >= 4 else {
      throw WorkbookError(.malformedValue, found: "BOF")
    }
    guard reader.type == RecordType.begin else {
      throw WorkbookError(.legacyXLS, found: Self.oldVersion(reader.type))
    }
    switch reader.data.u16(0) {
    case 0x0600: break
    case 0x0002, 0x0007, 0x0200, 0x0300, 0x0400:
      throw WorkbookError(.legacyXLS, found: "BIFF")
    // Small programs write 0, and then records as BIFF5 has them.
    default: text = .page(CodePage.western)
    }
    return SubstreamKind(rawValue: reader.data.u16(2))
  }

  private static func oldVersion(_ type: UInt16) -> Evidence {
    switch type {
    case 0x0009: "BIFF2"
    case 0x0209: "BIFF3"
    default: "BIFF4"
    }
  }

  /// Reads to the end of the globals and returns where that is.
  private mutating func readRecords(
    _ reader: RecordReader, _ limits: ReadLimits
  ) throws(WorkbookError) -> Int {
    while true {
      guard try reader.advance() else { throw reader.truncated() }
      // Some programs leave out the end.
      if RecordType.isBegin(reader.type) {
        finish()
        return reader.offset
      }
      if reader.type == RecordType.endOfFile {
        finish()
        return reader.nextOffset
      }
      try take(reader, limits)
    }
  }

  /// Reads what a lone sheet says of all its cells, up to the first of them.
  private mutating func readLoneSheet(
    _ reader: RecordReader, _ limits: ReadLimits
  ) throws(WorkbookError) {
    while try reader.advance(), reader.type != RecordType.endOfFile,
      !RecordType.isCell(reader.type), !RecordType.isBegin(reader.type)
    {
      try take(reader, limits)
    }
    finish()
  }

  private mutating func take(
    _ reader: RecordReader, _ limits: ReadLimits
  ) throws(WorkbookError) {
    let data = reader.data
    switch reader.type {
    case RecordType.filePassword: throw WorkbookError(.passwordProtected)
    case RecordType.dateMode: if data.u16(0) == 1 { dateSystem = .excel1904 }
    case RecordType.codePage:
      // The first counts: making the tables of a page takes some milliseconds.
      guard !hasCodePage, !text.isUnicode else { return }
      hasCodePage = true
      text = .page(CodePage(data.u16(0)))
    case RecordType.sharedStrings: if sharedStrings == nil { sharedStrings = reader.offset }
    case RecordType.boundSheet:
      guard data.count >= 6 else { return }
      guard announced.count < limits.entries else {
        throw WorkbookError.limit(.entries, of: limits)
      }
      let visibility: SheetVisibility =
        switch data.u8(4) & 3 {
        case 0: .visible
        case 2: .veryHidden
        default: .hidden
        }
      announced.append(
        Announced(
          offset: Int(data.u32(0)), visibility: visibility, kind: data.u8(5),
          name: Array(data.stretch(6, 520))))
    default: try records.take(reader.type, data, text)
    }
  }

  private mutating func finish() {
    fonts = records.fonts
    (styles, styleIndexes) = records.table()
  }

  /// Finds where the announced sheets begin, and leaves out those without cells that are data.
  private mutating func findSheets(
    _ stream: RecordStream, from end: Int, _ limits: ReadLimits
  ) throws(WorkbookError) {
    let probe = SheetProbe(stream)
    var offsets: [Int?] = []
    var claimed = Set<Int>()
    for sheet in announced {
      // Of two at one place the first has it: a few bytes a sheet would otherwise have one large
      // part read over and over.
      let isThere = try probe.begins(at: sheet.offset) && claimed.insert(sheet.offset).inserted
      offsets.append(isThere ? sheet.offset : nil)
    }
    let isAnyLost = zip(announced, offsets).contains { $0.isWorksheet && $1 == nil }
    if announced.isEmpty || isAnyLost {
      let found = try probe.substreams(from: end, most: limits.entries)
      if announced.isEmpty {
        announced = found.enumerated().map { index, offset in
          Announced(offset: offset, visibility: .visible, given: "Sheet\(index + 1)")
        }
        offsets = found
        claimed = Set(found)
      }
      // A place in the middle of something: what no other sheet has comes in the sheets' order.
      var free = found.filter { !claimed.contains($0) }[...]
      for index in offsets.indices where offsets[index] == nil && announced[index].kind != 6 {
        offsets[index] = free.popFirst()
      }
    }
    for (sheet, offset) in zip(announced, offsets) {
      guard sheet.isWorksheet else { continue }
      if let offset, try !probe.hasCells(at: offset) { continue }
      let record = SheetRecord(
        entry: SheetEntry(name: sheet.given ?? name(sheet.name), visibility: sheet.visibility),
        offset: offset)
      sheets.append(record)
    }
    announced = []
  }

  private func name(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { text.short($0, at: 0, lengthBytes: 1) }
  }
}
