import NumberCodes

/// A section that shows a number by places for its digits: `#,##0.00`, `0%`, `##0.0E+0`.
struct NumberLayout {
  /// A piece of the section, in the order in which it is shown.
  enum Piece: Equatable {
    case literal([UInt8])
    case whole(UInt8)
    case point
    case fraction(UInt8)
    case exponent(showsPlus: Bool)
    case exponentDigit(UInt8)
    /// The number under General, or an `@` that a number met.
    case general
  }

  private(set) var pieces: [Piece] = []
  private(set) var wholePlaces = 0
  private(set) var fractionPlaces = 0
  private(set) var isGrouped = false
  /// Two for each percent sign, less three for each comma behind the digits.
  private(set) var power = 0
  private(set) var isScientific = false

  /// Reads the tokens of a section without a fraction bar.
  init(_ tokens: [NumberToken]) {
    let pointIndex = tokens.firstIndex(of: .point) ?? tokens.count
    let lastWhole = tokens[..<pointIndex].lastIndex(where: \.isDigit) ?? -1
    let lastDigit = tokens.lastIndex(where: \.isDigit) ?? -1
    for (index, token) in tokens.enumerated() {
      switch token {
      case .digit(let byte): place(byte, isBehindPoint: index > pointIndex)
      case .point where index == pointIndex && !isScientific && lastDigit >= 0:
        pieces.append(.point)
      case .comma:
        if wholePlaces + fractionPlaces == 0 || isScientific {
          literal([UInt8(ascii: ",")])
        } else if index < lastWhole {
          isGrouped = true
        } else if index > lastDigit || (index > lastWhole && index < pointIndex) {
          power -= 3
        }
      case .percent:
        power += 2
        literal([UInt8(ascii: "%")])
      case .exponent(let showsPlus):
        isScientific = true
        pieces.append(.exponent(showsPlus: showsPlus))
      case .general, .text: pieces.append(.general)
      default: literal(token.asLiteral)
      }
    }
  }

  private mutating func place(_ byte: UInt8, isBehindPoint: Bool) {
    if isScientific {
      pieces.append(.exponentDigit(byte))
    } else if isBehindPoint {
      pieces.append(.fraction(byte))
      fractionPlaces += 1
    } else {
      pieces.append(.whole(byte))
      wholePlaces += 1
    }
  }

  private mutating func literal(_ text: [UInt8]) { pieces.append(.literal(text)) }

  // MARK: Showing

  /// Appends a number, whose sign is shown in front of all where `showsSign` is true.
  func append(
    _ number: DecimalNumber, showsSign: Bool, _ locale: DisplayLocale, to bytes: inout [UInt8]
  ) {
    var scaled = number
    scaled.scale(byPowerOfTen: power)
    var exponent = 0
    if isScientific {
      exponent = takeExponent(of: &scaled)
    } else {
      scaled.round(toPlaces: fractionPlaces)
    }
    if number.isNegative, showsSign { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = scaled.split(places: fractionPlaces)
    let kept = fraction.count - fraction.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    let exponentDigits = Array(String(exponent.magnitude).utf8)
    let exponentPlaces = pieces.count { if case .exponentDigit = $0 { true } else { false } }
    var (wholeIndex, fractionIndex, exponentIndex) = (0, 0, 0)
    for piece in pieces {
      switch piece {
      case .literal(let text): bytes.append(contentsOf: text)
      case .whole(let place):
        Self.append(
          place, wholeIndex, of: wholePlaces, whole, mark: isGrouped ? locale.groupMark : nil,
          to: &bytes)
        wholeIndex += 1
      case .point:
        if wholePlaces == 0 { bytes.append(contentsOf: whole) }
        bytes.append(locale.decimalMark)
      case .fraction(let place):
        if fractionIndex < kept {
          bytes.append(fraction[fractionIndex])
        } else {
          Self.appendEmpty(place, to: &bytes)
        }
        fractionIndex += 1
      case .exponent(let showsPlus):
        bytes.append(UInt8(ascii: "E"))
        if exponent < 0 || showsPlus { bytes.append(UInt8(ascii: exponent < 0 ? "-" : "+")) }
      case .exponentDigit(let place):
        Self.append(
          place, exponentIndex, of: exponentPlaces, exponentDigits, mark: nil, to: &bytes)
        exponentIndex += 1
      case .general:
        GeneralNumber.append(number, showsSign: false, mark: locale.decimalMark, to: &bytes)
      }
    }
  }

  /// Appends what stands at one place of whole digits; the first takes all digits that are too
  /// many for the places.
  private static func append(
    _ place: UInt8, _ index: Int, of places: Int, _ digits: [UInt8], mark: UInt8?,
    to bytes: inout [UInt8]
  ) {
    let last = places - 1 - index
    let first = index == 0 ? max(last, digits.count - 1) : last
    for position in (last...first).reversed() {
      if position < digits.count {
        bytes.append(digits[digits.count - 1 - position])
      } else if place == UInt8(ascii: "#") {
        continue
      } else {
        appendEmpty(place, to: &bytes)
      }
      guard let mark, position > 0, position % 3 == 0 else { continue }
      bytes.append(position < digits.count || place == UInt8(ascii: "0") ? mark : UInt8(ascii: " "))
    }
  }

  private static func appendEmpty(_ place: UInt8, to bytes: inout [UInt8]) {
    switch place {
    case UInt8(ascii: "0"): bytes.append(place)
    case UInt8(ascii: "?"): bytes.append(UInt8(ascii: " "))
    default: break
    }
  }

  /// Divides by the power of ten that leaves one to `wholePlaces` digits before the point, and
  /// rounds; several places make the exponent a multiple of their number.
  private func takeExponent(of number: inout DecimalNumber) -> Int {
    guard !number.isZero else { return 0 }
    let step = max(1, wholePlaces)
    func exponent(_ magnitude: Int) -> Int {
      wholePlaces == 0
        ? magnitude + 1 : Int((Double(magnitude) / Double(step)).rounded(.down)) * step
    }
    var rounded = number
    rounded.round(toPlaces: fractionPlaces - exponent(number.magnitude))
    let power = exponent(rounded.isZero ? number.magnitude : rounded.magnitude)
    number = rounded
    number.scale(byPowerOfTen: -power)
    number.round(toPlaces: fractionPlaces)
    return power
  }
}
