import Indicators
import VietnameseText

/// Periods as people write them: `Năm 2024`, `6 tháng đầu năm 2026`, `Quý I/2026`, `2026H1`.
package enum PeriodText {
  /// The one period that a text names; nil for none, for two years, for months and for
  /// days that do not span a period.
  ///
  /// A bare year counts only where `isLabelled`: behind `Kỳ báo cáo`. `6 tháng năm 2026` without
  /// first or second is the first half, as such reports are called.
  package static func period(in key: LabelKey, isLabelled: Bool) -> ReportingPeriod? {
    let words = words(of: key)
    if let span = span(words) { return span }
    var found: Set<Int> = []
    var isNamed = isLabelled
    var part = ReportingPeriod.Part.year
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : []
      let before = index > 0 ? words[index - 1] : []
      if let year = year(word) {
        found.insert(year)
        if before == named || part != .year { isNamed = true }
        continue
      }
      if word == day || word == phase { return nil }
      if word == month {
        if number(before) == 12 { continue }
        guard number(before) == 6 else { return nil }
        part = .half(words.suffix(from: index).contains(last) ? 2 : 1)
      }
      if word == quarter {
        guard let quarter = number(next) ?? roman(next), (1...4).contains(quarter) else {
          return nil
        }
        part = .quarter(quarter)
      }
      if word.count == 6, let short = ReportingPeriod(String(decoding: word, as: UTF8.self)) {
        return short
      }
    }
    guard isNamed, found.count == 1, let year = found.first else { return nil }
    return ReportingPeriod(year: year, part: part)
  }

  /// Whether a text is a period and nothing else: `Năm 2013`, `2013`, `(6 tháng đầu năm 2013)`.
  package static func isBare(_ key: LabelKey) -> Bool {
    let words = words(of: key)
    return words.contains { year($0) != nil }
      && words.allSatisfy { number($0) != nil || roman($0) != nil || bare.contains($0) }
  }

  /// The period of which a text names first and last day: `01/01/2025 đến 31/12/2025`.
  private static func span(_ words: [Word]) -> ReportingPeriod? {
    var days: [CalendarDate] = []
    for index in words.indices.dropFirst(2) {
      guard let year = year(words[index]), let month = number(words[index - 1]),
        let day = number(words[index - 2]),
        let date = CalendarDate(year: year, month: month, day: day)
      else { continue }
      days.append(date)
    }
    guard days.count == 2, let first = days.first, let last = days.last else { return nil }
    let parts: [ReportingPeriod.Part] =
      [.year, .half(1), .half(2)] + (1...4).map { .quarter($0) }
    return parts.lazy.compactMap { ReportingPeriod(year: last.year, part: $0) }
      .first { $0.firstDay == first && $0.lastDay == last }
  }

  private typealias Word = ArraySlice<UInt8>

  private static func words(of key: LabelKey) -> [Word] {
    key.bytes.split { $0 == 0x20 || LabelPunctuation.isPunctuation($0) }
  }

  private static func year(_ word: Word) -> Int? {
    guard word.count == 4, let year = number(word), (1900...2999).contains(year) else { return nil }
    return year
  }

  private static func number(_ word: Word) -> Int? {
    guard !word.isEmpty, word.count <= 4, word.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func roman(_ word: Word) -> Int? {
    switch String(decoding: word, as: UTF8.self) {
    case "i": 1
    case "ii": 2
    case "iii": 3
    case "iv": 4
    default: nil
    }
  }

  private static func word(_ text: String) -> Word { LabelKey(text).bytes[...] }
  private static let bare = Set(["năm", "tháng", "quý", "kỳ", "đầu", "cuối"].map(word))
  private static let named = word("năm")
  private static let month = word("tháng")
  private static let quarter = word("quý")
  private static let last = word("cuối")
  private static let day = word("ngày")
  private static let phase = word("đoạn")
}
