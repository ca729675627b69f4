import NumberCodes
import SheetModel
import XML

/// A data style being turned into a format code of Excel (ODF 1.3 part 3, 16.29).
struct NumberStyleDraft {
  private let kind: ODSName
  private var code = ""
  private var color = ""
  private var hasElapsedUnit: Bool
  private var maps: [(condition: String, style: String)] = []

  /// The most bytes of a code and the most conditions, as no program makes them.
  private static let mostBytes = 16_384
  private static let mostMaps = 64

  /// The bytes of its texts.
  var bytes: Int {
    code.utf8.count + maps.reduce(0) { $0 + 64 + $1.condition.utf8.count + $1.style.utf8.count }
  }

  /// Reads the data style whose start the parser stands at, up to its end.
  ///
  /// - Throws: `malformedValue` for a style longer than any program makes.
  init(_ parser: XMLPullParser) throws(WorkbookError) {
    kind = parser.tag
    hasElapsedUnit = !parser.has(.numberTruncateOnOverflow, "false")
    let outer = parser.depth
    while true {
      switch try parser.next() {
      case .start:
        try read(parser)
        guard code.utf8.count <= Self.mostBytes, maps.count <= Self.mostMaps else {
          throw WorkbookError(.malformedValue, found: "data style")
        }
      case .end: if parser.depth <= outer { return }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }

  private mutating func read(_ parser: XMLPullParser) throws(WorkbookError) {
    let isLong = parser.has(.numberStyle, "long")
    switch parser.tag {
    case .numberNumber:
      var digits = NumberDigits(parser)
      try digits.readTexts(parser, atMost: Self.mostBytes)
      code += digits.code()
    case .numberScientificNumber:
      let zeros = max(1, min(parser.value(.numberMinExponentDigits)?.positiveInteger ?? 2, 9))
      code += NumberDigits(parser).code(isScientific: true)
      code += "E+" + String(repeating: "0", count: zeros)
    case .numberFraction: code += Self.fraction(parser)
    case .numberText:
      let text = try parser.elementText()
      code += Self.literal(text, in: kind)
    case .numberCurrencySymbol:
      let language = parser.string(.numberLanguage) ?? ""
      let symbol = try parser.elementText()
      code += "[$\(symbol)\(CurrencyLocale.suffix(ofLanguage: language))]"
    case .numberDay: code += isLong ? "dd" : "d"
    case .numberMonth:
      let isTextual = parser.has(.numberTextual, "true")
      code += isTextual ? (isLong ? "mmmm" : "mmm") : (isLong ? "mm" : "m")
    case .numberYear:
      let letter = parser.has(.numberCalendar, "buddhist") ? "b" : "y"
      code += String(repeating: letter, count: isLong ? 4 : 2)
    case .numberDayOfWeek: code += isLong ? "dddd" : "ddd"
    case .numberHours: code += unit(isLong ? "hh" : "h")
    case .numberMinutes: code += unit(isLong ? "mm" : "m")
    case .numberSeconds:
      code += unit(isLong ? "ss" : "s")
      let decimals = min(parser.value(.numberDecimalPlaces)?.positiveInteger ?? 0, 9)
      if decimals > 0 { code += "." + String(repeating: "0", count: decimals) }
    case .numberAmPm: code += "AM/PM"
    case .numberBoolean: code += "General"
    case .numberTextContent: code += "@"
    case .numberFillCharacter: code += "*" + (try parser.elementText())
    case .textProperties:
      if let value = parser.value(.foColor)?.color { color = Self.colorName(value) }
    case .map:
      if let condition = parser.string(.mapCondition), let style = parser.string(.applyStyleName) {
        maps.append((condition, style))
      }
    default: break
    }
  }

  /// The first unit of a duration is bracketed: it does not start again at 24 or 60.
  private mutating func unit(_ letters: String) -> String {
    if hasElapsedUnit { return letters }
    hasElapsedUnit = true
    return "[\(letters)]"
  }

  // MARK: Sections

  /// The whole code, with the sections of the styles that it applies under conditions.
  func code(_ others: [String: NumberStyleDraft]) -> String {
    let own = color + code
    guard !maps.isEmpty else { return own.isEmpty ? "General" : own }
    let sections = maps.prefix(3).map { map in
      (Self.comparison(map.condition), others[map.style].map { $0.color + $0.code } ?? "General")
    }
    let conditions = sections.map(\.0)
    if conditions == [">=0"] {
      let positive = sections[0].1
      return own == "-" + positive ? positive : positive + ";" + own
    }
    let usual = [">0", "<0", "=0"]
    if sections.count >= 2, conditions.elementsEqual(usual.prefix(sections.count)) {
      return (sections.map(\.1) + [own]).joined(separator: ";")
    }
    if conditions == [">0"] { return sections[0].1 + ";" + own }
    return (sections.map { "[\($0.0)]\($0.1)" } + [own]).joined(separator: ";")
  }

  /// `value()>=0` without its `value()`.
  private static func comparison(_ condition: String) -> String {
    let text = condition.filter { $0 != " " }
    let rest = text.hasPrefix("value()") ? String(text.dropFirst(7)) : text
    return rest.hasPrefix("!=") ? "<>" + rest.dropFirst(2) : rest
  }

  // MARK: Pieces

  private static func fraction(_ parser: XMLPullParser) -> String {
    // Without the attribute the whole number is part of the fraction.
    let whole =
      NumberDigits.count(parser, .numberMinIntegerDigits).map { $0 > 0 ? "0 " : "# " } ?? ""
    let over = String(
      repeating: "?", count: max(1, NumberDigits.count(parser, .numberMinNumeratorDigits) ?? 1))
    if let value = parser.value(.numberDenominatorValue)?.positiveInteger {
      return whole + over + "/\(value)"
    }
    let under = String(
      repeating: "?", count: max(1, NumberDigits.count(parser, .numberMinDenominatorDigits) ?? 1))
    return whole + over + "/" + under
  }

  /// Text as Excel's codes hold it: as it is where every character stands for itself, or quoted.
  private static func literal(_ text: String, in kind: ODSName) -> String {
    let isTemporal = kind == .numberDateStyle || kind == .numberTimeStyle
    var code = ""
    var piece = ""
    var isPlain = true
    func flush() {
      code += isPlain ? piece : "\"\(piece)\""
      piece = ""
      isPlain = true
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "-", "/", "(", ")", "+": break
      case ":", ".": isPlain = isPlain && isTemporal
      case "%" where kind == .numberPercentageStyle:
        flush()
        code += "%"
        continue
      case "\"":
        flush()
        code += "\\\""
        continue
      default: isPlain = false
      }
      piece.unicodeScalars.append(scalar)
    }
    flush()
    return code
  }

  private static func colorName(_ color: Color) -> String {
    NumberColor.allCases.first { $0.rgb == color.rgb }.map { "[\($0.rawValue)]" } ?? ""
  }
}
