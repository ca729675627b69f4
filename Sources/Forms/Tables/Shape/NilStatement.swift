import VietnameseText

/// The words by which a unit reports that there is nothing to report: `Không phát sinh`, `Trong kỳ không
/// có phát sinh số liệu`.
package enum NilStatement {
  /// How long such a text is; of others no key is made.
  package static let bytes = 11...300

  /// Whether a text says so of the whole report, and nothing else.
  ///
  /// A text that names a place, an indicator or a reason is no such statement: what it is about is for a
  /// person to read.
  package static func isOne(_ key: LabelKey) -> Bool {
    guard key.bytes.count <= 160,
      let range = key.wordRange(of: occurring), range.lowerBound > 0
    else { return false }
    let before = key.bytes[..<range.lowerBound].split { isBreak($0) }
    let negation = before.last { !having.elementsEqual($0) } ?? []
    // `Không có số liệu phát sinh`, but not `Chưa có số liệu phát sinh`: that waits for figures.
    guard notYet.elementsEqual(negation) || before.contains(where: isNegation) else { return false }
    // `Không báo cáo phát sinh` is about the report.
    let asked = before.reversed().prefix { !isNegation($0) && !notYet.elementsEqual($0) }
    if asked.contains(where: { reporting.elementsEqual($0) }) { return false }
    return key.bytes.split { isBreak($0) }.allSatisfy { word in
      isYear(word) || others.contains { $0.bytes.elementsEqual(word) }
    }
  }

  private static func isNegation(_ word: ArraySlice<UInt8>) -> Bool {
    negations.contains { $0.bytes.elementsEqual(word) }
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == 0x20 || LabelPunctuation.isPunctuation(byte)
  }

  /// A year; a month or a quarter in which nothing occurred is not the whole of a period.
  private static func isYear(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 4 && word.starts(with: "20".utf8)
      && word.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let occurring = LabelKey("phát sinh")
  private static let having = LabelKey("có").bytes
  private static let notYet = LabelKey("chưa").bytes
  private static let reporting = LabelKey("báo").bytes
  private static let negations = ["không", "ko", "k"].map { LabelKey($0) }
  private static let others =
    ("không chưa ko k có phát sinh số liệu trong kỳ báo cáo này năm đơn vị xã "
    + "phường trường hợp nào vụ việc ca gì tại trên địa bàn biểu toàn bộ các chỉ tiêu ghi chú là đều")
    .split(separator: " ").map { LabelKey($0) }
}
