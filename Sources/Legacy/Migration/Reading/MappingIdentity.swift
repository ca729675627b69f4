import Foundation
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// What the caller knows of all sheets, for mappings whose sources name `option`.
public struct MappingOptions: Sendable {
  /// The unit, by code or name.
  public var unit: String?
  /// The period.
  public var period: ReportingPeriod?

  /// Nothing known, or what is given.
  public init(unit: String? = nil, period: ReportingPeriod? = nil) {
    self.unit = unit
    self.period = period
  }
}

/// What a text says of a unit on a day.
enum MappedUnit: Sendable, Hashable {
  case found(String)
  case ambiguous
  /// A code and a name beside it that are not of one unit.
  case contradiction
  case unknown

  init(_ outcome: UnitLookup.Outcome) {
    switch outcome {
    case .found(let unit): self = .found(unit.code)
    case .ambiguous: self = .ambiguous
    case .contradiction: self = .contradiction
    case .unknown, .notThen: self = .unknown
    }
  }

  /// Why a figure without a unit goes into quarantine.
  var reason: QuarantineReason {
    switch self {
    case .ambiguous: .ambiguousUnit
    case .contradiction: .contradictoryUnit
    case .found, .unknown: .unknownUnit
    }
  }
}

/// Finds the unit and the period of a sheet in the places that its mapping names.
struct MappingIdentity {
  let mapping: LegacyMapping
  let sheet: String
  /// The file's name as it was given, folders included.
  let file: String
  let options: MappingOptions
  let lookup: UnitLookup
  /// The texts above the table.
  let titles: [TitleLines.Statement]

  init(
    _ binding: MappingBinding, titles: TableTitles, scan: SheetScan, file: String,
    options: MappingOptions, lookup: UnitLookup
  ) {
    mapping = binding.mapping
    sheet = scan.grid.name
    self.file = file
    self.options = options
    self.lookup = lookup
    self.titles = titles.statements
  }

  // MARK: Period

  /// The period of the table; nil where none of the places names one, or the titles name several.
  func period() -> ReportingPeriod? {
    for place in mapping.period.places {
      let found: ReportingPeriod? =
        switch place {
        case .title: titlePeriod()
        case .sheetName: Self.namePeriod(sheet)
        case .fileName: filePeriod()
        case .option: options.period
        case .column, .heading: nil
        }
      if let found { return found }
      if place == .title, hasSeveralPeriods { return nil }
    }
    return nil
  }

  /// Whether the titles name several periods, none of which is the table's for sure.
  var hasSeveralPeriods: Bool { titlePeriod() == nil && titlePeriods.count > 1 }

  private func titlePeriod() -> ReportingPeriod? {
    for label in mapping.period.labels {
      let label = LabelKey(label)
      for title in titles where title.key.hasPrefix(label) {
        if let period = PeriodText.period(in: title.key, isLabelled: true) { return period }
      }
    }
    let all = titlePeriods
    if all.count == 1 { return all.first }
    if let own = ownPeriod { return own }
    // `NĂM 2015` over `6 tháng đầu năm 2015`: the part is meant.
    if all.count == 2, Set(all.map(\.year)).count == 1, all.contains(where: { $0.part == .year }) {
      return all.first { $0.part != .year }
    }
    let telling = Set(
      titles.filter { mapping.recognition.titles.contains(LooseKey($0.key)) }
        .compactMap { PeriodText.period(in: $0.key, isLabelled: false) })
    return telling.count == 1 ? telling.first : nil
  }

  /// The period of the table's own title below that of a report for another year: the lowest line that
  /// names one, where the lines above are a report's and it is a title itself.
  private var ownPeriod: ReportingPeriod? {
    let named = titles.compactMap { title in
      Self.period(of: title).map { (line: title.line, period: $0, title: title) }
    }
    guard let last = named.last,
      named.allSatisfy({ $0.line != last.line || $0.period == last.period })
    else { return nil }
    let above = named.filter { $0.line < last.line && $0.period != last.period }
    let bare = LabelKey(RowLabel.withoutNumber(last.title.text))
    let isOwn = TableTitles.isTitle(last.title) || PeriodText.isBare(bare)
    return isOwn && above.allSatisfy({ TableTitles.isReport($0.title) }) ? last.period : nil
  }

  private static func period(of title: TitleLines.Statement) -> ReportingPeriod? {
    let key = title.key
    if FormFurniture.namesOtherYear(key) || ComparisonWords.arePart(of: key) { return nil }
    return PeriodText.period(in: key, isLabelled: false)
  }

  /// The different periods that the titles name, but for those of decrees and of comparison.
  private var titlePeriods: Set<ReportingPeriod> {
    Set(titles.compactMap(Self.period(of:)))
  }

  private func filePeriod() -> ReportingPeriod? {
    for part in file.split(separator: "/").reversed().prefix(3) {
      let name = part.replacingOccurrences(of: "_", with: " ")
      if let period = Self.namePeriod(name) { return period }
    }
    return nil
  }

  /// The period of a name, whose digits may touch letters: `TEHCDB2012`.
  static func namePeriod(_ name: String) -> ReportingPeriod? {
    if let period = PeriodText.period(in: LabelKey(name), isLabelled: true) { return period }
    var spaced = ""
    var last: Character?
    for character in name {
      if let last, last.isNumber != character.isNumber { spaced.append(" ") }
      spaced.append(character)
      last = character
    }
    return PeriodText.period(in: LabelKey(spaced), isLabelled: true)
  }

  // MARK: Unit

  /// The unit of the whole sheet on a day.
  func unit(on day: CalendarDate) -> MappedUnit {
    for place in mapping.unit.places {
      let found: MappedUnit
      switch place {
      case .title: found = unit(inTitlesOn: day)
      case .sheetName: found = unit(ofName: sheet, on: day)
      case .fileName:
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let bare = name.split(separator: ".").first.map(String.init) ?? name
        found = unit(ofName: bare.replacingOccurrences(of: "_", with: " "), on: day)
      case .option:
        found = options.unit.map { MappedUnit(lookup.code(of: $0, on: day)) } ?? .unknown
      case .column, .heading: continue
      }
      if found != .unknown { return found }
    }
    return .unknown
  }

  /// The unit that the titles name, the deepest of several: a commune before its district.
  func unit(inTitlesOn day: CalendarDate) -> MappedUnit {
    var found: [String: Int] = [:]
    var (hasCommune, hasUnknown) = (false, false)
    for title in titles {
      let (text, key) = (title.text, title.key)
      if let label = mapping.unit.labels.first(where: { key.hasPrefix(LabelKey($0)) }) {
        let behind = text.split(separator: ":", maxSplits: 1).dropFirst().first
        let rest = behind ?? text.dropFirst(label.count)
        if case .found(let unit) = lookup.code(of: rest, on: day) {
          return .found(unit.code)
        }
      }
      for phrase in UnitPhrases.phrases(in: text) {
        guard case .found(let unit) = lookup.code(of: phrase, on: day) else {
          if UnitPhrases.namesCommune(phrase) { hasUnknown = true }
          continue
        }
        if UnitPhrases.namesCommune(phrase) { hasCommune = true }
        found[unit.code] = depth(of: unit, on: day)
        break
      }
    }
    // A commune that nobody knows is not its district.
    if hasUnknown, !hasCommune { return .unknown }
    guard let deepest = found.values.max() else { return .unknown }
    let codes = found.filter { $0.value == deepest }.keys
    return codes.count == 1 ? codes.first.map { .found($0) } ?? .unknown : .ambiguous
  }

  private func unit(ofName name: String, on day: CalendarDate) -> MappedUnit {
    let whole = MappedUnit(lookup.code(of: RowLabel.withoutNumber(name), on: day))
    if whole != .unknown { return whole }
    for phrase in UnitPhrases.phrases(in: name) {
      let found = MappedUnit(lookup.code(of: phrase, on: day))
      if found != .unknown { return found }
    }
    return .unknown
  }

  /// How many units stand above a unit.
  private func depth(of unit: ReportingUnit, on day: CalendarDate) -> Int {
    var depth = 0
    var above = unit.parentCode
    while let code = above, depth < 6 {
      depth += 1
      let registry = lookup.registry
      above = (registry.unit(code: code, on: day) ?? registry.units(code: code).first)?.parentCode
    }
    return depth
  }
}
