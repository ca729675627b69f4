import SheetModel

/// What the formats take of the workbook that is converted.
extension WorkbookFormat {
  /// Whether it is delimited text: the values of one sheet, as lines.
  package var isDelimitedText: Bool { self == .csv || self == .tsv }

  /// Whether it is a workbook, which programs open, with sheets, styles and formulas.
  package var isWorkbook: Bool { !isDelimitedText && self != .jsonl }

  /// What a cursor is to deliver for it.
  var rowOptions: RowOptions {
    var options = RowOptions()
    options.includesStyledBlanks = isWorkbook
    options.includesFormulaTexts = !isDelimitedText
    options.includesDataTables = self == .jsonl
    return options
  }
}
