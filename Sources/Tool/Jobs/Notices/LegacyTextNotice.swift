import LegacyText
import Reports
import SheetModel

/// What a conversion of old texts says of itself on standard error.
enum LegacyTextNotice: Sendable {
  /// What was found and done.
  case converted(LegacyTextReport, file: String, report: String?)
  /// A path whose suffix is that of no report.
  case notAReport(String)

  func text(_ language: Language) -> String {
    switch self {
    case .converted(let found, let file, let report):
      return ([Self.summary(found, file, language)] + Self.review(found, file, report, language))
        .joined(separator: "\n")
    case .notAReport(let path):
      return language.say(
        "--report \(path): báo cáo là tệp .csv hoặc .json.",
        "--report \(path): a report is a .csv or a .json file.")
    }
  }

  private static func summary(
    _ found: LegacyTextReport, _ file: String, _ language: Language
  ) -> String {
    let old = LegacyEncoding.allCases.filter { $0 != .unicode }
    let parts = old.compactMap { encoding -> String? in
      guard let count = found.counts[encoding] else { return nil }
      let number = language.number(count)
      return language.say(
        "\(number) ô từ \(name(encoding, language))", "\(number) from \(name(encoding, language))")
    }
    let unicode = language.number(found.counts[.unicode] ?? 0)
    let changed =
      parts.isEmpty
      ? language.say("không có ô nào ở bảng mã cũ", "no text in an old encoding")
      : language.say("đã chuyển ", "converted ") + parts.joined(separator: ", ")
    let normalized =
      found.normalized > 0
      ? language.say(
        ", trong đó \(language.number(found.normalized)) ô được đưa về dạng dựng sẵn (NFC)",
        ", of them \(found.normalized) put into NFC") : ""
    return language.say(
      "\(file): \(changed); \(unicode) ô đã là Unicode\(normalized).",
      "\(file): \(changed); \(unicode) in Unicode already\(normalized).")
  }

  /// The first texts to look at, and how many there are.
  private static func review(
    _ found: LegacyTextReport, _ file: String, _ report: String?, _ language: Language
  ) -> [String] {
    guard found.uncertainCount > 0 else { return [] }
    let number = language.number(found.uncertainCount)
    let head = language.say(
      "\(number) ô cần người xem lại, được giữ nguyên"
        + (report.map { "; danh sách ở \($0)." } ?? ":"),
      "\(number) texts need a person to look, and were left as they are"
        + (report.map { "; the list is in \($0)." } ?? ":"))
    guard report == nil else { return [head] }
    let lines = found.uncertain.prefix(10).map { text in
      let place = Place(file: file, sheet: text.sheet, cell: text.cell).text(in: language)
      return "\(place): \(reason(text, language))"
    }
    return [head] + lines
  }

  private static func reason(
    _ text: LegacyTextReport.Uncertain, _ language: Language
  ) -> String {
    switch text.reason {
    case .unsure:
      let encoding = text.encoding.map { name($0, language) } ?? ""
      return language.say(
        "có thể là \(encoding), độ tin \(text.shownConfidence); nếu đúng, chạy lại với --encoding.",
        "perhaps \(encoding), confidence \(text.shownConfidence); if so, run again with --encoding."
      )
    case .mixed:
      return language.say(
        "lẫn chữ của nhiều bảng mã, không chắc từ nào ở bảng mã nào; hãy gõ lại ô này.",
        "words of several encodings, and not sure which is in which; type this cell again.")
    case .halfConverted:
      return language.say(
        "giống chữ chuyển mã dở dang (như “đòa bàn” thay cho “địa bàn”); hãy sửa trong tệp.",
        "looks like a half-done conversion (such as “đòa bàn” for “địa bàn”); mend it in the file.")
    case .damaged:
      return language.say(
        "UTF-8 bị đọc sai và đã mất byte, không khôi phục được; hãy gõ lại ô này.",
        "UTF-8 that was misread and lost bytes, beyond repair; type this cell again.")
    case .lostLetter:
      return language.say(
        "có từ đã mất chữ ư (như “đợc” thay cho “được”); hãy sửa trong tệp.",
        "a word has lost its letter ư (such as “đợc” for “được”); mend it in the file.")
    }
  }

  private static func name(_ encoding: LegacyEncoding, _ language: Language) -> String {
    switch encoding {
    case .unicode: "Unicode"
    case .tcvn3: "TCVN3"
    case .vni: "VNI"
    case .viqr: "VIQR"
    case .windows1258: "CP1258"
    case .utf8: language.say("UTF-8 bị đọc sai", "misread UTF-8")
    }
  }
}
