import VietnameseText

/// The pieces of a title that may name a unit: from a word for a rank on to the period.
enum UnitPhrases {
  /// The pieces, from left to right.
  static func phrases(in text: String) -> [String] {
    let words = text.split { $0.isWhitespace || $0 == "_" }
    let keys = words.map { LabelKey($0) }
    var phrases: [String] = []
    for start in words.indices where isRank(keys, at: start) {
      var end = start + 1
      while end < words.count, end - start < 14, !stops.contains(keys[end]), !isYear(keys[end]),
        !isStop(keys, at: end)
      {
        end += 1
      }
      phrases.append(words[start..<end].joined(separator: " "))
    }
    return phrases
  }

  /// Whether a piece names a commune, so that its district is not meant where the commune is unknown:
  /// a rank and a name, not `xã hội` or `xã, phường`.
  static func namesCommune(_ phrase: String) -> Bool {
    let words = phrase.split { $0.isWhitespace }
    let keys = words.map { LabelKey($0) }
    let isTown = keys.count > 2 && keys[0] == LabelKey("thị") && keys[1] == LabelKey("trấn")
    let ranks = ["xã", "phường"].map { LabelKey($0) }
    guard isTown || (keys.count > 1 && ranks.contains(keys[0]) && keys[1] != LabelKey("hội")) else {
      return false
    }
    return words[isTown ? 2 : 1].first?.isUppercase ?? false
  }

  private static func isRank(_ keys: [LabelKey], at index: Int) -> Bool {
    if single.contains(keys[index]) { return true }
    guard index + 1 < keys.count else { return false }
    return double.contains { $0.0 == keys[index] && $0.1 == keys[index + 1] }
  }

  /// Whether two words begin what is no name: `qua các năm`, `giai đoạn`, but not `Tông Qua Lìn`.
  private static func isStop(_ keys: [LabelKey], at index: Int) -> Bool {
    index + 1 < keys.count && pairs.contains { $0.0 == keys[index] && $0.1 == keys[index + 1] }
  }

  private static func isYear(_ key: LabelKey) -> Bool {
    key.bytes.count == 4 && key.bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let single = Set(
    ["xã", "phường", "huyện", "quận", "tỉnh", "tp", "tx", "tt", "p", "x", "h", "q", "t"].map {
      LabelKey($0)
    })
  private static let double = [("thị", "trấn"), ("thị", "xã"), ("thành", "phố"), ("đặc", "khu")]
    .map { (LabelKey($0.0), LabelKey($0.1)) }
  private static let pairs = [
    ("qua", "các"), ("giai", "đoạn"), ("các", "năm"), ("từ", "năm"), ("trong", "năm"),
  ].map { (LabelKey($0.0), LabelKey($0.1)) }
  private static let stops = Set(
    ["năm", "quý", "tháng", "kỳ", "ngày", "6", "06", "tính", "đến"].map { LabelKey($0) })
}

/// The words by which rows and titles compare figures with others, and are none of their own.
enum ComparisonWords {
  /// Whether a row's label begins with such words: `Tỷ lệ %`, `So với năm 2014`, `Tăng/giảm`.
  static func begin(_ key: LabelKey) -> Bool {
    if key.bytes.first == UInt8(ascii: "%") { return true }
    guard
      let word = beginnings.first(where: {
        key.hasPrefix($0) && key.wordRange(of: $0)?.lowerBound == 0
      })
    else { return false }
    // `Tăng Tiến` is a commune: such a word stands alone, or beside its like.
    guard changes.contains(word) else { return true }
    return key.bytes.dropFirst(word.bytes.count).split {
      $0 == 0x20 || LabelPunctuation.isPunctuation($0)
    }.allSatisfy { besideChanges.contains(LabelKey(bytes: $0)) }
  }

  private static let changes = Set(["tăng", "giảm", "cơ cấu", "bình quân"].map { LabelKey($0) })
  private static let besideChanges = Set(
    ["tăng", "giảm", "so", "với", "cùng", "kỳ", "năm", "trước", "chung", "cơ", "cấu", "tỷ", "lệ"]
      .map { LabelKey($0) })

  /// Whether a title compares with another year: `so với năm 2014`.
  static func arePart(of key: LabelKey) -> Bool { inside.contains { key.containsWords($0) } }

  private static let beginnings = [
    "tỷ lệ", "tỉ lệ", "so với", "so sánh", "tăng", "giảm", "chênh lệch", "bình quân", "cơ cấu",
    "tỷ trọng", "tỉ trọng", "cùng kỳ", "năm trước", "kỳ trước",
  ].map { LabelKey($0) }
  private static let inside = ["so với", "cùng kỳ", "năm trước"].map { LabelKey($0) }
}

/// What a unit of measurement counts: households are no children.
enum CountedThings {
  /// Whether a unit names a thing that the unit of a form does not.
  static func differ(_ said: String, from unit: String) -> Bool {
    let (said, unit) = (LabelKey(said), LabelKey(unit))
    return things.contains { said.containsWords($0) && !unit.containsWords($0) }
  }

  private static let things = [
    "hộ", "gia đình", "vụ", "việc", "cuộc", "lớp", "trường", "cơ sở", "điểm", "lần", "buổi", "xã",
    "phường", "thôn", "bản", "đồng",
  ].map { LabelKey($0) }
}

/// The label of a row without the number before it.
enum RowLabel {
  /// A unit's name without its running number, behind its code where there is one.
  ///
  /// Five digits are a commune's code, not a running number.
  static func unit(_ name: String, code: String? = nil) -> String {
    let isCoded = name.drop { $0.isWhitespace }.prefix { $0.isNumber }.count == 5
    let bare = isCoded ? name : withoutNumber(name)
    return code.map { "\($0) - \(bare)" } ?? bare
  }

  /// `1. Số trẻ em`, `a) Nam`, `II - Nông thôn`, `1.2. …` without what stands before the words.
  static func withoutNumber(_ text: String) -> String {
    var rest = text.drop { $0.isWhitespace || "-–—+•*".contains($0) }
    let mark = rest.prefix { $0.isNumber || $0 == "." || "ivxIVX".contains($0) }
    let letter = mark.isEmpty ? rest.prefix(1) : mark
    let behind = rest.dropFirst(letter.count)
    let ends = letter.last == "." || behind.first.map { ")./-–:".contains($0) } ?? false
    guard !letter.isEmpty, letter.count <= 8, ends else { return String(rest) }
    rest = behind.drop { ")./-–: ".contains($0) || $0.isWhitespace }
    return rest.isEmpty ? text : String(rest)
  }
}
