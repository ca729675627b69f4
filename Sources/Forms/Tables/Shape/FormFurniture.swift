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

  /// Whether the text before a number says what the number is and does not say it already: `Năm`,
  /// `Mã đơn vị:`, `..., ngày`; not `Biểu số 01/TE` or `Đơn vị báo cáo: Xã Bản Bo`.
  package static func asksForNumber(_ key: LabelKey?) -> Bool {
    guard let key else { return false }
    let words = key.bytes.split { $0 == 0x20 || LabelPunctuation.isPunctuation($0) }
    if let last = words.last, asking.contains(where: { $0.bytes.elementsEqual(last) }) {
      return true
    }
    guard let label = numbered.first(where: { key.hasPrefix($0) }) else { return false }
    // `Năm trước` or `Số trẻ em` ask for a figure, which is none of the document's own.
    return key.bytes.dropFirst(label.bytes.count).split(separator: 0x20).allSatisfy { word in
      besideLabels.contains { $0.bytes.elementsEqual(word) }
    }
  }

  /// The words that a text ends with when a number is to follow.
  private static let asking = ["năm", "tháng", "ngày", "quý", "mã", "kỳ"].map { LabelKey($0) }

  /// What may stand behind such a label and still ask for the number.
  private static let besideLabels = [
    "báo", "cáo", "đơn", "vị", "số", "mã", "liệu", "hành", "chính", "nhận", "gửi", "lập", "địa",
    "bàn", "biểu", "hiệu", "văn", "bản", "thứ", "tên", "tính", "đầu", "cuối", "kỳ", "năm", "xã",
    "phường", "huyện", "tỉnh", "di", "động", "của",
  ].map { LabelKey($0) }

  /// Whether a text names a year that is not the period's: a decree's, a plan's, a school year.
  package static func namesOtherYear(_ key: LabelKey) -> Bool {
    otherYears.contains { key.containsWords($0) }
  }

  /// The label of the reporting unit that a text begins with.
  package static func unitLabel(of key: LabelKey) -> LabelKey? {
    unitLabels.first { key.hasPrefix($0) }
  }

  /// The label of the reporting period that a text begins with.
  package static func periodLabel(of key: LabelKey) -> LabelKey? {
    periodLabels.first { key.hasPrefix($0) }
  }

  /// Whether a text begins with the office of a place, as letterheads do: `UBND XÃ BẢN BO`.
  package static func isOffice(_ key: LabelKey) -> Bool {
    offices.contains { key.hasPrefix($0) && key.wordRange(of: $0)?.lowerBound == 0 }
  }

  /// The label that a statement begins with, whatever it asks for.
  package static func label(of key: LabelKey) -> LabelKey? {
    unitLabel(of: key) ?? periodLabel(of: key) ?? otherLabels.first { key.hasPrefix($0) }
  }

  /// Whether a text begins with the label of a statement, so that it is no other label's value.
  package static func isStatement(_ key: LabelKey) -> Bool {
    label(of: key) != nil
  }

  /// Whether a text is a heading of rows that says nothing of their figures: `II. Vùng cao`, `Cụm 2`.
  package static func isGroup(_ key: LabelKey) -> Bool {
    let words = key.bytes.split { $0 == 0x20 || LabelPunctuation.isPunctuation($0) }
      .drop {
        $0.allSatisfy { (0x30...0x39).contains($0) } || numerals.contains(LabelKey(bytes: $0))
      }
    let bare = LabelKey(bytes: words.map { Array($0) }.joined(separator: [0x20]))
    return words.count <= 5 && groups.contains { bare.wordRange(of: $0)?.lowerBound == 0 }
  }

  private static let groups = [
    "khu vực", "vùng", "cụm", "tiểu vùng", "miền", "các xã", "các phường", "nhóm xã", "khối",
  ].map { LabelKey($0) }
  private static let numerals = Set(
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "a", "b", "c", "d"].map {
      LabelKey($0)
    })

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

  private static let offices = ["UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân"].map {
    LabelKey($0)
  }

  private static let unitLabels = [
    "Đơn vị báo cáo", "Tên đơn vị báo cáo", "Đơn vị lập báo cáo", "Đơn vị gửi báo cáo",
    "Địa bàn báo cáo", "Tên đơn vị",
  ].map { LabelKey($0) }

  private static let periodLabels = ["Kỳ báo cáo", "Kỳ số liệu", "Năm báo cáo"].map {
    LabelKey($0)
  }

  private static let otherLabels = [
    "Đơn vị nhận", "Đơn vị tính", "Ngày nhận", "Biểu số", "Ban hành",
  ].map { LabelKey($0) }

  private static let otherYears = [
    "ban hành", "thông tư", "quyết định", "nghị quyết", "nghị định", "kế hoạch", "luật",
    "giai đoạn", "ngày nhận", "năm học", "kèm theo",
  ].map { LabelKey($0) }
}
