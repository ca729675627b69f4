import FormModel
import Indicators
import SheetModel
import VietnameseText

/// Cleans the rows of old registers, one by one, into rows of the register form.
///
/// Every change is in the record's `changes`; whatever needs a person is in its `problems`, and no
/// value is guessed. A problem is fatal where the value itself cannot go into the form; it is left
/// out then, and where its column is required the record is held back (`CleanRecord.isHeld`).
/// Holds up to 4,096 values of each list column with what they mean, as long as it lives. A value:
/// copy it for threads.
public struct RegisterCleaner: Sendable {
  /// The register form.
  public let form: FormDefinition
  /// How the source counts days, for dates that lost their format.
  public var dateSystem: DateSystem {
    get { dates.dateSystem }
    set { dates.dateSystem = newValue }
  }

  private let columns: [RegisterColumn]
  private let vocabulary: CleaningVocabulary
  private let categories: [CleaningCategories?]
  private let sex: Int?
  private let birth: Int?
  private let dateRange: DateRange?
  private var dates = CleaningDates()
  private var known: [[TextKey: CleaningCategories.Outcome]]
  private var groups: [TextKey: (name: String, rule: CleaningRule?)] = [:]

  /// What the form's `date-range` rule asks of birth dates.
  private struct DateRange: Sendable {
    var column: Int
    var underAge: Int?
    var endsWithPeriod: Bool
  }

  /// The most values of a column that are remembered.
  private static let mostKnown = 4096

  /// A cleaner for a register form; nil for a form that is none.
  public init?(
    _ form: FormDefinition, set: IndicatorSet?, vocabulary: CleaningVocabulary
  ) {
    guard let register = form.register else { return nil }
    self.form = form
    self.vocabulary = vocabulary
    columns = register.columns
    categories = register.columns.map { column in
      switch column.kind {
      case .category(let id), .categories(let id):
        set?.breakdown(id).map { CleaningCategories($0, vocabulary: vocabulary) }
      default: nil
      }
    }
    known = Array(repeating: [:], count: columns.count)
    sex = register.column(id: "sex")
    birth = register.column(id: "birth-date")
    let rule = form.rules.first { $0.kind == RuleKind.dateRange.rawValue }
    dateRange = rule.flatMap { rule in
      rule.text("column").flatMap { register.column(id: $0) }.map {
        DateRange(
          column: $0, underAge: rule.text("under-age").flatMap { Int($0) },
          endsWithPeriod: rule.text("latest") == "period-end")
      }
    }
  }

  /// A row in order, with all that was changed and all that a person must decide.
  public mutating func clean(_ record: LegacyRecord) -> CleanRecord {
    var clean = CleanRecord(
      row: record.row, values: Array(repeating: .empty, count: columns.count))
    for index in columns.indices {
      let field = record.fields.indices.contains(index) ? record.fields[index] : .empty
      clean.values[index] = value(of: field, index, period: record.period, in: &clean)
      if columns[index].isRequired, clean.values[index] == .empty,
        !clean.problems.contains(where: { $0.field == index })
      {
        clean.tell(.required, of: field, index, isFatal: true)
      }
    }
    checkNumbers(of: record, in: &clean)
    clean.isHeld = clean.problems.contains { problem in
      problem.isFatal && problem.field.map { columns[$0].isRequired } ?? true
    }
    return clean
  }

  private mutating func value(
    of field: LegacyField, _ index: Int, period: ReportingPeriod?, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    if field.kind == .error {
      clean.tell(.errorValue, of: field, index, isFatal: true)
      return .empty
    }
    if field.text.isEmpty { return .empty }
    if let original = field.original {
      clean.change(.mappingValue, of: field, index, before: original, after: field.text)
    }
    switch columns[index].kind {
    case .text where columns[index].id == "name": return name(field, index, in: &clean)
    case .text where columns[index].id == "ethnic-group":
      return ethnicGroup(field, index, in: &clean)
    case .text: return text(field, index, in: &clean)
    case .date: return date(field, index, period: period, in: &clean)
    case .category, .categories: return category(field, index, in: &clean)
    case .flag: return flag(field, index, in: &clean)
    case .personalNumber: return number(field, index, in: &clean)
    case .ordinal, .whole: return whole(field, index, in: &clean)
    }
  }

  // MARK: Texts

  private func name(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    let (draft, hasSigns) = CleaningNames.cleaned(field.text)
    if hasSigns { clean.tell(.nameSigns, of: field, index, isFatal: false) }
    return finished(draft, of: field, index, in: &clean)
  }

  private func text(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    finished(CleaningText.cleaned(field.text), of: field, index, in: &clean)
  }

  private func finished(
    _ draft: CleaningText.Draft, of field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    for step in draft.steps {
      clean.change(step.rule, of: field, index, before: step.before, after: step.after)
    }
    guard !draft.text.isEmpty else { return .empty }
    if let most = columns[index].maximumLength, draft.text.utf8.count > most,
      draft.text.unicodeScalars.count > most
    {
      clean.tell(.textTooLong, of: field, index, isFatal: false)
    }
    return .text(draft.text)
  }

  private mutating func ethnicGroup(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    let key = TextKey(field.text)
    let found: (name: String, rule: CleaningRule?)
    if let known = groups[key] {
      found = known
    } else {
      let match = vocabulary.ethnicGroup(field.text)
      found =
        match.map {
          ($0.group.name, $0.isExact ? .ethnicSpelling : .ethnicWithoutMarks)
        } ?? ("", .ethnicUnknown)
      if groups.count < Self.mostKnown { groups[key] = found }
    }
    guard found.rule != .ethnicUnknown else {
      clean.tell(.ethnicUnknown, of: field, index, isFatal: false)
      return text(field, index, in: &clean)
    }
    if let rule = found.rule, !found.name.utf8.elementsEqual(field.text.utf8) {
      clean.change(rule, of: field, index, before: field.text, after: found.name)
    }
    return .text(found.name)
  }

  // MARK: Dates

  private func date(
    _ field: LegacyField, _ index: Int, period: ReportingPeriod?, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    let outcome = dates.outcome(
      CleaningText.cleaned(field.text).text, latestYear: period?.year)
    guard let date = outcome.date else {
      clean.tell(outcome.problem ?? .dateUnreadable, of: field, index, isFatal: true)
      return .empty
    }
    if let rule = outcome.change {
      clean.change(rule, of: field, index, before: field.text, after: date.description)
    }
    if let problem = outcome.problem { clean.tell(problem, of: field, index, isFatal: false) }
    guard let range = dateRange, range.column == index, let last = period?.lastDay else {
      return .date(date)
    }
    if range.endsWithPeriod, date > last {
      clean.tell(.bornAfterPeriod, of: field, index, isFatal: true)
    } else if let age = range.underAge, date.age(on: last) >= age {
      clean.tell(.notUnderAge, of: field, index, isFatal: true)
    }
    return .date(date)
  }

  // MARK: Lists, flags, numbers

  private mutating func category(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    guard let lists = categories[index] else {
      clean.tell(.categoryUnknown, of: field, index, isFatal: true)
      return .empty
    }
    let key = TextKey(field.text)
    let outcome: CleaningCategories.Outcome
    if let known = known[index][key] {
      outcome = known
    } else {
      if case .category = columns[index].kind {
        outcome = lists.one(field.text)
      } else {
        outcome = lists.several(field.text)
      }
      if known[index].count < Self.mostKnown { known[index][key] = outcome }
    }
    if let problem = outcome.problem { clean.tell(problem, of: field, index, isFatal: true) }
    guard !outcome.categories.isEmpty else { return .empty }
    if outcome.isTranslated {
      clean.change(
        .categoryName, of: field, index, before: field.text,
        after: lists.labels(of: outcome.categories))
    }
    return .categories(outcome.categories)
  }

  private func flag(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    if let answer = FlagWord.answer(field.text) { return .flag(answer) }
    clean.tell(.flagUnknown, of: field, index, isFatal: true)
    return .empty
  }

  private func number(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    var draft = CleaningText.cleaned(field.text)
    draft.take(CleaningNumbers.separatorsRemoved(draft.text), by: .numberSeparators)
    return finished(draft, of: field, index, in: &clean)
  }

  private func whole(
    _ field: LegacyField, _ index: Int, in clean: inout CleanRecord
  ) -> RegisterField.Value {
    let digits = field.text.hasSuffix(".") ? String(field.text.dropLast()) : field.text
    if let number = Int64(digits.trimmingPrefix { $0 == " " }) { return .whole(number) }
    clean.tell(.notWhole, of: field, index, isFatal: true)
    return .empty
  }

  /// Personal numbers against the rest of the row, which is read by now.
  private func checkNumbers(of record: LegacyRecord, in clean: inout CleanRecord) {
    for index in columns.indices where columns[index].kind == .personalNumber {
      guard case .text(let text) = clean.values[index] else { continue }
      let field = record.fields[index]
      let problem = CleaningNumbers.problem(
        text, kind: field.kind, isMale: isMale(clean), birthYear: birthYear(clean))
      if let problem { clean.tell(problem, of: field, index, isFatal: false) }
    }
  }

  private func isMale(_ clean: CleanRecord) -> Bool? {
    guard let sex, case .categories(let ids) = clean.values[sex], ids.count == 1 else { return nil }
    switch ids[0] {
    case "male": return true
    case "female": return false
    default: return nil
    }
  }

  /// The year of birth.
  private func birthYear(_ clean: CleanRecord) -> Int? {
    guard let birth, case .date(let date) = clean.values[birth] else { return nil }
    return date.year
  }
}

extension CleanRecord {
  fileprivate mutating func change(
    _ rule: CleaningRule, of field: LegacyField, _ index: Int, before: String, after: String
  ) {
    changes.append(
      CleaningChange(
        field: index, column: field.column, rule: rule, before: before, after: after))
  }

  fileprivate mutating func tell(
    _ rule: CleaningRule, of field: LegacyField, _ index: Int, isFatal: Bool
  ) {
    problems.append(
      CleaningProblem(field: index, column: field.column, rule: rule, isFatal: isFatal))
  }
}
