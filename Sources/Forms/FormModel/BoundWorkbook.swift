import Indicators
import SheetModel

/// What a sheet turned out to be.
public enum SheetRecognition: Sendable {
  /// A matrix form, bound.
  case matrix(BoundForm)
  /// A register; its head is bound, its rows are pulled by `RegisterRows`.
  case register(BoundRegister)
  /// The hidden sheet of identities.
  case identitySheet
  /// No filled cell.
  case empty
  /// No form of the library; the first filled cell and its text.
  case unknown(CellAddress, text: String)
  /// Several forms fit equally well; their identities.
  case ambiguous([String])
}

/// One sheet of a workbook with what it turned out to be.
public struct BoundSheet: Sendable {
  /// The sheet's index in the workbook.
  public var index: Int
  /// The sheet's name and visibility.
  public var entry: SheetEntry
  /// What it is.
  public var recognition: SheetRecognition

  /// A sheet from its parts.
  public init(index: Int, entry: SheetEntry, recognition: SheetRecognition) {
    self.index = index
    self.entry = entry
    self.recognition = recognition
  }
}

/// A workbook with all of its sheets bound.
public struct BoundWorkbook: Sendable {
  /// What the workbook says of itself.
  public var facts: WorkbookFacts
  /// The sheets in the workbook's order, hidden ones too.
  public var sheets: [BoundSheet]
  /// The forms that the workbook's hidden sheet lists and of which no sheet is left.
  public var gone: [IdentityRow]

  /// A workbook from its parts.
  public init(facts: WorkbookFacts, sheets: [BoundSheet], gone: [IdentityRow] = []) {
    self.facts = facts
    self.sheets = sheets
    self.gone = gone
  }
}
