import SheetModel

/// Shows the cells of a workbook as people see them in a wide enough column.
///
/// Each style's format is read when its first cell comes. Texts pass through the text section of
/// their format, truth values too (`TRUE`, `FALSE`); errors are shown as they are; a blank shows
/// nothing. A date under a number format shows its serial, a number under a date format its day.
public struct CellDisplay: Sendable {
  private let styles: StyleTable
  private let system: DateSystem
  private let locale: DisplayLocale
  private var formats: [DisplayFormat?]

  /// For the styles and the date system of a workbook.
  public init(styles: StyleTable, dateSystem: DateSystem, locale: DisplayLocale) {
    self.styles = styles
    system = dateSystem
    self.locale = locale
    formats = Array(repeating: nil, count: styles.styles.count)
  }

  /// The cell as it is shown.
  public mutating func text(of cell: Cell, in row: borrowing Row) -> String {
    var bytes: [UInt8] = []
    append(cell, of: row, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the cell as it is shown, as UTF-8.
  package mutating func append(_ cell: Cell, of row: borrowing Row, to bytes: inout [UInt8]) {
    if cell.kind == .blank { return }
    let text = row.bytes[row.range(cell.text)]
    let format = format(ofStyle: cell.style)
    switch cell.kind {
    case .blank: break
    case .text: format.append(text: text, to: &bytes)
    case .error: bytes.append(contentsOf: text)
    case .boolean:
      format.append(text: (cell.scalar != 0 ? "TRUE" : "FALSE").utf8, to: &bytes)
    case .number: format.append(digits: text, system, to: &bytes)
    case .date, .dateTime:
      format.append(date: CivilDateTime(milliseconds: cell.scalar), system, to: &bytes)
    case .time: format.append(time: cell.scalar, system, to: &bytes)
    }
  }

  private mutating func format(ofStyle style: Int) -> DisplayFormat {
    let known = formats.indices.contains(style) ? style : 0
    if let format = formats[known] { return format }
    let format = DisplayFormat(styles[known].numberFormat, locale: locale)
    formats[known] = format
    return format
  }
}
