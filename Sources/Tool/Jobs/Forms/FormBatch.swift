import FormModel
import Indicators
import Parallel
import Reports
import SheetModel
import Units
import Validation

/// A batch of workbooks of forms: read on all cores, reported in order, checked against each other.
struct FormBatch {
  /// What a batch came to.
  struct Outcome {
    /// The counts of the report.
    var summary: ReportSummary
    /// The findings of forms against those of other files, which come after those of the files.
    var findings: [Finding]

    /// How a job that reports such a batch ends.
    ///
    /// Findings come before failures: a batch with both has been judged, and its report names
    /// the files that were not.
    var status: ExitStatus {
      if summary.errors + summary.warnings > 0 { return .findings }
      return summary.failed > 0 ? .someFailed : .fine
    }
  }

  /// What is read.
  let inputs: InputList
  private let reader: FormFileReader
  private let context: JobContext

  /// A batch over the inputs that arguments name.
  /// - Throws: `JobFailure` without templates or inputs, or for a unit or period that is none.
  init(
    _ arguments: [String], unit: String?, period: String?, givesObservations: Bool,
    context: JobContext
  ) throws {
    self.context = context
    let library = try context.templates()
    var options = BindingOptions()
    options.period = try period.map(ReportingPeriod.asked)
    if let unit {
      guard !library.units.units(code: unit).isEmpty else {
        throw JobFailure.notice(
          .unknownUnit(unit, on: nil, UnitAdvice(unit, on: options.period?.lastDay, library)),
          .usage)
      }
      options.unit = unit
    }
    inputs = InputList(arguments, limits: context.settings.limits)
    context.say(inputs, namesUntaken: inputs.inputs.isEmpty)
    guard !inputs.inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
    reader = try FormFileReader(
      library: library, options: options, limits: context.settings.limits,
      givesObservations: givesObservations)
  }

  /// Reads and reports every input, and hands each on to `take` in the order of the inputs.
  /// - Throws: what writing the report throws.
  func run(report: any FindingReport, take: (FormFile) throws -> Void) throws -> Outcome {
    var across = reader.emptyBatch
    var progress = ProgressLine(
      label: context.language == .vi ? "Đang đọc" : "Reading", total: inputs.inputs.count,
      isQuiet: context.settings.isQuiet)
    let (reader, inputs) = (reader, inputs.inputs)
    try OrderedWorkers.run(count: inputs.count, threads: context.settings.workers) { index in
      reader.read(inputs[index])
    } deliver: { index, file in
      let notice = file.dialect.flatMap { Notice.guess($0, file: file.name) }
      if file.failure != nil || !file.findings.isEmpty || notice != nil { progress.clear() }
      if let notice { context.say(notice) }
      try report.begin(file: file.name)
      if let failure = file.failure { try report.fail(failure) }
      for finding in file.findings { try report.add(finding) }
      report.addComments(file.comments)
      try report.end()
      for sheet in file.sheets { if let digest = sheet.digest { across.add(digest) } }
      try take(file)
      progress.update(done: index + 1)
    }
    progress.clear()
    report.leaveAlone(self.inputs.untaken)
    let findings = across.findings(.betweenFiles)
    for finding in findings { try report.add(finding) }
    return Outcome(summary: try report.finish(), findings: findings)
  }
}
