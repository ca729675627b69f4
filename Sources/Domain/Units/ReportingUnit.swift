import Indicators

/// A place that reports (đơn vị, địa bàn), for as long as it had this name and rank.
///
/// A code alone names no unit: 1,807 commune codes were given to other communes on 1/7/2025.
public struct ReportingUnit: Hashable, Sendable {
  /// The statistics office's code, digits kept as text with leading zeros.
  public var code: String
  /// The name with its rank, such as `Xã Bản Bo`.
  public var name: String
  /// Other spellings of the name that documents use.
  public var aliases: [String]
  /// The rank: `tỉnh`, `huyện`, `xã`, `phường`, `thị trấn`, `đặc khu` ...
  public var level: String
  /// The code of the unit above; nil for a province.
  public var parentCode: String?
  /// The first day, the latest that it can be where only bounds are known; nil when not established.
  public var validFrom: CalendarDate?
  /// The last day, the latest that it can be where only bounds are known; nil while it lasts.
  public var validTo: CalendarDate?
  /// The earliest that the first day can be, where the day itself is not established.
  public var earliestFrom: CalendarDate?
  /// The earliest that the last day can be, where the day itself is not established.
  public var earliestTo: CalendarDate?
  /// How far name, rank and dates can be trusted.
  public var confidence: Confidence

  /// A unit from all its parts.
  public init(
    code: String, name: String, aliases: [String] = [], level: String, parentCode: String?,
    validFrom: CalendarDate?, validTo: CalendarDate?, earliestFrom: CalendarDate? = nil,
    earliestTo: CalendarDate? = nil, confidence: Confidence = .sourced
  ) {
    self.code = code
    self.name = name
    self.aliases = aliases
    self.level = level
    self.parentCode = parentCode
    self.validFrom = validFrom
    self.validTo = validTo
    self.earliestFrom = earliestFrom
    self.earliestTo = earliestTo
    self.confidence = confidence
  }

  /// Whether the unit existed on a day; open ends count as for ever, and where only the bounds of a
  /// change are known, the old unit counts until the latest day.
  public func existed(on day: CalendarDate) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// Whether the unit may have existed on a day, as far as is established.
  public func mayHaveExisted(on day: CalendarDate) -> Bool {
    ((earliestFrom ?? validFrom).map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// Whether the unit existed on a day beyond the bounds of any change whose day is not established.
  public func certainlyExisted(on day: CalendarDate) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && ((earliestTo ?? validTo).map { day <= $0 } ?? true)
  }

  /// The name without the rank that it begins with: `Tân Khai`.
  public var properName: Substring {
    guard name.lowercased().hasPrefix(level.lowercased() + " ") else { return name[...] }
    return name.dropFirst(level.count + 1)
  }

  /// Of the days on which the unit existed the one that is nearest to another day.
  public func day(nearest day: CalendarDate) -> CalendarDate {
    if let validFrom, day < validFrom { return validFrom }
    if let validTo, day > validTo { return validTo }
    return day
  }
}

/// All known units, each with its validity.
public struct UnitRegistry: Sendable {
  /// The units in the order of their file.
  public let units: [ReportingUnit]
  /// More levels than there ever were above a commune; a ring of parents ends here.
  package static let mostLevels = 8
  private let byCode: [String: [Int]]

  /// A registry of units.
  public init(_ units: [ReportingUnit]) {
    self.units = units
    byCode = Dictionary(grouping: units.indices, by: { units[$0].code })
  }

  /// Every unit that ever had a code.
  public func units(code: String) -> [ReportingUnit] { (byCode[code] ?? []).map { units[$0] } }

  /// The unit that had a code on a day; of spelling variants the one that has dates wins.
  public func unit(code: String, on day: CalendarDate) -> ReportingUnit? {
    let found = units(code: code).filter { $0.existed(on: day) }
    return found.first { $0.validFrom != nil || $0.validTo != nil } ?? found.first
  }

  /// Whether a unit stands below the unit that has a code on a day, at any depth.
  public func isUnit(_ unit: ReportingUnit, below code: String, on day: CalendarDate) -> Bool {
    var above = unit.parentCode
    for _ in 0..<Self.mostLevels {
      guard let parent = above else { return false }
      if parent == code { return true }
      above = self.unit(code: parent, on: day)?.parentCode
    }
    return false
  }
}
