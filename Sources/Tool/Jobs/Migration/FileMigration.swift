import Fingerprint
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
  /// What tells near duplicates; empty for what a ledger gave, whose rows give it anew.
  var duplicateKeys: [UInt8] = []
  /// The first file with the same bytes; nil for that one itself.
  var sameAs: String?
}

/// One file on its way through a migration: read in Unicode, mapped, counted again, put down.
struct FileMigration: Sendable {
  /// What to open.
  let input: InputList.Input
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
      do {
        let (input, done) = (source, piece)
        piece = try input.whole { () throws(WorkbookError) in try migrated(input, into: done) }
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
      // Of a file in motion nothing was hashed that was ever whole.
      piece.file = MigratedFile(
        path: path, sha256: failure.code == .changedWhileRead ? "" : sha256)
      piece.file.failure = MigratedFile.Failure(failure)
      piece.observations = []
    }
    // Only what the file's bytes say is kept: a disk that stumbled once says nothing of them.
    if source != nil, !(failure?.code.isPassing ?? false) {
      try ledger?.write(piece.file, piece.observations, as: key)
    }
    return piece
  }

  /// The piece with what reading the file comes to; its rows are put down only where the file has
  /// stayed what it was.
  private func migrated(
    _ source: InputSource, into piece: MigrationPiece
  ) throws(WorkbookError) -> MigrationPiece {
    var piece = piece
    let registers = RegisterFiles(ledger: ledger, key: piece.key)
    var run = FileRun(self, source: source, sha256: piece.file.sha256, registers: registers)
    try run.migrate()
    piece.file = run.file
    piece.observations = run.observations
    try source.checkUnchanged()
    try registers.commit(into: &piece.file)
    piece.duplicateKeys = registers.keptKeys
    return piece
  }
}

/// The files beside a ledger's entry that a register's rows go into; nothing without a ledger.
struct RegisterFiles {
  private let sinks: [(companion: MigrationLedger.Companion, sink: CountingSink)]
  /// Where a register's rows and what is told of them go.
  let outputs: RegisterMigration.Sinks
  private let keys: KeptBytes

  init(ledger: MigrationLedger?, key: String) {
    func sink(_ companion: MigrationLedger.Companion) -> CountingSink {
      CountingSink(path: ledger?.path(companion, of: key), below: ledger?.folder)
    }
    let register = sink(.register)
    let changes = sink(.changes)
    let problems = sink(.problems)
    keys = KeptBytes()
    outputs = RegisterMigration.Sinks(
      register: register, changes: changes, problems: problems, keys: keys)
    sinks = [(.register, register), (.changes, changes), (.problems, problems)]
  }

  /// What tells near duplicates.
  var keptKeys: [UInt8] { keys.bytes }

  /// Puts the files that have something into their places and notes their sizes and digests.
  /// - Throws: what writing throws.
  func commit(into file: inout MigratedFile) throws(WorkbookError) {
    for (companion, sink) in sinks {
      try sink.commit()
      if let kept = sink.kept { file.companions[companion.rawValue] = kept }
    }
  }
}

/// Bytes that are kept in memory.
private final class KeptBytes: ByteSink {
  private(set) var bytes: [UInt8] = []

  func write(_ more: UnsafeRawBufferPointer) throws(WorkbookError) { bytes += more }
}

/// A private file that is begun with its first byte, and knows its length and digest; without a path
/// it only counts.
private final class CountingSink: ByteSink {
  private let path: String?
  private let root: String?
  private var file: FileSink?
  private var count = 0
  private var fingerprint = Fingerprint()

  init(path: String?, below root: String?) {
    self.path = path
    self.root = root
  }

  /// What is to be known of the file; nil for none.
  var kept: MigratedFile.Companion? {
    count > 0 ? MigratedFile.Companion(bytes: count, sha256: fingerprint.hexadecimal()) : nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    guard bytes.count > 0 else { return }
    count += bytes.count
    guard let path else { return }
    if file == nil {
      var manner = FileSink.Manner(overwrites: true, isPrivate: true, root: root)
      manner.keepsPermissions = false
      file = try FileSink(path: path, manner)
    }
    fingerprint.update(bytes)
    try file?.write(bytes)
  }

  func commit() throws(WorkbookError) { try file?.commit() }
}
