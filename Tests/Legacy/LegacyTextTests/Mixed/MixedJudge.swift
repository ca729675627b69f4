import Foundation
import LegacyText
import SheetModel

/// What became of cells of mixed encodings.
struct MixedJudge {
  private(set) var cells = 0
  /// Cells that came right and are not on the list.
  private(set) var right = 0
  /// Those of them whose capitals in TCVN3 came as small letters, which their bytes do not tell.
  private(set) var rightButForCase = 0
  /// Cells on the list for a person.
  private(set) var review = 0
  /// Cells that came wrong, or stayed wrong, and are not on the list.
  private(set) var wrong: [String] = []
  /// Cells of Unicode in NFC that were changed.
  private(set) var changedUnicode: [String] = []
  private(set) var table: [String: [String: Int]] = [:]
  private(set) var reviews: [String] = []

  var shareRight: Double { Double(right) / Double(max(1, cells)) }

  /// Judges the cells of one column.
  mutating func take(_ samples: [MixedCells.Sample]) throws {
    let workbook = UnicodeWorkbook(
      MemoryWorkbook([samples.map { [$0.cell] }]), model: LegacyFixtures.textModel)
    let texts = try workbook.texts().map { $0[0] }
    var listed: [Int: String] = [:]
    for text in workbook.report.uncertain {
      guard let row = text.cell?.row else { continue }
      let encoding = text.encoding?.rawValue ?? ""
      listed[row] = "\(text.reason.rawValue) \(encoding) \(text.confidence)"
    }
    for (row, (sample, text)) in zip(samples, texts).enumerated() {
      cells += 1
      let isSame = text.utf8.elementsEqual(sample.wanted.utf8)
      let isCase = sample.isCaseLost && text.lowercased() == sample.wanted.lowercased()
      if sample.isUnicode, !text.utf8.elementsEqual(sample.cell.text.utf8) {
        changedUnicode.append("\(sample.wanted) -> \(text)")
      }
      let outcome: String
      if let why = listed[row] {
        review += 1
        outcome = "review"
        reviews.append("\(why) \(sample.kind): \(sample.cell.text) = \(sample.wanted)")
      } else if isSame || isCase {
        right += 1
        if !isSame { rightButForCase += 1 }
        outcome = "right"
      } else {
        wrong.append(
          "\(sample.kind) \(sample.cell.font): \(sample.cell.text) -> \(text) = \(sample.wanted)")
        outcome = "wrong"
      }
      table[sample.kind, default: [:]][outcome, default: 0] += 1
    }
  }

  /// A table of what was found.
  var summary: String {
    var lines = [
      "\(cells) cells: \(right) right (\(rightButForCase) but for case), \(review) on review, "
        + "\(wrong.count) wrong and unlisted, \(changedUnicode.count) of Unicode changed"
    ]
    for (kind, counts) in table.sorted(by: { $0.key < $1.key }) {
      let parts = ["right", "review", "wrong"].map { "\($0) \(counts[$0] ?? 0)" }
      lines.append("  \(kind): \(parts.joined(separator: ", "))")
    }
    return lines.joined(separator: "\n")
  }
}

extension MixedJudge {
  /// Judges cells in columns of one, of thirty and of thousands, in all manners of fonts.
  static func run(cells: Int, seed: UInt64) throws -> MixedJudge {
    var judge = MixedJudge()
    var source = MixedCells(seed: seed)
    let manners = MixedCells.Fonts.allCases
    var left = cells
    var manner = 0
    // A fifth alone in their file, three tenths in columns of thirty, the rest in three long ones.
    func column(_ count: Int) throws {
      let fonts = manners[manner % manners.count]
      manner += 1
      let samples = (0..<min(count, left)).map { _ in source.next(fonts: fonts) }
      left -= samples.count
      try judge.take(samples)
    }
    for _ in 0..<(cells / 5) { try column(1) }
    for _ in 0..<(cells / 100) { try column(30) }
    let long = (left + 2) / 3
    while left > 0 { try column(long) }
    return judge
  }
}
