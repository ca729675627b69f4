import Indicators
import Reports
import SheetModel

/// Figures of one indicator, measure and period, whose sums are compared.
struct TotalKey: Hashable, Comparable, Codable, Sendable {
  /// The indicator, such as `I:0301`.
  var indicator: String
  /// The measure's name.
  var measure: String
  /// The period.
  var period: String
  /// Whether the figures are counts of a register's rows, of which only the wholes are added up.
  var isCounted = false

  /// By indicator, measure, period; counts of registers last.
  static func < (a: TotalKey, b: TotalKey) -> Bool {
    (a.indicator, a.measure, a.period, a.isCounted ? 1 : 0)
      < (b.indicator, b.measure, b.period, b.isCounted ? 1 : 0)
  }
}

/// What one file of an archive came to, as the ledger keeps it.
///
/// Everything that outputs and report need of the file, but for the rows of registers, which lie
/// beside it. Depends on the file's bytes and path, the templates and the mappings alone.
struct MigratedFile: Codable, Sendable {
  /// A cell that was held back; nil for a whole sheet.
  struct Quarantine: Codable, Sendable {
    var sheet: String
    var cell: String?
    var reason: String
  }

  /// An issue inside the file.
  struct Issue: Codable, Sendable {
    var code: String
    var sheet: String?
    var cell: String?
    var detail = ""
    var isNotice = false
  }

  /// The sum of a total's cells as the independent pass found them.
  struct Sum: Codable, Sendable {
    var key: TotalKey
    var source: String
    var heldBack: String
  }

  /// A sheet; the names are those of `MigrationReport.Sheet`.
  struct Sheet: Codable, Sendable {
    var name: String
    var mapping: String?
    var filled = 0
    var migrated = 0
    var ignored: [String: Int] = [:]
    var quarantined: [String: Int] = [:]
    var figures = 0
    var records = 0
  }

  /// A failure, without the words that are made of it.
  struct Failure: Codable, Sendable {
    var code: String
    var part: String?
    var sheet: String?
    var cell: String?
    var line: Int?
    var found: String
    var limit: String?
    var limitValue: Int?
  }

  var path: String
  var sha256: String
  var failure: Failure?
  var sheets: [Sheet] = []
  var encodings: [String: Int] = [:]
  var quarantine: [Quarantine] = []
  var issues: [Issue] = []
  var sums: [Sum] = []
  /// The bytes of the register's rows, changes and duplicate keys that lie beside; 0 for none.
  var registerBytes = 0
  var changeBytes = 0
  var keyBytes = 0
  var changes = 0

  init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

extension MigratedFile.Failure {
  init(_ error: WorkbookError) {
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
  func error(file: String) -> WorkbookError {
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
  var reported: MigrationReport.File {
    var file = MigrationReport.File(path: path, sha256: sha256)
    file.failure = failure?.error(file: path)
    file.encodings = encodings
    file.sheets = sheets.map { sheet in
      var shown = MigrationReport.Sheet(name: sheet.name, mapping: sheet.mapping)
      shown.balance.filled = sheet.filled
      shown.balance.migrated = sheet.migrated
      shown.balance.ignored = sheet.ignored.values.reduce(0, +)
      shown.balance.quarantined = sheet.quarantined.values.reduce(0, +)
      shown.ignored = sheet.ignored
      shown.quarantined = sheet.quarantined
      shown.figures = sheet.figures
      shown.records = sheet.records
      return shown
    }
    return file
  }
}
