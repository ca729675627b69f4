import FormModel
import Indicators
import Units

/// The fixed texts that forms show around their table; binding knows them as furniture.
package enum FormLayoutTexts {
  /// Before the day on which a form is due.
  package static let due = "Ngày nhận báo cáo: "
  /// Before the period's title.
  package static let period = "Kỳ báo cáo: "
  /// Before the unit that reports.
  package static let unit = "Đơn vị báo cáo: "
  /// Before the unit that receives.
  package static let receiver = "Đơn vị nhận báo cáo: "
  /// Over the notes.
  package static let notes = "Ghi chú:"
  /// The place and day of signing.
  package static let signingDay = "………………, ngày …… tháng …… năm ………"
  /// Over the left signature.
  package static let preparedBy = "Người lập biểu"
  /// Over the right signature.
  package static let approvedBy = "Thủ trưởng đơn vị"
  /// Under the left signature's head.
  package static let preparedByHint = "(Ký, họ tên)"
  /// Under the right signature's head.
  package static let approvedByHint = "(Ký, đóng dấu, họ tên)"
  /// What a line of dots stands for.
  package static let blank = "……………"

  /// Which cells of a matrix form are to be filled.
  static let inputNote =
    "- Nhập số liệu vào ô nền vàng; số in đậm do biểu tự tính; ô nền xám (x) không áp dụng."
  /// What the signs mean.
  static let signNote =
    "- Ký hiệu: “-” là không phát sinh (bằng 0); “…” là có phát sinh nhưng chưa thu thập được số "
    + "liệu; “x” là không áp dụng. Ô để trống được hiểu là chưa có số liệu."
  /// How a register is filled.
  static let registerNote =
    "- Mỗi trẻ em ghi một dòng; ngày ghi dạng ngày/tháng/năm (ví dụ 05/09/2018); số thứ tự do biểu "
    + "tự đánh. Thông tin định danh của trẻ em phải được bảo mật."

  /// The unit with its code, as the header shows it: `Xã Bản Bo (mã 03424)`.
  package static func unitText(_ unit: ReportingUnit?) -> String {
    unit.map { "\($0.name) (mã \($0.code))" } ?? blank
  }

  /// The day on which a form is due for a period, dots where it is not established.
  package static func dueText(_ definition: FormDefinition, period: ReportingPeriod?) -> String {
    due + (period.flatMap { definition.dueDates[$0.kind] } ?? blank)
  }
}

/// The messages that Excel and LibreOffice show when an entry is refused.
enum FormLayoutMessages {
  static let title = "Số liệu chưa hợp lệ"
  static let signs =
    "hoặc một ký hiệu: - (không phát sinh), … (chưa có số liệu), x (không áp dụng)."
  static let whole = "Chỉ nhập số nguyên không âm, " + signs
  static let decimal = "Chỉ nhập số không âm, " + signs
  static let percentage = "Chỉ nhập tỷ lệ từ 0 đến 100 (không gõ dấu %), " + signs
  static let date =
    "Ngày ghi dạng ngày/tháng/năm, ví dụ 05/09/2018, không sau ngày cuối kỳ báo cáo."
  static let list = "Chọn một giá trị trong danh sách."
  static let flag = "Ghi x nếu có; để trống nếu không."
  static let count = "Chỉ nhập số nguyên không âm."
  static let personalNumber = "Số định danh cá nhân gồm đúng 12 chữ số."

  static func length(_ maximum: Int) -> String { "Nội dung dài nhất \(maximum) ký tự." }
}
