import VietnameseText

/// The words of the blocks around a table, as Vietnamese forms have them.
package enum FormFurniture {
  /// Whether a text begins the block of notes and signatures under a table.
  package static func startsFooter(_ key: LabelKey) -> Bool {
    if footers.contains(where: { key.hasPrefix($0) && key.wordRange(of: $0)?.lowerBound == 0 }) {
      return true
    }
    return key.containsWords(day) && key.containsWords(month) && key.containsWords(year)
  }

  /// Whether the text before a number says what the number is: `Năm`, `Mã đơn vị`, `Quý`.
  package static func asksForNumber(_ key: LabelKey?) -> Bool {
    guard let key else { return false }
    return numbered.contains { key.hasPrefix($0) }
  }

  private static let day = LabelKey("ngày")
  private static let month = LabelKey("tháng")
  private static let year = LabelKey("năm")

  private static let footers = [
    "Nơi nhận", "Người lập", "Người kiểm tra", "Người tổng hợp", "Người báo cáo", "Người ghi",
    "Thủ trưởng", "Lãnh đạo", "Chủ tịch", "Phó chủ tịch", "Giám đốc", "Phó giám đốc",
    "Trưởng phòng", "Trưởng ban", "Kế toán", "Ghi chú", "Chú thích", "Lưu ý", "KT", "TM", "TL",
    "TUQ", "Ký", "Đóng dấu", "Lưu", "Xác nhận", "Công chức", "Cán bộ", "Nguồn",
  ].map { LabelKey($0) }

  private static let numbered = [
    "Năm", "Quý", "Kỳ", "Tháng", "Mã", "Ngày", "Đơn vị", "Biểu", "Số", "Địa bàn", "Tên đơn vị",
    "6 tháng", "06 tháng", "Điện thoại", "ĐT",
  ].map { LabelKey($0) }
}
