import FormModel
import Foundation
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Reads the cells of a register by the kinds of their columns.
///
/// - Dates: native ones; text as `DateReader` reads it and serials of five digits that lost their
///   date format, both marked as such. A year of two digits is taken for the latest one up to
///   `latestYear`. In delimited text, which has no native ones, a full day such as `05/09/2018` or
///   `2018-09-05` is as good as native.
/// - Categories: by label, alias, identity or code letter (`đ`, `đ)`), several between semicolons.
/// - Personal numbers: the digits as they stand. A number that lost its leading zeros keeps the
///   digits that are left: it is too short, which the checks report, and is never mended here.
struct RegisterFieldReader {
  let register: RegisterDefinition
  private let dates: DateReader
  private let categories: [String: CategoryLookup]
  private let figures = FigureReader(isDelimitedText: true)
  private let dateSystem: DateSystem
  private let holdsDates: Bool

  init(
    register: RegisterDefinition, set: IndicatorSet?, latestYear: Int?, dateSystem: DateSystem,
    holdsDates: Bool
  ) {
    self.register = register
    self.dateSystem = dateSystem
    self.holdsDates = holdsDates
    dates = DateReader(latestYear: latestYear)
    categories = Dictionary(
      (set?.breakdowns ?? []).map { ($0.id, CategoryLookup($0)) },
      uniquingKeysWith: { _, last in last })
  }

  /// Reads a cell of a column of the definition.
  func field(_ cell: Cell, in row: Row, column: Int) -> RegisterField {
    let typed = TypedText.text(of: cell) { row.text(of: cell) }
    if cell.kind == .error { return RegisterField(value: .errorValue, typed: typed) }
    if cell.kind == .blank, case .ordinal = register.columns[column].kind {
      // The running number is a formula of the form; nothing is lost while it is not computed.
      return RegisterField(value: .empty, typed: "")
    }
    if cell.kind == .blank {
      return RegisterField(value: cell.hasFormula ? .unreadable : .empty, typed: typed)
    }
    let text = UTF8Text.trimmed(typed)
    if text.isEmpty { return RegisterField(value: .empty, typed: typed) }
    switch register.columns[column].kind {
    case .date: return date(cell, text, typed: typed)
    case .ordinal, .whole: return whole(cell, in: row, typed: typed)
    case .text, .personalNumber: return RegisterField(value: .text(composed(text)), typed: typed)
    case .flag: return RegisterField(value: flag(cell, text), typed: typed)
    case .category(let breakdown):
      let found = categories[breakdown]?.category(text)
      return RegisterField(value: found.map { .categories([$0]) } ?? .unreadable, typed: typed)
    case .categories(let breakdown):
      let found = categories[breakdown]?.several(text)
      return RegisterField(value: found.map { .categories($0) } ?? .unreadable, typed: typed)
    }
  }

  private func date(_ cell: Cell, _ text: String, typed: String) -> RegisterField {
    switch cell.kind {
    case .date, .dateTime:
      let date = CivilDateTime(milliseconds: cell.scalar)
      let day = CalendarDate(year: date.year, month: date.month, day: date.day)
      return RegisterField(value: day.map { .date($0) } ?? .impossibleDate, typed: typed)
    case .number where cell.flags.contains(.impossibleDate):
      return RegisterField(value: .impossibleDate, typed: typed)
    case .number where Self.serials.contains(text.utf8.count) && !text.contains("."):
      // Days counted by the workbook, whose date format was lost: 43348 is 05/09/2018.
      guard let serial = Double(text), case .date(let date) = dateSystem.reading(ofSerial: serial),
        let day = CalendarDate(year: date.year, month: date.month, day: date.day)
      else { return RegisterField(value: .impossibleDate, typed: typed) }
      return RegisterField(value: .date(day), isDateAsText: true, typed: typed)
    case .text, .number:
      let isText = cell.kind == .text && (holdsDates || !Self.isFullDay(text))
      switch dates.reading(text) {
      case .date(let day):
        return RegisterField(value: .date(day), isDateAsText: isText, typed: typed)
      case .impossible: return RegisterField(value: .impossibleDate, typed: typed)
      case .unreadable: return RegisterField(value: .unreadable, typed: typed)
      }
    default: return RegisterField(value: .unreadable, typed: typed)
    }
  }

  /// Whether a text has a day, a month and a year of four digits, the year first or last.
  private static func isFullDay(_ text: String) -> Bool {
    guard let numbers = DateNumbers(text), numbers.count == 3 else { return false }
    return numbers.first.isFullYear || numbers.third.isFullYear
  }

  private func whole(_ cell: Cell, in row: Row, typed: String) -> RegisterField {
    let reading = figures.reading(
      of: cell, in: row, for: FigureDemand(isCount: true, base: nil))
    if let value = reading.value?.normalized, value.scale == 0 {
      return RegisterField(value: .whole(value.coefficient), typed: typed)
    }
    return RegisterField(
      value: reading.issue == nil && reading.value == nil ? .empty : .unreadable, typed: typed)
  }

  private func flag(_ cell: Cell, _ text: String) -> RegisterField.Value {
    if cell.kind == .boolean { return .flag(cell.scalar != 0) }
    return FlagWord.answer(text).map { .flag($0) } ?? .unreadable
  }

  /// The text in NFC, so that names compare equal in whatever form they were typed.
  private func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { UTF8Text.isMark($0.value) }) else {
      return text
    }
    return text.precomposedStringWithCanonicalMapping
  }

  /// How many digits a serial of the last hundred years has; four may be a year.
  private static let serials = 5...5
}
