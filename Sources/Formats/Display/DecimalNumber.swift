/// A decimal as Excel keeps it for display: a sign, at most 15 digits, and a power of ten.
///
/// Rounding is done on these digits and away from zero, so 1.005 to two places is 1.01, although
/// the double lies below.
struct DecimalNumber {
  var isNegative = false
  /// Below 10^15, or 10^15 after rounding.
  private(set) var digits: UInt64 = 0
  /// The value is `digits` times ten to this power.
  private(set) var exponent = 0

  static let significant = 15

  /// Reads the digits of a cell: `-12.5`, `1e+300`; what lies behind the 15th digit rounds it.
  ///
  /// Anything else reads as far as it goes.
  init(_ text: some Collection<UInt8>) {
    var count = 0
    var isBehindPoint = false
    var dropped: UInt8?
    var rest = text[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        if count < Self.significant {
          digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
          if digits > 0 { count += 1 }
          if isBehindPoint { exponent -= 1 }
        } else {
          if dropped == nil { dropped = byte - UInt8(ascii: "0") }
          if !isBehindPoint { exponent += 1 }
        }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      let power = Int(String(decoding: rest.dropFirst().prefix(6), as: UTF8.self)) ?? 0
      exponent += max(-400, min(400, power))
    }
    if let dropped, dropped >= 5 { digits += 1 }
    while digits > 0, digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    if digits == 0 { exponent = 0 }
  }

  /// A whole number that is not negative.
  init(_ whole: UInt64) { digits = whole }

  var isZero: Bool { digits == 0 }

  /// The number of digits.
  var count: Int {
    var count = 0
    var rest = digits
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// The power of ten of the first digit: 0 for 1 to 9.99; 0 for zero.
  var magnitude: Int { isZero ? 0 : count - 1 + exponent }

  mutating func scale(byPowerOfTen power: Int) { if !isZero { exponent += power } }

  /// Rounds to so many places behind the point (before it, where negative), half away from zero.
  mutating func round(toPlaces places: Int) {
    let drop = -exponent - places
    guard drop > 0 else { return }
    guard drop <= Self.significant + 1 else {
      digits = 0
      exponent = 0
      return
    }
    var power: UInt64 = 1
    for _ in 0..<drop { power *= 10 }
    digits = (digits + power / 2) / power
    exponent = digits == 0 ? 0 : exponent + drop
  }

  /// The digits before the point, none for a number below 1, and those behind it, filled up to
  /// `places`; what lies further behind must have been rounded away.
  func split(places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
    var text = Array(String(digits).utf8)
    if isZero { text = [] }
    let zero = UInt8(ascii: "0")
    if exponent > 0 { text += repeatElement(zero, count: exponent) }
    let behind = max(0, -exponent)
    if text.count < behind { text = Array(repeating: zero, count: behind - text.count) + text }
    var fraction = Array(text.suffix(behind).prefix(places))
    fraction += repeatElement(zero, count: max(0, places - fraction.count))
    return (Array(text.dropLast(behind)), fraction)
  }
}
