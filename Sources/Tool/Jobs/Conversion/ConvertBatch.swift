import Parallel
import Reports
import SheetModel
import WorkbookIO

/// Many workbooks on their way into a folder, converted on all cores and told of in order.
struct ConvertBatch {
  /// What became of one input.
  private struct Outcome: Sendable {
    var sheets = 0
    var notices: [Notice] = []
    var failure: WorkbookError?
  }

  /// How many outputs may wait for the disk beside those that are worked on.
  ///
  /// Every output is on the disk before it has its name. A disk writes down several such files at
  /// once nearly as fast as one: with 8 a thousand take less than a twentieth of the time.
  private static let waiters = 8

  private let job: ConvertJob
  private let target: ConvertTarget
  private let plan: ConvertPlan
  /// The inputs, which are no outputs; they matter only where something is replaced.
  private let inputs: ProtectedFiles

  /// A batch of the inputs of a job.
  /// - Throws: `JobFailure` for what does not fit together.
  init(_ job: ConvertJob) throws {
    self.job = job
    target = try ConvertTarget(of: job, isBatch: true)
    plan = try ConvertPlan(of: job, as: target)
    inputs = job.overwrites ? ProtectedFiles(plan.inputs.map(\.path)) : ProtectedFiles()
  }

  /// Converts all; a file that fails is told and leaves nothing behind.
  func run(_ context: JobContext) throws -> ExitStatus {
    context.say(plan.list)
    // Made here and not for each file, or one that fails would take it away under another.
    var folders: [OutputFolder] = []
    defer { for folder in folders.reversed() { folder.removeIfEmpty() } }
    for folder in plan.folders {
      folders.append(try OutputFolder(folder, below: job.output, isPrivate: true))
    }
    let count = plan.inputs.count
    var progress = ProgressLine(
      label: context.language == .vi ? "Đang chuyển" : "Converting", total: count,
      isQuiet: context.settings.isQuiet)
    var sheets = 0
    var failed = 0
    try OrderedWorkers.run(
      count: count, threads: job.settings.workers, waiters: Self.waiters
    ) { index, turn in
      convert(index, turn)
    } deliver: { index, outcome in
      if outcome.failure != nil || !outcome.notices.isEmpty { progress.clear() }
      if let failure = outcome.failure {
        failed += 1
        context.console.note(failure.line(in: context.language))
      }
      for notice in outcome.notices { context.say(notice) }
      sheets += outcome.sheets
      progress.update(done: index + 1)
    }
    progress.clear()
    context.say(
      .conversion(
        .batchConverted(
          files: count - failed, sheets: sheets, failed: failed, output: job.output)))
    return failed > 0 ? .someFailed : .fine
  }

  private func convert(_ index: Int, _ turn: WorkTurn) -> Outcome {
    let input = plan.inputs[index]
    var outcome = Outcome()
    do throws(WorkbookError) {
      let path = "\(plan.stems[index]).\(target.format.rawValue)"
      // Told before the input is read, and asked again when the output gets its name.
      if !job.overwrites, OutputPath(path).isThere {
        throw WorkbookError(.outputExists, at: Place(path: path))
      }
      let source = try InputSource(input, limits: job.settings.limits)
      var done = outcome
      try source.explaining { () throws(WorkbookError) in
        try convert(source, to: plan.stems[index], turn, &done)
      }
      outcome = done
    } catch {
      outcome.failure = error.located(in: Place(file: input.name))
    }
    return outcome
  }

  private func convert(
    _ source: InputSource, to stem: String, _ turn: WorkTurn, _ outcome: inout Outcome
  ) throws(WorkbookError) {
    let path = "\(stem).\(target.format.rawValue)"
    let name = source.name
    let manner = job.manner(inputs: inputs, root: job.output)
    let conversion = try job.opened(source, for: target)
    var selection = try job.selection(in: conversion.reader)
    if target.isText {
      let indexes = try selection.indexes(in: conversion.reader.sheets)
      guard let only = job.onlySheet(of: indexes, in: conversion.reader) else {
        let files = try conversion.writeEach(
          selection, toFolder: stem, as: target.format, manner
        ) { () throws(WorkbookError) in try source.checkUnchanged() }
        outcome.sheets = files.count
        outcome.notices = files.flatMap { told(ConvertJob.notices(of: $0.summary), of: name) }
        outcome.notices += ConvertJob.notices(of: conversion)
        return
      }
      selection = .indexes([only])
    }
    let sink = try FileSink(path: path, manner)
    let summary = try conversion.write(selection, to: sink, as: target.format)
    outcome.sheets = summary.sheets
    outcome.notices = told(ConvertJob.notices(of: summary), of: name)
    outcome.notices += ConvertJob.notices(of: conversion)
    turn.end()
    try source.checkUnchanged()
    try sink.commit()
  }

  /// Notices with the name of their file, where they have none of their own.
  private func told(_ notices: [Notice], of name: String) -> [Notice] {
    notices.map { notice in
      switch notice {
      case .conversion(.formulasWithoutValue), .conversion(.charactersReplaced): return notice
      default: break
      }
      return .of(file: name, notice)
    }
  }
}
