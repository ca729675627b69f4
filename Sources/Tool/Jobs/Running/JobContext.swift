import FormModel
import Foundation
import Reports
import SheetModel
import Templates
import Text
import WorkbookIO

/// Why a whole job cannot go on.
enum JobFailure: Error {
  /// What to tell, and how the job ends.
  case notice(Notice, ExitStatus)
  /// Templates with errors, which no job works with.
  case templates([TemplateProblem])
}

/// What a running job talks through: its settings, the terminal, and the one way to fail.
struct JobContext: Sendable {
  let settings: JobSettings
  /// How notices are printed where findings go to standard error too.
  var noticeFormat = ReportFormat.text
  let console = Console()

  var language: Language { settings.language }

  /// Says something that is no data, unless the caller wants quiet.
  func say(_ notice: Notice) {
    guard !settings.isQuiet else { return }
    switch noticeFormat {
    case .text: console.note(notice.text(language))
    case .json:
      console.write(
        JSONWriter.line { json in
          json.member("type", "notice")
          json.member("message", PathText.printable(notice.text(language)))
        })
    }
  }

  /// Names the folders of an input list that hold what a migration has made and are no inputs, and
  /// the files that are no workbooks, unless a report names those.
  func say(_ list: InputList, namesUntaken: Bool = true) {
    for folder in list.results {
      say(.migration(.resultsPassedOver(folder: PathText.shown(folder))))
    }
    if namesUntaken, !list.untaken.isEmpty { say(.untaken(list.untaken)) }
  }

  /// Runs a job's body and turns what it throws into a line on standard error and a status.
  func finish(_ body: () throws -> ExitStatus) -> ExitStatus {
    do {
      return try body()
    } catch {
      return status(of: error)
    }
  }

  private func status(of error: any Error) -> ExitStatus {
    switch error {
    case JobFailure.notice(let notice, let status):
      console.note(notice.text(language))
      return status
    case JobFailure.templates(let problems):
      for problem in problems { console.note(problem.line(in: language)) }
      return .badTemplates
    case let error as WorkbookError:
      if !error.isBrokenPipe { console.note(error.line(in: language)) }
      return ExitStatus(error.code)
    default:
      console.note("\(error)")
      return .writeFailed
    }
  }

  // MARK: Templates

  /// The folder of the templates.
  /// - Throws: `JobFailure` when there is none.
  func templateFolder() throws -> String {
    guard let folder = TemplateFolder.locate(given: settings.templates) else {
      throw JobFailure.notice(.templatesNotFound(given: settings.templates), .badTemplates)
    }
    return folder
  }

  /// The templates, loaded and without errors; lines of units that have some are left out and told.
  /// - Throws: `JobFailure` when there are none or they contradict themselves.
  func templates() throws -> TemplateLibrary {
    let loaded = try loadTemplates()
    let ofUnits = loaded.problems.filter(\.isOfUnitLine)
    let library = try needed(loaded.library, loaded.problems.filter { !$0.isOfUnitLine })
    guard !ofUnits.isEmpty else { return library }
    for problem in ofUnits { console.note(problem.line(in: language)) }
    let lines = Set(ofUnits.map { "\($0.file):\($0.line ?? 0)" }).count
    console.note(Notice.units(.linesLeftOut(lines)).text(language))
    return library
  }

  /// The templates with every unit, for what must not leave out any.
  /// - Throws: `JobFailure` as `templates`, and for errors in the lists of units.
  func templatesWithAllUnits() throws -> TemplateLibrary {
    let loaded = try loadTemplates()
    return try needed(loaded.library, loaded.problems)
  }

  /// What was read of templates, where it is without errors.
  /// - Throws: `JobFailure` with the errors.
  func needed<Part>(_ part: Part, _ problems: [TemplateProblem]) throws -> Part {
    let errors = problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw JobFailure.templates(errors) }
    return part
  }

  /// The templates with everything that is wrong with them.
  /// - Throws: `JobFailure` when there are none.
  func loadTemplates() throws -> (library: TemplateLibrary, problems: [TemplateProblem]) {
    try TemplateLoader(folder: templateFolder(), openTable: Self.openTable).load()
  }

  /// Opens a table of the templates.
  ///
  /// The limits that a caller sets bound the inputs; templates are our own.
  static func openTable(_ path: String) throws(WorkbookError) -> any RowCursor {
    try WorkbookOpener.open(path: path).rows(ofSheet: 0)
  }
}

extension ExitStatus {
  /// How a job over one input ends when this is in its way.
  init(_ code: WorkbookError.Code) {
    switch code {
    case .notFound, .unreadable, .notAFile: self = .noInput
    case .changedWhileRead, .linkedFolder: self = .someFailed
    case .outputExists, .uncreatable: self = .cannotCreate
    case .outOfResources: self = .outOfResources
    case .unwritable: self = .writeFailed
    case .invalidTemplate: self = .badTemplates
    default: self = .badData
    }
  }
}
