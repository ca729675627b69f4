/// A figure of a form as the domain sees it: a value with its status.
public struct FormFigure: Sendable, Hashable {
  /// The value; nil when missing or not applicable.
  public var value: ExactDecimal?
  /// Whether and how it was given.
  public var status: ObservationStatus

  /// Nothing given.
  public static let missing = FormFigure(value: nil, status: .missing)
  /// Does not apply.
  public static let notApplicable = FormFigure(value: nil, status: .notApplicable)

  /// A figure from its parts.
  public init(value: ExactDecimal?, status: ObservationStatus) {
    self.value = value
    self.status = status
  }

  /// A value that was given: zero or reported; missing where there is none.
  public init(_ value: ExactDecimal?) {
    self.value = value
    status = value.map { $0.isZero ? .zero : .reported } ?? .missing
  }
}
