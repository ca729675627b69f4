import SheetModel
import XML

/// Colours as OpenDocument writes them.
enum ColorText {
  /// A colour such as `#1f4e79`.
  static func hex(_ color: Color) -> String {
    let digits = String(color.rgb, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

/// Writes cell styles (ODF 1.3 part 3, 16.2 and 17.18).
enum CellStyleWriting {
  /// Writes the properties of a style; all of them, so that nothing depends on its parent.
  static func writeProperties(_ style: CellStyle, to xml: inout XMLWriter) {
    writeCell(style, to: &xml)
    if style.horizontal != .general || style.indent > 0 {
      xml.raw("<style:paragraph-properties")
      switch style.horizontal {
      case .general: break
      case .left: xml.raw(" fo:text-align=\"start\"")
      case .center: xml.raw(" fo:text-align=\"center\"")
      case .right: xml.raw(" fo:text-align=\"end\"")
      case .justify: xml.raw(" fo:text-align=\"justify\"")
      }
      if style.indent > 0 { xml.attribute("fo:margin-left", "\(min(style.indent, 250) * 10)pt") }
      xml.raw("/>")
    }
    writeText(style.font, to: &xml)
  }

  private static func writeCell(_ style: CellStyle, to xml: inout XMLWriter) {
    xml.raw("<style:table-cell-properties")
    xml.attribute("fo:background-color", style.fill.map(ColorText.hex) ?? "transparent")
    let border = style.border
    if border.left == border.right, border.left == border.top, border.left == border.bottom {
      xml.attribute("fo:border", line(border.left, border.color))
    } else {
      xml.attribute("fo:border-left", line(border.left, border.color))
      xml.attribute("fo:border-right", line(border.right, border.color))
      xml.attribute("fo:border-top", line(border.top, border.color))
      xml.attribute("fo:border-bottom", line(border.bottom, border.color))
    }
    if border.left == .double { xml.attribute("style:border-line-width-left", lineWidths) }
    if border.right == .double { xml.attribute("style:border-line-width-right", lineWidths) }
    if border.top == .double { xml.attribute("style:border-line-width-top", lineWidths) }
    if border.bottom == .double { xml.attribute("style:border-line-width-bottom", lineWidths) }
    switch style.vertical {
    case .top: xml.raw(" style:vertical-align=\"top\"")
    case .center: xml.raw(" style:vertical-align=\"middle\"")
    case .bottom: xml.raw(" style:vertical-align=\"bottom\"")
    }
    xml.raw(style.wrapsText ? " fo:wrap-option=\"wrap\"" : " fo:wrap-option=\"no-wrap\"")
    xml.attribute(
      "style:text-align-source", style.horizontal == .general ? "value-type" : "fix")
    xml.attribute("style:cell-protect", style.isLocked ? "protected" : "none")
    xml.raw("/>")
  }

  /// The inner line, the gap and the outer line of a double border, as LibreOffice has them.
  private static let lineWidths = "0.0071in 0.0102in 0.0071in"

  private static func line(_ line: CellStyle.Line?, _ color: Color?) -> String {
    let name: String
    switch line {
    case nil: return "none"
    case .hair: name = "0.06pt solid"
    case .thin: name = "0.74pt solid"
    case .medium: name = "1.76pt solid"
    case .thick: name = "2.49pt solid"
    case .dotted: name = "0.74pt dotted"
    case .dashed: name = "0.74pt dashed"
    case .double: name = "1.76pt double-thin"
    }
    return name + " " + ColorText.hex(color ?? Color(rgb: 0))
  }

  private static func writeText(_ font: CellStyle.Font, to xml: inout XMLWriter) {
    xml.raw("<style:text-properties")
    xml.attribute("style:font-name", font.name)
    if let color = font.color {
      xml.attribute("fo:color", ColorText.hex(color))
    } else {
      xml.raw(" style:use-window-font-color=\"true\"")
    }
    xml.attribute("fo:font-size", NumberText.shortest(font.size) + "pt")
    xml.attribute("fo:font-weight", font.isBold ? "bold" : "normal")
    xml.attribute("fo:font-style", font.isItalic ? "italic" : "normal")
    if font.isUnderlined {
      xml.raw(" style:text-underline-style=\"solid\" style:text-underline-width=\"auto\"")
      xml.raw(" style:text-underline-color=\"font-color\"")
    } else {
      xml.raw(" style:text-underline-style=\"none\"")
    }
    xml.attribute("style:text-line-through-style", font.isStruck ? "solid" : "none")
    xml.raw("/>")
  }

  /// Writes the declarations of all typefaces used, in the order in which styles use them.
  static func writeFonts(_ styles: StyleTable, to xml: inout XMLWriter) {
    var seen = Set<String>()
    xml.raw("<office:font-face-decls>")
    for style in styles.styles where seen.insert(style.font.name).inserted {
      xml.raw("<style:font-face")
      xml.attribute("style:name", style.font.name)
      xml.attribute("svg:font-family", "'" + style.font.name.filter { $0 != "'" } + "'")
      xml.raw("/>")
    }
    xml.raw("</office:font-face-decls>")
  }
}
