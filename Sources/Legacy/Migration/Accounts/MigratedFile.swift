import Indicators
import SheetModel

/// What one file of an archive came to, as the ledger keeps it.
///
/// Everything that outputs and report need of the file, but for the rows of registers, which lie
/// beside it. Depends on the file's bytes and path, the templates and the mappings alone.
package struct MigratedFile: Codable, Sendable {
  /// A cell that was held back; nil for a whole sheet.
  package struct Quarantine: Codable, Sendable {
    package var sheet: String
    package var cell: String?
    package var reason: String
    package var detail = Evidence.none

    package init(
      sheet: String, cell: String? = nil, reason: String, detail: Evidence = .none
    ) {
      self.sheet = sheet
      self.cell = cell
      self.reason = reason
      self.detail = detail
    }
  }

  /// An issue inside the file.
  package struct Issue: Codable, Sendable {
    package var code: String
    package var sheet: String?
    package var cell: String?
    package var detail = Evidence.none

    package init(
      code: String, sheet: String? = nil, cell: String? = nil, detail: Evidence = .none
    ) {
      self.code = code
      self.sheet = sheet
      self.cell = cell
      self.detail = detail
    }
  }

  /// The sum of a total's cells as the independent pass found them.
  package struct Sum: Codable, Sendable {
    package var key: TotalKey
    package var source: String

    package init(
      key: TotalKey, source: String
    ) {
      self.key = key
      self.source = source
    }
  }

  /// A failure, without the words that are made of it.
  package struct Failure: Codable, Sendable {
    package var code: String
    package var part: String?
    package var sheet: String?
    package var cell: String?
    package var line: Int?
    package var found: Evidence
    package var limit: String?
    package var limitValue: Int?
  }

  /// What lies beside an entry: how long it is, and its SHA-256.
  package struct Companion: Codable, Sendable, Hashable {
    package var bytes: Int
    package var sha256: String

    package init(bytes: Int, sha256: String) {
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  package var path: String
  package var sha256: String
  package var failure: Failure?
  package var sheets: [MigrationReport.Sheet] = []
  package var encodings: [String: Int] = [:]
  package var quarantine: [Quarantine] = []
  package var issues: [Issue] = []
  package var sums: [Sum] = []
  /// What lies beside the entry, by the companion's name; absent for none.
  package var companions: [String: Companion] = [:]
  /// How many values cleaning changed.
  package var changes = 0

  package init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

extension WorkbookError.Code {
  /// Whether a failure is one of the moment, not of the file's bytes: another run may go well.
  package var isPassing: Bool {
    switch self {
    case .notFound, .unreadable, .notAFile, .changedWhileRead, .linkedFolder, .outOfResources,
      .unwritable, .uncreatable, .outputExists:
      true
    default: false
    }
  }
}

extension MigratedFile.Failure {
  package init(_ error: WorkbookError) {
    code = error.code.rawValue
    part = error.place.part
    sheet = error.place.sheet
    cell = error.place.cell?.description
    line = error.place.line
    found = error.found
    limit = error.limit?.rawValue
    limitValue = error.limitValue
  }

  /// The error, with the file's path.
  package func error(file: String) -> WorkbookError {
    let place = Place(
      file: file, part: part, sheet: sheet, cell: cell.flatMap { CellAddress($0) }, line: line)
    var error = WorkbookError(
      WorkbookError.Code(rawValue: code) ?? .unreadable, at: place, found: found)
    error.limit = limit.flatMap { ReadLimits.Name(rawValue: $0) }
    error.limitValue = limitValue
    return error
  }
}

extension MigratedFile {
  /// The file as the report shows it.
  package var reported: MigrationReport.File {
    var file = MigrationReport.File(path: path, sha256: sha256)
    file.failure = failure?.error(file: path)
    file.encodings = encodings
    file.sheets = sheets
    return file
  }
}
