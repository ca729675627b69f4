import Reports
import SheetModel
import UnitLists
import Units

/// What is said of an office's list of units.
enum UnitListNotice: Sendable {
  /// A list of units without any.
  case noUnitsInList(String, hasHead: Bool)
  /// A row of a list that is not understood.
  case rowNotUnderstood(file: String, UnitListReading.Stray)
  /// So many more of them.
  case moreRowsNotUnderstood(Int)
  /// Columns of a list that are not understood.
  case columnsNotUnderstood(file: String, [Evidence])
  /// A table of conversion without the day of its new units.
  case conversionNeedsDay(String)
  /// An old unit of which a table of conversion does not say for sure where its people went.
  case fateNotEstablished(file: String, ConversionResult.Open)
  /// What a table of conversion held.
  case conversionImported(ConversionCounts, output: String)
  /// What a list held.
  case unitsImported(provinces: Int, districts: Int, communes: Int, output: String)

  func text(_ language: Language) -> String {
    switch self {
    case .noUnitsInList(let file, let hasHead):
      hasHead
        ? language.say("\(file): không có dòng đơn vị nào.", "\(file): no row has a unit.")
        : language.say(
          "\(file): không thấy cột mã và cột tên đơn vị (Mã PX, Phường Xã; hoặc Mã số, Tên đơn vị hành chính).",
          "\(file): no columns of codes and names (Mã PX, Phường Xã; or Mã số, Tên đơn vị hành chính)."
        )
    case .rowNotUnderstood(let file, let stray):
      language.say(
        "\(file): \(stray.sheet), dòng \(stray.row): không hiểu, bỏ qua: \(stray.text.text)",
        "\(file): \(stray.sheet), row \(stray.row): not understood, left out: \(stray.text.text)")
    case .moreRowsNotUnderstood(let count):
      language.say("… và \(count) dòng khác.", "… and \(count) more rows.")
    case .columnsNotUnderstood(let file, let labels):
      language.say(
        "\(file): không dùng các cột: \(language.list(labels.map(\.text))).",
        "\(file): these columns were not used: \(language.list(labels.map(\.text))).")
    case .conversionNeedsDay(let file):
      language.say(
        "\(file) là bảng chuyển đổi đơn vị cũ, mới; hãy nêu ngày có hiệu lực của đơn vị mới bằng "
          + "--valid-from.",
        "\(file) is a table of conversion from old to new units; give the first day of the new ones by "
          + "--valid-from.")
    case .fateNotEstablished(let file, let open):
      Self.text(file, open, language)
    case .conversionImported(let counts, let output):
      language.say(
        "Đã ghi \(output): \(language.number(counts.all)) dòng kế tục: "
          + "\(language.number(counts.whole)) toàn bộ, \(language.number(counts.part)) một phần, "
          + "\(language.number(counts.territory)) chỉ đất không có dân, "
          + "\(language.number(counts.unknown)) chưa rõ.",
        "Wrote \(output): \(counts.all) successions: \(counts.whole) whole, \(counts.part) parts, "
          + "\(counts.territory) of land without people, \(counts.unknown) not established.")
    case .unitsImported(let provinces, let districts, let communes, let output):
      language.say(
        "Đã ghi \(output): \(language.number(provinces)) tỉnh, \(language.number(districts)) huyện, "
          + "\(language.number(communes)) xã.",
        "Wrote \(output): \(provinces) provinces, \(districts) districts, \(communes) communes.")
    }
  }

  private static func text(
    _ file: String, _ open: ConversionResult.Open, _ language: Language
  ) -> String {
    let rows = open.rows.prefix(8).map(String.init).joined(separator: ", ")
    let place = language.say(
      "\(file): \(open.sheet), dòng \(rows): \(open.unit.text): ",
      "\(file): \(open.sheet), rows \(rows): \(open.unit.text): ")
    return switch open.reason {
    case .unclear:
      place
        + language.say(
          "không hiểu phần chuyển, hoặc mã và tên không cùng một đơn vị; ghi là chưa rõ (extent=unknown).",
          "how much goes is not understood, or code and name are of two units; written as unknown.")
    case .contradiction:
      place
        + language.say(
          "vừa chuyển toàn bộ vừa chuyển nơi khác; ghi là chưa rõ (extent=unknown).",
          "all of it goes into one unit, and elsewhere too; written as unknown.")
    case .partAlone:
      place
        + language.say(
          "chỉ một phần dân số có nơi đến; ghi là chưa rõ (extent=unknown).",
          "of its people only a part has a destination; written as unknown.")
    case .peopleNotSaid:
      place
        + language.say(
          "chỉ thấy phần đất không có dân; dân số đi đâu chưa rõ (extent=unknown).",
          "only land without people goes; where its people go is written as unknown.")
    case .extentNotSaid:
      place
        + language.say(
          "chuyển đến nhiều đơn vị mà không ghi toàn bộ hay một phần; ghi là các phần (extent=part).",
          "it goes into several units, and nothing says how much; written as parts.")
    }
  }
}

/// How many successions of each extent a table came to.
struct ConversionCounts: Sendable {
  let all: Int
  let whole: Int
  let part: Int
  let territory: Int
  let unknown: Int

  init(_ result: ConversionResult) {
    all = result.entries.count
    whole = result.count(.whole)
    part = result.count(.part)
    territory = result.count(.territory)
    unknown = result.count(.unknown)
  }
}
