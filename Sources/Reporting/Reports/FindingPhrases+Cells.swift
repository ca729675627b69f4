import Indicators
import SheetModel
import Validation

/// What one cell holds.
extension FindingPhrases {
  private var aNumber: String { say("một con số", "a number") }

  private var retype: String {
    say(
      "Hãy đổi định dạng ô sang Số (Number) rồi gõ lại.",
      "Set the cell's format to Number and type the figure again.")
  }

  func notANumber() -> FindingText {
    FindingText(
      say(
        "Ô này cần một con số, nhưng đang ghi \(written).",
        "A number belongs here, but the cell says \(written)."),
      expected: aNumber,
      hint: say(
        "Hãy gõ bằng chữ số, như 1.234 hoặc 12,5. Không phát sinh thì ghi “-”, chưa có số "
          + "liệu thì ghi “…”.",
        "Type digits, such as 1234. Use “-” for none, and “…” for a figure not available."))
  }

  func numberAsText(_ value: ExactDecimal) -> FindingText {
    var message = say(
      "Số \(number(value)) được lưu dưới dạng chữ, nên các công thức bỏ qua ô này.",
      "The number \(number(value)) is stored as text, so formulas pass this cell over.")
    if !finding.related.isEmpty {
      message += say(" Vì vậy \(other) đang cộng thiếu.", " That is why \(other) falls short.")
    }
    return FindingText(message, expected: number(value), hint: retype)
  }

  func ambiguousNumber(_ readings: [ExactDecimal]) -> FindingText {
    let options = readings.map { reading in
      reading.isWhole
        ? say("số nguyên \(reading.normalized)", "the whole number \(reading.normalized)")
        : say("số thập phân \(number(reading))", "the decimal \(number(reading))")
    }
    return FindingText(
      say(
        "Chưa rõ \(written) là \(options.joined(separator: " hay ")).",
        "It is not clear whether \(written) is \(options.joined(separator: " or "))."),
      expected: options.joined(separator: say(" hoặc ", " or ")),
      hint: say(
        "Hãy gõ lại vào ô có định dạng Số (Number); số nguyên thì viết liền, không có dấu phân "
          + "cách.",
        "Type it again into a cell of format Number; write whole numbers without separators."))
  }

  func errorValue() -> FindingText {
    FindingText(
      say(
        "Ô đang báo lỗi \(written) thay cho kết quả.",
        "The cell shows the error \(written) in place of a result."),
      expected: aNumber, hint: errorHint)
  }

  private var errorHint: String {
    switch finding.found.text {
    case "#REF!":
      say(
        "Công thức trỏ tới ô đã bị xóa. Hãy chép lại công thức từ biểu mẫu trống.",
        "The formula points at a deleted cell. Copy the formula again from a blank form.")
    case "#DIV/0!":
      say(
        "Công thức đang chia cho 0 hoặc cho ô trống. Hãy kiểm tra mẫu số.",
        "The formula divides by 0 or by an empty cell. Check the denominator.")
    case "#VALUE!":
      say(
        "Công thức gặp chữ ở chỗ cần số. Hãy kiểm tra các ô thành phần.",
        "The formula met text where it needs a number. Check the cells that it uses.")
    default:
      say(
        "Hãy sửa hoặc chép lại công thức từ biểu mẫu trống, hoặc gõ con số đúng.",
        "Mend the formula or copy it from a blank form, or type the right number.")
    }
  }

  func formulaWithoutValue(_ cells: Int) -> FindingText {
    FindingText(
      cells > 1
        ? say(
          "\(language.number(cells)) ô có công thức nhưng chưa được tính: \(addresses).",
          "\(cells) cells have formulas that were never calculated: \(addresses).")
        : say(
          "Ô có công thức nhưng chưa được tính.",
          "The cell has a formula that was never calculated."),
      expected: say("công thức đã có kết quả", "a calculated formula"),
      hint: say(
        "Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại để công thức được tính.",
        "Open the file in Excel or LibreOffice and save it, so that formulas are calculated."))
  }

  func dateForNumber() -> FindingText {
    FindingText(
      say(
        "Ô này cần một con số, nhưng đang chứa một ngày: \(written).",
        "A number belongs here, but the cell holds a date: \(written)."),
      expected: aNumber,
      hint: say(
        "Bảng tính tự đổi những số gõ như 1/2 hay 5-10 thành ngày. \(retype)",
        "Spreadsheets turn figures typed like 1/2 or 5-10 into dates. \(retype)"))
  }

  func booleanForNumber() -> FindingText {
    FindingText(
      say(
        "Ô này cần một con số, nhưng đang chứa giá trị đúng/sai \(written).",
        "A number belongs here, but the cell holds the logical value \(written)."),
      expected: aNumber, hint: retype)
  }

  func tooManyDigits() -> FindingText {
    FindingText(
      say("\(written) có quá nhiều chữ số.", "\(written) has too many digits."),
      expected: say("tối đa 18 chữ số", "at most 18 digits"),
      hint: say(
        "Hãy kiểm tra xem hai số có bị gõ liền nhau không.",
        "Check whether two numbers were typed into one."))
  }

  func required(_ cells: Int, _ totals: Int, _ typed: Int) -> FindingText {
    let hint =
      finding.row.isEmpty
      ? say("Hãy điền nội dung của cột này.", "Fill this column in.")
      : say(
        "Hãy điền số liệu. Không phát sinh thì ghi “-”, chưa có số liệu thì ghi “…”.",
        "Fill in the figures. Use “-” for none, and “…” for a figure not available.")
    let message =
      cells > 1
      ? say(
        "\(language.number(cells)) ô cần điền nhưng đang để trống: \(addresses(cells)).",
        "\(cells) cells must be filled but are empty: \(addresses(cells)).")
      : say("Ô này cần điền nhưng đang để trống.", "This cell must be filled but is empty.")
    return FindingText(
      message + unknownTotals(totals, typed),
      expected: finding.row.isEmpty ? say("có nội dung", "a value") : aNumber, hint: hint)
  }

  func partMissing(_ parts: Int, _ totals: Int, _ typed: Int) -> FindingText {
    let message =
      parts > 1
      ? say(
        "\(language.number(parts)) ô chưa có số liệu: \(addresses(parts)).",
        "\(parts) cells have no figure: \(addresses(parts)).")
      : say("Ô này chưa có số liệu (\(written)).", "This cell has no figure (\(written)).")
    return FindingText(
      message + unknownTotals(totals, typed), expected: aNumber,
      hint: say(
        "Hãy bổ sung khi có số liệu. Nếu thực ra không phát sinh thì ghi “-”.",
        "Fill it in when the figure is there. Use “-” if there was none."))
  }

  /// What missing cells do to the totals that are the last of the related cells.
  private func unknownTotals(_ totals: Int, _ typed: Int) -> String {
    guard totals > 0 else { return "" }
    let cells = finding.related.suffix(totals).compactMap(\.place.cell)
    let shown = cells.prefix(4).map(\.description).joined(separator: ", ")
    let rest = cells.count > 4 ? ", …" : ""
    if typed == totals {
      return say(
        " Vì vậy không kiểm tra được \(shown)\(rest): số đã ghi ở đó được giữ nguyên.",
        " So \(shown)\(rest) cannot be checked: what was typed there stays.")
    }
    return say(
      " Vì vậy chưa thể tính \(shown)\(rest); số đang hiện ở đó chỉ tính từ các ô còn lại nên không "
        + "được nhận.",
      " So \(shown)\(rest) cannot be worked out; what is shown there comes from the other cells alone "
        + "and is not taken.")
  }

  func notApplicableMixed(_ expected: ExactDecimal?) -> FindingText {
    guard let expected else {
      return FindingText(
        say(
          "Vì \(other) ghi “x” (không áp dụng), tỷ lệ ở đây cũng phải là “x”, nhưng đang ghi "
            + "\(figure).",
          "As \(other) says “x” (not applicable), the rate here is “x” as well, but it says "
            + "\(figure)."),
        expected: "x",
        hint: say(
          "Hãy ghi “x” ở đây, hoặc ghi số liệu thay cho “x” ở ô kia.",
          "Put “x” here, or a figure in the place of the other “x”."))
    }
    return FindingText(
      say(
        "Ô ghi “x” (không áp dụng), trong khi các ô liên quan có số: \(terms(between: "; ")).",
        "The cell says “x” (not applicable), while the cells that belong to it have figures: "
          + "\(terms(between: "; "))."),
      expected: number(expected),
      hint: say(
        "Hãy ghi con số (ô tổng thì chép lại công thức từ biểu mẫu trống), hoặc ghi “x” ở cả các ô kia.",
        "Put a figure here (for a total copy the formula from a blank form), or “x” into the others."
      ))
  }
}
