import Foundation
import SheetModel
import Text
import WorkbookIO

/// Whose results a folder of outputs holds: what the run read, and what it has made there.
///
/// Lies in `OUT/.bieu/run` and is the mark by which a folder is known to be ours. Only what is in its
/// list of made files is ever replaced unasked or removed.
package struct MigrationRun: Codable, Sendable {
  /// The inputs as they were named, by their paths without links, in the order of their bytes.
  package var inputs: [String]
  /// The files that were made, or were to be made, by their paths in the folder of outputs.
  package var made: [String]

  /// A run over inputs that are named by arguments, with nothing made yet.
  package init(inputs: [String]) {
    self.inputs = inputs.map { PathText.place($0) }.map { PathKey($0) }.sorted().map(\.path)
    made = []
  }

  private static func path(in output: String) -> String { PathText.join(output, ".bieu/run") }

  /// Whether a folder says that it holds what a migration has made; anybody may make it say so.
  package static func isClaimed(in output: String) -> Bool {
    PathStatus(path(in: output), followsLink: false) != nil
  }

  /// Whether a folder holds what a migration of another folder, or of one above it, has made, by a
  /// mark of the user's own: only such are no inputs of that folder.
  package static func isResult(_ output: String, of folder: String) -> Bool {
    guard PathStatus(path(in: output), followsLink: false)?.isOurs == true,
      let run = read(from: output), let folder = PathText.resolved(folder)
    else { return false }
    return run.inputs.contains { input in
      let input = PathText.join(input, "")
      return PathText.join(folder, "").utf8.starts(with: input.utf8)
    }
  }

  /// The run whose results a folder holds; nil for none that can be read.
  package static func read(from output: String) -> MigrationRun? {
    guard let bytes = try? DigestedFile.read(path(in: output)) else { return nil }
    return try? JSONDecoder().decode(MigrationRun.self, from: Data(bytes))
  }

  /// Puts the run down.
  /// - Throws: `unwritable` or `uncreatable` with the path.
  package func write(to output: String) throws(WorkbookError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let path = Self.path(in: output)
    let bytes: [UInt8]
    do { bytes = [UInt8](try encoder.encode(self)) + [0x0A] } catch {
      throw WorkbookError(.unwritable, at: Place(path: path), found: "JSON")
    }
    try DigestedFile.write(bytes, to: path, below: output)
  }

  /// Whether everything that another run read is read by this one too, so that nothing of its
  /// results is lost.
  package func continues(_ other: MigrationRun) -> Bool {
    // What came through standard input comes from nowhere that could be named again.
    guard !other.inputs.contains("-") else { return false }
    return Set(other.inputs.map { PathKey($0) }).isSubset(of: inputs.map { PathKey($0) })
  }

  /// What a folder `.bieu` is that is there already.
  package enum Ledger: Sendable {
    /// None, or one that nothing has been put into.
    case new
    /// The ledger of a run.
    case known(MigrationRun)
    /// A ledger that does not say whose it is, such as one of an earlier version.
    case unknown
  }

  /// Finds out whether the folder for the ledger may be used, which it is made for alone.
  /// - Throws: `uncreatable` for a link, somebody else's folder, or one without our mark and with
  ///   anything in it that no migration has made.
  package static func ledger(in output: String) throws(WorkbookError) -> Ledger {
    let folder = PathText.join(output, ".bieu")
    func refused(_ found: Evidence) -> WorkbookError {
      WorkbookError(.uncreatable, at: Place(path: folder), found: found)
    }
    guard let status = PathStatus(folder, followsLink: false) else { return .new }
    guard status.isFolder else { throw refused(status.kindName) }
    guard status.isOurs else { throw refused("another user's folder") }
    guard let names = FolderEntries(folder)?.names else { throw refused("unreadable folder") }
    // What a killed run leaves before it has said what it reads: the lock, an unfinished file.
    func isBeginning(_ name: String) -> Bool {
      name == MigrationLedger.lockName || name.hasPrefix(".bieu-")
    }
    let foreign = names.contains { name in
      name != "run" && !isBeginning(name) && MigrationLedger.key(ofName: name) == nil
    }
    if let run = read(from: output) { return .known(run) }
    guard !foreign else { throw refused("files that no migration has made") }
    return names.allSatisfy(isBeginning) ? .new : .unknown
  }
}
