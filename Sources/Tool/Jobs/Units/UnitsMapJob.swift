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
      let library = try context.templates()
      let policy = try SplitPolicy.asked(split, library: library)
      let from = try self.from.map { try DayArgument.day($0, context) }
      let to = try DayArgument.day(self.to, context)
      if let from, to < from {
        throw JobFailure.notice(.units(.daysInDisorder(from: from, to: to)), .usage)
      }
      guard inputs.isEmpty else {
        let mapper = UnitMapper(library, to: to, codesOf: from, split: policy)
        return try mapFigures(mapper, policy: policy, to: to, library, context)
      }
      guard let from else { throw JobFailure.notice(.units(.firstDayNeeded), .usage) }
      return try writeCrosswalk(library.history.crosswalk(from: from, to: to), context)
    }
  }

  // MARK: Units

  private func writeCrosswalk(
    _ walk: UnitCrosswalk, _ context: JobContext
  ) throws -> ExitStatus {
    let records = walk.entries.flatMap { CrosswalkTable.records(of: $0, in: walk) }
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
    _ mapper: UnitMapper, policy: SplitPolicy, to: CalendarDate, _ library: TemplateLibrary,
    _ context: JobContext
  ) throws -> ExitStatus {
    let format = try ObservationFile.format(of: output, given: nil)
    let restFormat = try unmapped.map { try ObservationFile.format(of: $0, given: nil) }
    let files = try inputs.map { try ObservationFile.read($0, limits: settings.limits) }
    let merge = ObservationMerge(files.map { .list(Observation.sorted($0)) })
    for conflict in merge.conflicts { context.say(.figureGivenTwice(conflict)) }
    let observations = merge.observations
    if from == nil,
      let period = observations.lazy.map(\.key.period).filter({ to < $0.lastDay }).min()
    {
      throw JobFailure.notice(.units(.dayBeforePeriod(to, period)), .usage)
    }
    let mapping = mapper.map(observations)
    let rest = try restFormat.flatMap { format in
      try unmapped.map { (sink: try FileSink(path: $0, overwrites: overwrites), format: format) }
    }
    let file = try output == "-" ? nil : FileSink(path: output, overwrites: overwrites)
    try ObservationFile.write([.list(mapping.observations)], as: format, to: file ?? StreamSink())
    if let rest {
      try ObservationFile.write(
        [.list(mapping.unmapped.map(\.observation))], as: rest.format, to: rest.sink)
      try rest.sink.commit()
    }
    try file?.commit()
    context.say(.units(.mapping(.mapped(figures: mapping.figures.count, output: output, to: to))))
    for notice in MappingSummary(mapping, library.units, to: to).notices {
      context.say(.units(.mapping(notice)))
    }
    if case .allocate(let column) = policy {
      let count = mapping.figures.count(where: \.isEstimated)
      if count > 0 { context.say(.units(.mapping(.estimated(count: count, column: column)))) }
    }
    return mapping.needsReview || !merge.conflicts.isEmpty ? .findings : .fine
  }
}
