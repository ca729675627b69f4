/// The kinds of workbook that are read.
public enum WorkbookFormat: String, Sendable, CaseIterable {
  /// Office Open XML.
  case xlsx
  /// OpenDocument spreadsheet.
  case ods
  /// OpenDocument spreadsheet as one XML file.
  case fods
  /// A binary workbook of Excel 5 to 2003; read only.
  case xls
  /// Fields between commas, semicolons or bars.
  case csv
  /// Fields between tabs.
  case tsv
  /// One JSON object a cell, for machines (`CellDumpWriter` has the schema); written only.
  case jsonl
}
