/// A day of the Gregorian calendar, without a time or a time zone.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year, month and day from the high bits to the low ones: days compare as these numbers do, and a
  /// table of all units of the country holds a hundred thousand of them.
  @usableFromInline let packed: UInt32

  /// The year.
  @inlinable public var year: Int { Int(packed >> 9) }
  /// The month, 1 to 12.
  @inlinable public var month: Int { Int(packed >> 5 & 0xF) }
  /// The day of the month, 1 to 31.
  @inlinable public var day: Int { Int(packed & 0x1F) }

  /// A day from its parts; nil for a day that is in no calendar.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, of: year)
    else { return nil }
    self.init(checkedYear: year, month: month, day: day)
  }

  /// Reads `2025-07-01`.
  @inlinable public init?(_ text: some StringProtocol) {
    var number = 0
    var place = 0
    for byte in text.utf8 {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard place < 10, (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 0x30)
      }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  init(checkedYear year: Int, month: Int, day: Int) {
    packed = UInt32(truncatingIfNeeded: year << 9 | month << 5 | day)
  }

  /// The number of days of a month.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day before; nil before the first day of the calendar.
  public var previous: CalendarDate? {
    if day > 1 { return CalendarDate(checkedYear: year, month: month, day: day - 1) }
    let before = month > 1 ? (year: year, month: month - 1) : (year: year - 1, month: 12)
    return CalendarDate(
      year: before.year, month: before.month,
      day: Self.daysIn(month: before.month, of: before.year))
  }

  /// The day after; nil behind the last day of the year 9999.
  public var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? (month < 12
        ? CalendarDate(year: year, month: month + 1, day: 1)
        : CalendarDate(year: year + 1, month: 1, day: 1))
  }

  /// Whole years from this birth date to a day, as an age is counted.
  public func age(on date: CalendarDate) -> Int {
    let hadBirthday = (date.month, date.day) >= (month, day)
    return date.year - year - (hadBirthday ? 0 : 1)
  }

  /// The first birth date of those who have not reached an age on this day; 29 February is kept
  /// whole by counting from the day before.
  public func firstBirthDate(underAge years: Int) -> CalendarDate? {
    let year = self.year - min(max(years, 0), 200)
    guard (1...9999).contains(year) else { return nil }
    let days = Self.daysIn(month: month, of: year)
    if day < days { return CalendarDate(year: year, month: month, day: day + 1) }
    return month < 12
      ? CalendarDate(year: year, month: month + 1, day: 1)
      : CalendarDate(year: year + 1, month: 1, day: 1)
  }

  /// `2025-07-01`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `01/07/2025`, as Vietnamese documents write it.
  public var vietnamese: String {
    let parts = description.split(separator: "-")
    return parts.reversed().joined(separator: "/")
  }

  /// Earlier before later.
  @inlinable public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    a.packed < b.packed
  }
}
