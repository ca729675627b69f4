import NumberCodes
import SheetModel

/// A point in time or a length of time, taken apart for a date format.
struct Moment {
  var year = 1900
  var month = 1
  var day = 0
  /// From Sunday, 0.
  var weekday = 6
  /// Milliseconds since midnight.
  var time: Int64 = 0
  /// Milliseconds since the workbook's first day, for hours that run on.
  var total: Int64 = 0
  var isNegative = false

  /// The moment of so many milliseconds since the workbook's first day; nil for no day.
  ///
  /// As Excel shows them: below one day it is 0 January 1900 (1 January 1904), and day 60 of the
  /// 1900 system is the 29 February that never was.
  init?(total: Int64, _ system: DateSystem) {
    self.total = total
    guard total >= 0, total < 2_958_466 * Self.day else { return nil }
    time = total % Self.day
    switch (system, total / Self.day) {
    case (.excel1900, 0): return
    case (.excel1900, 60): (month, day, weekday) = (2, 29, 3)
    case (_, let count):
      guard case .date(let date) = system.reading(ofSerial: Double(count)) else { return nil }
      set(date)
    }
  }

  /// The moment of a date, also of one before the system's first day.
  init(_ date: CivilDateTime, _ system: DateSystem) {
    set(date)
    time = Int64(date.millisecondOfDay)
    total = Int64(((system.serial(of: date) ?? 0) * Double(Self.day)).rounded())
  }

  /// A length of time, which is on no day.
  init(length total: Int64) {
    isNegative = total < 0
    self.total = Int64(clamping: total.magnitude)
    time = self.total % Self.day
  }

  private mutating func set(_ date: CivilDateTime) {
    (year, month, day) = (date.year, date.month, date.day)
    // 1970-01-01 was a Thursday.
    weekday = ((date.dayNumber % 7) + 11) % 7
  }

  static let day: Int64 = 86_400_000
}

/// A section that shows dates and times: `dd/mm/yyyy`, `h:mm AM/PM`, `[h]:mm:ss.00`.
struct DateLayout {
  /// A piece of the section, in the order in which it is shown.
  enum Piece: Equatable {
    case literal([UInt8])
    case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int)
    /// A year of the Buddhist calendar.
    case buddhistYear(Int)
    case elapsed(NumberDatePart, Int)
    case secondDecimals(Int, mark: UInt8?)
    case halfDay(isShort: Bool)
  }

  private(set) var pieces: [Piece] = []
  let names: CalendarNames
  let mark: UInt8
  let hasHalfDay: Bool
  /// Whether hours, minutes or seconds run on, so that lengths of time may be negative.
  let isElapsed: Bool
  /// The smallest step of time that is shown, in milliseconds; nil where no time is.
  let step: Int64?

  /// Reads the tokens of a section in which letters are parts of dates.
  init(_ tokens: [NumberToken], _ names: CalendarNames, _ locale: DisplayLocale) {
    self.names = names
    mark = locale.decimalMark
    hasHalfDay = tokens.contains { if case .halfDay = $0 { true } else { false } }
    isElapsed = tokens.contains { if case .elapsed = $0 { true } else { false } }
    for token in tokens {
      switch token {
      case .part(let part, let letters): pieces += Self.piece(part, letters.count)
      case .elapsed(let part, let count): pieces.append(.elapsed(part, count))
      case .secondDecimals(let count, let mark):
        pieces.append(.secondDecimals(count, mark: mark))
      case .halfDay(let isShort): pieces.append(.halfDay(isShort: isShort))
      default: pieces.append(.literal(token.asLiteral))
      }
    }
    step = Self.step(of: pieces)
  }

  private static func piece(_ part: NumberDatePart, _ count: Int) -> [Piece] {
    switch part {
    case .year: [.year(count)]
    // Eras of East Asia: the year as it is, the era's name left out.
    case .eraYear: [.year(4)]
    case .era: []
    case .buddhistYear: [.buddhistYear(count)]
    case .month: [.month(count)]
    case .minute: [.minute(count)]
    case .day: [.day(count)]
    case .hour: [.hour(count)]
    case .second: [.second(count)]
    }
  }

  private static func step(of pieces: [Piece]) -> Int64? {
    var step: Int64?
    for piece in pieces {
      switch piece {
      case .hour, .second, .elapsed, .halfDay: step = step ?? 1000
      case .secondDecimals(let count, _): step = count >= 3 ? 1 : count == 2 ? 10 : 100
      default: break
      }
    }
    return step
  }
}
