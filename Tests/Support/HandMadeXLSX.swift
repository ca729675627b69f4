import SheetModel

/// A workbook put together by hand, as a library that nobody here knows might write it.
package struct HandMadeXLSX {
  /// The namespace of SpreadsheetML.
  package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  /// The namespace of relationships, and what their types begin with.
  package static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// What stands in the root of the sheet's part.
  package var sheet: String
  /// The shared strings, `<si>` by `<si>`; no such part where there are none.
  package var strings: String?
  /// What stands in the root of the styles part; no such part where there is nothing.
  package var styles: String?
  /// What stands before the list of sheets in the workbook's part.
  package var workbook = ""
  /// The sheets' names with their further attributes, such as `state="hidden"`; all but the first are empty.
  package var sheets: [(name: String, attributes: String)] = [("Biểu 01", "")]
  /// Parts that are no UTF-8; they take the place of others of the same name.
  package var binaryParts: [String: [UInt8]] = [:]
  /// What a test reads it with.
  package var limits = ReadLimits()
  package var chunkBytes = 65_536

  private var changedParts: [String: String]?

  /// A workbook whose sheet has the given XML inside its root.
  package init(sheet: String = "<sheetData/>", strings: String? = nil, styles: String? = nil) {
    self.sheet = sheet
    self.strings = strings
    self.styles = styles
  }

  /// A workbook whose sheet has these rows.
  package init(rows: String, strings: String? = nil, styles: String? = nil) {
    self.init(sheet: "<sheetData>\(rows)</sheetData>", strings: strings, styles: styles)
  }

  /// A workbook whose sheet has one row of these cells.
  package init(cells: String) { self.init(rows: "<row r=\"1\">\(cells)</row>") }

  /// The texts of the parts by their names, made of what is above.
  ///
  /// Once a test has changed one, all stay as they are, whatever else is set.
  package var parts: [String: String] {
    get { changedParts ?? madeParts }
    set { changedParts = newValue }
  }

  private var madeParts: [String: String] {
    let main = "xmlns=\"\(Self.main)\""
    // The shared strings are rId2, the styles rId3.
    let ids = sheets.indices.map { "rId\($0 == 0 ? 1 : $0 + 3)" }
    let names = zip(sheets, ids).enumerated().map { index, entry in
      let (sheet, id) = entry
      let attributes = sheet.attributes.isEmpty ? "" : " \(sheet.attributes)"
      return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"\(id)\"\(attributes)/>"
    }
    var made = [
      "_rels/.rels": Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
      "xl/workbook.xml": """
      <workbook \(main) xmlns:r="\(Self.office)">\(workbook)<sheets>\
      \(names.joined())</sheets></workbook>
      """,
    ]
    var list: [(id: String, type: String, target: String)] = []
    for (index, id) in ids.enumerated() {
      list.append((id, "worksheet", "worksheets/sheet\(index + 1).xml"))
      made["xl/worksheets/sheet\(index + 1).xml"] =
        "<worksheet \(main)>\(index == 0 ? sheet : "<sheetData/>")</worksheet>"
    }
    if let strings {
      list.append(("rId2", "sharedStrings", "sharedStrings.xml"))
      made["xl/sharedStrings.xml"] = "<sst \(main)>\(strings)</sst>"
    }
    if let styles {
      list.append(("rId3", "styles", "styles.xml"))
      made["xl/styles.xml"] = "<styleSheet \(main)>\(styles)</styleSheet>"
    }
    made["xl/_rels/workbook.xml.rels"] = Self.relationships(list)
    return made
  }

  /// A part of relationships.
  package static func relationships(
    _ list: [(id: String, type: String, target: String)]
  ) -> String {
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
  package static func styles(_ codes: [String]) -> String {
    let formats = codes.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code)\"/>"
    }
    let cells = codes.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    return """
      <numFmts>\(formats.joined())</numFmts>\
      <cellXfs><xf numFmtId="0"/>\(cells.joined())</cellXfs>
      """
  }

  /// The file.
  package func bytes() throws -> [UInt8] { try bytes { $0 } }

  /// The file; `change` may spoil each text before it is packed.
  package func bytes(changing change: (String) -> String) throws -> [UInt8] {
    try archive(
      bytes: parts.sorted { $0.key < $1.key }.map { name, text in
        (name, binaryParts[name] ?? Array(change(text).utf8))
      })
  }
}
