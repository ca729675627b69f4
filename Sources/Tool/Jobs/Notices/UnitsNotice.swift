import Indicators
import Reports
import UnitLists
import Units

/// What the jobs on units over time say of themselves on standard error.
enum UnitsNotice: Sendable {
  /// A text that is no day.
  case notADay(String)
  /// A year stands for its last day.
  case yearIsItsLastDay(String, CalendarDate)
  /// The later day is before the earlier one.
  case daysInDisorder(from: CalendarDate, to: CalendarDate)
  /// The day asked for is before the end of a figure's period.
  case dayBeforePeriod(CalendarDate, ReportingPeriod)
  /// A crosswalk needs a first day.
  case firstDayNeeded
  /// Figures whose codes are to be read on another day.
  case days(UnitDaysNotice)
  /// No unit has a code, or not on that day; what may be meant, and what became of it.
  case noSuchUnit(String, CalendarDate?, UnitAdvice)
  /// A text that is no way to treat a division.
  case notASplitPolicy(String)
  /// No succession has weights of this name.
  case noSuchWeight(String, known: [String])
  /// A table of units or of successions is written as CSV alone.
  case tableIsCSV(String)
  /// No unit is what a list was asked for.
  case noUnits
  /// A rank that no unit has.
  case noSuchLevel(String, known: [String])
  /// So many lines of the lists of units have errors and count for nothing.
  case linesLeftOut(Int)
  /// The tables of units are in order.
  case unitsFine(units: Int, successions: Int)
  /// What a crosswalk or a mapping came to.
  case mapping(UnitMappingNotice)
  /// What is said of an office's list of units.
  case list(UnitListNotice)

  func text(_ language: Language) -> String {
    switch self {
    case .notADay(let text):
      language.say(
        "“\(text)” không phải ngày; viết 2025-07-01, 01/07/2025, hoặc một năm (lấy ngày cuối năm).",
        "“\(text)” is no day; write 2025-07-01, 01/07/2025, or a year, which is its last day.")
    case .yearIsItsLastDay(let text, let day):
      language.say(
        "\(text): lấy ngày cuối năm, \(day.vietnamese).", "\(text): its last day, \(day).")
    case .daysInDisorder(let from, let to):
      language.say(
        "--to \(to) đứng trước --from \(from); đơn vị chỉ được theo dõi về sau.",
        "--to \(to) is before --from \(from); units are followed forward in time only.")
    case .dayBeforePeriod(let to, let period):
      language.say(
        "--to \(to) đứng trước ngày cuối kỳ \(period) (\(period.lastDay)) của số liệu; đơn vị chỉ "
          + "được theo dõi về sau. Chọn ngày từ \(period.lastDay), hoặc nêu ngày của mã bằng --from.",
        "--to \(to) is before the last day of the figures' period \(period) (\(period.lastDay)); "
          + "units are followed forward in time only. Take \(period.lastDay) or later, or give the "
          + "day of the codes by --from.")
    case .days(let notice): notice.text(language)
    case .firstDayNeeded:
      language.say(
        "Không có tệp số liệu thì cần --from: ngày của danh mục đơn vị cũ.",
        "Without observations --from is needed: the day of the old units.")
    case .linesLeftOut(let lines):
      language.say(
        "\(lines) dòng của danh mục đơn vị có lỗi nên không dùng; coi như không có các đơn vị ở đó. "
          + "Hãy sửa rồi chạy lại nếu cần đến chúng.",
        "\(lines) lines of the lists of units have errors and are not used; the units there count as "
          + "unknown. Correct them and run again if you need them.")
    case .noSuchUnit(let code, let day, let advice):
      language.say(
        "Không có đơn vị nào mang mã “\(code)”\(day.map { " vào ngày \($0.vietnamese)" } ?? "").",
        "No unit has the code “\(code)”\(day.map { " on \($0)" } ?? "").") + advice.text(language)
    case .notASplitPolicy(let text):
      language.say(
        "“\(text)” không dùng được cho --split; viết review, keep hoặc allocate=CỘT.",
        "“\(text)” is no way to split; write review, keep or allocate=COLUMN.")
    case .noSuchWeight(let column, let known):
      language.say(
        "Không dòng kế tục nào có weight_\(column); các cột có số: \(language.list(known)).",
        "No succession has a weight_\(column); those that have: \(language.list(known)).")
    case .tableIsCSV(let output):
      language.say(
        "\(output): bảng này chỉ ghi ra CSV; đặt đuôi .csv.",
        "\(output): this table is written as CSV only; end its name in .csv.")
    case .noUnits: language.say("Không có đơn vị nào như vậy.", "There are no such units.")
    case .noSuchLevel(let level, let known):
      language.say(
        "Không có cấp “\(level)”; các cấp: \(language.list(known)).",
        "No unit has the rank “\(level)”; the ranks: \(language.list(known)).")
    case .mapping(let notice): notice.text(language)
    case .list(let notice): notice.text(language)
    case .unitsFine(let units, let successions):
      language.say(
        "Danh mục đơn vị không có lỗi: \(units) đơn vị, \(successions) dòng kế tục.",
        "The units are in order: \(units) units, \(successions) successions.")
    }
  }
}

extension Language {
  /// Texts one after another, or that there are none.
  func list(_ texts: [String]) -> String {
    texts.isEmpty ? say("(không có)", "(none)") : texts.joined(separator: ", ")
  }
}
