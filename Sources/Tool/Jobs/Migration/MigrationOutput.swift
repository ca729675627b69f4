import Foundation
import Indicators
import Migration
import Observations
import Reports
import SheetModel
import Text
import WorkbookIO

/// The folder that a migration writes into: each file of it whole or absent.
struct MigrationOutput {
  /// The folder, with its slash.
  let folder: String
  let language: Language
  private let made: [OutputFolder]

  /// Opens the folder, or makes it.
  ///
  /// What a migration did not make is left alone: a folder with other things and no ledger is
  /// refused unless `overwrites`.
  /// - Throws: `outputExists`, `uncreatable`, with the path.
  init(_ path: String, language: Language, overwrites: Bool) throws(WorkbookError) {
    folder = path.hasSuffix("/") ? path : path + "/"
    self.language = language
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard overwrites || names.isEmpty || names.contains(".bieu") else {
      throw WorkbookError(.outputExists, at: Place(file: path))
    }
    made = [
      try OutputFolder(String(folder.dropLast())), try OutputFolder(folder + ".bieu"),
    ]
    // The ledger holds rows of registers.
    chmod(folder + ".bieu", 0o700)
  }

  /// Takes folders away that nothing came into.
  func removeEmptyFolders() { for folder in made.reversed() { folder.removeIfEmpty() } }

  /// A file of the folder, made anew.
  func sink(_ name: String) throws(WorkbookError) -> FileSink {
    try FileSink(path: folder + name, overwrites: true, makesFolder: true)
  }

  /// Writes a file of the folder from pieces, after a head line.
  func write(_ name: String, head: String, pieces: [String]) throws(WorkbookError) {
    let sink = try sink(name)
    try sink.write(Array(head.utf8))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    for piece in pieces {
      let source = try FileSource(path: piece)
      var offset = 0
      while offset < source.size {
        let count = try source.read(at: offset, into: buffer)
        guard count > 0 else { break }
        try sink.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += count
      }
    }
    try sink.commit()
  }

  /// Takes a file away that an earlier run of another kind has left.
  func remove(_ name: String) { try? FileManager.default.removeItem(atPath: folder + name) }

  /// Makes a file with personal data one of its owner alone.
  func makePrivate(_ name: String) { chmod(folder + name, 0o600) }

  /// Writes a file of observations.
  func write(
    _ observations: [Observation], as format: ObservationFormat, to name: String
  ) throws(WorkbookError) {
    let sink = try sink(name)
    try ObservationFile.write([.list(observations)], as: format, to: sink)
    try sink.commit()
  }

  // MARK: Quarantine

  /// Writes a file of reasons for each file that has something held back, and removes those of
  /// an earlier run that have nothing any more.
  func writeQuarantine(_ files: [MigratedFile]) throws(WorkbookError) {
    var kept: Set<String> = []
    for file in files {
      var lines: [[String]] = []
      if let failure = file.failure {
        let error = failure.error(file: file.path)
        let words = error.text(in: language)
        lines.append(
          [
            failure.sheet ?? "", failure.cell ?? "", error.reportCode, failure.found.text,
            words.message,
            words.hint,
          ])
      }
      for held in file.quarantine {
        let words = MigrationWords.text(of: held.reason, in: language)
        lines.append(
          [
            held.sheet, held.cell ?? "", held.reason, held.detail.text, words.message, words.hint,
          ])
      }
      guard !lines.isEmpty else { continue }
      // A path out of the folder stays in it here.
      let parts = file.path.split(separator: "/").map { $0 == ".." ? "_" : Self.short($0) }
      let name = "quarantine/\(parts.joined(separator: "/")).csv"
      kept.insert(name)
      let sink = try sink(name)
      var bytes = Array("sheet,cell,reason,found,explanation,hint\n".utf8)
      for line in lines { CSVLine.append(line, to: &bytes) }
      try sink.write(bytes)
      try sink.commit()
    }
    removeQuarantine(except: kept)
  }

  /// A name to which a suffix can be added: file systems take 255 bytes.
  private static func short(_ name: Substring) -> String {
    var name = String(name)
    while name.utf8.count > 240 { name.removeLast() }
    return name
  }

  private func removeQuarantine(except kept: Set<String>) {
    let manager = FileManager.default
    let names = manager.enumerator(atPath: folder + "quarantine")?.compactMap { $0 as? String }
    for name in names ?? [] where name.hasSuffix(".csv") && !kept.contains("quarantine/" + name) {
      try? manager.removeItem(atPath: folder + "quarantine/" + name)
    }
    // Deepest first, so that what is empty goes.
    for name in (names ?? []).sorted(by: >) { rmdir(folder + "quarantine/" + name) }
    rmdir(folder + "quarantine")
  }

  // MARK: Report

  /// Writes the report in its three forms.
  func write(_ report: MigrationReport) throws(WorkbookError) {
    let text = try sink("report.txt")
    try text.write(Array(MigrationText.text(of: report, in: language).utf8))
    try text.commit()
    let json = try sink("report.json")
    try MigrationJSON.write(report, in: language, to: json)
    try json.commit()
    let page = try sink("report.html")
    try MigrationPage.write(report, in: language, to: page)
    try page.commit()
  }
}
