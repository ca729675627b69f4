/// The identity of an indicator: its list and its code, such as `I:0301`.
///
/// The circular's two lists (appendix I, child indicators; appendix II, abuse and its handling)
/// both begin at 0101, so a code alone names nothing.
public struct IndicatorID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The list: `I` or `II`.
  public var list: String
  /// The code inside the list, four digits, kept as text.
  public var code: String

  /// An identity from its parts.
  public init(list: String, code: String) {
    self.list = list
    self.code = code
  }

  /// Reads `I:0301`; nil when a part is empty.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(list: String(parts[0]), code: String(parts[1]))
  }

  /// `I:0301`.
  public var description: String { "\(list):\(code)" }

  /// By list, then by code.
  public static func < (a: IndicatorID, b: IndicatorID) -> Bool {
    (a.list, a.code) < (b.list, b.code)
  }
}

/// What kind of figure an indicator is; it decides how figures are added up.
public enum IndicatorKind: String, Sendable, CaseIterable {
  /// A number of persons, cases, places or đồng: adds up.
  case count
  /// Numerator of 100 of the denominator, 0 to 100: recomputed, never averaged.
  case percentage
  /// Numerator per 1,000 or 100,000: recomputed, never averaged.
  case rate
  /// One quantity per 100 of another, may exceed 100: recomputed, never averaged.
  case ratio
}

/// How far a statement about an indicator can be trusted.
public enum Confidence: String, Sendable, CaseIterable {
  /// Read in a public text of the circular.
  case sourced
  /// Taken from a sister text that was read.
  case derived
  /// From memory, unverified.
  case recalled
  /// Invented here so that the row has a key; for codes only.
  case placeholder
}

/// One indicator of a set, in one kind; `I:0301` has a count and a percentage.
public struct Indicator: Hashable, Sendable {
  /// The list and code.
  public var id: IndicatorID
  /// The kind of figure.
  public var kind: IndicatorKind
  /// The name in Vietnamese.
  public var name: String
  /// The name in English.
  public var englishName: String
  /// The group inside the list, as a Roman numeral.
  public var group: String
  /// The group's name.
  public var groupName: String
  /// The unit: `người`, `vụ`, `%`, `‰`, `/100.000`.
  public var unit: String
  /// What the numerator counts; for a count, what is counted.
  public var numerator: String
  /// What the denominator counts; empty for a count.
  public var denominator: String
  /// 100, 1,000 or 100,000; nil for a count.
  public var multiplier: Int?
  /// The breakdowns as the source words them.
  public var disaggregations: [String]
  /// Trust in the name.
  public var nameConfidence: Confidence
  /// Trust in the code; `placeholder` codes are not the ministry's.
  public var codeConfidence: Confidence
  /// Trust in numerator, denominator and breakdowns.
  public var definitionConfidence: Confidence

  /// An indicator from all its parts.
  public init(
    id: IndicatorID, kind: IndicatorKind, name: String, englishName: String, group: String,
    groupName: String, unit: String, numerator: String, denominator: String, multiplier: Int?,
    disaggregations: [String], nameConfidence: Confidence, codeConfidence: Confidence,
    definitionConfidence: Confidence
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.englishName = englishName
    self.group = group
    self.groupName = groupName
    self.unit = unit
    self.numerator = numerator
    self.denominator = denominator
    self.multiplier = multiplier
    self.disaggregations = disaggregations
    self.nameConfidence = nameConfidence
    self.codeConfidence = codeConfidence
    self.definitionConfidence = definitionConfidence
  }
}

/// A set of indicators with its breakdowns; replaceable data, never code.
public struct IndicatorSet: Sendable {
  /// The set's identity, such as `tt13-2021`.
  public var id: String
  /// The title in Vietnamese.
  public var title: String
  /// The indicators in the order of the list.
  public var indicators: [Indicator]
  /// The breakdowns that forms may use, in order.
  public var breakdowns: [Breakdown]

  /// A set from its parts.
  public init(id: String, title: String, indicators: [Indicator], breakdowns: [Breakdown]) {
    self.id = id
    self.title = title
    self.indicators = indicators
    self.breakdowns = breakdowns
  }

  /// The indicators of an identity, at most one a kind.
  public func indicators(_ id: IndicatorID) -> [Indicator] { indicators.filter { $0.id == id } }

  /// The breakdown of an identity.
  public func breakdown(_ id: String) -> Breakdown? { breakdowns.first { $0.id == id } }
}
