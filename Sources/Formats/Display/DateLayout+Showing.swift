import NumberCodes
import SheetModel

extension DateLayout {
  /// Appends a moment, whose time must be rounded to `step`.
  func append(_ moment: Moment, to bytes: inout [UInt8]) {
    if moment.isNegative { bytes.append(UInt8(ascii: "-")) }
    let hour = Int(moment.time / 3_600_000)
    for piece in pieces {
      switch piece {
      case .literal(let text): bytes.append(contentsOf: text)
      case .year(let count): Self.append(year: moment.year, count, to: &bytes)
      case .buddhistYear(let count): Self.append(year: moment.year + 543, count, to: &bytes)
      case .month(let count): append(month: moment.month, count, to: &bytes)
      case .day(let count): append(day: moment, count, to: &bytes)
      case .hour(let count):
        Self.append(hasHalfDay ? (hour + 11) % 12 + 1 : hour, min(count, 2), to: &bytes)
      case .minute(let count):
        Self.append(Int(moment.time / 60_000 % 60), min(count, 2), to: &bytes)
      case .second(let count):
        Self.append(Int(moment.time / 1000 % 60), min(count, 2), to: &bytes)
      case .elapsed(let part, let count):
        Self.append(Int(moment.total / Self.unit(part)), count, to: &bytes)
      case .secondDecimals(let count, let own):
        bytes.append(own ?? mark)
        var text: [UInt8] = []
        Self.append(Int(moment.time % 1000), 3, to: &text)
        bytes.append(contentsOf: text.prefix(count))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, count - 3)))
      case .halfDay(let isShort):
        let name = hour < 12 ? names.morning : names.afternoon
        bytes.append(contentsOf: isShort ? Array(name.utf8.prefix(1)) : Array(name.utf8))
      }
    }
  }

  private static func unit(_ part: NumberDatePart) -> Int64 {
    switch part {
    case .hour: 3_600_000
    case .minute: 60_000
    default: 1000
    }
  }

  private static func append(year: Int, _ count: Int, to bytes: inout [UInt8]) {
    if count <= 2 { append(year % 100, 2, to: &bytes) } else { append(year, 4, to: &bytes) }
  }

  private func append(month: Int, _ count: Int, to bytes: inout [UInt8]) {
    guard (1...12).contains(month) else { return }
    switch count {
    case 1, 2: Self.append(month, count, to: &bytes)
    case 3: bytes.append(contentsOf: names.shortMonths[month - 1].utf8)
    case 5: bytes.append(contentsOf: names.months[month - 1].utf8.prefix(1))
    default: bytes.append(contentsOf: names.months[month - 1].utf8)
    }
  }

  private func append(day moment: Moment, _ count: Int, to bytes: inout [UInt8]) {
    switch count {
    case 1, 2: Self.append(moment.day, count, to: &bytes)
    case 3: bytes.append(contentsOf: names.shortDays[moment.weekday].utf8)
    default: bytes.append(contentsOf: names.days[moment.weekday].utf8)
    }
  }

  private static func append(_ number: Int, _ digits: Int, to bytes: inout [UInt8]) {
    let text = String(number.magnitude).utf8
    bytes.append(
      contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, digits - text.count)))
    bytes.append(contentsOf: text)
  }
}
