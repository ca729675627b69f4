import SheetModel
import XML

extension StylesPart {
  /// The line of ST_BorderStyle (ECMA-376 Part 1, 18.18.3); lines of dots and dashes become dashed.
  static func line(_ text: String) -> CellStyle.Line? {
    switch text {
    case "mediumDashed", "dashDot", "mediumDashDot", "slantDashDot": .dashed
    case "dashDotDot", "mediumDashDotDot": .dotted
    default: CellStyle.Line(rawValue: text)
    }
  }

  /// The place of ST_HorizontalAlignment (18.18.40) that comes nearest.
  static func horizontal(_ text: String?) -> CellStyle.Horizontal {
    switch text {
    case "left", "fill": .left
    case "center", "centerContinuous": .center
    case "right": .right
    case "justify", "distributed": .justify
    default: .general
    }
  }

  /// The place of ST_VerticalAlignment (18.18.88) that comes nearest.
  static func vertical(_ text: String?) -> CellStyle.Vertical {
    switch text {
    case "top", "justify": .top
    case "center", "distributed": .center
    default: .bottom
    }
  }

  static let names = PartName.names([
    (.styleSheet, "styleSheet"), (.numFmts, "numFmts"), (.numFmt, "numFmt"),
    (.numFmtId, "numFmtId"), (.formatCode, "formatCode"), (.fonts, "fonts"), (.font, "font"),
    (.name, "name"), (.val, "val"), (.sz, "sz"), (.b, "b"), (.i, "i"), (.u, "u"),
    (.strike, "strike"), (.color, "color"), (.rgb, "rgb"), (.theme, "theme"), (.tint, "tint"),
    (.indexed, "indexed"), (.fills, "fills"), (.fill, "fill"), (.patternFill, "patternFill"),
    (.patternType, "patternType"), (.fgColor, "fgColor"), (.borders, "borders"),
    (.border, "border"), (.left, "left"), (.right, "right"), (.top, "top"), (.bottom, "bottom"),
    (.start, "start"), (.end, "end"), (.style, "style"), (.cellXfs, "cellXfs"), (.xf, "xf"),
    (.fontId, "fontId"), (.fillId, "fillId"), (.borderId, "borderId"), (.alignment, "alignment"),
    (.horizontal, "horizontal"), (.vertical, "vertical"), (.wrapText, "wrapText"),
    (.indent, "indent"), (.protection, "protection"), (.locked, "locked"), (.colors, "colors"),
    (.indexedColors, "indexedColors"), (.rgbColor, "rgbColor"),
  ])
}
