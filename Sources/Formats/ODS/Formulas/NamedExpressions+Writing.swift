import SheetModel
import XML

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
