import Reports

/// What `bieu migrate inspect` says on standard error.
enum LayoutNotice: Sendable {
  /// How many files and sheets there are, and how many tables have no mapping.
  case counted(files: Int, sheets: Int, layouts: Int, unmapped: Int)
  /// A draft was written; so many labels are left to a person.
  case drafted(String, open: Int)
  /// No layout is without a mapping.
  case nothingToDraft
  /// No sheet without a mapping has a head of a table.
  case noHeadToDraft
  /// No unmapped layout has this identity.
  case noSuchLayout(String)

  func text(_ language: Language) -> String {
    switch self {
    case .counted(let files, let sheets, let layouts, let unmapped):
      language.say(
        "\(files) tệp, \(sheets) trang tính có dữ liệu, \(layouts) bố cục; \(unmapped) bảng chưa có ánh xạ.",
        "\(files) files, \(sheets) sheets with data, \(layouts) layouts; \(unmapped) tables without a mapping."
      )
    case .drafted(let path, let open):
      language.say(
        "Đã ghi bản nháp \(path): \(open) nhãn chưa biết nghĩa (được giữ lại chờ người xem); mọi dòng \"cần xem lại\" là đoán theo tên, theo giá trị.",
        "Wrote the draft \(path): \(open) labels without a meaning (held back for a person); every line marked \"cần xem lại\" is guessed by name or by values."
      )
    case .nothingToDraft:
      language.say(
        "Mọi bố cục đều đã có ánh xạ, nên không viết bản nháp.",
        "Every layout has a mapping, so no draft was written.")
    case .noHeadToDraft:
      language.say(
        "Không rõ đầu bảng, hoặc không có cột nào để đoán, trong các bảng chưa có ánh xạ, nên không viết bản nháp; hãy thêm dòng tên cột vào tệp.",
        "No head, or no column to guess, in the tables without a mapping, so no draft was written; add a line with the columns' names to the file."
      )
    case .noSuchLayout(let id):
      language.say(
        "Không có bố cục “\(id)” nào chưa có ánh xạ; xem mã bố cục bằng lệnh không có --draft.",
        "No layout “\(id)” without a mapping; run without --draft to see the layouts.")
    }
  }
}
