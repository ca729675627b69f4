import Indicators
import Migration
import Observations
import Reports
import SheetModel
import Text
import WorkbookIO

/// The folder that a migration writes into: each file of it whole or absent, and nothing replaced or
/// removed that no migration has made.
struct MigrationOutput {
  /// The folder, with its slash.
  let folder: String
  let language: Language
  private let inputs: ProtectedFiles
  private let overwrites: Bool
  private let made: [OutputFolder]
  /// Whether results are there of which it is not known what they are, and which are to be replaced.
  private var holdsUnknownResults = false
  /// What the folder holds; `made` are the files that may be replaced.
  private(set) var run: MigrationRun

  /// Opens the folder, or makes it for its owner alone.
  ///
  /// What a migration did not make is left alone: a folder with other things and no ledger is
  /// refused unless `overwrites`, and one that is an input whatever is asked.
  /// - Throws: `outputExists`, `uncreatable`, with the path.
  init(
    _ path: String, inputs: InputList, of arguments: [String], language: Language, overwrites: Bool
  ) throws(WorkbookError) {
    guard !path.isEmpty else { throw WorkbookError(.uncreatable, at: Place(path: path)) }
    folder = PathText.join(path, "")
    self.language = language
    self.overwrites = overwrites
    self.inputs = inputs.protected
    run = MigrationRun(inputs: arguments)
    let there = PathStatus(path)
    if let there, arguments.contains(where: { PathStatus($0)?.identity == there.identity }) {
      throw WorkbookError(.outputExists, at: Place(path: path), found: "input")
    }
    let names = FolderEntries(path)?.names ?? []
    guard overwrites || names.isEmpty || names.contains(".bieu") else {
      throw WorkbookError(.outputExists, at: Place(path: path))
    }
    _ = try MigrationRun.ledger(in: path)
    made = [
      try OutputFolder(path, isPrivate: true),
      try OutputFolder(folder + ".bieu", below: folder, isPrivate: true),
    ]
    try PrivateFolder.make(folder + ".bieu")
    for name in MigrationLedger.ownNames(in: folder + ".bieu") {
      try PrivateFolder.close(file: "\(folder).bieu/\(name)")
    }
  }

  /// Makes the folder that of this run, once nobody else is at work in it.
  ///
  /// - Returns: the run that it goes on with; nil for a first one.
  /// - Throws: `JobFailure` for a folder that holds the results of other inputs.
  mutating func claim() throws -> MigrationRun? {
    let former: MigrationRun?
    switch try MigrationRun.ledger(in: folder) {
    case .new: former = nil
    case .known(let known):
      former = known
      guard overwrites || run.continues(known) else {
        throw JobFailure.notice(
          .migration(.otherInputs(folder: folder, inputs: known.inputs)), .cannotCreate)
      }
    case .unknown:
      former = nil
      holdsUnknownResults = true
      guard overwrites else {
        throw JobFailure.notice(.migration(.otherInputs(folder: folder, inputs: [])), .cannotCreate)
      }
    }
    run.made = former?.made ?? []
    // Told before the work, not after it.
    try checkFree(Self.privateFiles + Self.openFiles)
    try run.write(to: folder)
    return former.flatMap { run.continues($0) ? $0 : nil }
  }

  /// Takes folders away that nothing came into.
  func removeEmptyFolders() { for folder in made.reversed() { folder.removeIfEmpty() } }

  // MARK: What is made

  /// The files with values of children, or their places, which are their owner's alone.
  static let privateFiles = [
    "register.csv", "changes.csv", "problems.csv", "duplicates.csv", "ignored.csv",
  ]

  /// The reports, which every migration writes.
  static let openFiles = ["report.txt", "report.json", "report.html"]

  /// Finds out that nothing stands in the way of files that are going to be made.
  private func checkFree(_ names: [String]) throws(WorkbookError) {
    let known = Set(run.made.map { PathKey($0) })
    for name in names where !known.contains(PathKey(name)) && !holdsUnknownResults {
      guard PathStatus(folder + name, followsLink: false) == nil else {
        throw WorkbookError(
          .uncreatable, at: Place(path: folder + name), found: "files that no migration has made")
      }
    }
  }

  /// Says which files are going to be made; those of the run before stay ours until the end.
  /// - Throws: `uncreatable` for a file that is there and that no migration has made, whatever was
  ///   asked for; what writing throws.
  mutating func begin(_ names: [String]) throws(WorkbookError) {
    try checkFree(names)
    let known = Set(run.made.map { PathKey($0) })
    run.made = known.union(names.map { PathKey($0) }).sorted().map(\.path)
    try run.write(to: folder)
  }

  /// Removes what the run before has made and this one has not, and keeps in mind what this one has.
  mutating func end(_ names: [String]) throws(WorkbookError) {
    let kept = Set(names.map { PathKey($0) })
    let gone = run.made.filter { !kept.contains(PathKey($0)) }
    for name in gone { remove(name) }
    run.made = kept.sorted().map(\.path)
    try run.write(to: folder)
  }

  /// Removes a file that a migration has made, and folders that it leaves empty; nothing beyond a
  /// link, and no input.
  private func remove(_ name: String) {
    guard MadeFile.isInside(name, folder), !inputs.contains(folder + name) else { return }
    MadeFile.remove(folder + name)
    var above = PathText.folder(of: name)
    while !above.isEmpty {
      above = String(Substring(above.utf8.dropLast()))
      MadeFile.removeFolder(folder + above)
      above = PathText.folder(of: above)
    }
  }

  /// A file of the folder, made anew.
  func sink(_ name: String) throws(WorkbookError) -> FileSink {
    let isPrivate =
      Self.privateFiles.contains(name) || name.utf8.starts(with: QuarantineName.folder.utf8)
    var manner = FileSink.Manner(
      overwrites: true, makesFolder: true, isPrivate: isPrivate, root: folder, inputs: inputs)
    manner.keepsPermissions = !isPrivate
    return try FileSink(path: folder + name, manner)
  }

  /// Writes a file of the folder: a head line, then whatever `body` writes.
  func write(
    _ name: String, head: String, _ body: (FileSink) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    let sink = try sink(name)
    try sink.write(Array(head.utf8))
    try body(sink)
    try sink.commit()
  }

  /// Writes a file of observations.
  func write(
    _ observations: [Observation], as format: ObservationFormat, to name: String
  ) throws(WorkbookError) {
    let sink = try sink(name)
    try ObservationFile.write([.list(observations)], as: format, to: sink)
    try sink.commit()
  }

  /// Writes a file of reasons for each file that has something held back.
  func writeQuarantine(_ files: [MigratedFile]) throws(WorkbookError) {
    for file in files {
      guard let name = QuarantineName.of(file) else { continue }
      try write(name, head: "sheet,cell,reason,found,explanation,hint\n") {
        sink throws(WorkbookError) in
        var bytes: [UInt8] = []
        for line in file.heldBack(in: language) { CSVLine.appendGuarded(line, to: &bytes) }
        try sink.write(bytes)
      }
    }
  }

  /// Writes where the cells are that were left out on purpose, and why; those that have no place by
  /// their count.
  func writeIgnored(_ files: [MigratedFile]) throws(WorkbookError) {
    try write("ignored.csv", head: "file,sheet,cells,count,reason\n") {
      sink throws(WorkbookError) in
      for file in files {
        var bytes: [UInt8] = []
        for sheet in file.sheets {
          for cells in sheet.ignoredCells {
            CSVLine.appendGuarded(
              [
                file.path, sheet.name, "\(cells.range)", "\(cells.count)", cells.reason.rawValue,
              ], to: &bytes)
          }
          for (reason, count) in sheet.ignoredWithoutPlace {
            CSVLine.appendGuarded([file.path, sheet.name, "", "\(count)", reason], to: &bytes)
          }
        }
        try sink.write(bytes)
      }
    }
  }

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

extension MigratedFile {
  /// The lines of the file of reasons: sheet, cell, reason, what was found, explanation, hint.
  fileprivate func heldBack(in language: Language) -> [[String]] {
    var lines: [[String]] = []
    if let failure {
      let error = failure.error(file: path)
      let words = error.text(in: language)
      lines.append(
        [
          failure.sheet ?? "", failure.cell ?? "", error.reportCode, failure.found.text,
          words.message,
          words.hint,
        ])
    }
    for held in quarantine {
      let words = MigrationWords.text(of: held.reason, in: language)
      lines.append(
        [held.sheet, held.cell ?? "", held.reason, held.detail.text, words.message, words.hint])
    }
    return lines
  }
}
