import NumberCodes

/// What a number format makes of a number, found by reading the format and not by its id.
///
/// Quoted text, escapes, colours, conditions and locales decide nothing, so that `[Red]`,
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
    if code.isEmpty { return .general }
    return switch NumberCode(code, sections: 1).sections[0].kind {
    case .general: .general
    case .number: .number
    case .percentage: .percentage
    case .date: .date
    case .time: .time
    case .duration: .duration
    case .text: .text
    }
  }
}
