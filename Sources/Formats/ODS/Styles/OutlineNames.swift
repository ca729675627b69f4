import SheetModel
import XML

/// The names that a workbook's automatic styles have in the file, and the styles themselves.
struct OutlineNames {
  /// The names of the styles around the cells of one sheet.
  struct Sheet {
    var table: String
    /// By width; the default width has the key -1.
    var columns: [Double: String]
    /// By row, for rows with a height.
    var rows: [Int: String]
  }

  /// The style attribute of each index, ready to be written.
  private(set) var cellAttributes: [[UInt8]] = []
  /// Whether numbers of each index are percentages.
  private(set) var arePercentages: [Bool] = []
  private(set) var sheets: [Sheet] = []
  /// The ways of printing, each with its master page `mp1`, `mp2`...
  private(set) var prints: [PrintSetup] = []

  private var formats: [(code: String, name: String)] = []
  private var formatNames: [String: String] = [:]
  private var widths: [(width: Double, name: String)] = []
  private var heights: [(height: Double, name: String)] = []
  private var tables: [(isShown: Bool, print: Int, name: String)] = []

  init(_ outline: WorkbookOutline) {
    for index in outline.styles.styles.indices {
      let name = index == 0 ? "Default" : "ce\(index)"
      cellAttributes.append(Array(" table:style-name=\"\(name)\"".utf8))
      arePercentages.append(outline.styles.format(index).kind == .percentage)
      let code = outline.styles[index].numberFormat
      if outline.styles.format(index).kind != .general || !isGeneral(code),
        formatNames[code] == nil
      {
        formatNames[code] = "N\(formats.count + 1)"
        formats.append((code, "N\(formats.count + 1)"))
      }
    }
    var widthNames: [Double: String] = [:]
    var heightNames: [Double: String] = [:]
    for layout in outline.sheets {
      var sheet = Sheet(table: "", columns: [:], rows: [:])
      for width in layout.columns.map({ $0.width ?? -1 }) + [-1] {
        if widthNames[width] == nil {
          widthNames[width] = "co\(widths.count + 1)"
          widths.append((width, "co\(widths.count + 1)"))
        }
        sheet.columns[width] = widthNames[width]
      }
      for row in layout.rows {
        guard let height = row.height else { continue }
        if heightNames[height] == nil {
          heightNames[height] = "ro\(heights.count + 2)"
          heights.append((height, "ro\(heights.count + 2)"))
        }
        sheet.rows[row.index] = heightNames[height]
      }
      sheet.table = tableStyle(layout)
      sheets.append(sheet)
    }
  }

  private func isGeneral(_ code: String) -> Bool { code.isEmpty || code == "General" }

  private mutating func tableStyle(_ layout: SheetLayout) -> String {
    var print = layout.print
    print.repeatedRows = nil
    print.printArea = nil
    let page = prints.firstIndex(of: print) ?? prints.count
    if page == prints.count { prints.append(print) }
    let isShown = layout.visibility == .visible
    if let known = tables.first(where: { $0.isShown == isShown && $0.print == page }) {
      return known.name
    }
    tables.append((isShown, page, "ta\(tables.count + 1)"))
    return "ta\(tables.count)"
  }

  /// The style of rows without a height of their own: as high as their content.
  static let freeRow: StaticString = "ro1"

  /// Writes the automatic styles of cells, columns, rows, sheets and numbers.
  func writeAutomaticStyles(_ outline: WorkbookOutline, to xml: inout XMLWriter) {
    for (width, name) in widths {
      xml.raw(text: "<style:style style:name=\"\(name)\" style:family=\"table-column\">")
      xml.raw("<style:table-column-properties fo:break-before=\"auto\"")
      if width >= 0 {
        let points = NumberText.shortest(ColumnMeasure.points(characters: width))
        xml.attribute("style:column-width", points + "pt")
      }
      xml.raw("/></style:style>")
    }
    xml.raw(text: "<style:style style:name=\"\(Self.freeRow)\" style:family=\"table-row\">")
    xml.raw("<style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>")
    for (height, name) in heights {
      xml.raw(text: "<style:style style:name=\"\(name)\" style:family=\"table-row\">")
      xml.raw(
        text: "<style:table-row-properties style:row-height=\"\(NumberText.shortest(height))pt\"")
      xml.raw(" style:use-optimal-row-height=\"false\"/></style:style>")
    }
    for table in tables {
      xml.raw(text: "<style:style style:name=\"\(table.name)\" style:family=\"table\"")
      xml.raw(text: " style:master-page-name=\"mp\(table.print + 1)\"><style:table-properties")
      xml.raw(
        text: " table:display=\"\(table.isShown)\" style:writing-mode=\"lr-tb\"/></style:style>")
    }
    for (code, name) in formats { NumberStyleWriting.write(code, name: name, to: &xml) }
    for (index, style) in outline.styles.styles.enumerated() where index > 0 {
      xml.raw(text: "<style:style style:name=\"ce\(index)\" style:family=\"table-cell\"")
      xml.raw(" style:parent-style-name=\"Default\"")
      if let format = formatNames[style.numberFormat] {
        xml.raw(text: " style:data-style-name=\"\(format)\"")
      }
      xml.raw(">")
      CellStyleWriting.writeProperties(style, to: &xml)
      xml.raw("</style:style>")
    }
  }
}
