import SheetModel

/// The fonts, number formats and cell formats of an old binary workbook being written.
struct XLSStyles {
  private var fonts: [CellStyle.Font] = []
  private var formats: [String] = []
  private var cellFormats: [CellStyle] = []
  private var indexes: [CellStyle: Int] = [:]
  private let options: XLSWriteOptions

  /// Cell formats before this one are those of styles ([MS-XLS] 2.4.353).
  private static let firstCellFormat = 15
  private static let firstFormat = 164

  init(default style: CellStyle, _ options: XLSWriteOptions) {
    self.options = options
    // Files have four fonts at least, for there is no font 4.
    fonts = Array(repeating: style.font, count: 4)
    _ = cellFormat(of: style)
  }

  /// The index of a font, added if it is new.
  mutating func font(_ font: CellStyle.Font) -> Int {
    let place: Int
    if let known = fonts.firstIndex(of: font) {
      place = known
    } else {
      fonts.append(font)
      place = fonts.count - 1
    }
    return place < 4 ? place : place + 1
  }

  /// The index of a cell format, added if it is new; the default's is 15.
  mutating func cellFormat(of style: CellStyle) -> Int {
    if let index = indexes[style] { return index }
    _ = font(style.font)
    _ = format(style.numberFormat)
    cellFormats.append(style)
    let index = Self.firstCellFormat + cellFormats.count - 1
    indexes[style] = index
    return index
  }

  private mutating func format(_ code: String) -> Int {
    if let known = BuiltinNumberFormats.id(code) { return known }
    if let index = formats.firstIndex(of: code) { return Self.firstFormat + index }
    formats.append(code)
    return Self.firstFormat + formats.count - 1
  }

  /// Adds the records of all that was asked for, in the order that Excel has them.
  mutating func write(to records: inout XLSRecords) {
    for font in fonts { write(font, to: &records) }
    for (index, code) in formats.enumerated() {
      records.add(0x041E) { record in
        record.append16(Self.firstFormat + index)
        record.append(XLSText.short(code, lengthBytes: options.isBIFF5 ? 1 : 2, options))
      }
    }
    guard let first = cellFormats.first else { return }
    for _ in 0..<Self.firstCellFormat { write(first, isStyle: true, to: &records) }
    for style in cellFormats { write(style, isStyle: false, to: &records) }
    records.add(0x0293) { record in
      record.append16(0x8000)
      record.append8(0)
      record.append8(0xFF)
    }
  }

  private func write(_ font: CellStyle.Font, to records: inout XLSRecords) {
    records.add(0x0031) { record in
      record.append16(Int((font.size * 20).rounded()))
      record.append16((font.isItalic ? 2 : 0) | (font.isStruck ? 8 : 0))
      record.append16(font.color.map(Self.nearest) ?? 0x7FFF)
      record.append16(font.isBold ? 700 : 400)
      record.append16(0)
      record.append8(font.isUnderlined ? 1 : 0)
      record.append8(0)
      record.append8(0)
      record.append8(0)
      record.append(XLSText.short(font.name, lengthBytes: 1, options))
    }
  }

  private mutating func write(
    _ style: CellStyle, isStyle: Bool, to records: inout XLSRecords
  ) {
    let font = font(style.font)
    let format = format(style.numberFormat)
    let horizontal = [.general, .left, .center, .right].firstIndex(of: style.horizontal) ?? 5
    let vertical = [.top, .center, .bottom].firstIndex(of: style.vertical) ?? 2
    let fill = style.fill.map(Self.nearest)
    let border = style.border
    let lines = [border.left, border.right, border.top, border.bottom].map(Self.line)
    let color = border.color.map(Self.nearest) ?? 0x40
    let isBIFF5 = options.isBIFF5
    records.add(0x00E0) { record in
      record.append16(font)
      record.append16(format)
      record.append16((style.isLocked ? 1 : 0) | (isStyle ? 0xFFF4 : 0))
      record.append8(horizontal | (style.wrapsText ? 8 : 0) | vertical << 4)
      if isBIFF5 {
        record.append8(isStyle ? 0 : 0xFC)
        let pattern = fill == nil ? 0 : 1
        let area = (fill ?? 0x40) | 0x41 << 7 | pattern << 16
        record.append32(area | (lines[3] & 7) << 22 | color << 25)
        record.append32(
          lines[2] & 7 | (lines[0] & 7) << 3 | (lines[1] & 7) << 6 | color << 9 | color << 16
            | color << 23)
      } else {
        record.append8(0)
        record.append8(min(15, style.indent))
        record.append8(isStyle ? 0 : 0xFC)
        record.append32(
          lines[0] | lines[1] << 4 | lines[2] << 8 | lines[3] << 12 | color << 16 | color << 23)
        record.append32(color | color << 7 | (fill == nil ? 0 : 1) << 26)
        record.append16((fill ?? 0x40) | 0x41 << 7)
      }
    }
  }

  private static func line(_ line: CellStyle.Line?) -> Int {
    switch line {
    case nil: 0
    case .thin: 1
    case .medium: 2
    case .dashed: 3
    case .dotted: 4
    case .thick: 5
    case .double: 6
    case .hair: 7
    }
  }

  /// The index of the colour that comes nearest among those that workbooks have anyway.
  private static func nearest(_ color: Color) -> Int {
    func distance(_ other: Color) -> Int {
      [16, 8, 0].reduce(0) { sum, shift in
        let a = Int((color.rgb >> UInt32(shift)) & 0xFF)
        let b = Int((other.rgb >> UInt32(shift)) & 0xFF)
        return sum + (a - b) * (a - b)
      }
    }
    let colors = IndexedColors.standard
    return (8..<64).min { distance(colors[$0]) < distance(colors[$1]) } ?? 8
  }
}
