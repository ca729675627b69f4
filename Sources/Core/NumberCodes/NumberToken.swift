/// The smallest pieces of a section of a number format code (ECMA-376 Part 1, 18.8.31).
package enum NumberToken: Equatable, Sendable {
  /// Text that is shown as it is, as UTF-8; a `_` with its character is one blank.
  case literal([UInt8])
  /// What is repeated over the rest of a column's width.
  case fill([UInt8])
  /// The symbol of `[$₫-42A]`, and the tag of its language behind the bar; both as UTF-8.
  case currency(symbol: [UInt8], language: [UInt8])
  /// A place for a digit: `0`, `#` or `?`.
  case digit(UInt8)
  /// The point of `0.0`; Excel writes it so in every language.
  case point
  /// A comma, which groups digits, divides by a thousand or is text.
  case comma
  /// `%`, which is shown and multiplies by a hundred.
  case percent
  /// `E+` or `E-`: whether a plus is shown too.
  case exponent(showsPlus: Bool)
  /// The bar between two runs of digits.
  case bar
  /// A denominator that is given, such as the 8 of `# ?/8`, and its count of digits, at most 9.
  case denominator(Int, width: Int)
  /// A part of a date, with its letters as they stand.
  case part(NumberDatePart, [UInt8])
  /// `[h]`, `[mm]`, `[s]`: hours, minutes, seconds that run on, with the count of letters.
  case elapsed(NumberDatePart, count: Int)
  /// `.0`, `.00`, `.000` behind seconds; the mark is that of the reader's language, or as it stands
  /// where it is escaped.
  case secondDecimals(Int, mark: UInt8? = nil)
  /// `AM/PM`, or `A/P` in short.
  case halfDay(isShort: Bool)
  /// `@`, the text of the cell.
  case text
  /// `General`, also as East Asian versions write it.
  case general

  /// Whether it is a place for a digit.
  package var isDigit: Bool {
    if case .digit = self { true } else { false }
  }

  /// The part of a date or a length of time that it is.
  var part: NumberDatePart? {
    switch self {
    case .part(let part, _), .elapsed(let part, _): part
    default: nil
    }
  }

  /// The text that a token is where no rule applies to it.
  package var asLiteral: [UInt8] {
    switch self {
    case .literal(let text), .part(_, let text): text
    case .currency(let symbol, _): symbol
    case .digit(let byte): [byte]
    case .point: [UInt8(ascii: ".")]
    case .comma: [UInt8(ascii: ",")]
    case .percent: [UInt8(ascii: "%")]
    case .bar: [UInt8(ascii: "/")]
    case .denominator(let value, _): Array(String(value).utf8)
    case .secondDecimals(let count, let mark):
      [mark ?? UInt8(ascii: ".")] + [UInt8](repeating: UInt8(ascii: "0"), count: count)
    case .halfDay(let isShort): Array((isShort ? "A/P" : "AM/PM").utf8)
    case .text: [UInt8(ascii: "@")]
    case .fill, .exponent, .elapsed, .general: []
    }
  }
}

/// What letters stand for in a date.
package enum NumberDatePart: Equatable, Sendable {
  /// `y`, and `b` for the calendar of Buddhists.
  case year, buddhistYear
  /// `g`, the name of an era of East Asia, and `e`, the year in it.
  case era, eraYear
  /// `m`, which stands for minutes beside hours or seconds.
  case month, minute
  /// `d`, from three letters on the name of the day; East Asian versions write `aaa` and `aaaa`.
  case day
  /// `h` and `s`.
  case hour, second
}

/// A condition such as `[>=100]` on a section.
package struct NumberCondition: Equatable, Sendable {
  /// How a value is held against the bound.
  package enum Comparison: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "<>"
  }

  /// How a value is held against the bound.
  package var comparison: Comparison
  /// What a value is held against.
  package var bound: Double

  /// A condition of its own, also one that Excel has where a code states none.
  @inlinable package init(comparison: Comparison, bound: Double) {
    self.comparison = comparison
    self.bound = bound
  }

  /// Whether a value fulfils it.
  @inlinable package func holds(for value: Double) -> Bool {
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
  @inlinable package var isNegativeOnly: Bool {
    switch comparison {
    case .less: bound <= 0
    case .lessOrEqual, .equal: bound < 0
    case .greater, .greaterOrEqual, .notEqual: false
    }
  }
}

/// The colours that format codes name (ECMA-376 Part 1, 18.8.31).
package enum NumberColor: String, CaseIterable, Sendable {
  case black = "Black"
  case blue = "Blue"
  case cyan = "Cyan"
  case green = "Green"
  case magenta = "Magenta"
  case red = "Red"
  case white = "White"
  case yellow = "Yellow"

  /// The colour as `0xRRGGBB`.
  package var rgb: UInt32 {
    switch self {
    case .black: 0x000000
    case .blue: 0x0000FF
    case .cyan: 0x00FFFF
    case .green: 0x00FF00
    case .magenta: 0xFF00FF
    case .red: 0xFF0000
    case .white: 0xFFFFFF
    case .yellow: 0xFFFF00
    }
  }
}
