import VietnameseText

/// The words of units of measurement, as `LabelKey` folds them.
enum MeasureWords {
  static let out = LabelKey("trên").bytes
  static let part = LabelKey("phần").bytes
  static let times = LabelKey("x").bytes

  static let multipliers = keyed([
    1: "chục", 2: "trăm", 3: "nghìn ngàn ngìn k thousand thousands", 4: "vạn",
    6: "triệu tr million millions mil", 9: "tỷ tỉ billion billions",
  ])
  /// Those that are units by themselves.
  static let whole: Set<[UInt8]> = keys("chục trăm nghìn ngàn vạn triệu tỷ tỉ")
  static let bases = keyed([
    100: "phầntrăm percent", 1000: "phầnnghìn phầnngàn", 10_000: "phầnvạn",
  ])
  /// Money, with the power of ten that an abbreviation has in it.
  static let money = keyed([
    0: "đồng đ vnđ vnd ₫ dong", 3: "nghđ ngđ ngànđ nghìnđ kđ", 6: "trđ triệuđ", 9: "tỷđ tỉđ",
  ])
  /// The words that a scale cannot do without, by their first byte.
  private static let markers: [[[UInt8]]] = {
    let words = Array(multipliers.keys) + bases.keys + [part] + money.filter { $0.value > 0 }.keys
    var markers = [[[UInt8]]](repeating: [], count: 256)
    for word in words { markers[Int(word[0])].append(word) }
    return markers
  }()

  /// Whether a word stands at a place of a key and ends there, for `trẻ` is no `tr`.
  private static func isWord(_ word: [UInt8], at index: Int, of key: [UInt8]) -> Bool {
    let end = index + word.count
    guard end <= key.count, key[index..<end].elementsEqual(word) else { return false }
    return end == key.count || key[end] > 0x08 && key[end] < 0x61
      || key[end] > 0x7A && key[end] < 0x80
  }

  /// A look at the bytes of a key, for most texts around a table have no scale: whether a sign, a
  /// round number or a word of one is in it.
  static func mayScale(_ key: [UInt8]) -> Bool {
    var before: UInt8 = 0x20
    for index in key.indices {
      let byte = key[index]
      if byte == UInt8(ascii: "%") || byte == 0x30 && before == 0x30 { return true }
      if byte == 0x80, before == 0xE2 { return true }
      let isStart = before >= 0x08 && before < 0x61 || before > 0x7A && before < 0x80
      if isStart, markers[Int(byte)].contains(where: { isWord($0, at: index, of: key) }) {
        return true
      }
      before = byte
    }
    return false
  }

  static let ratios: Set<[UInt8]> = keys("lệ suất số trọng")
  static let counted: Set<[UInt8]> = keys(
    """
    người em trẻ cháu bé nam nữ trai gái nạn nhân đối tượng lượt vụ việc ca trường hợp hộ gia đình \
    cuộc buổi lớp cơ sở xã phường thôn bản tổ đơn vị cái chiếc suất việt nghề học sinh children child \
    persons person people households cases case
    """)
  static let sureLabels = ["đơn vị tính", "đv tính", "đvt", "đ.v.t", "đơn vị đo"].map {
    LabelKey($0)
  }
  static let labels = sureLabels + ["tính bằng", "đơn vị", "unit"].map { LabelKey($0) }

  private static func keyed(_ words: [Int: String]) -> [[UInt8]: Int] {
    var keyed: [[UInt8]: Int] = [:]
    for (power, list) in words {
      for word in list.split(separator: " ") { keyed[LabelKey(word).bytes] = power }
    }
    return keyed
  }

  private static func keys(_ words: String) -> Set<[UInt8]> {
    Set(words.split(separator: " ").map { LabelKey($0).bytes })
  }
}
