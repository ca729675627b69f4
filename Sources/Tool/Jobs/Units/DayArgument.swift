import Indicators

/// A day as people give it on the command line: `2025-07-01`, `01/07/2025`, or a year, which is its
/// last day.
struct DayArgument {
  let day: CalendarDate
  /// Whether a year was given.
  let isYear: Bool

  /// Nil for anything else.
  init?(_ text: String) {
    if let day = CalendarDate(text) {
      self.day = day
      isYear = false
      return
    }
    let isDigits = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isDigits, text.utf8.count == 4, let year = Int(text),
      let day = CalendarDate(year: year, month: 12, day: 31)
    {
      self.day = day
      isYear = true
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
      year >= 1000, let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    self.day = date
    isYear = false
  }

  /// The day of an option; tells what a year stands for.
  /// - Throws: `JobFailure` for a text that is no day.
  static func day(_ text: String, _ context: JobContext) throws -> CalendarDate {
    guard let argument = DayArgument(text) else {
      throw JobFailure.notice(.units(.notADay(text)), .usage)
    }
    if argument.isYear { context.say(.units(.yearIsItsLastDay(text, argument.day))) }
    return argument.day
  }
}
