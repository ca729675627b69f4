import Display
import Foundation
import SheetModel
import WorkbookIO

/// Converts workbooks into another format, their sheets into delimited text, or their cells into a
/// dump for machines.
///
/// One file goes into one file, or its sheets into a folder of delimited text. Several files, or
/// those of folders, go into a folder, each under its own name.
public struct ConvertJob: Sendable {
  /// The inputs: paths of files and folders, or `-`.
  public var inputs: [String]
  /// The output: a path, a folder, or `-`.
  public var output: String
  /// The format; nil takes it from the output's suffix.
  public var outputFormat: OutputFormat?
  /// The sheets by name or number from 1; empty takes all.
  public var sheets: [String]
  /// Whether only sheets that people see are taken.
  public var visibleOnly = false
  /// Whether every cell of a merged range gets its value in delimited text.
  public var fillsMerges = false
  /// Whether fields of delimited text stay text.
  public var keepsText = false
  /// The delimiter of delimited text that is written.
  public var delimiter: String?
  /// Whether delimited text begins with a byte order mark.
  public var writesBOM = false
  /// Whether numbers in delimited text have a decimal comma.
  public var usesDecimalComma = false
  /// Whether texts that look like formulas are made harmless in delimited text.
  public var escapesFormulas = false
  /// Whose conventions values are shown by in delimited text and in the dump, as people see them;
  /// nil writes what is stored.
  public var shownAs: DisplayLocale?
  /// How hard a package is compressed: zlib's 1 (fast) to 9 (small); nil is as small as 6 and faster.
  public var level: Int32?
  /// Whether an output that is there is replaced.
  public var overwrites = false
  /// Whether delimited text that is no UTF is read as windows-1252, for who looks for TCVN3 and VNI.
  var readsLegacyText = false
  /// What all jobs are told.
  public var settings: JobSettings

  /// A conversion with everything else as usual.
  public init(
    inputs: [String], output: String, outputFormat: OutputFormat? = nil, sheets: [String] = [],
    settings: JobSettings
  ) {
    self.inputs = inputs
    self.output = output
    self.outputFormat = outputFormat
    self.sheets = sheets
    self.settings = settings
  }

  /// Converts, tells of it on standard error, and returns how it ended.
  ///
  /// Several files are converted on all cores and told of in their order; one that fails does not
  /// stop the others. The outputs are the same at any number of workers.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      if let input = inputs.first, inputs.count == 1,
        !InputList.isContainer(input, limits: settings.limits)
      {
        return try convert(input, context)
      }
      return try ConvertBatch(self).run(context)
    }
  }

  private func convert(_ input: String, _ context: JobContext) throws -> ExitStatus {
    let target = try ConvertTarget(of: self)
    let source = try InputSource(input, limits: settings.limits)
    try source.wholeJob(
      asksItself: true,
      {
        let conversion = try opened(source, for: target, threads: settings.workers)
        try convert(conversion, of: source, to: target, context)
      })
    return .fine
  }

  /// How outputs stand to what is there; they may hold values of children, as inputs do.
  func manner(inputs: ProtectedFiles, root: String? = nil) -> FileSink.Manner {
    FileSink.Manner(
      overwrites: overwrites, makesFolder: root == nil, isPrivate: true, root: root, inputs: inputs)
  }

  /// Converts one input that is open, and tells of it; the output gets its name only where the
  /// input has stayed what it was.
  func convert(
    _ conversion: Conversion, of source: InputSource, to target: ConvertTarget,
    _ context: JobContext
  ) throws {
    var notices: [Notice] = []
    let inputs = ProtectedFiles(inputs)
    if target.isFolder {
      let files = try conversion.writeEach(
        selection(in: conversion.reader), toFolder: output, as: target.format,
        manner(inputs: inputs, root: output)
      ) { () throws(WorkbookError) in try source.checkUnchanged() }
      context.say(.conversion(.converted(output: output, sheets: files.count)))
      notices = files.flatMap { Self.notices(of: $0.summary) }
    } else {
      let selection = try self.selection(in: conversion.reader, for: target)
      if output == "-" {
        let summary = try conversion.write(selection, to: StreamSink(), as: target.format)
        try source.checkUnchanged()
        notices = Self.notices(of: summary)
      } else {
        let sink = try FileSink(path: output, manner(inputs: inputs))
        let summary = try conversion.write(selection, to: sink, as: target.format)
        try source.checkUnchanged()
        try sink.commit()
        context.say(.conversion(.converted(output: output, sheets: summary.sheets)))
        notices = Self.notices(of: summary)
      }
    }
    for notice in notices + Self.notices(of: conversion) { context.say(notice) }
  }

  /// An input with what is to be done with it, and how many threads may work on it.
  func opened(
    _ source: InputSource, for target: ConvertTarget, threads: Int = 1
  ) throws(WorkbookError) -> Conversion {
    var csv = CSVReadOptions()
    csv.isLegacy = readsLegacyText
    csv = Conversion.readOptions(csv, for: target.format, asText: keepsText)
    let reader = try WorkbookOpener.open(
      source.bytes, name: source.name, csv: csv, limits: settings.limits)
    var options = target.options
    options.threads = threads
    var conversion = Conversion(of: reader, name: source.name, options: options)
    conversion.leavesOutHidden = visibleOnly
    conversion.fillsMerges = fillsMerges
    conversion.shownAs = shownAs
    return conversion
  }

  /// What is to be told of an output.
  static func notices(of summary: Conversion.Summary) -> [Notice] {
    var notices: [Notice] = []
    if let first = summary.firstWithoutValue.first {
      notices.append(
        .conversion(
          .formulasWithoutValue(count: summary.formulasWithoutValue, first: first)))
    }
    if summary.formulasLeftOut > 0 {
      notices.append(.conversion(.formulasLeftOut(count: summary.formulasLeftOut)))
    }
    if let first = summary.firstReplaced {
      notices.append(
        .conversion(.charactersReplaced(count: summary.charactersReplaced, first: first)))
    }
    for (old, new) in summary.renamedSheets.sorted(by: { $0.key < $1.key }) {
      notices.append(.conversion(.sheetRenamed(old: old, new: new)))
    }
    return notices
  }

  /// What is to be told of an input.
  static func notices(of conversion: Conversion) -> [Notice] {
    let (reader, name) = (conversion.reader, conversion.name)
    var notices: [Notice] = []
    if let ragged = reader.raggedLines, let first = ragged.samples.first {
      notices.append(
        .conversion(.raggedLines(file: name, count: ragged.count, firstLine: first.line)))
    }
    if let notice = Notice.guess(of: reader, file: name) { notices.append(notice) }
    if let overlooked = reader.dialect?.overlooked {
      let mark = String(UnicodeScalar(overlooked))
      notices.append(.conversion(.delimiterOverlooked(file: name, delimiter: mark)))
    }
    return notices
  }

  /// The sheets asked for by name or number.
  func selection(in reader: any WorkbookReader) throws(WorkbookError) -> SheetSelection {
    if sheets.isEmpty { return visibleOnly ? .visible : .all }
    var indexes: [Int] = []
    for sheet in sheets {
      if reader.sheets.contains(where: { $0.name == sheet }) || Int(sheet) == nil {
        indexes += try SheetSelection.named([sheet]).indexes(in: reader.sheets)
      } else if let number = Int(sheet) {
        indexes += try SheetSelection.indexes([number - 1]).indexes(in: reader.sheets)
      }
    }
    return .indexes(indexes)
  }

  /// The same for one file: delimited text holds one sheet, the only one that people see.
  private func selection(
    in reader: any WorkbookReader, for target: ConvertTarget
  ) throws -> SheetSelection {
    let chosen = try selection(in: reader)
    guard target.isText else { return chosen }
    let indexes = try chosen.indexes(in: reader.sheets)
    guard let one = onlySheet(of: indexes, in: reader) else {
      throw JobFailure.notice(
        .conversion(.oneSheetOnly(sheets: indexes.map { reader.sheets[$0].name })), .usage)
    }
    return .indexes([one])
  }

  /// The sheet that goes into one file of delimited text; nil where there are several.
  func onlySheet(of indexes: [Int], in reader: any WorkbookReader) -> Int? {
    if indexes.count == 1 { return indexes[0] }
    let visible = indexes.filter { reader.sheets[$0].visibility == .visible }
    return sheets.isEmpty && visible.count == 1 ? visible[0] : nil
  }
}
