import FormModel
import Indicators
import SheetModel
import Units
import Validation

/// What a sheet says it is.
extension FindingPhrases {
  /// What is unclear about what a sheet is.
  var identity: FindingText {
    switch finding.kind {
    case .identityConflict(let first, let second): identityConflict(first, second)
    case .identityAgainstTable(let claim, let table): identityAgainstTable(claim, table)
    case .unitUnknown(let unit, let day, let fate): unitUnknown(unit, day, fate)
    case .unitOfOtherTime(let named, let then, let day): unitOfOtherTime(named, then, day)
    case .unitElsewhere(let unit, let above): unitElsewhere(unit, above)
    case .unitMissing: unitMissing()
    case .periodNotAllowed(let period, let allowed): periodNotAllowed(period, allowed)
    default: periodMissing()
    }
  }

  private func name(of field: IdentityField) -> String {
    switch field {
    case .set: say("Bộ chỉ tiêu", "The indicator set")
    case .form: say("Ký hiệu biểu", "The form")
    case .version: say("Phiên bản biểu", "The form's version")
    case .unit: say("Đơn vị báo cáo", "The reporting unit")
    case .period: say("Kỳ báo cáo", "The period")
    }
  }

  private func place(of claim: Finding.Statement) -> String {
    let source =
      switch claim.source {
      case .properties: say("thuộc tính tệp", "the document properties")
      case .hiddenSheet: say("trang ẩn của biểu", "the hidden sheet")
      case .header: say("phần đầu biểu", "the header")
      case .title: say("tiêu đề", "the title")
      case .sheetName: say("tên trang tính", "the sheet's name")
      case .caller: say("tùy chọn của lệnh", "the command's options")
      }
    return claim.address.map { "\(source) (\(say("ô", "cell")) \($0))" } ?? source
  }

  private func kinds(_ kinds: [ReportingPeriod.Kind]) -> String {
    kinds.map { kind in
      switch kind {
      case .year: say("năm", "year")
      case .half: say("6 tháng", "half year")
      case .quarter: say("quý", "quarter")
      }
    }.joined(separator: ", ")
  }

  /// What a statement says; a period's short form is followed by its name.
  private func stated(_ claim: Finding.Statement) -> String {
    guard claim.field == .period, claim.text == claim.value, language == .vi,
      let period = ReportingPeriod(claim.value.text), period.part != .year
    else { return quoted(claim.text) }
    return "\(quoted(claim.text)) (\(period.title))"
  }

  func identityConflict(_ first: Finding.Statement, _ second: Finding.Statement) -> FindingText {
    let one = stated(first)
    let two = stated(second)
    let message: String
    if first.text == second.text, first.source == second.source {
      message = say(
        "\(name(of: first.field)) không thống nhất: mã và tên trong \(one) ở \(place(of: first)) "
          + "không cùng chỉ một nơi (\(first.value.text); \(second.value.text)).",
        "\(name(of: first.field)) is contradictory: code and name in \(one), in "
          + "\(place(of: first)), do not mean the same (\(first.value.text); \(second.value.text))."
      )
    } else {
      message = say(
        "\(name(of: first.field)) không thống nhất: \(place(of: first)) ghi \(one), còn "
          + "\(place(of: second)) ghi \(two).",
        "\(name(of: first.field)) is contradictory: \(place(of: first)) says \(one), but "
          + "\(place(of: second)) says \(two).")
    }
    return FindingText(
      message,
      expected: first.text.text,
      hint: say(
        "Hãy sửa nơi ghi sai. Nếu biểu được chép từ tệp cũ, nên lập lại biểu mẫu trống cho đúng đơn "
          + "vị và kỳ.",
        "Correct the wrong one. If the form was copied from an old file, make a blank form for "
          + "the right unit and period."))
  }

  func identityAgainstTable(_ claim: Finding.Statement, _ table: String) -> FindingText {
    FindingText(
      say(
        "\(name(of: claim.field)) không khớp với bảng: \(place(of: claim)) ghi "
          + "\(quoted(claim.text)), nhưng bảng số liệu là của \(Printable.quoted(table)).",
        "\(name(of: claim.field)) does not match the table: \(place(of: claim)) says "
          + "\(quoted(claim.text)), but the table is that of \(Printable.quoted(table))."),
      expected: table,
      hint: say(
        "Hãy sửa ký hiệu cho đúng với bảng, hoặc chép số liệu vào biểu mẫu trống lập mới.",
        "Correct the symbol to that of the table, or copy the figures into a new blank form."))
  }

  func unitUnknown(_ unit: Evidence, _ day: CalendarDate?, _ fate: UnitFate?) -> FindingText {
    var message: String
    if let day {
      let name =
        finding.found == unit
        ? say("mã \(unit.text)", "with code \(unit.text)")
        : say("\(written) (mã \(unit.text))", "\(written) (code \(unit.text))")
      message = say(
        "Đơn vị \(name) không tồn tại vào ngày \(language.day(day)).",
        "The unit \(name) did not exist on \(language.day(day)).")
      if let fate { message += " " + fate.text(in: language) }
    } else {
      message = say(
        "Không tìm thấy đơn vị \(written) trong danh mục.",
        "The unit \(written) is not in the list of units.")
    }
    return FindingText(
      message, expected: say("một đơn vị có trong danh mục", "a unit of the list"),
      hint: say(
        "Hãy kiểm tra tên hoặc mã đơn vị; từ 01/07/2025 nhiều xã, phường đã đổi tên hoặc sáp "
          + "nhập.",
        "Check the unit's name or code; many communes were renamed or merged on 2025-07-01."))
  }

  func unitOfOtherTime(_ named: Evidence, _ then: Evidence, _ day: CalendarDate) -> FindingText {
    let meant =
      then.isEmpty
      ? say("mã đó không là của đơn vị nào", "its code was no unit's")
      : say("mã đó là của \(quoted(then))", "its code was that of \(quoted(then))")
    return FindingText(
      say(
        "Đơn vị \(quoted(named)) không có vào ngày \(language.day(day)); khi đó \(meant).",
        "The unit \(quoted(named)) was not there on \(language.day(day)); then \(meant)."),
      expected: then.isEmpty ? say("đơn vị của kỳ đó", "a unit of that period") : then.text,
      hint: say(
        "Mã giữ nguyên nhưng địa bàn đã khác. Hãy ghi tên đơn vị đúng như vào ngày cuối kỳ, và xem số "
          + "liệu là của địa bàn nào.",
        "The code stayed, but the area is another. Name the unit as it was on the last day of the "
          + "period, and see for which area the figures are."))
  }

  func unitElsewhere(_ unit: Evidence, _ above: Evidence) -> FindingText {
    let place =
      above.isEmpty
      ? say("không thuộc nơi đó", "is not there")
      : say("thuộc \(above.text)", "is in \(above.text)")
    return FindingText(
      say(
        "Đơn vị báo cáo không thống nhất: biểu ghi \(written), còn \(unit.text) trong danh mục "
          + "\(place).",
        "The reporting unit is contradictory: the form says \(written), but \(unit.text) of the "
          + "list \(place)."),
      expected: above.isEmpty ? unit.text : "\(unit.text), \(above.text)",
      hint: say(
        "Hãy sửa tên huyện, tỉnh cho đúng; nếu là đơn vị của tỉnh khác, hãy thêm tỉnh đó vào danh "
          + "mục.",
        "Correct the district or province; if the unit is of another province, add that to the "
          + "list."))
  }

  func unitMissing() -> FindingText {
    FindingText(
      say(
        "Chưa thấy tên đơn vị báo cáo trong biểu.",
        "The form does not say which unit reports."),
      expected: say("Đơn vị báo cáo: …", "Đơn vị báo cáo: …"),
      hint: say(
        "Hãy ghi “Đơn vị báo cáo: Xã …” ở phần đầu biểu, hoặc dùng tùy chọn --unit.",
        "Write “Đơn vị báo cáo: Xã …” in the header, or use the option --unit."))
  }

  func periodMissing() -> FindingText {
    FindingText(
      finding.found.isEmpty
        ? say(
          "Chưa thấy kỳ báo cáo trong biểu.", "The form does not say for which period it is.")
        : say(
          "Không đọc được kỳ báo cáo \(written).", "The period \(written) cannot be read."),
      expected: say("Năm 2026, 6 tháng đầu năm 2026, …", "2026, 2026H1, …"),
      hint: say(
        "Hãy ghi kỳ dưới tên biểu, như “Năm 2026”, hoặc dùng tùy chọn --period.",
        "Write the period under the title, such as “Năm 2026”, or use the option --period."))
  }

  func periodNotAllowed(
    _ period: ReportingPeriod, _ allowed: [ReportingPeriod.Kind]
  ) -> FindingText {
    let title = say(period.title, period.description)
    return FindingText(
      say(
        "Biểu này không dùng cho kỳ “\(title)”.", "The form is not for the period “\(title)”."),
      expected: kinds(allowed),
      hint: say(
        "Biểu này báo cáo theo: \(kinds(allowed)). Hãy sửa kỳ báo cáo.",
        "The form is for these periods: \(kinds(allowed)). Correct the period."))
  }

  func duplicateForm(
    _ form: String, _ unit: String, _ period: ReportingPeriod
  ) -> FindingText {
    let first =
      finding.related.first?.place.text(in: language) ?? say("một tệp khác", "another file")
    let title = say(period.title, period.description)
    return FindingText(
      say(
        "\(form) của đơn vị \(unit), kỳ “\(title)”, đã có ở \(first).",
        "\(form) of unit \(unit) for “\(title)” is already in \(first)."),
      expected: say("mỗi đơn vị một biểu một kỳ", "one form a unit and period"),
      hint: say(
        "Hãy bỏ bản cũ, hoặc sửa đơn vị hay kỳ nếu ghi nhầm.",
        "Remove the older one, or correct its unit or period."))
  }
}
