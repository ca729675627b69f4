import Indicators
import Migration
import SheetModel
import Text
import WorkbookIO

/// Removes rows of children from what a migration keeps, and says what remains.
///
/// Rows go out of the register, the change log, the problems, the duplicates, the reasons and the
/// ledger. Figures, which name nobody, and the report, which has places alone, stay. The old file
/// itself is not touched: while it is there, another `migrate` brings its rows back.
public struct MigrateForgetJob: Sendable {
  /// The folder of a migration's outputs.
  public var folder: String
  /// The file whose rows go, by its name in the outputs; files with the same bytes go with it.
  public var source: String?
  /// A day: rows of periods that ended before it go.
  public var before: String?
  /// What all jobs are told.
  public var settings: JobSettings

  /// A removal of one kind; exactly one of `source` and `before` is to be given.
  public init(
    folder: String, source: String? = nil, before: String? = nil, settings: JobSettings
  ) {
    self.folder = folder
    self.source = source
    self.before = before
    self.settings = settings
  }

  /// Removes the rows; `findings` where nothing is kept of the file that was named.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish { try forget(context) }
  }

  private func forget(_ context: JobContext) throws -> ExitStatus {
    guard (source == nil) != (before == nil) else {
      throw JobFailure.notice(.migration(.forgetWhat), .usage)
    }
    let day = try before.map { try DayArgument.day($0, context) }
    guard PathStatus(folder)?.isFolder == true, try found() != nil else {
      throw JobFailure.notice(.migration(.noMigration(folder: folder)), .noInput)
    }
    let ledger = MigrationLedger(output: folder, program: "", basis: "")
    guard let lock = try ledger.locked() else {
      throw JobFailure.notice(.migration(.busy(folder: folder)), .cannotCreate)
    }
    defer { lock.release() }
    // Only now, for another run may have ended in between.
    guard var run = try found() else {
      throw JobFailure.notice(.migration(.noMigration(folder: folder)), .noInput)
    }
    let kept = ledger.kept()
    let choice =
      day.map { ForgottenRows.Choice.before($0) }
      ?? .files(names(of: PathText.shown(source ?? ""), among: Array(kept.files.values)))
    var rows = ForgottenRows(choice)
    let columns = registerColumns()
    let keys = kept.files.keys.sorted().filter { key in
      kept.files[key].map { holds($0, key, rows, ledger, columns) } ?? true
    }
    try forgetOutputs(&rows, of: &run)
    // The ledger last: by it the files with the same bytes are known, should this be done again.
    for key in keys + kept.strays.sorted() { ledger.remove(key) }
    if let source, rows.count + keys.count == 0 {
      context.say(.migration(.nothingOf(source: source, folder: folder)))
      return .findings
    }
    context.say(
      .migration(
        .forgotten(rows: rows.count, entries: keys.count, rest: rows.rest, folder: folder)))
    return .fine
  }

  /// The run whose results are there; one without inputs where it is not known whose they are, and
  /// nil for none.
  private func found() throws(WorkbookError) -> MigrationRun? {
    switch try MigrationRun.ledger(in: folder) {
    case .new: nil
    case .known(let run): run
    case .unknown: MigrationRun(inputs: [])
    }
  }

  /// The file that is meant, and those with the same bytes, which are the same children.
  private func names(of source: String, among files: [MigratedFile]) -> Set<PathKey> {
    let meant = PathKey(source)
    let digests = files.filter { PathKey($0.path) == meant && !$0.sha256.isEmpty }.map(\.sha256)
    return Set(files.filter { digests.contains($0.sha256) }.map { PathKey($0.path) } + [meant])
  }

  // MARK: Ledger

  /// Whether an entry has rows that are meant, or what cannot be told.
  private func holds(
    _ file: MigratedFile, _ key: String, _ rows: ForgottenRows, _ ledger: MigrationLedger,
    _ columns: [String]
  ) -> Bool {
    if case .files(let files) = rows.choice { return files.contains(PathKey(file.path)) }
    guard file.companions[MigrationLedger.Companion.register.rawValue] != nil else { return false }
    // Without a head nothing can be told of the rows.
    guard !columns.isEmpty else { return true }
    var isMeant = false
    do {
      // The rows beside an entry have the fields of the register, and no head.
      try MadeTable(path: ledger.path(.register, of: key), columns: columns)
        .filter(into: nil) { line, columns in
          if rows.isMeant(line, columns) { isMeant = true }
          return true
        }
    } catch {
      // What cannot be read may hold anything.
      return true
    }
    return isMeant
  }

  private func registerColumns() -> [String] {
    (try? MadeTable(path: PathText.join(folder, "register.csv")).head()) ?? []
  }

  // MARK: Outputs

  /// Writes the tables anew without the rows; the register last, for it tells which those are.
  private func forgetOutputs(_ rows: inout ForgottenRows, of run: inout MigrationRun) throws {
    let register = PathText.join(folder, "register.csv")
    let isThere = PathStatus(register, followsLink: false)?.isFile == true
    let sink = isThere ? try self.sink("register.csv") : nil
    if isThere {
      try MadeTable(path: register).filter(into: sink) { line, columns in
        rows.keeps(registerLine: line, columns)
      }
    }
    let found = rows
    for name in ["changes.csv", "problems.csv"] {
      try rewrite(name) { line, columns in found.keeps(line, columns) }
    }
    var groups: [String: Int] = [:]
    try look(at: "duplicates.csv") { line, columns in
      if found.keeps(line, columns), let group = line.first { groups[group, default: 0] += 1 }
    }
    try rewrite("duplicates.csv") { line, columns in
      found.keeps(line, columns) && groups[line.first ?? "", default: 0] > 1
    }
    if case .files(let files) = rows.choice {
      // The places of what was left out go with the reasons; those of other files stay.
      try rewrite("ignored.csv") { line, columns in
        columns.firstIndex(of: "file").map {
          !files.contains(PathKey(FormulaGuard.plain(line[$0])))
        }
          ?? true
      }
      let names = Set(files.map { PathKey(QuarantineName.of(path: $0.path)) })
      for name in run.made where names.contains(PathKey(name)) && MadeFile.isInside(name, folder) {
        MadeFile.remove(PathText.join(folder, name))
      }
      run.made.removeAll { names.contains(PathKey($0)) }
      try run.write(to: folder)
    }
    try sink?.commit()
  }

  private func sink(_ name: String) throws(WorkbookError) -> FileSink {
    var manner = FileSink.Manner(overwrites: true, isPrivate: true, root: folder)
    manner.keepsPermissions = false
    return try FileSink(path: PathText.join(folder, name), manner)
  }

  private func rewrite(
    _ name: String, keeping isKept: ([String], [String]) -> Bool
  ) throws(WorkbookError) {
    let path = PathText.join(folder, name)
    guard PathStatus(path, followsLink: false)?.isFile == true else { return }
    let sink = try sink(name)
    try MadeTable(path: path).filter(into: sink, keeping: isKept)
    try sink.commit()
  }

  private func look(
    at name: String, _ body: ([String], [String]) -> Void
  ) throws(WorkbookError) {
    let path = PathText.join(folder, name)
    guard PathStatus(path, followsLink: false)?.isFile == true else { return }
    try MadeTable(path: path).filter(into: nil) { line, columns in
      body(line, columns)
      return true
    }
  }
}
