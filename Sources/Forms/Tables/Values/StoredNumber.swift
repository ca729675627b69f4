import Indicators

/// The digits of a stored number as an exact decimal.
enum StoredNumber {
  /// Reads `-12.5`, `1e-09`; nil for anything else and for more than 15 digits before the mark.
  ///
  /// Decimals beyond 15 significant digits are the noise of binary floats (0.1 + 0.2) that
  /// spreadsheets do not show: the number is rounded to those, and to 12 decimals.
  static func decimal(_ text: UnsafeRawBufferPointer, tenfolds: Int) -> ExactDecimal? {
    var digits: UInt64 = 0
    var count = 0
    var scale = 0
    var exponent = 0
    var seenPoint = false
    var hasDigit = false
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    scan: while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case 0x30...0x39:
        hasDigit = true
        if count == 18 {
          // Digits beyond the eighteenth change nothing that is kept.
          if !seenPoint { return nil }
          continue
        }
        digits = digits * 10 + UInt64(byte - 0x30)
        if digits > 0 { count += 1 }
        if seenPoint { scale += 1 }
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard let power = Int(String(decoding: text[index...], as: UTF8.self)),
          (-400...400).contains(power)
        else { return nil }
        exponent = power
        break scan
      default: return nil
      }
    }
    guard hasDigit else { return nil }
    scale -= exponent + tenfolds
    while count > 15, scale > 0 {
      let excess = count - 15
      let cut = min(excess, scale)
      digits = rounded(digits, places: cut)
      scale -= cut
      count -= cut
    }
    return decimal(digits, scale: scale, isNegative: isNegative)
  }

  private static func decimal(
    _ digits: UInt64, scale: Int, isNegative: Bool
  ) -> ExactDecimal? {
    var digits = digits
    var scale = scale
    if scale > ExactDecimal.maximumScale {
      let excess = scale - ExactDecimal.maximumScale
      digits = excess > 19 ? 0 : rounded(digits, places: excess)
      scale = ExactDecimal.maximumScale
    }
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    while scale < 0, digits != 0 {
      digits *= 10
      scale += 1
      if digits >= limit { return nil }
    }
    guard digits < limit else { return nil }
    let signed = isNegative ? -Int64(digits) : Int64(digits)
    return ExactDecimal(coefficient: signed, scale: max(0, scale))
  }

  /// Sixteen digits or more are no figure: a double holds 15.
  private static let limit: UInt64 = 1_000_000_000_000_000

  /// Cuts decimals, half away from zero.
  private static func rounded(_ digits: UInt64, places: Int) -> UInt64 {
    guard places > 0 else { return digits }
    let power = (0..<min(places, 19)).reduce(UInt64(1)) { power, _ in power &* 10 }
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: power)
    return rest >= power / 2 + power % 2 ? quotient + 1 : quotient
  }
}
