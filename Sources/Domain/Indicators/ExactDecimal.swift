/// A decimal number kept as written, such as 12.50: a whole number and a count of decimals.
///
/// Sums of figures never pass through binary floating point. Up to 18 digits and 12 decimals.
public struct ExactDecimal: Sendable, CustomStringConvertible {
  /// The digits as a whole number; 12.50 has 1250.
  public let coefficient: Int64
  /// How many of the digits are decimals, 0 to 12.
  public let scale: Int

  /// The most decimals that are kept.
  public static let maximumScale = 12
  /// Zero.
  public static let zero = ExactDecimal(0)

  /// A whole number.
  public init(_ whole: Int64) {
    coefficient = whole
    scale = 0
  }

  /// A coefficient and its decimals; nil when the scale is out of range.
  public init?(coefficient: Int64, scale: Int) {
    guard (0...Self.maximumScale).contains(scale) else { return nil }
    self.coefficient = coefficient
    self.scale = scale
  }

  /// Reads `-12.50`: an optional minus, digits, and decimals after a point; nil for anything else
  /// and for more than 18 digits or 12 decimals.
  public init?(_ text: some StringProtocol) {
    var coefficient: Int64 = 0
    var scale = -1
    var digits = 0
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    for byte in isNegative ? bytes.dropFirst() : bytes[...] {
      if byte == UInt8(ascii: "."), scale < 0, digits > 0 {
        scale = 0
      } else if byte >= 0x30, byte <= 0x39 {
        digits += 1
        let (shifted, overflow) = coefficient.multipliedReportingOverflow(by: 10)
        let (sum, carry) = shifted.addingReportingOverflow(Int64(byte - 0x30))
        if overflow || carry { return nil }
        coefficient = sum
        if scale >= 0 { scale += 1 }
      } else {
        return nil
      }
    }
    guard digits > 0, scale != 0, scale <= Self.maximumScale else { return nil }
    self.coefficient = isNegative ? -coefficient : coefficient
    self.scale = max(0, scale)
  }

  /// Whether there is nothing after the decimal mark.
  public var isWhole: Bool { normalized.scale == 0 }
  /// Whether the number is below zero.
  public var isNegative: Bool { coefficient < 0 }
  /// Whether the number is zero.
  public var isZero: Bool { coefficient == 0 }

  /// The same number without trailing zeros among its decimals.
  public var normalized: ExactDecimal {
    var digits = coefficient
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    return ExactDecimal(uncheckedCoefficient: digits, scale: places)
  }

  /// The sum; nil when it has more than 18 digits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    if scale == other.scale {
      let (sum, overflow) = coefficient.addingReportingOverflow(other.coefficient)
      return overflow ? nil : ExactDecimal(uncheckedCoefficient: sum, scale: scale)
    }
    let places = max(scale, other.scale)
    let sum = widened(to: places) + other.widened(to: places)
    return Self.narrowed(sum, scale: places)
  }

  /// The difference; nil when it has more than 18 digits.
  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    if scale == other.scale {
      let (rest, overflow) = coefficient.subtractingReportingOverflow(other.coefficient)
      return overflow ? nil : ExactDecimal(uncheckedCoefficient: rest, scale: scale)
    }
    let places = max(scale, other.scale)
    return Self.narrowed(widened(to: places) - other.widened(to: places), scale: places)
  }

  /// The number times a whole number; nil when it has more than 18 digits.
  public func multiplied(by factor: Int64) -> ExactDecimal? {
    Self.narrowed(Int128(coefficient) * Int128(factor), scale: scale)
  }

  /// The product; nil when it has more than 18 digits or 12 decimals.
  public func multiplied(by factor: ExactDecimal) -> ExactDecimal? {
    let (one, other) = (normalized, factor.normalized)
    guard one.scale + other.scale <= Self.maximumScale else { return nil }
    return Self.narrowed(
      Int128(one.coefficient) * Int128(other.coefficient), scale: one.scale + other.scale)
  }

  /// The quotient rounded half away from zero to some decimals; nil for a zero divisor or overflow.
  public func divided(by divisor: ExactDecimal, decimals: Int) -> ExactDecimal? {
    guard !divisor.isZero, (0...Self.maximumScale).contains(decimals) else { return nil }
    var top = Int128(coefficient)
    var bottom = Int128(divisor.coefficient)
    let shift = divisor.scale + decimals - scale
    if shift >= 0 {
      let (shifted, overflow) = top.multipliedReportingOverflow(by: Self.power(of: shift))
      if overflow { return nil }
      top = shifted
    } else {
      bottom *= Self.power(of: -shift)
    }
    return Self.narrowed(Self.roundedQuotient(top, bottom), scale: decimals)
  }

  /// The number rounded half away from zero to some decimals.
  public func rounded(to decimals: Int) -> ExactDecimal {
    guard decimals >= 0, decimals < scale else { return self }
    let quotient = Self.roundedQuotient(Int128(coefficient), Self.power(of: scale - decimals))
    return ExactDecimal(uncheckedCoefficient: Int64(clamping: quotient), scale: decimals)
  }

  /// The nearest double, for writing to formats that hold doubles.
  public var double: Double { Double(description) ?? 0 }

  /// `-12.50`: a decimal point, no grouping.
  public var description: String {
    let digits = String(coefficient.magnitude)
    let sign = isNegative ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded =
      String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }

  private init(uncheckedCoefficient: Int64, scale: Int) {
    coefficient = uncheckedCoefficient
    self.scale = scale
  }

  private func widened(to places: Int) -> Int128 {
    Int128(coefficient) * Self.power(of: places - scale)
  }

  /// The powers of ten from 1 on, as far as 64 bits hold them.
  private static let powersOfTen: [Int64] = (0..<18).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  private static func power(of exponent: Int) -> Int128 {
    guard exponent > 0 else { return 1 }
    if exponent <= 18 { return Int128(powersOfTen[exponent]) }
    return (18..<exponent).reduce(Int128(powersOfTen[18])) { power, _ in power * 10 }
  }

  private static func narrowed(_ wide: Int128, scale: Int) -> ExactDecimal? {
    guard let coefficient = Int64(exactly: wide) else { return nil }
    return ExactDecimal(uncheckedCoefficient: coefficient, scale: scale)
  }

  private static func roundedQuotient(_ top: Int128, _ bottom: Int128) -> Int128 {
    let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    guard rest.magnitude * 2 >= bottom.magnitude else { return quotient }
    return (top < 0) == (bottom < 0) ? quotient + 1 : quotient - 1
  }
}

extension ExactDecimal: Hashable, Comparable {
  /// Equal in value: 12.5 equals 12.50.
  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
    if a.scale == b.scale { return a.coefficient == b.coefficient }
    let places = max(a.scale, b.scale)
    return a.widened(to: places) == b.widened(to: places)
  }

  /// Smaller in value.
  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    if a.scale == b.scale { return a.coefficient < b.coefficient }
    let places = max(a.scale, b.scale)
    return a.widened(to: places) < b.widened(to: places)
  }

  /// Hashes the value without trailing zeros.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(normalized.coefficient)
    hasher.combine(normalized.scale)
  }
}
