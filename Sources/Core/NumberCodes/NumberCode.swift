/// A number format code of Excel, cut into sections and those into tokens (ECMA-376 Part 1,
/// 18.8.31); what no rule knows is literal text, so that every code has a reading.
package struct NumberCode: Equatable, Sendable {
  /// The most sections that a code has: positive, negative, zero, text.
  package static let mostSections = 4

  /// What stands between two semicolons.
  package struct Section: Equatable, Sendable {
    /// Its pieces in the order in which they stand.
    package var tokens: [NumberToken] = []
    /// The condition under which it applies; nil without one, or with one that nobody understands.
    package var condition: NumberCondition?
    /// The tag of `[$-42A]` or of `[$₫-42A]`; nil without one.
    package var language: String?
    /// The colour that it names.
    package var color: NumberColor?
  }

  /// What a section shows.
  package enum Kind: Equatable, Sendable {
    /// `General`, alone or with text around it.
    case general
    /// Digits, or nothing but text.
    case number
    /// A number shown a hundredfold.
    case percentage
    /// A calendar date, with or without a time of day.
    case date
    /// A time of day, without a date.
    case time
    /// Hours, minutes or seconds that run on.
    case duration
    /// `@`
    case text

    /// Whether letters are parts of dates and digits are text.
    package var isTemporal: Bool { self == .date || self == .time || self == .duration }
  }

  /// From one to `mostSections` sections; what a code has beyond them is nothing to anybody.
  package let sections: [Section]

  /// Reads a code, or no more than its first sections.
  package init(_ code: String, sections count: Int = mostSections) {
    var scanner = NumberCodeScanner(code)
    sections = scanner.sections(atMost: count)
  }
}

extension NumberCode.Section {
  /// What the section shows.
  ///
  /// Excel lets no code mix digits and dates, so letters beside digits are somebody's text. Zeros
  /// behind seconds are fractions of them, with nothing but a mark between: `Rs 0` is a number.
  package var kind: NumberCode.Kind {
    var (isGeneral, hasDigit, hasPercent, hasText) = (false, false, false, false)
    var (hasDate, hasMonthOrMinute, hasTime) = (false, false, false)
    var isBehindSeconds = false
    for token in tokens {
      switch token {
      case .elapsed: return .duration
      case .general: isGeneral = true
      case .digit(let place):
        if place != UInt8(ascii: "0") || !isBehindSeconds { hasDigit = true }
      case .percent: hasPercent = true
      case .text: hasText = true
      case .literal(let text): if text != [0x2E], text != [0x2C] { isBehindSeconds = false }
      case .halfDay: hasTime = true
      case .part(let part, _):
        isBehindSeconds = part == .second
        switch part {
        case .year, .buddhistYear, .era, .eraYear, .day: hasDate = true
        case .month, .minute: hasMonthOrMinute = true
        case .hour, .second: hasTime = true
        }
      default: break
      }
    }
    if isGeneral { return .general }
    if hasDigit { return hasPercent ? .percentage : .number }
    if hasDate || (hasMonthOrMinute && !hasTime) { return .date }
    if hasTime { return .time }
    if hasPercent { return .percentage }
    return hasText ? .text : .number
  }

  /// `m` behind hours or before seconds is minutes.
  mutating func nameMinutes() {
    var before: NumberDatePart?
    // The month that seconds would make minutes.
    var open: Int?
    for index in tokens.indices {
      guard let part = tokens[index].part, part != .era else { continue }
      if part == .second, let open { nameMinute(open) }
      open = nil
      if case .part(.month, let letters) = tokens[index], letters.count <= 2 {
        if before == .hour { nameMinute(index) } else { open = index }
      }
      before = part
    }
  }

  private mutating func nameMinute(_ index: Int) {
    if case .part(_, let letters) = tokens[index] { tokens[index] = .part(.minute, letters) }
  }
}
