import SheetModel
import XML

/// Gathers cell formats while a workbook is written, each once, and writes the styles part
/// (ECMA-376 Part 1, 18.8.39).
struct StylesPartWriter {
  private struct Format: Hashable {
    var font: Int
    var fill: Int
    var border: Int
    var numberFormat: Int
    var horizontal: CellStyle.Horizontal
    var vertical: CellStyle.Vertical
    var wrapsText: Bool
    var indent: Int
    var isLocked: Bool
  }

  /// Values in the order in which they were first seen.
  private struct Pool<Value: Hashable> {
    var values: [Value] = []
    var indexes: [Value: Int] = [:]

    mutating func index(of value: Value) -> Int {
      if let index = indexes[value] { return index }
      indexes[value] = values.count
      values.append(value)
      return values.count - 1
    }
  }

  private let table: StyleTable
  /// The cell format of each style, in the table's order.
  private var formatOfStyle: [Int] = []
  /// The cell formats that dates, dates with times, and times take under each style; -1 is unknown.
  private var temporal: [[Int]] = []
  private var fonts = Pool<CellStyle.Font>()
  /// Fills 0 and 1 are Excel's own: none and a pattern (18.8.21).
  private var fills = Pool<Color>()
  private var borders = Pool<CellStyle.Border>()
  private var codes = Pool<String>()
  private var formats = Pool<Format>()

  /// The formats that temporal cells take where their style has none of the kind.
  static let dateCode = "dd/mm/yyyy"
  static let dateTimeCode = "dd/mm/yyyy hh:mm"
  static let timeCode = "[h]:mm:ss"

  init(_ table: StyleTable) {
    self.table = table
    _ = borders.index(of: CellStyle.Border())
    formatOfStyle = table.styles.map { format(of: $0) }
    temporal = Array(repeating: [Int](repeating: -1, count: table.styles.count), count: 3)
  }

  /// The number of cell formats.
  var count: Int { formats.values.count }

  /// The cell format of a style; the default's for an index that is out of range.
  @inline(__always)
  func cellFormat(_ style: Int) -> Int {
    style >= 0 && style < formatOfStyle.count ? formatOfStyle[style] : formatOfStyle[0]
  }

  /// The cell format of a date or time under a style, which shows it as such.
  mutating func cellFormat(_ style: Int, for kind: CellKind) -> Int {
    let style = formatOfStyle.indices.contains(style) ? style : 0
    if table.formats[style].isTemporal { return formatOfStyle[style] }
    let place = kind == .date ? 0 : kind == .dateTime ? 1 : 2
    if temporal[place][style] < 0 {
      var copy = table.styles[style]
      copy.numberFormat = [Self.dateCode, Self.dateTimeCode, Self.timeCode][place]
      temporal[place][style] = format(of: copy)
    }
    return temporal[place][style]
  }

  private mutating func format(of style: CellStyle) -> Int {
    let code = style.numberFormat.isEmpty ? "General" : style.numberFormat
    return formats.index(
      of: Format(
        font: fonts.index(of: style.font),
        fill: style.fill.map { fills.index(of: $0) + 2 } ?? 0,
        border: borders.index(of: style.border),
        numberFormat: BuiltinNumberFormats.id(code) ?? codes.index(of: code) + 164,
        horizontal: style.horizontal, vertical: style.vertical, wrapsText: style.wrapsText,
        indent: style.indent, isLocked: style.isLocked))
  }

  // MARK: The part

  /// The whole part.
  func part() -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.raw(text: "<styleSheet xmlns=\"\(PartName.spreadsheet[0])\">")
    writeCodes(to: &xml)
    writeFonts(to: &xml)
    writeFills(to: &xml)
    writeBorders(to: &xml)
    xml.raw("<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\"")
    xml.raw(" borderId=\"0\"/></cellStyleXfs><cellXfs")
    xml.attribute("count", formats.values.count)
    xml.raw(">")
    for format in formats.values { write(format, to: &xml) }
    xml.raw("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\"")
    xml.raw(" builtinId=\"0\"/></cellStyles><dxfs count=\"0\"/></styleSheet>")
    return xml.bytes
  }

  private func writeCodes(to xml: inout XMLWriter) {
    if codes.values.isEmpty { return }
    xml.raw("<numFmts")
    xml.attribute("count", codes.values.count)
    xml.raw(">")
    for (index, code) in codes.values.enumerated() {
      xml.raw("<numFmt")
      xml.attribute("numFmtId", index + 164)
      xml.attribute("formatCode", code)
      xml.raw("/>")
    }
    xml.raw("</numFmts>")
  }

  private func writeFonts(to xml: inout XMLWriter) {
    xml.raw("<fonts")
    xml.attribute("count", fonts.values.count)
    xml.raw(">")
    for font in fonts.values {
      xml.raw("<font>")
      if font.isBold { xml.raw("<b/>") }
      if font.isItalic { xml.raw("<i/>") }
      if font.isStruck { xml.raw("<strike/>") }
      if font.isUnderlined { xml.raw("<u/>") }
      xml.raw("<sz")
      xml.attribute("val", NumberText.shortest(max(1, min(409, font.size))))
      xml.raw("/>")
      writeColor("color", font.color, to: &xml)
      xml.raw("<name")
      xml.attribute("val", font.name)
      xml.raw("/></font>")
    }
    xml.raw("</fonts>")
  }

  private func writeFills(to xml: inout XMLWriter) {
    xml.raw("<fills")
    xml.attribute("count", fills.values.count + 2)
    xml.raw("><fill><patternFill patternType=\"none\"/></fill>")
    xml.raw("<fill><patternFill patternType=\"gray125\"/></fill>")
    for color in fills.values {
      xml.raw("<fill><patternFill patternType=\"solid\">")
      writeColor("fgColor", color, to: &xml)
      xml.raw("<bgColor indexed=\"64\"/></patternFill></fill>")
    }
    xml.raw("</fills>")
  }

  private func writeBorders(to xml: inout XMLWriter) {
    xml.raw("<borders")
    xml.attribute("count", borders.values.count)
    xml.raw(">")
    for border in borders.values {
      xml.raw("<border>")
      writeEdge("left", border.left, border.color, to: &xml)
      writeEdge("right", border.right, border.color, to: &xml)
      writeEdge("top", border.top, border.color, to: &xml)
      writeEdge("bottom", border.bottom, border.color, to: &xml)
      xml.raw("<diagonal/></border>")
    }
    xml.raw("</borders>")
  }

  private func writeEdge(
    _ name: StaticString, _ line: CellStyle.Line?, _ color: Color?, to xml: inout XMLWriter
  ) {
    xml.raw("<")
    xml.raw(name)
    guard let line else { return xml.raw("/>") }
    xml.attribute("style", line.rawValue)
    xml.raw(">")
    if color == nil { xml.raw("<color auto=\"1\"/>") }
    writeColor("color", color, to: &xml)
    xml.raw("</")
    xml.raw(name)
    xml.raw(">")
  }

  private func writeColor(_ name: StaticString, _ color: Color?, to xml: inout XMLWriter) {
    guard let color else { return }
    let digits = String(color.rgb, radix: 16, uppercase: true)
    xml.raw("<")
    xml.raw(name)
    xml.attribute("rgb", "FF" + String(repeating: "0", count: 6 - digits.utf8.count) + digits)
    xml.raw("/>")
  }

  private func write(_ format: Format, to xml: inout XMLWriter) {
    xml.raw("<xf")
    xml.attribute("numFmtId", format.numberFormat)
    xml.attribute("fontId", format.font)
    xml.attribute("fillId", format.fill)
    xml.attribute("borderId", format.border)
    xml.raw(" xfId=\"0\"")
    if format.numberFormat > 0 { xml.raw(" applyNumberFormat=\"1\"") }
    if format.font > 0 { xml.raw(" applyFont=\"1\"") }
    if format.fill > 0 { xml.raw(" applyFill=\"1\"") }
    if format.border > 0 { xml.raw(" applyBorder=\"1\"") }
    let isAligned =
      format.horizontal != .general || format.vertical != .bottom || format.wrapsText
      || format.indent > 0
    if isAligned { xml.raw(" applyAlignment=\"1\"") }
    if !format.isLocked { xml.raw(" applyProtection=\"1\"") }
    guard isAligned || !format.isLocked else { return xml.raw("/>") }
    xml.raw(">")
    if isAligned {
      xml.raw("<alignment")
      if format.horizontal != .general {
        xml.attribute("horizontal", format.horizontal.rawValue)
      }
      if format.vertical != .bottom { xml.attribute("vertical", format.vertical.rawValue) }
      if format.wrapsText { xml.raw(" wrapText=\"1\"") }
      if format.indent > 0 { xml.attribute("indent", min(250, format.indent)) }
      xml.raw("/>")
    }
    if !format.isLocked { xml.raw("<protection locked=\"0\"/>") }
    xml.raw("</xf>")
  }
}
