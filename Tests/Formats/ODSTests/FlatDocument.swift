import ODS
import SheetModel
import XML
import Zip

/// A hand-made document: the pieces between which a test puts its own markup.
struct FlatDocument {
  static let namespaces = """
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
    xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
    xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
    xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" \
    xmlns:xlink="http://www.w3.org/1999/xlink" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    """

  var meta = ""
  var settings = ""
  var commonStyles = ""
  var automaticStyles = ""
  var masterStyles = ""
  /// What stands before the sheets in `office:spreadsheet`.
  var declarations = ""
  /// The sheets, and what stands behind them.
  var sheets = ""

  /// A document of one sheet with these rows.
  init(rows: String = "") { sheets = "<table:table table:name=\"Biểu 01\">\(rows)</table:table>" }

  /// A document of one sheet with one row of these cells.
  init(cells: String) { self.init(rows: "<table:table-row>\(cells)</table:table-row>") }

  var body: String {
    "<office:body><office:spreadsheet>\(declarations)\(sheets)</office:spreadsheet></office:body>"
  }

  var xml: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document \(Self.namespaces)><office:meta>\(meta)</office:meta>\
    <office:settings>\(settings)</office:settings><office:styles>\(commonStyles)</office:styles>\
    <office:automatic-styles>\(automaticStyles)</office:automatic-styles>\
    <office:master-styles>\(masterStyles)</office:master-styles>\(body)</office:document>
    """
  }

  /// A reader of the flat file.
  func reader(
    limits: ReadLimits = ReadLimits(), chunkBytes: Int = 65_536
  ) throws -> ODSReader {
    try ODSReader(
      flat: MemorySource(Array(xml.utf8)), limits: limits, chunkBytes: chunkBytes)
  }

  /// The bytes of a package with the same parts.
  func package(manifest: String = "") throws -> [UInt8] {
    let sink = MemorySink()
    let zip = ZipWriter(sink)
    try zip.addStored(
      "mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    let root = "\(Self.namespaces) office:version=\"1.3\""
    for (name, content) in [
      (
        "META-INF/manifest.xml",
        """
        <m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">\
        <m:file-entry m:full-path="/">\(manifest)</m:file-entry></m:manifest>
        """
      ),
      (
        "styles.xml",
        """
        <office:document-styles \(root)><office:styles>\(commonStyles)</office:styles>\
        <office:automatic-styles>\(automaticStyles)</office:automatic-styles>\
        <office:master-styles>\(masterStyles)</office:master-styles></office:document-styles>
        """
      ),
      ("meta.xml", "<office:document-meta \(root)>\(meta)</office:document-meta>"),
      ("settings.xml", "<office:document-settings \(root)>\(settings)</office:document-settings>"),
      (
        "content.xml",
        """
        <office:document-content \(root)><office:automatic-styles>\(automaticStyles)\
        </office:automatic-styles>\(body)</office:document-content>
        """
      ),
    ] {
      try zip.beginEntry(name)
      try zip.write(Array(content.utf8))
      try zip.endEntry()
    }
    try zip.finish()
    return sink.bytes
  }

  /// A reader of the package.
  func packageReader(chunkBytes: Int = 65_536) throws -> ODSReader {
    try Self.open(try package(), chunkBytes: chunkBytes)
  }

  static func open(_ bytes: [UInt8], chunkBytes: Int = 65_536) throws -> ODSReader {
    let archive = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
    return try ODSReader(archive, limits: ReadLimits(), chunkBytes: chunkBytes)
  }
}

extension ODSReader {
  /// The filled cells of a sheet as `A1 kind value`.
  func cells(ofSheet sheet: Int = 0, styledBlanks: Bool = false) throws -> [String] {
    var options = RowOptions()
    options.includesStyledBlanks = styledBlanks
    let cursor = try rows(ofSheet: sheet, options: options)
    var row = Row()
    var lines: [String] = []
    while try cursor.next(into: &row) {
      for cell in row.cells {
        let address = CellAddress(row: row.index, column: cell.column)
        var line = "\(address) \(cell.kind)"
        let value = row.shown(cell)
        if !value.isEmpty { line += " " + value }
        if let formula = row.formula(of: cell) { line += " =\(formula)" }
        lines.append(line)
      }
    }
    return lines
  }

  /// The number format of each filled cell's style.
  func formats(ofSheet sheet: Int = 0) throws -> [String] {
    let cursor = try rows(ofSheet: sheet)
    var row = Row()
    var formats: [String] = []
    while try cursor.next(into: &row) {
      formats += row.cells.map { styles[$0.style].numberFormat }
    }
    return formats
  }
}

extension Row {
  /// A cell's value as a test writes it.
  func shown(_ cell: Cell) -> String {
    switch cell.kind {
    case .blank: return ""
    case .text, .number, .error: return text(of: cell)
    case .boolean: return boolean(of: cell) == true ? "TRUE" : "FALSE"
    case .date, .dateTime:
      guard let date = date(of: cell) else { return "?" }
      let day = "\(date.year)-\(date.month)-\(date.day)"
      return cell.kind == .date ? day : "\(day)+\(date.millisecondOfDay)"
    case .time: return milliseconds(of: cell).map { "\($0)ms" } ?? "?"
    }
  }
}

/// The error that a body throws.
func failure(_ body: () throws -> Void) -> WorkbookError? {
  do { try body() } catch { return error as? WorkbookError }
  return nil
}
