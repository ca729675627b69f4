import SheetModel
import VietnameseText

/// What a unit of measurement says of the figures under it: in how many ones they count (`nghìn
/// đồng`: 1,000), and out of how many a rate is (`%`: 100).
///
/// Read in any spelling that officers use: words (`triệu`, `tr.đ`, `ngàn`, `phần nghìn`), numbers
/// (`1.000 đ`, `1000đ`, `'000 đồng`, `x 1000`), signs and fractions (`%o`, `1/1.000`, `/100.000`,
/// `trên 10.000 trẻ`). What is counted (`người`, `em`, `trẻ`, `đ`, `VNĐ`) changes no scale.
package struct MeasureScale: Hashable, Sendable {
  /// The power of ten that a figure counts in: 3 for `nghìn đồng`, 0 for ones.
  package private(set) var tens = 0
  /// Out of how many a rate is; nil where the text names no rate.
  package private(set) var base: Int?
  /// Whether it is of money.
  package private(set) var isMoney = false
  /// Whether nothing but known words of units stands in the text.
  package private(set) var isPlain = true
  /// Whether something is named that is counted.
  private var isCounted = false

  /// The scale of a unit as it stands in a column of units; nil for a text without any word for one.
  package init?(unit text: some StringProtocol) { self.init(unit: LabelKey(text)) }

  /// The same by its key.
  package init?(unit key: LabelKey) {
    guard !key.isEmpty else { return nil }
    read(MeasureToken.tokens(of: Self.withoutLabel(key) ?? key))
    guard tens > 0 || base != nil || isCounted else { return nil }
  }

  /// Ones of whatever is counted.
  package static let ones: MeasureScale = {
    var scale = MeasureScale()
    scale.isCounted = true
    return scale
  }()

  /// Whether figures are ones: no rate, no thousands.
  package var isOnes: Bool { tens == 0 && base == nil }

  /// Whether figures under another unit are of another scale than under this one.
  ///
  /// Where a rate is expected, a unit without a base differs only if it plainly counts something.
  package func differs(from other: MeasureScale) -> Bool {
    if tens != other.tens { return true }
    if base == other.base { return false }
    return base != nil || isCounted
  }

  // MARK: Reading

  private mutating func read(_ tokens: [MeasureToken]) {
    var index = 0
    // What stands behind `/` or `trên` and is no number is what a unit is given for: `đồng/trẻ`.
    while index < tokens.count {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      switch tokens[index] {
      case .base(let of): base = base ?? of
      case .slash: index += readBase(next) ? 1 : 0
      case .tens(let power):
        if isCounted, power < 3 { isPlain = false } else { tens += power }
      case .word(let word): index += read(word, next)
      case .number: isPlain = false
      case .sign(let sign): if !Self.signs.contains(sign) { isPlain = false }
      }
      index += 1
    }
  }

  /// Reads what stands behind a slash; true where it is a number.
  private mutating func readBase(_ next: MeasureToken?) -> Bool {
    guard case .tens(let power)? = next, (2...6).contains(power) else { return false }
    // `1/1.000`: the one before the slash adds nothing.
    base = base ?? (0..<power).reduce(1) { product, _ in product * 10 }
    return true
  }

  /// Reads a word; how many of the tokens behind it belong to it.
  private mutating func read(_ word: [UInt8], _ next: MeasureToken?) -> Int {
    if word == MeasureWords.out, readBase(next) { return 1 }
    if word == MeasureWords.part, case .word(let of)? = next,
      let power = MeasureWords.multipliers[of]
    {
      base = base ?? (0..<power).reduce(1) { product, _ in product * 10 }
      return 1
    }
    if let of = MeasureWords.bases[word] {
      base = base ?? of
      return 0
    }
    // `tỷ lệ`, `tỷ suất`, `tỷ số` are no thousand millions.
    if MeasureWords.multipliers[word] == 9, case .word(let behind)? = next,
      MeasureWords.ratios.contains(behind)
    {
      isPlain = false
      return 1
    }
    if let power = MeasureWords.multipliers[word] {
      tens += power
      return 0
    }
    if let power = MeasureWords.money[word] {
      tens += power
      (isMoney, isCounted) = (true, true)
      return 0
    }
    if MeasureWords.counted.contains(word) {
      isCounted = true
    } else if word != MeasureWords.times {
      isPlain = false
    }
    return 0
  }

  private static let signs: Set<UInt8> = Set("().,:;-'\"*_^".utf8)
}

extension MeasureScale {
  /// The scale that a remark above, beside or in a label states, as `ĐVT: 1.000 đồng`, `(nghìn
  /// người)`, `Kinh phí, triệu đồng` or a cell of nothing but `triệu đồng`; nil where none does.
  ///
  /// Without the words `đơn vị tính` nothing but words for units may stand in it, so that no name of
  /// a place or title is taken for one. Units of ones (`Đơn vị tính: người`) are no scale.
  ///
  /// Of notes (`isLabel` false) much less is taken: `Tổng: 1.000 người` and `thẻ BHYT: 100%` say how
  /// many, not in what.
  package init?(remark key: LabelKey, isLabel: Bool = false) {
    guard (1...400).contains(key.bytes.count), MeasureWords.mayScale(key.bytes) else { return nil }
    if let behind = Self.behindLabel(in: key) {
      // A list of units (`Người, %`) is of no one column.
      let listed = behind.bytes.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      if listed.count > 1,
        listed.contains(where: { MeasureScale(unit: LabelKey(bytes: Array($0)))?.isOnes == true })
      {
        return nil
      }
      self.init()
      read(Array(MeasureToken.tokens(of: behind, atMost: 5)))
      guard !isOnes else { return nil }
      return
    }
    // `Đơn vị: nghìn người`; a place called so has other words in it.
    if let behind = Self.withoutLabel(key), let scale = MeasureScale(unit: behind), scale.isPlain,
      scale.tens > 0, scale.isCounted
    {
      self = scale
      return
    }
    for start in Self.starts(in: key) {
      let unit = LabelKey(bytes: key.bytes[start...])
      guard let scale = MeasureScale(unit: unit), scale.isPlain, !scale.isOnes,
        Self.isRemark(unit, scale)
      else { continue }
      let isInBrackets = start > 0 && key.bytes[start - 1] == UInt8(ascii: "(")
      let isSetOff = start == 0 || isInBrackets
      if case .tens? = MeasureToken.tokens(of: unit, atMost: 1).first,
        !isSetOff || scale.tens < 3
      {
        continue
      }
      if scale.tens == 0, start != 0, !(isLabel && isInBrackets) { continue }
      self = scale
      return
    }
    return nil
  }

  /// The scale that a text states behind `đơn vị tính`, wherever in it, ones too; nil for none and for a
  /// list of units.
  package init?(statedIn key: LabelKey) {
    let asNote = key.wordRange(of: LabelKey("tính bằng")).map {
      LabelKey(bytes: LabelPunctuation.cut(key.bytes[$0.upperBound...]))
    }
    guard let behind = Self.behindLabel(in: key) ?? asNote,
      !behind.bytes.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }),
      let scale = MeasureScale(unit: behind)
    else { return nil }
    self = scale
  }

  /// Whether known words alone are a remark: `Xã Vạn` is a place, and `TR` may be anything.
  private static func isRemark(_ unit: LabelKey, _ scale: MeasureScale) -> Bool {
    guard case .word(let first)? = MeasureToken.tokens(of: unit, atMost: 1).first else {
      return scale.isCounted || scale.base != nil
    }
    if MeasureWords.counted.contains(first) { return false }
    return scale.isCounted || scale.base != nil || MeasureWords.whole.contains(unit.bytes)
  }

  private init() {}

  /// Where a unit may begin: with the text, behind the last bracket, comma or colon.
  private static func starts(in key: LabelKey) -> [Int] {
    let marks = [UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: ":")]
    return [0]
      + marks.compactMap { mark in key.bytes.lastIndex(of: mark).map { $0 + 1 } }
      .filter { key.bytes.count - $0 <= 40 }
  }

  /// What stands behind `đơn vị tính` inside a text; nil where that is not in it.
  private static func behindLabel(in key: LabelKey) -> LabelKey? {
    for label in MeasureWords.sureLabels {
      guard let range = key.wordRange(of: label) else { continue }
      return LabelKey(bytes: LabelPunctuation.cut(key.bytes[range.upperBound...]))
    }
    return nil
  }

  /// A text without the label of a unit that it begins with; nil where it has none.
  private static func withoutLabel(_ key: LabelKey) -> LabelKey? {
    for label in MeasureWords.labels where key.wordRange(of: label)?.lowerBound == 0 {
      return LabelKey(bytes: LabelPunctuation.cut(key.bytes[label.bytes.count...]))
    }
    return nil
  }

  /// Whether a text asks for a unit of measurement: `Đơn vị tính:`, `ĐVT`.
  package static func isLabel(_ key: LabelKey) -> Bool {
    MeasureWords.sureLabels.contains(key)
  }

  /// Whether a text begins with such a label: `ĐVT: người`.
  package static func beginsWithLabel(_ key: LabelKey) -> Bool {
    MeasureWords.sureLabels.contains { key.wordRange(of: $0)?.lowerBound == 0 }
  }
}

extension MeasureScale: NeutralFact {
  /// The scale in the words that this program has for it: `nghìn đồng`, `triệu`, `‰`, `/10.000`.
  package var description: String {
    var words: [String] = []
    if tens > 0 { words.append(Self.names[tens] ?? "10^\(tens)") }
    if isMoney { words.append("đồng") }
    switch base {
    case 100?: words.append("%")
    case 1000?: words.append("‰")
    case 1_000_000?: words.append("/1.000.000")
    case let base?: words.append("/\(base / 1000).000")
    case nil: break
    }
    return words.joined(separator: " ")
  }

  private static let names = [
    1: "chục", 2: "trăm", 3: "nghìn", 4: "vạn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ",
  ]
}
