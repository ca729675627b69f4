import VietnameseText

/// How high a unit of an office's list stands.
enum ListedRank {
  case province, district, commune

  /// How high a unit stands by the word for its rank, and by its code where words leave it open:
  /// three digits are a district's (`105, Thành phố Lai Châu`), unless the word is a commune's,
  /// whose code may have lost its zeros (`106, Phường ...`).
  init(name: String, level: String, code: String = "") {
    let key = LabelKey(level.isEmpty ? name : level)
    func begins(_ words: [String]) -> Bool { words.contains { key.hasPrefix(LabelKey($0)) } }
    if begins(["thành phố thuộc", "huyện", "quận", "thị xã"]) {
      self = .district
    } else if code.utf8.count == 3, !begins(["xã", "phường", "thị trấn", "đặc khu"]) {
      self = .district
    } else if begins(["tỉnh", "thành phố"]) {
      self = .province
    } else {
      self = .commune
    }
  }

  /// The digits of its codes.
  var digits: Int {
    switch self {
    case .province: 2
    case .district: 3
    case .commune: 5
    }
  }
}
