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
    _ binding: MappingBinding, scan: SheetScan, file: String, options: MappingOptions,
    lookup: UnitLookup
  ) {
    mapping = binding.mapping
    sheet = scan.grid.name
    self.file = file
    self.options = options
    self.lookup = lookup
    titles =
      TitleLines(above: binding.head.lowerBound, of: scan, parting: .joiningNumbers).statements
  }

  // MARK: Period

  /// The period of the sheet; nil where none of the places names one.
  func period() -> ReportingPeriod? {
    for place in mapping.period.places {
      let found: ReportingPeriod? =
        switch place {
        case .title: titlePeriod()
        case .sheetName: Self.namePeriod(sheet)
        case .fileName: filePeriod()
        case .option: options.period
        case .column: nil
        }
      if let found { return found }
    }
    return nil
  }

  private func titlePeriod() -> ReportingPeriod? {
    for label in mapping.period.labels {
      let label = LabelKey(label)
      for title in titles where title.key.hasPrefix(label) {
        if let period = PeriodText.period(in: title.key, isLabelled: true) { return period }
      }
    }
    for title in titles where !FormFurniture.namesOtherYear(title.key) {
      if let period = PeriodText.period(in: title.key, isLabelled: false) { return period }
    }
    return nil
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
      case .column: continue
      }
      if found != .unknown { return found }
    }
    return .unknown
  }

  /// The unit that the titles name, the deepest of several: a commune before its district.
  func unit(inTitlesOn day: CalendarDate) -> MappedUnit {
    var found: [String: Int] = [:]
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
        guard case .found(let unit) = lookup.code(of: phrase, on: day) else { continue }
        found[unit.code] = depth(of: unit, on: day)
        break
      }
    }
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

/// The pieces of a title that may name a unit: from a word for a rank on to the period.
enum UnitPhrases {
  /// The pieces, from left to right.
  static func phrases(in text: String) -> [String] {
    let words = text.split { $0.isWhitespace || $0 == "_" }
    let keys = words.map { LabelKey($0) }
    var phrases: [String] = []
    for start in words.indices where isRank(keys, at: start) {
      var end = start + 1
      while end < words.count, end - start < 14, !stops.contains(keys[end]), !isYear(keys[end]) {
        end += 1
      }
      phrases.append(words[start..<end].joined(separator: " "))
    }
    return phrases
  }

  private static func isRank(_ keys: [LabelKey], at index: Int) -> Bool {
    if single.contains(keys[index]) { return true }
    guard index + 1 < keys.count else { return false }
    return double.contains { $0.0 == keys[index] && $0.1 == keys[index + 1] }
  }

  private static func isYear(_ key: LabelKey) -> Bool {
    key.bytes.count == 4 && key.bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let single = Set(
    ["xã", "phường", "huyện", "quận", "tỉnh", "tp", "tx", "tt", "p", "x", "h", "q", "t"].map {
      LabelKey($0)
    })
  private static let double = [("thị", "trấn"), ("thị", "xã"), ("thành", "phố"), ("đặc", "khu")]
    .map { (LabelKey($0.0), LabelKey($0.1)) }
  private static let stops = Set(
    ["năm", "quý", "tháng", "kỳ", "ngày", "6", "06", "tính", "đến"].map { LabelKey($0) })
}

/// The label of a row without the number before it.
enum RowLabel {
  /// A unit's name without its running number, behind its code where there is one.
  ///
  /// Five digits are a commune's code, not a running number.
  static func unit(_ name: String, code: String? = nil) -> String {
    let isCoded = name.drop { $0.isWhitespace }.prefix { $0.isNumber }.count == 5
    let bare = isCoded ? name : withoutNumber(name)
    return code.map { "\($0) - \(bare)" } ?? bare
  }

  /// `1. Số trẻ em`, `a) Nam`, `II - Nông thôn`, `1.2. …` without what stands before the words.
  static func withoutNumber(_ text: String) -> String {
    var rest = text.drop { $0.isWhitespace || "-–—+•*".contains($0) }
    let mark = rest.prefix { $0.isNumber || $0 == "." || "ivxIVX".contains($0) }
    let letter = mark.isEmpty ? rest.prefix(1) : mark
    let behind = rest.dropFirst(letter.count)
    let ends = letter.last == "." || behind.first.map { ")./-–:".contains($0) } ?? false
    guard !letter.isEmpty, letter.count <= 8, ends else { return String(rest) }
    rest = behind.drop { ")./-–: ".contains($0) || $0.isWhitespace }
    return rest.isEmpty ? text : String(rest)
  }
}
