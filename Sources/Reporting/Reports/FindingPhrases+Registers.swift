import Indicators
import SheetModel
import Validation

/// The rows of a register; what they hold may be personal, so most texts name only the rule.
extension FindingPhrases {
  private func dates(_ first: CalendarDate?, _ last: CalendarDate?) -> String {
    switch (first, last) {
    case (let first?, let last?):
      say(
        "từ \(language.day(first)) đến \(language.day(last))",
        "from \(language.day(first)) to \(language.day(last))")
    case (let first?, nil):
      say("từ \(language.day(first)) trở đi", "\(language.day(first)) or later")
    case (nil, let last?):
      say("không sau \(language.day(last))", "\(language.day(last)) or earlier")
    case (nil, nil): say("trong khoảng cho phép", "within its range")
    }
  }

  func notInList(_ allowed: [String]) -> FindingText {
    let shown = allowed.prefix(6).map(Printable.name).joined(separator: "; ")
    let rest = allowed.count - 6
    let list = rest > 0 ? shown + say(" và \(rest) giá trị khác", " and \(rest) more") : shown
    return FindingText(
      finding.found.isEmpty
        ? say(
          "Nội dung của ô này không có trong danh mục của cột.",
          "What the cell says is not in the list of the column.")
        : say(
          "Ô đang ghi \(written), không có trong danh mục của cột.",
          "The cell says \(written), which is not in the list of the column."),
      expected: list.nonEmpty ?? say("một giá trị trong danh mục", "a value of the list"),
      hint: list.isEmpty
        ? say("Hãy chọn lại từ danh sách thả xuống.", "Choose again from the drop-down list.")
        : say("Hãy chọn một trong: \(list).", "Choose one of: \(list)."))
  }

  func impossibleDate() -> FindingText {
    FindingText(
      finding.found.isEmpty
        ? say(
          "Nội dung của ô này không phải là một ngày có thật.",
          "What the cell holds is no real date.")
        : say(
          "Ô này cần một ngày có thật, nhưng đang ghi \(written).",
          "A real date belongs here, but the cell says \(written)."),
      expected: say("ngày/tháng/năm", "a date"),
      hint: say(
        "Hãy gõ đủ ngày/tháng/năm, như 05/09/2018.",
        "Type the full date as day/month/year, such as 05/09/2018."))
  }

  func dateAsText() -> FindingText {
    FindingText(
      say(
        "Ngày được lưu dưới dạng chữ hoặc số trơn; bieu vẫn đọc được, nhưng bảng tính không sắp xếp "
          + "hay tính tuổi được.",
        "The date is stored as text or as a bare number; bieu can read it, but the sheet cannot "
          + "sort or count with it."),
      expected: say("ô có định dạng Ngày", "a cell of format Date"),
      hint: say(
        "Hãy đổi định dạng ô sang Ngày (Date) rồi gõ lại.",
        "Set the cell's format to Date and type it again."))
  }

  func dateOutOfRange(_ first: CalendarDate?, _ last: CalendarDate?) -> FindingText {
    let range = dates(first, last)
    return FindingText(
      say(
        "Ngày nằm ngoài khoảng cho phép (\(range)).",
        "The date is outside its range (\(range))."),
      expected: range,
      hint: say(
        "Hãy kiểm tra lại năm, và thứ tự ngày/tháng.",
        "Check the year, and the order of day and month."))
  }

  func textTooLong(_ maximum: Int) -> FindingText {
    FindingText(
      say(
        "Nội dung dài quá \(maximum) ký tự.", "The text has more than \(maximum) characters."),
      expected: say("tối đa \(maximum) ký tự", "at most \(maximum) characters"),
      hint: say(
        "Hãy rút gọn, hoặc chuyển phần còn lại sang cột Ghi chú.",
        "Shorten it, or move the rest to the remarks column."))
  }

  func fieldUnreadable() -> FindingText {
    FindingText(
      finding.found.isEmpty
        ? say("Không hiểu được nội dung của ô này.", "The cell cannot be understood.")
        : say(
          "Không hiểu được nội dung của ô này: \(written).",
          "The cell cannot be understood: \(written)."),
      expected: say("đúng loại dữ liệu của cột", "what the column holds"),
      hint: say(
        "Cột đánh dấu thì ghi “x” hoặc để trống; cột khác hãy xem chú thích dưới bảng.",
        "Use “x” or nothing in a column of marks; for others see the notes under the table."))
  }

  func duplicateRecord(_ first: Int) -> FindingText {
    FindingText(
      say("Dòng này trùng với dòng \(first).", "This row repeats row \(first)."),
      expected: say("mỗi trẻ một dòng", "one row a child"),
      hint: say(
        "Hãy bỏ một trong hai dòng, hoặc bổ sung thông tin để phân biệt hai trẻ.",
        "Remove one of the two rows, or add what tells the two children apart."))
  }

  func duplicatesUnchecked(_ limit: Int) -> FindingText {
    FindingText(
      say(
        "Danh sách có hơn \(language.number(limit)) dòng; từ dòng này chưa so trùng.",
        "The register has more than \(limit) rows; from here on duplicates were not looked for."),
      expected: say("tối đa \(language.number(limit)) dòng", "at most \(limit) rows"),
      hint: say(
        "Hãy tách danh sách theo đơn vị rồi kiểm tra từng phần.",
        "Split the register by unit and check the parts."))
  }

  func findingsUnlisted(_ limit: Int) -> FindingText {
    FindingText(
      say(
        "Tệp có hơn \(language.number(limit)) phát hiện; những phát hiện sau đó của trang này không "
          + "được liệt kê.",
        "The file has more than \(language.number(limit)) findings; those of this sheet after them "
          + "are not listed."),
      expected: say(
        "tối đa \(language.number(limit)) phát hiện",
        "at most \(language.number(limit)) findings"),
      hint: say(
        "Hãy sửa các ô đã nêu rồi kiểm tra lại.", "Mend the cells that are named, then check again."
      ))
  }

  func personalNumberInvalid(_ fault: PersonalNumber.Fault) -> FindingText {
    let message =
      switch fault {
      case .digits:
        say("Số định danh cá nhân phải có đúng 12 chữ số.", "A personal number has 12 digits.")
      case .province:
        say(
          "Ba chữ số đầu của số định danh không phải mã của tỉnh, thành phố hay nước nào.",
          "The first three digits of the personal number are the code of no province or country.")
      case .sex:
        say(
          "Giới tính và chữ số thứ tư của số định danh không khớp nhau: ô này và \(other).",
          "The sex and the fourth digit of the personal number do not match: this cell and \(other)."
        )
      case .century:
        say(
          "Chữ số thứ tư của số định danh không khớp với thế kỷ sinh của dòng này: \(other).",
          "The fourth digit of the personal number does not match the century of birth in this row: "
            + "\(other).")
      case .year:
        say(
          "Chữ số thứ năm và thứ sáu của số định danh không khớp với năm sinh của dòng này.",
          "The fifth and sixth digits of the personal number do not match the year of birth in "
            + "this row.")
      }
    return FindingText(
      message, expected: say("12 chữ số đúng quy định", "a valid 12-digit number"),
      hint: say(
        "Hãy đối chiếu với giấy tờ gốc; giữ định dạng chữ để không mất số 0 ở đầu.",
        "Compare with the original papers; keep the cell as text so that leading zeros stay."))
  }
}
