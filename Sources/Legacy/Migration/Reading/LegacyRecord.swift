import Indicators
import SheetModel

/// A field of an old register as it stood in its cell, before any cleaning.
public struct LegacyField: Sendable, Hashable {
  /// The text in Unicode: digits of numbers, ISO text of dates, `TRUE` and `FALSE`; empty for none.
  public var text: String
  /// What the cell held; `blank` for an empty cell or a column that the sheet lacks.
  public var kind: CellKind
  /// The column in the sheet, from 0; nil where the value is a mapping's default.
  public var column: Int?
  /// The text in the cell, where the mapping translated it: `1` for `Nam`; nil elsewhere.
  public var original: String?

  /// A field from its parts.
  public init(text: String, kind: CellKind, column: Int?, original: String? = nil) {
    self.text = text
    self.kind = kind
    self.column = column
    self.original = original
  }

  /// Nothing.
  public static let empty = LegacyField(text: "", kind: .blank, column: nil)
}

/// A row of an old register, its fields by the columns of the register form that it goes into.
public struct LegacyRecord: Sendable {
  /// The row in the sheet, from 0.
  public var row: Int
  /// One field for each of the definition's columns, in their order.
  public var fields: [LegacyField]
  /// The unit as the row, the sheet or the file says it: a code or a name.
  public var unit: LegacyField
  /// The period that the row belongs to; nil where nothing tells it.
  public var period: ReportingPeriod?
  /// How many filled cells of the sheet went into it.
  public var cells: Int

  /// A record from its parts.
  public init(
    row: Int, fields: [LegacyField], unit: LegacyField, period: ReportingPeriod?, cells: Int = 0
  ) {
    self.cells = cells
    self.row = row
    self.fields = fields
    self.unit = unit
    self.period = period
  }
}
