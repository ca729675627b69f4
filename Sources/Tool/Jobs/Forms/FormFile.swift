import Binding
import FormModel
import Indicators
import Layout
import Observations
import Reports
import SheetModel
import Validation
import WorkbookIO

/// What one input came to when it was read as a workbook of forms.
struct FormFile: Sendable {
  /// A form or register in a sheet, with the figures it gives.
  struct Sheet: Sendable {
    var name: String
    var digest: FormDigest?
    var observations: SheetObservations
    /// Whether people do not see the sheet.
    var isHidden = false
    /// Whether nobody has entered anything, so that there is nothing to import.
    var isBlank = false
    /// The statement that nothing occurred, where that is taken for zeros.
    var nilReturn: CellAddress?
  }

  /// The name that messages show.
  var name: String
  /// How delimited text is put down; nil for workbooks.
  var dialect: CSVDialect?
  /// Why the file was not processed; the other members are empty then.
  var failure: WorkbookError?
  var findings: [Finding] = []
  var sheets: [Sheet] = []
  /// The cells of forms with remarks of officers; their texts may hold names and are left out.
  var comments: [Place] = []

  /// The sheets with findings that hold them back.
  var errorsBySheet: [String: Int] {
    var errors: [String: Int] = [:]
    for finding in findings where finding.severity == .error {
      if let sheet = finding.place.sheet { errors[sheet, default: 0] += 1 }
    }
    return errors
  }
}

/// Reads inputs as workbooks of forms: bound, checked, and where asked for as observations.
///
/// Made once for a batch and used from any thread; each file is opened, read and closed by itself.
struct FormFileReader: Sendable {
  private let binder: FormBinder
  private let checker: FormChecker
  private let batch: BatchChecker
  private let options: BindingOptions
  private let limits: ReadLimits
  private let givesObservations: Bool
  /// What the forms of the library give, by their keys; empty where no observations are asked for.
  private let plans: [String: ObservationPlan]

  /// A reader for the forms of a library.
  /// - Throws: `JobFailure` when a declared rule cannot be made.
  init(
    library: TemplateLibrary, options: BindingOptions, limits: ReadLimits, givesObservations: Bool
  ) throws {
    binder = FormBinder(library: library)
    do {
      checker = try FormChecker(library: library)
      batch = try BatchChecker(library: library)
    } catch {
      throw JobFailure.templates([error])
    }
    self.options = options
    self.limits = limits
    self.givesObservations = givesObservations
    var plans: [String: ObservationPlan] = [:]
    for form in library.forms where givesObservations {
      plans[FormChecker.key(form)] = ObservationPlan(form)
    }
    self.plans = plans
  }

  /// An empty checker of the forms of a batch against each other.
  var emptyBatch: BatchChecker { batch }

  /// Reads one input; whatever is in the way is the file's own failure.
  func read(_ input: InputList.Input) -> FormFile {
    var file = FormFile(name: input.name)
    do {
      try read(input, into: &file)
    } catch {
      file = FormFile(name: input.name)
      file.failure = error.located(in: Place(file: input.name))
    }
    return file
  }

  private func read(
    _ input: InputList.Input, into file: inout FormFile
  ) throws(WorkbookError) {
    let source = try InputSource(input, limits: limits)
    var read = file
    try source.whole { () throws(WorkbookError) in try self.read(source, into: &read) }
    file = read
  }

  private func read(
    _ source: InputSource, into file: inout FormFile
  ) throws(WorkbookError) {
    let workbook = try WorkbookOpener.open(source.bytes, name: source.name, limits: limits)
    file.dialect = workbook.dialect
    let bound = try binder.bind(workbook, options: options)
    let sha256 = givesObservations ? try source.sha256() : ""
    var found = BoundedFindings()
    found.add(bound.gone.map { .formGone($0, library: binder.library) })
    for sheet in bound.sheets {
      switch sheet.recognition {
      case .matrix(let form):
        found.add([Finding.hiddenSheet(sheet.entry)].compactMap(\.self))
        file.sheets.append(read(form, sheet.entry, file: file.name, sha256, &found))
        file.comments += try comments(of: sheet, workbook)
      case .register(let register):
        found.add([Finding.hiddenSheet(sheet.entry)].compactMap(\.self))
        try read(register, sheet, of: workbook, sha256, into: &file, &found)
        file.comments += try comments(of: sheet, workbook)
      case .unknown(let address, _):
        var finding = Finding.sheetUnrecognized(sheet: sheet.entry.name)
        finding.place.cell = address
        found.add([finding] + ragged(workbook, sheet.entry.name))
      case .ambiguous(let forms):
        found.add([
          Finding.sheetAmbiguous(
            sheet: sheet.entry.name,
            forms: forms.map { binder.library.form($0)?.symbol ?? $0 })
        ])
      case .identitySheet, .empty: continue
      }
      found.end(sheet: sheet.entry.name)
    }
    file.findings = merged(found.findings, across(file), sheets: workbook.sheets.map(\.name))
  }

  /// What the forms of one file say against each other.
  private func across(_ file: FormFile) -> [Finding] {
    guard file.sheets.count > 1 else { return [] }
    var own = batch
    for sheet in file.sheets { if let digest = sheet.digest { own.add(digest) } }
    return own.findings().map { finding in
      var finding = finding
      for index in finding.related.indices { finding.related[index].place.file = nil }
      for index in finding.inputs.indices { finding.inputs[index].place.file = nil }
      return finding
    }
  }

  /// The findings of each sheet, followed by those of its forms against others of the file.
  private func merged(_ findings: [Finding], _ across: [Finding], sheets: [String]) -> [Finding] {
    guard !across.isEmpty else { return findings }
    let order = Dictionary(sheets.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    func place(_ finding: Finding) -> Int {
      finding.place.sheet.map { order[$0] ?? sheets.count } ?? -1
    }
    return (findings + across).enumerated().sorted { a, b in
      (place(a.element), a.offset) < (place(b.element), b.offset)
    }.map(\.element)
  }

  private func comments(
    of sheet: BoundSheet, _ workbook: any WorkbookReader
  ) throws(WorkbookError) -> [Place] {
    try workbook.comments(ofSheet: sheet.index).map {
      Place(sheet: sheet.entry.name, cell: $0.cell)
    }
  }

  private func read(
    _ form: BoundForm, _ entry: SheetEntry, file: String, _ sha256: String,
    _ found: inout BoundedFindings
  ) -> FormFile.Sheet {
    let figures = FormFigures(form)
    found.add(checker.check(form, figures))
    var sheet = FormFile.Sheet(name: form.sheet, observations: .list([]))
    sheet.isHidden = entry.visibility != .visible
    sheet.isBlank = form.isBlank
    // A blank form says nothing that another could contradict or repeat.
    guard !sheet.isBlank else { return sheet }
    if let nilReturn = form.nilReturn, nilReturn.contradictions.isEmpty {
      sheet.nilReturn = nilReturn.address
    }
    sheet.digest = batch.digest(of: form, file: file, figures)
    sheet.digest?.isHidden = sheet.isHidden
    if givesObservations { sheet.observations = observations(of: form, file: file, sha256) }
    return sheet
  }

  private func observations(
    of form: BoundForm, file: String, _ sha256: String
  ) -> SheetObservations {
    let key = FormChecker.key(form.definition)
    guard let plan = plans[key],
      let own = FormObservations(form, plan: plan, file: file, sha256: sha256)
    else { return .list([]) }
    return .form(own)
  }

  /// Uneven lines may be why delimited text is no form; in a form they are its header and footer.
  private func ragged(_ workbook: any WorkbookReader, _ sheet: String) -> [Finding] {
    guard let ragged = workbook.raggedLines, let first = ragged.samples.first else { return [] }
    return [
      .raggedLines(sheet: sheet, line: first.line, lines: ragged.count, fields: first.expected)
    ]
  }

  private func read(
    _ register: BoundRegister, _ bound: BoundSheet, of workbook: any WorkbookReader,
    _ sha256: String, into file: inout FormFile, _ found: inout BoundedFindings
  ) throws(WorkbookError) {
    var checker: RegisterChecker
    do {
      checker = try RegisterChecker(register, library: binder.library)
    } catch {
      throw WorkbookError(.invalidTemplate, at: Place(file: error.file, line: error.line))
    }
    let cursor = try workbook.rows(ofSheet: bound.index)
    guard
      let rows = RegisterRows(
        register, rows: cursor, library: binder.library, dateSystem: workbook.dateSystem)
    else { return found.add(checker.head()) }
    var tally = RegisterTally(register, library: binder.library)
    var next = try rows.next()
    let firstRecord = next?.row
    var sheet = FormFile.Sheet(name: register.sheet, observations: .list([]))
    sheet.isHidden = bound.entry.visibility != .visible
    sheet.isBlank = next == nil && rows.nilStatement == nil
    found.add(sheet.isBlank ? checker.blank() : checker.head())
    var content = ContentHash()
    let width = register.definition.register?.columns.count ?? 0
    while let record = next {
      next = try rows.next()
      content.add(record, columns: width)
      if !found.isSettled { found.add(checker.check(record)) }
      if givesObservations { tally?.count(record) }
    }
    for misfit in rows.misfits {
      let place = Place(sheet: register.sheet, cell: misfit.address)
      found.add([Finding(.textOutsideForm, severity: .warning, at: place)])
    }
    if let statement = rows.nilStatement {
      if let firstRecord {
        let first = CellAddress(row: firstRecord, column: register.columns.values.min() ?? 0)
        found.add([
          .nilReturnContradicted(
            sheet: register.sheet, NilReturn(address: statement, contradictions: [first]))
        ])
      } else {
        sheet.nilReturn = statement
        tally?.countNone(row: statement.row)
      }
    }
    if !sheet.isBlank {
      sheet.digest = batch.digest(of: register, file: file.name, content: content)
    }
    sheet.digest?.isHidden = sheet.isHidden
    if givesObservations {
      let counted = tally?.observations(file: file.name, sha256: sha256) ?? []
      sheet.observations = .list(Observation.sorted(counted))
    }
    file.sheets.append(sheet)
  }
}
