import Indicators

/// What a text says when a day is asked for.
public enum DateReading: Sendable, Hashable {
  /// A day.
  case date(CalendarDate)
  /// A day that is in no calendar, or no full day: `31/02/2015`, `5/2015`, `2015`.
  case impossible
  /// No day at all.
  case unreadable
}

/// Reads days as officers type them: `5/3/2015`, `05-03-2015`, `5.3.2015`, `2015-03-05`,
/// `ngày 5 tháng 3 năm 2015`, with or without a time of day behind them.
///
/// The day stands before the month, always. A year of two digits is taken for the latest such year
/// not after `latestYear`; without it such a date is impossible, for it is a day in two ways.
public struct DateReader: Sendable {
  /// The last year that a date may lie in, such as that of the form's period.
  public let latestYear: Int?

  /// A reader with the last year that is allowed for years of two digits.
  public init(latestYear: Int? = nil) { self.latestYear = latestYear }

  /// Reads a text.
  public func reading(_ text: some StringProtocol) -> DateReading {
    guard text.utf8.count <= 64, let numbers = Self.numbers(in: LabelKey(text)) else {
      return .unreadable
    }
    switch numbers.count {
    case 1: return numbers[0].isFullYear ? .impossible : .unreadable
    case 2:
      return numbers[0].isFullYear || numbers[1].isFullYear ? .impossible : .unreadable
    case 3: break
    default: return .unreadable
    }
    if numbers[0].digits == 4 {
      guard numbers[1].digits <= 2, numbers[2].digits <= 2 else { return .unreadable }
      return day(numbers[0].value, numbers[1].value, numbers[2].value)
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2 else { return .unreadable }
    switch numbers[2].digits {
    case 4: return day(numbers[2].value, numbers[1].value, numbers[0].value)
    case 2:
      guard let latestYear else { return .impossible }
      let year = latestYear - (latestYear - numbers[2].value) % 100
      return day(
        year > latestYear ? year - 100 : year, numbers[1].value, numbers[0].value)
    default: return .unreadable
    }
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> DateReading {
    CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .impossible
  }

  private struct Number {
    var value: Int
    var digits: Int
    var isFullYear: Bool { digits == 4 && (1900...2999).contains(value) }
  }

  /// The numbers of a text that has nothing else but separators of dates and a time behind them.
  private static func numbers(in key: LabelKey) -> [Number]? {
    var numbers: [Number] = []
    var index = 0
    let bytes = key.bytes
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39:
        var number = Number(value: 0, digits: 0)
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          number.digits += 1
          if number.digits > 4 { return nil }
          number.value = number.value * 10 + Int(bytes[index] - 0x30)
          index += 1
        }
        numbers.append(number)
        if numbers.count == 3, isTime(bytes[index...]) { return numbers }
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, UInt8(ascii: ","):
        index += 1
      default:
        guard let word = words.first(where: { bytes[index...].starts(with: $0.bytes) }) else {
          return nil
        }
        index += word.bytes.count
      }
    }
    return numbers
  }

  /// Whether a date is followed by a time of day and nothing else.
  private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, first == 0x20 || first == UInt8(ascii: "t"),
      rest.contains(UInt8(ascii: ":"))
    else { return false }
    return rest.dropFirst().allSatisfy {
      ($0 >= 0x30 && $0 <= 0x3A) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "z")
    }
  }

  private static let words = ["ngày", "tháng", "năm"].map { LabelKey($0) }
}
