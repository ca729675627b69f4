import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// Finds which form a sheet holds: by identity, else by symbol or title, else by its table.
struct Recognizer {
  /// A form that something names, and what named it.
  private struct Candidate {
    var form: Int
    var basis: RecognitionBasis
  }

  /// A form tried on the sheet.
  private struct Trial {
    var form: Int
    var basis: RecognitionBasis
    var fit: Double
    var table: SheetFinding.Table
    var top: Int
  }

  /// A form that is named is taken at once where the table fits at least so well.
  private static let goodFit = 0.4
  /// A form that is named is taken, where none fits better, down to this fit.
  private static let poorFit = 0.05
  /// A form that nothing names is taken from this fit on.
  private static let clearFit = 0.25
  /// A second form this near to the best makes the sheet ambiguous.
  private static let rivalShare = 0.75

  let index: LibraryIndex
  let facts: WorkbookFacts
  let options: BindingOptions
  let reader: FigureReader

  init(
    index: LibraryIndex, facts: WorkbookFacts, shown: ShownNumbers, options: BindingOptions
  ) {
    self.index = index
    self.facts = facts
    self.options = options
    reader = FigureReader(isDelimitedText: !facts.holdsFormulas, shown: shown)
  }

  /// What a sheet holds; `merges` is asked only where merged heads must tell columns apart.
  func finding(
    _ grid: SheetGrid, sheet: Int, entry: SheetEntry,
    merges: () throws(WorkbookError) -> [CellRange]
  ) throws(WorkbookError) -> SheetFinding {
    var finding = SheetFinding(index: sheet, entry: entry, table: .empty)
    if WorkbookFacts.isIdentitySheet(entry.name) {
      finding.table = .identitySheet
      return finding
    }
    guard let first = grid.firstFilled else { return finding }
    let scan = SheetScan(grid)
    let identity = IdentityReader(index: index, scan: scan)
    let provisional = Self.firstBroadLine(grid)
    finding.claims = identity.claims(above: provisional)
    finding.table = .unknown(first, text: grid.typed(grid.lines[0].cells.lowerBound))
    guard var best = trial(scan, claims: finding.claims, name: entry.name) else {
      if let rivals = rivals(scan) { finding.table = .ambiguous(rivals) }
      return finding
    }
    if case .matrix(let form, let basis, let binding) = best.table, binding.hasClash {
      let merged = try merges()
      if let again = MatrixBinder.bind(
        index.forms[form], to: scan, reader: reader, merges: merged)
      {
        best.table = .matrix(form: form, basis, again)
      }
    }
    finding.table = best.table
    if best.top != provisional { finding.claims = identity.claims(above: best.top) }
    return finding
  }

  /// Whether the lines read so far are the beginning of a register.
  func isRegister(_ grid: SheetGrid) -> Bool {
    let scan = SheetScan(grid)
    return index.forms.contains { form in
      RegisterHeadSearch.head(form, in: scan).map { $0.fit(form) >= 0.5 } ?? false
    }
  }

  // MARK: Trials

  private func trial(_ scan: SheetScan, claims: [RawClaim], name: String) -> Trial? {
    var trials: [Trial] = []
    for candidate in candidates(claims: claims, name: name) {
      guard let trial = trial(scan, candidate) else { continue }
      if trial.fit >= Self.goodFit || options.form != nil { return trial }
      trials.append(trial)
    }
    let tried = Set(trials.map(\.form))
    let others = fingerprinted(scan).filter { !tried.contains($0) }.compactMap {
      trial(scan, Candidate(form: $0, basis: .fingerprint))
    }
    let named = trials.max { $0.fit < $1.fit }
    let found = others.sorted { $0.fit > $1.fit }
    if let named, named.fit >= Self.poorFit, named.fit >= (found.first?.fit ?? 0) * 0.8 {
      return named
    }
    guard let winner = found.first, winner.fit >= Self.clearFit else {
      return named.flatMap { $0.fit >= Self.poorFit ? $0 : nil }
    }
    let isClear = found.count < 2 || found[1].fit < winner.fit * Self.rivalShare
    return isClear ? winner : nil
  }

  /// The forms that fit a sheet equally well; nil where no form fits.
  private func rivals(_ scan: SheetScan) -> [String]? {
    let trials = fingerprinted(scan).compactMap {
      trial(scan, Candidate(form: $0, basis: .fingerprint))
    }
    guard let best = trials.map(\.fit).max(), best >= Self.clearFit else { return nil }
    return trials.filter { $0.fit >= best * Self.rivalShare }.sorted { $0.fit > $1.fit }.map {
      index.forms[$0.form].definition.id
    }
  }

  private func trial(_ scan: SheetScan, _ candidate: Candidate) -> Trial? {
    let form = index.forms[candidate.form]
    if let head = RegisterHeadSearch.head(form, in: scan) {
      return Trial(
        form: candidate.form, basis: candidate.basis, fit: head.fit(form),
        table: .register(form: candidate.form, candidate.basis, head), top: head.top)
    }
    guard form.definition.matrix != nil, scan.grid.isComplete,
      let binding = MatrixBinder.bind(form, to: scan, reader: reader, merges: scan.grid.merges)
    else { return nil }
    return Trial(
      form: candidate.form, basis: candidate.basis, fit: binding.fit(form),
      table: .matrix(form: candidate.form, candidate.basis, binding), top: binding.top)
  }

  // MARK: Candidates

  /// The forms that are named, strongest source first, each once.
  private func candidates(claims: [RawClaim], name: String) -> [Candidate] {
    var candidates: [Candidate] = []
    func add(_ id: String, set: String?, _ basis: RecognitionBasis) {
      guard let form = index.form(id: id, set: set),
        !candidates.contains(where: { $0.form == form })
      else { return }
      candidates.append(Candidate(form: form, basis: basis))
    }
    if let form = options.form {
      add(form, set: nil, .identity)
      return candidates
    }
    let key = LabelKey(name)
    for row in facts.identityRows where LabelKey(row.sheet) == key {
      add(row.form, set: row.set, .identity)
    }
    let named = claims.compactMap { claim -> String? in
      if case .form(let id) = claim.content { id } else { nil }
    }
    // Renamed sheets: the identity of the workbook confirms what the sheet says of itself.
    let known = facts.identityRows.map(\.form) + [facts.property(.form)].compactMap { $0 }
    for id in named { add(id, set: nil, known.contains(id) ? .identity : .title) }
    for row in facts.identityRows { add(row.form, set: row.set, .identity) }
    if let form = facts.property(.form) { add(form, set: facts.property(.set), .identity) }
    for form in index.forms where key.containsWords(LabelKey(form.definition.id)) {
      add(form.definition.id, set: form.definition.set, .title)
    }
    return candidates
  }

  /// The forms that share at least one label with a sheet, or all forms where none does.
  private func fingerprinted(_ scan: SheetScan) -> [Int] {
    var hits: Set<Int> = []
    for line in scan.grid.lines.indices.prefix(2000) {
      for (_, key) in scan.labels(inLine: line) {
        if let forms = index.fingerprints[key] { hits.formUnion(forms) }
      }
    }
    return hits.isEmpty ? Array(index.forms.indices) : hits.sorted()
  }

  /// The first line of five or more filled cells: the head of a table, not its title block.
  private static func firstBroadLine(_ grid: SheetGrid) -> Int {
    grid.lines.prefix(60).firstIndex { $0.cells.count >= 5 } ?? min(60, grid.lines.count)
  }
}
