import CSV
import Display
import ODS
import SheetModel
import XLSX

/// How a workbook is to be written, as far as its format leaves a choice.
public struct WorkbookWriteOptions: Sendable {
  /// For delimited text; `tsv` always has tabs.
  public var csv = CSVWriteOptions()
  /// Shows values as people see them in delimited text and in the dump of cells.
  ///
  /// Nil writes what is stored, as workbooks always do.
  public var display: CellDisplay?
  /// How hard packages are compressed: zlib's 1 (fast) to 9 (small).
  ///
  /// Nil is as small as 6 and faster, for sheets are markup.
  public var level: Int32?
  /// How many threads may compress a package; its bytes do not depend on it.
  ///
  /// With 1 the caller's thread does everything.
  public var threads = 1

  /// UTF-8 with commas, compressed as suits sheets, without threads of its own.
  public init() {}
}

/// Begins workbooks of every format that is written.
public enum WorkbookCreator {
  /// A writer of a format; the caller commits or closes the sink after `finish`.
  ///
  /// - Throws: `notRepresentable` for more than one sheet in delimited text, for an outline that
  ///   the format cannot hold, and for `xls`, which is read only; `malformedValue` as
  ///   `CellDumpWriter`.
  public static func create(
    _ sink: any ByteSink, format: WorkbookFormat, outline: WorkbookOutline,
    options: WorkbookWriteOptions = WorkbookWriteOptions()
  ) throws(WorkbookError) -> any WorkbookWriter {
    switch format {
    case .xlsx:
      return try XLSXWriter(
        sink, outline: outline, level: options.level, threads: options.threads)
    case .ods:
      return try ODSWriter(
        sink, outline: outline, level: options.level, threads: options.threads)
    case .fods: return try ODSWriter(sink, outline: outline, flat: true)
    // Read only.
    case .xls: throw WorkbookError(.notRepresentable, found: "xls")
    case .csv: return try delimitedText(sink, outline, options.csv, options.display)
    case .tsv:
      var csv = options.csv
      csv.delimiter = UInt8(ascii: "\t")
      return try delimitedText(sink, outline, csv, options.display)
    case .jsonl:
      return try CellDumpWriter(sink, outline: outline, display: options.display)
    }
  }

  private static func delimitedText(
    _ sink: any ByteSink, _ outline: WorkbookOutline, _ options: CSVWriteOptions,
    _ display: CellDisplay?
  ) throws(WorkbookError) -> any WorkbookWriter {
    let writer = try CSVWriter(sink, outline: outline, options: options)
    return display.map { ShownTextWriter(into: writer, display: $0) } ?? writer
  }
}
