import FormModel
import Indicators
import SheetModel
import Tables

/// Binds workbooks to the forms of a library; one binder serves any number of files at once.
///
/// What the library's forms and units look like to a binder is worked out once, when it is made.
public struct FormBinder: Sendable {
  let index: LibraryIndex

  /// A binder for the forms and units of a library.
  public init(library: TemplateLibrary) { index = LibraryIndex(library) }

  /// The library that is bound to.
  public var library: TemplateLibrary { index.library }

  /// Binds every sheet of an open workbook, hidden ones too.
  ///
  /// Matrix forms are bound whole; of a register only the head is read, and its rows are pulled by
  /// `RegisterRows` from a new cursor.
  /// - Throws: what reading the workbook throws.
  public func bind(
    _ workbook: any WorkbookReader, options: BindingOptions = BindingOptions()
  ) throws(WorkbookError) -> BoundWorkbook {
    let facts = try WorkbookFacts(of: workbook)
    let recognizer = Recognizer(
      index: index, facts: facts, shown: ShownNumbers(workbook.styles), options: options)
    var findings: [SheetFinding] = []
    for (sheet, entry) in facts.sheets.enumerated() {
      if WorkbookFacts.isIdentitySheet(entry.name) {
        findings.append(SheetFinding(index: sheet, entry: entry, table: .identitySheet))
        continue
      }
      let grid = try self.grid(of: workbook, sheet: sheet, recognizer)
      findings.append(
        try recognizer.finding(grid, sheet: sheet, entry: entry) { () throws(WorkbookError) in
          try workbook.layout(ofSheet: sheet).merges
        })
    }
    return bound(findings, facts: facts, options: options)
  }

  /// Binds sheets that are in memory already, with their merges.
  public func bind(
    _ grids: [SheetGrid], facts: WorkbookFacts, options: BindingOptions = BindingOptions()
  ) -> BoundWorkbook {
    let recognizer = Recognizer(
      index: index, facts: facts, shown: ShownNumbers(), options: options)
    var findings: [SheetFinding] = []
    for (sheet, grid) in grids.enumerated() {
      let entry =
        facts.sheets.indices.contains(sheet) ? facts.sheets[sheet] : SheetEntry(name: grid.name)
      let finding = try? recognizer.finding(grid, sheet: sheet, entry: entry) {
        () throws(WorkbookError) in grid.merges
      }
      if let finding { findings.append(finding) }
    }
    return bound(findings, facts: facts, options: options)
  }

  /// The grid of a sheet: whole for forms, the first rows of registers.
  private func grid(
    of workbook: any WorkbookReader, sheet: Int, _ recognizer: Recognizer
  ) throws(WorkbookError) -> SheetGrid {
    try SheetGrid(name: workbook.sheets[sheet].name, rows: workbook.rows(ofSheet: sheet)) {
      recognizer.isRegister($0)
    }
  }

  private func bound(
    _ findings: [SheetFinding], facts: WorkbookFacts, options: BindingOptions
  ) -> BoundWorkbook {
    let resolver = IdentityResolver(index: index, facts: facts, options: options)
    let identities = resolver.identities(of: findings)
    let sheets = findings.map { finding in
      BoundSheet(
        index: finding.index, entry: finding.entry,
        recognition: recognition(
          finding, identity: identities[finding.index], holdsFormulas: facts.holdsFormulas))
    }
    return BoundWorkbook(facts: facts, sheets: sheets, gone: resolver.gone(findings))
  }

  private func recognition(
    _ finding: SheetFinding, identity: FormIdentity?, holdsFormulas: Bool
  ) -> SheetRecognition {
    let identity = identity ?? FormIdentity(unit: nil, period: nil, claims: [])
    switch finding.table {
    case .identitySheet: return .identitySheet
    case .empty: return .empty
    case .unknown(let address, let text): return .unknown(address, text: text)
    case .ambiguous(let forms): return .ambiguous(forms)
    case .matrix(let form, let basis, let binding):
      return .matrix(
        BoundForm(
          definition: index.forms[form].definition, sheet: finding.entry.name, basis: basis,
          identity: identity, cells: binding.cells, explanations: binding.explanations,
          sourceHoldsFormulas: holdsFormulas, misfits: binding.misfits,
          nilReturn: binding.nilReturn))
    case .register(let form, let basis, let head):
      return .register(
        BoundRegister(
          definition: index.forms[form].definition, sheet: finding.entry.name, basis: basis,
          identity: identity, columns: head.columns, firstRow: head.firstRow,
          sourceHoldsDates: holdsFormulas, misfits: head.misfits))
    }
  }
}
