import Indicators
import Migration
import Observations
import Parallel
import Reports
import SheetModel
import Text
import WorkbookIO

/// Brings a folder of old workbooks into the shared domain model, and proves that nothing was lost.
public struct MigrateJob: Sendable {
  /// The folder of old files; files named outright are taken too.
  public var inputs: [String]
  /// The folder of outputs; nil only for a dry run.
  public var output: String?
  /// Mapping files beside those of the templates.
  public var mappings: [String]
  /// The unit, by code, of sheets whose mapping asks the caller.
  public var unit: String?
  /// The period of sheets whose mapping asks the caller.
  public var period: String?
  /// The day as of which units are told; nil leaves every figure with the unit of its time.
  public var unitsAt: String?
  /// What becomes of figures whose unit was split: `review`, `keep` or `allocate=COLUMN`.
  public var split: String
  /// The day of the report; nil takes that of the newest input.
  public var date: String?
  /// The form of the figures' file.
  public var format: ObservationFormat
  /// Whether nothing is written and the report goes to standard output.
  public var isDryRun: Bool
  /// Whether a folder with other things in it, or with the results of other inputs, may be written
  /// into; files that no migration has made stay.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// A migration of inputs.
  public init(
    inputs: [String], output: String?, mappings: [String] = [], unit: String? = nil,
    period: String? = nil, unitsAt: String? = nil, split: String = "review",
    date: String? = nil, format: ObservationFormat = .csv, isDryRun: Bool = false,
    overwrites: Bool = false,
    settings: JobSettings
  ) {
    self.inputs = inputs
    self.output = output
    self.mappings = mappings
    self.unit = unit
    self.period = period
    self.unitsAt = unitsAt
    self.split = split
    self.date = date
    self.format = format
    self.isDryRun = isDryRun
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Migrates everything; the outputs depend on the inputs, templates, mappings and options alone.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish { try migrate(context) }
  }

  /// The most files that are named on the terminal because they could not be read.
  private static let mostNamed = 1000

  private func migrate(_ context: JobContext) throws -> ExitStatus {
    let list = InputList(inputs, output: output, limits: settings.limits)
    context.say(list, namesUntaken: list.inputs.isEmpty)
    guard !list.inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
    let tools = try MigrationTools(
      mappings: mappings, unit: unit, period: period, context: context)
    let units = try MigrationUnits(at: unitsAt, split: split, tools.library, context)
    var provenance = try MigrationReport.Provenance(of: inputs, list, date: date)
    provenance.unitsAt = units?.day
    var folder =
      try isDryRun
      ? nil
      : output.map { path throws(WorkbookError) in
        try MigrationOutput(
          path, inputs: list, of: inputs, language: context.language, overwrites: overwrites)
      }
    defer { folder?.removeEmptyFolders() }
    let ledger = folder.map {
      MigrationLedger(output: $0.folder, program: Version.text, basis: tools.basis)
    }
    let lock = try ledger.map { ledger in
      guard let lock = try ledger.locked() else {
        throw JobFailure.notice(.migration(.busy(folder: ledger.folder)), .cannotCreate)
      }
      return lock
    }
    defer { lock?.release() }
    if let former = try folder?.claim(), let folder {
      context.say(.migration(.continues(folder: folder.folder, inputs: former.inputs)))
    }
    let work = try files(of: list, tools: tools, ledger: ledger, context)
    var finish = MigrationFinish(
      work, untaken: list.untaken, provenance, units: units, tools: tools)
    let report = try finish.report(into: &folder, as: format, ledger: ledger)
    if let folder {
      ledger?.keepOnly(work.map(\.key))
      let summary = MigrationText.summary(of: report, in: context.language)
      for line in summary.split(separator: "\n") {
        context.say(.migration(.summary(String(line))))
      }
      context.say(.migration(.outputs(folder: folder.folder)))
    } else {
      let text = MigrationText.text(of: report, in: context.language)
      try StreamSink().write(Array(text.utf8))
    }
    let failures = report.files.compactMap(\.failure)
    for failure in failures.prefix(Self.mostNamed) {
      context.console.note(failure.line(in: context.language))
    }
    if failures.count > Self.mostNamed {
      context.console.note(
        Notice.migration(.moreFailures(failures.count - Self.mostNamed)).text(context.language))
    }
    if report.isEmpty, failures.allSatisfy({ ExitStatus($0.code) == .noInput }) { return .noInput }
    if report.isEmpty { return .someFailed }
    if report.hasFindings { return .findings }
    return report.failed > 0 ? .someFailed : .fine
  }

  /// What every file came to, in the order of their paths; done before or now.
  private func files(
    of list: InputList, tools: MigrationTools, ledger: MigrationLedger?, _ context: JobContext
  ) throws -> [MigrationPiece] {
    // Paths below the folder name the files, unless that folder is not the only one.
    let isClear = Set(list.places.map { PathKey($0) }).count == list.places.count
    let places = isClear ? list.places : list.inputs.map(\.name)
    let order = places.indices.sorted {
      places[$0].utf8.lexicographicallyPrecedes(places[$1].utf8)
    }
    var progress = ProgressLine(
      label: context.language == .vi ? "Đang di trú" : "Migrating", total: order.count,
      isQuiet: context.settings.isQuiet)
    var pieces: [MigrationPiece] = []
    let inputs = list.inputs
    let limits = settings.limits
    // Of many files each has a thread; one alone has all of them.
    let threads = order.count < settings.workers ? settings.workers : 1
    try OrderedWorkers.run(count: order.count, threads: settings.workers) { index in
      let step = FileMigration(
        input: inputs[order[index]], path: places[order[index]], tools: tools,
        ledger: ledger, limits: limits, threads: threads)
      return Result { () throws(WorkbookError) in try step.piece() }
    } deliver: { index, result in
      pieces.append(try result.get())
      progress.update(done: index + 1)
    }
    progress.clear()
    return pieces
  }
}
