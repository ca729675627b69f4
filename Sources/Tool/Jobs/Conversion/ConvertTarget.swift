import Display
import SheetModel
import WorkbookIO

/// Where a conversion goes, in which format, and how that is written.
struct ConvertTarget {
  /// The format.
  let format: WorkbookFormat
  let isFolder: Bool
  let options: WorkbookWriteOptions
  /// Whether the output is delimited text.
  var isText: Bool { format.isDelimitedText }

  /// The target of a job; with `isBatch` one file for each of many inputs.
  /// - Throws: `JobFailure` for what does not fit together.
  init(of job: ConvertJob, isBatch: Bool = false) throws {
    let path = OutputPath(job.output)
    isFolder = isBatch || path.isFolder
    if isBatch, !path.isFolder, job.output == "-" || path.isThere || path.format != nil {
      throw JobFailure.notice(.conversion(.outputIsNoFolder(job.output)), .usage)
    }
    guard let format = job.outputFormat ?? (isFolder ? .csv : path.format) else {
      throw JobFailure.notice(.outputFormatUnclear(job.output), .usage)
    }
    self.format = format.workbookFormat
    for (isGiven, option, formats) in job.boundOptions
    where isGiven && !formats.contains(format) {
      throw JobFailure.notice(.conversion(.optionNeedsOutput(option, formats)), .usage)
    }
    options = try job.writeOptions()
    if isFolder, !isBatch, !isText {
      throw JobFailure.notice(.conversion(.outputIsFolder(job.output)), .usage)
    }
  }
}

extension ConvertJob {
  fileprivate func writeOptions() throws -> WorkbookWriteOptions {
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
        throw JobFailure.notice(.conversion(.notADelimiter(delimiter)), .usage)
      }
      options.csv.delimiter = byte
    }
    return options
  }

  /// The options that only some outputs obey, whether they were given, and those outputs.
  fileprivate var boundOptions: [(isGiven: Bool, option: String, formats: [OutputFormat])] {
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
