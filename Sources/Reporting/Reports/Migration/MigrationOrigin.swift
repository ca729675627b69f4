import Indicators
import Migration
import SheetModel

/// What a report is about and what made it, in words.
enum MigrationOrigin {
  /// The most inputs and mappings that are named; the JSON report has all of them.
  private static let most = 20

  /// The facts, each with what it is called; those that are not known are left out.
  static func lines(
    of report: MigrationReport, in language: Language
  ) -> [(name: String, values: [String])] {
    let origin = report.provenance
    guard !origin.program.isEmpty else { return [] }
    var lines: [(String, [String])] = [
      (language.say("Ngày báo cáo", "Date of the report"), [date(of: origin, in: language)]),
      (language.say("Chương trình", "Program"), [origin.program]),
      (language.say("Đầu vào", "Inputs"), inputs(origin, language)),
    ]
    if !origin.inputDigest.isEmpty {
      lines.append(
        (language.say("SHA-256 của đầu vào", "SHA-256 of the inputs"), [origin.inputDigest]))
    }
    if let day = origin.unitsAt {
      lines.append(
        (language.say("Quy về đơn vị của ngày", "Put to the units of"), [language.day(day)]))
    }
    lines.append(
      (
        language.say("Mẫu biểu", "Templates"),
        [origin.sets.joined(separator: ", ") + ", SHA-256 " + origin.templateDigest]
      ))
    lines.append((language.say("Ánh xạ đã dùng", "Mappings used"), mappings(origin, language)))
    return lines
  }

  /// The day, and where it is from.
  static func date(of origin: MigrationReport.Provenance, in language: Language) -> String {
    guard let date = origin.date else {
      return language.say("không rõ (dùng --date để ghi)", "not known (--date says it)")
    }
    let day = language.day(date)
    return origin.isDateGiven
      ? day
      : day + language.say(" (ngày của tệp đầu vào mới nhất)", " (that of the newest input)")
  }

  private static func inputs(
    _ origin: MigrationReport.Provenance, _ language: Language
  ) -> [String] {
    bounded(origin.inputs, language) { input in
      let number = language.number(input.files)
      let files = language.say("\(number) tệp", input.files == 1 ? "1 file" : "\(number) files")
      return "\(Printable.name(input.name)) (\(files))"
    }
  }

  private static func mappings(
    _ origin: MigrationReport.Provenance, _ language: Language
  ) -> [String] {
    guard !origin.mappings.isEmpty else { return [language.say("không có", "none")] }
    return bounded(origin.mappings, language) { mapping in
      let number = language.number(mapping.sheets)
      let sheets = language.say(
        "\(number) trang tính", mapping.sheets == 1 ? "1 sheet" : "\(number) sheets")
      return
        "\(mapping.id), \(Printable.name(mapping.file)), \(sheets), SHA-256 \(mapping.sha256)"
    }
  }

  private static func bounded<Item>(
    _ items: [Item], _ language: Language, _ text: (Item) -> String
  ) -> [String] {
    var texts = items.prefix(most).map(text)
    if items.count > most {
      let rest = language.number(items.count - most)
      texts.append(
        language.say("… và \(rest) nữa, xem report.json", "… and \(rest) more, see report.json"))
    }
    return texts
  }
}
