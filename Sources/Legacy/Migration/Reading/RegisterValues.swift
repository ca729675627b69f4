import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Puts the cells of one row of a register together into a record.
struct RegisterValues {
  private let register: MappedRegister
  private let unit: LegacyField
  private let empty: [LegacyField]
  /// The columns of the form whose values are translated, and whose dates have the month first.
  private let hasValues: [Bool]
  private let isMonthFirst: [Bool]
  private var fields: [LegacyField]
  private var unitName = LegacyField.empty
  private var unitCode = LegacyField.empty
  private var period: ReportingPeriod?
  /// Translations found so far, by field, so that a text is folded once.
  private var translated: [[String: String?]]

  /// The most texts of a field whose translation is kept.
  private static let mostKept = 4096

  init(_ register: MappedRegister) {
    self.register = register
    unit = register.unit.map { LegacyField(text: $0, kind: .text, column: nil) } ?? .empty
    empty = Array(repeating: .empty, count: register.definition.columns.count)
    fields = empty
    hasValues = register.plan.values.map { !$0.isEmpty }
    isMonthFirst = register.definition.columns.indices.map(register.plan.monthFirst.contains)
    translated = Array(repeating: [:], count: register.definition.columns.count)
  }

  /// Forgets the row before.
  mutating func begin() {
    fields = empty
    unitName = .empty
    unitCode = .empty
    period = register.period
  }

  /// Takes a cell of the unit or the period.
  mutating func takeIdentity(_ cell: Cell, in row: Row, _ slot: MappedRegister.Slot) {
    let text = Self.text(of: cell, in: row)
    switch slot {
    case .unitCode: unitCode = LegacyField(text: text, kind: cell.kind, column: cell.column)
    case .period:
      period =
        ReportingPeriod(text) ?? PeriodText.period(in: LabelKey(text), isLabelled: true)
    default: unitName = LegacyField(text: text, kind: cell.kind, column: cell.column)
    }
  }

  /// Takes a cell of a column of the form.
  mutating func take(_ cell: Cell, in row: Row, field: Int) {
    var text = Self.text(of: cell, in: row)
    var original: String?
    if hasValues[field], let value = translation(of: text, field: field) {
      (original, text) = (text, value)
    } else if isMonthFirst[field], cell.kind == .text,
      let day = MonthFirstDate.dayFirst(text)
    {
      (original, text) = (text, day)
    }
    if fields[field].kind == .blank {
      fields[field] = LegacyField(
        text: text, kind: cell.kind, column: cell.column, original: original)
    } else {
      join(text, field: field)
    }
    for constant in register.sets[cell.column] { set(constant) }
  }

  /// Takes a yes or no; false where it is neither.
  mutating func takeMark(_ cell: Cell, in row: Row) -> Bool {
    let sets = register.sets[cell.column]
    if cell.kind == .boolean {
      if cell.scalar != 0 { for constant in sets { set(constant) } }
      return true
    }
    switch YesOrNo(Self.text(of: cell, in: row)) {
    case .yes: for constant in sets { set(constant) }
    case .no: break
    case nil: return false
    }
    return true
  }

  private mutating func set(_ constant: MappingConstant) {
    let field = constant.field
    if fields[field].kind == .blank {
      fields[field] = LegacyField(text: constant.value, kind: .text, column: nil)
    } else if register.plan.joinsByList[field] {
      join(constant.value, field: field)
    }
  }

  private mutating func join(_ text: String, field: Int) {
    fields[field].text += (register.plan.joinsByList[field] ? "; " : " ") + text
    fields[field].kind = .text
  }

  /// The record of the row.
  mutating func record(row: Int) -> LegacyRecord {
    for constant in register.plan.defaults where fields[constant.field].kind == .blank {
      set(constant)
    }
    var unit = unitCode.kind == .blank ? unitName : unitCode
    if unitCode.kind != .blank, unitName.kind != .blank {
      unit.text = "\(unitCode.text) - \(unitName.text)"
    }
    if unit.kind == .blank { unit = self.unit }
    return LegacyRecord(row: row, fields: fields, unit: unit, period: period)
  }

  private mutating func translation(of text: String, field: Int) -> String? {
    if let known = translated[field][text] { return known }
    let value = value(of: text, field: field)
    if translated[field].count < Self.mostKept { translated[field][text] = .some(value) }
    return value
  }

  /// What a text stands for: as a whole, or in a list piece by piece.
  private func value(of text: String, field: Int) -> String? {
    let values = register.plan.values[field]
    if let value = values.translation(of: text) { return value }
    guard register.plan.joinsByList[field] else { return nil }
    let pieces = text.split { $0 == ";" || $0 == "," || $0 == "|" }
    let found = pieces.map { values.translation(of: $0) }
    guard found.contains(where: { $0 != nil }) else { return nil }
    return zip(pieces, found).map { $1 ?? String($0) }.joined(separator: "; ")
  }

  private static func text(of cell: Cell, in row: Row) -> String {
    TypedText.text(of: cell) { row.text(of: cell) }
  }
}

/// A yes or no as registers have them.
enum YesOrNo {
  case yes, no

  init?(_ text: String) {
    if text == "✓" || text == "×" || text == "√" || text == "+" {
      self = .yes
      return
    }
    if text == "-" {
      self = .no
      return
    }
    let key = LabelKey(text)
    if Self.affirmative.contains(key) {
      self = .yes
    } else if Self.negative.contains(key) {
      self = .no
    } else {
      return nil
    }
  }

  private static let affirmative = Set(
    ["x", "có", "1", "đúng", "yes", "true", "v", "c"].map { LabelKey($0) })
  private static let negative = Set(
    ["không", "0", "no", "false", "sai", "k", "ko"].map { LabelKey($0) })
}

/// Dates with the month first, as databases of American make write them.
enum MonthFirstDate {
  /// `2012-03-05` for `3/5/2012`, `05/03/12` for `3/5/12`; nil for what is no such date.
  static func dayFirst(_ text: String) -> String? {
    let parts = text.split { $0 == "/" || $0 == "-" || $0 == "." }
    guard parts.count == 3, let month = Int(parts[0]), let day = Int(parts[1]) else { return nil }
    let digits = parts[2].prefix { $0.isNumber }
    if digits.count == 2, (1...12).contains(month), (1...31).contains(day) {
      return "\(padded(day))/\(padded(month))/\(digits)"
    }
    guard digits.count == 4, let year = Int(digits), year >= 1900 else { return nil }
    return CalendarDate(year: year, month: month, day: day)?.description
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
