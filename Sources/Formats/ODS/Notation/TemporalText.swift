import SheetModel

/// Dates, times and durations as OpenDocument writes them (ISO 8601; ODF 1.3 part 3, 18.2).
enum TemporalText {
  /// A date, with or without a time of day, as milliseconds since 1970-01-01.
  ///
  /// A time zone at the end is set aside: a cell's date is what stands there. Fractions of a
  /// second are rounded to the millisecond. Nil for a day that is in no calendar.
  static func date(_ raw: UnsafeRawBufferPointer) -> (milliseconds: Int64, hasTime: Bool)? {
    var digits = DigitScanner(raw)
    guard let year = digits.number(atLeast: 4), digits.take("-"), let month = digits.number(),
      digits.take("-"), let day = digits.number(),
      let date = CivilDateTime(
        year: Int(clamping: year), month: Int(clamping: month), day: Int(clamping: day))
    else { return nil }
    if digits.isAtEnd { return (date.milliseconds, false) }
    guard digits.take("T") || digits.take(" ") else {
      return digits.takesZone() ? (date.milliseconds, false) : nil
    }
    guard let hour = digits.number(), digits.take(":"), let minute = digits.number(),
      hour <= 24, minute < 60
    else { return nil }
    var milliseconds: Int64 = 0
    if digits.take(":") {
      guard let seconds = digits.milliseconds(), seconds <= 60_000 else { return nil }
      milliseconds = seconds
    }
    guard digits.isAtEnd || digits.takesZone() else { return nil }
    milliseconds += (hour * 60 + minute) * 60_000
    guard milliseconds <= 86_400_000 else { return nil }
    let total = date.milliseconds + milliseconds
    return total < endOfTime ? (total, true) : nil
  }

  /// A duration such as `-PT26H05M07.5S` in milliseconds; also a plain `10:30:00`.
  ///
  /// Nil for years and months, which are no fixed time, and beyond 10,000 years.
  static func duration(_ raw: UnsafeRawBufferPointer) -> Int64? {
    var digits = DigitScanner(raw)
    let isNegative = digits.take("-")
    var total: Int64 = 0
    guard digits.take("P") else {
      guard let hour = digits.number(), digits.take(":"), let minute = digits.number()
      else { return nil }
      total = min(hour, largestCount) * 3_600_000 + min(minute, largestCount) * 60_000
      if digits.take(":") {
        guard let seconds = digits.milliseconds() else { return nil }
        total += seconds
      }
      guard digits.isAtEnd else { return nil }
      return isNegative ? -total : total
    }
    var isTime = false
    var pieces = 0
    while !digits.isAtEnd {
      if !isTime, digits.take("T") {
        isTime = true
        continue
      }
      guard let amount = digits.milliseconds(), amount <= largestCount * 1000, pieces < 4
      else { return nil }
      pieces += 1
      if !isTime, digits.take("D") {
        total += amount * 86_400
      } else if isTime, digits.take("H") {
        total += amount * 3600
      } else if isTime, digits.take("M") {
        total += amount * 60
      } else if isTime, digits.take("S") {
        total += amount
      } else {
        return nil
      }
    }
    return pieces == 0 ? nil : isNegative ? -total : total
  }

  /// 10000-01-01, after the last day of any calendar cell.
  private static let endOfTime: Int64 = 253_402_300_800_000
  /// The largest count of one unit: with days it still fits 64 bits by far.
  private static let largestCount: Int64 = 100_000_000
}
