import NumberCodes

/// A section that shows a number as a fraction: `# ?/?`, `??/??`, `# ?/8`.
struct FractionLayout {
  private let prefix: NumberLayout
  /// The same, with a zero where a number below 1 would leave no digit.
  private let zeroPrefix: NumberLayout
  private let isMixed: Bool
  private let numerator: [UInt8]
  private let denominator: [UInt8]
  private let fixedDenominator: Int?
  private let suffix: NumberLayout

  /// Reads the tokens of a section; nil without a bar between digits.
  init?(_ tokens: [NumberToken]) {
    guard let bar = tokens.firstIndex(of: .bar), bar + 1 < tokens.count else { return nil }
    let over = tokens[..<bar].reversed().prefix(while: \.isDigit).count
    var under = tokens[(bar + 1)...].prefix(while: \.isDigit).count
    fixedDenominator =
      if case .denominator(let value, _) = tokens[bar + 1] { value } else { nil }
    if fixedDenominator != nil { under = 1 }
    guard over > 0, under > 0 else { return nil }
    numerator = tokens[(bar - over)..<bar].flatMap(\.asLiteral)
    denominator = tokens[(bar + 1)...(bar + under)].flatMap(\.asLiteral)
    var head = Array(tokens[..<(bar - over)])
    prefix = NumberLayout(head)
    let lastWhole = head.lastIndex(where: \.isDigit)
    isMixed = lastWhole != nil
    if let lastWhole { head[lastWhole] = .digit(UInt8(ascii: "0")) }
    zeroPrefix = NumberLayout(head)
    suffix = NumberLayout(Array(tokens[(bar + under + 1)...]))
  }

  /// Appends a number, whose sign is shown in front of all where `showsSign` is true.
  func append(
    _ number: DecimalNumber, showsSign: Bool, _ locale: DisplayLocale, to bytes: inout [UInt8]
  ) {
    // Beyond this no digit of a fraction is left.
    guard number.magnitude < 12 else {
      return GeneralNumber.append(
        number, showsSign: showsSign, mark: locale.decimalMark, to: &bytes)
    }
    let (digits, rest) = number.split(places: max(0, -number.exponent))
    var whole = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    let part = Double("0." + String(decoding: rest, as: UTF8.self)) ?? 0
    var (over, under) = fraction(part)
    if over == under {
      whole += 1
      over = 0
    }
    if !isMixed {
      let (product, isTooLarge) = whole.multipliedReportingOverflow(by: under)
      let (sum, isLarger) = product.addingReportingOverflow(over)
      guard !isTooLarge, !isLarger else {
        return GeneralNumber.append(
          number, showsSign: showsSign, mark: locale.decimalMark, to: &bytes)
      }
      over = sum
    }
    if number.isNegative, showsSign { bytes.append(UInt8(ascii: "-")) }
    let isNothing = whole == 0 && over == 0
    (isNothing ? zeroPrefix : prefix).append(
      DecimalNumber(UInt64(whole)), showsSign: false, locale, to: &bytes)
    if isMixed, over == 0 {
      let width = numerator.count + 1 + denominator.count
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width))
    } else {
      let digits = String(over).utf8
      for place in numerator.prefix(max(0, numerator.count - digits.count)) where place != hash {
        bytes.append(place == UInt8(ascii: "0") ? place : UInt8(ascii: " "))
      }
      bytes.append(contentsOf: digits)
      bytes.append(UInt8(ascii: "/"))
      let below = String(under).utf8
      bytes.append(contentsOf: below)
      for place in denominator.dropFirst(below.count) where place != hash {
        bytes.append(UInt8(ascii: " "))
      }
    }
    suffix.append(number, showsSign: false, locale, to: &bytes)
  }

  private var hash: UInt8 { UInt8(ascii: "#") }

  /// The fraction nearest to a number from 0 up to 1, perhaps 0 or 1 itself.
  private func fraction(_ value: Double) -> (over: Int, under: Int) {
    if let fixedDenominator {
      let over = (value * Double(fixedDenominator)).rounded()
      return (Int(over), fixedDenominator)
    }
    var limit = 1
    for _ in 0..<min(denominator.count, 7) { limit *= 10 }
    return Self.nearest(value, limit - 1)
  }

  /// Continued fraction, with the nearer of the two last candidates where the limit cuts it off.
  static func nearest(_ value: Double, _ limit: Int) -> (over: Int, under: Int) {
    var (before, last) = ((over: 1, under: 0), (over: 0, under: 1))
    var rest = value
    while rest > 1e-10 {
      rest = 1 / rest
      let quotient = Int(rest)
      rest -= Double(quotient)
      let most = (limit - before.under) / last.under
      guard quotient <= most else {
        let cut = (over: most * last.over + before.over, under: most * last.under + before.under)
        guard cut.under > 0 else { return last }
        let (near, far) = (
          abs(Double(last.over) / Double(last.under) - value),
          abs(Double(cut.over) / Double(cut.under) - value)
        )
        return far < near ? cut : last
      }
      (before, last) = (
        last, (quotient * last.over + before.over, quotient * last.under + before.under)
      )
    }
    return last
  }
}
