import Indicators
import SheetModel
import Units

/// A yearly workbook with one sheet a commune, indicators as rows, half year and year as columns.
///
/// Read through `Templates/legacy/te-nam-theo-xa.yml`. All figures are made up from the seed.
struct LegacyYearbook {
  var keys: LegacyKeys
  /// The communes, a sheet each.
  var units: [ReportingUnit]
  /// The name of the district or province above them.
  var above: String
  var year: Int
  var seed: UInt64

  /// A row: its label, its unit of measurement, and what its figures are today.
  private struct Line {
    var label: String
    var unit = "trẻ em"
    var indicator: String?
    var measure = Measure.count
    var breakdown: [String] = []
    var size: UInt64 = 0
    /// Whether rows for boys and girls follow, which add up to it.
    var hasSexes = false
  }

  private static let lines = [
    Line(label: "Dân số trẻ em"),
    Line(
      label: "Tổng số trẻ em dưới 16 tuổi", indicator: "I:0101", size: 900, hasSexes: true),
    Line(
      label: "Trẻ em dưới 6 tuổi", indicator: "I:0101", breakdown: ["age=under-6"], size: 400),
    Line(label: "Bảo vệ trẻ em"),
    Line(
      label: "Số trẻ em có hoàn cảnh đặc biệt", indicator: "I:0301", size: 60, hasSexes: true),
    Line(
      label: "Số trẻ em có hoàn cảnh đặc biệt được trợ giúp", indicator: "I:0302", size: 60),
    Line(
      label: "Số trẻ em bị tai nạn, thương tích", indicator: "I:0303", measure: .numerator,
      size: 25),
    Line(label: "Số trẻ em tử vong do đuối nước", indicator: "I:0305", size: 3),
    Line(label: "Số cuộc tảo hôn", unit: "cuộc", indicator: "I:0307", size: 6),
    Line(
      label: "Số trẻ em được nhận làm con nuôi", indicator: "I:0310", size: 4, hasSexes: true),
    Line(label: "Sức khỏe, dinh dưỡng"),
    Line(
      label: "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", unit: "%", indicator: "I:0206",
      measure: .rate, size: 100),
  ]

  /// The book with the figures to be found in it.
  func book() -> LegacyBook {
    var styles = StyleTable()
    let looks = LegacySheet.Looks(in: &styles)
    var drafts: [DraftSheet] = []
    var expected: [Observation] = []
    for unit in units {
      let sheet = sheet(of: unit, looks)
      drafts.append(sheet.draft)
      expected += sheet.expected
    }
    return LegacyBook(book: SampleBook(styles: styles, sheets: drafts), expected: expected)
  }

  private func sheet(of unit: ReportingUnit, _ looks: LegacySheet.Looks) -> LegacySheet {
    let bare = unit.name.split(separator: " ").dropFirst().joined(separator: " ")
    var sheet = LegacySheet(name: SheetName.valid(bare), looks: looks)
    sheet.title("MỘT SỐ CHỈ TIÊU VỀ TRẺ EM NĂM \(year)", row: 0, column: 1)
    sheet.title("\(unit.name), \(above)", row: 1, column: 1)
    for (column, label) in [
      "TT", "Chỉ tiêu", "Đơn vị tính", "6 tháng đầu năm", "Cả năm", "Ghi chú",
    ].enumerated() {
      sheet.head(label, row: 3, column: column)
    }
    var row = 4
    var number = 0
    var letter = 0
    for line in Self.lines {
      guard line.indicator != nil else {
        sheet.text(["I", "II", "III"][min(letter, 2)], row: row, column: 0)
        sheet.title(line.label, row: row, column: 1)
        letter += 1
        row += 1
        continue
      }
      number += 1
      row = put(line, of: unit, number: number, row: row, into: &sheet)
    }
    sheet.text("Số liệu giả lập để minh họa, không phải số liệu thật.", row: row, column: 1)
    sheet.title("Người lập biểu", row: row + 1, column: 1)
    sheet.title("TM. ỦY BAN NHÂN DÂN", row: row + 1, column: 3)
    return sheet
  }

  /// Puts a line and the lines for boys and girls below it; the row behind them.
  private func put(
    _ line: Line, of unit: ReportingUnit, number: Int, row: Int, into sheet: inout LegacySheet
  ) -> Int {
    sheet.number(number, row: row, column: 0)
    sheet.text(line.label, row: row, column: 1)
    sheet.text(line.unit, row: row, column: 2)
    for (column, part) in [(3, ReportingPeriod.Part.half(1)), (4, .year)] {
      guard let period = ReportingPeriod(year: year, part: part), let indicator = line.indicator
      else { continue }
      func key(_ more: [String]) -> ObservationKey? {
        keys.key(
          indicator, line.measure, line.breakdown + more, unit: unit.code, period: period)
      }
      func draw(_ topic: String) -> Int64 {
        Int64(
          SyntheticCommune.mix(seed, "\(unit.code)/\(period)/\(line.label)/\(topic)") % line.size)
      }
      if line.measure == .rate, let own = key([]) {
        // As officers type it, with a comma.
        let tenths = 700 + draw("rate") * 3
        let text = "\(tenths / 10),\(tenths % 10)"
        sheet.figure(
          own, ExactDecimal(coefficient: tenths, scale: 1), row: row, column: column, typed: text)
        continue
      }
      let boys = draw("nam")
      let girls = draw("nữ")
      if let own = key([]) {
        let value = line.hasSexes ? boys + girls : boys
        let isUnknown = !line.hasSexes && draw("collected") == 1
        sheet.figure(
          own, isUnknown ? nil : ExactDecimal(value), row: row, column: column,
          typed: isUnknown ? "…" : nil)
      }
      guard line.hasSexes else { continue }
      for (offset, part) in [(boys, "sex=male"), (girls, "sex=female")].enumerated() {
        if let own = key([part.1]) {
          sheet.figure(own, ExactDecimal(part.0), row: row + 1 + offset, column: column)
        }
      }
    }
    guard line.hasSexes else { return row + 1 }
    sheet.text("- Nam", row: row + 1, column: 1)
    sheet.text("- Nữ", row: row + 2, column: 1)
    return row + 3
  }
}
