import FormModel
import Indicators
import VietnameseText

/// The text of a figure reduced to signs of one byte, and its parts found by hand.
struct FigureText {
  /// The most signs that a figure's text may have once blanks are folded.
  static let capacity = 48

  /// What the signs between sign and base amount to.
  enum Number {
    /// One reading.
    case value(ExactDecimal)
    /// `1.234` or `1,234`: thousands or decimals.
    case either(grouped: ExactDecimal, decimal: ExactDecimal, isComma: Bool)
    /// More than 15 digits.
    case tooLong
    /// No number.
    case none
  }

  private let signs: UnsafeMutableBufferPointer<UInt8>
  private var start = 0
  private var end = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { signs = buffer }

  /// Folds blanks, dashes and look-alikes; false for text that has other characters or none.
  mutating func normalise(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < text.count {
      let scalar = UTF8Text.scalar(in: text, at: &index)
      if UTF8Text.isInvisible(scalar) { continue }
      guard let sign = Self.sign(scalar) else { return false }
      if sign == Self.blank,
        end == 0 || signs[end - 1] == Self.blank || signs[end - 1] == Self.slash
      {
        continue
      }
      if sign == Self.slash { cutBlanks() }
      guard end < Self.capacity else { return false }
      signs[end] = sign
      end += 1
    }
    cutBlanks()
    return end > start
  }

  /// The status that a sign of the form's stands for: `-`, `…`, `...`, `x`; nil for a number.
  var sign: ObservationStatus? {
    if end - start == 1 {
      switch signs[start] {
      case Self.minus: return .zero
      case UInt8(ascii: "x"): return .notApplicable
      case Self.ellipsis: return .missing
      default: return nil
      }
    }
    for index in start..<end where signs[index] != Self.point && signs[index] != Self.ellipsis {
      return nil
    }
    return .missing
  }

  /// Cuts `%`, `‰`, `%o`, `/100.000`, `/10.000` or `/1.000` from the end.
  mutating func cutBase() -> FigureReading.Base? {
    let base: FigureReading.Base
    if cut("%o") || cut("%0") || cut("m") {
      base = .permille
    } else if cut("%") {
      base = .percent
    } else if cut("/100.000") || cut("/100000") || cut("/100 000") || cut("/100,000") {
      base = .perHundredThousand
    } else if cut("/10.000") || cut("/10000") || cut("/10 000") || cut("/10,000") {
      base = .perTenThousand
    } else if cut("/1.000") || cut("/1000") || cut("/1 000") || cut("/1,000") {
      base = .permille
    } else {
      return nil
    }
    cutBlanks()
    return base
  }

  /// Reads what is left: an optional sign, digits, separators.
  func number() -> Number {
    var first = start
    guard first < end else { return .none }
    let isNegative = signs[first] == Self.minus
    if isNegative || signs[first] == UInt8(ascii: "+") { first += 1 }
    guard first < end else { return .none }
    var points = 0
    var commas = 0
    var blanks = 0
    var lastPoint = -1
    var lastComma = -1
    for index in first..<end {
      switch signs[index] {
      case 0x30...0x39: break
      case Self.point: (points, lastPoint) = (points + 1, index)
      case Self.comma: (commas, lastComma) = (commas + 1, index)
      case Self.blank: blanks += 1
      default: return .none
      }
    }
    guard Self.isDigit(signs[end - 1]) else { return .none }
    let marks = points + commas
    if marks == 0 {
      guard blanks == 0 || isGrouped(first..<end, by: Self.blank) else { return .none }
      return value(first, -1, isNegative)
    }
    let last = max(lastPoint, lastComma)
    if points > 0, commas > 0 {
      let group = lastPoint > lastComma ? Self.comma : Self.point
      guard blanks == 0, min(points, commas) >= 1, group == Self.comma ? points == 1 : commas == 1,
        isGrouped(first..<last, by: group)
      else { return .none }
      return value(first, last, isNegative)
    }
    if marks > 1 {
      let group = points > 0 ? Self.point : Self.comma
      guard blanks == 0, isGrouped(first..<end, by: group) else { return .none }
      return value(first, -1, isNegative)
    }
    if blanks > 0 {
      guard isGrouped(first..<last, by: Self.blank), !signs[last..<end].contains(Self.blank)
      else { return .none }
      return value(first, last, isNegative)
    }
    let isEither = end - last == 4 && (1...3).contains(last - first) && signs[first] != 0x30
    let decimal = value(first, last, isNegative)
    guard isEither, case .value(let fraction) = decimal,
      case .value(let whole) = value(first, -1, isNegative)
    else { return decimal }
    return .either(grouped: whole, decimal: fraction, isComma: commas > 0)
  }

  // MARK: Pieces

  private static let minus = UInt8(ascii: "-")
  private static let point = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")
  private static let blank = UInt8(ascii: " ")
  private static let slash = UInt8(ascii: "/")
  private static let ellipsis = UInt8(ascii: "~")

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The one-byte sign of a scalar; nil for what no figure holds.
  private static func sign(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x30...0x39, 0x25, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F: UInt8(truncatingIfNeeded: scalar)
    case 0x6F, 0x4F: UInt8(ascii: "o")
    case 0x78, 0x58, 0xD7: UInt8(ascii: "x")
    case 0x2030: UInt8(ascii: "m")
    case 0x2026: ellipsis
    case 0x2010...0x2015, 0x2212: minus
    default: UTF8Text.isBlank(scalar) ? blank : lookAlike(scalar)
    }
  }

  /// The `x` of another script; other look-alikes are no parts of figures, which are for a person.
  private static func lookAlike(_ scalar: UInt32) -> UInt8? {
    LookAlikes.read(scalar) == [0x78] ? UInt8(ascii: "x") : nil
  }

  private mutating func cutBlanks() {
    while end > start, signs[end - 1] == Self.blank { end -= 1 }
  }

  private mutating func cut(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard end - start > count else { return false }
    for offset in 0..<count where signs[end - count + offset] != suffix.utf8Start[offset] {
      return false
    }
    end -= count
    return true
  }

  /// Whether digits stand in groups of three after a first group of one to three.
  private func isGrouped(_ range: Range<Int>, by separator: UInt8) -> Bool {
    var run = 0
    var isFirst = true
    for index in range {
      if Self.isDigit(signs[index]) {
        run += 1
      } else {
        guard signs[index] == separator, isFirst ? (1...3).contains(run) : run == 3 else {
          return false
        }
        isFirst = false
        run = 0
      }
    }
    return isFirst ? run > 0 : run == 3
  }

  /// The digits from an index on; those behind `mark` are decimals.
  private func value(_ first: Int, _ mark: Int, _ isNegative: Bool) -> Number {
    var coefficient: Int64 = 0
    var scale = 0
    for index in first..<end where Self.isDigit(signs[index]) {
      coefficient = coefficient * 10 + Int64(signs[index] - 0x30)
      if coefficient >= 1_000_000_000_000_000 { return .tooLong }
      if mark >= 0, index > mark { scale += 1 }
    }
    guard
      let value = ExactDecimal(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
    else { return .tooLong }
    return .value(value)
  }
}
