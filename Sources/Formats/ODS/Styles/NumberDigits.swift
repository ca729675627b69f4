import SheetModel
import XML

/// The digits of a data style being turned into those of a format code (ODF 1.3 part 3, 16.29.3).
struct NumberDigits {
  private let decimals: Int?
  private let leastDecimals: Int?
  private let leastDigits: Int
  private let isGrouped: Bool
  /// Whether decimals that are zero are not shown.
  private let isOptional: Bool
  private let factor: Int
  /// Texts between whole digits by the count of digits behind them.
  private var texts: [Int: String] = [:]

  /// The most digits that are taken for a number's, as no number has them.
  private static let mostDigits = 20
  /// The most digits behind a text between digits: Excel's codes have 255 characters.
  private static let farthestText = 254

  /// Reads the attributes of the number whose start the parser stands at.
  init(_ parser: XMLPullParser) {
    decimals = Self.count(parser, .numberDecimalPlaces)
    leastDecimals = Self.count(parser, .numberMinDecimalPlaces)
    leastDigits = Self.count(parser, .numberMinIntegerDigits) ?? 1
    isGrouped = parser.has(.numberGrouping, "true")
    isOptional = parser.value(.numberDecimalReplacement)?.isEmpty ?? false
    factor = parser.value(.numberDisplayFactor)?.positiveInteger ?? 1
  }

  /// A count of digits, at most 20; nil without the attribute.
  static func count(_ parser: XMLPullParser, _ name: ODSName) -> Int? {
    parser.value(name).map { min($0.positiveInteger ?? 0, mostDigits) }
  }

  /// Reads the texts between the digits, up to the end of the number.
  ///
  /// - Throws: `malformedValue` for more than `bytes` of text.
  mutating func readTexts(_ parser: XMLPullParser, atMost bytes: Int) throws(WorkbookError) {
    var left = bytes
    try parser.forEachChild { tag throws(WorkbookError) in
      guard tag == .numberEmbeddedText, let value = parser.value(.numberPosition) else { return }
      let position = value.equals("0") ? 0 : value.positiveInteger
      let text = try parser.elementText()
      left -= text.utf8.count
      if left < 0 { throw WorkbookError(.malformedValue, found: "data style") }
      guard let position, position <= Self.farthestText, !text.isEmpty else { return }
      texts[position, default: ""] += text
    }
  }

  /// The digits in Excel's notation; a number without any rule is `General`.
  func code(isScientific: Bool = false) -> String {
    if decimals == nil, leastDigits <= 1, !isGrouped, texts.isEmpty, !isScientific {
      return "General"
    }
    let count = max(leastDigits, isGrouped ? 4 : 1, (texts.keys.max() ?? -1) + 1)
    var code = ""
    for left in (1...count).reversed() {
      if isGrouped, left < count, left % 3 == 0 { code += "," }
      if let text = texts[left] { code += Self.literal(text) }
      code += left > leastDigits ? "#" : "0"
    }
    if let text = texts[0] { code += Self.literal(text) }
    if let decimals, decimals > 0 {
      let fixed = min(decimals, leastDecimals ?? (isOptional ? 0 : decimals))
      code += "." + String(repeating: "0", count: fixed)
      code += String(repeating: "#", count: decimals - fixed)
    }
    var factor = factor
    while factor >= 1000 {
      code += ","
      factor /= 1000
    }
    return code
  }

  /// Text between digits, where even a blank or a bar must not stand for itself: `\ `, `" - "`.
  private static func literal(_ text: String) -> String {
    if text.unicodeScalars.count == 1 { return "\\" + text }
    return text.split(separator: "\"", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\"\($0)\"" }.joined(separator: "\\\"")
  }
}
