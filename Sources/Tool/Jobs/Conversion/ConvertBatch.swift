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

  /// A batch of the inputs of a job.
  /// - Throws: `JobFailure` for what does not fit together.
  init(_ job: ConvertJob) throws {
    self.job = job
    target = try ConvertTarget(of: job, isBatch: true)
    plan = try ConvertPlan(of: job, as: target)
  }

  /// Converts all; a file that fails is told and leaves nothing behind.
  func run(_ context: JobContext) throws -> ExitStatus {
    // Made here and not for each file, or one that fails would take it away under another.
    var folders: [OutputFolder] = []
    defer { for folder in folders.reversed() { folder.removeIfEmpty() } }
    for folder in plan.folders { folders.append(try OutputFolder(folder)) }
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
    let name = plan.inputs[index].name
    var outcome = Outcome()
    do throws(WorkbookError) {
      try convert(name, to: plan.stems[index], turn, &outcome)
    } catch {
      outcome = Outcome()
      outcome.failure = error.located(in: Place(file: name))
    }
    return outcome
  }

  private func convert(
    _ name: String, to stem: String, _ turn: WorkTurn, _ outcome: inout Outcome
  ) throws(WorkbookError) {
    let path = "\(stem).\(target.format.rawValue)"
    // Told before the input is read, and asked again when the output gets its name.
    if !job.overwrites, OutputPath(path).isThere {
      throw WorkbookError(.outputExists, at: Place(file: path))
    }
    // Of one file alone it may be meant; among many it is a slip that costs the original.
    if OutputPath(path).isSameFile(as: name) {
      throw WorkbookError(.outputExists, at: Place(file: path), found: "input")
    }
    let conversion = try job.opened(name, for: target)
    var selection = try job.selection(in: conversion.reader)
    if target.isText {
      let indexes = try selection.indexes(in: conversion.reader.sheets)
      guard let only = job.onlySheet(of: indexes, in: conversion.reader) else {
        let files = try conversion.writeEach(
          selection, toFolder: stem, as: target.format, overwrites: job.overwrites)
        outcome.sheets = files.count
        outcome.notices = files.flatMap { told(ConvertJob.notices(of: $0.summary), of: name) }
        outcome.notices += ConvertJob.notices(of: conversion)
        return
      }
      selection = .indexes([only])
    }
    let sink = try FileSink(path: path, overwrites: job.overwrites)
    let summary = try conversion.write(selection, to: sink, as: target.format)
    outcome.sheets = summary.sheets
    outcome.notices = told(ConvertJob.notices(of: summary), of: name)
    outcome.notices += ConvertJob.notices(of: conversion)
    turn.end()
    try sink.commit()
  }

  /// Notices with the name of their file, where they have none of their own.
  private func told(_ notices: [Notice], of name: String) -> [Notice] {
    notices.map { notice in
      if case .conversion(.formulasWithoutValue) = notice { return notice }
      return .of(file: name, notice)
    }
  }
}
