import SheetModel
import Testing
import XLSX
import Zip

/// A package put together by hand, part by part.
struct PackageFixture {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var parts: [String: String] = [:]
  /// Parts that are no UTF-8; they take the place of others of the same name.
  var binaryParts: [String: [UInt8]] = [:]
  var limits = ReadLimits()
  var chunkBytes = 65_536

  /// A workbook of one sheet with the given XML inside its root.
  init(sheet: String = "<sheetData/>", strings: String? = nil, styles: String? = nil) {
    parts["_rels/.rels"] = Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])
    parts["xl/workbook.xml"] = """
      <workbook xmlns="\(Self.main)" xmlns:r="\(Self.office)"><sheets>\
      <sheet name="Biểu 01" sheetId="1" r:id="rId1"/></sheets></workbook>
      """
    var list = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    parts["xl/worksheets/sheet1.xml"] = "<worksheet xmlns=\"\(Self.main)\">\(sheet)</worksheet>"
    if let strings {
      list.append(("rId2", "sharedStrings", "sharedStrings.xml"))
      parts["xl/sharedStrings.xml"] = "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"
    }
    if let styles {
      list.append(("rId3", "styles", "styles.xml"))
      parts["xl/styles.xml"] = "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"
    }
    parts["xl/_rels/workbook.xml.rels"] = Self.relationships(list)
  }

  /// A workbook whose only sheet has these rows.
  init(rows: String, strings: String? = nil, styles: String? = nil) {
    self.init(sheet: "<sheetData>\(rows)</sheetData>", strings: strings, styles: styles)
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

  /// Cell formats with number formats only: index 0 is General, then one for each.
  static func styles(_ codes: [String]) -> String {
    let formats = codes.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
    }
    let cells = codes.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    return """
      <numFmts>\(formats.joined())</numFmts>\
      <cellXfs><xf numFmtId="0"/>\(cells.joined())</cellXfs>
      """
  }

  func archive() throws -> ZipArchive {
    let sink = MemorySink()
    let writer = ZipWriter(sink)
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
      try writer.beginEntry(name)
      try writer.write(binaryParts[name] ?? Array(text.utf8))
      try writer.endEntry()
    }
    try writer.finish()
    return try ZipArchive(MemorySource(sink.bytes), limits: limits)
  }

  func reader() throws -> XLSXReader {
    try XLSXReader(try archive(), limits: limits, chunkBytes: chunkBytes)
  }

  /// The filled cells of the first sheet, a line each: `B2 number 12`.
  func cells(_ options: RowOptions = RowOptions()) throws -> [String] {
    try reader().cells(ofSheet: 0, options)
  }

  /// The error that reading the first sheet ends with.
  func failure() throws -> WorkbookError {
    do {
      _ = try cells()
    } catch let error as WorkbookError { return error }
    throw MissingFailure()
  }
}

/// Reading went well where it should not have.
struct MissingFailure: Error {}

extension XLSXReader {
  /// The filled cells of a sheet, a line each.
  func cells(ofSheet index: Int, _ options: RowOptions = RowOptions()) throws -> [String] {
    let cursor = try rows(ofSheet: index, options: options)
    var row = Row()
    var lines: [String] = []
    while try cursor.next(into: &row) {
      for cell in row.cells { lines.append(row.line(of: cell)) }
    }
    return lines
  }
}

extension Row {
  /// `B2 number 12`, with `=formula` and flags where there are any.
  func line(of cell: Cell) -> String {
    var pieces = ["\(CellAddress(row: index, column: cell.column))", "\(cell.kind)"]
    switch cell.kind {
    case .blank: break
    case .text, .number, .error: pieces.append(text(of: cell))
    case .boolean: pieces.append(boolean(of: cell) == true ? "đúng" : "sai")
    case .date, .dateTime:
      if let date = date(of: cell) {
        pieces.append("\(date.year)-\(date.month)-\(date.day)")
        if date.millisecondOfDay > 0 { pieces.append("+\(date.millisecondOfDay)") }
      }
    case .time: pieces.append("\(milliseconds(of: cell) ?? 0)")
    }
    if let formula = formula(of: cell) { pieces.append("=\(formula)") }
    if cell.flags.contains(.percentage) { pieces.append("%") }
    if cell.flags.contains(.impossibleDate) { pieces.append("!") }
    return pieces.joined(separator: " ")
  }
}
