import NumberCodes
import SheetModel
import XML

/// Writes format codes of Excel as data styles (ODF 1.3 part 3, 16.29).
enum NumberStyleWriting {
  /// Writes the data style of a code, and before it the styles of its other sections.
  static func write(_ code: String, name: String, to xml: inout XMLWriter) {
    // A date that follows the system's settings is put down as Vietnam's have it.
    let code = NumberFormat.vietnameseSystemCodes[code] ?? code
    // A fourth section is for text, which shows as it is anyway.
    let sections = NumberCode(code).sections.prefix(3)
    guard let last = sections.last else { return }
    let usual = sections.count == 2 ? [">=0"] : [">0", "<0"]
    var maps: [(condition: String, name: String)] = []
    for (index, section) in sections.dropLast().enumerated() {
      let part = "\(name)P\(index)"
      maps.append((section.condition.map { comparison($0) } ?? usual[index], part))
      write(section, name: part, maps: [], isPart: true, to: &xml)
    }
    write(last, name: name, maps: maps, isPart: false, to: &xml)
  }

  private static func comparison(_ condition: NumberCondition) -> String {
    let sign = condition.comparison == .notEqual ? "!=" : condition.comparison.rawValue
    return sign + NumberText.shortest(condition.bound)
  }

  private static func write(
    _ section: NumberCode.Section, name: String, maps: [(condition: String, name: String)],
    isPart: Bool, to xml: inout XMLWriter
  ) {
    let body = NumberStyleBody(section)
    xml.raw(text: "<number:\(body.element.rawValue)")
    xml.attribute("style:name", name)
    if isPart { xml.raw(" style:volatile=\"true\"") }
    if body.isElapsed, body.element == .time {
      xml.raw(" number:truncate-on-overflow=\"false\"")
    }
    xml.raw(">")
    if let color = section.color {
      xml.raw("<style:text-properties")
      xml.attribute("fo:color", ColorText.hex(Color(rgb: color.rgb)))
      xml.raw("/>")
    }
    for part in body.parts { write(part, to: &xml) }
    for map in maps {
      xml.raw("<style:map")
      xml.attribute("style:condition", "value()" + map.condition)
      xml.attribute("style:apply-style-name", map.name)
      xml.raw("/>")
    }
    xml.raw(text: "</number:\(body.element.rawValue)>")
  }

  private static func write(_ part: NumberStyleBody.Part, to xml: inout XMLWriter) {
    switch part {
    case .text(let text):
      xml.raw("<number:text>")
      write(text, to: &xml)
      xml.raw("</number:text>")
    case .fill(let character):
      xml.raw("<number:fill-character>")
      write(character, to: &xml)
      xml.raw("</number:fill-character>")
    case .number(let digits): write(digits, to: &xml)
    case .fraction(let fraction): write(fraction, to: &xml)
    case .general: xml.raw("<number:number number:min-integer-digits=\"1\"/>")
    case .currency(let symbol, let language):
      xml.raw("<number:currency-symbol")
      let suffix = "-" + String(decoding: language, as: UTF8.self).uppercased()
      if let known = CurrencyLocale(rawValue: suffix) {
        xml.attribute("number:language", known.language)
        xml.attribute("number:country", known.country)
      }
      xml.raw(">")
      write(symbol, to: &xml)
      xml.raw("</number:currency-symbol>")
    case .moment(let part, let count, let decimals): write(part, count, decimals, to: &xml)
    case .halfDay: xml.raw("<number:am-pm/>")
    case .content: xml.raw("<number:text-content/>")
    }
  }

  private static func write(_ text: [UInt8], to xml: inout XMLWriter) {
    _ = text.withUnsafeBytes { xml.escaped($0) }
  }

  private static func write(
    _ part: NumberDatePart, _ count: Int, _ decimals: Int, to xml: inout XMLWriter
  ) {
    var isLong = count > 1
    switch part {
    case .era: return
    case .year, .eraYear:
      xml.raw("<number:year")
      isLong = part == .eraYear || count > 2
    case .buddhistYear:
      xml.raw("<number:year number:calendar=\"buddhist\"")
      isLong = count > 2
    case .month:
      xml.raw("<number:month")
      if count > 2 { xml.raw(" number:textual=\"true\"") }
      isLong = count == 2 || count == 4
    case .day:
      xml.raw(count > 2 ? "<number:day-of-week" : "<number:day")
      isLong = count == 2 || count > 3
    case .hour: xml.raw("<number:hours")
    case .minute: xml.raw("<number:minutes")
    case .second:
      xml.raw("<number:seconds")
      if decimals > 0 { xml.attribute("number:decimal-places", decimals) }
    }
    if isLong { xml.raw(" number:style=\"long\"") }
    xml.raw("/>")
  }

  private static func write(_ digits: NumberPattern, to xml: inout XMLWriter) {
    xml.raw(
      digits.exponentDigits == nil ? "<number:number" : "<number:scientific-number")
    xml.attribute("number:decimal-places", digits.decimals)
    if digits.decimalZeros != digits.decimals {
      xml.attribute("number:min-decimal-places", digits.decimalZeros)
    }
    xml.attribute("number:min-integer-digits", digits.wholeZeros)
    if digits.isGrouped { xml.raw(" number:grouping=\"true\"") }
    if let exponent = digits.exponentDigits {
      xml.attribute("number:min-exponent-digits", exponent)
    } else if digits.factor > 1 {
      xml.attribute("number:display-factor", digits.factor)
    }
    guard !digits.embedded.isEmpty else { return xml.raw("/>") }
    xml.raw(">")
    for (position, text) in digits.embedded {
      xml.raw("<number:embedded-text")
      xml.attribute("number:position", position)
      xml.raw(">")
      write(text, to: &xml)
      xml.raw("</number:embedded-text>")
    }
    xml.raw("</number:number>")
  }

  private static func write(_ fraction: FractionPattern, to xml: inout XMLWriter) {
    xml.raw("<number:fraction")
    if let zeros = fraction.wholeZeros { xml.attribute("number:min-integer-digits", zeros) }
    xml.attribute("number:min-numerator-digits", fraction.numeratorDigits)
    if let value = fraction.denominator {
      xml.attribute("number:denominator-value", value)
    }
    xml.attribute("number:min-denominator-digits", fraction.denominatorDigits)
    xml.raw("/>")
  }
}
