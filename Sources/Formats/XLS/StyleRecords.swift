import SheetModel

/// The fonts of a workbook by the indexes that cells and runs have.
struct FontTable: Sendable {
  private(set) var fonts: [CellStyle.Font] = []

  mutating func append(_ font: CellStyle.Font) { fonts.append(font) }

  /// A font by its index: there is no font 4 ([MS-XLS] 2.5.129).
  subscript(index: Int) -> CellStyle.Font? {
    let place = index > 4 ? index - 1 : index
    return fonts.indices.contains(place) ? fonts[place] : nil
  }

  /// The family name of a font; empty for one that is not there, which is the cell's own.
  func name(_ index: Int) -> String { self[index]?.name ?? "" }
}

/// FONT, FORMAT, XF and PALETTE records, put together to styles at the end of the globals.
struct StyleRecords {
  private(set) var fonts = FontTable()
  /// The colours of the fonts by their indexes; the palette comes behind the fonts.
  private var fontColors: [Int] = []
  private var formats: [Int: String] = [:]
  private var cellFormats: [CellFormatRecord] = []
  private var colors = IndexedColors.standard

  /// The most of a kind; Excel holds 4,096 cell formats.
  private static let most = 65_536

  /// Takes a record; one that is none of these is passed over.
  mutating func take(
    _ type: UInt16, _ raw: UnsafeRawBufferPointer, _ text: BIFFText
  ) throws(WorkbookError) {
    switch type {
    case RecordType.font: takeFont(raw, text)
    case RecordType.format:
      guard raw.count >= 3 else { return }
      let code = text.short(raw, at: 2, lengthBytes: text.isUnicode ? 2 : 1)
      // Excel holds 255 characters.
      if code.utf8.count <= 1024 { formats[raw.u16(0)] = code }
    case RecordType.cellFormat:
      cellFormats.append(CellFormatRecord(raw, isBIFF8: text.isUnicode))
    case RecordType.palette:
      for index in 0..<min(raw.u16(0), 56) where raw.count >= 6 + index * 4 {
        let value = raw.u32(2 + index * 4)
        // The bytes are red, green, blue.
        colors[8 + index] = Color(
          rgb: (value & 0xFF) << 16 | value & 0xFF00 | (value >> 16) & 0xFF)
      }
    default: return
    }
    guard cellFormats.count <= Self.most, fonts.fonts.count <= Self.most else {
      throw WorkbookError(.malformedValue, found: "more than 65536 styles")
    }
  }

  private mutating func takeFont(_ raw: UnsafeRawBufferPointer, _ text: BIFFText) {
    var font = CellStyle.Font()
    let size = Double(raw.u16(0)) / 20
    if size >= 1, size <= 409 { font.size = size }
    let flags = raw.u16(2)
    font.isItalic = flags & 0x02 != 0
    font.isStruck = flags & 0x08 != 0
    font.isBold = raw.u16(6) >= 600
    font.isUnderlined = raw.u8(10) != 0
    let name = text.short(raw, at: 14, lengthBytes: 1)
    if !name.isEmpty { font.name = name }
    fonts.append(font)
    fontColors.append(raw.u16(4))
  }

  /// A colour by its index; the system's colours, from 64 on, are automatic.
  private func color(_ index: Int) -> Color? {
    colors.indices.contains(index) ? colors[index] : nil
  }

  /// The styles, each once, and the style of each cell format.
  ///
  /// Cells without a record have format 15 ([MS-XLS] 2.4.353), which is the default.
  func table() -> (styles: StyleTable, indexes: [Int]) {
    guard let first = cellFormats.first else { return (StyleTable(), []) }
    let standard = cellFormats.count > 15 ? cellFormats[15] : first
    var table = StyleTable(default: style(standard))
    let indexes = cellFormats.map { table.index(of: style($0)) }
    return (table, indexes)
  }

  private func style(_ record: CellFormatRecord) -> CellStyle {
    var style = CellStyle()
    if let font = fonts[record.font] {
      style.font = font
      style.font.color = color(fontColors[record.font > 4 ? record.font - 1 : record.font])
    }
    style.numberFormat =
      formats[record.format] ?? BuiltinNumberFormats.code(record.format) ?? "General"
    if record.pattern == 1 { style.fill = color(record.foreground) }
    style.border.left = CellFormatRecord.line(record.left)
    style.border.right = CellFormatRecord.line(record.right)
    style.border.top = CellFormatRecord.line(record.top)
    style.border.bottom = CellFormatRecord.line(record.bottom)
    if style.border != CellStyle.Border() { style.border.color = color(record.borderColor) }
    style.horizontal = CellFormatRecord.horizontal(record.horizontal)
    style.vertical = CellFormatRecord.vertical(record.vertical)
    style.wrapsText = record.wrapsText
    style.indent = record.indent
    style.isLocked = record.isLocked
    return style
  }
}

/// The fields of an XF record ([MS-XLS] 2.4.353, and as BIFF5 has it).
struct CellFormatRecord {
  let font: Int
  let format: Int
  let isLocked: Bool
  let horizontal: Int
  let vertical: Int
  let wrapsText: Bool
  let indent: Int
  let pattern: Int
  let foreground: Int
  let left: Int
  let right: Int
  let top: Int
  let bottom: Int
  let borderColor: Int

  init(_ raw: UnsafeRawBufferPointer, isBIFF8: Bool) {
    font = raw.u16(0)
    format = raw.u16(2)
    isLocked = raw.u16(4) & 1 != 0
    horizontal = raw.u8(6) & 7
    wrapsText = raw.u8(6) & 8 != 0
    vertical = (raw.u8(6) >> 4) & 7
    if isBIFF8 {
      indent = raw.u8(8) & 15
      let lines = raw.u32(10)
      left = Int(lines & 15)
      right = Int((lines >> 4) & 15)
      top = Int((lines >> 8) & 15)
      bottom = Int((lines >> 12) & 15)
      borderColor = Int((lines >> 16) & 127)
      pattern = Int(raw.u32(14) >> 26)
      foreground = raw.u16(18) & 127
    } else {
      indent = 0
      let area = raw.u32(8)
      let lines = raw.u32(12)
      foreground = Int(area & 127)
      pattern = Int((area >> 16) & 63)
      bottom = Int((area >> 22) & 7)
      top = Int(lines & 7)
      left = Int((lines >> 3) & 7)
      right = Int((lines >> 6) & 7)
      borderColor = Int((lines >> 16) & 127)
    }
  }

  /// The line of a number ([MS-XLS] 2.5.16); those that are not told apart take the nearest.
  static func line(_ number: Int) -> CellStyle.Line? {
    switch number {
    case 1: .thin
    case 2: .medium
    case 3, 8, 9, 10, 13: .dashed
    case 4, 11, 12: .dotted
    case 5: .thick
    case 6: .double
    case 7: .hair
    default: nil
    }
  }

  static func horizontal(_ number: Int) -> CellStyle.Horizontal {
    switch number {
    case 1, 4: .left
    case 2, 6: .center
    case 3: .right
    case 5, 7: .justify
    default: .general
    }
  }

  static func vertical(_ number: Int) -> CellStyle.Vertical {
    switch number {
    case 0, 3: .top
    case 1, 4: .center
    default: .bottom
    }
  }
}
