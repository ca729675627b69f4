import SheetModel
import TestSupport
import WorkbookIO

extension HandMadeXLSX {
  /// The filled cells of the first sheet, a line each.
  func cells(_ limits: ReadLimits = ReadLimits()) throws -> [String] {
    try lines(of: bytes(), limits: limits)
  }
}

/// The filled cells of a sheet, a line each: `B2 number 12`, with `=formula` where there is one.
func lines(
  of bytes: [UInt8], sheet: Int = 0, limits: ReadLimits = ReadLimits(),
  csv: CSVReadOptions = CSVReadOptions()
) throws -> [String] {
  let cursor = try opened(bytes, csv: csv, limits: limits).rows(ofSheet: sheet)
  var row = Row()
  var lines: [String] = []
  while try cursor.next(into: &row) {
    for cell in row.cells {
      let address = CellAddress(row: row.index, column: cell.column)
      var line = "\(address) \(cell.kind) \(CellText.string(cell, of: row))"
      if let formula = row.formula(of: cell) { line += " =\(formula)" }
      lines.append(line)
    }
  }
  return lines
}

/// The texts of a sheet's filled cells, without places.
func texts(of bytes: [UInt8], csv: CSVReadOptions = CSVReadOptions()) throws -> [String] {
  try lines(of: bytes, csv: csv).map { line in
    line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).dropFirst(2)
      .joined(separator: " ")
  }
}

/// A workbook in another format.
func converted(
  _ bytes: [UInt8], to format: WorkbookFormat, _ change: (inout Conversion) -> Void = { _ in },
  options: WorkbookWriteOptions = WorkbookWriteOptions(), selection: SheetSelection = .all
) throws -> (bytes: [UInt8], summary: Conversion.Summary) {
  let csv = Conversion.readOptions(CSVReadOptions(), for: format, asText: false)
  var conversion = Conversion(of: try opened(bytes, csv: csv), name: "vào", options: options)
  change(&conversion)
  let sink = MemorySink()
  let summary = try conversion.write(selection, to: sink, as: format)
  return (sink.bytes, summary)
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
