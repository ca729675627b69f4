import FormModel
import Indicators
import LegacyText
import Migration
import Reports
import SheetModel
import Units
import WorkbookIO

/// The reading of one file of a migration, sheet by sheet.
struct FileRun {
  /// What the file came to.
  private(set) var file: MigratedFile
  /// Its figures in the order of the sheets.
  private(set) var observations: [Observation] = []

  private let step: FileMigration
  private let source: InputSource
  private let registers: RegisterFiles
  private var regions: [PlainPass.Region] = []
  private var rows: [PlainPass.Register] = []
  /// The rows with a name and a day that each register's sheet gave.
  private var namedRows: [Int: Int] = [:]

  init(
    _ step: FileMigration, source: InputSource, sha256: String, registers: RegisterFiles
  ) {
    self.step = step
    self.source = source
    self.registers = registers
    file = MigratedFile(path: step.path, sha256: sha256)
  }

  /// Reads everything, then once more by the plain pass.
  /// - Throws: what reading and writing throws.
  mutating func migrate() throws(WorkbookError) {
    let workbook = UnicodeWorkbook(try open(), model: step.tools.texts)
    for sheet in workbook.sheets.indices {
      file.sheets.append(MigrationReport.Sheet(name: workbook.sheets[sheet].name))
      let tables = try step.tools.mappings.tables(
        ofSheet: sheet, of: workbook, file: step.path, sha256: file.sha256)
      for table in tables { try take(table, sheet, isWhole: tables.count == 1, of: workbook) }
    }
    take(workbook.report)
    take(workbook.dialect?.guess)
    try compare()
  }

  private func open() throws(WorkbookError) -> any WorkbookReader {
    try MigrationTools.open(source, name: step.path, limits: step.limits)
  }

  // MARK: Sheets

  private mutating func take(
    _ table: MappedSheet, _ sheet: Int, isWhole: Bool, of workbook: UnicodeWorkbook
  ) throws(WorkbookError) {
    switch table {
    case .matrix(let matrix): take(matrix, sheet)
    case .register(let register): try take(register, sheet, of: workbook)
    case .unmapped(_, let account): hold(account, sheet, isWhole: isWhole)
    case .ambiguous(let names, let account):
      let names = names.joined(separator: ", ")
      hold(account, sheet, isWhole: isWhole, detail: .name(names, of: .template))
    case .ignored(let mapping, let account):
      use(mapping, sheet)
      enter(account, sheet)
    case .empty: break
    }
  }

  /// Notes that a mapping reads a table of a sheet.
  private mutating func use(_ mapping: String, _ sheet: Int) {
    let known = file.sheets[sheet].mapping
    guard let known else { return file.sheets[sheet].mapping = mapping }
    guard !known.split(separator: ", ").map(String.init).contains(mapping) else { return }
    file.sheets[sheet].mapping = "\(known), \(mapping)"
  }

  private mutating func enter(_ account: CellAccount, _ sheet: Int) {
    file.sheets[sheet].migrated += account.migrated
    for (reason, count) in account.ignored {
      file.sheets[sheet].ignored[reason.rawValue, default: 0] += count
    }
    file.sheets[sheet].ignoredCells += account.ignoredCells
    for (reason, count) in account.quarantined {
      file.sheets[sheet].quarantined[reason.rawValue, default: 0] += count
    }
  }

  /// Holds a whole sheet back, or one of its tables, which its first cell tells.
  private mutating func hold(
    _ account: CellAccount, _ sheet: Int, isWhole: Bool, detail: Evidence = .none
  ) {
    enter(account, sheet)
    guard let reason = account.quarantined.keys.first else { return }
    let first = isWhole ? nil : account.places.first?.address
    quarantine(reason.rawValue, sheet, first, detail)
  }

  private mutating func quarantine(
    _ reason: String, _ sheet: Int, _ cell: CellAddress?, _ detail: Evidence = .none
  ) {
    file.quarantine.append(
      MigratedFile.Quarantine(
        sheet: file.sheets[sheet].name, cell: cell?.description, reason: reason, detail: detail))
  }

  private mutating func take(_ matrix: MappedMatrix, _ sheet: Int) {
    use(matrix.mapping, sheet)
    file.sheets[sheet].figures += matrix.observations.count
    enter(matrix.account, sheet)
    for place in matrix.account.places {
      quarantine(place.reason.rawValue, sheet, place.address, place.found)
    }
    for finding in matrix.findings {
      var detail = Evidence.none
      if let found = finding.found, let expected = finding.expected {
        // As it stands, and what it should be.
        detail = "\(found) ≠ \(expected)"
      }
      if let other = finding.other { detail = detail.isEmpty ? "\(other)" : "\(detail) (\(other))" }
      file.issues.append(
        MigratedFile.Issue(
          code: finding.kind.rawValue, sheet: matrix.sheet, cell: finding.address.description,
          detail: detail))
    }
    observations += matrix.observations
    for region in matrix.regions {
      let key = TotalKey(
        indicator: region.indicator.description, measure: region.measure.rawValue,
        parts: region.breakdowns, period: region.period.description)
      regions.append(
        PlainPass.Region(
          sheet: sheet, column: region.column, rows: region.rows, key: key, factor: region.factor))
    }
  }

  // MARK: Registers

  private mutating func take(
    _ register: MappedRegister, _ sheet: Int, of workbook: UnicodeWorkbook
  ) throws(WorkbookError) {
    let name = file.sheets[sheet].name
    file.sheets[sheet].mapping = register.mapping
    guard
      let migration = step.tools.register(
        form: register.form, set: register.set, workers: step.threads)
    else { throw WorkbookError(.invalidTemplate, found: .name(register.form, of: .template)) }
    var options = RowOptions()
    options.includesFormulaTexts = false
    options.threads = step.threads
    let cursor = try workbook.rows(ofSheet: sheet, options: options)
    let records = MappedRegisterRows(register, rows: cursor)
    var named = NamedRows(register)
    let source = RegisterMigration.Source(
      file: step.path, sha256: file.sha256, sheet: name, index: sheet)
    let lookup = step.tools.lookup
    let summary = try migration.run(
      source, dateSystem: workbook.dateSystem, into: registers.outputs,
      units: { field, period in
        guard case .found(let unit) = lookup.code(of: field.text, on: period.lastDay) else {
          return nil
        }
        return unit.code
      },
      next: { () throws(WorkbookError) in
        guard let record = try records.next() else { return nil }
        named.count(record)
        return record
      })
    if let (name, dates) = named.columns {
      let end = max(register.firstRow, records.end ?? .max)
      rows.append(
        PlainPass.Register(
          sheet: sheet, rows: register.firstRow..<end, name: name, dates: dates))
      namedRows[sheet] = named.count
    }
    enter(records.account, sheet)
    for place in records.account.places {
      quarantine(place.reason.rawValue, sheet, place.address)
    }
    settle(summary, sheet)
    var found = summary.observations(of: source)
    if summary.held > 0 {
      for index in found.indices {
        found[index].explanation = "Đếm từ danh sách còn \(summary.held) dòng giữ lại"
      }
    }
    file.sheets[sheet].figures = found.count
    observations += found
  }

  /// Moves the cells of rows and values that were held back out of those that went on.
  private mutating func settle(_ summary: RegisterMigration.Summary, _ sheet: Int) {
    file.sheets[sheet].records = summary.records - summary.held
    file.sheets[sheet].migrated -= summary.heldCells + summary.leftOutCells
    if summary.heldCells > 0 {
      file.sheets[sheet].quarantined["row-held-back", default: 0] += summary.heldCells
    }
    if summary.held > 0 { quarantine("row-held-back", sheet, nil, "\(summary.held)") }
    if summary.leftOutCells > 0 {
      file.sheets[sheet].quarantined["value-left-out", default: 0] += summary.leftOutCells
      quarantine("value-left-out", sheet, nil, "\(summary.leftOutCells)")
    }
    for (rule, count) in summary.rules where rule.isProblem {
      file.sheets[sheet].problems[rule.rawValue] = count
    }
    file.changes += summary.changes
  }

  // MARK: Proof

  private mutating func take(_ report: LegacyTextReport) {
    for (encoding, count) in report.counts { file.encodings[encoding.rawValue] = count }
    for text in report.uncertain {
      file.issues.append(
        MigratedFile.Issue(
          code: "uncertain-text", sheet: text.sheet, cell: text.cell?.description,
          detail: "\(text.reason)"))
    }
  }

  /// Notes that eight-bit text may be in another encoding than it looks like.
  private mutating func take(_ guess: EncodingGuess?) {
    guard let guess, guess.percent < 90 else { return }
    file.issues.append(
      MigratedFile.Issue(
        code: "encoding-guessed", detail: "\(guess.likeliest) \(guess.percent) %"))
  }

  /// Reads the file again by other code, and notes what that code finds.
  private mutating func compare() throws(WorkbookError) {
    let pass = try PlainPass(try open(), regions: regions, registers: rows)
    for (sheet, count) in pass.filled.enumerated() where file.sheets.indices.contains(sheet) {
      file.sheets[sheet].filled = count
    }
    file.sums = pass.sums.keys.sorted().map { key in
      MigratedFile.Sum(key: key, source: pass.sums[key, default: .zero].description)
    }
    for (sheet, count) in namedRows.sorted(by: { $0.key < $1.key })
    where pass.records[sheet, default: 0] != count {
      file.issues.append(
        MigratedFile.Issue(
          code: "unbalanced-rows", sheet: file.sheets[sheet].name,
          detail: "\(pass.records[sheet, default: 0]) ≠ \(count)"))
    }
  }
}

/// The rows of a register with a name and a day, and the columns that those stand in.
private struct NamedRows {
  private(set) var count = 0
  private let nameField: Int?
  private let dateField: Int?
  private var nameColumns: Set<Int> = []
  private var dateColumns: Set<Int> = []

  init(_ register: MappedRegister) {
    nameField = register.definition.column(id: "name")
    dateField = register.definition.columns.firstIndex { $0.kind == .date }
  }

  /// The column of names, where all rows have them in one, and those of days: one for boys and one for
  /// girls, where their dates stand apart.
  var columns: (name: Int, dates: Set<Int>)? {
    guard nameColumns.count == 1, !dateColumns.isEmpty, let name = nameColumns.first else {
      return nil
    }
    return (name, dateColumns)
  }

  mutating func count(_ record: LegacyRecord) {
    guard let nameField, let dateField, let name = record.fields[nameField].column else { return }
    let date = record.fields[dateField]
    guard let column = date.column, date.text.utf8.contains(where: { (0x30...0x39) ~= $0 })
    else { return }
    nameColumns.insert(name)
    dateColumns.insert(column)
    count += 1
  }
}
