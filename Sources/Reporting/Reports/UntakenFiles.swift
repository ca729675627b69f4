import SheetModel

/// The files that a run left alone because their names are no workbooks', in words.
public enum UntakenFiles {
  /// So many are named; the others are counted.
  private static let named = 5

  /// How many there are and what the first are called, in one sentence; empty for none.
  public static func line(_ files: [String], in language: Language) -> String {
    guard !files.isEmpty else { return "" }
    let count = language.number(files.count)
    let names = files.prefix(named).map { Printable.name($0) }.joined(separator: ", ")
    let rest = files.count - named
    let more =
      rest > 0
      ? language.say(
        " và \(language.number(rest)) tệp nữa", " and \(language.number(rest)) more") : ""
    return language.say(
      "\(count) tệp không phải bảng tính nên không đọc: \(names)\(more).",
      "\(count) \(files.count == 1 ? "file that is no workbook was" : "files that are no workbooks were")"
        + " not read: \(names)\(more).")
  }
}
