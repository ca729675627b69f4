import Indicators
import SheetModel

/// A cell of a register row, read by the kind of its column.
public struct RegisterField: Sendable, Hashable {
  /// What a field says.
  public enum Value: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Text, NFC, outer blanks cut.
    case text(String)
    /// A day.
    case date(CalendarDate)
    /// A whole number.
    case whole(Int64)
    /// Categories of the column's breakdown.
    case categories([String])
    /// Yes or no.
    case flag(Bool)
    /// Not what the column's kind asks for.
    case unreadable
    /// A text that is a day in two ways or in none: `31/02/2015`, `2015` alone.
    case impossibleDate
    /// An error value such as `#REF!`.
    case errorValue
  }

  /// What it says.
  public var value: Value
  /// Whether a date was typed as text, or is a bare serial without a date format; it is read, but
  /// people or the sheet cannot.
  public var isDateAsText: Bool
  /// The text as typed; never printed where the column is personal.
  public var typed: String

  /// A field from its parts.
  public init(value: Value, isDateAsText: Bool = false, typed: String) {
    self.value = value
    self.isDateAsText = isDateAsText
    self.typed = typed
  }
}

/// One row of a register.
public struct BoundRecord: Sendable {
  /// The row in the sheet, from 0.
  public var row: Int
  /// The fields by the definition's column; columns that the sheet lacks are absent.
  public var fields: [Int: RegisterField]

  /// A record from its parts.
  public init(row: Int, fields: [Int: RegisterField]) {
    self.row = row
    self.fields = fields
  }
}

/// A register found in a sheet: its head is bound, its rows are pulled one by one.
public struct BoundRegister: Sendable {
  /// The form.
  public var definition: FormDefinition
  /// The sheet's name.
  public var sheet: String
  /// How the form was recognised.
  public var basis: RecognitionBasis
  /// Unit and period, with all statements about them.
  public var identity: FormIdentity
  /// The sheet's column of each of the definition's columns that was found.
  public var columns: [Int: Int]
  /// The first row below the head, from 0.
  public var firstRow: Int
  /// Whether the source can hold dates as such; in delimited text a day is a text and nothing else.
  public var sourceHoldsDates: Bool
  /// What does not fit in the head, in the order of the sheet.
  public var misfits: [Misfit]

  /// A bound register from its parts.
  public init(
    definition: FormDefinition, sheet: String, basis: RecognitionBasis, identity: FormIdentity,
    columns: [Int: Int], firstRow: Int, sourceHoldsDates: Bool = true, misfits: [Misfit]
  ) {
    self.definition = definition
    self.sheet = sheet
    self.basis = basis
    self.identity = identity
    self.columns = columns
    self.firstRow = firstRow
    self.sourceHoldsDates = sourceHoldsDates
    self.misfits = misfits
  }
}
