import Indicators
import SheetModel
import Units

/// An old matrix of children in special circumstances, a row a commune.
///
/// Its columns are the groups of the law of 2004, each in all, boys and girls. Read through `Templates/legacy/te-hcdb-2012.yml`.
///
/// All figures are made up from the seed; no two seeds give the same.
struct LegacyMatrix {
  var keys: LegacyKeys
  /// The communes, a row each.
  var units: [ReportingUnit]
  /// The name of the district or province above them, such as `Huyện Tam Đường`.
  var above: String
  var period: ReportingPeriod
  var seed: UInt64
  /// Whether codes stand beside the names.
  var hasCodes = false

  /// A group of columns: its label, and what its figures are today; nil has no counterpart.
  private struct Group {
    var label: String
    var indicator: String?
    var breakdown: [String] = []
    var size: UInt64
  }

  private static let groups = [
    Group(label: "Trẻ em có hoàn cảnh đặc biệt", indicator: "I:0301", size: 90),
    Group(
      label: "Mồ côi cả cha và mẹ", indicator: "I:0301", breakdown: ["circumstance=orphan"],
      size: 9),
    Group(
      label: "Bị bỏ rơi", indicator: "I:0301", breakdown: ["circumstance=abandoned"], size: 4),
    Group(
      label: "Khuyết tật, tàn tật", indicator: "I:0301", breakdown: ["circumstance=disabled"],
      size: 30),
    Group(label: "Nạn nhân chất độc hóa học", indicator: nil, size: 5),
    Group(
      label: "Nhiễm HIV/AIDS", indicator: "I:0301", breakdown: ["circumstance=hiv"], size: 3),
    Group(label: "Lao động nặng nhọc, nguy hiểm", indicator: nil, size: 8),
    Group(label: "Làm việc xa gia đình", indicator: nil, size: 12),
    Group(label: "Lang thang", indicator: nil, size: 3),
    Group(
      label: "Bị xâm hại tình dục", indicator: "I:0301",
      breakdown: ["circumstance=sexually-abused"], size: 3),
    Group(
      label: "Nghiện ma túy", indicator: "I:0301", breakdown: ["circumstance=drug-addicted"],
      size: 2),
    Group(
      label: "Vi phạm pháp luật", indicator: "I:0301", breakdown: ["circumstance=offender"],
      size: 4),
  ]

  /// The book with its one sheet and the figures to be found in it.
  func book() -> LegacyBook {
    var styles = StyleTable()
    let looks = LegacySheet.Looks(in: &styles)
    var sheet = LegacySheet(name: "HCDB", looks: looks)
    let first = hasCodes ? 4 : 3
    head(&sheet, first: first)
    var totals: [Int: Int64] = [:]
    for (index, unit) in units.enumerated() {
      let row = 8 + index
      sheet.number(index + 1, row: row, column: 0)
      if hasCodes { sheet.text(unit.code, row: row, column: 1) }
      sheet.text(unit.name, row: row, column: first - 2)
      figures(of: unit, row: row, first: first, into: &sheet, &totals)
    }
    let last = 8 + units.count
    sheet.title("Tổng cộng", row: last, column: first - 2)
    for (column, total) in totals.sorted(by: { $0.key < $1.key }) {
      sheet.number(total, row: last, column: column)
    }
    let right = first + 20
    sheet.text("Số liệu giả lập để minh họa, không phải số liệu thật.", row: last + 1, column: 0)
    sheet.text("Ngày 15 tháng 12 năm \(period.year)", row: last + 2, column: right)
    sheet.title("Người lập biểu", row: last + 3, column: 1)
    sheet.title("Trưởng phòng", row: last + 3, column: right)
    return LegacyBook(
      book: SampleBook(styles: styles, sheets: [sheet.draft]), expected: sheet.expected)
  }

  private func head(_ sheet: inout LegacySheet, first: Int) {
    sheet.title("ỦY BAN NHÂN DÂN \(above.uppercased())", row: 0)
    sheet.title("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", row: 1)
    sheet.title(
      "TỔNG HỢP TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT \(period.title.uppercased())", row: 2, column: 3)
    sheet.title(
      "(Kèm theo Báo cáo số 45/BC-LĐTBXH ngày 15/12/\(period.year))", row: 3, column: 3)
    sheet.head("STT", row: 4, column: 0, rows: 3)
    if hasCodes { sheet.head("Mã xã", row: 4, column: 1, rows: 3) }
    sheet.head("Tên xã, phường, thị trấn", row: 4, column: first - 2, rows: 3)
    sheet.head("Tổng số trẻ em", row: 4, column: first - 1, rows: 3)
    let all = Self.groups.count * 3
    sheet.head("Số trẻ em chia theo các nhóm", row: 4, column: first, columns: all)
    for (index, group) in Self.groups.enumerated() {
      let column = first + index * 3
      sheet.head(group.label, row: 5, column: column, columns: 3)
      for (offset, label) in ["TS", "Nam", "Nữ"].enumerated() {
        sheet.head(label, row: 6, column: column + offset)
      }
    }
    sheet.head("Ghi chú", row: 4, column: first + all, rows: 3)
    for column in 0...(first + all) {
      let mark = column < first - 1 ? ["A", "B", "C"][column] : "\(column - first + 2)"
      sheet.head(mark, row: 7, column: column)
    }
  }

  private func figures(
    of unit: ReportingUnit, row: Int, first: Int, into sheet: inout LegacySheet,
    _ totals: inout [Int: Int64]
  ) {
    func draw(_ topic: String, below size: UInt64) -> Int64 {
      Int64(SyntheticCommune.mix(seed, "\(unit.code)/\(period)/\(topic)") % max(1, size))
    }
    func put(_ key: ObservationKey?, _ value: Int64, column: Int) {
      totals[column, default: 0] += value
      // Officers write a dash for nothing, and now and then a number with thousands as text.
      let typed = value == 0 ? "-" : nil
      guard let key else {
        if let typed {
          sheet.text(typed, row: row, column: column)
        } else {
          sheet.number(value, row: row, column: column)
        }
        return
      }
      sheet.figure(key, ExactDecimal(value), row: row, column: column, typed: typed)
    }
    let children = 700 + draw("children", below: 900)
    totals[first - 1, default: 0] += children
    if let key = keys.key("I:0101", unit: unit.code, period: period) {
      let grouped = "\(children / 1000).\(String(1000 + children % 1000).dropFirst())"
      let isText = children >= 1000 && draw("typed", below: 3) == 0
      sheet.figure(
        key, ExactDecimal(children), row: row, column: first - 1, typed: isText ? grouped : nil)
    }
    for (index, group) in Self.groups.enumerated() {
      let boys = draw("\(group.label)/nam", below: group.size)
      let girls = draw("\(group.label)/nữ", below: group.size)
      let parts: [(Int64, [String])] = [
        (boys + girls, []), (boys, ["sex=male"]), (girls, ["sex=female"]),
      ]
      for (offset, part) in parts.enumerated() {
        let key = group.indicator.flatMap {
          keys.key($0, .count, group.breakdown + part.1, unit: unit.code, period: period)
        }
        put(key, part.0, column: first + index * 3 + offset)
      }
    }
  }
}
