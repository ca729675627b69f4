import SheetModel
import XML

/// `table:named-expressions` of the workbook or of one sheet (ODF 1.3 part 3, 9.4.9).
enum NamedExpressions {
  /// Reads the names; `sheet` is the index of the sheet that they are confined to.
  static func read(
    _ parser: XMLPullParser, sheet: Int?
  ) throws(WorkbookError) -> [DefinedName] {
    var names: [DefinedName] = []
    guard try parser.advance(to: .namedExpressions) else { return [] }
    try parser.forEachChild { tag in
      // LibreOffice keeps Excel's own names for print ranges, which the layout already has.
      guard let name = parser.string(.tableName), !name.hasPrefix("_xlnm.") else { return }
      if tag == .namedRange, let address = parser.string(.cellRangeAddress) {
        names.append(
          DefinedName(
            name: name, formula: FormulaDialect.referenceToExcel(address), sheet: sheet))
      } else if tag == .namedExpression, let expression = parser.string(.expression) {
        names.append(
          DefinedName(name: name, formula: FormulaDialect.toExcel(expression), sheet: sheet))
      }
    }
    return names
  }
}
