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

  /// Reads a format code; only its first section decides.
  public init(_ code: String) {
    self.code = code
    kind = Self.kind(of: code)
  }

  private static func kind(of code: String) -> Kind {
    if code.isEmpty || code.utf8.elementsEqual("General".utf8) { return .general }
    let bytes = Array(code.utf8)
    var index = 0
    var hasDate = false
    var hasTime = false
    var hasElapsed = false
    var hasDigits = false
    var hasPercent = false
    var hasText = false
    var letters: [UInt8] = []
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ";"): break scan
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        index += 1
      case UInt8(ascii: "["):
        let start = index + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") { index += 1 }
        let body = bytes[min(start, index)..<index].map { $0 | 0x20 }
        if let first = body.first, body.allSatisfy({ $0 == first }),
          [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first)
        {
          hasElapsed = true
        }
      case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"): hasDigits = true
      case UInt8(ascii: "%"): hasPercent = true
      case UInt8(ascii: "@"): hasText = true
      default:
        if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A { letters.append(byte | 0x20) }
      }
      index += 1
    }
    // "General" inside a longer format ("General \đ") has date letters of its own.
    let word = String(decoding: letters, as: UTF8.self)
    let rest = word.split(separator: "general", omittingEmptySubsequences: true).joined()
    let isGeneral = word.utf8.count != rest.utf8.count
    for letter in rest.utf8 {
      switch letter {
      case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "b"), UInt8(ascii: "g"):
        hasDate = true
      case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
      default: break
      }
    }
    if hasElapsed { return .duration }
    if isGeneral { return .general }
    if rest.utf8.contains(UInt8(ascii: "m")), !hasTime, !hasDate, !hasDigits { hasDate = true }
    if hasDate { return .date }
    if hasTime { return .time }
    if hasPercent { return .percentage }
    if hasDigits { return .number }
    return hasText ? .text : .number
  }
}
