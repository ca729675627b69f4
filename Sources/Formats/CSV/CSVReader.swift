import SheetModel

/// Delimited text as a workbook of one sheet.
///
/// Line ends may be LF, CR and CRLF, mixed. Fields may be quoted as in RFC 4180; a quote inside a
/// field that does not begin with one is text, and what follows a closing quote is kept as text.
/// Blank lines count as rows but do not come; empty fields, quoted or not, are no cells. A first
/// line `sep=;` names the delimiter and is no row.
public final class CSVReader: WorkbookReader {
  /// The dialect that was found, or told.
  public var dialect: CSVDialect? { detection.dialect }
  /// The lines of an uneven count of fields among those read so far by the newest cursor.
  public var raggedLines: RaggedLines? { newest?.ragged ?? RaggedLines() }
  /// `tsv` where tabs delimit, else `csv`.
  public var format: WorkbookFormat {
    detection.dialect.delimiter == UInt8(ascii: "\t") ? .tsv : .csv
  }
  /// The one sheet.
  public let sheets: [SheetEntry]
  /// The default style, and one each for typed dates, dates with times, and times.
  public let styles: StyleTable
  /// 1900: dates are stored as such.
  public var dateSystem: DateSystem { .excel1900 }

  private let source: any ByteSource
  private let options: CSVReadOptions
  private let limits: ReadLimits
  private let detection: DialectDetection
  private let styleIndexes: TypedStyles
  private var newest: CSVCursor?

  /// Looks at the first 64 KiB of a source.
  ///
  /// - Throws: `unreadable` from the source; `notRepresentable` for a delimiter or quote that is
  ///   no ASCII character or a line end.
  public init(
    _ source: any ByteSource, name: String, options: CSVReadOptions = CSVReadOptions(),
    limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) {
    self.source = source
    self.options = try options.validated()
    self.limits = limits
    detection = try DialectDetection(of: source, options: options)
    sheets = [SheetEntry(name: name)]
    var styles = StyleTable()
    styleIndexes = TypedStyles(addedTo: &styles)
    self.styles = styles
  }

  /// A new cursor over the lines; nothing is kept of what an earlier one read.
  ///
  /// Its errors name the line: `invalidEncoding` for bytes that are no text of the encoding and
  /// for NUL, `malformedValue` for a quote that is never closed, `limitExceeded` for
  /// `lineBytes`, `textBytes`, `rows`, `columns` and `cells`.
  public func rows(
    ofSheet index: Int, options rowOptions: RowOptions
  ) throws(WorkbookError) -> any RowCursor {
    guard index == 0 else { throw WorkbookError(.noSuchSheet, found: "\(index)") }
    let cursor = CSVCursor(
      source, detection: detection, typedStyles: options.isTyped ? styleIndexes : nil,
      sheet: sheets[0].name, limits: limits)
    newest = cursor
    return cursor
  }

  /// A plain layout of the sheet's name.
  public func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    guard index == 0 else { throw WorkbookError(.noSuchSheet, found: "\(index)") }
    return SheetLayout(name: sheets[0].name)
  }

  /// None.
  public func definedNames() throws(WorkbookError) -> [DefinedName] { [] }

  /// None.
  public func properties() throws(WorkbookError) -> DocumentProperties { DocumentProperties() }
}

extension CSVReadOptions {
  /// The options with the delimiter and quote checked.
  func validated() throws(WorkbookError) -> CSVReadOptions {
    for byte in [delimiter, quote].compactMap({ $0 }) {
      let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if byte == 0 || byte >= 0x80 || isLineEnd {
        throw WorkbookError(.notRepresentable, found: "delimiter")
      }
    }
    if let delimiter, delimiter == quote {
      throw WorkbookError(.notRepresentable, found: "delimiter")
    }
    return self
  }
}
