import FormModel
import Indicators
import SheetModel
import Text
import VietnameseText

/// `date-range`: dates lie in a range; `under-age` is an age not yet reached when the period ends.
struct DateRangeRule: RecordRule {
  private let declaration: RuleDeclaration
  private let column: Int?
  private let first: CalendarDate?
  private let last: CalendarDate?

  init(
    _ declaration: RuleDeclaration, _ definition: RegisterDefinition, periodEnd: CalendarDate?
  ) throws(TemplateProblem) {
    self.declaration = declaration
    column = definition.column(id: try declaration.needed("column"))
    var first = try Self.day("earliest", declaration, periodEnd)
    last = try Self.day("latest", declaration, periodEnd)
    if let age = try declaration.number("under-age"), let end = periodEnd {
      let birth = end.firstBirthDate(underAge: Int(clamping: age.rounded(to: 0).coefficient))
      first = [first, birth].compactMap(\.self).max()
    }
    self.first = first
  }

  func check(_ record: BoundRecord, into log: inout RecordLog) {
    guard let column, let field = record.fields[column], case .date(let date) = field.value,
      first.map({ date < $0 }) ?? false || last.map({ date > $0 }) ?? false
    else { return }
    log.add(
      .dateOutOfRange(first: first, last: last), declaration.severity, column: column,
      rule: declaration.id)
  }

  private static func day(
    _ name: String, _ declaration: RuleDeclaration, _ periodEnd: CalendarDate?
  ) throws(TemplateProblem) -> CalendarDate? {
    guard let text = declaration.text(name) else { return nil }
    if text == "period-end" { return periodEnd }
    guard let day = CalendarDate(text) else {
      throw declaration.problem(
        .malformedParameter(
          rule: declaration.id, parameter: name, found: text, expected: "2025-07-01"))
    }
    return day
  }
}

/// `personal-number`: twelve digits as `PersonalNumber` knows them.
///
/// Sex and year are compared with the columns `sex` and `birth-date` where the register has them, and
/// a finding names both cells. Where century and year fit and the sex alone does not, it is found at
/// the sex: one slip there is likelier than a digit that still makes a number of the right century.
/// A place of registration that is not known is a warning, for codes may be added.
struct PersonalNumberRule: RecordRule {
  private let declaration: RuleDeclaration
  private let columns: [Int]
  private let birth: Int?
  private let sex: Int?

  init(_ declaration: RuleDeclaration, _ definition: RegisterDefinition) {
    self.declaration = declaration
    columns = declaration.list("columns").compactMap { definition.column(id: $0) }
    birth = definition.column(id: "birth-date")
    sex = definition.column(id: "sex")
  }

  func check(_ record: BoundRecord, into log: inout RecordLog) {
    for column in columns {
      guard let field = record.fields[column], field.value != .empty,
        let fault = fault(field.typed, in: record)
      else { continue }
      let isOfSex = fault == .sex && birthYear(in: record) != nil
      let other = fault == .sex ? sex : [.century, .year].contains(fault) ? birth : nil
      let (place, related) = isOfSex ? (sex ?? column, column) : (column, other)
      log.add(
        .personalNumberInvalid(fault), fault == .province ? .warning : declaration.severity,
        column: place, rule: declaration.id,
        related: [related.flatMap(log.cell)].compactMap(\.self))
    }
  }

  private func fault(_ text: String, in record: BoundRecord) -> PersonalNumber.Fault? {
    guard let number = PersonalNumber(text.filter { $0 != " " }) else { return .digits }
    return number.fault(isMale: isMale(in: record), birthYear: birthYear(in: record))
  }

  private func isMale(in record: BoundRecord) -> Bool? {
    guard let sex, case .categories(let categories)? = record.fields[sex]?.value else { return nil }
    switch categories.first {
    case "male": return true
    case "female": return false
    default: return nil
    }
  }

  private func birthYear(in record: BoundRecord) -> Int? {
    guard let birth, case .date(let date)? = record.fields[birth]?.value else { return nil }
    return date.year
  }
}

/// `unique`: no two rows have the same values in the columns; rows that lack one are passed over.
///
/// Keys are folded (case, blanks) and kept as 128 bits of hash, never as text.
struct UniqueRule: Sendable {
  private struct Key: Hashable {
    var high = FNV1a()
    var low: UInt64 = 0x9e37_79b9_7f4a_7c15
  }

  private let declaration: RuleDeclaration
  private let columns: [Int]
  private var rows: [Key: Int32] = [:]
  private var isFull = false

  init(_ declaration: RuleDeclaration, _ definition: RegisterDefinition) {
    self.declaration = declaration
    columns = declaration.list("columns").compactMap { definition.column(id: $0) }
  }

  mutating func check(_ record: BoundRecord, into log: inout RecordLog) {
    guard !isFull, let first = columns.first, let key = key(of: record) else { return }
    if let row = rows[key] {
      let place = log.register.columns[first].map { CellAddress(row: Int(row), column: $0) }
      log.add(
        .duplicateRecord(first: Int(row) + 1), declaration.severity, column: first,
        rule: declaration.id,
        related: place.map { [Finding.Related(cell: $0)] } ?? [])
    } else if rows.count < RegisterChecker.recordLimit {
      rows[key] = Int32(clamping: record.row)
    } else {
      isFull = true
      log.add(
        .duplicatesUnchecked(limit: RegisterChecker.recordLimit), .warning, column: first,
        rule: declaration.id)
    }
  }

  private func key(of record: BoundRecord) -> Key? {
    var key = Key()
    for column in columns {
      guard let field = record.fields[column] else { return nil }
      let text: String
      switch field.value {
      case .empty, .unreadable, .impossibleDate, .errorValue: return nil
      case .text(let value):
        // Only capitals and blanks: two rows that a looser key (`LooseKey`) takes for one may be two.
        text = UTF8Text.singleSpaced(value).lowercased()
      case .date(let date): text = date.description
      case .whole(let number): text = String(number)
      case .categories(let categories): text = categories.sorted().joined(separator: ";")
      case .flag(let flag): text = flag ? "1" : "0"
      }
      for byte in text.utf8 { Self.mix(byte, into: &key) }
      Self.mix(0xFF, into: &key)
    }
    return key
  }

  /// One step of FNV-1a, and of a second multiplicative hash with another constant.
  private static func mix(_ byte: UInt8, into key: inout Key) {
    key.high.mix(byte)
    key.low = (key.low &+ UInt64(byte) &+ 1) &* 0xff51_afd7_ed55_8ccd
    key.low ^= key.low >> 29
  }
}
