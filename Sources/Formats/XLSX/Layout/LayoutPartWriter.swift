import SheetModel
import XML

/// Writes what surrounds the cells of a worksheet part, in the order of the schema (ECMA-376 Part 1,
/// 18.3.1.99).
enum LayoutPartWriter {
  /// From the declaration up to the start of `sheetData`.
  static func head(
    _ layout: SheetLayout, isSelected: Bool, styles: inout StylesPartWriter
  ) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw(text: "<worksheet xmlns=\"\(PartName.spreadsheet[0])\">")
    if layout.print.fitToWidth != nil || layout.print.fitToHeight != nil {
      xml.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
    }
    xml.raw("<sheetViews><sheetView")
    if isSelected { xml.raw(" tabSelected=\"1\"") }
    xml.raw(" workbookViewId=\"0\"")
    if let corner = layout.frozenAt, corner.row > 0 || corner.column > 0 {
      xml.raw(">")
      writePane(corner, to: &xml)
      xml.raw("</sheetView>")
    } else {
      xml.raw("/>")
    }
    xml.raw("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>")
    writeColumns(layout.columns, &styles, to: &xml)
    xml.raw("<sheetData>")
    return xml.bytes
  }

  private static func writePane(_ corner: CellAddress, to xml: inout XMLWriter) {
    let pane =
      corner.row == 0 ? "topRight" : corner.column == 0 ? "bottomLeft" : "bottomRight"
    xml.raw("<pane")
    if corner.column > 0 { xml.attribute("xSplit", corner.column) }
    if corner.row > 0 { xml.attribute("ySplit", corner.row) }
    xml.attribute("topLeftCell", corner.description)
    xml.attribute("activePane", pane)
    xml.raw(" state=\"frozen\"/><selection")
    xml.attribute("pane", pane)
    xml.raw("/>")
  }

  private static func writeColumns(
    _ columns: [ColumnLayout], _ styles: inout StylesPartWriter, to xml: inout XMLWriter
  ) {
    if columns.isEmpty { return }
    xml.raw("<cols>")
    for run in columns {
      xml.raw("<col")
      xml.attribute("min", run.first + 1)
      xml.attribute("max", run.last + 1)
      let width = run.width.map { max(0, min(255, $0)) } ?? LayoutPart.defaultWidth
      xml.attribute("width", NumberText.shortest(width))
      let format = styles.cellFormat(run.style)
      if format > 0 { xml.attribute("style", format) }
      if run.isHidden { xml.raw(" hidden=\"1\"") }
      if run.width != nil { xml.raw(" customWidth=\"1\"") }
      xml.raw("/>")
    }
    xml.raw("</cols>")
  }

  /// From the end of `sheetData` on.
  static func tail(_ layout: SheetLayout) throws(WorkbookError) -> [UInt8] {
    var xml = XMLWriter()
    xml.raw("</sheetData>")
    if layout.isProtected {
      xml.raw("<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>")
    }
    let merges = layout.merges.filter { $0.first != $0.last }
    if !merges.isEmpty {
      xml.raw("<mergeCells")
      xml.attribute("count", merges.count)
      xml.raw(">")
      for merge in merges {
        xml.raw("<mergeCell")
        xml.attribute("ref", merge.description)
        xml.raw("/>")
      }
      xml.raw("</mergeCells>")
    }
    try ValidationElements.write(layout.validations, to: &xml)
    writePrint(layout.print, to: &xml)
    xml.raw("</worksheet>")
    return xml.bytes
  }

  private static func writePrint(_ print: PrintSetup, to xml: inout XMLWriter) {
    if print.isCentered { xml.raw("<printOptions horizontalCentered=\"1\"/>") }
    xml.raw("<pageMargins")
    xml.attribute("left", margin(print.margins.left))
    xml.attribute("right", margin(print.margins.right))
    xml.attribute("top", margin(print.margins.top))
    xml.attribute("bottom", margin(print.margins.bottom))
    xml.raw(" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\"")
    if print.fitToWidth != nil || print.fitToHeight != nil {
      // 0 is as many as it takes (18.3.1.63).
      xml.attribute("fitToWidth", print.fitToWidth ?? 0)
      xml.attribute("fitToHeight", print.fitToHeight ?? 0)
    }
    xml.attribute("orientation", print.isLandscape ? "landscape" : "portrait")
    xml.raw("/>")
    if let footer = print.footer, !footer.isEmpty {
      xml.raw("<headerFooter><oddFooter>&amp;C")
      xml.escaped(footer)
      xml.raw("</oddFooter></headerFooter>")
    }
  }

  private static func margin(_ inches: Double) -> String {
    NumberText.shortest(inches.isFinite ? max(0, min(48, inches)) : 0)
  }
}
