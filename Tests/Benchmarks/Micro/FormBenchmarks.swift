import Binding
import FormModel
import Indicators
import Reports
import SheetModel
import Tables
import Templates
import Validation
import WorkbookIO

/// What checking is made of: binding a form, its rules, a register's rules, writing findings.
struct FormBenchmarks {
  private let library: TemplateLibrary
  private let form: [UInt8]
  private let register: [UInt8]
  private let watch = Stopwatch()

  init(templates: String, form: String, register: String) throws {
    let (library, problems) = TemplateLoader(folder: templates) { path throws(WorkbookError) in
      try WorkbookOpener.open(path: path).rows(ofSheet: 0)
    }.load()
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw WorkbookError(.invalidTemplate)
    }
    self.library = library
    self.form = try Register.bytes(form)
    self.register = try Register.bytes(register)
  }

  func run() throws {
    let binder = FormBinder(library: library)
    try forms(binder)
    try registers(binder)
  }

  private func forms(_ binder: FormBinder) throws {
    let workbook = try opened(form, "form")
    let facts = try WorkbookFacts(of: workbook)
    let grids = try workbook.sheets.indices.map { index in
      try SheetGrid(
        name: workbook.sheets[index].name, rows: workbook.rows(ofSheet: index),
        merges: workbook.layout(ofSheet: index).merges)
    }
    watch.time("form: bind, sheet in memory", .items("forms"), 1) {
      use(binder.bind(grids, facts: facts))
    }
    try watch.time("form: open, read and bind", .items("forms"), 1) {
      use(try binder.bind(try opened(form, "form")))
    }
    let bound: [BoundForm] = try binder.bind(workbook).sheets.compactMap { sheet in
      if case .matrix(let form) = sheet.recognition { form } else { nil }
    }
    let checker = try FormChecker(library: library)
    let figures = bound.reduce(0) { $0 + $1.cells.count }
    watch.time("form: rules", .cells, figures) {
      for form in bound { use(checker.check(form)) }
    }
    watch.time("form: observations", .cells, figures) {
      for form in bound { use(form.observations(file: "form.xlsx", sha256: "")) }
    }
  }

  private func registers(_ binder: FormBinder) throws {
    let workbook = try opened(register, "register")
    guard let sheet = try binder.bind(workbook).sheets.first,
      case .register(let bound) = sheet.recognition
    else { throw WorkbookError(.unknownFormat) }
    guard
      let rows = RegisterRows(
        bound, rows: try workbook.rows(ofSheet: sheet.index), library: library,
        dateSystem: workbook.dateSystem)
    else { throw WorkbookError(.unknownFormat) }
    var records: [BoundRecord] = []
    while let record = try rows.next() { records.append(record) }
    let fields = records.count * bound.columns.count
    let fresh = try RegisterChecker(bound, library: library)
    watch.time("register: rules", .cells, fields) {
      var checker = fresh
      for record in records { use(checker.check(record)) }
    }
    var checker = fresh
    let findings = records.flatMap { checker.check($0) }
    try write(findings, "findings as JSON Lines") { JSONReport($0, language: .vi) }
    try write(findings, "findings as text") {
      TextReport($0, language: .vi, width: 80, usesColour: false)
    }
  }

  private func write(
    _ findings: [Finding], _ name: String, _ make: (any ByteSink) -> any FindingReport
  ) throws {
    try watch.time(name, .items("findings"), findings.count) {
      let report = make(CountingSink())
      try report.begin(file: "danh-sach.csv")
      for finding in findings { try report.add(finding) }
      try report.end()
      use(try report.finish())
    }
  }

  private func opened(_ bytes: [UInt8], _ name: String) throws -> any WorkbookReader {
    try WorkbookOpener.open(MemorySource(bytes), name: name)
  }
}
