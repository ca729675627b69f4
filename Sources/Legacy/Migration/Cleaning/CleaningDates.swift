import Foundation
import Indicators
import SheetModel
import Tables

/// Dates of birth as old registers hold them.
///
/// What is no full day is never made one in silence: of a year alone (as many hill communes knew
/// it) 1 January is taken, of a month its first day, as civil registers do where they know no more
/// [recalled]; both are changes in the log and problems for a person. On 31 December a child's age
/// is then what the years alone say.
struct CleaningDates {
  /// What a field says.
  struct Outcome: Hashable {
    /// The day; nil for none.
    var date: CalendarDate?
    /// How the day was found where it does not simply stand there.
    var change: CleaningRule?
    /// What a person must decide.
    var problem: CleaningRule?
  }

  /// How the file counts days.
  var dateSystem = DateSystem.excel1900

  /// Reads a field that is not empty; years of two digits are taken up to `latestYear`.
  func outcome(_ text: String, latestYear: Int?) -> Outcome {
    if let number = Self.digits(text) {
      switch text.utf8.count {
      case 5: return serial(number)
      case 8: return compact(number)
      default: break
      }
    }
    guard let numbers = DateNumbers(text) else { return Outcome(problem: .dateUnreadable) }
    let reader = DateReader(latestYear: latestYear)
    switch reader.reading(numbers) {
    case .date(let date):
      return Outcome(date: date, change: numbers.third.digits == 2 ? twoDigitYear(numbers) : nil)
    case .unreadable: return Outcome(problem: .dateUnreadable)
    case .impossible:
      if numbers.count < 3 { return incomplete(numbers) }
      if case .date(let date) = reader.reading(numbers.swapped) {
        return Outcome(date: date, change: .dateSwapped)
      }
      return Outcome(problem: .dateImpossible)
    }
  }

  private func twoDigitYear(_ numbers: DateNumbers) -> CleaningRule? {
    numbers.first.digits == 4 ? nil : .dateTwoDigitYear
  }

  /// The number of a text of nothing but up to 8 digits.
  private static func digits(_ text: String) -> Int? {
    guard text.utf8.count <= 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  /// Days counted by the sheet: 43348 is 5 September 2018.
  private func serial(_ number: Int) -> Outcome {
    guard case .date(let moment) = dateSystem.reading(ofSerial: Double(number)),
      let date = CalendarDate(year: moment.year, month: moment.month, day: moment.day)
    else { return Outcome(problem: .dateImpossible) }
    return Outcome(date: date, change: .dateSerial)
  }

  /// `20150305` or `05032015`, where only one of them is a day since 1900.
  private func compact(_ number: Int) -> Outcome {
    let yearFirst = CalendarDate(
      year: number / 10_000, month: number / 100 % 100, day: number % 100)
    let dayFirst = CalendarDate(
      year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
    let found = [yearFirst, dayFirst].compactMap(\.self).filter {
      (1900...2999).contains($0.year)
    }
    guard let date = found.first, found.count == 1 else {
      return Outcome(problem: found.isEmpty ? .dateImpossible : .dateUnreadable)
    }
    return Outcome(date: date, change: .dateCompact)
  }

  /// A year, or a month and a year.
  private func incomplete(_ numbers: DateNumbers) -> Outcome {
    let isYearAlone = numbers.count == 1
    let (year, month) =
      isYearAlone || numbers.first.isFullYear
      ? (numbers.first.value, isYearAlone ? 1 : numbers.second.value)
      : (numbers.second.value, numbers.first.value)
    guard let date = CalendarDate(year: year, month: month, day: 1) else {
      return Outcome(problem: .dateImpossible)
    }
    return Outcome(
      date: date, change: isYearAlone ? .dateYearOnly : .dateMonthOnly, problem: .dateAssumed)
  }
}
