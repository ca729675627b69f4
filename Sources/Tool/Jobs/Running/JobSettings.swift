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
      guard let value = environment[name.variable] else { continue }
      self.limits[name] = try Self.number(value, in: "\(name.variable)=\(value)")
    }
    for limit in limits { try set(limit) }
  }

  private mutating func set(_ limit: String) throws {
    let parts = limit.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw InvalidSetting(text: limit, fault: .form) }
    guard let name = ReadLimits.Name(rawValue: String(parts[0])) else {
      throw InvalidSetting(text: limit, fault: .name)
    }
    limits[name] = try Self.number(String(parts[1]), in: limit)
  }

  /// A positive whole number; `K`, `M` and `G` stand for 2 to the power of 10, 20 and 30.
  private static func number(_ text: String, in setting: String) throws -> Int {
    var digits = text[...]
    var unit = 1
    if let letter = digits.last?.uppercased(), let shift = ["K": 10, "M": 20, "G": 30][letter] {
      digits.removeLast()
      unit = 1 << shift
    }
    // Int() takes a sign.
    guard let first = digits.first, first.isNumber, let number = Int(digits), number > 0 else {
      throw InvalidSetting(text: setting, fault: .value)
    }
    let (value, overflow) = number.multipliedReportingOverflow(by: unit)
    guard !overflow else { throw InvalidSetting(text: setting, fault: .value) }
    return value
  }
}

/// A limit that cannot be set so.
public struct InvalidSetting: Error, CustomStringConvertible {
  /// What is wrong with a setting.
  public enum Fault: Sendable {
    /// It is not `NAME=NUMBER`.
    case form
    /// No limit has that name.
    case name
    /// The value is no positive whole number, or too large.
    case value
  }

  /// The text that was given.
  public var text: String
  /// What is wrong with it.
  public var fault: Fault
  /// What is wrong, in both languages.
  public var description: String {
    let names = ReadLimits.Name.allCases.map(\.rawValue).joined(separator: ", ")
    return switch fault {
    case .form: "\(text): cần / needs TÊN=SỐ; \(names)"
    case .name: "\(text): không có giới hạn này / no such limit; \(names)"
    case .value:
      "\(text): cần số nguyên dương, có thể kèm K, M, G / needs a positive whole number, perhaps with K, M, G"
    }
  }
}
