import SheetModel
import Text
import WorkbookIO

/// Where a table of units goes: standard output, or a file whose name ends in `.csv`.
struct UnitTableOutput {
  private let file: FileSink?

  /// - Throws: `JobFailure` for a name with another suffix, and what opening the file throws.
  init(_ output: String, overwrites: Bool, inputs: [String] = []) throws {
    guard output == "-" || OutputPath(output).suffix == "csv" else {
      throw JobFailure.notice(.units(.tableIsCSV(output)), .usage)
    }
    file =
      try output == "-"
      ? nil
      : FileSink(
        path: output,
        FileSink.Manner(overwrites: overwrites, inputs: ProtectedFiles(inputs)))
  }

  /// Writes all records and puts the file into its place.
  func write(_ records: some Sequence<[String]>) throws(WorkbookError) {
    let sink: any ByteSink = file ?? StreamSink()
    var bytes: [UInt8] = []
    for record in records { CSVLine.append(record, to: &bytes) }
    try sink.write(bytes)
    try file?.commit()
  }
}
