import NumberCodes
import SheetModel

/// A number format code, read once, that shows values as Excel does (ECMA-376 Part 1, 18.8.31).
///
/// Up to four sections for positive, negative, zero and text, or with conditions of their own.
/// Colours, numeral systems and the fill of `*` are left out, `_` is one blank. Numbers have at
/// most 15 digits and are rounded half away from zero on their decimal digits. Names of months and
/// days are English or Vietnamese. What Excel fills a cell with `#` for is `########`: a date that
/// is no day. A negative length of time, which Excel shows in the 1904 system only, has its sign.
public struct DisplayFormat: Sendable {
  /// The longest code that is read, in UTF-8 bytes; Excel takes 255 characters.
  ///
  /// A longer one is as good as General, so that a hostile style does not multiply with the cells.
  public static let longestCode = 1024
  /// The most times that a section shows a text; one with more shows it once, for the same reason.
  static let mostTexts = 4

  /// A section as it shows values.
  enum Layout: Sendable {
    case general
    case number(NumberLayout)
    case fraction(FractionLayout)
    case date(DateLayout)
  }

  struct Section: Sendable {
    var layout: Layout
    var condition: NumberCondition?
  }

  private let sections: [Section]
  /// The tokens that show text; nil shows it as it is.
  private let textTokens: [NumberToken]?
  let locale: DisplayLocale

  /// Whether numbers are shown as under General.
  var isGeneral: Bool {
    guard sections.count == 1, case .general = sections[0].layout else { return false }
    return true
  }

  /// Whether text is shown as it is.
  var keepsText: Bool { textTokens == nil }

  /// Reads a code; one that nobody understands shows what is understood of it.
  public init(_ code: String, locale: DisplayLocale = .vi) {
    self.locale = locale
    let code = locale.systemCode(code) ?? code
    guard !code.isEmpty, code.utf8.count <= Self.longestCode else {
      sections = [Section(layout: .general)]
      textTokens = nil
      return
    }
    var scanned = NumberCode(code).sections
    var textTokens: [NumberToken]?
    if scanned.count == NumberCode.mostSections
      || scanned[scanned.count - 1].tokens.contains(.text)
    {
      textTokens = Self.shown(scanned.removeLast())
    }
    let texts = textTokens?.count { $0 == .text } ?? 0
    if textTokens == [.text] || texts > Self.mostTexts { textTokens = nil }
    self.textTokens = textTokens
    let sections = scanned.map {
      Section(layout: Self.layout(of: $0, locale), condition: $0.condition)
    }
    self.sections = sections.isEmpty ? [Section(layout: .general)] : sections
  }

  /// Tokens without fills: text has no width that they could fill.
  private static func shown(_ section: NumberCode.Section) -> [NumberToken] {
    section.tokens.filter { if case .fill = $0 { false } else { true } }
  }

  private static func layout(
    of section: NumberCode.Section, _ locale: DisplayLocale
  ) -> Layout {
    var section = section
    let tag = section.language?.uppercased() ?? ""
    let isSystemDate = tag == "F800" || tag == "X-SYSDATE"
    let isSystemTime = tag == "F400" || tag == "X-SYSTIME"
    let tokens = shown(section)
    if tokens == [.general] { return .general }
    if isSystemDate { section = NumberCode(locale.longDate).sections[0] }
    if isSystemTime { section = NumberCode(locale.longTime).sections[0] }
    if section.kind.isTemporal {
      let isOwn = tag.isEmpty || isSystemDate || isSystemTime
      let names = isOwn ? CalendarNames.of(locale) : CalendarNames.ofLanguage(tag)
      return .date(DateLayout(shown(section), names, locale))
    }
    if let fraction = FractionLayout(tokens) { return .fraction(fraction) }
    return .number(NumberLayout(tokens))
  }

  /// The section that shows a number, and whether the number keeps its sign there.
  func section(for value: Double) -> (layout: Layout, showsSign: Bool) {
    let count = sections.count
    guard count > 1 else { return (sections[0].layout, true) }
    let first = sections[0].condition
    let second = sections[1].condition
    if first == nil, second == nil {
      if value < 0 { return (sections[1].layout, false) }
      return (sections[value == 0 && count > 2 ? 2 : 0].layout, true)
    }
    // Excel's own conditions where a section has none.
    let ownFirst =
      first ?? NumberCondition(comparison: count > 2 ? .greater : .greaterOrEqual, bound: 0)
    if ownFirst.holds(for: value) { return (sections[0].layout, !ownFirst.isNegativeOnly) }
    if count == 2 { return (sections[1].layout, !(second?.isNegativeOnly ?? (first == nil))) }
    let ownSecond = second ?? NumberCondition(comparison: .less, bound: 0)
    if ownSecond.holds(for: value) { return (sections[1].layout, !ownSecond.isNegativeOnly) }
    return (sections[2].layout, true)
  }

  /// Appends text as it is shown; only an `@` and what stands around it change it.
  func append(text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    guard let textTokens else {
      bytes.append(contentsOf: text)
      return
    }
    for token in textTokens {
      switch token {
      case .text, .general: bytes.append(contentsOf: text)
      default: bytes.append(contentsOf: token.asLiteral)
      }
    }
  }
}
