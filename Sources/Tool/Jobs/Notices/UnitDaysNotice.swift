import Indicators
import Reports

/// What is said of figures whose codes are to be read on another day than was thought.
enum UnitDaysNotice: Sendable {
  /// An export of figures that were put to the units of a day which it was not told.
  case figuresOfOtherUnits(FiguresOfOtherUnits)
  /// An export for the units of a day of figures that were never put to them.
  case figuresNotMapped(FormSubject.Place, asked: CalendarDate)
  /// A mapping of codes of one period that are to be read on several days.
  case codesOfSeveralDays(CodesOfSeveralDays)

  func text(_ language: Language) -> String {
    switch self {
    case .figuresOfOtherUnits(let other): other.text(language)
    case .figuresNotMapped(let place, let asked):
      language.say(
        "\(place.unit), kỳ \(place.period): --units-at ghi \(asked.vietnamese) mà số liệu chưa chuyển sang đơn vị "
          + "ngày ấy. Hãy chạy “bieu units map --to \(asked)” trước, hoặc bỏ --units-at.",
        "\(place.unit), period \(place.period): --units-at says \(asked), but the figures were not put to the units "
          + "of that day. Run “bieu units map --to \(asked)” first, or leave out --units-at.")
    case .codesOfSeveralDays(let several): several.text(language)
    }
  }
}

/// Figures that were put to the units of a day which an export was not told.
struct FiguresOfOtherUnits: Sendable {
  var place: FormSubject.Place
  /// The day of their units.
  var day: CalendarDate
  /// The name of the unit that has the code on that day.
  var now: String?
  /// The name of the unit that had the code in the period.
  var then: String?
  /// The day that the export was told.
  var asked: CalendarDate?

  func text(_ language: Language) -> String {
    let none = language.say("(không có)", "(none)")
    let (now, then) = (now ?? none, then ?? none)
    return language.say(
      "\(place.unit), kỳ \(place.period): số liệu đã được chuyển sang đơn vị ngày \(day.vietnamese) "
        + "bằng “units map”; mã này ngày đó là \(now), trong kỳ là \(then). "
        + (asked.map { "--units-at lại ghi \($0.vietnamese). " } ?? "")
        + "Để in biểu của đơn vị ngày đó, ghi --units-at \(day); để in biểu của đơn vị trong kỳ, dùng "
        + "số liệu gốc, chưa chuyển.",
      "\(place.unit), period \(place.period): these figures were put to the units of \(day) (units "
        + "map); the code is that of \(now) on that day, of \(then) in the period. "
        + (asked.map { "--units-at says \($0). " } ?? "")
        + "To write the form of that day's unit, give --units-at \(day); to write that of the "
        + "period's, take the figures as they were before.")
  }
}

/// Codes of one period that are to be read on several days: figures that were mapped beside others.
struct CodesOfSeveralDays: Sendable {
  var period: ReportingPeriod
  var one: CalendarDate
  var other: CalendarDate

  func text(_ language: Language) -> String {
    language.say(
      "Kỳ \(period): có số liệu mà mã là của đơn vị ngày \(one.vietnamese), có số liệu mà mã là của "
        + "ngày \(other.vietnamese) (đã chuyển bằng “units map”); không cộng chung được. Hãy chuyển lại "
        + "tất cả từ số liệu gốc, hoặc chuyển riêng từng tệp.",
      "Period \(period): the codes of some figures are those of units of \(one), of others of \(other) "
        + "(mapped by units map), and cannot be added. Map all of them from the figures as they were, "
        + "or each file alone.")
  }
}
