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
  /// No unit has a code, or not on that day.
  case noSuchUnit(String, CalendarDate?)
  /// A text that is no way to treat a division.
  case notASplitPolicy(String)
  /// No succession has weights of this name.
  case noSuchWeight(String, known: [String])
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
  /// A table of units or of successions is written as CSV alone.
  case tableIsCSV(String)
  /// No unit is what a list was asked for.
  case noUnits
  /// A rank that no unit has.
  case noSuchLevel(String, known: [String])
  /// A list of units without any.
  case noUnitsInList(String, hasHead: Bool)
  /// A row of a list that is not understood.
  case rowNotUnderstood(file: String, UnitListReading.Stray)
  /// So many more of them.
  case moreRowsNotUnderstood(Int)
  /// Columns of a list that are not understood.
  case columnsNotUnderstood(file: String, [String])
  /// What a list held.
  case unitsImported(provinces: Int, districts: Int, communes: Int, output: String)
  /// The tables of units are in order.
  case unitsFine(units: Int, successions: Int)

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
    case .firstDayNeeded:
      language.say(
        "Không có tệp số liệu thì cần --from: ngày của danh mục đơn vị cũ.",
        "Without observations --from is needed: the day of the old units.")
    case .noSuchUnit(let code, let day):
      language.say(
        "Không có đơn vị nào mang mã “\(code)”\(day.map { " vào ngày \($0.vietnamese)" } ?? "").",
        "No unit has the code “\(code)”\(day.map { " on \($0)" } ?? "").")
    case .notASplitPolicy(let text):
      language.say(
        "“\(text)” không dùng được cho --split; viết review, keep hoặc allocate=CỘT.",
        "“\(text)” is no way to split; write review, keep or allocate=COLUMN.")
    case .noSuchWeight(let column, let known):
      language.say(
        "Không dòng kế tục nào có weight_\(column); các cột có số: \(Self.list(known, language)).",
        "No succession has a weight_\(column); those that have: \(Self.list(known, language)).")
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
        "\(unit): \(language.number(count)) số liệu chưa đủ, để trống, vì thiếu \(Self.list(missing, language)).",
        "\(unit): \(count) figures are left missing for lack of \(Self.list(missing, language)).")
    case .estimated(let count, let column):
      language.say(
        "\(language.number(count)) số liệu là ước tính, chia theo weight_\(column).",
        "\(count) figures are estimates, divided by weight_\(column).")
    case .tableIsCSV(let output):
      language.say(
        "\(output): bảng này chỉ ghi ra CSV; đặt đuôi .csv.",
        "\(output): this table is written as CSV only; end its name in .csv.")
    case .noUnits: language.say("Không có đơn vị nào như vậy.", "There are no such units.")
    case .noSuchLevel(let level, let known):
      language.say(
        "Không có cấp “\(level)”; các cấp: \(Self.list(known, language)).",
        "No unit has the rank “\(level)”; the ranks: \(Self.list(known, language)).")
    case .noUnitsInList, .rowNotUnderstood, .moreRowsNotUnderstood, .columnsNotUnderstood,
      .unitsImported:
      listText(language)
    case .unitsFine(let units, let successions):
      language.say(
        "Danh mục đơn vị không có lỗi: \(units) đơn vị, \(successions) dòng kế tục.",
        "The units are in order: \(units) units, \(successions) successions.")
    }
  }

  /// What is said of an office's list of units.
  private func listText(_ language: Language) -> String {
    switch self {
    case .noUnitsInList(let file, let hasHead):
      hasHead
        ? language.say("\(file): không có dòng đơn vị nào.", "\(file): no row has a unit.")
        : language.say(
          "\(file): không thấy cột mã và cột tên đơn vị (Mã PX, Phường Xã; hoặc Mã số, Tên đơn vị hành chính).",
          "\(file): no columns of codes and names (Mã PX, Phường Xã; or Mã số, Tên đơn vị hành chính)."
        )
    case .rowNotUnderstood(let file, let stray):
      language.say(
        "\(file): \(stray.sheet), dòng \(stray.row): không hiểu, bỏ qua: \(stray.text)",
        "\(file): \(stray.sheet), row \(stray.row): not understood, left out: \(stray.text)")
    case .moreRowsNotUnderstood(let count):
      language.say("… và \(count) dòng khác.", "… and \(count) more rows.")
    case .columnsNotUnderstood(let file, let labels):
      language.say(
        "\(file): không dùng các cột: \(Self.list(labels, language)).",
        "\(file): these columns were not used: \(Self.list(labels, language)).")
    case .unitsImported(let provinces, let districts, let communes, let output):
      language.say(
        "Đã ghi \(output): \(language.number(provinces)) tỉnh, \(language.number(districts)) huyện, "
          + "\(language.number(communes)) xã.",
        "Wrote \(output): \(provinces) provinces, \(districts) districts, \(communes) communes.")
    default: ""
    }
  }

  private static func list(_ texts: [String], _ language: Language) -> String {
    texts.isEmpty ? language.say("(không có)", "(none)") : texts.joined(separator: ", ")
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
