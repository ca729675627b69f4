import Indicators
import Layout
import Observations
import SheetModel
import Text
import Units
import WorkbookIO

/// Writes observations as official forms: one workbook, or one a unit.
public struct ExportJob: Sendable {
  /// Files of observations, or `-`; none gives blank forms.
  public var inputs: [String]
  /// A workbook, or a folder that gets one a unit and period.
  public var output: String
  /// The format; nil takes it from the suffix, and XLSX for a folder.
  public var outputFormat: FormFormat?
  /// The forms by identity; empty takes all that have observations, or all matrix forms if blank.
  public var forms: [String]
  /// The units by code; empty takes all that have observations.
  public var units: [String]
  /// The period; nil takes all that have observations.
  public var period: String?
  /// The day of the units that figures were put to (`units map`); nil takes figures of the units of
  /// their periods alone.
  public var unitsAt: String?
  /// Whether outputs that are there are replaced.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// An export of observations.
  public init(
    inputs: [String], output: String, outputFormat: FormFormat? = nil, forms: [String] = [],
    units: [String] = [], period: String? = nil, overwrites: Bool = false, settings: JobSettings
  ) {
    self.inputs = inputs
    self.output = output
    self.outputFormat = outputFormat
    self.forms = forms
    self.units = units
    self.period = period
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Writes the forms and tells of each file, of figures that a form computes otherwise, and of
  /// observations that no form asked for; the last two end with status 1.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish { try export(context) }
  }

  private func export(_ context: JobContext) throws -> ExitStatus {
    let library = try context.templates()
    let unitsAt = try unitsAt.map { try DayArgument.day($0, context) }
    let target = try FormTarget(output, format: outputFormat)
    let files = try inputs.map { try ObservationFile.read($0, limits: settings.limits) }
    let merge = ObservationMerge(files.map { .list(Observation.sorted($0)) })
    for conflict in merge.conflicts { context.say(.figureGivenTwice(conflict)) }
    let observations = merge.observations
    let subjects = try FormSubjects(
      library: library, observations: observations, forms: forms, units: units, period: period,
      unitsAt: unitsAt, isBlank: inputs.isEmpty)
    guard !subjects.all.isEmpty else { throw JobFailure.notice(.nothingToExport, .badData) }
    var status = merge.conflicts.isEmpty ? ExitStatus.fine : .findings
    let groups = target.isFolder ? subjects.byUnitAndPeriod : [subjects.all]
    let keyed = Dictionary(grouping: observations) { FormSubject.Place($0.key) }
    let manner = FileSink.Manner(
      overwrites: overwrites, makesFolder: true, root: target.isFolder ? output : nil,
      inputs: ProtectedFiles(inputs))
    for group in groups {
      let given = Set(group.map(\.place)).sorted().flatMap { keyed[$0] ?? [] }
      let workbook = FormWorkbook(group.map(\.request), observations: given)
      let path = target.path(for: group)
      try FormTarget.write(workbook, to: path, as: target.format, manner)
      context.say(.formWritten(output: path, forms: group.count))
      if report(workbook, chosen: Set(group.map(\.form)), context) { status = .findings }
    }
    return status
  }

  /// Tells what did not go in as given; true if there was anything.
  private func report(
    _ workbook: FormWorkbook, chosen: Set<String>, _ context: JobContext
  ) -> Bool {
    for other in workbook.disagreements {
      let key = other.observation.key
      context.say(
        .computedDiffers(
          sheet: other.sheet, cell: other.address, unit: key.unit,
          given: other.observation.value, computed: other.computed))
    }
    // Forms that were not asked for are no loss; figures of the chosen ones without a cell are.
    let lost = workbook.leftovers.filter { chosen.contains($0.key.form) }
    if let first = lost.first {
      let name =
        "\(first.key.set) v\(first.key.formVersion) " + Notice.subject(first.key, context.language)
      context.say(.observationsLeftOver(count: lost.count, first: name))
    }
    return !workbook.disagreements.isEmpty || !lost.isEmpty
  }
}

/// Where exported forms go.
struct FormTarget {
  let output: String
  let format: WorkbookFormat
  let isFolder: Bool

  /// - Throws: `JobFailure` for a format that holds no forms.
  init(_ output: String, format: FormFormat?) throws {
    let path = OutputPath(output)
    self.output = output
    isFolder = path.isFolder || (path.suffix.isEmpty && output != "-")
    switch format ?? FormFormat(rawValue: path.suffix) ?? (isFolder ? .xlsx : nil) {
    case .xlsx: self.format = .xlsx
    case .ods: self.format = .ods
    case nil:
      throw JobFailure.notice(
        output == "-" ? .outputFormatUnclear(output) : .formatNotWritten(path.suffix, forms: true),
        .usage)
    }
  }

  /// The path of the workbook of some subjects; in a folder it is named by unit and period, and by the
  /// day of the unit where that is another.
  func path(for group: [FormSubject]) -> String {
    guard isFolder, let first = group.first else { return output }
    let folder = PathText.join(output, "")
    let day = first.place.unitsAt.map { "-\($0)" } ?? ""
    let name = "\(first.unit.code)-\(first.place.period)\(day)"
    return folder + FileName.safe(name, suffix: format.rawValue)
  }

  /// Writes a workbook of forms, whole or not at all; makes its folder if need be.
  static func write(
    _ workbook: FormWorkbook, to path: String, as format: WorkbookFormat, _ manner: FileSink.Manner
  ) throws {
    if path == "-" {
      let writer = try WorkbookCreator.create(
        StreamSink(), format: format, outline: workbook.outline)
      return try workbook.write(to: writer)
    }
    do throws(WorkbookError) {
      let sink = try FileSink(path: path, manner)
      let writer = try WorkbookCreator.create(sink, format: format, outline: workbook.outline)
      try workbook.write(to: writer)
      try sink.commit()
    } catch {
      throw error.located(in: Place(path: path))
    }
  }
}
