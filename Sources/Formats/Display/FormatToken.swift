/// The smallest pieces of a number format code (ECMA-376 Part 1, 18.8.31).
enum FormatToken: Equatable {
  /// Text that is shown as it is.
  case literal([UInt8])
  /// A place for a digit: `0`, `#` or `?`.
  case digit(UInt8)
  case point
  case comma
  case percent
  /// `E+` or `E-`: whether a plus is shown too.
  case exponent(showsPlus: Bool)
  /// The bar between two runs of digits.
  case bar
  /// A denominator that is given, such as the 8 of `# ?/8`.
  case denominator(Int, width: Int)
  /// A run of one letter that dates are made of, in lower case, with the letters as they stand.
  case letters(UInt8, [UInt8])
  /// `[h]`, `[mm]`, `[s]`: hours, minutes, seconds that run on.
  case elapsed(UInt8, count: Int)
  /// `.0`, `.00`, `.000` behind seconds.
  case secondDecimals(Int)
  /// `AM/PM`, or `A/P` in short.
  case halfDay(isShort: Bool)
  /// `@`
  case text
  /// `General`
  case general

  var isDigit: Bool {
    if case .digit = self { true } else { false }
  }
}

/// A condition such as `[>=100]` on a section.
struct FormatCondition: Equatable {
  enum Comparison { case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual }
  var comparison: Comparison
  var bound: Double

  func holds(for value: Double) -> Bool {
    switch comparison {
    case .less: value < bound
    case .lessOrEqual: value <= bound
    case .greater: value > bound
    case .greaterOrEqual: value >= bound
    case .equal: value == bound
    case .notEqual: value != bound
    }
  }

  /// Whether only negative numbers fulfil it, which are then shown without their sign.
  var isNegativeOnly: Bool {
    switch comparison {
    case .less: bound <= 0
    case .lessOrEqual, .equal: bound < 0
    case .greater, .greaterOrEqual, .notEqual: false
    }
  }
}
