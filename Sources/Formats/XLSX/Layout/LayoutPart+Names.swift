import SheetModel
import XML

extension LayoutPart {
  /// The names around the cells; validations also come under the names of Excel 2010's extension.
  static let names: XMLNames = {
    var names = PartName.names([
      (.worksheet, "worksheet"), (.sheetData, "sheetData"), (.row, "row"), (.r, "r"),
      (.hidden, "hidden"), (.ref, "ref"), (.sheetPr, "sheetPr"), (.pageSetUpPr, "pageSetUpPr"),
      (.fitToPage, "fitToPage"), (.sheetViews, "sheetViews"), (.sheetView, "sheetView"),
      (.topLeftCell, "topLeftCell"), (.pane, "pane"), (.xSplit, "xSplit"), (.ySplit, "ySplit"),
      (.state, "state"), (.cols, "cols"), (.col, "col"), (.min, "min"), (.max, "max"),
      (.width, "width"), (.customWidth, "customWidth"), (.style, "style"), (.ht, "ht"),
      (.customHeight, "customHeight"), (.mergeCells, "mergeCells"), (.mergeCell, "mergeCell"),
      (.sheetProtection, "sheetProtection"), (.sheet, "sheet"), (.printOptions, "printOptions"),
      (.horizontalCentered, "horizontalCentered"), (.pageMargins, "pageMargins"),
      (.left, "left"), (.right, "right"), (.top, "top"), (.bottom, "bottom"),
      (.pageSetup, "pageSetup"), (.orientation, "orientation"), (.fitToWidth, "fitToWidth"),
      (.fitToHeight, "fitToHeight"), (.headerFooter, "headerFooter"),
      (.oddFooter, "oddFooter"), (.extLst, "extLst"), (.ext, "ext"), (.type, "type"),
      (.operator, "operator"), (.allowBlank, "allowBlank"), (.promptTitle, "promptTitle"),
      (.prompt, "prompt"), (.errorTitle, "errorTitle"), (.error, "error"), (.sqref, "sqref"),
      (.hyperlinks, "hyperlinks"), (.hyperlink, "hyperlink"), (.location, "location"),
      (.tooltip, "tooltip"),
    ])
    names.add(PartName.relationID.rawValue, "id", in: PartName.relationshipReference)
    let validations: [(PartName, StaticString)] = [
      (.dataValidations, "dataValidations"), (.dataValidation, "dataValidation"),
      (.formula1, "formula1"), (.formula2, "formula2"),
    ]
    let extended = ["http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"]
    for (id, localName) in validations {
      names.add(id.rawValue, localName, in: PartName.spreadsheet + extended)
    }
    names.add(
      PartName.sqref.rawValue, "sqref",
      in: ["http://schemas.microsoft.com/office/excel/2006/main"])
    return names
  }()
}
