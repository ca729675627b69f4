import SheetModel

extension WorkbookError {
  /// What was met, the limit, and both ways to raise it.
  func limitText(in language: Language) -> FailureText {
    let detail = foundText(in: language)
    let name = limit?.rawValue ?? "?"
    let value = limitValue.map(language.number) ?? "?"
    let counted = limit.map(Self.counted) ?? (vi: "phần", en: "pieces")
    let raised = limitValue.map { value in
      let (twice, overflow) = value.multipliedReportingOverflow(by: 2)
      return String(overflow ? Int.max : twice)
    }
    let option = "--limit \(name)=\(raised ?? "N")"
    let variable = "\(limit?.variable ?? "?")=\(raised ?? "N")"
    return language == .vi
      ? FailureText(
        "Có hơn \(value) \(counted.vi), vượt giới hạn \(name)\(detail).",
        "Nếu tin cậy tệp này, hãy thêm \(option) hoặc đặt \(variable).")
      : FailureText(
        "More than \(value) \(counted.en), the limit \(name)\(detail).",
        "If you trust the file, add \(option) or set \(variable).")
  }

  /// What a limit counts.
  private static func counted(_ limit: ReadLimits.Name) -> (vi: String, en: String) {
    switch limit {
    case .entries: ("tệp con trong gói", "entries in the package")
    case .entryBytes: ("byte sau khi giải nén một phần", "inflated bytes of one entry")
    case .totalBytes: ("byte sau khi giải nén cả gói", "inflated bytes of all entries")
    case .sharedStringBytes: ("byte chuỗi dùng chung", "bytes of shared strings")
    case .cells: ("ô có nội dung trong một trang", "filled cells of one sheet")
    case .rows: ("dòng", "rows")
    case .columns: ("cột", "columns")
    case .nesting: ("tầng phần tử XML lồng nhau", "levels of nested XML elements")
    case .attributeBytes: ("byte trong một thuộc tính XML", "bytes of one XML attribute")
    case .textBytes: ("byte văn bản của một ô", "bytes of one cell's text")
    case .lineBytes: ("byte trong một dòng", "bytes of one line")
    case .repeats: ("ô do một lần lặp sinh ra", "filled cells of one repeat")
    case .inputBytes: ("byte từ đầu vào chuẩn", "bytes of standard input")
    }
  }
}
