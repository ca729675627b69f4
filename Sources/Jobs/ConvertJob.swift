import Display
import Foundation
import SheetModel
import WorkbookIO

/// Converts one workbook into another format, its sheets into a folder of delimited text, or its
/// cells into a dump for machines.
public struct ConvertJob: Sendable {
  /// The input: a path, or `-`.
  public var input: String
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
  /// What all jobs are told.
  public var settings: JobSettings

  /// A conversion with everything else as usual.
  public init(
    input: String, output: String, outputFormat: OutputFormat? = nil, sheets: [String] = [],
    settings: JobSettings
  ) {
    self.input = input
    self.output = output
    self.outputFormat = outputFormat
    self.sheets = sheets
    self.settings = settings
  }

  /// Converts, tells of it on standard error, and returns how it ended.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish { try convert(context) }
  }

  private func convert(_ context: JobContext) throws -> ExitStatus {
    let target = try Target(of: self)
    let csv = Conversion.readOptions(
      CSVReadOptions(), for: target.workbookFormat ?? .csv, asText: keepsText)
    let source = try InputSource(input, limits: settings.limits)
    let reader = try WorkbookOpener.open(
      source.bytes, name: source.name, csv: csv, limits: settings.limits)
    var options = try writeOptions()
    options.threads = settings.workers
    var conversion = Conversion(of: reader, name: source.name, options: options)
    conversion.leavesOutHidden = visibleOnly
    conversion.fillsMerges = fillsMerges
    conversion.shownAs = shownAs
    if target.isFolder, let format = target.workbookFormat {
      let files = try conversion.writeEach(
        selection(in: reader), toFolder: output, as: format, overwrites: overwrites)
      context.say(.converted(output: output, sheets: files.count))
      for file in files { report(file.summary, context) }
    } else {
      let selection = try self.selection(in: reader, for: target)
      if output == "-" {
        report(try write(conversion, selection, to: StreamSink(), target), context)
      } else {
        let sink = try FileSink(path: output, overwrites: overwrites, makesFolder: true)
        let summary = try write(conversion, selection, to: sink, target)
        try sink.commit()
        context.say(.converted(output: output, sheets: summary.sheets))
        report(summary, context)
      }
    }
    if let ragged = reader.raggedLines, let first = ragged.samples.first {
      context.say(.raggedLines(file: source.name, count: ragged.count, firstLine: first.line))
    }
    if let overlooked = reader.dialect?.overlooked {
      let mark = String(UnicodeScalar(overlooked))
      context.say(.delimiterOverlooked(file: source.name, delimiter: mark))
    }
    return .fine
  }

  private func write(
    _ conversion: Conversion, _ selection: SheetSelection, to sink: any ByteSink, _ target: Target
  ) throws -> Conversion.Summary {
    if let format = target.workbookFormat {
      try conversion.write(selection, to: sink, as: format)
    } else {
      try conversion.dump(selection, to: sink)
    }
  }

  private func report(_ summary: Conversion.Summary, _ context: JobContext) {
    if let first = summary.firstWithoutValue.first {
      context.say(.formulasWithoutValue(count: summary.formulasWithoutValue, first: first))
    }
    if summary.formulasLeftOut > 0 {
      context.say(.formulasLeftOut(count: summary.formulasLeftOut))
    }
    for (old, new) in summary.renamedSheets.sorted(by: { $0.key < $1.key }) {
      context.say(.sheetRenamed(old: old, new: new))
    }
  }

  /// The sheets asked for by name or number.
  private func selection(in reader: any WorkbookReader) throws -> SheetSelection {
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
    in reader: any WorkbookReader, for target: Target
  ) throws -> SheetSelection {
    let chosen = try selection(in: reader)
    guard target.isText else { return chosen }
    let indexes = try chosen.indexes(in: reader.sheets)
    if indexes.count == 1 { return chosen }
    let visible = indexes.filter { reader.sheets[$0].visibility == .visible }
    guard sheets.isEmpty, visible.count == 1 else {
      throw JobFailure.notice(
        .oneSheetOnly(sheets: indexes.map { reader.sheets[$0].name }), .usage)
    }
    return .indexes(visible)
  }

  private func writeOptions() throws -> WorkbookWriteOptions {
    var options = WorkbookWriteOptions()
    options.level = level
    options.csv.hasBOM = writesBOM
    options.csv.escapesFormulas = escapesFormulas
    if usesDecimalComma {
      // What is shown has the marks of its locale.
      if shownAs == nil { options.csv.decimalMark = UInt8(ascii: ",") }
      options.csv.delimiter = UInt8(ascii: ";")
    }
    if let delimiter {
      guard let byte = Self.delimiters[delimiter] ?? Self.single(delimiter) else {
        throw JobFailure.notice(.notADelimiter(delimiter), .usage)
      }
      options.csv.delimiter = byte
    }
    return options
  }

  /// The options that only some outputs obey, whether they were given, and those outputs.
  private var boundOptions: [(isGiven: Bool, option: String, formats: [OutputFormat])] {
    [
      (shownAs != nil, "--shown", [.jsonl, .csv, .tsv]),
      (fillsMerges, "--fill-merges", [.csv, .tsv]), (delimiter != nil, "--delimiter", [.csv]),
      (writesBOM, "--bom", [.csv, .tsv]), (usesDecimalComma, "--decimal-comma", [.csv, .tsv]),
      (escapesFormulas, "--escape-formulas", [.csv, .tsv]),
      (level != nil, "--level", [.xlsx, .ods]),
    ]
  }

  private static let delimiters = ["tab": UInt8(ascii: "\t"), "\\t": UInt8(ascii: "\t")]

  private static func single(_ text: String) -> UInt8? {
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80,
      ![UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte)
    else { return nil }
    return byte
  }
}

extension ConvertJob {
  /// Where a conversion goes and in which format.
  private struct Target {
    /// The format of a workbook; nil for a dump.
    var workbookFormat: WorkbookFormat?
    var isFolder: Bool
    /// Whether the output is delimited text.
    var isText: Bool { workbookFormat == .csv || workbookFormat == .tsv }

    init(of job: ConvertJob) throws {
      let path = OutputPath(job.output)
      isFolder = path.isFolder
      guard let format = job.outputFormat ?? (isFolder ? .csv : path.format) else {
        throw JobFailure.notice(.outputFormatUnclear(job.output), .usage)
      }
      workbookFormat = format.workbookFormat
      for (isGiven, option, formats) in job.boundOptions
      where isGiven && !formats.contains(format) {
        throw JobFailure.notice(.optionNeedsOutput(option, formats), .usage)
      }
      if isFolder, !isText { throw JobFailure.notice(.outputIsFolder(job.output), .usage) }
    }
  }
}
