/// Reads digits and single letters from the left.
struct DigitScanner {
  private let raw: UnsafeRawBufferPointer
  private var index = 0

  init(_ raw: UnsafeRawBufferPointer) { self.raw = raw }

  var isAtEnd: Bool { index == raw.count }

  mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard index < raw.count, UInt32(raw[index]) == letter.value else { return false }
    index += 1
    return true
  }

  /// A whole number of at most 12 digits.
  mutating func number(atLeast least: Int = 1) -> Int64? {
    let start = index
    var number: Int64 = 0
    while index < raw.count, raw[index] >= 0x30, raw[index] <= 0x39 {
      if index - start == 12 { return nil }
      number = number * 10 + Int64(raw[index] - 0x30)
      index += 1
    }
    return index - start >= least ? number : nil
  }

  /// A number with a fraction, a thousandfold and rounded.
  mutating func milliseconds() -> Int64? {
    guard let whole = number() else { return nil }
    guard take(".") || take(",") else { return whole * 1000 }
    var fraction: Int64 = 0
    var place: Int64 = 1000
    let start = index
    while index < raw.count, raw[index] >= 0x30, raw[index] <= 0x39 {
      if place > 0 { fraction += Int64(raw[index] - 0x30) * place }
      place /= 10
      index += 1
    }
    guard index > start else { return nil }
    // `fraction` counts tenths of a millisecond; digits beyond the fourth do not decide.
    return whole * 1000 + (fraction + 5) / 10
  }

  /// `Z` or an offset such as `+07:00`, up to the end.
  mutating func takesZone() -> Bool {
    if take("Z") { return isAtEnd }
    guard take("+") || take("-") else { return false }
    return number() != nil && (isAtEnd || (take(":") && number() != nil)) && isAtEnd
  }
}
