import FormModel
import Indicators
import Observations
import Reports
import SheetModel
import Units
import WorkbookIO

/// Follows units, or the figures of units, from one day to another.
public struct UnitsMapJob: Sendable {
  /// Files of observations, or `-`; none gives the crosswalk of all units.
  public var inputs: [String]
  /// The day of the old units; for observations nil reads each code in its own period.
  public var from: String?
  /// The day of the new units.
  public var to: String
  /// What is done with divided units: `review`, `keep` or `allocate=COLUMN`.
  public var split: String
  /// The file that is written, or `-`.
  public var output: String
  /// The file for the observations that stay behind; nil writes none.
  public var unmapped: String?
  /// Whether outputs that are there are replaced.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// A mapping of units or of observations.
  public init(
    inputs: [String] = [], from: String? = nil, to: String, split: String = "review",
    output: String = "-", unmapped: String? = nil, overwrites: Bool = false, settings: JobSettings
  ) {
    self.inputs = inputs
    self.from = from
    self.to = to
    self.split = split
    self.output = output
    self.unmapped = unmapped
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Writes the crosswalk or the mapped observations, and tells what needs a person, which ends
  /// with status 1.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templatesWithAllUnits()
      let policy = try SplitPolicy.asked(split, library: library)
      let from = try self.from.map { try DayArgument.day($0, context) }
      let to = try DayArgument.day(self.to, context)
      if let from, to < from {
        throw JobFailure.notice(.units(.daysInDisorder(from: from, to: to)), .usage)
      }
      guard inputs.isEmpty else {
        let mapper = UnitMapper(library, to: to, codesOf: from, split: policy)
        return try mapFigures(
          mapper, policy: policy, from: from, to: to, library, context)
      }
      guard let from else { throw JobFailure.notice(.units(.firstDayNeeded), .usage) }
      return try writeCrosswalk(
        library.history.crosswalk(from: from, to: to), library.units, context)
    }
  }

  // MARK: Units

  private func writeCrosswalk(
    _ walk: UnitCrosswalk, _ registry: UnitRegistry, _ context: JobContext
  ) throws -> ExitStatus {
    let records = walk.entries.flatMap { CrosswalkTable.records(of: $0, in: walk, registry) }
    try UnitTableOutput(output, overwrites: overwrites).write([CrosswalkTable.head] + records)
    let review = walk.entries.count { $0.outcome.needsReview }
    context.say(
      .units(
        .mapping(
          .crosswalk(units: walk.entries.count, review: review, from: walk.from, to: walk.to))))
    return review > 0 ? .findings : .fine
  }

  // MARK: Figures

  private func mapFigures(
    _ mapper: UnitMapper, policy: SplitPolicy, from: CalendarDate?, to: CalendarDate,
    _ library: TemplateLibrary, _ context: JobContext
  ) throws -> ExitStatus {
    let format = try ObservationFile.format(of: output, given: nil)
    let restFormat = try unmapped.map { try ObservationFile.format(of: $0, given: nil) }
    if let unmapped, OutputPath(unmapped).isSame(as: output) {
      throw WorkbookError(.outputExists, at: Place(path: unmapped), found: "output")
    }
    let manner = FileSink.Manner(overwrites: overwrites, inputs: ProtectedFiles(inputs))
    let spool = SpoolFile(beside: output == "-" ? nil : output)
    let figures = try FigureInputs(inputs, beyond: to, spool: spool, limits: settings.limits)
    if let mixed = figures.severalDays(codesOf: from) {
      throw JobFailure.notice(.units(.days(.codesOfSeveralDays(mixed))), .badData)
    }
    let conflicts = try tellConflicts(of: figures, context)
    if from == nil, let period = figures.firstPeriodBeyond {
      throw JobFailure.notice(.units(.dayBeforePeriod(to, period)), .usage)
    }
    let rest = try restFormat.flatMap { format in
      try unmapped.map { (sink: try FileSink(path: $0, manner), format: format) }
    }
    let file = try output == "-" ? nil : FileSink(path: output, manner)
    let reasons = MappingReasons()
    let mapping = MappingOutput(
      try figures.merge(),
      to: ObservationWriter(format, marksUnits: true, to: file ?? StreamSink()),
      rest: rest.map {
        ObservationWriter($0.format, marksUnits: figures.hasMapped, to: $0.sink)
      },
      summary: MappingSummary(library.units, to: to, reasons: reasons, spool: spool), spool: spool)
    try mapper.map(in: mapping, reasons: reasons)
    try mapping.finish()
    try rest?.sink.commit()
    try file?.commit()
    context.say(.units(.mapping(.mapped(figures: mapping.count, output: output, to: to))))
    try mapping.tellSummary { context.say(.units(.mapping($0))) }
    if case .allocate(let column) = policy, mapping.estimated > 0 {
      context.say(.units(.mapping(.estimated(count: mapping.estimated, column: column))))
    }
    return mapping.summary.needsReview || conflicts > 0 ? .findings : .fine
  }

  /// Says which figures several inputs give differently, before anything is written.
  private func tellConflicts(of figures: FigureInputs, _ context: JobContext) throws -> Int {
    // No key comes twice in one input.
    guard inputs.count > 1 else { return 0 }
    var conflicts = 0
    var stream = ObservationStream()
    let merge = try figures.merge()
    while let figure = try merge.next() {
      _ = stream.take(figure.observation) { conflict in
        conflicts += 1
        context.say(.figureGivenTwice(conflict))
      }
    }
    return conflicts
  }
}
