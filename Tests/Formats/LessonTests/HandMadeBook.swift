import SheetModel
import WorkbookIO
import Zip

/// A workbook put together by hand, as a library that nobody here knows might write it.
struct HandMadeBook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// The rows of the first sheet.
  var rows: String
  /// What stands before and behind the rows.
  var beforeRows = ""
  var afterRows = ""
  /// The shared strings, `<si>` by `<si>`.
  var strings = ""
  /// The number formats of the cell styles 1, 2, ...; style 0 is General.
  var formats: [String] = []
  /// What stands before the list of sheets.
  var workbook = ""
  /// The sheets' names with their further attributes, such as `state="hidden"`.
  var sheets: [(name: String, attributes: String)] = [("Biểu 01", "")]
  /// Parts that take the place of these, or stand beside them.
  var parts: [String: String] = [:]

  init(rows: String) { self.rows = rows }

  /// A workbook of one row of cells.
  init(cells: String) { rows = "<row r=\"1\">\(cells)</row>" }

  private var allParts: [String: String] {
    let list = sheets.enumerated().map { index, sheet in
      """
      <sheet name="\(sheet.name)" sheetId="\(index + 1)" r:id="s\(index)" \(sheet.attributes)/>
      """
    }
    let codes = formats.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
    }
    let styles = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    var relations = [("t", "sharedStrings", "sharedStrings.xml"), ("f", "styles", "styles.xml")]
    for index in sheets.indices {
      relations.append(("s\(index)", "worksheet", "worksheets/sheet\(index + 1).xml"))
    }
    let main = "xmlns=\"\(Self.main)\""
    var all = [
      "_rels/.rels": Self.relationships([("w", "officeDocument", "xl/workbook.xml")]),
      "xl/_rels/workbook.xml.rels": Self.relationships(relations),
      "xl/workbook.xml": """
      <workbook \(main) xmlns:r="\(Self.office)">\(workbook)<sheets>\(list.joined())</sheets>\
      </workbook>
      """,
      "xl/sharedStrings.xml": "<sst \(main)>\(strings)</sst>",
      "xl/styles.xml": """
      <styleSheet \(main)><numFmts>\(codes.joined())</numFmts><cellXfs><xf numFmtId="0"/>\
      \(styles.joined())</cellXfs></styleSheet>
      """,
    ]
    for index in sheets.indices {
      let data = index == 0 ? rows : ""
      all["xl/worksheets/sheet\(index + 1).xml"] = """
        <worksheet \(main) xmlns:r="\(Self.office)">\(beforeRows)<sheetData>\(data)</sheetData>\
        \(afterRows)</worksheet>
        """
    }
    return all.merging(parts) { $1 }
  }

  static func relationships(_ list: [(id: String, type: String, target: String)]) -> String {
    let entries = list.map { entry in
      """
      <Relationship Id="\(entry.id)" Type="\(office)/\(entry.type)" Target="\(entry.target)"/>
      """
    }
    return """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      \(entries.joined())</Relationships>
      """
  }

  func bytes() throws -> [UInt8] { try Self.package(allParts) }

  /// A package of parts; `change` may spoil each before it is packed.
  func bytes(changing change: (String) -> String) throws -> [UInt8] {
    try Self.package(allParts.mapValues(change))
  }

  static func package(_ parts: [String: String]) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
      try writer.beginEntry(name)
      try writer.write(Array(text.utf8))
      try writer.endEntry()
    }
    try writer.finish()
    return sink.bytes
  }

  /// The filled cells of the first sheet, a line each.
  func cells(_ limits: ReadLimits = ReadLimits()) throws -> [String] {
    try lines(of: bytes(), limits: limits)
  }
}

/// A flat OpenDocument spreadsheet of one sheet with these rows.
func flatDocument(_ rows: String, before: String = "", styles: String = "") -> [UInt8] {
  let names = [
    "office", "table", "text", "style", "number", "drawing", "datastyle",
  ].map { name in
    let prefix = name == "drawing" ? "draw" : name == "datastyle" ? "number" : name
    return name == "number"
      ? "" : "xmlns:\(prefix)=\"urn:oasis:names:tc:opendocument:xmlns:\(name):1.0\""
  }
  let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document \(names.joined(separator: " ")) office:version="1.3"\
     office:mimetype="application/vnd.oasis.opendocument.spreadsheet">\
    <office:automatic-styles>\(styles)</office:automatic-styles><office:body>\
    <office:spreadsheet>\(before)<table:table table:name="Biểu 01">\(rows)</table:table>\
    </office:spreadsheet></office:body></office:document>
    """
  return Array(text.utf8)
}

func opened(
  _ bytes: [UInt8], csv: CSVReadOptions = CSVReadOptions(), limits: ReadLimits = ReadLimits()
) throws -> any WorkbookReader {
  try WorkbookOpener.open(MemorySource(bytes), name: "Số liệu.xlsx", csv: csv, limits: limits)
}

/// The filled cells of a sheet, a line each: `B2 number 12`, with `=formula` where there is one.
func lines(
  of bytes: [UInt8], sheet: Int = 0, limits: ReadLimits = ReadLimits(),
  csv: CSVReadOptions = CSVReadOptions()
) throws -> [String] {
  let cursor = try opened(bytes, csv: csv, limits: limits).rows(ofSheet: sheet)
  var row = Row()
  var lines: [String] = []
  while try cursor.next(into: &row) {
    for cell in row.cells {
      let address = CellAddress(row: row.index, column: cell.column)
      var line = "\(address) \(cell.kind) \(CellText.string(cell, of: row))"
      if let formula = row.formula(of: cell) { line += " =\(formula)" }
      lines.append(line)
    }
  }
  return lines
}

/// The texts of a sheet's filled cells, without places.
func texts(of bytes: [UInt8], csv: CSVReadOptions = CSVReadOptions()) throws -> [String] {
  try lines(of: bytes, csv: csv).map { line in
    line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2)
      .joined(separator: " ")
  }
}

/// A workbook in another format.
func converted(
  _ bytes: [UInt8], to format: WorkbookFormat, _ change: (inout Conversion) -> Void = { _ in },
  options: WorkbookWriteOptions = WorkbookWriteOptions(), selection: SheetSelection = .all
) throws -> (bytes: [UInt8], summary: Conversion.Summary) {
  let csv = Conversion.readOptions(CSVReadOptions(), for: format, asText: false)
  var conversion = Conversion(of: try opened(bytes, csv: csv), name: "vào", options: options)
  change(&conversion)
  let sink = MemorySink()
  let summary = try conversion.write(selection, to: sink, as: format)
  return (sink.bytes, summary)
}

/// The error that a body throws.
func failure(_ body: () throws -> Void) -> WorkbookError? {
  do { try body() } catch { return error as? WorkbookError }
  return nil
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
