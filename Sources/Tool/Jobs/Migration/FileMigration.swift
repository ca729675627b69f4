import Indicators
import LegacyText
import Migration
import SheetModel
import WorkbookIO

/// A file of a migration with its figures, and its name in the ledger.
struct MigrationPiece: Sendable {
  var key: String
  var file: MigratedFile
  var observations: [Observation]
  /// What tells near duplicates, where no ledger keeps it.
  var duplicateKeys: [UInt8] = []
  /// The first file with the same bytes; nil for that one itself.
  var sameAs: String?
}

/// One file on its way through a migration: read in Unicode, mapped, counted again, put down.
struct FileMigration: Sendable {
  /// The path to open.
  let input: String
  /// The path below the folder, which names the file in all outputs.
  let path: String
  let tools: MigrationTools
  /// Where results are kept; nil keeps none.
  let ledger: MigrationLedger?
  let limits: ReadLimits
  /// How many threads may work on this file.
  let threads: Int

  /// What the file came to, now or in a run before.
  ///
  /// A file that cannot be processed is a piece with a failure.
  /// - Throws: what writing to the ledger throws.
  func piece() throws(WorkbookError) -> MigrationPiece {
    var sha256 = ""
    var failure: WorkbookError?
    var source: InputSource?
    do {
      let opened = try InputSource(input, limits: limits)
      sha256 = try opened.sha256()
      source = opened
    } catch { failure = error }
    let key = ledger?.key(path: path, sha256: sha256) ?? ""
    if failure == nil, let entry = ledger?.entry(key) {
      return MigrationPiece(key: key, file: entry.file, observations: entry.observations)
    }
    var piece = MigrationPiece(
      key: key, file: MigratedFile(path: path, sha256: sha256), observations: [])
    if let source {
      let registers = RegisterFiles(ledger: ledger, key: key)
      do {
        var run = FileRun(self, source: source, sha256: sha256, registers: registers)
        try run.migrate()
        piece.file = run.file
        piece.observations = run.observations
        try registers.commit(into: &piece.file)
        piece.duplicateKeys = registers.keptKeys
      } catch {
        // What a broken file gave before it broke is no result; what cannot be written is no
        // fault of the file.
        switch error.code {
        case .unwritable, .uncreatable, .outputExists, .outOfResources: throw error
        default: failure = error
        }
      }
    }
    if let failure {
      piece.file = MigratedFile(path: path, sha256: sha256)
      piece.file.failure = MigratedFile.Failure(failure)
      piece.observations = []
    }
    if source != nil { try ledger?.write(piece.file, piece.observations, as: key) }
    return piece
  }
}

/// The files beside a ledger's entry that a register's rows go into; nothing without a ledger.
struct RegisterFiles {
  private let sinks: [(companion: MigrationLedger.Companion, sink: CountingSink)]
  /// Where a register's rows and what is told of them go.
  let outputs: RegisterMigration.Sinks
  private let keys: CountingSink

  init(ledger: MigrationLedger?, key: String) {
    func sink(_ companion: MigrationLedger.Companion, keeps: Bool = false) -> CountingSink {
      CountingSink(path: ledger?.path(companion, of: key), keeps: keeps)
    }
    let register = sink(.register)
    let changes = sink(.changes)
    let problems = sink(.problems)
    keys = sink(.keys, keeps: ledger == nil)
    outputs = RegisterMigration.Sinks(
      register: register, changes: changes, problems: problems, keys: keys)
    sinks = [
      (.register, register), (.changes, changes), (.problems, problems), (.keys, keys),
    ]
  }

  /// What tells near duplicates, without a ledger.
  var keptKeys: [UInt8] { keys.kept }

  /// Puts the files that have something into their places and notes their sizes.
  /// - Throws: what writing throws.
  func commit(into file: inout MigratedFile) throws(WorkbookError) {
    for (companion, sink) in sinks {
      try sink.commit()
      if sink.count > 0 { file.companions[companion.rawValue] = sink.count }
    }
  }
}

/// A file that is begun with its first byte, and counts its bytes; without a path it only counts
/// or keeps them.
final class CountingSink: ByteSink {
  private let path: String?
  private let keeps: Bool
  /// The bytes, where they are kept.
  private(set) var kept: [UInt8] = []
  private var file: FileSink?
  private(set) var count = 0

  init(path: String?, keeps: Bool) {
    self.path = path
    self.keeps = keeps
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard bytes.count > 0 else { return }
    if file == nil, let path { file = try FileSink(path: path, overwrites: true) }
    count += bytes.count
    if keeps { kept += bytes }
    try file?.write(bytes)
  }

  func commit() throws(WorkbookError) { try file?.commit() }
}
