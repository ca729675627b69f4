import SheetModel

/// A binary workbook of Excel 5 to 2003 open for reading ([MS-XLS]): BIFF5 or BIFF8, in an OLE
/// compound file or bare.
///
/// Values, styles and fonts are read; formulas only by their values, and no names, entry rules,
/// comments or print setup. Opening reads the globals; shared strings are read with the first cell
/// that needs one.
package final class XLSReader: WorkbookReader {
  package let format = WorkbookFormat.xls
  package let sheets: [SheetEntry]
  package let styles: StyleTable
  package let dateSystem: DateSystem

  private let stream: RecordStream
  private let file: CompoundFile?
  private let part: String?
  private let globals: WorkbookGlobals
  private let context: BookContext
  private var lastScan: (sheet: Int, scan: SubstreamScan)?

  /// Opens a workbook in a compound file.
  /// - Throws: `missingPart` without a workbook's stream, and what reading its globals throws.
  package convenience init(
    _ file: CompoundFile, limits: ReadLimits, chunkBytes: Int = 65_536
  ) throws(WorkbookError) {
    guard let entry = file.workbookStream() else {
      throw WorkbookError(.missingPart, found: "Workbook")
    }
    var bytes = try file.stream(of: entry)
    let start = try bytes.bytes(at: 0, count: 2)
    if start.count < 2 || !RecordType.isBegin(start.withUnsafeBytes { UInt16($0.u16(0)) }) {
      let other = try file.stream(of: entry, isLarge: true)
      if try other.bytes(at: 0, count: 2) == [0x09, 0x08] { bytes = other }
    }
    try self.init(
      RecordStream(source: bytes, hasKnownEnd: bytes.isWhole, chunkBytes: chunkBytes),
      file: file, part: entry.name, limits: limits)
  }

  /// Opens the bare stream of a workbook.
  /// - Throws: what reading its globals throws.
  package convenience init(
    bare source: any ByteSource, limits: ReadLimits, chunkBytes: Int = 65_536
  ) throws(WorkbookError) {
    try self.init(
      RecordStream(source: source, hasKnownEnd: false, chunkBytes: chunkBytes), file: nil,
      part: nil, limits: limits)
  }

  private init(
    _ stream: RecordStream, file: CompoundFile?, part: String?, limits: ReadLimits
  ) throws(WorkbookError) {
    do {
      globals = try WorkbookGlobals(stream, limits: limits)
    } catch { throw error.located(in: Place(part: part)) }
    self.stream = stream
    self.file = file
    self.part = part
    sheets = globals.sheets.map(\.entry)
    styles = globals.styles
    dateSystem = globals.dateSystem
    context = BookContext(
      text: globals.text, fonts: globals.fonts,
      formats: CellFormats(globals.styles, dateSystem: globals.dateSystem),
      styleIndexes: globals.styleIndexes, limits: limits,
      strings: SSTLoader(stream, at: globals.sharedStrings, limits: limits),
      fileBytes: stream.source.size)
  }

  /// A new cursor over the rows of a sheet.
  package func rows(
    ofSheet index: Int, options: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    let scan = try scan(ofSheet: index)
    let place = Place(part: part, sheet: sheets[index].name)
    do {
      return try SheetCursor(stream, scan, context: context, options: options, at: place)
    } catch { throw error.located(in: place) }
  }

  /// What surrounds the cells of a sheet: columns, heights, merges, frozen panes.
  package func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    try scan(ofSheet: index).layout
  }

  /// None: names are formulas, which are not read.
  package func definedNames() throws(WorkbookError) -> [DefinedName] { [] }

  /// What the workbook says of itself; nothing where that is damaged.
  package func properties() throws(WorkbookError) -> DocumentProperties {
    guard let file, let entry = file.entry(named: SummaryInformation.streamName) else {
      return DocumentProperties()
    }
    let stream = try file.stream(of: entry)
    let bytes = try stream.bytes(at: 0, count: min(stream.size, SummaryInformation.mostBytes))
    return bytes.withUnsafeBytes { SummaryInformation.read($0) }
  }

  private func scan(ofSheet index: Int) throws(WorkbookError) -> SubstreamScan {
    guard sheets.indices.contains(index) else {
      throw WorkbookError(.noSuchSheet, found: "\(index &+ 1)")
    }
    if let lastScan, lastScan.sheet == index { return lastScan.scan }
    let record = globals.sheets[index]
    let place = Place(part: part, sheet: record.entry.name)
    guard let offset = record.offset else {
      throw WorkbookError(.malformedValue, at: place, found: "BOUNDSHEET")
    }
    do {
      let scan = try SubstreamScan(
        stream, at: offset, entry: record.entry, styleIndexes: globals.styleIndexes)
      lastScan = (index, scan)
      return scan
    } catch { throw error.located(in: place) }
  }
}

/// Reads the shared strings when a cell first needs them.
final class SSTLoader {
  private let stream: RecordStream
  private let offset: Int?
  private let limits: ReadLimits
  private var loaded: (strings: SharedStrings, withRuns: Bool)?

  init(_ stream: RecordStream, at offset: Int?, limits: ReadLimits) {
    self.stream = stream
    self.offset = offset
    self.limits = limits
  }

  func load(withRuns: Bool) throws(WorkbookError) -> SharedStrings {
    if let loaded, loaded.withRuns || !withRuns { return loaded.strings }
    guard let offset else { return SharedStrings() }
    let reader = stream.reader(from: offset)
    guard try reader.advance() else { throw reader.truncated() }
    loaded = nil
    let strings = try SharedStrings(
      reader, fileBytes: stream.source.size, limits: limits, withRuns: withRuns)
    loaded = (strings, withRuns)
    return strings
  }
}
