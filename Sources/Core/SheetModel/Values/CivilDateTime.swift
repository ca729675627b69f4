/// A calendar date and time of day, proleptic Gregorian, without any time zone.
///
/// All arithmetic is on integers: a serial passes through no time zone and no floating-point
/// seconds, so no date moves by a day and no midnight becomes 23:59:59.
public struct CivilDateTime: Hashable, Comparable, Sendable {
  /// The year, 1 to 9999 in files that are read.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, 1 to 31.
  public var day: Int
  /// Milliseconds since midnight, 0 to 86,399,999.
  public var millisecondOfDay: Int

  /// A date from its parts; nil for a day that is in no calendar.
  public init?(year: Int, month: Int, day: Int, millisecondOfDay: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, of: year), (0..<86_400_000).contains(millisecondOfDay)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.millisecondOfDay = millisecondOfDay
  }

  /// The date a number of milliseconds after 1970-01-01 00:00.
  package init(milliseconds: Int64) {
    let day = Int(milliseconds.floorDivided(by: 86_400_000))
    let rest = Int(milliseconds % 86_400_000)
    millisecondOfDay = rest < 0 ? rest + 86_400_000 : rest
    // Days to civil date over 400-year eras of 146,097 days, years beginning in March.
    let shifted = day + 719_468
    let era = Int64(shifted).floorDivided(by: 146_097)
    let dayOfEra = shifted - Int(era) * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
  }

  /// Milliseconds since 1970-01-01 00:00.
  package var milliseconds: Int64 {
    Int64(dayNumber) * 86_400_000 + Int64(millisecondOfDay)
  }

  /// Days since 1970-01-01.
  public var dayNumber: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = Int(Int64(marchYear).floorDivided(by: 400))
    let yearOfEra = marchYear - era * 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      - 719_468
  }

  /// The number of days of a month.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Earlier before later.
  public static func < (a: CivilDateTime, b: CivilDateTime) -> Bool {
    a.milliseconds < b.milliseconds
  }
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
