import Indicators
import Reports
import Units

/// What a crosswalk, and a mapping of figures to the units of another day, say of themselves.
enum UnitMappingNotice: Sendable {
  /// What a crosswalk holds.
  case crosswalk(units: Int, review: Int, from: CalendarDate, to: CalendarDate)
  /// What was mapped, and to which day's units.
  case mapped(figures: Int, output: String, to: CalendarDate)
  /// Figures of one unit that stay behind for one reason.
  case leftBehind(unit: String, count: Int, UnitMapping.Reason)
  /// Figures of a unit that lack the same parts.
  case incomplete(unit: String, count: Int, missing: [String])
  /// Figures that were estimated by dividing a unit.
  case estimated(count: Int, column: String)

  func text(_ language: Language) -> String {
    switch self {
    case .crosswalk(let units, let review, let from, let to):
      language.say(
        "\(language.number(units)) đơn vị ngày \(from.vietnamese), theo đến ngày \(to.vietnamese)"
          + (review > 0 ? "; \(language.number(review)) đơn vị cần người xem." : "."),
        "\(units) units of \(from) followed to \(to)"
          + (review > 0 ? "; \(review) need a person to look." : "."))
    case .mapped(let figures, let output, let to):
      language.say(
        "Đã ghi \(language.number(figures)) số liệu vào \(output); mã đơn vị là của ngày \(to.vietnamese), "
          + "không phải của kỳ.",
        "Wrote \(figures) figures into \(output); unit codes are those of \(to), not of the period."
      )
    case .leftBehind(let unit, let count, let reason):
      language.say(
        "\(unit): \(language.number(count)) số liệu không chuyển: \(Self.text(reason, language)).",
        "\(unit): \(count) figures stay behind: \(Self.text(reason, language)).")
    case .incomplete(let unit, let count, let missing):
      language.say(
        "\(unit): \(language.number(count)) số liệu chưa đủ, để trống, vì thiếu \(language.list(missing)).",
        "\(unit): \(count) figures are left missing for lack of \(language.list(missing)).")
    case .estimated(let count, let column):
      language.say(
        "\(language.number(count)) số liệu là ước tính, chia theo weight_\(column).",
        "\(count) figures are estimates, divided by weight_\(column).")
    }
  }

  private static func list(_ units: [ReportingUnit]) -> String {
    units.map { "\($0.code) \($0.name)" }.joined(separator: ", ")
  }

  private static func text(_ reason: UnitMapping.Reason, _ language: Language) -> String {
    switch reason {
    case .unknownCode:
      language.say("mã không có trong danh mục", "the code is in no list")
    case .notValidThen(let units):
      language.say(
        "mã không có hiệu lực trong kỳ (là \(list(units)) vào lúc khác)",
        "the code was not valid in the period (at other times: \(list(units)))")
    case .split(let units):
      language.say("đơn vị đã bị chia cho \(list(units))", "the unit was divided: \(list(units))")
    case .noWeights(let column):
      language.say(
        "đơn vị đã bị chia, không đủ weight_\(column) để phân bổ",
        "the unit was divided, and weight_\(column) is not complete")
    case .ended(let unit):
      language.say(
        "\(unit.name) đã chấm dứt, không có đơn vị kế tục", "\(unit.name) ended without a successor"
      )
    case .undocumented(let unit):
      language.say(
        "chưa rõ \(unit.name) đã vào đơn vị nào", "it is not established where \(unit.name) went")
    case .younger(let unit):
      language.say(
        "số liệu của \(unit.name) có kỳ sau ngày đó",
        "the figures of \(unit.name) are of a period after that day")
    case .otherDay(let day):
      language.say(
        "mã là của đơn vị ngày \(day.vietnamese), số liệu khác cùng kỳ thì của ngày khác",
        "its code is of a unit of \(day), those of other figures of the period of another day")
    case .insideOther(let unit):
      language.say(
        "đã nằm trong số của \(unit.code) \(unit.name)",
        "they are inside of what \(unit.code) \(unit.name) reported")
    case .rateOfSeveral:
      language.say(
        "tỷ lệ không cộng được, và không có tử số, mẫu số để tính lại",
        "rates do not add up, and nothing is there to recompute them from")
    case .tooLarge: language.say("tổng có hơn 18 chữ số", "the sum has more than 18 digits")
    }
  }
}
