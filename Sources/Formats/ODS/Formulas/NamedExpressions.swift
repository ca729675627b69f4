import SheetModel
import XML

/// `table:named-expressions` of the workbook or of one sheet (ODF 1.3 part 3, 9.4.9).
enum NamedExpressions {
  /// Reads the names; `sheet` is the index of the sheet that they are confined to.
  static func read(
    _ parser: XMLPullParser, sheet: Int?, _ budget: inout KeptBytes
  ) throws(WorkbookError) -> [DefinedName] {
    var names: [DefinedName] = []
    guard try parser.advance(to: .namedExpressions) else { return [] }
    try parser.forEachChild { tag throws(WorkbookError) in
      // LibreOffice keeps Excel's own names for print ranges, which the layout already has.
      guard let name = parser.string(.tableName), !name.hasPrefix("_xlnm.") else { return }
      let formula = parser.value(.cellRangeAddress) ?? parser.value(.expression)
      try budget.spend(128 + name.utf8.count + (formula?.count ?? 0))
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
