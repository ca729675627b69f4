import FormModel
import Indicators

/// One value that cleaning changed.
public struct CleaningChange: Sendable, Hashable {
  /// The index of the definition's column.
  public var field: Int
  /// The column in the sheet, from 0; nil where the sheet has none.
  public var column: Int?
  /// Why it was changed.
  public var rule: CleaningRule
  /// The value before; the log holds a hash of it where the column is personal.
  public var before: String
  /// The value after.
  public var after: String
}

/// Something in a record that a person must decide; the record says nothing of the value itself.
public struct CleaningProblem: Sendable, Hashable {
  /// The index of the definition's column; nil for the unit and period of the record.
  public var field: Int?
  /// The column in the sheet, from 0; nil where the sheet has none.
  public var column: Int?
  /// What is wrong, such as `date-impossible` or `not-under-16`.
  public var rule: CleaningRule
  /// Whether the value cannot be migrated; else it is kept and told.
  public var isFatal: Bool

  /// A problem from its parts.
  public init(field: Int?, column: Int?, rule: CleaningRule, isFatal: Bool) {
    self.field = field
    self.column = column
    self.rule = rule
    self.isFatal = isFatal
  }
}

/// A record of a register after cleaning.
public struct CleanRecord: Sendable {
  /// The row in the sheet, from 0.
  public var row: Int
  /// One value for each of the definition's columns, in their order.
  public var values: [RegisterField.Value]
  /// What was changed.
  public var changes: [CleaningChange] = []
  /// What a person must decide.
  public var problems: [CleaningProblem] = []
  /// Whether the record cannot go into the register before a person decides.
  ///
  /// A required value is missing or cannot be migrated; it is neither written nor counted.
  public var isHeld = false
}
