import Fingerprint
import Foundation
import Indicators
import Observations
import SheetModel
import WorkbookIO

/// What a migration has done so far: one entry a file, by everything that the entry depends on.
///
/// Lies in `OUT/.bieu`. A run that was killed finds its whole entries again and does only the rest;
/// what is half or of another time is removed at the end. Rows of registers lie beside their entry
/// and are complete before it is there.
package struct MigrationLedger: Sendable {
  /// What lies beside an entry.
  package enum Companion: String, CaseIterable, Sendable {
    /// The rows of the register.
    case register
    /// The lines of the change log.
    case changes
    /// The lines of the problems.
    case problems
    /// What tells near duplicates.
    case keys
  }

  /// The version of the entries' form; it is part of their names.
  private static let version = 1
  /// The folder, with its slash.
  package let folder: String
  /// The version of the program, on which all entries depend.
  private let program: String
  /// What else all entries of a run depend on: the templates, the mappings.
  private let basis: String

  /// A ledger in the folder of outputs.
  package init(output: String, program: String, basis: String) {
    folder = (output.hasSuffix("/") ? output : output + "/") + ".bieu/"
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

  /// The entry of a key; nil when there is none that is whole.
  package func entry(_ key: String) -> (file: MigratedFile, observations: [Observation])? {
    guard let data = FileManager.default.contents(atPath: path(of: key)) else { return nil }
    let bytes = [UInt8](data)
    // The last line is the fingerprint of all before.
    guard bytes.count > 66, bytes.last == 0x0A else { return nil }
    let body = bytes[..<(bytes.count - 65)]
    guard
      String(decoding: bytes[(bytes.count - 65)...].dropLast(), as: UTF8.self)
        == Self.fingerprint(of: body)
    else { return nil }
    let lines = body.split(separator: 0x0A, omittingEmptySubsequences: true)
    guard let head = lines.first,
      let file = try? JSONDecoder().decode(MigratedFile.self, from: Data(head)),
      Companion.allCases.allSatisfy({
        isWhole($0, of: key, bytes: file.companions[$0.rawValue] ?? 0)
      })
    else { return nil }
    var observations: [Observation] = []
    observations.reserveCapacity(lines.count - 1)
    for line in lines.dropFirst() {
      // A reader of its own for each: one file may give a figure twice.
      var reader = ObservationTable.Reader()
      let text = String(decoding: line, as: UTF8.self)
      guard let observation = try? reader.observation(json: text, line: 1) else { return nil }
      observations.append(observation)
    }
    return (file, observations)
  }

  private func isWhole(_ companion: Companion, of key: String, bytes: Int) -> Bool {
    if bytes == 0 { return true }
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: path(companion, of: key))
    return attributes?[.size] as? Int == bytes
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
    bytes += Self.fingerprint(of: bytes[...]).utf8
    bytes.append(0x0A)
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path(of: key)), options: .atomic)
    } catch {
      throw WorkbookError(
        .unwritable, at: Place(file: path(of: key)),
        found: .name(error.localizedDescription, of: .systemError))
    }
  }

  /// Removes whatever is of no use to the run that ended with these entries.
  package func keepOnly(_ keys: [String]) {
    var kept: Set<String> = ["lock"]
    for key in keys {
      kept.insert("\(key).entry")
      for companion in Companion.allCases { kept.insert("\(key).\(companion.rawValue)") }
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where !kept.contains(name) {
      try? FileManager.default.removeItem(atPath: folder + name)
    }
  }

  // MARK: One run at a time

  /// The right to work with the ledger, given back by `release` or the end of the process.
  package struct Lock {
    fileprivate let descriptor: Int32

    /// Gives the right back.
    package func release() { close(descriptor) }
  }

  /// The right to work with the ledger; nil while another run has it.
  /// - Throws: `uncreatable` where the system refuses a file in the folder.
  package func locked() throws(WorkbookError) -> Lock? {
    let descriptor = open(folder + "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw WorkbookError(
        .uncreatable, at: Place(file: folder + "lock"), found: .name(reason, of: .systemError))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return Lock(descriptor: descriptor)
  }

  private static func fingerprint(of bytes: ArraySlice<UInt8>) -> String {
    var fingerprint = Fingerprint()
    bytes.withUnsafeBytes { fingerprint.update($0) }
    return fingerprint.hexadecimal()
  }
}

extension Fingerprint {
  /// Takes a text and its end, so that no two lists of texts are one.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    withUnsafeBytes(of: UInt8(0)) { update($0) }
  }
}
