import Indicators
import Migration

/// The words of check sums, which nobody is to take for statistics.
enum MigrationSumWords {
  /// What the sums are called.
  static func title(_ language: Language) -> String {
    language.say(
      "Tổng kiểm tra – không phải số liệu thống kê", "Check sums – no statistics")
  }

  /// What they are and are not.
  static func explanation(_ language: Language) -> String {
    language.say(
      "Mỗi dòng cộng các ô có số liệu của một chỉ tiêu trong một kỳ ở nguồn và ở kết quả, để biết không số nào bị mất hay thêm; ô không phân tổ và ô chia theo giới tính, nhóm tuổi … cộng riêng. Xã và huyện, tỉnh trên nó nằm chung một tổng, nên tổng không phải là số trẻ em. Nguồn: do một lần đọc độc lập cộng lại; ô bị giữ lại chưa rõ thuộc đâu nên không nằm trong đó. Phần lớn mã là mã tạm của bieu, không phải mã của Bộ.",
      "Every line adds up the cells with figures of one indicator and period, in the sources and in the output, to show that no figure was lost or added; undivided cells and those by sex, age … are added apart. Communes and the districts and provinces above them are in one sum, so a sum is no number of children. Sources: added up by an independent reading; cells held back are in no sum yet. Most codes are placeholders of bieu, not the ministry's."
    )
  }

  /// The measure in words, as a name of the report has it.
  static func measure(_ name: String, _ language: Language) -> String {
    switch name {
    case "count": language.say("số đếm", "count")
    case "numerator": language.say("tử số", "numerator")
    case "denominator": language.say("mẫu số", "denominator")
    case "rate": language.say("tỷ lệ", "rate")
    case "count/register": language.say("đếm từ danh sách", "counted from registers")
    default: name
    }
  }

  /// Which cells of an indicator a sum adds up: the wholes, or the parts by some breakdowns.
  static func cells(_ total: MigrationReport.Total, _ language: Language) -> String {
    guard !total.breakdowns.isEmpty else { return language.say("không phân tổ", "undivided") }
    switch language {
    case .vi:
      let names = total.breakdownNames.isEmpty ? total.breakdowns : total.breakdownNames
      return "theo "
        + names.map { $0.prefix(1).lowercased() + $0.dropFirst() }.joined(separator: ", ")
    case .en: return "by " + total.breakdowns.joined(separator: ", ")
    }
  }

  /// The names of the columns with numbers.
  static func heads(_ language: Language) -> [String] {
    language == .vi
      ? ["Nguồn", "Đã chuyển", "Trùng", "Khác nhau", "Giữ lại", "Lệch"]
      : ["Sources", "Migrated", "Repeated", "Disputed", "Held back", "Difference"]
  }

  /// The numbers of a sum as the columns have them.
  static func numbers(_ total: MigrationReport.Total, _ language: Language) -> [String] {
    let values = [
      total.source, total.migrated, total.repeated, total.disputed, total.heldBack,
      total.difference,
    ]
    return values.map { $0.map { language.number($0.normalized) } ?? "?" }
  }
}
