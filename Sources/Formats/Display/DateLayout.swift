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
    case elapsed(UInt8, Int)
    case secondDecimals(Int)
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
  init(_ tokens: [FormatToken], _ names: CalendarNames, _ locale: DisplayLocale) {
    self.names = names
    mark = locale.decimalMark
    hasHalfDay = tokens.contains { if case .halfDay = $0 { true } else { false } }
    isElapsed = tokens.contains { if case .elapsed = $0 { true } else { false } }
    for token in tokens {
      switch token {
      case .letters(let letter, let text): pieces += Self.part(letter, text.count)
      case .elapsed(let letter, let count): pieces.append(.elapsed(letter, count))
      case .secondDecimals(let count): pieces.append(.secondDecimals(count))
      case .halfDay(let isShort): pieces.append(.halfDay(isShort: isShort))
      default: pieces.append(.literal(token.asLiteral))
      }
    }
    step = Self.step(of: pieces)
    nameMinutes()
  }

  private static func part(_ letter: UInt8, _ count: Int) -> [Piece] {
    switch letter {
    case UInt8(ascii: "y"): [.year(count)]
    // Eras of East Asia: the year as it is, the era's name left out.
    case UInt8(ascii: "e"): [.year(4)]
    case UInt8(ascii: "b"): [.buddhistYear(count)]
    case UInt8(ascii: "m"): [.month(count)]
    case UInt8(ascii: "d"): [.day(count)]
    case UInt8(ascii: "h"): [.hour(count)]
    case UInt8(ascii: "s"): [.second(count)]
    default: []
    }
  }

  private static func step(of pieces: [Piece]) -> Int64? {
    var step: Int64?
    for piece in pieces {
      switch piece {
      case .hour, .second, .elapsed, .halfDay: step = step ?? 1000
      case .secondDecimals(let count): step = count >= 3 ? 1 : count == 2 ? 10 : 100
      default: break
      }
    }
    return step
  }

  /// `m` behind hours or before seconds is minutes.
  private mutating func nameMinutes() {
    let parts = pieces.indices.filter {
      switch pieces[$0] {
      case .literal, .halfDay, .secondDecimals: false
      default: true
      }
    }
    for (place, index) in parts.enumerated() {
      guard case .month(let count) = pieces[index], count <= 2 else { continue }
      var isMinute = false
      if place > 0 {
        switch pieces[parts[place - 1]] {
        case .hour, .elapsed(UInt8(ascii: "h"), _): isMinute = true
        default: break
        }
      }
      if place + 1 < parts.count {
        switch pieces[parts[place + 1]] {
        case .second, .elapsed(UInt8(ascii: "s"), _): isMinute = true
        default: break
        }
      }
      if isMinute { pieces[index] = .minute(count) }
    }
  }
}
