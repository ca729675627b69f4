/// How a workbook counts days: from 1900 (with a 29 February that never was) or from 1904.
///
/// ECMA-376 Part 1, 18.17.4.1 (date conversion for serial values).
public enum DateSystem: Sendable {
  /// Serial 1 is 1900-01-01, serial 60 is no day, serial 61 is 1900-03-01.
  case excel1900
  /// Serial 0 is 1904-01-01.
  case excel1904

  /// What a serial under a date or time format means.
  public enum Reading: Sendable, Equatable {
    /// A day, perhaps with a time of day.
    case date(CivilDateTime)
    /// A time of day: a serial below 1 in the 1900 system.
    ///
    /// In the 1904 system 0 is a day, and only a cell's format tells a time from it.
    case time(milliseconds: Int64)
    /// No day: serial 60 of the 1900 system, negative, or beyond 9999-12-31.
    case impossible
  }

  /// The day and time of a serial, rounded to the millisecond before it is split.
  public func reading(ofSerial serial: Double) -> Reading {
    guard serial.isFinite, serial > -1, serial < 2_958_466 else { return .impossible }
    let total = Int64((serial * 86_400_000).rounded(.toNearestOrEven))
    guard total >= 0 else { return .impossible }
    // A last moment of the day that rounds up is still a time, and not the first day.
    if self == .excel1900, serial < 1 { return .time(milliseconds: total) }
    var day = Int(total / 86_400_000)
    let rest = Int(total % 86_400_000)
    switch self {
    case .excel1900:
      if day == 60 { return .impossible }
      day += day < 60 ? Self.dayBefore1900 + 1 : Self.dayBefore1900
    case .excel1904:
      day += Self.firstDay1904
    }
    guard day <= Self.lastDay else { return .impossible }
    let date = CivilDateTime(milliseconds: Int64(day) * 86_400_000 + Int64(rest))
    return .date(date)
  }

  /// The serial of a date; nil before the system's first day.
  public func serial(of date: CivilDateTime) -> Double? {
    serial(ofDay: date.dayNumber, date.millisecondOfDay)
  }

  /// The serial of a moment in milliseconds since 1970-01-01; nil before the system's first day.
  package func serial(ofMilliseconds total: Int64) -> Double? {
    let day = total.floorDivided(by: 86_400_000)
    return serial(ofDay: Int(day), Int(total &- day &* 86_400_000))
  }

  private func serial(ofDay dayNumber: Int, _ millisecondOfDay: Int) -> Double? {
    let day: Int
    switch self {
    case .excel1900:
      let count = dayNumber - Self.dayBefore1900
      day = count > 60 ? count : count - 1
      guard day >= 1 else { return nil }
    case .excel1904:
      day = dayNumber - Self.firstDay1904
      guard day >= 0 else { return nil }
    }
    return Double(day) + Double(millisecondOfDay) / 86_400_000
  }

  /// 1899-12-30 as days since 1970-01-01.
  private static let dayBefore1900 = -25_569
  /// 1904-01-01 as days since 1970-01-01.
  private static let firstDay1904 = -24_107
  /// 9999-12-31 as days since 1970-01-01.
  private static let lastDay = 2_932_896
}
