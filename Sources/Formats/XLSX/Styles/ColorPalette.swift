import SheetModel
import XML

/// The colours that styles name by theme or index (ECMA-376 Part 1, 18.8.19, 18.8.27, 20.1.6.2).
struct ColorPalette {
  /// By theme index: light 1, dark 1, light 2, dark 2, the accents, the hyperlinks.
  private var theme: [Color?] = []
  private var indexed = IndexedColors.standard

  /// The palette of a workbook without a theme.
  init() {}

  /// Takes over the theme part's colours.
  mutating func readTheme(_ path: String, in parts: PackageParts) throws(WorkbookError) {
    var scheme: [PartName: Color] = [:]
    let parser = try parts.parser(path, Self.names, .partly)
    do {
      var slot = PartName.other
      while true {
        let event = try parser.next()
        if event == .endOfDocument { break }
        if event == .end, parser.part == .clrScheme {
          // What follows the colours is no concern of cells, unless the part is damaged.
          try parser.skipRest()
          break
        }
        guard event == .start else { continue }
        switch parser.part {
        case .srgbClr where slot != .other:
          scheme[slot] = parser.value(.val).flatMap(Self.color)
          slot = .other
        case .sysClr where slot != .other:
          scheme[slot] = parser.value(.lastClr).flatMap(Self.color)
          slot = .other
        case let name where Self.order.contains(name): slot = name
        default: slot = .other
        }
      }
    } catch { throw error.located(in: Place(part: path)) }
    theme = Self.order.map { scheme[$0] }
  }

  /// Replaces the indexed colours by the workbook's own.
  mutating func setIndexed(_ colors: [Color]) { indexed = colors }

  /// The colour of the element at which the parser stands; nil is automatic or unknown.
  func color(at parser: XMLPullParser) -> Color? {
    if let text = parser.value(.rgb) { return Self.color(text) }
    if let index = parser.integer(.theme), theme.indices.contains(index), let base = theme[index] {
      return base.tinted(by: parser.number(.tint) ?? 0)
    }
    if let index = parser.integer(.indexed), indexed.indices.contains(index) {
      return indexed[index]
    }
    return nil
  }

  /// A colour from `RRGGBB` or `AARRGGBB`; what the alpha says is ignored, as Excel does.
  static func color(_ text: String) -> Color? {
    guard text.utf8.count == 6 || text.utf8.count == 8, let value = UInt32(text, radix: 16)
    else { return nil }
    return Color(rgb: value)
  }

  private static let order: [PartName] = [
    .lt1, .dk1, .lt2, .dk2, .accent1, .accent2, .accent3, .accent4, .accent5, .accent6, .hlink,
    .folHlink,
  ]

  private static let names: XMLNames = {
    var names = XMLNames()
    let drawing = [
      "http://schemas.openxmlformats.org/drawingml/2006/main",
      "http://purl.oclc.org/ooxml/drawingml/main",
    ]
    let elements: [(PartName, StaticString)] = [
      (.clrScheme, "clrScheme"), (.dk1, "dk1"), (.lt1, "lt1"), (.dk2, "dk2"), (.lt2, "lt2"),
      (.accent1, "accent1"),
      (.accent2, "accent2"), (.accent3, "accent3"), (.accent4, "accent4"), (.accent5, "accent5"),
      (.accent6, "accent6"), (.hlink, "hlink"), (.folHlink, "folHlink"), (.srgbClr, "srgbClr"),
      (.sysClr, "sysClr"),
    ]
    for (id, localName) in elements { names.add(id.rawValue, localName, in: drawing) }
    names.add(PartName.val.rawValue, "val", in: [""])
    names.add(PartName.lastClr.rawValue, "lastClr", in: [""])
    return names
  }()
}

extension Color {
  /// The colour lightened (above 0) or darkened (below 0) in its luminance, from -1 to 1.
  ///
  /// ECMA-376 Part 1, 18.8.19: hue and saturation stay, the luminance moves.
  func tinted(by tint: Double) -> Color {
    guard tint != 0, tint >= -1, tint <= 1 else { return self }
    let parts = [16, 8, 0].map { Double((rgb >> UInt32($0)) & 0xFF) / 255 }
    let high = max(parts[0], parts[1], parts[2])
    let low = min(parts[0], parts[1], parts[2])
    let old = (high + low) / 2
    let new = tint < 0 ? old * (1 + tint) : old * (1 - tint) + tint
    let saturation = high == low ? 0 : (high - low) / (1 - abs(2 * old - 1))
    let chroma = (1 - abs(2 * new - 1)) * saturation
    var value: UInt32 = 0
    for part in parts {
      let position = high == low ? 0 : (part - low) / (high - low)
      let moved = new - chroma / 2 + chroma * position
      value = value << 8 | UInt32(max(0, min(255, (moved * 255).rounded())))
    }
    return Color(rgb: value)
  }
}
