import SheetModel

/// The typography of forms: Times New Roman in black, thin rules, pale fills.
enum FormStyles {
  /// The pale yellow of cells that officers fill.
  static let inputFill = Color(rgb: 0xFFFBE0)
  /// The pale grey of cells that do not apply.
  static let closedFill = Color(rgb: 0xEDEDED)
  /// The pale grey-blue of the table's head.
  static let headFill = Color(rgb: 0xE9EEF4)
  /// The grey of the sign `x`.
  static let closedText = Color(rgb: 0x7F7F7F)

  /// Size of the table's texts in points.
  static let bodySize = 11.0
  /// Size of notes and of the smaller lines of the header.
  static let smallSize = 10.0
  /// Size of the title.
  static let titleSize = 14.0

  // MARK: Above and below the table

  /// A line of the header block or of a note.
  static func line(
    _ horizontal: CellStyle.Horizontal, size: Double = smallSize, bold: Bool = false,
    italic: Bool = false, vertical: CellStyle.Vertical = .top
  ) -> CellStyle {
    var style = CellStyle()
    style.font.size = size
    style.font.isBold = bold
    style.font.isItalic = italic
    style.horizontal = horizontal
    style.vertical = vertical
    style.wrapsText = true
    return style
  }

  /// The form's title.
  static var title: CellStyle {
    line(.center, size: titleSize, bold: true, vertical: .center)
  }

  // MARK: The table

  private static func cell(_ horizontal: CellStyle.Horizontal) -> CellStyle {
    var style = CellStyle()
    style.font.size = bodySize
    style.border = .box(.thin)
    style.horizontal = horizontal
    style.vertical = .center
    style.wrapsText = true
    return style
  }

  /// A cell of the head.
  static var head: CellStyle {
    var style = cell(.center)
    style.font.isBold = true
    style.fill = headFill
    return style
  }

  /// A cell of the row of column marks.
  static var mark: CellStyle {
    var style = cell(.center)
    style.font.size = smallSize
    style.font.isItalic = true
    style.numberFormat = "@"
    return style
  }

  /// A label, code, unit or ordinal; always text.
  static func stub(
    _ horizontal: CellStyle.Horizontal, indent: Int = 0, bold: Bool = false
  ) -> CellStyle {
    var style = cell(horizontal)
    style.indent = indent
    style.font.isBold = bold
    style.numberFormat = "@"
    return style
  }

  /// A cell that the officer fills with a figure.
  static func input(decimals: Int) -> CellStyle {
    var style = figure(decimals: decimals)
    style.fill = inputFill
    style.isLocked = false
    return style
  }

  /// A cell that the form computes.
  static func computed(decimals: Int) -> CellStyle {
    var style = figure(decimals: decimals)
    style.font.isBold = true
    return style
  }

  /// A cell that does not apply.
  static var closed: CellStyle {
    var style = cell(.center)
    style.fill = closedFill
    style.font.color = closedText
    return style
  }

  /// A cell that the officer fills with text, a date or a whole number of a register.
  static func entry(
    _ horizontal: CellStyle.Horizontal, numberFormat: String = "@"
  ) -> CellStyle {
    var style = cell(horizontal)
    style.numberFormat = numberFormat
    style.fill = inputFill
    style.isLocked = false
    return style
  }

  private static func figure(decimals: Int) -> CellStyle {
    var style = cell(.right)
    style.wrapsText = false
    style.numberFormat =
      decimals > 0 ? "0." + String(repeating: "0", count: min(decimals, 12)) : "#,##0"
    return style
  }
}
