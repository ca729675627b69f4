import Indicators
import SheetModel
import Validation

/// Figures against those of other forms and other periods of one unit.
extension FindingPhrases {
  /// The text of a finding of this file; that of another has none.
  func ofBatch() -> FindingText {
    switch finding.kind {
    case .outOfProportion(let found, let against, let minimum, let maximum, let reason):
      outOfProportion(found, against, minimum, maximum, reason)
    case .duplicateForm(let form, let unit, let period): duplicateForm(form, unit, period)
    case .repeatedForm(let form, let unit, let period): repeatedForm(form, unit, period)
    case .aboveLongerPeriod(let part, let whole, let period, let longer):
      aboveLongerPeriod(part, whole, period, longer)
    case .jumpBetweenPeriods(let now, let before, let most, let period, let earlier, let reason):
      jumpBetweenPeriods(now, before, most, (period, earlier), reason)
    case .repeatsEarlierPeriod(let form, let unit, let period, let earlier, let reason):
      repeatsEarlierPeriod(form, unit, (period, earlier), reason)
    default: FindingText("", expected: "", hint: "")
    }
  }

  /// The reason that the template gives for a rule, with what to do behind it.
  private func advice(_ reason: String, _ advice: @autoclosure () -> String) -> String {
    let reason = Printable.name(reason)
    guard !reason.isEmpty else { return advice() }
    let end = reason.hasSuffix(".") ? "" : "."
    return say("Lý do: \(reason)\(end) ", "Reason: \(reason)\(end) ") + advice()
  }

  private var compareBoth: String {
    say(
      "Hãy đối chiếu hai ô với sổ gốc; nếu số liệu đúng thì ghi lý do ở cột Giải trình.",
      "Compare both cells with your records; if the figures are right, give the reason in the column "
        + "Giải trình.")
  }

  func outOfProportion(
    _ found: ExactDecimal, _ against: ExactDecimal, _ minimum: ExactDecimal?,
    _ maximum: ExactDecimal?, _ reason: String
  ) -> FindingText {
    let isHigh = maximum.flatMap(against.multiplied).map { found > $0 } ?? false
    let bound = isHigh ? maximum : minimum
    let limit = bound.flatMap(against.multiplied).map { number($0.normalized) } ?? number(against)
    let one = ExactDecimal(1)
    let factor = bound.map(number) ?? "1"
    let message: String
    if isHigh, against.isZero {
      message = say(
        "Ô này ghi \(number(found)), trong khi \(other) ghi 0.",
        "The cell says \(number(found)), but \(other) says 0.")
    } else if isHigh {
      message =
        maximum == one
        ? say(
          "Ô này ghi \(number(found)), lớn hơn \(number(against)) ở \(other).",
          "The cell says \(number(found)), more than \(number(against)) in \(other).")
        : say(
          "Ô này ghi \(number(found)), lớn hơn \(factor) lần \(number(against)) ở \(other).",
          "The cell says \(number(found)), more than \(factor) times \(number(against)) in \(other)."
        )
    } else {
      message =
        minimum == one
        ? say(
          "Ô này ghi \(number(found)), nhỏ hơn \(number(against)) ở \(other).",
          "The cell says \(number(found)), less than \(number(against)) in \(other).")
        : say(
          "Ô này ghi \(number(found)), nhỏ hơn \(factor) lần \(number(against)) ở \(other).",
          "The cell says \(number(found)), less than \(factor) times \(number(against)) in \(other)."
        )
    }
    return FindingText(
      message,
      expected: isHigh
        ? say("không quá \(limit)", "at most \(limit)")
        : say("từ \(limit) trở lên", "\(limit) or more"),
      hint: advice(reason, compareBoth))
  }

  // MARK: Periods

  private func title(_ period: ReportingPeriod) -> String {
    let title = say(period.title, period.description)
    return "“\(title)”"
  }

  func aboveLongerPeriod(
    _ part: ExactDecimal, _ whole: ExactDecimal, _ period: ReportingPeriod,
    _ longer: ReportingPeriod
  ) -> FindingText {
    FindingText(
      say(
        "Kỳ \(title(period)) ghi \(number(part)), lớn hơn \(number(whole)) của cả kỳ \(title(longer)) "
          + "ở \(other); số liệu này chỉ cộng thêm trong năm.",
        "For \(title(period)) the cell says \(number(part)), more than \(number(whole)) for all of "
          + "\(title(longer)) in \(other); the figure only grows within a year."),
      expected: say("không quá \(number(whole))", "at most \(number(whole))"),
      hint: say(
        "Hãy kiểm tra kỳ báo cáo và con số ở cả hai biểu.",
        "Check the period and the figure on both forms."))
  }

  func jumpBetweenPeriods(
    _ now: ExactDecimal, _ before: ExactDecimal, _ most: ExactDecimal,
    _ periods: (now: ReportingPeriod, before: ReportingPeriod), _ reason: String
  ) -> FindingText {
    FindingText(
      now > before
        ? say(
          "Ô này ghi \(number(now)), hơn \(number(most)) lần \(number(before)) của kỳ "
            + "\(title(periods.before)) ở \(other).",
          "The cell says \(number(now)), more than \(number(most)) times \(number(before)) for "
            + "\(title(periods.before)) in \(other).")
        : say(
          "Ô này ghi \(number(now)), chưa bằng một phần \(number(most)) của \(number(before)), là số của "
            + "kỳ \(title(periods.before)) ở \(other).",
          "The cell says \(number(now)); for \(title(periods.before)) it was \(number(before)) in "
            + "\(other), more than \(number(most)) times that."),
      expected: say("gần với \(number(before))", "near \(number(before))"),
      hint: advice(reason, compareBoth))
  }

  func repeatsEarlierPeriod(
    _ form: String, _ unit: String, _ periods: (now: ReportingPeriod, before: ReportingPeriod),
    _ reason: String
  ) -> FindingText {
    FindingText(
      say(
        "\(form) của đơn vị \(unit), kỳ \(title(periods.now)), có mọi số liệu giống hệt kỳ "
          + "\(title(periods.before)) ở \(other).",
        "\(form) of unit \(unit) for \(title(periods.now)) has the same figure in every cell as for "
          + "\(title(periods.before)) in \(other)."),
      expected: say("số liệu của kỳ \(title(periods.now))", "figures for \(title(periods.now))"),
      hint: advice(
        reason,
        say(
          "Hãy xem biểu có được chép từ kỳ trước mà chưa cập nhật số liệu không.",
          "See whether the form was copied from the period before and not brought up to date.")))
  }

  func repeatedForm(
    _ form: String, _ unit: String, _ period: ReportingPeriod
  ) -> FindingText {
    let first =
      finding.related.first?.place.text(in: language) ?? say("một tệp khác", "another file")
    return FindingText(
      say(
        "\(form) của đơn vị \(unit), kỳ \(title(period)), đã có ở \(first) với cùng số liệu ở mọi ô.",
        "\(form) of unit \(unit) for \(title(period)) is already in \(first), with the same figure in "
          + "every cell."),
      expected: say("mỗi đơn vị một biểu một kỳ", "one form a unit and period"),
      hint: say(
        "Không mất số liệu nào; hãy giữ một bản để lần sau không phải đối chiếu.",
        "No figure is lost; keep one copy, so that nobody has to compare them again."))
  }
}
