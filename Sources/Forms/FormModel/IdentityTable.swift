/// How a workbook says for machines which forms it holds: by a hidden sheet, and by properties of the
/// document where it holds one form.
package enum IdentityTable {
  /// The hidden sheet's name.
  package static let sheetName = "_bieu"
  /// The head of the table of forms in that sheet.
  package static let head = ["sheet", "set", "form", "version", "unit", "period"]
  /// What custom properties begin with: `bieu.set` ...
  package static let propertyPrefix = "bieu."
}
