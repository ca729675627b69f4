import FormModel
import SheetModel

/// What was found in one sheet before identities are settled for the whole workbook.
struct SheetFinding {
  /// The table, by the index of its form in the library.
  enum Table {
    case matrix(form: Int, RecognitionBasis, MatrixBinding)
    case register(form: Int, RecognitionBasis, RegisterHead)
    case identitySheet
    case empty
    case unknown(CellAddress, text: String)
    case ambiguous([String])
  }

  var index: Int
  var entry: SheetEntry
  var table: Table
  /// The statements above the table.
  var claims: [RawClaim] = []

  /// The form's index; nil for a sheet that is no form.
  var form: Int? {
    switch table {
    case .matrix(let form, _, _), .register(let form, _, _): form
    default: nil
    }
  }
}
