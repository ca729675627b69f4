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

extension NamedExpressions {
  /// Writes names; relative references in them count from the first cell of the sheet `base`.
  static func write(_ names: [DefinedName], base: String, to xml: inout XMLWriter) {
    guard !names.isEmpty else { return }
    let origin = SheetAddress.absolute(CellAddress(row: 0, column: 0), sheet: base)
    xml.raw("<table:named-expressions>")
    for name in names {
      if let address = FormulaDialect.rangeAddress(name.formula) {
        xml.raw("<table:named-range")
        xml.attribute("table:name", name.name)
        xml.attribute("table:base-cell-address", origin)
        xml.attribute("table:cell-range-address", address)
      } else {
        xml.raw("<table:named-expression")
        xml.attribute("table:name", name.name)
        xml.attribute("table:base-cell-address", origin)
        // Without the prefix, as LibreOffice writes it.
        xml.attribute(
          "table:expression", FormulaDialect.toOpenFormula(name.formula).dropFirst(4))
      }
      xml.raw("/>")
    }
    xml.raw("</table:named-expressions>")
  }
}
