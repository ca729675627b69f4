import SheetModel
import XML

/// The styles part (ECMA-376 Part 1, 18.8.39): cell formats put together from fonts, fills, borders
/// and number formats.
struct StylesPart {
  /// One style for each cell format; index 0 is the default.
  private(set) var table = StyleTable()

  private var palette: ColorPalette
  private var formats: [Int: String] = [:]
  private var fonts: [CellStyle.Font] = []
  private var fills: [Color?] = []
  private var borders: [CellStyle.Border] = []
  private var count = 0

  /// The table of a workbook without the part.
  init() { palette = ColorPalette() }

  /// Reads the part; colours by theme come from the palette.
  /// - Throws: `malformedValue` beyond 65,536 of a kind, more than Excel holds.
  init(_ path: String, palette: ColorPalette, in parts: PackageParts) throws(WorkbookError) {
    self.palette = palette
    let colors = try read(path, in: parts)
    if colors.isEmpty { return }
    // The workbook's own indexed colours come after the styles that use them.
    self = StylesPart()
    self.palette = palette
    self.palette.setIndexed(colors)
    _ = try read(path, in: parts)
  }

  /// Reads the part and returns its own indexed colours, if it has any.
  private mutating func read(_ path: String, in parts: PackageParts) throws(WorkbookError)
    -> [Color]
  {
    var colors: [Color] = []
    // The elements of each kind, in however many groups they come.
    var counts: [PartName: Int] = [:]
    try parts.read(path, Self.names, root: .styleSheet) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        switch name {
        case .numFmts, .fonts, .fills, .borders, .cellXfs:
          try parser.eachChild { child throws(WorkbookError) in
            counts[name, default: 0] += 1
            guard counts[name, default: 0] <= 65_536 else {
              throw WorkbookError(
                .malformedValue, at: Place(line: parser.line), found: "more than 65536 styles")
            }
            return try read(child, parser)
          }
          return true
        case .colors:
          try parser.eachChild { child throws(WorkbookError) in
            guard child == .indexedColors else { return false }
            try parser.eachChild { entry in
              if entry == .rgbColor, colors.count < 256 {
                let color = parser.value(.rgb).flatMap(ColorPalette.color)
                colors.append(color ?? Color(rgb: 0))
              }
              return false
            }
            return true
          }
          return true
        default: return false
        }
      }
    }
    return colors
  }

  private mutating func read(
    _ name: PartName, _ parser: XMLPullParser
  ) throws(WorkbookError) -> Bool {
    switch name {
    case .numFmt:
      // Excel holds 255 characters.
      if let id = parser.integer(.numFmtId), let code = parser.value(.formatCode),
        code.utf8.count <= 1024
      {
        formats[id] = EscapedText.decoded(code)
      }
      return false
    case .font: fonts.append(try font(parser))
    case .fill: fills.append(try fill(parser))
    case .border: borders.append(try border(parser))
    case .xf: append(try style(parser))
    default: return false
    }
    return true
  }

  private mutating func append(_ style: CellStyle) {
    if count == 0 { table.replaceDefault(style) } else { table.append(style) }
    count += 1
  }

  private func font(_ parser: XMLPullParser) throws(WorkbookError) -> CellStyle.Font {
    var font = CellStyle.Font()
    try parser.eachChild { name in
      switch name {
      case .name:
        if let name = parser.value(.val), !name.isEmpty, name.utf8.count <= 255 {
          font.name = name
        }
      case .sz:
        if let size = parser.number(.val), size > 0, size <= 409 { font.size = size }
      case .b: font.isBold = parser.boolean(.val) ?? true
      case .i: font.isItalic = parser.boolean(.val) ?? true
      case .u: font.isUnderlined = parser.value(.val) != "none"
      case .strike: font.isStruck = parser.boolean(.val) ?? true
      case .color: font.color = palette.color(at: parser)
      default: break
      }
      return false
    }
    return font
  }

  private func fill(_ parser: XMLPullParser) throws(WorkbookError) -> Color? {
    var color: Color?
    try parser.eachChild { name throws(WorkbookError) in
      guard name == .patternFill, parser.value(.patternType) == "solid" else { return false }
      try parser.eachChild { child in
        if child == .fgColor { color = palette.color(at: parser) }
        return false
      }
      return true
    }
    return color
  }

  private func border(_ parser: XMLPullParser) throws(WorkbookError) -> CellStyle.Border {
    var border = CellStyle.Border()
    try parser.eachChild { name throws(WorkbookError) in
      let line = parser.value(.style).flatMap(Self.line)
      switch name {
      case .left, .start: border.left = line
      case .right, .end: border.right = line
      case .top: border.top = line
      case .bottom: border.bottom = line
      default: return false
      }
      try parser.eachChild { child in
        if child == .color, line != nil, border.color == nil {
          border.color = palette.color(at: parser)
        }
        return false
      }
      return true
    }
    return border
  }

  private func style(_ parser: XMLPullParser) throws(WorkbookError) -> CellStyle {
    var style = CellStyle()
    if let index = parser.integer(.fontId), fonts.indices.contains(index) {
      style.font = fonts[index]
    }
    if let index = parser.integer(.fillId), fills.indices.contains(index) {
      style.fill = fills[index]
    }
    if let index = parser.integer(.borderId), borders.indices.contains(index) {
      style.border = borders[index]
    }
    // The workbook's own formats shadow the built-in ones.
    let id = parser.integer(.numFmtId) ?? 0
    style.numberFormat = formats[id] ?? BuiltinNumberFormats.code(id) ?? "General"
    try parser.eachChild { name in
      switch name {
      case .alignment:
        style.horizontal = Self.horizontal(parser.value(.horizontal))
        style.vertical = Self.vertical(parser.value(.vertical))
        style.wrapsText = parser.boolean(.wrapText) ?? false
        style.indent = max(0, min(250, parser.integer(.indent) ?? 0))
      case .protection: style.isLocked = parser.boolean(.locked) ?? true
      default: break
      }
      return false
    }
    return style
  }
}
