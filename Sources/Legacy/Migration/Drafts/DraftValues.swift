import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// What the cells below a label tell of its column, where the label itself tells nothing.
struct DraftValues {
  /// What a column's cells look like.
  enum Kind: Hashable {
    /// Names of units, or their codes.
    case unit, unitCode
    /// Running numbers.
    case ordinal
    /// Texts.
    case texts
    /// Figures, or nothing that tells.
    case other
  }

  private let kinds: [Int: Kind]
  /// The first column of texts that are no units; nil for none.
  let labels: Int?
  /// The first column of texts that come again: `Tổng số`, `Nam`, `Nữ` of each unit; nil for none.
  let partings: Int?
  private let isUnit: (String) -> Bool

  /// The cells of some columns in some lines.
  init(_ columns: [Int], in lines: Range<Int>, of scan: SheetScan, lookup: UnitLookup) {
    isUnit = { Self.isUnit($0, lookup) }
    var kinds: [Int: Kind] = [:]
    for column in columns {
      let cells = lines.prefix(200).compactMap { scan.grid.cell(inLine: $0, column: column) }
      kinds[column] = Self.kind(of: cells, scan, lookup)
    }
    self.kinds = kinds
    labels = columns.sorted().first { kinds[$0] == .texts }
    partings = columns.sorted().first { column in
      guard kinds[column] == .texts else { return false }
      let texts = lines.prefix(200).compactMap { line in
        scan.grid.cell(inLine: line, column: column).map { LooseKey(scan.grid.typed($0)) }
      }
      return texts.count >= 4 && Set(texts).count * 2 <= texts.count
    }
  }

  /// What a column looks like.
  func kind(_ column: Int) -> Kind { kinds[column] ?? .other }

  /// Whether a label of a head is a unit's name.
  func namesUnit(_ label: String) -> Bool { isUnit(label) }

  private static func kind(of cells: [Int], _ scan: SheetScan, _ lookup: UnitLookup) -> Kind {
    let texts = cells.map { scan.grid.typed($0) }
    guard texts.count >= 2 else { return .other }
    let isNamed = texts.map { text in text.contains { $0.isLetter } && isUnit(text, lookup) }
    if isNamed.count(where: { $0 }) * 2 > texts.count { return .unit }
    let codes = texts.count { text in
      text.utf8.count == 5 && text.allSatisfy(\.isNumber) && isUnit(text, lookup)
    }
    if codes * 2 > texts.count { return .unitCode }
    let numbers = texts.compactMap { Int($0) }
    if numbers.count == texts.count, numbers.first == 1,
      zip(numbers, numbers.dropFirst()).allSatisfy({ $1 == $0 + 1 })
    {
      return .ordinal
    }
    let words = cells.count { scan.grid.cells[$0].kind == .text && !scan.isFigure($0) }
    return words * 2 > cells.count ? .texts : .other
  }

  /// Whether a text is a unit's name, or its code, on any day.
  private static func isUnit(_ text: String, _ lookup: UnitLookup) -> Bool {
    guard let day else { return false }
    let found = lookup.code(of: RowLabel.unit(text), on: day)
    if case .unknown = found { return false }
    return true
  }

  /// A day; units of other days are told as such.
  private static let day = CalendarDate(year: 2020, month: 1, day: 1)
}
