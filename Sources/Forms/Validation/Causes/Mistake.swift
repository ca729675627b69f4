import Indicators

/// How a figure came to be wrong, by the shapes of the wrong figure and of the one that would fit.
public enum Mistake: String, Sendable, Hashable {
  /// A minus sign too many, or too few.
  case sign
  /// Too large or too small by a power of ten: a zero or a decimal mark slipped.
  case magnitude
  /// Two neighbouring digits changed places.
  case transposed = "transposed-digits"
  /// A digit is typed twice.
  case doubledDigit = "doubled-digit"
  /// A digit is left out.
  case lostDigit = "lost-digit"
  /// A digit too many.
  case extraDigit = "extra-digit"
  /// One digit is another.
  case otherDigit = "other-digit"
  /// The figure of a neighbouring cell.
  case neighbour = "neighbour-cell"
  /// Two cells hold each other's figures.
  case exchanged
  /// Marked as not applicable (`x`).
  case notApplicable = "not-applicable"
  /// Zero in place of a figure of two digits or more.
  case zero

  /// How well a mistake of this shape explains a figure: the higher, the less it is chance.
  var weight: Int {
    switch self {
    case .sign, .notApplicable: 9
    case .magnitude, .transposed: 8
    case .doubledDigit, .lostDigit, .exchanged: 7
    case .neighbour: 6
    case .extraDigit: 5
    case .zero: 4
    case .otherDigit: 2
    }
  }

  /// Whether the shape is worth a word to a person.
  public var isTelling: Bool { weight >= 5 }

  /// The mistake that turns one figure into another; nil when they have nothing in common.
  package static func from(_ right: ExactDecimal, to wrong: ExactDecimal) -> Mistake? {
    let (right, wrong) = (right.normalized, wrong.normalized)
    if right == wrong { return nil }
    if wrong.isZero { return digits(right).count > 1 ? .zero : nil }
    if right.multiplied(by: -1) == wrong { return .sign }
    let (a, b) = (digits(right), digits(wrong))
    if right.isNegative != wrong.isNegative || a.isEmpty { return nil }
    if isPowerOfTen(right, wrong) { return .magnitude }
    guard right.scale == wrong.scale else { return nil }
    if a.count == b.count {
      let differing = a.indices.filter { a[$0] != b[$0] }
      if differing.count == 2, differing[1] == differing[0] + 1,
        a[differing[0]] == b[differing[1]], a[differing[1]] == b[differing[0]]
      {
        return .transposed
      }
      return differing.count == 1 && a.count > 1 ? .otherDigit : nil
    }
    if b.count == a.count + 1, let place = inserted(into: a, gives: b) {
      let isDouble =
        (place > 0 && b[place - 1] == b[place])
        || (place + 1 < b.count && b[place + 1] == b[place])
      return isDouble ? .doubledDigit : a.count > 1 ? .extraDigit : nil
    }
    if a.count == b.count + 1, b.count > 0, inserted(into: b, gives: a) != nil { return .lostDigit }
    return nil
  }

  /// The figures that a mistake of a plain shape may have made into this one.
  package static func origins(of wrong: ExactDecimal) -> [ExactDecimal] {
    var found: [ExactDecimal] = []
    func add(_ value: ExactDecimal?) {
      guard let value = value?.normalized, value != wrong, !found.contains(value) else { return }
      found.append(value)
    }
    add(wrong.multiplied(by: -1))
    for power: Int64 in [10, 100, 1000] {
      add(
        wrong.divided(by: ExactDecimal(power), decimals: min(wrong.scale + 3, 12)))
      add(wrong.multiplied(by: power))
    }
    let figures = digits(wrong)
    guard figures.count > 1, figures.count < 12 else { return found }
    func number(_ digits: [UInt8]) -> ExactDecimal? {
      let whole = digits.reduce(Int64(0)) { $0 * 10 + Int64($1) }
      return ExactDecimal(coefficient: wrong.isNegative ? -whole : whole, scale: wrong.scale)
    }
    for place in figures.indices.dropLast() where figures[place] != figures[place + 1] {
      var other = figures
      other.swapAt(place, place + 1)
      if other[0] != 0 { add(number(other)) }
    }
    for place in figures.indices.dropLast() where figures[place] == figures[place + 1] {
      var other = figures
      other.remove(at: place)
      add(number(other))
    }
    return found
  }

  private static func digits(_ value: ExactDecimal) -> [UInt8] {
    "\(value.coefficient.magnitude)".utf8.map { $0 - 0x30 }
  }

  private static func isPowerOfTen(_ a: ExactDecimal, _ b: ExactDecimal) -> Bool {
    [Int64(10), 100, 1000, 1_000_000].contains {
      a.multiplied(by: $0) == b || b.multiplied(by: $0) == a
    }
  }

  /// The place of the one digit that makes the longer row of digits out of the shorter one.
  private static func inserted(into short: [UInt8], gives long: [UInt8]) -> Int? {
    let place =
      zip(short, long).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? short.count
    return Array(short[place...]) == Array(long[(place + 1)...]) ? place : nil
  }
}
