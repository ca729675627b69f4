import SheetModel
import Validation

/// The shape of the sheet: rows, columns, what lies outside, what was not recognised.
extension FindingPhrases {
  func textOutsideForm() -> FindingText {
    let isHidden = finding.found.text.isEmpty
    let length = finding.found.withheld.map { withheld in
      say(" (\(withheld.characters) ký tự)", " (\(withheld.characters) characters)")
    }
    return FindingText(
      say(
        (isHidden ? "Nội dung của ô này\(length ?? "")" : "Nội dung \(written)")
          + " nằm ngoài biểu nên không được đọc.",
        (isHidden ? "What stands in this cell\(length ?? "")" : "The text \(written)")
          + " lies outside the form and is not read."),
      expected: say("ô trống", "an empty cell"), hint: moveOrDelete)
  }

  /// Several cells of a column or a row: one finding at the first of them.
  func areaOutsideForm(_ cells: Int, _ last: CellAddress) -> FindingText {
    let first = finding.place.cell.map { "\($0)" } ?? ""
    let text = finding.found.text.isEmpty ? "" : " (\(written), …)"
    return FindingText(
      say(
        "\(language.number(cells)) ô từ \(first) đến \(last)\(text) nằm ngoài biểu nên không "
          + "được đọc.",
        "\(language.number(cells)) cells from \(first) to \(last)\(text) lie outside the form and "
          + "are not read."),
      expected: say("các ô trống", "empty cells"), hint: moveOrDelete)
  }

  private var moveOrDelete: String {
    say(
      "Nếu là giải trình, hãy chuyển vào cột Giải trình; nếu là số liệu, hãy ghi vào ô của "
        + "biểu; nếu không cần thì xóa.",
      "Move an explanation to the column Giải trình, a figure into the form; else delete it.")
  }

  func missingCode(_ code: String, _ rows: Int) -> FindingText {
    FindingText(
      rows > 1
        ? say(
          "\(language.number(rows)) dòng không ghi mã số: \(addresses). Số liệu đang được đọc theo tên "
            + "chỉ tiêu; dòng đầu là mã \(code).",
          "\(rows) rows have no code: \(addresses). The figures were read by the labels; the first "
            + "is \(code).")
        : say(
          "Dòng không ghi mã số. Số liệu đang được đọc theo tên chỉ tiêu, là mã \(code).",
          "The row has no code. The figures were read by its label, as \(code)."),
      expected: say("mã \(code)", "code \(code)"),
      hint: say(
        "Hãy ghi lại mã số như trong biểu mẫu trống.",
        "Write the code again, as in the blank form."))
  }

  func labelOfOtherRow(_ code: String) -> FindingText {
    FindingText(
      say(
        "Mã \(written) và tên chỉ tiêu của dòng không khớp: tên này là của mã \(code). Số liệu "
          + "đang được đọc theo mã.",
        "The code \(written) and the label of the row disagree: the label belongs to \(code). The "
          + "figures were read by the code."),
      expected: say("mã \(code), hoặc tên khác", "code \(code), or another label"),
      hint: say(
        "Hãy xem số liệu của dòng là của chỉ tiêu nào, rồi sửa mã hoặc tên cho khớp.",
        "See which indicator the figures belong to, then correct the code or the label."))
  }

  func unitOfOtherBase(_ expected: String) -> FindingText {
    FindingText(
      say(
        "Đơn vị tính đang ghi \(written), còn của chỉ tiêu là “\(Printable.name(expected))”. Số "
          + "liệu được đọc theo đơn vị tính của chỉ tiêu.",
        "The unit of measurement is \(written), that of the indicator is "
          + "“\(Printable.name(expected))”. The figures were read in the indicator's unit."),
      expected: expected,
      hint: say(
        "Hãy đổi số liệu về đúng đơn vị tính của biểu, rồi ghi lại đơn vị tính.",
        "Convert the figures into the unit of the form, then restore the unit."))
  }

  /// What a number format shows against what the cell holds; one finding for all such cells.
  func shownAtOtherScale(_ tens: Int, _ cells: Int) -> FindingText {
    let factor = language.number((0..<min(abs(tens), 18)).reduce(1) { product, _ in product * 10 })
    let rest =
      cells > 1
      ? say(
        " Trong trang tính có \(language.number(cells)) ô như vậy.",
        " The sheet has \(language.number(cells)) such cells.") : ""
    let hint = say(
      "Hãy chọn lại định dạng số thường cho ô, rồi xem số trong ô có đúng đơn vị tính của dòng không.",
      "Give the cell a plain number format, then see whether its number is in the row's unit.")
    if tens < 0 {
      return FindingText(
        say(
          "Định dạng số làm ô hiện số đã chia cho \(factor), còn số được nhận là số trong ô "
            + "(\(written)).",
          "The number format shows the number divided by \(factor); the number in the cell "
            + "(\(written)) was taken.") + rest,
        expected: say("số hiện ra bằng số trong ô", "a number shown as it is"), hint: hint)
    }
    return FindingText(
      say(
        "Định dạng số ghi thêm chữ làm ô hiện gấp \(factor) lần số trong ô (\(written)), nên chưa rõ "
          + "số nào đúng.",
        "The number format writes words that make the number \(factor) times the one in the cell "
          + "(\(written)), so it is not clear which is right.") + rest,
      expected: say("số hiện ra bằng số trong ô", "a number shown as it is"), hint: hint)
  }

  func unknownCode(_ form: String, readAs code: String?) -> FindingText {
    if let code {
      return FindingText(
        say(
          "Mã \(written) không có trong \(form); theo tên chỉ tiêu, dòng này được đọc là mã "
            + "\(code).",
          "The code \(written) is not in \(form); by its label, the row was read as \(code)."),
        expected: say("mã \(code)", "code \(code)"),
        hint: say(
          "Nếu đúng chỉ tiêu đó, hãy sửa lại mã; nếu là chỉ tiêu khác, hãy sửa tên và mã của dòng.",
          "Correct the code if that is the indicator; else correct the label and code of the row."))
    }
    return FindingText(
      say(
        "Mã \(written) không có trong \(form), nên số liệu của dòng này chưa được nhận.",
        "The code \(written) is not in \(form), so the figures of this row were not taken."),
      expected: say("một mã của \(form)", "a code of \(form)"),
      hint: say(
        "Hãy sửa mã theo cột Mã số của biểu mẫu, hoặc xóa dòng thừa.",
        "Correct the code as in the column Mã số of the form, or delete the row."))
  }

  func duplicateRow() -> FindingText {
    FindingText(
      say(
        "Mã \(written) lặp lại; dòng đầu ở \(other). Chỉ số liệu của dòng đầu được nhận.",
        "The code \(written) is repeated; its first row is at \(other). Only that one is taken."),
      expected: say("mỗi mã một dòng", "one row a code"),
      hint: say(
        "Hãy gộp số liệu vào một dòng, hoặc sửa mã nếu dòng này là chỉ tiêu khác.",
        "Put the figures into one row, or correct the code if this is another indicator."))
  }

  func ambiguousColumn(_ label: String) -> FindingText {
    FindingText(
      say(
        "Có hai cột cùng là “\(Printable.name(label))”, ô này và \(other), nên cả hai chưa được "
          + "đọc.",
        "Two columns are both “\(Printable.name(label))”, this one and \(other), so neither was "
          + "read."),
      expected: say("mỗi phân tổ một cột", "one column a category"),
      hint: say(
        "Hãy sửa tiêu đề của cột sai hoặc xóa cột thừa.",
        "Correct the head of the wrong column or delete it."))
  }

  func closedCellFilled() -> FindingText {
    FindingText(
      say(
        "Ô này không áp dụng cho chỉ tiêu của dòng (ký hiệu x), nhưng đang ghi \(written).",
        "This cell does not apply to the row's indicator (x), but says \(written)."),
      expected: "x",
      hint: say(
        "Hãy chuyển số liệu sang đúng ô rồi ghi lại “x”.",
        "Move the figure to its own cell and put “x” back."))
  }

  func missingRow(_ code: String) -> FindingText {
    FindingText(
      say(
        "Thiếu dòng có mã \(code).",
        "The row with code \(code) is missing."),
      expected: say("dòng \(code)", "row \(code)"),
      hint: say(
        "Hãy chép lại dòng này từ biểu mẫu trống; có thể mã bị gõ sai ở một dòng khác.",
        "Copy the row from a blank form; its code may be mistyped in another row."))
  }

  func missingColumn(_ label: String) -> FindingText {
    FindingText(
      say(
        "Thiếu cột “\(Printable.name(label))”.",
        "The column “\(Printable.name(label))” is missing."),
      expected: say(
        "cột “\(Printable.name(label))”", "the column “\(Printable.name(label))”"),
      hint: say(
        "Hãy thêm lại cột theo biểu mẫu trống, hoặc sửa tiêu đề cột cho đúng.",
        "Add the column as in a blank form, or correct the head of the column."))
  }

  func sheetUnrecognized() -> FindingText {
    FindingText(
      say(
        "Không nhận ra biểu nào trong trang tính này, nên chưa đọc số liệu.",
        "No form was recognised in this sheet, so no figures were read."),
      expected: say("một biểu của bộ chỉ tiêu", "a form of the indicator set"),
      hint: say(
        "Nếu đây là biểu cần nộp, hãy ghi lại dòng ký hiệu “Biểu số …” và hàng tiêu đề của bảng "
          + "như biểu mẫu trống.",
        "If this is a form to be handed in, restore its symbol “Biểu số …” and the head of the "
          + "table as in a blank form."))
  }

  func sheetAmbiguous(_ forms: [String]) -> FindingText {
    FindingText(
      say(
        "Trang tính này có thể là nhiều biểu: \(forms.joined(separator: "; ")).",
        "This sheet could be several forms: \(forms.joined(separator: "; "))."),
      expected: say("một biểu một trang tính", "one form a sheet"),
      hint: say(
        "Hãy ghi rõ ký hiệu “Biểu số …” ở góc trên bên trái, và tách mỗi biểu một trang tính.",
        "Write the symbol “Biểu số …” at the upper left, and keep one form in a sheet."))
  }

  func raggedLines(_ lines: Int, _ fields: Int) -> FindingText {
    FindingText(
      lines > 1
        ? say(
          "\(language.number(lines)) dòng có số cột khác \(fields), kể từ dòng này.",
          "\(lines) lines, from this one on, do not have \(fields) fields.")
        : say(
          "Dòng này có số cột khác \(fields).", "This line does not have \(fields) fields."),
      expected: say("\(fields) cột", "\(fields) fields"),
      hint: say(
        "Hãy kiểm tra dấu phân cách và dấu nháy kép trong dòng; văn bản có dấu phẩy phải đặt "
          + "trong nháy kép.",
        "Check the separators and quotation marks of the line; text with a comma must be quoted."))
  }
}
