/// Numbers under `General`: as many digits as go into eleven characters, as in a wide enough cell.
enum GeneralNumber {
  private static let width = 11

  /// Appends a number, its sign included unless `showsSign` is false.
  static func append(
    _ number: DecimalNumber, showsSign: Bool = true, mark: UInt8, to bytes: inout [UInt8]
  ) {
    guard !number.isZero else { return bytes.append(UInt8(ascii: "0")) }
    if number.isNegative, showsSign { bytes.append(UInt8(ascii: "-")) }
    var plain = number
    let magnitude = number.magnitude
    // A point and, below 1, the zero before it take room too.
    let places = magnitude >= 0 ? max(0, width - 2 - magnitude) : width - 2
    let isExact = -number.exponent <= places
    if magnitude >= -4 || isExact {
      plain.round(toPlaces: places)
      if plain.magnitude < width { return append(plain: plain, mark, to: &bytes) }
    }
    var rounded = number
    rounded.round(toPlaces: 5 - magnitude)
    append(scientific: rounded, mark, to: &bytes)
  }

  private static func append(plain number: DecimalNumber, _ mark: UInt8, to bytes: inout [UInt8]) {
    let (whole, fraction) = number.split(places: max(0, -number.exponent))
    bytes.append(contentsOf: whole.isEmpty ? [UInt8(ascii: "0")] : whole)
    append(fraction: fraction, mark, to: &bytes)
  }

  private static func append(
    scientific number: DecimalNumber, _ mark: UInt8, to bytes: inout [UInt8]
  ) {
    var mantissa = number
    mantissa.scale(byPowerOfTen: -number.magnitude)
    let (whole, fraction) = mantissa.split(places: max(0, -mantissa.exponent))
    bytes.append(contentsOf: whole)
    append(fraction: fraction, mark, to: &bytes)
    bytes.append(UInt8(ascii: "E"))
    bytes.append(number.magnitude < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    let exponent = String(number.magnitude.magnitude)
    if exponent.utf8.count < 2 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: exponent.utf8)
  }

  private static func append(
    fraction: [UInt8], _ mark: UInt8, to bytes: inout [UInt8]
  ) {
    let zeros = fraction.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    guard zeros < fraction.count else { return }
    bytes.append(mark)
    bytes.append(contentsOf: fraction.dropLast(zeros))
  }
}
