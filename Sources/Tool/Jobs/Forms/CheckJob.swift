import Indicators
import Reports
import SheetModel
import Validation
import WorkbookIO

/// Checks workbooks of forms and prints what is wrong, cell by cell.
public struct CheckJob: Sendable {
  /// Files, folders, or `-`.
  public var inputs: [String]
  /// How the findings are printed.
  public var format: ReportFormat
  /// The unit of sheets, whatever they say of themselves.
  public var unit: String?
  /// The period of sheets, whatever they say of themselves.
  public var period: String?
  /// What all jobs are told.
  public var settings: JobSettings

  /// A check of inputs.
  public init(
    inputs: [String], format: ReportFormat = .text, unit: String? = nil, period: String? = nil,
    settings: JobSettings
  ) {
    self.inputs = inputs
    self.format = format
    self.unit = unit
    self.period = period
    self.settings = settings
  }

  /// Prints the findings to standard output in the order of the inputs.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let batch = try FormBatch(
        inputs, unit: unit, period: period, givesObservations: false, context: context)
      let report = context.report(format, to: StreamSink(), colours: context.console.colorsOutput)
      return try batch.run(report: report) { _ in }.status
    }
  }
}

extension JobContext {
  /// A report of findings in a format.
  func report(
    _ format: ReportFormat, to sink: any ByteSink, colours: Bool, listsPassed: Bool = true
  ) -> any FindingReport {
    switch format {
    case .text:
      TextReport(
        sink, language: language, width: console.width, usesColour: colours,
        listsPassed: listsPassed && !settings.isQuiet, writesSummary: !settings.isQuiet)
    case .json: JSONReport(sink, language: language)
    }
  }
}
