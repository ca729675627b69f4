import SheetModel
import XML

/// Common styles, page layouts and master pages of `styles.xml`.
enum PageStyles {
  /// Writes `office:styles`: the default style is the style of index 0.
  static func writeCommon(_ outline: WorkbookOutline, to xml: inout XMLWriter) {
    let style = outline.styles[0]
    let code = style.numberFormat
    let hasFormat = !code.isEmpty && code != "General"
    xml.raw("<office:styles><style:default-style style:family=\"table-cell\">")
    xml.raw("<style:text-properties")
    xml.attribute("style:font-name", style.font.name)
    xml.attribute("fo:font-size", NumberText.shortest(style.font.size) + "pt")
    xml.raw(" fo:language=\"vi\" fo:country=\"VN\"/></style:default-style>")
    if hasFormat { NumberStyleWriting.write(code, name: "N0", to: &xml) }
    xml.raw("<style:style style:name=\"Default\" style:family=\"table-cell\"")
    if hasFormat { xml.raw(" style:data-style-name=\"N0\"") }
    xml.raw(">")
    CellStyleWriting.writeProperties(style, to: &xml)
    xml.raw("</style:style></office:styles>")
  }

  /// Writes a page layout for each way of printing: A4, as ISO 216 has it.
  static func writeLayouts(_ names: OutlineNames, to xml: inout XMLWriter) {
    for (index, setup) in names.prints.enumerated() {
      let margins = setup.margins
      let footerHeight = footerHeight(setup)
      xml.raw(
        text: "<style:page-layout style:name=\"pm\(index + 1)\"><style:page-layout-properties")
      xml.raw(
        setup.isLandscape
          ? " fo:page-width=\"297mm\" fo:page-height=\"210mm\" style:print-orientation=\"landscape\""
          : " fo:page-width=\"210mm\" fo:page-height=\"297mm\" style:print-orientation=\"portrait\""
      )
      xml.attribute("fo:margin-left", inches(margins.left))
      xml.attribute("fo:margin-right", inches(margins.right))
      xml.attribute("fo:margin-top", inches(margins.top))
      xml.attribute("fo:margin-bottom", inches(margins.bottom - footerHeight))
      if let pages = setup.fitToWidth { xml.attribute("style:scale-to-X", pages) }
      if let pages = setup.fitToHeight { xml.attribute("style:scale-to-Y", pages) }
      if setup.isCentered { xml.raw(" style:table-centering=\"horizontal\"") }
      xml.raw("/><style:header-style/>")
      if setup.footer == nil {
        xml.raw("<style:footer-style/>")
      } else {
        xml.raw("<style:footer-style><style:header-footer-properties")
        xml.attribute("fo:min-height", inches(footerHeight))
        xml.raw(" fo:margin-left=\"0in\" fo:margin-right=\"0in\" fo:margin-top=\"0.05in\"/>")
        xml.raw("</style:footer-style>")
      }
      xml.raw("</style:page-layout>")
    }
  }

  /// The part of the lower margin in which the footer stands: ODF counts it to the page.
  private static func footerHeight(_ setup: PrintSetup) -> Double {
    setup.footer == nil ? 0 : max(0, min(setup.margins.bottom, setup.margins.bottom * 0.5))
  }

  private static func inches(_ length: Double) -> String {
    let rounded = (max(0, length) * 10_000).rounded() / 10_000
    return NumberText.shortest(rounded) + "in"
  }

  /// Writes a master page for each way of printing.
  static func writeMasters(_ names: OutlineNames, to xml: inout XMLWriter) {
    xml.raw("<office:master-styles>")
    for (index, setup) in names.prints.enumerated() {
      xml.raw(text: "<style:master-page style:name=\"mp\(index + 1)\"")
      xml.raw(
        text: " style:page-layout-name=\"pm\(index + 1)\"><style:header style:display=\"false\"/>")
      if let footer = setup.footer {
        xml.raw("<style:footer><text:p>")
        writeFooter(footer, to: &xml)
        xml.raw("</text:p></style:footer>")
      } else {
        xml.raw("<style:footer style:display=\"false\"/>")
      }
      xml.raw("</style:master-page>")
    }
    xml.raw("</office:master-styles>")
  }

  /// `&P`, `&N` and `&A` become fields, `&&` an ampersand; codes of fonts and dates are left out.
  private static func writeFooter(_ footer: String, to xml: inout XMLWriter) {
    var isCode = false
    for scalar in footer.unicodeScalars {
      if isCode {
        isCode = false
        switch scalar {
        case "P", "p": xml.raw("<text:page-number>1</text:page-number>")
        case "N", "n": xml.raw("<text:page-count>1</text:page-count>")
        case "A", "a": xml.raw("<text:sheet-name>???</text:sheet-name>")
        case "&": xml.raw("&amp;")
        default: continue
        }
      } else if scalar == "&" {
        isCode = true
      } else {
        xml.escaped(String(scalar))
      }
    }
  }
}
