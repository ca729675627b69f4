import SheetModel
import Testing

@Suite struct DateTests {
  private func date(
    _ year: Int, _ month: Int, _ day: Int, _ millisecond: Int = 0
  ) throws -> CivilDateTime {
    try #require(
      CivilDateTime(year: year, month: month, day: day, millisecondOfDay: millisecond))
  }

  @Test func dayNumbersCountFrom1970() throws {
    #expect(try date(1970, 1, 1).dayNumber == 0)
    #expect(try date(1969, 12, 31).dayNumber == -1)
    #expect(try date(2000, 3, 1).dayNumber == 11_017)
    #expect(try date(2024, 5, 10).dayNumber == 19_853)
    #expect(try date(1, 1, 1).dayNumber == -719_162)
    #expect(try date(9999, 12, 31).dayNumber == 2_932_896)
  }

  @Test func everyDayReadsBack() throws {
    var expected = try date(1, 1, 1)
    for day in -719_162...2_932_896 {
      // Odd days of all centuries, and every day of living memory.
      let isSampled = day % 61 == 0 || (-29_220...51_500).contains(day)
      if isSampled {
        let found = CivilDateTime(milliseconds: Int64(day) * 86_400_000 + 1)
        if found.dayNumber != day || found.millisecondOfDay != 1 || found < expected {
          Issue.record("day \(day) became \(found)")
        }
        expected = found
      }
    }
    #expect(expected.year == 9999)
  }

  @Test func daysFollowOneAnother() throws {
    var last = try date(1899, 12, 31)
    for _ in 0..<80_000 {
      let next = CivilDateTime(milliseconds: last.milliseconds + 86_400_000)
      let isNextDay = next.year == last.year && next.month == last.month && next.day == last.day + 1
      let isNextMonth =
        next.day == 1 && last.day == CivilDateTime.daysIn(month: last.month, of: last.year)
      if !isNextDay && !isNextMonth { Issue.record("\(last) is followed by \(next)") }
      last = next
    }
    #expect(last.year == 2119)
  }

  @Test func daysOfNoCalendarAreNil() {
    let bad = [
      (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0),
      (0, 1, 1), (10_000, 1, 1), (2024, 1, 32),
    ]
    for (year, month, day) in bad {
      #expect(CivilDateTime(year: year, month: month, day: day) == nil)
    }
    #expect(CivilDateTime(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilDateTime(year: 2000, month: 2, day: 29) != nil)
    #expect(CivilDateTime(year: 2024, month: 1, day: 1, millisecondOfDay: 86_400_000) == nil)
    #expect(CivilDateTime(year: 2024, month: 1, day: 1, millisecondOfDay: -1) == nil)
  }

  @Test func momentsBefore1970AreSplitDownwards() throws {
    let moment = CivilDateTime(milliseconds: -1)
    #expect(try moment == date(1969, 12, 31, 86_399_999))
    #expect(moment.milliseconds == -1)
  }

  @Test func hugeNumbersDoNotTrap() {
    for milliseconds in [Int64.min, .max] {
      _ = CivilDateTime(milliseconds: milliseconds).year
    }
  }

  @Test func serialsOfThe1900System() throws {
    let known: [(Double, CivilDateTime)] = [
      (1, try date(1900, 1, 1)), (31, try date(1900, 1, 31)), (59, try date(1900, 2, 28)),
      (61, try date(1900, 3, 1)), (25_569, try date(1970, 1, 1)),
      (45_422, try date(2024, 5, 10)), (2_958_465, try date(9999, 12, 31)),
    ]
    for (serial, date) in known {
      #expect(DateSystem.excel1900.reading(ofSerial: serial) == .date(date))
      #expect(DateSystem.excel1900.serial(of: date) == serial)
    }
  }

  @Test func serial60IsNoDay() {
    #expect(DateSystem.excel1900.reading(ofSerial: 60) == .impossible)
    #expect(DateSystem.excel1900.reading(ofSerial: 60.5) == .impossible)
    #expect(DateSystem.excel1904.reading(ofSerial: 60) != .impossible)
  }

  @Test func serialsOfThe1904System() throws {
    let system = DateSystem.excel1904
    #expect(try system.reading(ofSerial: 0) == .date(date(1904, 1, 1)))
    #expect(try system.reading(ofSerial: 43_960) == .date(date(2024, 5, 10)))
    #expect(try system.serial(of: date(2024, 5, 10)) == 43_960)
    #expect(try system.reading(ofSerial: 0.5) == .date(date(1904, 1, 1, 43_200_000)))
    #expect(try system.reading(ofSerial: 2_957_003) == .date(date(9999, 12, 31)))
    #expect(system.reading(ofSerial: 2_957_004) == .impossible)
    #expect(try system.serial(of: date(1903, 12, 31)) == nil)
  }

  @Test func whatIsNoSerialIsImpossible() throws {
    for serial in [-1, -0.5, 2_958_466, 1e300, .infinity, -.infinity, .nan] {
      #expect(DateSystem.excel1900.reading(ofSerial: serial) == .impossible)
    }
    #expect(DateSystem.excel1900.reading(ofSerial: 2_958_465.999_999_999_9) == .impossible)
    #expect(try DateSystem.excel1900.serial(of: date(1899, 12, 31)) == nil)
  }

  @Test func midnightIsNotOneSecondEarlier() throws {
    let almost = DateSystem.excel1900.reading(ofSerial: 45_421.999_999_999_99)
    #expect(try almost == .date(date(2024, 5, 10)))
    // 14:40 as Excel stores it.
    let afternoon = DateSystem.excel1900.reading(ofSerial: 45_422.611_111_111_11)
    #expect(try afternoon == .date(date(2024, 5, 10, 52_800_000)))
  }

  @Test func serialsBelowOneAreTimes() {
    let system = DateSystem.excel1900
    #expect(system.reading(ofSerial: 0) == .time(milliseconds: 0))
    #expect(system.reading(ofSerial: 0.520_833_333_333_333) == .time(milliseconds: 45_000_000))
    #expect(system.reading(ofSerial: 0.999_999_999_999) == .time(milliseconds: 86_400_000))
  }

  @Test func everyMillisecondReadsBackThroughASerial() throws {
    for millisecond in stride(from: 0, to: 86_400_000, by: 7_919) {
      let moment = try date(2024, 5, 10, millisecond)
      for system in [DateSystem.excel1900, .excel1904] {
        let serial = try #require(system.serial(of: moment))
        if system.reading(ofSerial: serial) != .date(moment) {
          Issue.record("\(millisecond) ms")
        }
      }
    }
  }
}
