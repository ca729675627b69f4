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
  /// The first unit of each code, and behind each unit the next of its code: no array for each of the
  /// ten thousand codes of a country, which would take longer to make than to look up.
  private let firstOfCode: [String: Int]
  private let nextOfCode: [Int32]

  /// A registry of units.
  public init(_ units: [ReportingUnit]) {
    self.units = units
    var first: [String: Int] = [:]
    first.reserveCapacity(units.count)
    var next = [Int32](repeating: -1, count: units.count)
    for index in units.indices.reversed() {
      if let later = first.updateValue(index, forKey: units[index].code) {
        next[index] = Int32(truncatingIfNeeded: later)
      }
    }
    firstOfCode = first
    nextOfCode = next
  }

  private init(_ units: [ReportingUnit], codesOf other: UnitRegistry) {
    self.units = units
    firstOfCode = other.firstOfCode
    nextOfCode = other.nextOfCode
  }

  /// The same units in the same order with something changed that is not their code.
  package func changed(_ change: (inout ReportingUnit) -> Void) -> UnitRegistry {
    var units = units
    for index in units.indices { change(&units[index]) }
    return UnitRegistry(units, codesOf: self)
  }

  /// The places in `units` of those that ever had a code, in their order.
  package func indexes(code: String) -> [Int] {
    var indexes: [Int] = []
    var index = firstOfCode[code] ?? -1
    while index >= 0 {
      indexes.append(index)
      index = Int(nextOfCode[index])
    }
    return indexes
  }

  /// The codes that more than one unit has, in no order.
  package var codesOfSeveral: [String] {
    firstOfCode.filter { nextOfCode[$0.value] >= 0 }.map(\.key)
  }

  /// The first unit of the lists that ever had a code.
  package func firstUnit(code: String) -> ReportingUnit? { firstOfCode[code].map { units[$0] } }

  /// Whether any unit ever had a code.
  package func has(code: String) -> Bool { firstOfCode[code] != nil }

  /// Every unit that ever had a code.
  public func units(code: String) -> [ReportingUnit] { indexes(code: code).map { units[$0] } }

  /// The unit that had a code on a day; of spelling variants the one that has dates wins.
  public func unit(code: String, on day: CalendarDate) -> ReportingUnit? {
    index(code: code, on: day).map { units[$0] }
  }

  /// The place in `units` of the unit that had a code on a day.
  package func index(code: String, on day: CalendarDate) -> Int? {
    var found: Int?
    var index = firstOfCode[code] ?? -1
    while index >= 0 {
      if units[index].existed(on: day) {
        if units[index].validFrom != nil || units[index].validTo != nil { return index }
        found = found ?? index
      }
      index = Int(nextOfCode[index])
    }
    return found
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
