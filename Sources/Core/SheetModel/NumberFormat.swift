/// What a number format makes of a number, found by reading the format and not by its id.
///
/// Quoted text, escapes, colours, conditions and locales are set aside first, so that `[Red]`,
/// `0 "days"` or `\M` are not taken for dates. ECMA-376 Part 1, 18.8.31.
public struct NumberFormat: Hashable, Sendable {
  /// The kinds of value that a format shows.
  public enum Kind: Sendable {
    /// `General`.
    case general
    /// A number, currency, fraction or scientific notation.
    case number
    /// A number shown a hundredfold with `%`.
    case percentage
    /// A calendar date, with or without a time of day.
    case date
    /// A time of day, without a date.
    case time
    /// A duration, such as `[h]:mm`.
    case duration
    /// `@`: shown as it was typed.
    case text
  }

  /// The format in Excel's notation.
  public let code: String
  /// What the format shows.
  public let kind: Kind

  /// Whether numbers under this format are dates, times or durations.
  public var isTemporal: Bool { kind == .date || kind == .time || kind == .duration }

  /// The code of the built-in date that follows the reader's system (id 14, ECMA-376 18.8.30).
  public static let systemDate = "mm-dd-yy"
  /// The code of the built-in date and time that follows the reader's system (id 22).
  public static let systemDateTime = "m/d/yy h:mm"
  /// What these two are where the system is Vietnamese.
  package static let vietnameseSystemCodes = [
    systemDate: "dd/mm/yyyy", systemDateTime: "dd/mm/yyyy hh:mm",
  ]

  /// Reads a format code; only its first section decides.
  public init(_ code: String) {
    self.code = code
    kind = Self.kind(of: code)
  }

  private static func kind(of code: String) -> Kind {
    var signs = Signs()
    var bytes = Array(code.utf8)[...]
    while let byte = bytes.first, byte != UInt8(ascii: ";") { signs.take(byte, &bytes) }
    if signs.hasElapsed { return .duration }
    if signs.isGeneral || code.isEmpty { return .general }
    // Excel lets no format mix digits and dates, so letters beside digits are somebody's text.
    if signs.hasDigits { return signs.hasPercent ? .percentage : .number }
    if signs.hasDate || (signs.hasMonthOrMinute && !signs.hasTime) { return .date }
    if signs.hasTime { return .time }
    if signs.hasPercent { return .percentage }
    return signs.hasText ? .text : .number
  }

  /// What was met in the first section of a format code.
  private struct Signs {
    var isGeneral = false
    var hasElapsed = false
    var hasDigits = false
    var hasDate = false
    var hasTime = false
    var hasMonthOrMinute = false
    var hasPercent = false
    var hasText = false
    /// Whether zeros that come now are fractions of a second.
    private var isAfterSeconds = false

    /// Takes in what begins with `byte`, the first of `bytes`.
    mutating func take(_ byte: UInt8, _ bytes: inout ArraySlice<UInt8>) {
      switch byte {
      case UInt8(ascii: "\""):
        let text = bytes.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        bytes = bytes.dropFirst(text.count + 2)
        return
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        bytes = bytes.dropFirst(2)
        return
      case UInt8(ascii: "["):
        let body = bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        if Self.isElapsed(body) {
          hasElapsed = true
          isAfterSeconds = true
        }
        bytes = bytes.dropFirst(body.count + 2)
        return
      case UInt8(ascii: "0"): if !isAfterSeconds { hasDigits = true }
      case UInt8(ascii: "#"), UInt8(ascii: "?"): hasDigits = true
      case UInt8(ascii: "."), UInt8(ascii: ","): break
      case UInt8(ascii: "%"): hasPercent = true
      case UInt8(ascii: "@"): hasText = true
      default:
        if takeWord(&bytes) { return }
        takeLetter(byte | 0x20)
      }
      bytes = bytes.dropFirst()
    }

    /// `General` and `AM/PM` have letters that are none of a date.
    ///
    /// East Asian versions write `G/` and a word of theirs for `General`, such as `G/標準`.
    private mutating func takeWord(_ bytes: inout ArraySlice<UInt8>) -> Bool {
      let start = bytes.prefix(3)
      if start.count == 3, start.last ?? 0 >= 0x80,
        start.dropLast().map({ $0 | 0x20 }).elementsEqual("g/".utf8)
      {
        isGeneral = true
        bytes = bytes.dropFirst(2)
        return true
      }
      for word in ["general", "am/pm", "a/p", "aaa"] {
        let head = bytes.prefix(word.utf8.count)
        guard head.map({ $0 == UInt8(ascii: "/") ? $0 : $0 | 0x20 }).elementsEqual(word.utf8)
        else { continue }
        switch word {
        case "general": isGeneral = true
        case "aaa": hasDate = true
        default: hasTime = true
        }
        bytes = bytes.dropFirst(head.count)
        return true
      }
      return false
    }

    private mutating func takeLetter(_ letter: UInt8) {
      switch letter {
      case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "b"), UInt8(ascii: "g"),
        UInt8(ascii: "e"):
        hasDate = true
      case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
      case UInt8(ascii: "m"): hasMonthOrMinute = true
      default: break
      }
      isAfterSeconds = letter == UInt8(ascii: "s")
    }

    private static func isElapsed(_ body: ArraySlice<UInt8>) -> Bool {
      guard let first = body.first else { return false }
      let units = [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")]
      return units.contains(first | 0x20) && body.allSatisfy { $0 | 0x20 == first | 0x20 }
    }
  }
}
