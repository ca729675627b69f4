import FormModel
import Indicators
import SheetModel
import Validation

/// Figures by themselves and against each other.
extension FindingPhrases {
  private var compare: String {
    say(
      "Hãy đối chiếu các ô này với sổ gốc rồi sửa ô sai.",
      "Compare these cells with your records and correct the wrong one.")
  }

  private func atMost(_ value: ExactDecimal) -> String {
    say("không quá \(number(value))", "at most \(number(value))")
  }

  func notWhole() -> FindingText {
    FindingText(
      say(
        "Số đếm phải là số nguyên, nhưng ô đang ghi \(figure).",
        "A count must be a whole number, but the cell says \(figure)."),
      expected: say("số nguyên", "a whole number"),
      hint: say(
        "Hãy kiểm tra dấu phẩy, dấu chấm, và xem có gõ nhầm tỷ lệ vào dòng số đếm không.",
        "Check commas and points, and whether a rate was typed into a row of counts."))
  }

  func negative() -> FindingText {
    FindingText(
      say(
        "Số liệu không thể nhỏ hơn 0, nhưng ô đang ghi \(figure).",
        "The figure cannot be below 0, but the cell says \(figure)."),
      expected: say("từ 0 trở lên", "0 or more"),
      hint: say(
        "Hãy bỏ dấu trừ nếu gõ nhầm; không phát sinh thì ghi “-” hoặc 0.",
        "Remove the minus sign if it is a slip; use “-” or 0 for none."))
  }

  func outOfRange(_ minimum: ExactDecimal?, _ maximum: ExactDecimal?) -> FindingText {
    let range: String
    switch (minimum, maximum) {
    case (let minimum?, let maximum?):
      range = say(
        "từ \(number(minimum)) đến \(number(maximum))",
        "from \(number(minimum)) to \(number(maximum))")
    case (let minimum?, nil):
      range = say("từ \(number(minimum)) trở lên", "\(number(minimum)) or more")
    case (nil, let maximum?): range = atMost(maximum)
    case (nil, nil): range = say("trong khoảng cho phép", "within its range")
    }
    return FindingText(
      say(
        "Số liệu nằm ngoài khoảng cho phép (\(range)): ô đang ghi \(figure).",
        "The figure is outside its range (\(range)): the cell says \(figure)."),
      expected: range,
      hint: say(
        "Hãy kiểm tra lại con số và đơn vị tính của dòng.",
        "Check the figure and the unit of the row."))
  }

  func formulaOverwritten(_ expected: ExactDecimal?) -> FindingText {
    let message: String
    switch (expected, finding.severity) {
    case (let expected?, .error):
      message = say(
        "Công thức của ô này đã bị gõ đè bằng \(figure); đúng ra phải là "
          + "\(number(expected)): \(terms(between: "; ")).",
        "The formula of this cell was typed over with \(figure); it would give "
          + "\(number(expected)): \(terms(between: "; ")).")
    case (let expected?, .warning):
      message = say(
        "Công thức của ô này đã bị gõ đè bằng \(figure)\(rounding(expected)).",
        "The formula of this cell was typed over with \(figure)\(rounding(expected)).")
    case (nil, _):
      message = say(
        "Công thức của ô này đã bị gõ đè bằng \(figure); chưa kiểm tra được vì còn ô thành "
          + "phần chưa có số.",
        "The formula of this cell was typed over with \(figure); it cannot be checked while "
          + "cells that it uses have no figure.")
    }
    return FindingText(
      message, expected: expected.map(number) ?? say("công thức", "a formula"),
      hint: say(
        "Hãy chép lại công thức từ biểu mẫu trống; nếu con số đã gõ mới đúng thì sửa các ô "
          + "thành phần.",
        "Copy the formula from a blank form; if the typed figure is right, correct the cells "
          + "that the formula uses."))
  }

  /// What is to be said of a typed figure that is what the formula gives, as far as it is written.
  private func rounding(_ expected: ExactDecimal) -> String {
    guard let typed = ExactDecimal(finding.found.text) else { return "" }
    if typed == expected {
      return say("; con số hiện vẫn đúng", "; the figure is still right")
    }
    return say(
      "; đã làm tròn, công thức cho \(number(expected))",
      "; it is rounded, the formula gives \(number(expected))")
  }

  func sumMismatch(_ expected: ExactDecimal, _ found: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Tổng ghi \(number(found)), nhưng cộng các thành phần được \(number(expected)): "
          + "\(terms(between: " + ")).",
        "The total says \(number(found)), but its parts add up to \(number(expected)): "
          + "\(terms(between: " + "))."),
      expected: number(expected), hint: compare)
  }

  func partsAboveTotal(_ sum: ExactDecimal, _ total: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Còn thành phần chưa có số mà các thành phần đã điền đã là \(number(sum)), lớn hơn tổng "
          + "\(number(total)): \(terms(between: " + ")).",
        "Some parts have no figure, yet the others already make \(number(sum)), more than the "
          + "total \(number(total)): \(terms(between: " + "))."),
      expected: say("từ \(number(sum)) trở lên", "\(number(sum)) or more"), hint: compare)
  }

  func partAboveWhole(_ part: ExactDecimal, _ whole: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Phần này là \(number(part)), lớn hơn toàn bộ là \(number(whole)) ở \(other).",
        "This part is \(number(part)), more than the whole, \(number(whole)), in \(other)."),
      expected: atMost(whole), hint: compare)
  }

  func groupsBelowTotal(_ sum: ExactDecimal, _ total: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Tổng là \(number(total)), nhưng tất cả các nhóm cộng lại chỉ có \(number(sum)); mỗi "
          + "trẻ thuộc ít nhất một nhóm nên tổng không thể lớn hơn.",
        "The total is \(number(total)), but all groups together have only \(number(sum)); every "
          + "child is in at least one group, so the total cannot be more."),
      expected: atMost(sum),
      hint: say(
        "Hãy kiểm tra xem có nhóm nào bị ghi thiếu, hoặc tổng bị ghi thừa.",
        "Check whether a group is too low, or the total too high."))
  }

  func numeratorAboveDenominator(_ top: ExactDecimal, _ bottom: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Tử số là \(number(top)), lớn hơn mẫu số là \(number(bottom)) ở \(other).",
        "The numerator is \(number(top)), more than the denominator, \(number(bottom)), in "
          + "\(other)."),
      expected: atMost(bottom),
      hint: say(
        "Hãy kiểm tra xem hai dòng có bị ghi lẫn cho nhau không.",
        "Check whether the two rows were mixed up."))
  }

  func rateMismatch(
    _ expected: ExactDecimal, _ found: ExactDecimal, _ multiplier: Int
  ) -> FindingText {
    FindingText(
      say(
        "Ô ghi \(number(found)), nhưng tử số : mẫu số × \(language.number(multiplier)) = "
          + "\(number(expected)): \(terms(between: "; ")).",
        "The cell says \(number(found)), but numerator / denominator x \(multiplier) = "
          + "\(number(expected)): \(terms(between: "; "))."),
      expected: number(expected),
      hint: say(
        "Hãy kiểm tra tử số, mẫu số và công thức của ô này.",
        "Check the numerator, the denominator and the formula of this cell."))
  }

  func baseMixedUp(_ expected: ExactDecimal?, _ typed: String, _ unit: String) -> FindingText {
    let right = expected.map { "\(number($0)) (\(unit))" } ?? unit
    if finding.severity == .warning {
      return FindingText(
        say(
          "Đơn vị tính của dòng là “\(unit)”, nhưng ô ghi kèm “\(typed)” (\(written)); con số "
            + "\(right) thì đúng.",
          "The row is in “\(unit)”, but “\(typed)” is written with the figure (\(written)); the "
            + "figure, \(right), is right."),
        expected: right,
        hint: say(
          "Hãy bỏ dấu “\(typed)” hoặc đổi thành “\(unit)”.",
          "Remove the sign “\(typed)”, or make it “\(unit)”."))
    }
    let message =
      typed.isEmpty
      ? say(
        "Ô ghi \(figure), có lẽ nhầm đơn vị tính: theo tử số và mẫu số thì phải là \(right).",
        "The cell says \(figure), which seems to be in another base: numerator and denominator "
          + "give \(right).")
      : say(
        "Đơn vị tính của dòng là “\(unit)”, nhưng ô ghi \(written), tức theo “\(typed)”.",
        "The row is in “\(unit)”, but the cell says \(written), which is in “\(typed)”.")
    return FindingText(
      message, expected: right,
      hint: say(
        "Hãy ghi lại con số theo đơn vị tính của dòng (\(unit)).",
        "Write the figure in the unit of the row (\(unit))."))
  }

  func orderViolated(_ lower: ExactDecimal, _ upper: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Ô ghi \(number(lower)), lớn hơn \(number(upper)) ở \(other), mà theo nghĩa của hai chỉ "
          + "tiêu thì không thể lớn hơn.",
        "The cell says \(number(lower)), more than \(number(upper)) in \(other), which by the "
          + "meaning of the two cannot be."),
      expected: atMost(upper), hint: compare)
  }

  func sameQuantityDiffers(_ expected: ExactDecimal, _ found: ExactDecimal) -> FindingText {
    FindingText(
      say(
        "Ô này ghi \(number(found)), trong khi cùng số liệu đó ở \(other) lại là \(number(expected)).",
        "The cell says \(number(found)), but the same figure in \(other) is \(number(expected))."),
      expected: number(expected),
      hint: say(
        "Hãy đối chiếu với sổ gốc và ghi cùng một con số ở cả hai nơi.",
        "Compare with your records and write the same figure in both places."))
  }
}
