import Indicators
import SheetModel
import Units

/// A flat export of a child register: fields named by a database, sex 1 and 0, dates dd/mm/yy.
///
/// Read through `Templates/legacy/danh-sach-csdl.yml`.
///
/// Every child is made up from the seed.
struct LegacyRegister {
  /// A child of the register, as a migration must bring it across.
  struct Child {
    var name: String
    var birth: CalendarDate?
    var isMale: Bool
    var ethnicGroup: String
    var personalNumber: String
    /// The identities of the categories of `circumstance`.
    var circumstances: [String]
    var isSupported: Bool
    var unit: ReportingUnit
  }

  var units: [ReportingUnit]
  var year: Int
  var seed: UInt64
  /// The number of children.
  var count: Int
  /// Every so many rows a child stands a second time, its name spelled otherwise; nil for none.
  var duplicateEvery: Int?

  /// The names of the fields.
  static let fields = [
    "ID", "MA_XA", "TEN_XA", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "DAN_TOC", "SO_DDCN", "THON_BAN",
    "HOAN_CANH", "DUOC_TRO_GIUP", "GHI_CHU", "NGAY_CAP_NHAT", "NAM",
  ]
  /// The categories of `circumstance` in the order of the codes 1 to 14.
  static let circumstances = [
    "orphan", "abandoned", "no-support", "disabled", "hiv", "offender", "drug-addicted",
    "left-school-to-work", "harmed-by-violence", "exploited", "sexually-abused", "trafficked",
    "ill-poor", "displaced",
  ]

  /// Whether a row repeats the child of the row before.
  func isDuplicate(_ index: Int) -> Bool {
    guard let duplicateEvery, duplicateEvery > 1 else { return false }
    return index % duplicateEvery == duplicateEvery - 1
  }

  /// The child of a row, from 0.
  func child(_ index: Int) -> Child {
    if isDuplicate(index) {
      var child = self.child(index - 1)
      child.name = VietnameseSpelling.oldToneMarks(child.name).uppercased()
      return child
    }
    let own = SyntheticCommune.mix(seed &+ UInt64(truncatingIfNeeded: index), "child")
    func draw(_ topic: String, _ count: Int) -> Int {
      Int(SyntheticCommune.mix(own, topic) % UInt64(max(1, count)))
    }
    let isMale = draw("sex", 2) == 0
    let birthYear = year - draw("age", 16)
    let month = draw("month", 12) + 1
    let day = draw("day", 28) + 1
    let birth = CalendarDate(year: birthYear, month: month, day: day)
    let name =
      [
        Self.families[draw("family", Self.families.count)],
        Self.middles[draw("middle", Self.middles.count)],
        Self.givens[draw("given", Self.givens.count)],
      ].joined(separator: " ")
    var circumstances = [Self.circumstances[draw("circumstance", 14)]]
    let second = Self.circumstances[draw("second", 14)]
    if draw("two", 8) == 0, second != circumstances[0] { circumstances.append(second) }
    // Province 012, digit of sex and century (0 boy, 1 girl; 2 and 3 from 2000), year, six digits.
    let century = (birthYear >= 2000 ? 2 : 0) + (isMale ? 0 : 1)
    let serial = SyntheticCommune.digits(draw("serial", 1_000_000), 6)
    return Child(
      name: name, birth: birth, isMale: isMale,
      ethnicGroup: Self.ethnicGroups[draw("ethnic group", Self.ethnicGroups.count)],
      personalNumber: "012\(century)\(SyntheticCommune.digits(birthYear % 100, 2))\(serial)",
      circumstances: circumstances, isSupported: draw("helped", 10) < 8,
      unit: units[index % max(1, units.count)])
  }

  /// The fields of a row, from 0.
  func row(_ index: Int) -> [String] {
    let child = child(index)
    let codes = child.circumstances.map {
      String((Self.circumstances.firstIndex(of: $0) ?? 0) + 1)
    }
    let birth = child.birth.map {
      [$0.day, $0.month, $0.year % 100].map { SyntheticCommune.digits($0, 2) }.joined(
        separator: "/")
    }
    return [
      String(index + 1), child.unit.code, child.unit.name, child.name, birth ?? "",
      child.isMale ? "1" : "0", child.ethnicGroup, child.personalNumber,
      "Bản Mẫu \(index % 9 + 1)", codes.joined(separator: ","), child.isSupported ? "1" : "0",
      index == 0 ? "Dữ liệu giả lập" : "", "15/12/\(year)", String(year),
    ]
  }

  /// All rows as one book of text cells, for formats other than delimited text.
  func book() -> SampleBook {
    var styles = StyleTable()
    let looks = LegacySheet.Looks(in: &styles)
    var sheet = LegacySheet(name: "TRE_EM", looks: looks)
    for (column, name) in Self.fields.enumerated() { sheet.head(name, row: 0, column: column) }
    for index in 0..<count {
      for (column, text) in row(index).enumerated() where !text.isEmpty {
        sheet.text(text, row: index + 1, column: column)
      }
    }
    return SampleBook(styles: styles, sheets: [sheet.draft])
  }

  /// The lines of delimited text with semicolons, the head first; no field needs quotes.
  var text: String { Self.text(of: (0..<count).map(row)) }

  /// The lines of rows that may differ from the register's.
  static func text(of rows: [[String]]) -> String {
    ([fields] + rows).map { $0.joined(separator: ";") + "\r\n" }.joined()
  }

  private static let families = [
    "Lò", "Vàng", "Giàng", "Tẩn", "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Lý", "Thào", "Sùng",
    "Chẻo", "Phùng", "Đèo", "Quàng", "Cà", "Bùi", "Đỗ", "Vũ", "Hầu", "Ma",
  ]
  private static let middles = [
    "Văn", "Thị", "A", "Thúy", "Minh", "Ngọc", "Đức", "Hồng", "Thanh", "Quốc", "Thu", "Gia",
    "Bảo", "Kim", "Hữu", "Mạnh", "Hoài", "Khánh", "Tuấn", "Diệu",
  ]
  private static let givens = [
    "Hòa", "Thủy", "Mỹ", "Quý", "Sơn", "Lan", "Hùng", "Dương", "Ước", "Mai", "Pá", "Sử", "Dơ",
    "Chu", "Páo", "Lâm", "Tùng", "Yến", "Ánh", "Đạt", "Nghĩa", "Khuê", "Trường", "Nhung", "Hiếu",
    "Phượng", "Đông", "Xuân", "Hạ", "Thắng", "Lợi", "Hoa", "Cường", "Huệ", "Tâm", "Vinh",
  ]
  private static let ethnicGroups = ["Thái", "Mông", "Dao", "Kinh", "Lự", "Giáy", "Hà Nhì"]
}
