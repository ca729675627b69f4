import Migration

extension MigrationWords {
  /// Why cells were left out on purpose, and what to do where they should not have been; the code
  /// itself where it has no words.
  ///
  /// Apart from the other codes, for some are the same: a `total` that was left out is no fault.
  package static func ignored(_ code: String, in language: Language) -> (
    message: String, hint: String
  ) {
    words[code]?.text(language) ?? (code, "")
  }

  /// The codes in the order in which a report lists them: what may hold figures first.
  static func ignoredBefore(_ a: String, _ b: String) -> Bool {
    let (rankA, rankB) = (rank[a] ?? order.count, rank[b] ?? order.count)
    return (rankA, a) < (rankB, b)
  }

  private static let order = [
    "ignored-sheet", "ignored-column", "ignored-row", "total", "comparison", "repeated", "note",
    "footer", "ordinal", "title", "head", "column-mark", "label",
  ]

  private static let rank: [String: Int] = Dictionary(
    uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })

  private static let words: [String: Words] = [
    "title": entry(
      "Chữ phía trên bảng: tiêu đề, tên đơn vị, kỳ.", "",
      "Text above the table: titles, the unit, the period.", ""),
    "head": entry("Chữ của đầu bảng.", "", "Labels of the table's head.", ""),
    "column-mark": entry(
      "Dòng đánh dấu cột (A, 1, 3=1+2).", "", "Marks of columns (A, 1, 3=1+2).", ""),
    "ordinal": entry("Số thứ tự.", "", "Running numbers.", ""),
    "label": entry(
      "Nhãn cho biết dòng nói về gì: đơn vị, chỉ tiêu, kỳ; đã dùng để hiểu số liệu, không phải số liệu.",
      "",
      "Labels that say what a row is about: unit, indicator, period; used to read its figures, and none themselves.",
      ""),
    "note": entry(
      "Ghi chú bên cạnh bảng.", "Nếu ghi chú thay đổi ý nghĩa con số, hãy xem lại con số ấy.",
      "Notes beside the table.", "Where a note changes what a figure means, look at that figure."),
    "footer": entry(
      "Chữ phía dưới bảng: ghi chú, chữ ký.", "",
      "Text below the table: notes, signatures.", ""),
    "total": entry(
      "Dòng hoặc cột tổng: đã kiểm tra với các phần, không chuyển.",
      "Tổng nào không khớp thì nằm trong “cần người xem”.",
      "Rows and columns of totals: checked against their parts, not migrated.",
      "Those that do not fit are among the places to decide."),
    "comparison": entry(
      "So sánh, tỷ lệ phần trăm phía dưới bảng: tính từ các con số trong bảng, không chuyển.",
      "Hãy xem có con số nào không có trong bảng.",
      "Comparisons and percentages below the table: made of its figures, not migrated.",
      "See whether one of them is not in the table."),
    "repeated": entry(
      "Số liệu lặp lại đúng như thế trong cùng trang; lấy một lần.", "",
      "The same figure a second time in one sheet; it is taken once.", ""),
    "ignored-column": entry(
      "Cột mà ánh xạ cố ý bỏ qua (role: ignore).",
      "Nếu cột này cần chuyển, hãy sửa role: trong ánh xạ rồi chạy lại.",
      "Columns that the mapping leaves out on purpose (role: ignore).",
      "Where one should go on, change its role: in the mapping and run again."),
    "ignored-row": entry(
      "Dòng mà ánh xạ cố ý bỏ qua (ignore).",
      "Nếu dòng này cần chuyển, hãy bỏ khỏi ignore: của ánh xạ rồi chạy lại.",
      "Rows that the mapping leaves out on purpose (ignore: rows).",
      "Where one should go on, take it out of ignore: in the mapping and run again."),
    "ignored-sheet": entry(
      "Trang tính mà ánh xạ cố ý bỏ qua (ignore).",
      "Nếu trang này cần chuyển, hãy bỏ khỏi ignore: của ánh xạ rồi chạy lại.",
      "Sheets that the mapping leaves out on purpose (ignore: sheets).",
      "Where one should go on, take it out of ignore: in the mapping and run again."),
  ]
}
