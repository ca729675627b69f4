import FormModel
import Indicators
import Observations
import Parallel
import SheetModel

/// Takes the records of an old register, sheet by sheet, through cleaning into the outputs of a
/// migration: lines of the clean register, of the change log and of the problems, keys for finding
/// duplicates, and counts.
///
/// Records come and go in blocks; cleaning runs on `workers` threads, and everything is written in
/// the order of the rows, so the outputs are the same for any number of them. Memory is flat with
/// the rows: blocks, and 8 bytes for each figure of each unit and period.
public struct RegisterMigration: Sendable {
  /// The sheet that records come from.
  public struct Source: Sendable {
    /// The file's name in the outputs.
    public var file: String
    /// The SHA-256 of its bytes.
    public var sha256: String
    /// The sheet's name.
    public var sheet: String
    /// The sheet's place among those that `NearDuplicates.add` is told of for the file.
    public var index: Int

    /// A sheet of a file.
    public init(file: String, sha256: String, sheet: String, index: Int = 0) {
      self.file = file
      self.sha256 = sha256
      self.sheet = sheet
      self.index = index
    }
  }

  /// Where the outputs go; heads are the caller's to write.
  public struct Sinks {
    /// Lines of the clean register.
    public var register: any ByteSink
    /// Lines of the change log.
    public var changes: any ByteSink
    /// Lines of the problems.
    public var problems: any ByteSink
    /// Keys for `NearDuplicates.add`.
    public var keys: any ByteSink

    /// Sinks for the four outputs.
    public init(
      register: any ByteSink, changes: any ByteSink, problems: any ByteSink, keys: any ByteSink
    ) {
      self.register = register
      self.changes = changes
      self.problems = problems
      self.keys = keys
    }
  }

  /// What became of a sheet's records.
  public struct Summary: Sendable {
    /// How many records there were.
    public internal(set) var records = 0
    /// How many of them are not in the register, because a person must decide first.
    public internal(set) var held = 0
    /// Filled cells of the records that are held, as `LegacyRecord.cells` counts them.
    public internal(set) var heldCells = 0
    /// Filled cells of records in the register whose values are left out.
    public internal(set) var leftOutCells = 0
    /// How many values were changed.
    public internal(set) var changes = 0
    /// How often each rule changed a value or found a problem.
    public internal(set) var rules: [CleaningRule: Int] = [:]
    /// The counts, by unit and period; `observations` puts them in order.
    public internal(set) var tallies: [RegisterTally] = []
  }

  /// The unit that a text means in a period, by code; nil for none, or for several.
  public typealias UnitFinder = @Sendable (LegacyField, ReportingPeriod) -> String?

  /// The most pairs of unit and period in a sheet; the communes of the country in five periods.
  public static let mostSubjects = 20_000

  private let cleaner: RegisterCleaner
  private let plan: RegisterTallyPlan?
  private let library: TemplateLibrary
  private let vocabulary: CleaningVocabulary
  private let workers: Int

  /// A migration into a register form; nil for a form that is none.
  public init?(
    _ form: FormDefinition, library: TemplateLibrary, vocabulary: CleaningVocabulary, workers: Int
  ) {
    guard
      let cleaner = RegisterCleaner(form, set: library.set(form.set), vocabulary: vocabulary)
    else { return nil }
    self.cleaner = cleaner
    self.library = library
    self.vocabulary = vocabulary
    self.workers = workers
    plan = RegisterTallyPlan(form, library: library)
  }

  /// Takes the records of one sheet until `next` has no more.
  ///
  /// `dateSystem` is how the file counts days.
  /// - Throws: what `next` and the sinks throw, and `limitExceeded` above `mostSubjects`.
  public func run(
    _ source: Source, dateSystem: DateSystem = .excel1900, into sinks: Sinks,
    units: @escaping UnitFinder, next: () throws(WorkbookError) -> LegacyRecord?
  ) throws(WorkbookError) -> Summary {
    var cleaner = cleaner
    cleaner.dateSystem = dateSystem
    let lines = RegisterLines(
      cleaner: cleaner, plan: plan, breakdowns: library.set(cleaner.form.set)?.breakdowns ?? [],
      vocabulary: vocabulary, source: source, units: units)
    var gathering = Gathering(plan: plan, source: source, sinks: sinks)
    if workers < 2 {
      while let records = try block(next) { try gathering.take(lines.block(of: records)) }
      return gathering.summary
    }
    let line = OrderedWorkers<[LegacyRecord], RegisterLines.Block>(threads: workers) {
      lines.block(of: $0)
    }
    while let records = try block(next) {
      line.submit(records)
      // Enough ahead that no worker waits for the sheet, and a bound on memory.
      if line.pending > workers + 1, let done = line.next() { try gathering.take(done) }
    }
    while let done = line.next() { try gathering.take(done) }
    return gathering.summary
  }

  /// How many records go through at a time.
  private static let blockSize = 1024

  private func block(
    _ next: () throws(WorkbookError) -> LegacyRecord?
  ) throws(WorkbookError) -> [LegacyRecord]? {
    var records: [LegacyRecord] = []
    records.reserveCapacity(Self.blockSize)
    while records.count < Self.blockSize, let record = try next() { records.append(record) }
    return records.isEmpty ? nil : records
  }
}

extension RegisterMigration.Summary {
  /// The counts as observations, in the order of observation files.
  public func observations(of source: RegisterMigration.Source) -> [Observation] {
    Observation.sorted(
      tallies.flatMap { $0.observations(file: source.file, sha256: source.sha256) })
  }
}

/// Writes blocks out and adds up what they say.
private struct Gathering {
  let plan: RegisterTallyPlan?
  let source: RegisterMigration.Source
  let sinks: RegisterMigration.Sinks
  var summary = RegisterMigration.Summary()
  /// The tally of each unit and period.
  private var tallyOf: [RegisterLines.Subject: Int] = [:]

  init(
    plan: RegisterTallyPlan?, source: RegisterMigration.Source, sinks: RegisterMigration.Sinks
  ) {
    self.plan = plan
    self.source = source
    self.sinks = sinks
  }

  mutating func take(_ block: RegisterLines.Block) throws(WorkbookError) {
    try sinks.register.write(block.register)
    try sinks.changes.write(block.changes)
    try sinks.problems.write(block.problems)
    try sinks.keys.write(block.keys)
    summary.records += block.records
    summary.held += block.held
    summary.heldCells += block.heldCells
    summary.leftOutCells += block.leftOutCells
    summary.changes += block.changeCount
    for (rule, count) in block.rules { summary.rules[rule, default: 0] += count }
    guard let plan else { return }
    var tallies: [Int] = []
    for subject in block.subjects {
      if let known = tallyOf[subject] {
        tallies.append(known)
        continue
      }
      guard tallyOf.count < RegisterMigration.mostSubjects else {
        throw WorkbookError(
          .limitExceeded, at: Place(sheet: source.sheet),
          found: "\(RegisterMigration.mostSubjects) units and periods")
      }
      tallyOf[subject] = summary.tallies.count
      tallies.append(summary.tallies.count)
      summary.tallies.append(
        RegisterTally(
          plan, unit: subject.unit, period: subject.period, sheet: source.sheet,
          columns: block.columns))
    }
    for child in block.children {
      summary.tallies[tallies[child.subject]].count(child.child, row: child.row)
    }
  }
}
