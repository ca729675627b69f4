import SheetModel
import XML

/// Writes the workbook part, its relationships and the package's own (ECMA-376 Part 1, 18.2.27).
enum WorkbookPartWriter {
  private static let relationshipType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
  private static let packageType = "http://schemas.openxmlformats.org/package/2006/"

  /// The workbook part.
  ///
  /// Excel computes all formulas on opening where one came without a value.
  static func workbook(_ outline: WorkbookOutline, computesOnLoad: Bool) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw(text: "<workbook xmlns=\"\(PartName.spreadsheet[0])\"")
    xml.raw(text: " xmlns:r=\"\(PartName.relationshipReference[0])\">")
    xml.raw("<workbookPr/><bookViews><workbookView")
    let active = outline.sheets.firstIndex { $0.visibility == .visible } ?? 0
    if active > 0 { xml.attribute("activeTab", active) }
    xml.raw("/></bookViews><sheets>")
    for (index, sheet) in outline.sheets.enumerated() {
      xml.raw("<sheet")
      xml.attribute("name", sheet.name)
      xml.attribute("sheetId", index + 1)
      if sheet.visibility != .visible { xml.attribute("state", sheet.visibility.rawValue) }
      xml.attribute("r:id", "rId\(index + 1)")
      xml.raw("/>")
    }
    xml.raw("</sheets>")
    writeNames(names(of: outline), to: &xml)
    if computesOnLoad { xml.raw("<calcPr fullCalcOnLoad=\"1\"/>") }
    xml.raw("</workbook>")
    return xml.bytes
  }

  /// The outline's names, then the print areas and titles of its sheets.
  private static func names(of outline: WorkbookOutline) -> [DefinedName] {
    var names = outline.definedNames.filter { !$0.name.hasPrefix("_xlnm.") }
    for (index, sheet) in outline.sheets.enumerated() {
      let quoted =
        "'"
        + sheet.name.split(
          separator: "'", omittingEmptySubsequences: false
        ).joined(separator: "''") + "'!"
      func fixed(_ address: CellAddress) -> String {
        "$\(CellAddress.columnName(address.column))$\(address.row + 1)"
      }
      if let area = sheet.print.printArea {
        let formula = "\(quoted)\(fixed(area.first)):\(fixed(area.last))"
        names.append(DefinedName(name: PrintNames.area, formula: formula, sheet: index))
      }
      if let rows = sheet.print.repeatedRows {
        let formula = "\(quoted)$\(rows.lowerBound + 1):$\(rows.upperBound + 1)"
        names.append(DefinedName(name: PrintNames.titles, formula: formula, sheet: index))
      }
    }
    return names
  }

  private static func writeNames(_ names: [DefinedName], to xml: inout XMLWriter) {
    if names.isEmpty { return }
    xml.raw("<definedNames>")
    for name in names {
      xml.raw("<definedName")
      xml.attribute("name", name.name)
      if let sheet = name.sheet { xml.attribute("localSheetId", sheet) }
      if name.isHidden { xml.raw(" hidden=\"1\"") }
      xml.raw(">")
      xml.escaped(name.formula)
      xml.raw("</definedName>")
    }
    xml.raw("</definedNames>")
  }

  // MARK: Package

  /// The workbook's relationships: sheets in order, then styles and shared strings.
  static func relationships(sheetCount: Int) -> [UInt8] {
    var list = (1...max(1, sheetCount)).map { index in
      (relationshipType + "worksheet", "worksheets/sheet\(index).xml")
    }
    list.append((relationshipType + "styles", "styles.xml"))
    list.append((relationshipType + "sharedStrings", "sharedStrings.xml"))
    return relationships(list)
  }

  /// The package's relationships.
  static func packageRelationships(hasCustom: Bool) -> [UInt8] {
    var list = [
      (relationshipType + "officeDocument", "xl/workbook.xml"),
      (packageType + "relationships/metadata/core-properties", "docProps/core.xml"),
      (relationshipType + "extended-properties", "docProps/app.xml"),
    ]
    if hasCustom {
      list.append((relationshipType + "custom-properties", "docProps/custom.xml"))
    }
    return relationships(list)
  }

  private static func relationships(_ list: [(type: String, target: String)]) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw(text: "<Relationships xmlns=\"\(packageType)relationships\">")
    for (index, entry) in list.enumerated() {
      xml.raw("<Relationship")
      xml.attribute("Id", "rId\(index + 1)")
      xml.attribute("Type", entry.type)
      xml.attribute("Target", entry.target)
      xml.raw("/>")
    }
    xml.raw("</Relationships>")
    return xml.bytes
  }

  /// The content types of all parts (ECMA-376 Part 2, 10.1.2).
  static func contentTypes(sheetCount: Int, hasCustom: Bool) -> [UInt8] {
    let office = "application/vnd.openxmlformats-officedocument."
    let package = "application/vnd.openxmlformats-package."
    var list = [("/xl/workbook.xml", office + "spreadsheetml.sheet.main+xml")]
    for index in 1...max(1, sheetCount) {
      list.append(
        ("/xl/worksheets/sheet\(index).xml", office + "spreadsheetml.worksheet+xml"))
    }
    list.append(("/xl/styles.xml", office + "spreadsheetml.styles+xml"))
    list.append(("/xl/sharedStrings.xml", office + "spreadsheetml.sharedStrings+xml"))
    list.append(("/docProps/core.xml", package + "core-properties+xml"))
    list.append(("/docProps/app.xml", office + "extended-properties+xml"))
    if hasCustom { list.append(("/docProps/custom.xml", office + "custom-properties+xml")) }
    var xml = XMLWriter()
    xml.declaration()
    xml.raw(text: "<Types xmlns=\"\(packageType)content-types\">")
    xml.raw(text: "<Default Extension=\"rels\" ContentType=\"\(package)relationships+xml\"/>")
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
    for (part, type) in list {
      xml.raw("<Override")
      xml.attribute("PartName", part)
      xml.attribute("ContentType", type)
      xml.raw("/>")
    }
    xml.raw("</Types>")
    return xml.bytes
  }
}
