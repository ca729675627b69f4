import FormModel
import Indicators
import SheetModel
import Text
import VietnameseText

/// Cleans blocks of records and writes them as lines of the outputs.
package struct RegisterLines: Sendable {
  /// The unit and period that a record counts for.
  package struct Subject: Hashable, Sendable {
    var unit: String
    var period: ReportingPeriod
  }

  /// What a block of records came to.
  package struct Block: Sendable {
    var register: [UInt8] = []
    var changes: [UInt8] = []
    var problems: [UInt8] = []
    var keys: [UInt8] = []
    var records = 0
    var held = 0
    var heldCells = 0
    var leftOutCells = 0
    var changeCount = 0
    var rules: [CleaningRule: Int] = [:]
    /// The units and periods of the block in the order in which they came.
    var subjects: [Subject] = []
    var children: [(subject: Int, child: RegisterTallyPlan.Child, row: Int)] = []
    /// The sheet's column of each of the form's.
    var columns: [Int: Int] = [:]
  }

  /// What a unit's text came to in a period.
  private struct UnitKey: Hashable {
    var text: TextKey
    var period: ReportingPeriod
  }

  private let cleaner: RegisterCleaner
  private let plan: RegisterTallyPlan?
  private let columns: [RegisterColumn]
  private let texts: [CategoryTexts]
  private let vocabulary: CleaningVocabulary
  private let source: RegisterMigration.Source
  private let units: RegisterMigration.UnitFinder
  private let name: Int?
  private let birth: Int?
  private let number: Int?
  private let ethnic: Int?

  init(
    cleaner: RegisterCleaner, plan: RegisterTallyPlan?, breakdowns: [Breakdown],
    vocabulary: CleaningVocabulary, source: RegisterMigration.Source,
    units: @escaping RegisterMigration.UnitFinder
  ) {
    self.cleaner = cleaner
    self.plan = plan
    self.vocabulary = vocabulary
    self.source = source
    self.units = units
    let register = cleaner.form.register
    columns = register?.columns ?? []
    texts = columns.map { CategoryTexts($0.kind, breakdowns: breakdowns) }
    name = register?.column(id: "name")
    birth = register?.column(id: "birth-date")
    number = columns.firstIndex { $0.kind == .personalNumber }
    ethnic = register?.column(id: "ethnic-group")
  }

  /// The head lines of the register, the change log and the problems, with their line ends.
  package static func heads(
    _ form: FormDefinition
  ) -> (register: String, changes: String, problems: String) {
    (
      String(decoding: CSVLine.bytes(columns(form)), as: UTF8.self),
      "file,sheet,cell,row,field,rule,before,after\n",
      "file,sheet,cell,row,field,rule,action,explanation\n"
    )
  }

  /// The names of the fields of a register's lines.
  static func columns(_ form: FormDefinition) -> [String] {
    ["unit", "period"] + (form.register?.columns ?? []).map(\.id)
      + ["ethnic-code", "file", "sheet", "row"]
  }

  /// Cleans a block of records.
  func block(of records: [LegacyRecord]) -> Block {
    var block = Block()
    var cleaner = cleaner
    var unitOf: [UnitKey: String?] = [:]
    var subjectOf: [Subject: Int] = [:]
    var codes: [TextKey: String] = [:]
    for record in records {
      var clean = cleaner.clean(record)
      let subject = subject(of: record, &unitOf, in: &clean)
      block.records += 1
      for problem in clean.problems {
        block.rules[problem.rule, default: 0] += 1
        append(problem, of: clean, to: &block.problems)
      }
      for (index, field) in record.fields.enumerated() {
        if let column = field.column, block.columns[index] == nil { block.columns[index] = column }
      }
      guard !clean.isHeld, let subject else {
        block.held += 1
        block.heldCells += record.cells
        continue
      }
      for change in clean.changes {
        block.rules[change.rule, default: 0] += 1
        append(change, row: clean.row, to: &block.changes)
      }
      block.leftOutCells += zip(clean.values, record.fields).count { value, field in
        value == .empty && !field.text.isEmpty && field.column != nil
      }
      block.changeCount += clean.changes.count
      append(clean, subject, &codes, to: &block.register)
      key(of: clean, subject).append(to: &block.keys)
      guard let plan else { continue }
      let index = subjectOf[subject] ?? block.subjects.count
      if index == block.subjects.count {
        subjectOf[subject] = index
        block.subjects.append(subject)
      }
      let child = plan.child(on: subject.period.lastDay) { clean.values[$0] }
      block.children.append((index, child, clean.row))
    }
    return block
  }

  private func subject(
    of record: LegacyRecord, _ unitOf: inout [UnitKey: String?], in clean: inout CleanRecord
  ) -> Subject? {
    func tell(_ rule: CleaningRule) {
      clean.problems.append(
        CleaningProblem(field: nil, column: record.unit.column, rule: rule, isFatal: true))
      clean.isHeld = true
    }
    guard let period = record.period else {
      tell(.periodMissing)
      return nil
    }
    guard !record.unit.text.isEmpty else {
      tell(.unitMissing)
      return nil
    }
    let key = UnitKey(text: TextKey(record.unit.text), period: period)
    let unit: String?
    if let known = unitOf[key] {
      unit = known
    } else {
      unit = units(record.unit, period)
      unitOf[key] = unit
    }
    guard let unit else {
      tell(.unitUnknown)
      return nil
    }
    return Subject(unit: unit, period: period)
  }

  private func key(of clean: CleanRecord, _ subject: Subject) -> DuplicateKey {
    var text = ""
    if let name, case .text(let value) = clean.values[name] { text = value }
    var date: CalendarDate?
    if let birth, case .date(let value) = clean.values[birth] { date = value }
    var personal: PersonalNumber?
    if let number, case .text(let value) = clean.values[number] { personal = PersonalNumber(value) }
    return DuplicateKey(
      sheet: source.index, row: clean.row, name: text, birth: date, personalNumber: personal,
      unit: subject.unit,
      period: subject.period)
  }

  // MARK: Lines

  /// Appends a further field of a line of a table for people.
  private static func appendGuarded(_ text: String, to out: inout [UInt8]) {
    append(FormulaGuard.guarded(text), to: &out)
  }

  /// Appends a further field of a line.
  private static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: ","))
    CSVLine.append(text, to: &out)
  }

  private static func end(_ out: inout [UInt8]) { out.append(UInt8(ascii: "\n")) }

  private func append(
    _ clean: CleanRecord, _ subject: Subject, _ codes: inout [TextKey: String],
    to out: inout [UInt8]
  ) {
    CSVLine.append(subject.unit, to: &out)
    Self.append(subject.period.description, to: &out)
    for (index, value) in clean.values.enumerated() {
      Self.append(text(of: value, index), to: &out)
    }
    var code = ""
    if let ethnic, case .text(let group) = clean.values[ethnic] {
      let key = TextKey(group)
      code = codes[key] ?? vocabulary.ethnicGroup(group)?.group.code ?? ""
      codes[key] = code
    }
    Self.append(code, to: &out)
    Self.append(source.file, to: &out)
    Self.append(source.sheet, to: &out)
    Self.append(String(clean.row + 1), to: &out)
    Self.end(&out)
  }

  private func text(of value: RegisterField.Value, _ index: Int) -> String {
    switch value {
    case .empty, .unreadable, .impossibleDate, .errorValue: ""
    case .text(let text): text
    case .whole(let number): String(number)
    case .flag(let isSet): isSet ? "x" : "Không"
    case .date(let date): date.description
    case .categories(let ids): texts[index].text(of: ids)
    }
  }

  private func append(_ change: CleaningChange, row: Int, to out: inout [UInt8]) {
    appendPlace(row: row, column: change.column, field: change.field, change.rule, to: &out)
    // Nothing that is made of a personal value stands here, no hash either: of so few names, days
    // and circumstances every hash is found by trying.
    // Nor a value that no list knows: in a row that has slipped by a column it may be a name.
    let isKnown = change.rule == .ethnicSpelling || change.rule == .ethnicWithoutMarks
    let isShown = isKnown && !Self.isSensitive(columns[change.field])
    for value in [change.before, change.after] {
      Self.appendGuarded(isShown ? value : "", to: &out)
    }
    Self.end(&out)
  }

  /// Whether a value says something of a child that a log must not: what tells who it is, and
  /// what happened to it.
  private static func isSensitive(_ column: RegisterColumn) -> Bool {
    if case .categories = column.kind { return true }
    return column.isPersonal
  }

  private func append(_ problem: CleaningProblem, of clean: CleanRecord, to out: inout [UInt8]) {
    appendPlace(
      row: clean.row, column: problem.column, field: problem.field, problem.rule, to: &out)
    let action = clean.isHeld ? "held" : problem.isFatal ? "left-out" : "kept"
    Self.append(action, to: &out)
    Self.append(problem.rule.vietnamese, to: &out)
    Self.end(&out)
  }

  private func appendPlace(
    row: Int, column: Int?, field: Int?, _ rule: CleaningRule, to out: inout [UInt8]
  ) {
    CSVLine.append(FormulaGuard.guarded(source.file), to: &out)
    Self.appendGuarded(source.sheet, to: &out)
    Self.append(
      column.map { CellAddress(row: row, column: $0).description } ?? "", to: &out)
    Self.append(String(row + 1), to: &out)
    Self.append(field.map { columns[$0].id } ?? "unit", to: &out)
    Self.append(rule.rawValue, to: &out)
  }
}
