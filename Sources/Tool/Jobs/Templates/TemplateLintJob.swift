import FormModel
import Indicators
import Migration
import Reports
import SheetModel
import Templates
import Text
import UnitLists
import Units
import Validation
import WorkbookIO

/// Tells what contradicts itself in the templates.
public struct TemplateLintJob: Sendable {
  /// How the problems are printed.
  public var format: ReportFormat
  /// Whether only the tables of units and of their successions are told of.
  public var unitsOnly = false
  /// Whether every cell that an officer fills is listed with the rules that guard it.
  public var showsCoverage = false
  /// What all jobs are told.
  public var settings: JobSettings

  /// A lint of the templates.
  public init(format: ReportFormat = .text, settings: JobSettings) {
    self.format = format
    self.settings = settings
  }

  /// Prints every problem with file and line; 78 with errors, 1 with warnings alone.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let (library, declared) = try context.loadTemplates()
      var all = declared
      let folder = try context.templateFolder()
      all += LegacyMappings.load(folder: folder, library: library).problems
      all += DraftWords.load(folder: folder, openTable: JobContext.openTable).problems
      all += UnitListColumns.load(folder: folder, openTable: JobContext.openTable).problems
      let problems = unitsOnly ? all.filter { $0.file.hasPrefix("units") } : all
      let sink = StreamSink()
      for problem in problems { try sink.write(line(of: problem)) }
      if showsCoverage, !all.contains(where: { $0.severity == .error }) {
        try sink.write(coverage(of: library))
      }
      if problems.contains(where: { $0.severity == .error }) { return .badTemplates }
      guard problems.isEmpty else { return .findings }
      if unitsOnly {
        let successions = library.history.successions.count
        context.say(
          .units(.unitsFine(units: library.units.units.count, successions: successions)))
        return .fine
      }
      context.say(
        .templatesFine(
          sets: library.sets.count, forms: library.forms.count, units: library.units.units.count))
      return .fine
    }
  }

  private func coverage(of library: TemplateLibrary) throws -> [UInt8] {
    let coverage: RuleCoverage
    do {
      coverage = try RuleCoverage(library)
    } catch {
      throw JobFailure.templates([error])
    }
    let report = CoverageReport(coverage, language: settings.language)
    return format == .json ? report.json() : report.text()
  }

  private func line(of problem: TemplateProblem) -> [UInt8] {
    switch format {
    case .text: return Array((problem.line(in: settings.language) + "\n").utf8)
    case .json:
      return JSONWriter.line { json in
        json.member("file", problem.file)
        json.member("line", problem.line)
        json.member("code", problem.code)
        json.member("severity", problem.severity.rawValue)
        json.member("message", problem.message(in: settings.language))
      }
    }
  }
}
