import FormModel
import Indicators
import Migration
import Observations
import Reports
import SheetModel
import Text
import WorkbookIO

/// The end of a migration: the files' figures merged, written, read again and compared.
struct MigrationFinish {
  private var pieces: [MigrationPiece]
  private let tools: MigrationTools
  private let units: MigrationUnits?
  private var report = MigrationReport()
  private var totals = MigrationTotals()
  /// The rows that may be one child, which the report tells last.
  private var duplicates: [MigrationReport.Issue] = []

  /// The end of what has been done with each file.
  ///
  /// `untaken` are the names of files that are no workbooks, which the report tells.
  init(
    _ pieces: [MigrationPiece], untaken: [String], _ provenance: MigrationReport.Provenance,
    units: MigrationUnits?, tools: MigrationTools
  ) {
    report.untaken = untaken
    report.provenance = provenance
    self.pieces = Self.withoutTwins(pieces)
    self.units = units
    self.tools = tools
  }

  /// The pieces, those with the bytes of an earlier one knowing it and without its register: the
  /// same children are taken once.
  private static func withoutTwins(_ pieces: [MigrationPiece]) -> [MigrationPiece] {
    var first: [String: String] = [:]
    return pieces.map { piece in
      var piece = piece
      guard !piece.file.sha256.isEmpty, piece.file.failure == nil else { return piece }
      if let known = first[piece.file.sha256] {
        piece.sameAs = known
        piece.file.companions = [:]
        piece.duplicateKeys = []
        piece.observations.removeAll { $0.isCounted }
      } else {
        first[piece.file.sha256] = piece.file.path
      }
      return piece
    }
  }

  /// Writes everything into a folder, nothing without one, and says what it came to.
  /// - Throws: what writing and reading again throws.
  mutating func report(
    into folder: inout MigrationOutput?, as format: ObservationFormat, ledger: MigrationLedger?
  ) throws -> MigrationReport {
    addFiles()
    let names = outputNames(as: format)
    try folder?.begin(names)
    let linked = try listDuplicates(into: folder, ledger)
    let parts = RegisterParts(pieces.flatMap(\.observations), linked: linked)
    report.issues += parts.notices
    let merge = MigrationMerge(parts.observations)
    report.issues += merge.issues
    totals.add(merge)
    let mapped = units?.map(merge.observations)
    let observations = mapped?.observations ?? merge.observations
    report.issues += mapped?.issues ?? []
    report.figures = observations.count
    report.heldFigures = mapped?.unused.count ?? 0
    var written = observations
    if let folder, let ledger {
      let name = "observations.\(format.rawValue)"
      try folder.write(observations, as: format, to: name)
      if let mapped {
        try folder.write(mapped.heldBack, as: format, to: "observations-held.\(format.rawValue)")
      }
      try writeRegisters(into: folder, ledger)
      try folder.writeQuarantine(pieces.map(\.file))
      try folder.writeIgnored(pieces.map(\.file))
      written = try ObservationFile.read(folder.folder + name, limits: .ofOutputs)
      try recount(folder)
    }
    if let mapped {
      // What became of figures on the way to other units is the mapper's account; the file is
      // held against what the mapper gave.
      for observation in mapped.used { totals.add(output: observation) }
      for observation in mapped.unused { totals.add(heldBack: observation) }
      if written.map(\.key) != observations.map(\.key)
        || written.map(\.value) != observations.map(\.value)
      {
        report.issues.append(
          MigrationReport.Issue("unbalanced-total", at: Place(), detail: "observations"))
      }
    } else {
      for observation in written { totals.add(output: observation) }
    }
    report.issues += duplicates
    closeTotals(withCounts: folder != nil)
    if let folder { try folder.write(report) }
    try folder?.end(names)
    return report
  }

  /// The files that are going to be written.
  private func outputNames(as format: ObservationFormat) -> [String] {
    var names = ["observations.\(format.rawValue)"] + MigrationOutput.privateFiles
    if units != nil { names.append("observations-held.\(format.rawValue)") }
    names += MigrationOutput.openFiles
    return names + pieces.compactMap { QuarantineName.of($0.file) }
  }

  /// Counts the children of the written register anew.
  private mutating func recount(_ folder: MigrationOutput) throws {
    let recount = try RegisterRecount(folder.folder + "register.csv", library: tools.library)
    totals.add(recount)
    guard recount.records != report.records else { return }
    report.issues.append(
      MigrationReport.Issue(
        "unbalanced-rows", at: Place(file: "register.csv"),
        detail: "\(recount.records) ≠ \(report.records)"))
  }

  private mutating func addFiles() {
    for piece in pieces {
      var file = piece.file.reported
      file.sameAs = piece.sameAs
      report.files.append(file)
      if file.sameAs == nil {
        report.records += file.sheets.reduce(0) { $0 + $1.records }
        report.changes += piece.file.changes
      }
      totals.add(sources: piece.file.sums)
      if let same = file.sameAs {
        report.issues.append(
          MigrationReport.Issue(
            "same-content", at: Place(file: file.path), other: Place(file: same), isNotice: true))
      }
      report.issues += piece.file.reportedIssues
    }
    report.nameSources(tools)
  }

  private func writeRegisters(
    into folder: MigrationOutput, _ ledger: MigrationLedger
  ) throws {
    let heads = tools.heads
    for (companion, name, head) in [
      (MigrationLedger.Companion.register, "register.csv", heads.register),
      (.changes, "changes.csv", heads.changes), (.problems, "problems.csv", heads.problems),
    ] {
      try folder.write(name, head: head) { sink throws(WorkbookError) in
        for piece in pieces {
          try ledger.copy(companion, of: piece.key, piece.file) { bytes throws(WorkbookError) in
            try sink.write(bytes)
          }
        }
      }
    }
  }

  private mutating func closeTotals(withCounts: Bool) {
    report.totals = totals.all(withRates: units == nil, withCounts: withCounts)
    for index in report.totals.indices {
      guard let id = IndicatorID(report.totals[index].indicator) else { continue }
      let sets = tools.library.sets
      report.totals[index].name = sets.compactMap { $0.indicators(id).first?.name }.first ?? ""
      report.totals[index].breakdownNames = report.totals[index].breakdowns.map { breakdown in
        sets.compactMap { $0.breakdown(breakdown)?.label }.first ?? breakdown
      }
    }
    for total in report.totals where !(total.difference?.isZero ?? false) {
      let what = ([total.indicator, total.measure] + total.breakdowns + [total.period])
        .joined(separator: " ")
      report.issues.append(
        MigrationReport.Issue(
          "unbalanced-total", at: Place(),
          detail: "\(what, of: .template): \(total.source) ≠ \(total.migrated)"))
    }
  }

  // MARK: Duplicates

  /// Writes the rows that may be one child, and names the first of each group in the report.
  ///
  /// - Returns: the sheets that share such rows, by each of them.
  private mutating func listDuplicates(
    into folder: MigrationOutput?, _ ledger: MigrationLedger?
  ) throws -> [RegisterParts.Source: Set<RegisterParts.Source>] {
    var linked: [RegisterParts.Source: Set<RegisterParts.Source>] = [:]
    var search = NearDuplicates()
    for index in pieces.indices {
      let piece = pieces[index]
      let names = piece.file.sheets.map(\.name)
      search.add(try keys(of: piece, sheets: names, ledger), file: piece.file.path, sheets: names)
      pieces[index].duplicateKeys = []
    }
    let sink = try folder?.sink("duplicates.csv")
    try sink?.write(Array("group,reason,file,sheet,row\n".utf8))
    var number = 0
    var issues: [MigrationReport.Issue] = []
    try search.forEachGroup { group throws(WorkbookError) in
      number += 1
      let reasons = group.reasons.map(\.rawValue).joined(separator: ";")
      var bytes: [UInt8] = []
      for member in group.members {
        CSVLine.appendGuarded(
          ["\(number)", reasons, member.file, member.sheet, "\(member.row + 1)"], to: &bytes)
      }
      try sink?.write(bytes)
      let sheets = Set(
        group.members.map { RegisterParts.Source(file: $0.file, sheet: $0.sheet) })
      for sheet in sheets where sheets.count > 1 {
        linked[sheet, default: []].formUnion(sheets.subtracting([sheet]))
      }
      guard issues.count < Self.mostDuplicates, group.members.count > 1 else { return }
      issues.append(
        MigrationReport.Issue(
          "near-duplicate", at: group.members[1].place, other: group.members[0].place,
          detail: .name(reasons, of: .template)))
    }
    try sink?.commit()
    if search.uncompared > 0 {
      issues.append(
        MigrationReport.Issue("uncompared", at: Place(), detail: "\(search.uncompared)"))
    }
    duplicates = issues
    return linked
  }

  /// What tells a file's near duplicates: as it came, or from its rows in the ledger.
  private func keys(
    of piece: MigrationPiece, sheets: [String], _ ledger: MigrationLedger?
  ) throws(WorkbookError) -> [UInt8] {
    let isKept = piece.file.companions[MigrationLedger.Companion.register.rawValue] != nil
    guard piece.duplicateKeys.isEmpty, isKept, let ledger, let form = tools.registerForm else {
      return piece.duplicateKeys
    }
    let rows = try FileSource(path: ledger.path(.register, of: piece.key))
    return try RegisterKeys.bytes(ofRows: rows, form: form, sheets: sheets)
  }

  /// The most groups that the report lists; `duplicates.csv` has all.
  private static let mostDuplicates = 10_000
}

extension NearDuplicates.Member {
  /// The row as a place: its first cell.
  fileprivate var place: Place {
    Place(file: file, sheet: sheet, cell: CellAddress(row: row, column: 0))
  }
}
