import FormModel
import Indicators
import Observations
import SheetModel
import WorkbookIO

/// Files of observations by their paths, as arguments name them.
extension ObservationFile {
  /// The form of a file: as given, else by its suffix; standard output is CSV.
  /// - Throws: `JobFailure` when neither tells.
  static func format(of path: String, given: ObservationFormat?) throws -> ObservationFormat {
    if let given { return given }
    if path == "-" { return .csv }
    let suffix = OutputPath(path).suffix
    guard let format = ObservationFormat(rawValue: suffix) else {
      throw JobFailure.notice(
        suffix.isEmpty ? .outputFormatUnclear(path) : .formatNotWritten(suffix, forms: false),
        .usage)
    }
    return format
  }

  /// Reads a file of observations, or standard input.
  /// - Throws: `WorkbookError`, or `JobFailure` with line and column of a record that is none.
  static func read(_ path: String, limits: ReadLimits) throws -> [Observation] {
    var observations: [Observation] = []
    try read(path, limits: limits, remembersKeys: true) { observation, _ in
      observations.append(observation)
    }
    return observations
  }

  /// Reads a file of observations, or standard input, and hands each out with its line, from 1.
  /// - Throws: as `read`, and what `take` throws.
  static func read(
    _ path: String, limits: ReadLimits, remembersKeys: Bool,
    take: (Observation, Int) throws -> Void
  ) throws {
    let source = try InputSource(path, limits: limits, spools: true)
    do {
      try source.wholeJob({
        try read(source.bytes, limits: limits, remembersKeys: remembersKeys) {
          () throws(WorkbookError) in
          var csv = CSVReadOptions()
          csv.delimiter = UInt8(ascii: ",")
          let workbook = try WorkbookOpener.open(
            source.bytes, name: source.name, csv: csv, limits: limits)
          return try workbook.rows(ofSheet: 0)
        } take: {
          try take($0, $1)
        }
      })
    } catch let error as ObservationTableError {
      throw JobFailure.notice(.observationsUnreadable(file: source.name, error), .badData)
    }
  }
}
