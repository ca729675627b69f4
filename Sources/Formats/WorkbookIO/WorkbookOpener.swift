import CSV
import ODS
import SheetModel
import XLS
import XLSX
import Zip

/// Opens workbooks of every format for reading, by their content.
public enum WorkbookOpener {
  /// Opens a file.
  ///
  /// - Throws: what `InputFile.open` throws, `encryptedODS`, and what reading the format's first
  ///   parts throws; all with the path.
  public static func open(
    path: String, csv: CSVReadOptions = CSVReadOptions(), limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> any WorkbookReader {
    try open(FileSource(path: path), name: path, csv: csv, limits: limits)
  }

  /// Opens bytes from elsewhere, such as standard input.
  ///
  /// The name is for messages, and names the sheet of delimited text.
  public static func open(
    _ source: any ByteSource, name: String, csv: CSVReadOptions = CSVReadOptions(),
    limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> any WorkbookReader {
    try open(source, name: name, csv: csv, limits: limits, chunkBytes: 65_536)
  }

  /// The same with the number of bytes that are inflated and parsed at a time.
  package static func open(
    _ source: any ByteSource, name: String, csv: CSVReadOptions, limits: ReadLimits,
    chunkBytes: Int
  ) throws(WorkbookError) -> any WorkbookReader {
    do {
      let found = try FormatDetection(of: source, limits: limits, chunkBytes: chunkBytes)
      return try reader(
        of: source, found, name: name, csv: csv, limits: limits, chunkBytes: chunkBytes)
    } catch {
      throw error.located(in: Place(file: name))
    }
  }

  private static func reader(
    of source: any ByteSource, _ found: FormatDetection, name: String, csv: CSVReadOptions,
    limits: ReadLimits, chunkBytes: Int
  ) throws(WorkbookError) -> any WorkbookReader {
    switch (found.format, found.archive) {
    case (.xlsx, let archive?):
      return try XLSXReader(archive, limits: limits, chunkBytes: chunkBytes)
    case (.ods, let archive?):
      return try ODSReader(archive, limits: limits, chunkBytes: chunkBytes)
    case (.fods, _):
      return try ODSReader(flat: source, limits: limits, chunkBytes: chunkBytes)
    case (.xls, _):
      guard let file = found.compound else {
        return try XLSReader(bare: source, limits: limits, chunkBytes: chunkBytes)
      }
      return try XLSReader(file, limits: limits, chunkBytes: chunkBytes)
    case (.csv, _), (.tsv, _):
      let sheet = SheetName.valid(FileName.stem(of: name))
      return try CSVReader(source, name: sheet, options: csv, limits: limits)
    // Packages without their archive, and what is written only.
    case (.xlsx, nil), (.ods, nil), (.jsonl, _): throw WorkbookError(.unknownFormat)
    }
  }
}
