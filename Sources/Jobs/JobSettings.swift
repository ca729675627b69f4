import Foundation
import Reports
import SheetModel

/// The language of what people read.
public typealias MessageLanguage = Language

/// How findings and facts are printed.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// For machines.
  case json
}

/// The form of an observation file.
public enum ObservationFormat: String, Sendable, CaseIterable {
  /// The canonical CSV.
  case csv
  /// One JSON object a line.
  case jsonl
}

/// The formats of official forms.
public enum FormFormat: String, Sendable, CaseIterable {
  /// Office Open XML.
  case xlsx
  /// OpenDocument spreadsheet.
  case ods
}

/// The formats that are written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Office Open XML.
  case xlsx
  /// OpenDocument spreadsheet.
  case ods
  /// Comma-separated.
  case csv
  /// Tab-separated.
  case tsv
  /// OpenDocument spreadsheet as one XML file.
  case fods
  /// One JSON object a cell, for machines.
  case jsonl
}

/// What all jobs are told.
public struct JobSettings: Sendable {
  /// The language of messages.
  public var language: MessageLanguage
  /// How many files are worked on at a time.
  public var workers: Int
  /// Whether progress and summaries are left out.
  public var isQuiet: Bool
  /// The folder of templates; nil looks in the usual places.
  public var templates: String?
  /// The budgets of reading.
  public var limits: ReadLimits

  /// Settings, with limits as `name=value` texts over those of `BIEU_LIMIT_…` variables.
  /// - Throws: `InvalidSetting` for a limit that has no such name or no positive value.
  public init(
    language: MessageLanguage = .vi, workers: Int = 1, isQuiet: Bool = false,
    templates: String? = nil, limits: [String] = [],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws {
    self.language = language
    self.workers = workers
    self.isQuiet = isQuiet
    self.templates = templates ?? environment["BIEU_TEMPLATES"]
    self.limits = ReadLimits()
    for name in ReadLimits.Name.allCases {
      let variable = Self.variable(of: name)
      if let value = environment[variable] { try set("\(name.rawValue)=\(value)") }
    }
    for limit in limits { try set(limit) }
  }

  /// The environment variable of a limit: `BIEU_LIMIT_ENTRY_BYTES`.
  public static func variable(of name: ReadLimits.Name) -> String {
    let words = name.rawValue.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }
    return "BIEU_LIMIT_" + words.joined()
  }

  private mutating func set(_ limit: String) throws {
    let parts = limit.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let name = ReadLimits.Name(rawValue: String(parts[0])),
      let value = Int(parts[1]), value > 0
    else { throw InvalidSetting(text: limit) }
    limits[name] = value
  }
}

/// A limit that cannot be set so.
public struct InvalidSetting: Error, CustomStringConvertible {
  /// The text that was given.
  public var text: String
  /// What is wrong, in both languages.
  public var description: String {
    let names = ReadLimits.Name.allCases.map(\.rawValue).joined(separator: ", ")
    return "\(text): cần / needs TÊN=SỐ; \(names)"
  }
}
