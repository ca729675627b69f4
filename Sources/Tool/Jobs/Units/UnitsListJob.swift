import FormModel
import Indicators
import Reports
import SheetModel
import Text
import Units
import VietnameseText
import WorkbookIO

/// How lists of units are printed.
public enum UnitsFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// One JSON object a unit.
  case json
  /// The columns of `Templates/units/*.csv`.
  case csv
}

/// Lists units, each with the time that it had its name and rank.
public struct UnitsListJob: Sendable {
  /// The day on which the units existed; nil for all that ever were.
  public var at: String?
  /// Only units below the unit of this code.
  public var under: String?
  /// Only units of this rank, such as `xã`.
  public var level: String?
  /// How the list is printed.
  public var format: UnitsFormat
  /// What all jobs are told.
  public var settings: JobSettings

  /// A list of units.
  public init(
    at: String? = nil, under: String? = nil, level: String? = nil, format: UnitsFormat = .text,
    settings: JobSettings
  ) {
    self.at = at
    self.under = under
    self.level = level
    self.format = format
    self.settings = settings
  }

  /// Prints the units in the order of their files.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templates()
      let registry = library.units
      let day = try at.map { try DayArgument.day($0, context) }
      if let under, !isThere(under, on: day, in: registry) {
        throw JobFailure.notice(
          .units(.noSuchUnit(under, day, UnitAdvice(under, on: day, library))), .usage)
      }
      let levels = Set(registry.units.map(\.level)).sorted()
      if let level, !levels.contains(where: { LooseKey($0) == LooseKey(level) }) {
        throw JobFailure.notice(.units(.noSuchLevel(level, known: levels)), .usage)
      }
      let units = registry.units.filter { isWanted($0, on: day, in: registry) }
      if units.isEmpty { context.say(.units(.noUnits)) }
      let sink = StreamSink()
      switch format {
      case .text:
        let width = units.map { DisplayWidth.of($0.name) }.max() ?? 0
        for unit in units { try sink.write(Array(line(of: unit, width, registry).utf8)) }
      case .json: for unit in units { try sink.write(json(of: unit)) }
      case .csv:
        try sink.write(CSVLine.bytes(UnitRecord.head))
        for unit in units { try sink.write(CSVLine.bytes(UnitRecord.fields(of: unit))) }
      }
      return .fine
    }
  }

  private func isThere(
    _ code: String, on day: CalendarDate?, in registry: UnitRegistry
  ) -> Bool {
    day.map { registry.unit(code: code, on: $0) != nil } ?? !registry.units(code: code).isEmpty
  }

  private func isWanted(
    _ unit: ReportingUnit, on day: CalendarDate?, in registry: UnitRegistry
  ) -> Bool {
    if let day, !unit.existed(on: day) { return false }
    if let level, LooseKey(unit.level) != LooseKey(level) { return false }
    guard let under else { return true }
    // Without a day a unit is below whatever it was below at its own time.
    let own = day ?? unit.validTo ?? unit.validFrom
    return own.map { registry.isUnit(unit, below: under, on: $0) } ?? (unit.parentCode == under)
  }

  // MARK: For people

  private func line(of unit: ReportingUnit, _ width: Int, _ registry: UnitRegistry) -> String {
    let language = settings.language
    var line = "\(unit.code.padded(to: 7))\(unit.name.padded(to: width + 2))"
    line += (unit.parentCode ?? "").padded(to: 5)
    let from = text(unit.validFrom, earliest: unit.earliestFrom)
    let to = text(unit.validTo, earliest: unit.earliestTo)
    switch (from, to) {
    case (nil, nil): break
    case (let from?, nil): line += language.say("từ \(from)", "from \(from)")
    case (nil, let to?): line += language.say("đến \(to)", "until \(to)")
    case (let from?, let to?): line += language.say("từ \(from) đến \(to)", "\(from) to \(to)")
    }
    if unit.confidence != .sourced { line += " (\(ConfidenceText.of(unit.confidence, language)))" }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  /// `02/02/2020`, or `16/10/2017…02/02/2020` for a day between two.
  private func text(_ day: CalendarDate?, earliest: CalendarDate?) -> String? {
    guard let day else { return nil }
    func shown(_ day: CalendarDate) -> String {
      settings.language == .vi ? day.vietnamese : day.description
    }
    return earliest.map { "\(shown($0))…\(shown(day))" } ?? shown(day)
  }

  // MARK: For machines

  private func json(of unit: ReportingUnit) -> [UInt8] {
    JSONWriter.line { json in
      json.member("code", unit.code)
      json.member("name", unit.name)
      json.member("aliases", unit.aliases)
      json.member("level", unit.level)
      json.member("parent", unit.parentCode)
      json.member("valid_from", unit.validFrom?.description)
      json.member("valid_from_earliest", unit.earliestFrom?.description)
      json.member("valid_to", unit.validTo?.description)
      json.member("valid_to_earliest", unit.earliestTo?.description)
      json.member("confidence", unit.confidence.rawValue)
    }
  }
}

/// A unit as a record of `Templates/units/*.csv`, without its source.
enum UnitRecord {
  static let head = [
    "code", "name", "aliases", "parent_code", "level", "valid_from", "valid_to", "confidence",
  ]

  static func fields(of unit: ReportingUnit) -> [String] {
    [
      unit.code, unit.name, unit.aliases.joined(separator: "|"), unit.parentCode ?? "", unit.level,
      text(unit.validFrom, earliest: unit.earliestFrom),
      text(unit.validTo, earliest: unit.earliestTo), unit.confidence.rawValue,
    ]
  }

  /// `2020-02-02`, or `2017-10-16/2020-02-02` for a day between two.
  static func text(_ day: CalendarDate?, earliest: CalendarDate?) -> String {
    [earliest, day].compactMap { $0?.description }.joined(separator: "/")
  }
}

/// How far something can be trusted, as people read it.
enum ConfidenceText {
  static func of(_ confidence: Confidence, _ language: Language) -> String {
    switch confidence {
    case .sourced: language.say("đã thấy", "sourced")
    case .derived: language.say("suy ra", "derived")
    case .recalled: language.say("nhớ lại", "recalled")
    case .placeholder: language.say("MÃ TẠM", "PLACEHOLDER")
    }
  }
}
