import SheetModel
import XML

/// What one style says of cells; what it leaves out comes from its parent.
struct StyleDraft {
  var parent: String?
  /// The data style that it names, until it is turned into `numberFormat`.
  var dataStyle: String?
  var numberFormat: String?
  private(set) var fontName: String?
  private var fontSize: Double?
  private var isBold: Bool?
  private var isItalic: Bool?
  private var isUnderlined: Bool?
  private var isStruck: Bool?
  /// The outer nil says nothing, the inner one means automatic.
  private var color: Color??
  private var fill: Color??
  private var left: CellStyle.Line??
  private var right: CellStyle.Line??
  private var top: CellStyle.Line??
  private var bottom: CellStyle.Line??
  private var borderColor: Color??
  private var horizontal: CellStyle.Horizontal?
  private var alignsByValue: Bool?
  private var vertical: CellStyle.Vertical?
  private var wrapsText: Bool?
  private var indent: Int?
  private var isLocked: Bool?

  /// Puts what this style says over what its parents said.
  func apply(to style: inout CellStyle) {
    if let fontName { style.font.name = fontName }
    if let fontSize { style.font.size = fontSize }
    if let isBold { style.font.isBold = isBold }
    if let isItalic { style.font.isItalic = isItalic }
    if let isUnderlined { style.font.isUnderlined = isUnderlined }
    if let isStruck { style.font.isStruck = isStruck }
    if let color { style.font.color = color }
    if let fill { style.fill = fill }
    if let left { style.border.left = left }
    if let right { style.border.right = right }
    if let top { style.border.top = top }
    if let bottom { style.border.bottom = bottom }
    if let borderColor { style.border.color = borderColor }
    if let horizontal { style.horizontal = horizontal }
    if alignsByValue == true { style.horizontal = .general }
    if let vertical { style.vertical = vertical }
    if let wrapsText { style.wrapsText = wrapsText }
    if let indent { style.indent = indent }
    if let numberFormat { style.numberFormat = numberFormat }
    if let isLocked { style.isLocked = isLocked }
  }

  /// Takes over `style:text-properties` (ODF 1.3 part 3, 16.29.29).
  mutating func readText(_ parser: XMLPullParser, fonts: [String: String]) {
    if let name = parser.string(.fontName) {
      fontName = fonts[name] ?? name
    } else if let family = parser.string(.foFontFamily) {
      fontName = Self.unquoted(family)
    }
    if let size = parser.value(.foFontSize)?.points { fontSize = size }
    if let weight = parser.value(.foFontWeight) {
      isBold = weight.equals("bold") || (weight.positiveInteger ?? 0) >= 600
    }
    if let slant = parser.value(.foFontStyle) { isItalic = !slant.equals("normal") }
    if let line = parser.value(.textUnderlineStyle) { isUnderlined = !line.equals("none") }
    if let line = parser.value(.textLineThroughStyle) ?? parser.value(.textLineThroughType) {
      isStruck = !line.equals("none")
    }
    if let value = parser.value(.foColor) { color = .some(value.color) }
    if parser.has(.useWindowFontColor, "true") { color = .some(nil) }
  }

  /// Takes over `style:paragraph-properties`.
  mutating func readParagraph(_ parser: XMLPullParser) {
    if let align = parser.value(.foTextAlign) {
      if align.equals("center") {
        horizontal = .center
      } else if align.equals("end") || align.equals("right") {
        horizontal = .right
      } else if align.equals("justify") {
        horizontal = .justify
      } else {
        horizontal = .left
      }
    }
    // LibreOffice writes an indent step of Excel as 10 points.
    if let margin = parser.value(.foMarginLeft)?.points, margin >= 0, margin < 10_000 {
      indent = Int((margin / 10).rounded())
    }
  }

  /// Takes over `style:table-cell-properties` (ODF 1.3 part 3, 17.18).
  mutating func readCell(_ parser: XMLPullParser) {
    if let value = parser.value(.foBackgroundColor) { fill = .some(value.color) }
    if let source = parser.value(.textAlignSource) { alignsByValue = source.equals("value-type") }
    if let wrap = parser.value(.foWrapOption) { wrapsText = wrap.equals("wrap") }
    if let lock = parser.value(.cellProtect) {
      isLocked = !lock.equals("none") && !lock.equals("formula-hidden")
    }
    if let align = parser.value(.verticalAlign) {
      vertical = align.equals("top") ? .top : align.equals("middle") ? .center : .bottom
    }
    if let border = parser.value(.foBorder) {
      let line = readLine(border)
      left = line
      right = line
      top = line
      bottom = line
    }
    if let border = parser.value(.foBorderLeft) { left = readLine(border) }
    if let border = parser.value(.foBorderRight) { right = readLine(border) }
    if let border = parser.value(.foBorderTop) { top = readLine(border) }
    if let border = parser.value(.foBorderBottom) { bottom = readLine(border) }
  }

  /// A border such as `0.74pt solid #000000`; its colour is kept for all edges.
  private mutating func readLine(_ border: UnsafeRawBufferPointer) -> CellStyle.Line? {
    var width = 0.75
    var kind: CellStyle.Line?
    var isSolid = false
    for word in border.split(separator: 0x20) {
      let word = UnsafeRawBufferPointer(rebasing: word)
      if word.equals("none") || word.equals("hidden") { return nil }
      if word.first == UInt8(ascii: "#") {
        // ODF has no automatic colour of lines: programs write black for it.
        borderColor = .some(word.color?.rgb == 0 ? nil : word.color)
      } else if let points = word.points {
        width = points
      } else if word.equals("medium") {
        width = 1.75
      } else if word.equals("thick") {
        width = 2.5
      } else if word.equals("solid") {
        isSolid = true
      } else if word.starts(with: "dotted".utf8) {
        kind = .dotted
      } else if word.starts(with: "double".utf8) {
        kind = .double
      } else if !word.equals("thin") {
        kind = .dashed
      }
    }
    guard isSolid || kind == nil else { return kind }
    return width >= 2.4 ? .thick : width >= 1.7 ? .medium : width >= 0.3 ? .thin : .hair
  }

  /// A family name without quotes, and without the fallbacks behind it.
  static func unquoted(_ family: String) -> String {
    let first = family.split(separator: ",").first ?? ""
    return String(
      first.drop { $0 == " " || $0 == "'" || $0 == "\"" }.prefix { $0 != "'" && $0 != "\"" })
  }
}
