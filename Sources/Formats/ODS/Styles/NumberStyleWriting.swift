import SheetModel
import XML

/// Writes format codes of Excel as data styles (ODF 1.3 part 3, 16.29).
enum NumberStyleWriting {
  /// Writes the data style of a code, and before it the styles of its other sections.
  static func write(_ code: String, name: String, to xml: inout XMLWriter) {
    // A date that follows the system's settings is put down as Vietnam's have it.
    let code = NumberFormat.vietnameseSystemCodes[code] ?? code
    // A fourth section is for text, which shows as it is anyway.
    let sections = Array(NumberCode.sections(of: code).prefix(3))
    guard let last = sections.last else { return }
    let usual = sections.count == 2 ? [">=0"] : [">0", "<0"]
    var maps: [(condition: String, name: String)] = []
    for (index, section) in sections.dropLast().enumerated() {
      let part = "\(name)P\(index)"
      let own = section.condition.isEmpty ? usual[index] : section.condition
      maps.append((own.hasPrefix("<>") ? "!=" + own.dropFirst(2) : own, part))
      write(section, name: part, maps: [], isPart: true, to: &xml)
    }
    write(last, name: name, maps: maps, isPart: false, to: &xml)
  }

  private static func write(
    _ section: NumberCode, name: String, maps: [(condition: String, name: String)],
    isPart: Bool, to xml: inout XMLWriter
  ) {
    let element = element(of: section)
    xml.raw(text: "<number:\(element)")
    xml.attribute("style:name", name)
    if isPart { xml.raw(" style:volatile=\"true\"") }
    if section.isElapsed { xml.raw(" number:truncate-on-overflow=\"false\"") }
    xml.raw(">")
    if let color = section.color {
      xml.raw("<style:text-properties")
      xml.attribute("fo:color", ColorText.hex(Color(rgb: color.rgb)))
      xml.raw("/>")
    }
    writeTokens(section.tokens, element: element, to: &xml)
    for map in maps {
      xml.raw("<style:map")
      xml.attribute("style:condition", "value()" + map.condition)
      xml.attribute("style:apply-style-name", map.name)
      xml.raw("/>")
    }
    xml.raw(text: "</number:\(element)>")
  }

  private static func element(of section: NumberCode) -> String {
    var isDate = false
    var isTime = false
    for token in section.tokens {
      switch token {
      case .percent: return "percentage-style"
      case .currency: return "currency-style"
      case .text: return "text-style"
      case .part(let letter, _, _):
        if "hsM".contains(letter) { isTime = true } else { isDate = true }
      case .amPm: isTime = true
      default: continue
      }
    }
    return isDate ? "date-style" : isTime ? "time-style" : "number-style"
  }

  private static func writeTokens(
    _ tokens: [NumberCode.Token], element: String, to xml: inout XMLWriter
  ) {
    if writeFraction(tokens, to: &xml) { return }
    var wroteAny = false
    for token in tokens {
      wroteAny = true
      switch token {
      case .digits(let digits): writeDigits(digits, to: &xml)
      case .literal(let text): writeText(text, to: &xml)
      case .percent: writeText("%", to: &xml)
      case .slash: writeText("/", to: &xml)
      case .currency(let symbol, let locale):
        xml.raw("<number:currency-symbol")
        if let known = CurrencyLocale(rawValue: locale.uppercased()) {
          xml.attribute("number:language", known.language)
          xml.attribute("number:country", known.country)
        }
        xml.raw(">")
        xml.escaped(symbol)
        xml.raw("</number:currency-symbol>")
      case .part(let letter, let count, let decimals):
        writePart(letter, count, decimals, to: &xml)
      case .amPm: xml.raw("<number:am-pm/>")
      case .text: xml.raw("<number:text-content/>")
      case .general: xml.raw("<number:number number:min-integer-digits=\"1\"/>")
      case .fill(let text):
        xml.raw("<number:fill-character>")
        xml.escaped(text)
        xml.raw("</number:fill-character>")
      }
    }
    if !wroteAny { xml.raw("<number:text/>") }
  }

  private static func writeText(_ text: String, to xml: inout XMLWriter) {
    xml.raw("<number:text>")
    xml.escaped(text)
    xml.raw("</number:text>")
  }

  private static func writePart(
    _ letter: Character, _ count: Int, _ decimals: Int, to xml: inout XMLWriter
  ) {
    let isLong: Bool
    switch letter {
    case "y", "e":
      xml.raw("<number:year")
      isLong = letter == "e" || count > 2
    case "m":
      xml.raw("<number:month")
      if count > 2 { xml.raw(" number:textual=\"true\"") }
      isLong = count == 2 || count == 4
    case "d":
      xml.raw(count > 2 ? "<number:day-of-week" : "<number:day")
      isLong = count == 2 || count > 3
    case "h":
      xml.raw("<number:hours")
      isLong = count > 1
    case "M":
      xml.raw("<number:minutes")
      isLong = count > 1
    case "s":
      xml.raw("<number:seconds")
      if decimals > 0 { xml.attribute("number:decimal-places", decimals) }
      isLong = count > 1
    default: return
    }
    if isLong { xml.raw(" number:style=\"long\"") }
    xml.raw("/>")
  }

  /// A pattern such as `#,##0.0#`, with trailing commas that each divide by a thousand.
  private static func writeDigits(_ digits: String, to xml: inout XMLWriter) {
    let parts = digits.uppercased().split(
      separator: "E", maxSplits: 1, omittingEmptySubsequences: false)
    var mantissa = parts.first ?? ""
    var factor = 1
    while mantissa.hasSuffix(",") {
      mantissa.removeLast()
      if factor < 1_000_000_000 { factor *= 1000 }
    }
    let halves = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = halves.first ?? ""
    let fraction = halves.count > 1 ? halves[1].filter { $0 != "," } : ""
    let fixed = fraction.filter { $0 == "0" }.count
    xml.raw(parts.count > 1 ? "<number:scientific-number" : "<number:number")
    xml.attribute("number:decimal-places", fraction.count)
    if fixed != fraction.count { xml.attribute("number:min-decimal-places", fixed) }
    xml.attribute("number:min-integer-digits", whole.filter { $0 == "0" }.count)
    if whole.contains(",") { xml.raw(" number:grouping=\"true\"") }
    if factor > 1 { xml.attribute("number:display-factor", factor) }
    if parts.count > 1 {
      xml.attribute("number:min-exponent-digits", max(1, parts[1].filter { $0 == "0" }.count))
    }
    xml.raw("/>")
  }

  /// Writes `# ?/?` and its like; false for a section that is no fraction.
  private static func writeFraction(
    _ tokens: [NumberCode.Token], to xml: inout XMLWriter
  ) -> Bool {
    guard let slash = tokens.firstIndex(of: .slash), slash > 0, slash + 1 < tokens.count,
      case .digits(let over) = tokens[slash - 1], case .digits(let under) = tokens[slash + 1]
    else { return false }
    var whole = ""
    for token in tokens[..<(slash - 1)] {
      if case .digits(let digits) = token { whole = digits }
      if case .literal(let text) = token, text != " " { writeText(text, to: &xml) }
    }
    xml.raw("<number:fraction")
    xml.attribute("number:min-integer-digits", whole.filter { $0 == "0" }.count)
    xml.attribute("number:min-numerator-digits", over.count)
    if let value = Int(under), value > 0 {
      xml.attribute("number:denominator-value", value)
      xml.attribute("number:min-denominator-digits", under.count)
    } else {
      xml.attribute("number:min-denominator-digits", under.count)
    }
    xml.raw("/>")
    for token in tokens[(slash + 2)...] {
      if case .literal(let text) = token { writeText(text, to: &xml) }
    }
    return true
  }
}
