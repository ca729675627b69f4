import SheetModel
import WorkbookIO

/// A workbook of any format, open for reading from memory; its file is called `Số liệu.xlsx`.
package func opened(
  _ bytes: [UInt8], csv: CSVReadOptions = CSVReadOptions(), limits: ReadLimits = ReadLimits()
) throws -> any WorkbookReader {
  try WorkbookOpener.open(MemorySource(bytes), name: "Số liệu.xlsx", csv: csv, limits: limits)
}
