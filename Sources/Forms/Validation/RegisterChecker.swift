import FormModel
import Indicators
import SheetModel
import Units

/// Checks a register row by row as its rows are pulled.
///
/// Memory: 24 bytes a row for each `unique` rule, up to `recordLimit` rows; a finding says so when
/// later rows were not compared. Values of personal columns never enter a finding.
public struct RegisterChecker: Sendable {
  /// The most rows whose keys are kept to find duplicates.
  public static let recordLimit = 1_000_000

  private let register: BoundRegister
  private let units: UnitHistory
  private let fields: [FieldCheck]
  private let rules: [any RecordRule]
  private var uniques: [UniqueRule]

  /// A checker of one register; it is fed with the rows of that register only.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(_ register: BoundRegister, library: TemplateLibrary) throws(TemplateProblem) {
    self.register = register
    units = library.history
    guard let definition = register.definition.register else {
      (fields, rules, uniques) = ([], [], [])
      return
    }
    let set = library.set(register.definition.set)
    let declarations = register.definition.rules
    fields = definition.columns.indices.map { index in
      FieldCheck(index, definition, library: library, set: set, declarations: declarations)
    }
    var rules: [any RecordRule] = []
    var uniques: [UniqueRule] = []
    let day = register.identity.period?.lastDay
    for declaration in declarations {
      switch RuleKind(rawValue: declaration.kind) {
      case .dateRange?:
        rules.append(try DateRangeRule(declaration, definition, periodEnd: day))
      case .personalNumber?: rules.append(PersonalNumberRule(declaration, definition))
      case .unique?: uniques.append(UniqueRule(declaration, definition))
      default: continue
      }
    }
    self.rules = rules
    self.uniques = uniques
  }

  /// The findings about the register's identity and head, in reading order.
  public func head() -> [Finding] {
    var log = FindingLog(sheet: register.sheet)
    IdentityCheck.check(register.identity, of: register.definition, units: units, into: &log)
    MisfitCheck.check(register.misfits, of: register.definition, into: &log)
    return log.findings.inReadingOrder(sheets: [register.sheet])
  }

  /// The findings of a register without a row: that, and what is wrong with its head; that it names no
  /// unit or period is no fault of its own.
  public func blank() -> [Finding] {
    let head = head().filter { ![.unitMissing, .periodMissing].contains($0.code) }
    return ([.blankForm(sheet: register.sheet, cells: 0)] + head)
      .inReadingOrder(sheets: [register.sheet])
  }

  /// The findings of the next row, by column.
  public mutating func check(_ record: BoundRecord) -> [Finding] {
    var log = RecordLog(register: register, row: record.row)
    for field in fields { field.check(record, into: &log) }
    for rule in rules { rule.check(record, into: &log) }
    for index in uniques.indices { uniques[index].check(record, into: &log) }
    return log.findings.inReadingOrder(sheets: [register.sheet])
  }
}

/// The findings of one row of a register.
struct RecordLog {
  let register: BoundRegister
  let row: Int
  private(set) var findings: [Finding] = []

  init(register: BoundRegister, row: Int) {
    self.register = register
    self.row = row
  }

  /// The row's cell of a column of the definition, by the column's label; nil where the sheet lacks it.
  func cell(_ column: Int) -> Finding.Related? {
    guard let sheetColumn = register.columns[column],
      let definition = register.definition.register, definition.columns.indices.contains(column)
    else { return nil }
    return Finding.Related(
      cell: CellAddress(row: row, column: sheetColumn),
      label: .name(definition.columns[column].label, of: .template))
  }

  /// Adds a finding about a column of the definition, without what was typed but for a `sign` such
  /// as `#REF!`: in a row that slipped by a column, a name stands where a sex belongs.
  mutating func add(
    _ kind: Finding.Kind, _ severity: Severity, column: Int, sign: Evidence = .none,
    rule: String? = nil, related: [Finding.Related] = []
  ) {
    guard let sheetColumn = register.columns[column],
      let definition = register.definition.register, definition.columns.indices.contains(column)
    else { return }
    findings.append(
      Finding(
        kind, severity: severity,
        at: Place(
          sheet: register.sheet, cell: CellAddress(row: row, column: sheetColumn)),
        rule: rule, column: definition.columns[column].label,
        found: sign, related: related))
  }
}

/// One declared check of a register's rows.
protocol RecordRule: Sendable {
  /// Adds a finding for each field of a row that breaks the rule.
  func check(_ record: BoundRecord, into log: inout RecordLog)
}

/// What a column's kind asks of each field: readable, given, in its list, not too long.
struct FieldCheck: Sendable {
  private let index: Int
  private let column: RegisterColumn
  private let labels: [String]
  private let names: NameList?
  private let requiredBy: RuleDeclaration?
  private let listedBy: RuleDeclaration?

  init(
    _ index: Int, _ definition: RegisterDefinition, library: TemplateLibrary, set: IndicatorSet?,
    declarations: [RuleDeclaration]
  ) {
    self.index = index
    let column = definition.columns[index]
    self.column = column
    func declaration(_ kind: RuleKind) -> RuleDeclaration? {
      declarations.first { rule in
        guard rule.kind == kind.rawValue else { return false }
        let columns = rule.list("columns")
        return columns.isEmpty ? column.isRequired : columns.contains(column.id)
      }
    }
    requiredBy = declaration(.required)
    listedBy = declaration(.list)
    names = listedBy?.text("table").flatMap { library.nameLists[$0] }
    switch column.kind {
    case .category(let breakdown), .categories(let breakdown):
      labels = set?.breakdown(breakdown)?.categories.map(\.label) ?? []
    default: labels = names?.names ?? []
    }
  }

  func check(_ record: BoundRecord, into log: inout RecordLog) {
    let field = record.fields[index] ?? RegisterField(value: .empty, typed: "")
    switch field.value {
    case .empty:
      guard column.isRequired || requiredBy != nil else { return }
      log.add(
        .required(cells: 1), requiredBy?.severity ?? .error, column: index,
        rule: requiredBy?.id)
    case .errorValue: log.add(.errorValue, .error, column: index, sign: Evidence(signOf: field))
    case .impossibleDate: log.add(.impossibleDate, .error, column: index)
    case .unreadable: reportUnreadable(field, into: &log)
    case .text(let text):
      if let most = column.maximumLength, text.unicodeScalars.count > most {
        log.add(.textTooLong(maximum: most), .error, column: index)
      } else if let names, let listedBy, !names.holds(text) {
        log.add(.notInList(allowed: labels), listedBy.severity, column: index, rule: listedBy.id)
      }
    case .date:
      guard field.isDateAsText else { return }
      log.add(.dateAsText, .warning, column: index)
    case .whole, .categories, .flag: return
    }
  }

  private func reportUnreadable(_ field: RegisterField, into log: inout RecordLog) {
    switch column.kind {
    case .category, .categories:
      log.add(
        .notInList(allowed: labels), listedBy?.severity ?? .error, column: index,
        rule: listedBy?.id)
    case .date: log.add(.impossibleDate, .error, column: index)
    case .whole, .ordinal: log.add(.notANumber, .error, column: index)
    case .text, .flag, .personalNumber:
      log.add(.fieldUnreadable, .error, column: index)
    }
  }
}
