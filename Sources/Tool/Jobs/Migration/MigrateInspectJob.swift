import LegacyText
import Migration
import Parallel
import Reports
import SheetModel
import WorkbookIO

/// Gathers old files by the layouts of their tables, and says which mapping reads each.
public struct MigrateInspectJob: Sendable {
  /// Files, folders, or `-`.
  public var inputs: [String]
  /// Mapping files beside those of the templates.
  public var mappings: [String]
  /// Where a mapping to complete is written; nil writes none.
  public var draft: String?
  /// The layout that the draft is for; nil is the largest without a mapping.
  public var layout: String?
  /// Whether a draft that is there is replaced.
  public var overwrites: Bool
  /// How the clusters are printed.
  public var format: ReportFormat
  /// What all jobs are told.
  public var settings: JobSettings

  /// A look at inputs.
  public init(
    inputs: [String], mappings: [String] = [], draft: String? = nil, layout: String? = nil,
    overwrites: Bool = false, format: ReportFormat = .text, settings: JobSettings
  ) {
    self.inputs = inputs
    self.mappings = mappings
    self.draft = draft
    self.layout = layout
    self.overwrites = overwrites
    self.format = format
    self.settings = settings
  }

  /// Prints the clusters to standard output, the largest first; 3 where a file cannot be read.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish { try inspect(context) }
  }

  private func inspect(_ context: JobContext) throws -> ExitStatus {
    let list = InputList(self.inputs, limits: settings.limits)
    context.say(list)
    let inputs = list.inputs
    guard !inputs.isEmpty else { throw JobFailure.notice(.noInputs, .noInput) }
    if let draft, ProtectedFiles(inputs.map(\.path) + mappings).contains(draft) {
      throw WorkbookError(.outputExists, at: Place(path: draft), found: "input")
    }
    let tools = try MigrationTools(mappings: mappings, context: context)
    let loaded = try DraftWords.load(
      folder: context.templateFolder(), openTable: JobContext.openTable)
    let words = try context.needed(loaded.words, loaded.problems)
    let vocabulary = LabelVocabulary(
      tools.library, mappings: tools.mappings.matcher.mappings, words: words)
    let limits = settings.limits
    var clusters = LayoutClusters()
    var failed = 0
    var sheets = 0
    var progress = ProgressLine(
      label: context.language.say("Đang xem", "Looking"), total: inputs.count,
      isQuiet: settings.isQuiet)
    try OrderedWorkers.run(count: inputs.count, threads: settings.workers) { index in
      Result { () throws(WorkbookError) in
        try Self.looks(at: inputs[index], tools: tools, vocabulary: vocabulary, limits: limits)
      }
    } deliver: { index, result in
      switch result {
      case .success(let looks):
        sheets += Set(looks.map(\.sheet)).count
        clusters.add(looks, ofInput: index)
      case .failure(let error):
        failed += 1
        progress.clear()
        context.console.note(error.line(in: settings.language))
      }
      progress.update(done: index + 1)
    }
    progress.clear()
    let sorted = clusters.sorted
    let printer = LayoutDescription(
      language: settings.language, format: format, names: inputs.map(\.name))
    let sink = StreamSink()
    for (number, cluster) in sorted.enumerated() {
      try sink.write(printer.bytes(of: cluster, number: number + 1))
    }
    let unmapped = sorted.filter { $0.key.match == .none }
    context.say(
      .layouts(
        .counted(
          files: inputs.count - failed, sheets: sheets, layouts: sorted.count,
          unmapped: unmapped.reduce(0) { $0 + $1.tables })))
    if let draft {
      try write(
        draft, of: unmapped, inputs: inputs, tools: tools, words: words, vocabulary: vocabulary,
        context)
    }
    return failed > 0 ? .someFailed : .fine
  }

  /// Opens an input in Unicode.
  private static func open(
    _ source: InputSource, tools: MigrationTools, limits: ReadLimits
  ) throws(WorkbookError) -> UnicodeWorkbook {
    let workbook = try MigrationTools.open(source, name: source.name, limits: limits)
    return UnicodeWorkbook(workbook, model: tools.texts)
  }

  private static func looks(
    at input: InputList.Input, tools: MigrationTools, vocabulary: LabelVocabulary,
    limits: ReadLimits
  ) throws(WorkbookError) -> [LayoutClusters.Look] {
    do {
      let source = try InputSource(input, limits: limits)
      return try source.whole { () throws(WorkbookError) in
        let workbook = try open(source, tools: tools, limits: limits)
        var looks: [LayoutClusters.Look] = []
        for sheet in workbook.sheets.indices {
          let tables = try tools.mappings.looks(
            at: sheet, of: workbook, file: source.name, vocabulary: vocabulary)
          for (table, look) in tables.enumerated() {
            looks.append(LayoutClusters.Look(sheet: sheet, table: table, look: look))
          }
        }
        return looks
      }
    } catch {
      throw error.located(in: Place(file: input.name))
    }
  }

  // MARK: Draft

  private func write(
    _ path: String, of unmapped: [LayoutClusters.Cluster], inputs: [InputList.Input],
    tools: MigrationTools, words: DraftWords, vocabulary: LabelVocabulary, _ context: JobContext
  ) throws {
    let candidates = unmapped.filter { !$0.key.layout.isEmpty }
    let chosen = layout.map { id in candidates.filter { $0.layout == id } } ?? candidates
    guard let cluster = chosen.first else {
      guard let layout else {
        guard unmapped.isEmpty else {
          throw JobFailure.notice(.layouts(.noHeadToDraft), .badData)
        }
        return context.say(.layouts(.nothingToDraft))
      }
      throw JobFailure.notice(.layouts(.noSuchLayout(layout)), .usage)
    }
    let source = try InputSource(inputs[cluster.sample.input], limits: settings.limits)
    let name = FileName.stem(of: path)
    let workbook = try Self.open(source, tools: tools, limits: settings.limits)
    guard
      let draft = try MappingDraft(
        name: name, table: cluster.sample.table, ofSheet: cluster.sample.index, of: workbook,
        file: source.name,
        reader: tools.mappings, words: words, vocabulary: vocabulary, files: cluster.files,
        library: tools.library)
    else { throw JobFailure.notice(.layouts(.noHeadToDraft), .badData) }
    try source.checkUnchanged()
    let sink = try FileSink(
      path: path,
      FileSink.Manner(
        overwrites: overwrites, inputs: ProtectedFiles(inputs.map(\.path) + mappings)))
    try sink.write(Array(draft.yaml.utf8))
    try sink.commit()
    let (_, problems) = LegacyMappings.mapping(
      yaml: draft.yaml, file: path, library: tools.library)
    for problem in problems { context.console.note(problem.line(in: settings.language)) }
    context.say(.layouts(.drafted(path, open: draft.open)))
  }
}
