/// Cells as plain text, the same in every output that is made of text: CSV, JSON Lines, messages.
///
/// Numbers keep the digits of their row. Dates are ISO 8601 (`2024-05-10`,
/// `2024-05-10T14:40:00`), times and durations `[-]hh:mm:ss` with as many hour digits as needed;
/// milliseconds follow only where they are not zero. Truth values are `TRUE` and `FALSE`, errors
/// their own text, a formula its value, a blank nothing.
public enum CellText {
  /// The text of a cell.
  public static func string(_ cell: Cell, of row: borrowing Row) -> String {
    var bytes: [UInt8] = []
    append(cell, of: row, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text of a cell as UTF-8.
  package static func append(_ cell: Cell, of row: borrowing Row, to bytes: inout [UInt8]) {
    switch cell.kind {
    case .blank: break
    case .text, .number, .error: bytes.append(contentsOf: row.bytes[row.range(cell.text)])
    case .boolean, .date, .dateTime, .time: append(scalar: cell, to: &bytes)
    }
  }

  /// Appends the text of a cell whose value is no text of the row; nothing for other kinds.
  package static func append(scalar cell: Cell, to bytes: inout [UInt8]) {
    switch cell.kind {
    case .boolean: bytes.append(contentsOf: (cell.scalar != 0 ? "TRUE" : "FALSE").utf8)
    case .date: append(date: CivilDateTime(milliseconds: cell.scalar), to: &bytes)
    case .dateTime:
      let date = CivilDateTime(milliseconds: cell.scalar)
      append(date: date, to: &bytes)
      bytes.append(UInt8(ascii: "T"))
      append(time: UInt64(date.millisecondOfDay), to: &bytes)
    case .time:
      if cell.scalar < 0 { bytes.append(UInt8(ascii: "-")) }
      append(time: cell.scalar.magnitude, to: &bytes)
    case .blank, .text, .number, .error: break
    }
  }

  private static func append(date: CivilDateTime, to bytes: inout [UInt8]) {
    if date.year < 0 { bytes.append(UInt8(ascii: "-")) }
    append(UInt64(date.year.magnitude), digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(UInt64(date.month.magnitude), digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(UInt64(date.day.magnitude), digits: 2, to: &bytes)
  }

  private static func append(time: UInt64, to bytes: inout [UInt8]) {
    append(time / 3_600_000, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(time / 60_000 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(time / 1000 % 60, digits: 2, to: &bytes)
    guard time % 1000 != 0 else { return }
    bytes.append(UInt8(ascii: "."))
    append(time % 1000, digits: 3, to: &bytes)
  }

  /// Appends a number with at least so many digits.
  private static func append(_ number: UInt64, digits: Int, to bytes: inout [UInt8]) {
    var power: UInt64 = 1
    for _ in 1..<digits { power *= 10 }
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
}
