import Forms
import Indicators

/// Guesses what a label of an unknown layout means today; every guess is for a person to look at.
struct DraftGuess {
  /// What a label may mean.
  enum Meaning: Sendable {
    /// A role that needs nothing else.
    case role(String)
    /// Figures.
    case figure(MappingMeaning)
    /// A column of the register form.
    case field(String)
    /// A part of the year.
    case period(String)
  }

  let set: IndicatorSet
  /// The register form's identity; nil where the set has none.
  let register: FormDefinition?
  private var figures: [LooseKey: MappingMeaning] = [:]
  private var fields: [LooseKey: String] = [:]

  init(set: IndicatorSet, library: TemplateLibrary) {
    self.set = set
    register = library.forms.first { $0.set == set.id && $0.register != nil }
    for column in register?.register?.columns ?? [] {
      for label in [column.label] + column.aliases { fields[LooseKey(label)] = column.id }
    }
    for form in library.forms where form.set == set.id {
      for row in form.matrix?.rows ?? [] {
        guard let target = row.target else { continue }
        let meaning = MappingMeaning(
          indicator: target.indicator, measure: target.measure == .count ? nil : target.measure,
          breakdown: target.category.map { [$0] } ?? [])
        add(row.label, meaning)
        guard let value = target.category,
          let category = set.breakdown(value.breakdown)?.categories.first(where: {
            $0.id == value.category
          })
        else { continue }
        for label in [category.label] + category.aliases { add(label, meaning) }
      }
    }
  }

  private mutating func add(_ label: String, _ meaning: MappingMeaning) {
    for key in [LooseKey(label), Self.core(label)] where !key.isEmpty && figures[key] == nil {
      figures[key] = meaning
    }
  }

  /// What a label means; nil where nothing of the set is called so.
  func meaning(of label: String) -> Meaning? {
    let key = LooseKey(label)
    if let role = Self.roles[key] { return .role(role) }
    if let period = Self.periods[key] { return .period(period) }
    let bare = RowLabel.withoutNumber(label)
    return (figures[key] ?? figures[LooseKey(bare)] ?? figures[Self.core(bare)]).map { .figure($0) }
  }

  /// The column of the register form that is called so.
  func field(_ label: String) -> String? {
    fields[LooseKey(label)] ?? fields[LooseKey(label.replacing("_", with: " "))]
  }

  /// The category of the breakdown by sex, or `total`, that a label of a part is called.
  func sex(_ label: String) -> String? {
    let key = LooseKey(label)
    if Self.totals.contains(key) { return "total" }
    return set.breakdown("sex")?.categories.first { category in
      ([category.label] + category.aliases).contains { LooseKey($0) == key }
    }?.id
  }

  /// A label without the words that old and new names have or leave out at will.
  private static func core(_ label: String) -> LooseKey {
    var words = LabelKey(label).bytes.split(separator: 0x20).map { LabelKey(bytes: $0) }
    while words.count > 1, let first = words.first, fillers.contains(first) { words.removeFirst() }
    return LooseKey(LabelKey(bytes: words.map(\.bytes).joined(separator: [0x20])))
  }

  private static let fillers = Set(
    ["số", "tổng", "lượng", "trẻ", "em", "bị", "là", "có"].map { LabelKey($0) })
  /// Labels of totals, also of rows.
  static let totals = Set(
    ["Tổng số", "TS", "Tổng", "Cộng", "Tổng cộng", "Toàn huyện", "Toàn tỉnh"].map { LooseKey($0) })
  private static let roles: [LooseKey: String] = table([
    "ordinal": ["STT", "TT", "Số TT", "Số thứ tự"],
    "unit": [
      "Tên xã", "Xã", "Tên đơn vị", "Đơn vị", "Địa phương", "Xã, phường", "Xã, phường, thị trấn",
      "Tên xã, phường, thị trấn", "TEN_XA", "Địa bàn", "Huyện", "Tên huyện",
    ],
    "unit-code": ["Mã xã", "MA_XA", "Mã đơn vị"],
    "label": ["Chỉ tiêu", "Nội dung", "Tên chỉ tiêu", "Nội dung chỉ tiêu"],
    "note": ["Ghi chú"],
    "ignore": ["Đơn vị tính", "ĐVT"],
  ])
  private static let periods: [LooseKey: String] = table([
    "H1": ["6 tháng đầu năm", "6 tháng"], "H2": ["6 tháng cuối năm"],
    "year": ["Cả năm", "Năm", "Thực hiện cả năm"],
    "Q1": ["Quý I", "Quý 1"], "Q2": ["Quý II", "Quý 2"], "Q3": ["Quý III", "Quý 3"],
    "Q4": ["Quý IV", "Quý 4"],
  ])

  private static func table(_ texts: [String: [String]]) -> [LooseKey: String] {
    var table: [LooseKey: String] = [:]
    for (value, labels) in texts { for label in labels { table[LooseKey(label)] = value } }
    return table
  }
}
