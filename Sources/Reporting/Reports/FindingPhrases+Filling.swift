import Indicators
import SheetModel
import Validation

/// A form as a whole: blank, hidden, gone, or said to have nothing in it.
extension FindingPhrases {
  /// The finding in words, where it is of one of these kinds.
  var filling: FindingText {
    switch finding.kind {
    case .blankForm(let cells): blankForm(cells)
    case .hiddenSheet(let isVeryHidden): hiddenSheet(isVeryHidden)
    case .formGone(let form, let unit, let period): formGone(form, unit, period)
    default: nilReturnContradicted()
    }
  }

  func blankForm(_ cells: Int) -> FindingText {
    FindingText(
      cells == 0
        ? say(
          "Danh sách này chưa có dòng nào, nên không được nhập.",
          "This register has no row, so it is not imported.")
        : say(
          "Biểu này còn trống: chưa ô nào trong \(language.number(cells)) ô được điền, nên không "
            + "được nhập.",
          "This form is blank: none of its \(language.number(cells)) cells is filled, so it is not "
            + "imported."),
      expected: say("số liệu, hoặc “Không phát sinh”", "figures, or “Không phát sinh”"),
      hint: say(
        "Hãy điền biểu; nếu trong kỳ không có gì, hãy ghi “Không phát sinh” dưới tên biểu. Biểu không "
          + "phải nộp thì xóa trang tính.",
        "Fill the form; if nothing occurred in the period, write “Không phát sinh” under its title. "
          + "Delete the sheet of a form that need not be handed in."))
  }

  func nilReturnContradicted() -> FindingText {
    let cells = finding.related.compactMap(\.place.cell).map(\.description).joined(separator: ", ")
    return FindingText(
      say(
        "Ô này ghi là không phát sinh, nhưng vẫn có số liệu khác 0, như ở \(cells).",
        "This cell says that nothing occurred, but there are figures other than 0, as in \(cells)."),
      expected: say("số liệu, hoặc “Không phát sinh”", "figures, or “Không phát sinh”"),
      hint: say(
        "Hãy xóa câu “Không phát sinh” nếu số liệu đúng, hoặc xóa số liệu nếu đúng là không có.",
        "Delete the statement if the figures are right, or the figures if there are none."))
  }

  func hiddenSheet(_ isVeryHidden: Bool) -> FindingText {
    FindingText(
      say(
        "Biểu này nằm trên trang tính bị ẩn; số liệu của nó vẫn được đọc và nhập, trừ khi có một "
          + "trang không ẩn cùng biểu, đơn vị và kỳ.",
        "This form is on a hidden sheet; its figures are read and imported all the same, unless a "
          + "sheet that is shown has the same form, unit and period."),
      expected: say("trang tính không ẩn", "a sheet that is shown"),
      hint: isVeryHidden
        ? say(
          "Trang này ẩn kỹ, chỉ hiện lại được bằng trình soạn macro (Alt+F11, Visible); nếu là bản cũ, "
            + "hãy xóa.",
          "The sheet is very hidden and is shown again from the macro editor alone (Alt+F11, Visible); "
            + "delete it if it is an old copy.")
        : say(
          "Hãy bấm chuột phải vào tên một trang tính, chọn Bỏ ẩn, rồi xem lại; nếu là bản cũ, hãy xóa.",
          "Right-click the name of a sheet, choose Unhide, and look; delete it if it is an old copy."
        ))
  }

  func formGone(_ form: String, _ unit: Evidence, _ period: ReportingPeriod?) -> FindingText {
    let owner = [
      unit.text.nonEmpty.map { say(" của \(Printable.name($0))", " of \(Printable.name($0))") },
      period.map { say(", \($0.title)", ", \($0)") },
    ].compactMap(\.self).joined()
    let name = form.nonEmpty.map(Printable.name) ?? say("một biểu", "a form")
    return FindingText(
      say(
        "Thiếu \(name)\(owner): khi lập, tệp này có biểu đó, nay không còn trang tính nào của nó.",
        "\(name)\(owner) is missing: the file had it when it was made, and no sheet of it is left."),
      expected: say("trang tính của biểu", "the sheet of the form"),
      hint: say(
        "Hãy lấy lại trang tính từ bản gốc; nếu biểu này không phải nộp thì bỏ qua.",
        "Take the sheet back from the original; pass this over if the form need not be handed in."))
  }
}
