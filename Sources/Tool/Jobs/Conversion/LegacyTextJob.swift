import LegacyText
import SheetModel
import Text
import WorkbookIO

/// The old encodings that a user can name.
public enum LegacyTextChoice: String, Sendable, CaseIterable {
  /// Found text by text.
  case auto
  /// TCVN3 (ABC).
  case tcvn3
  /// VNI-Windows.
  case vni
  /// windows-1258.
  case cp1258
  /// VIQR, which is only read when it is named.
  case viqr

  /// The encoding; nil where it is to be found.
  var encoding: LegacyEncoding? {
    switch self {
    case .auto: nil
    case .tcvn3: .tcvn3
    case .vni: .vni
    case .cp1258: .windows1258
    case .viqr: .viqr
    }
  }
}

/// Makes all texts of a workbook Unicode in NFC and leaves everything else as it is.
public struct LegacyTextJob: Sendable {
  /// The input: the path of a file, or `-`.
  public var input: String
  /// The output: a path, a folder for delimited text of several sheets, or `-`.
  public var output: String
  /// The output's format; nil takes it from the suffix.
  public var outputFormat: OutputFormat?
  /// The encoding of texts that are not plainly Unicode.
  public var encoding: LegacyTextChoice
  /// Where what was found is put down, as CSV or JSON by its suffix; nil puts it nowhere.
  public var report: String?
  /// Whether outputs that are there are replaced.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// A conversion of old texts.
  public init(
    input: String, output: String, outputFormat: OutputFormat? = nil,
    encoding: LegacyTextChoice = .auto, report: String? = nil, overwrites: Bool = false,
    settings: JobSettings
  ) {
    self.input = input
    self.output = output
    self.outputFormat = outputFormat
    self.encoding = encoding
    self.report = report
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Converts, and tells of it on standard error; `findings` where a person should look at texts.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let format = try reportFormat()
      let model = try LegacyTextModel(folder: context.templateFolder())
      var convert = ConvertJob(
        inputs: [input], output: output, outputFormat: outputFormat, settings: settings)
      convert.overwrites = overwrites
      convert.readsLegacyText = true
      let target = try ConvertTarget(of: convert)
      let source = try InputSource(input, limits: settings.limits)
      let opened = try convert.opened(source, for: target, threads: settings.workers)
      let workbook = UnicodeWorkbook(opened.reader, model: model, encoding: encoding.encoding)
      var options = target.options
      options.threads = settings.workers
      let conversion = Conversion(of: workbook, name: opened.name, options: options)
      try source.wholeJob(
        asksItself: true, { try convert.convert(conversion, of: source, to: target, context) })
      let found = workbook.report
      if let report, let format { try write(found, to: report, as: format) }
      context.say(.legacyText(.converted(found, file: opened.name, report: report)))
      return found.uncertainCount > 0 ? .findings : .fine
    }
  }

  /// The form of the report, by its suffix.
  private func reportFormat() throws -> ReportForm? {
    guard let report else { return nil }
    // Among the sheets of a folder, too, it could be one of the outputs.
    guard !OutputPath(report).isSame(as: output),
      !OutputPath(PathText.folder(of: report) + ".").isSame(as: output)
    else {
      throw WorkbookError(.outputExists, at: Place(path: report), found: "output")
    }
    guard let format = ReportForm(rawValue: OutputPath(report).suffix) else {
      throw JobFailure.notice(.legacyText(.notAReport(report)), .usage)
    }
    return format
  }

  private enum ReportForm: String {
    case csv
    case json
  }

  private func write(
    _ found: LegacyTextReport, to path: String, as form: ReportForm
  ) throws(WorkbookError) {
    let sink = try FileSink(
      path: path,
      FileSink.Manner(
        overwrites: overwrites, makesFolder: true, inputs: ProtectedFiles([input])))
    switch form {
    case .csv: try sink.write(found.csv)
    case .json: try sink.write(found.json)
    }
    try sink.commit()
  }
}

extension LegacyTextReport {
  /// The report as lines: how many texts of each encoding, then the texts to look at.
  fileprivate var csv: [UInt8] {
    var bytes = CSVLine.bytes([
      "kind", "sheet", "cell", "encoding", "reason", "confidence", "count",
    ])
    for encoding in LegacyEncoding.allCases {
      guard let count = counts[encoding] else { continue }
      CSVLine.append(["found", "", "", encoding.rawValue, "", "", "\(count)"], to: &bytes)
    }
    CSVLine.append(["normalized", "", "", "unicode", "", "", "\(normalized)"], to: &bytes)
    CSVLine.append(["review", "", "", "", "", "", "\(uncertainCount)"], to: &bytes)
    for text in uncertain {
      CSVLine.appendGuarded(
        [
          "review", text.sheet, text.cell?.description ?? "", text.encoding?.rawValue ?? "",
          text.reason.rawValue, text.shownConfidence, "",
        ], to: &bytes)
    }
    return bytes
  }

  /// The same as one JSON object.
  fileprivate var json: [UInt8] {
    JSONWriter.line { json in
      json.beginArray("found")
      for encoding in LegacyEncoding.allCases {
        guard let count = counts[encoding] else { continue }
        json.beginObject()
        json.member("encoding", encoding.rawValue)
        json.member("count", count)
        json.endObject()
      }
      json.endArray()
      json.member("normalized", normalized)
      json.member("reviewCount", uncertainCount)
      json.beginArray("review")
      for text in uncertain {
        json.beginObject()
        json.member("sheet", text.sheet)
        json.member("cell", text.cell?.description)
        json.member("encoding", text.encoding?.rawValue)
        json.member("reason", text.reason.rawValue)
        json.member("confidence", text.shownConfidence)
        json.endObject()
      }
      json.endArray()
    }
  }
}

extension LegacyTextReport.Uncertain {
  /// How sure the encoding would be, with two digits; empty where the reason is none of doubt.
  var shownConfidence: String {
    guard reason == .unsure else { return "" }
    let percent = min(99, max(0, Int((confidence * 100).rounded())))
    return percent < 10 ? "0.0\(percent)" : "0.\(percent)"
  }
}
