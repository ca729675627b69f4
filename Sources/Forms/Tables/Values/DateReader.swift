import Indicators
import VietnameseText

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
    DateNumbers(text).map { reading($0) } ?? .unreadable
  }

  /// Reads the numbers of a text.
  package func reading(_ numbers: DateNumbers) -> DateReading {
    switch numbers.count {
    case 1: return numbers.first.isFullYear ? .impossible : .unreadable
    case 2:
      return numbers.first.isFullYear || numbers.second.isFullYear ? .impossible : .unreadable
    case 3: break
    default: return .unreadable
    }
    if numbers.first.digits == 4 {
      guard numbers.second.digits <= 2, numbers.third.digits <= 2 else { return .unreadable }
      return day(numbers.first.value, numbers.second.value, numbers.third.value)
    }
    guard numbers.first.digits <= 2, numbers.second.digits <= 2 else { return .unreadable }
    switch numbers.third.digits {
    case 4: return day(numbers.third.value, numbers.second.value, numbers.first.value)
    case 2:
      guard let latestYear else { return .impossible }
      let year = latestYear - (latestYear - numbers.third.value) % 100
      return day(
        year > latestYear ? year - 100 : year, numbers.second.value, numbers.first.value)
    default: return .unreadable
    }
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> DateReading {
    CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .impossible
  }
}

/// The numbers of a text that has nothing else but separators of dates and a time behind them.
package struct DateNumbers: Sendable, Hashable {
  /// One number with how many digits were typed for it.
  package struct Number: Sendable, Hashable {
    /// The number.
    package var value = 0
    /// Its digits, leading zeros among them.
    package var digits = 0
    /// Whether it is a year of four digits.
    package var isFullYear: Bool { digits == 4 && (1900...2999).contains(value) }
  }

  /// How many there are; 4 is more than a date has.
  package private(set) var count = 0
  /// The first.
  package private(set) var first = Number()
  /// The second.
  package private(set) var second = Number()
  /// The third.
  package private(set) var third = Number()

  /// The numbers of a text of at most 64 bytes; nil where something else stands in it.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 64 else { return nil }
    if takePlain(text.utf8) { return }
    self = DateNumbers()
    guard take(LabelKey(text).bytes) else { return nil }
  }

  private init() {}

  /// The same with day and month in each other's place.
  package var swapped: DateNumbers {
    var swapped = self
    if first.digits == 4 {
      (swapped.second, swapped.third) = (third, second)
    } else {
      (swapped.first, swapped.second) = (second, first)
    }
    return swapped
  }

  private mutating func add(_ number: Number) {
    switch count {
    case 0: first = number
    case 1: second = number
    case 2: third = number
    default: break
    }
    count = min(count + 1, 4)
  }

  /// Takes a text of digits and separators alone; false for any other, and for more digits than a
  /// date's number has.
  private mutating func takePlain(_ text: some Collection<UInt8>) -> Bool {
    var number = Number()
    for byte in text {
      switch byte {
      case 0x30...0x39:
        number.digits += 1
        if number.digits > 4 { return false }
        number.value = number.value * 10 + Int(byte - 0x30)
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, UInt8(ascii: ","):
        if number.digits > 0 { add(number) }
        number = Number()
      default: return false
      }
    }
    if number.digits > 0 { add(number) }
    return true
  }

  private mutating func take(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39:
        var number = Number()
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          number.digits += 1
          if number.digits > 4 { return false }
          number.value = number.value * 10 + Int(bytes[index] - 0x30)
          index += 1
        }
        add(number)
        if count == 3, Self.isTime(bytes[index...]) { return true }
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20, UInt8(ascii: ","):
        index += 1
      default:
        guard let word = Self.words.first(where: { bytes[index...].starts(with: $0.bytes) }) else {
          return false
        }
        index += word.bytes.count
      }
    }
    return true
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
