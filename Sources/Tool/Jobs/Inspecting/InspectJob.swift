import Binding
import FormModel
import Indicators
import Parallel
import Reports
import SheetModel
import VietnameseText
import WorkbookIO

/// Tells what is in workbooks: format, sheets, extents, forms, units, periods, hidden things.
public struct InspectJob: Sendable {
  /// Files, folders, or `-`.
  public var inputs: [String]
  /// How the facts are printed.
  public var format: ReportFormat
  /// What all jobs are told.
  public var settings: JobSettings

  /// A look at inputs.
  public init(inputs: [String], format: ReportFormat = .text, settings: JobSettings) {
    self.inputs = inputs
    self.format = format
    self.settings = settings
  }

  /// Prints the facts to standard output in the order of the inputs.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templates()
      let list = InputList(self.inputs, limits: settings.limits)
      context.say(list)
      let inputs = list.inputs
      guard !inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
      let binder = FormBinder(library: library)
      let limits = settings.limits
      let sink = StreamSink()
      let printer = WorkbookDescription(language: settings.language, format: format)
      var failed = 0
      try OrderedWorkers.run(count: inputs.count, threads: settings.workers) { index in
        Result { () throws(WorkbookError) in
          try WorkbookFigures(of: inputs[index], binder: binder, limits: limits)
        }
      } deliver: { _, result in
        switch result {
        case .success(let figures):
          let notice = figures.dialect.flatMap { Notice.guess($0, file: figures.name) }
          if let notice { context.say(notice) }
          try sink.write(printer.bytes(of: figures))
        case .failure(let error):
          failed += 1
          context.console.note(error.line(in: settings.language))
        }
      }
      return failed > 0 ? .someFailed : .fine
    }
  }
}

/// What was counted and recognised in one workbook.
struct WorkbookFigures: Sendable {
  /// One sheet.
  struct Sheet: Sendable {
    var entry: SheetEntry
    var extent: CellRange?
    var cells = 0
    var formulas = 0
    var formulasWithoutValue = 0
    var hiddenRows = 0
    var hiddenColumns = 0
    var merges = 0
    var comments = 0
    var hyperlinks = 0
    var validations = 0
    var isProtected = false
    var recognition: SheetRecognition
  }

  var name: String
  var format: WorkbookFormat
  var dateSystem: DateSystem
  /// The program that wrote the file, as the file says.
  var application: String?
  /// How delimited text is put down; nil for workbooks.
  var dialect: CSVDialect?
  /// The document's title where it is that of a form; people write names there too.
  var title: Evidence
  var definedNames: Int
  var sheets: [Sheet] = []

  /// Opens a workbook, binds its forms and counts every cell of every sheet.
  init(
    of input: InputList.Input, binder: FormBinder, limits: ReadLimits
  ) throws(WorkbookError) {
    let source = try InputSource(input, limits: limits)
    self = try source.whole { () throws(WorkbookError) in
      try WorkbookFigures(of: source, binder: binder, limits: limits)
    }
  }

  private init(
    of source: InputSource, binder: FormBinder, limits: ReadLimits
  ) throws(WorkbookError) {
    name = source.name
    let workbook = try WorkbookOpener.open(source.bytes, name: name, limits: limits)
    dialect = workbook.dialect
    do {
      let bound = try binder.bind(workbook)
      format = workbook.format
      dateSystem = workbook.dateSystem
      application = bound.facts.properties.application
      title = Self.title(bound.facts.properties.title ?? "", binder.library)
      definedNames = try workbook.definedNames().count
      for sheet in bound.sheets { sheets.append(try Self.sheet(sheet, of: workbook)) }
    } catch {
      throw error.located(in: Place(file: source.name))
    }
  }

  private static func title(_ text: String, _ library: TemplateLibrary) -> Evidence {
    let names = Set(library.forms.flatMap { [LabelKey($0.title), LabelKey($0.symbol)] })
    let pieces = text.split(separator: ":").flatMap { $0.split(separator: " - ") }
    // As `export` makes them: the form's symbol and title, the unit, the period.
    let isKnown = pieces.allSatisfy { piece in
      let text = String(piece)
      let period = IdentityClaim(field: .period, value: "", text: text, source: .title)
      return names.contains(LabelKey(text)) || Evidence(unit: text).withheld == nil
        || Evidence(period).withheld == nil
    }
    return isKnown ? .name(text, of: .template) : .withheld(text)
  }

  private static func sheet(
    _ bound: BoundSheet, of workbook: any WorkbookReader
  ) throws(WorkbookError) -> Sheet {
    var sheet = Sheet(entry: bound.entry, recognition: bound.recognition)
    let cursor = try workbook.rows(ofSheet: bound.index)
    var row = Row()
    var last = CellAddress(row: 0, column: 0)
    var first: CellAddress?
    while try cursor.next(into: &row) {
      if row.isHidden { sheet.hiddenRows += 1 }
      for cell in row.cells {
        sheet.cells += 1
        if cell.hasFormula { sheet.formulas += 1 }
        if cell.isFormulaWithoutValue { sheet.formulasWithoutValue += 1 }
        let known = first ?? CellAddress(row: row.index, column: cell.column)
        first = CellAddress(row: known.row, column: min(known.column, cell.column))
        last = CellAddress(row: row.index, column: max(last.column, cell.column))
      }
    }
    sheet.extent = first.map { CellRange($0, last) }
    let layout = try workbook.layout(ofSheet: bound.index)
    sheet.merges = layout.merges.count
    sheet.comments = layout.comments.count
    sheet.hyperlinks = layout.hyperlinks.count
    sheet.validations = layout.validations.count
    sheet.isProtected = layout.isProtected
    sheet.hiddenColumns = layout.columns.filter(\.isHidden).reduce(0) {
      $0 + $1.last - $1.first + 1
    }
    return sheet
  }
}
