import NumberCodes

/// The digits of a section as one `number:number` or `number:scientific-number` holds them
/// (ODF 1.3 part 3, 16.29.3 and 16.29.4).
struct NumberPattern {
  /// The zeros before the point.
  private(set) var wholeZeros = 0
  private(set) var decimals = 0
  private(set) var decimalZeros = 0
  private(set) var isGrouped = false
  /// By what the number is divided: 1000 for each comma behind the digits.
  private(set) var factor = 1
  /// The zeros of the exponent, at least one; nil without an exponent.
  private(set) var exponentDigits: Int?
  /// Texts between whole digits, each with the count of whole digits behind it, falling.
  private(set) var embedded: [(position: Int, text: [UInt8])] = []
  /// What stands between digits where the element has no place for it.
  private(set) var displaced: [UInt8] = []

  /// Reads the tokens from the first place for a digit to the last, and the commas behind.
  init(_ tokens: ArraySlice<NumberToken>, hasExponent: Bool) {
    let end = tokens.firstIndex { if case .exponent = $0 { true } else { false } }
    let mantissa = tokens[..<(end ?? tokens.endIndex)]
    let point = mantissa.firstIndex(of: .point) ?? mantissa.endIndex
    let lastWhole = mantissa[..<point].lastIndex(where: \.isDigit) ?? -1
    let lastDigit = mantissa.lastIndex(where: \.isDigit) ?? -1
    var wholeLeft = mantissa[..<point].count(where: \.isDigit)
    for (index, token) in zip(mantissa.indices, mantissa) {
      switch token {
      case .digit(let place):
        let isZero = place == UInt8(ascii: "0")
        if index < point {
          wholeLeft -= 1
          if isZero { wholeZeros += 1 }
        } else {
          decimals += 1
          if isZero { decimalZeros += 1 }
        }
      case .point where index == point: break
      case .comma:
        if index < lastWhole {
          isGrouped = true
        } else if index > lastDigit || index < point, factor < 1_000_000_000 {
          factor *= 1000
        }
      case .percent: displaced.append(UInt8(ascii: "%"))
      case .text, .bar, .denominator: break
      default:
        let text = token.asLiteral
        if index < point, lastWhole >= 0, end == nil {
          embed(text, wholeLeft)
        } else {
          displaced += text
        }
      }
    }
    guard let end, hasExponent else { return }
    let exponent = tokens[(end + 1)...]
    exponentDigits = max(1, exponent.count { $0 == .digit(UInt8(ascii: "0")) })
    for token in exponent where !token.isDigit { displaced += token.asLiteral }
  }

  private mutating func embed(_ text: [UInt8], _ position: Int) {
    if text.isEmpty { return }
    if embedded.last?.position == position {
      embedded[embedded.count - 1].text += text
    } else {
      embedded.append((position, text))
    }
  }
}

/// `# ?/?` and its like, as `number:fraction` holds it (ODF 1.3 part 3, 16.29.6).
struct FractionPattern {
  /// The zeros before the fraction; nil where the whole number is in the fraction.
  private(set) var wholeZeros: Int?
  private(set) var numeratorDigits = 0
  private(set) var denominatorDigits = 0
  private(set) var denominator: Int?
  /// What stands before it.
  private(set) var before: ArraySlice<NumberToken>
  /// What stands behind it.
  private(set) var behind: ArraySlice<NumberToken>

  /// Reads the tokens of a section; nil without a bar between digits.
  init?(_ tokens: [NumberToken]) {
    guard let bar = tokens.firstIndex(of: .bar), bar + 1 < tokens.count else { return nil }
    numeratorDigits = tokens[..<bar].reversed().prefix(while: \.isDigit).count
    var end = bar + 2
    if case .denominator(let value, let width) = tokens[bar + 1] {
      denominator = value
      denominatorDigits = width
    } else {
      denominatorDigits = tokens[(bar + 1)...].prefix(while: \.isDigit).count
      end = bar + 1 + denominatorDigits
    }
    guard numeratorDigits > 0, denominatorDigits > 0 else { return nil }
    before = tokens[..<(bar - numeratorDigits)]
    behind = tokens[end...]
    guard let last = before.lastIndex(where: \.isDigit) else { return }
    wholeZeros = before.count { $0 == .digit(UInt8(ascii: "0")) }
    // The blank behind the whole number is a fraction's own.
    if before[(last + 1)...].elementsEqual(CollectionOfOne(.literal([UInt8(ascii: " ")]))) {
      before = before[...last]
    }
  }
}
