import Reports
import SheetModel
import UnitLists

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
    case .unitsImported(let provinces, let districts, let communes, let output):
      language.say(
        "Đã ghi \(output): \(language.number(provinces)) tỉnh, \(language.number(districts)) huyện, "
          + "\(language.number(communes)) xã.",
        "Wrote \(output): \(provinces) provinces, \(districts) districts, \(communes) communes.")
    }
  }
}
