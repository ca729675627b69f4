/// Numbers as text: the shortest decimal that reads back to the same value, without an exponent
/// in the usual range.
public enum NumberText {
  /// The value of a decimal with an optional exponent; nil for anything else, for infinities and
  /// for `1e400`, which no cell can hold.
  public static func parse(_ text: some StringProtocol) -> Double? {
    var text = String(text)
    return text.withUTF8 { parse(UnsafeRawBufferPointer($0)) }
  }

  /// The same from bytes.
  ///
  /// Up to 15 digits are read by hand; more go through the standard library.
  package static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var index = 0
    var negative = false
    if index < bytes.count, bytes[index] == minus || bytes[index] == plus {
      negative = bytes[index] == minus
      index += 1
    }
    var mantissa: Int64 = 0
    var digits = 0
    var significant = 0
    var decimals = 0
    var seenPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= zero, byte <= nine {
        digits += 1
        if significant > 0 || byte != zero { significant += 1 }
        if significant > 15 { return parseSlowly(bytes) }
        mantissa = mantissa * 10 + Int64(byte - zero)
        if seenPoint { decimals += 1 }
      } else if byte == point, !seenPoint {
        seenPoint = true
      } else {
        return byte | 0x20 == UInt8(ascii: "e") && digits > 0 ? parseSlowly(bytes) : nil
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    guard decimals <= 22 else { return parseSlowly(bytes) }
    let value = Double(mantissa) / powersOfTen[decimals]
    return negative ? -value : value
  }

  /// Whether bytes stand for what no cell can hold: `NaN`, `INF`, `-Infinity` in any case, and
  /// decimals as large as `1e400`.
  ///
  /// Programs write them for what they could not compute, and libraries for the largest double cut
  /// to 16 digits.
  package static func isBeyondRange(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let isSigned = bytes.first == minus || bytes.first == plus
    let word = bytes.dropFirst(isSigned ? 1 : 0).prefix(9).map { $0 | 0x20 }
    for name in ["nan", "inf", "infinity"] where word.elementsEqual(name.utf8) { return true }
    guard bytes.allSatisfy({ isNumeral($0) }) else { return false }
    return Double(String(decoding: bytes, as: UTF8.self))?.isInfinite ?? false
  }

  /// Whether bytes stand for a number that a cell can hold: whether `parse` has a value for them.
  package static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    if index < bytes.count, bytes[index] == minus || bytes[index] == plus { index = 1 }
    var others = index
    var seenPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte < zero || byte > nine {
        guard byte == point, !seenPoint else { return parse(bytes) != nil }
        seenPoint = true
        others += 1
      }
      index += 1
    }
    // So few digits are no more than a double holds.
    return bytes.count < 300 ? bytes.count > others : parse(bytes) != nil
  }

  private static func isNumeral(_ byte: UInt8) -> Bool {
    switch byte {
    case zero...nine, point, minus, plus, UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }

  private static func parseSlowly(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard bytes.allSatisfy({ isNumeral($0) }) else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  /// Whether bytes are already the shortest plain decimal of their value, judged without parsing:
  /// at most 15 significant digits, no exponent, no needless zero or sign.
  ///
  /// Decimals of up to 15 digits all have doubles of their own (`DBL_DIG`), so none is shorter.
  package static func isCanonical(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = bytes.first == minus ? 1 : 0
    guard start < bytes.count else { return false }
    var significant = 0
    var pointAt = -1
    var index = start
    while index < bytes.count {
      let digit = bytes[index] &- zero
      if digit <= 9 {
        if significant > 0 || digit > 0 { significant &+= 1 }
      } else {
        guard bytes[index] == point, pointAt < 0, index > start else { return false }
        pointAt = index
      }
      index &+= 1
    }
    guard significant <= 15 else { return false }
    let hasLeadingZero = bytes[start] == zero
    // "0"; not "-0", "00".
    if pointAt < 0 { return !hasLeadingZero || bytes.count == 1 }
    guard pointAt + 1 < bytes.count, bytes[bytes.count - 1] != zero else { return false }
    guard hasLeadingZero else { return true }
    // "0.5"; not "00.5". Below 1e-7 the shortest text has an exponent.
    let decimals = bytes[(pointAt + 1)...].prefix(7)
    return pointAt == start + 1 && (decimals.count < 7 || decimals.contains { $0 != zero })
  }

  /// The shortest decimal of a finite number; from 1e-7 up to 1e21 without an exponent.
  public static func shortest(_ number: Double) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the shortest decimal of a finite number.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number == 0 {
      bytes.append(zero)
      return
    }
    if abs(number) < 9e15, number == number.rounded(.towardZero) {
      bytes.append(contentsOf: String(Int64(number)).utf8)
      return
    }
    var description = number.description
    let isPlain = description.withUTF8 { text in
      guard !text.contains(UInt8(ascii: "e")) else { return false }
      let isWhole = text.count > 2 && text[text.count - 1] == zero && text[text.count - 2] == point
      bytes.append(contentsOf: text.dropLast(isWhole ? 2 : 0))
      return true
    }
    if !isPlain { append(description: description, to: &bytes) }
  }

  /// Writes the standard library's shortest text (`5e-07`, `1.5e+20`) without its exponent.
  private static func append(description: String, to bytes: inout [UInt8]) {
    let text = Array(description.utf8)
    let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
    let exponent = mark < text.count ? Int(description.dropFirst(mark + 1)) ?? .max : 0
    guard exponent > -8, exponent < 21 else {
      bytes.append(contentsOf: text)
      return
    }
    let isNegative = text.first == minus
    let numeral = text[(isNegative ? 1 : 0)..<mark]
    let whole = numeral.prefix { $0 != point }
    var fraction = numeral.dropFirst(whole.count + 1)
    if fraction.elementsEqual([zero]) { fraction = [] }
    let digits = whole + fraction
    let place = whole.count + exponent
    if isNegative { bytes.append(minus) }
    if place <= 0 {
      bytes.append(contentsOf: [zero, point])
      bytes.append(contentsOf: repeatElement(zero, count: -place))
      bytes.append(contentsOf: digits)
    } else if place >= digits.count {
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(zero, count: place - digits.count))
    } else {
      bytes.append(contentsOf: digits.prefix(place))
      bytes.append(point)
      bytes.append(contentsOf: digits.dropFirst(place))
    }
  }

  private static let zero = UInt8(ascii: "0")
  private static let nine = UInt8(ascii: "9")
  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")
  private static let point = UInt8(ascii: ".")
  /// Every power of ten that a double holds exactly.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
