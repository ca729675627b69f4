import Indicators

/// What a cell of figures says, in the terms of the domain.
public struct FigureReading: Sendable, Hashable {
  /// A base that was typed with the number.
  public enum Base: String, Sendable {
    /// `%`, or a cell with a percentage format.
    case percent = "%"
    /// `‰` or `%o`.
    case permille = "‰"
    /// `/10.000`.
    case perTenThousand = "/10.000"
    /// `/100.000`.
    case perHundredThousand = "/100.000"
  }

  /// What stands in the way of a clean figure.
  public enum Issue: Sendable, Hashable {
    /// Text that is no number and no sign of the form's.
    case notANumber
    /// A number typed as text: it is read, but formulas in the sheet pass it over.
    case numberAsText
    /// Two readings are possible, such as 1.234; the value is the first or none.
    case ambiguous([ExactDecimal])
    /// An error value such as `#REF!`.
    case errorValue
    /// A formula that was never calculated.
    case formulaWithoutValue
    /// A date where a number belongs.
    case dateForNumber
    /// TRUE or FALSE where a number belongs.
    case booleanForNumber
    /// More digits than a figure may have.
    case tooManyDigits
  }

  /// The figure in the base of the row: 12.5 for 12,5 %; nil unless reported or zero.
  public var value: ExactDecimal?
  /// Whether and how it was given.
  public var status: ObservationStatus
  /// The base that was typed or shown with it.
  public var base: Base?
  /// What stands in the way, if anything.
  public var issue: Issue?

  /// A reading from its parts.
  public init(
    value: ExactDecimal?, status: ObservationStatus, base: Base? = nil, issue: Issue? = nil
  ) {
    self.value = value
    self.status = status
    self.base = base
    self.issue = issue
  }
}
