import FormModel
import Indicators
import Observations
import Reports
import SheetModel
import Validation
import WorkbookIO

/// Reads workbooks of forms into one file of observations.
public struct ImportJob: Sendable {
  /// Files, folders, or `-`.
  public var inputs: [String]
  /// The file of observations, or `-`.
  public var output: String
  /// Its form; nil takes it from the suffix.
  public var outputFormat: ObservationFormat?
  /// Whether sheets with errors are imported too, as far as their cells can be read.
  public var includesErrors: Bool
  /// Whether an output that is there is replaced.
  public var overwrites: Bool
  /// How the findings are printed to standard error.
  public var format: ReportFormat
  /// The unit of sheets, whatever they say of themselves.
  public var unit: String?
  /// The period of sheets, whatever they say of themselves.
  public var period: String?
  /// What all jobs are told.
  public var settings: JobSettings

  /// An import of inputs.
  public init(
    inputs: [String], output: String, outputFormat: ObservationFormat? = nil,
    includesErrors: Bool = false, overwrites: Bool = false, format: ReportFormat = .text,
    unit: String? = nil, period: String? = nil, settings: JobSettings
  ) {
    self.inputs = inputs
    self.output = output
    self.outputFormat = outputFormat
    self.includesErrors = includesErrors
    self.overwrites = overwrites
    self.format = format
    self.unit = unit
    self.period = period
    self.settings = settings
  }

  /// Prints the findings to standard error and writes the observations of all sound sheets.
  ///
  /// The output is the same at any number of workers. A sheet with errors is held back whole,
  /// unless asked for; of two figures with one key the first is kept, and a difference is told.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings, noticeFormat: format)
    return context.finish { try importForms(context) }
  }

  private func importForms(_ context: JobContext) throws -> ExitStatus {
    let format = try ObservationFile.format(of: output, given: outputFormat)
    let batch = try FormBatch(
      inputs, unit: unit, period: period, givesObservations: true, context: context)
    // Opened first: an output that is in the way is told before the work, not after it.
    let sink =
      try output == "-"
      ? nil
      : FileSink(
        path: output,
        FileSink.Manner(
          overwrites: overwrites, makesFolder: true, inputs: batch.inputs.protected))
    let report = context.report(
      self.format, to: StreamSink(descriptor: 2), colours: context.console.colorsErrors,
      listsPassed: false)
    var files: [FormFile] = []
    let outcome = try batch.run(report: report) { file in
      var file = file
      file.findings.removeAll { $0.severity != .error }
      files.append(file)
    }
    let sheets = taken(from: files, across: outcome.findings, context)
    files = []
    let merge = ObservationMerge(sheets)
    guard !merge.groups.isEmpty else {
      // An empty file would only stand in the way of the next, mended import.
      context.say(.nothingImported(output: output))
      return outcome.status
    }
    try ObservationFile.write(merge.groups, as: format, to: sink ?? StreamSink())
    try sink?.commit()
    for conflict in merge.conflicts { context.say(.figureGivenTwice(conflict)) }
    let count = merge.groups.reduce(0) { $0 + $1.count }
    context.say(.observationsWritten(count: count, forms: sheets.count, output: output))
    return merge.conflicts.isEmpty ? outcome.status : .findings
  }

  /// The observations of each sheet that is not held back, in the order of the inputs.
  private func taken(
    from files: [FormFile], across: [Finding], _ context: JobContext
  ) -> [SheetObservations] {
    var errors: [Place: Int] = [:]
    for finding in across where finding.severity == .error {
      errors[Place(file: finding.place.file, sheet: finding.place.sheet), default: 0] += 1
    }
    var shown: [SheetObservations] = []
    // Of a figure that is given twice the first is kept: what people see comes before what is hidden.
    var hidden: [SheetObservations] = []
    for file in files {
      let own = file.errorsBySheet
      for sheet in file.sheets {
        let place = Place(file: file.name, sheet: sheet.name)
        let count = own[sheet.name, default: 0] + errors[place, default: 0]
        guard !sheet.isBlank else {
          context.say(.blankFormLeftOut(file: file.name, sheet: sheet.name))
          continue
        }
        guard count == 0 || includesErrors else {
          context.say(.sheetHeldBack(file: file.name, sheet: sheet.name, errors: count))
          continue
        }
        if sheet.isHidden {
          context.say(.hiddenSheetTaken(file: file.name, sheet: sheet.name))
          hidden.append(sheet.observations)
        } else {
          shown.append(sheet.observations)
        }
        if let cell = sheet.nilReturn {
          context.say(.nilReturnTaken(file: file.name, sheet: sheet.name, cell: cell))
        }
      }
    }
    return shown + hidden
  }
}
