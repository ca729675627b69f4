import Fingerprint
import Foundation
import Indicators
import Observations
import SheetModel
import Text
import WorkbookIO

/// What a migration has done so far: one entry a file, by everything that the entry depends on.
///
/// Lies in `OUT/.bieu`, its owner's alone. A run that was killed finds its whole entries again and
/// does only the rest; what is half or of another time is removed at the end. Rows of registers lie
/// beside their entry and are complete before it is there. Everything kept has a digest, and what
/// does not fit it is as good as not there. What a file came to is kept only where it follows from
/// its bytes.
package struct MigrationLedger: Sendable {
  /// What lies beside an entry.
  package enum Companion: String, CaseIterable, Sendable {
    /// The rows of the register.
    case register
    /// The lines of the change log.
    case changes
    /// The lines of the problems.
    case problems
  }

  /// The version of the entries' form; it is part of their names.
  private static let version = 3
  /// The folder, with its slash.
  package let folder: String
  /// The version of the program, on which all entries depend.
  private let program: String
  /// What else all entries of a run depend on: the templates, the mappings.
  private let basis: String

  /// A ledger in the folder of outputs.
  package init(output: String, program: String, basis: String) {
    folder = PathText.join(output, ".bieu/")
    self.program = program
    self.basis = basis
  }

  /// The name of a file's entry.
  package func key(path: String, sha256: String) -> String {
    var fingerprint = Fingerprint()
    for text in ["\(Self.version)", program, basis, path, sha256] {
      fingerprint.update(text)
    }
    return String(fingerprint.hexadecimal().prefix(40))
  }

  /// The path of what lies beside an entry.
  package func path(_ companion: Companion, of key: String) -> String {
    "\(folder)\(key).\(companion.rawValue)"
  }

  private func path(of key: String) -> String { "\(folder)\(key).entry" }

  // MARK: Entries

  /// The entry of a key; nil when there is none that is whole with what lies beside it.
  package func entry(_ key: String) -> (file: MigratedFile, observations: [Observation])? {
    // An entry under another's name is none.
    guard let (file, lines) = head(of: key), isWhole(file, of: key),
      self.key(path: file.path, sha256: file.sha256) == key
    else { return nil }
    var observations: [Observation] = []
    observations.reserveCapacity(lines.count)
    for line in lines {
      // A reader of its own for each: one file may give a figure twice.
      var reader = ObservationTable.Reader()
      let text = String(decoding: line, as: UTF8.self)
      guard let observation = try? reader.observation(json: text, line: 1) else { return nil }
      observations.append(observation)
    }
    return (file, observations)
  }

  /// What a file came to, and the lines of its figures; nil for an entry that is not whole.
  private func head(of key: String) -> (file: MigratedFile, lines: [ArraySlice<UInt8>])? {
    guard let body = try? DigestedFile.read(path(of: key)) else { return nil }
    let lines = body.split(separator: 0x0A, omittingEmptySubsequences: true)
    guard let head = lines.first,
      let file = try? JSONDecoder().decode(MigratedFile.self, from: Data(head))
    else { return nil }
    return (file, Array(lines.dropFirst()))
  }

  private func isWhole(_ file: MigratedFile, of key: String) -> Bool {
    Companion.allCases.allSatisfy { companion in
      guard let kept = file.companions[companion.rawValue] else { return true }
      do {
        try DigestedFile.copy(path(companion, of: key), kept) { _ in }
        return true
      } catch { return false }
    }
  }

  /// Hands on the bytes of what lies beside an entry, and finds out that they are those put down.
  /// - Throws: `checksumMismatch` with the path, after the last byte; what reading and `take` throw.
  package func copy(
    _ companion: Companion, of key: String, _ file: MigratedFile,
    to take: (UnsafeRawBufferPointer) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    guard let kept = file.companions[companion.rawValue] else { return }
    try DigestedFile.copy(path(companion, of: key), kept, to: take)
  }

  /// Puts an entry down.
  /// - Throws: `unwritable` with the path.
  package func write(
    _ file: MigratedFile, _ observations: [Observation], as key: String
  ) throws(WorkbookError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes: [UInt8] = []
    do { bytes = [UInt8](try encoder.encode(file)) } catch {
      throw WorkbookError(
        .unwritable, at: Place(file: path(of: key)), found: .name("\(error)", of: .systemError))
    }
    bytes.append(0x0A)
    for observation in observations {
      bytes += ObservationTable.json(observation).utf8
      bytes.append(0x0A)
    }
    try DigestedFile.write(bytes, to: path(of: key), below: folder)
  }

  /// Removes whatever of a ledger is of no use to the run that ended with these entries; what is no
  /// name of a ledger's is not ours.
  package func keepOnly(_ keys: [String]) {
    let kept = Set(keys)
    for name in FolderEntries(folder)?.names ?? [] {
      guard let key = Self.key(ofName: name), !kept.contains(key) else { continue }
      MadeFile.remove(folder + name)
    }
  }

  /// The files whose entries are whole, by key, and the keys of which something else is kept.
  package func kept() -> (files: [String: MigratedFile], strays: Set<String>) {
    var files: [String: MigratedFile] = [:]
    var strays: Set<String> = []
    for key in Set((FolderEntries(folder)?.names ?? []).compactMap(Self.key(ofName:))) {
      if let (file, _) = head(of: key) { files[key] = file } else { strays.insert(key) }
    }
    return (files, strays)
  }

  /// Removes an entry and what lies beside it.
  package func remove(_ key: String) {
    MadeFile.remove(path(of: key))
    for companion in Companion.allCases { MadeFile.remove(path(companion, of: key)) }
    MadeFile.remove("\(folder)\(key).keys")
  }

  /// The names in a ledger's folder that a migration gives.
  package static func ownNames(in folder: String) -> [String] {
    (FolderEntries(folder)?.names ?? []).filter {
      $0 == lockName || $0 == "run" || key(ofName: $0) != nil
    }
  }

  /// The key in a name such as `KEY.entry`, that this version or one before has made; nil for others.
  static func key(ofName name: String) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 40,
      parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      parts[1] == "entry" || parts[1] == "keys" || Companion(rawValue: String(parts[1])) != nil
    else { return nil }
    return String(parts[0])
  }

  // MARK: One run at a time

  /// The right to work with the ledger, given back by `release` or the end of the process.
  package struct Lock {
    fileprivate let file: FileLock

    /// Gives the right back.
    package func release() { file.release() }
  }

  /// The right to work with the ledger; nil while another run has it.
  /// - Throws: `uncreatable` where the system refuses a file in the folder.
  package func locked() throws(WorkbookError) -> Lock? {
    try FileLock(folder + Self.lockName).map(Lock.init)
  }

  /// The name of the file that a run locks.
  static let lockName = "lock"
}

extension Fingerprint {
  /// Takes a text and its end, so that no two lists of texts are one.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    withUnsafeBytes(of: UInt8(0)) { update($0) }
  }
}
