import FormModel
import Indicators
import SheetModel
import Tables
import Units
import VietnameseText

/// Settles unit and period of each form sheet from all statements about them.
struct IdentityResolver {
  let index: LibraryIndex
  let facts: WorkbookFacts
  let options: BindingOptions

  /// The sources, strongest first.
  private static let order: [IdentityClaim.Source] = [
    .caller, .hiddenSheet, .properties, .header, .title, .sheetName,
  ]

  /// The identities of the sheets that hold forms, by the sheet's index.
  func identities(of findings: [SheetFinding]) -> [Int: FormIdentity] {
    let forms = findings.filter { $0.form != nil }
    let rows = assignedRows(forms)
    // Properties speak of the one form of a workbook, or of the one that its hidden sheet names.
    let owner =
      forms.count == 1
      ? forms.first?.index
      : (rows.count == 1 && facts.identityRows.count == 1 ? rows.first?.key : nil)
    var identities: [Int: FormIdentity] = [:]
    for finding in forms {
      identities[finding.index] = identity(
        of: finding, row: rows[finding.index], ownsProperties: owner == finding.index)
    }
    return identities
  }

  // MARK: Hidden sheet

  /// The row of the hidden sheet that belongs to each form sheet.
  ///
  /// One row and one form sheet belong together. Otherwise names decide; of renamed sheets, what
  /// the header says; a last row and a last sheet of the same form belong together.
  private func assignedRows(_ forms: [SheetFinding]) -> [Int: IdentityRow] {
    var rows = facts.identityRows
    if rows.count == 1, forms.count == 1, let row = rows.first, let form = forms.first {
      return [form.index: row]
    }
    var assigned: [Int: IdentityRow] = [:]
    func take(_ finding: SheetFinding, where fits: (IdentityRow) -> Bool) {
      guard assigned[finding.index] == nil else { return }
      let found = rows.indices.filter { fits(rows[$0]) }
      guard found.count == 1, let row = found.first else { return }
      assigned[finding.index] = rows.remove(at: row)
    }
    for finding in forms {
      let name = LabelKey(finding.entry.name)
      take(finding) { LabelKey($0.sheet) == name }
    }
    for finding in forms { take(finding) { headerAgrees(finding, $0) } }
    let open = forms.filter { assigned[$0.index] == nil }
    if open.count == 1, rows.count == 1, let finding = open.first {
      take(finding) { $0.form == formID(finding) }
    }
    return assigned
  }

  /// The rows of the hidden sheet whose forms are in no sheet any more, each once.
  ///
  /// A row that could belong to one of several sheets of its form is not gone, nor one whose sheet is
  /// there and was not recognised, which is told at that sheet.
  func gone(_ findings: [SheetFinding]) -> [IdentityRow] {
    // Of a workbook that became files of delimited text each holds one sheet.
    guard !facts.identityRows.isEmpty, facts.holdsFormulas else { return [] }
    let forms = findings.filter { $0.form != nil }
    let assigned = assignedRows(forms)
    let rows = Set(assigned.values.map(\.row))
    var open: [String: Int] = [:]
    for finding in forms where assigned[finding.index] == nil {
      if let form = formID(finding) { open[form, default: 0] += 1 }
    }
    var unread: Set<LabelKey> = []
    for finding in findings {
      switch finding.table {
      case .unknown, .ambiguous: unread.insert(LabelKey(finding.entry.name))
      case .matrix, .register, .identitySheet, .empty: break
      }
    }
    var known: Set<[String]> = []
    return facts.identityRows.filter { row in
      guard !rows.contains(row.row) else { return false }
      if let count = open[row.form], count > 0 {
        open[row.form] = count - 1
        return false
      }
      return !unread.contains(LabelKey(row.sheet))
        && known.insert([row.set, row.form, row.unit, row.period]).inserted
    }
  }

  private func formID(_ finding: SheetFinding) -> String? {
    finding.form.map { index.forms[$0].definition.id }
  }

  private func headerAgrees(_ finding: SheetFinding, _ row: IdentityRow) -> Bool {
    guard row.form == formID(finding) else { return false }
    let period = ReportingPeriod(row.period)
    var isNamed = false
    for claim in finding.claims {
      switch claim.content {
      case .unit(let code, let name):
        let stated = code ?? index.units.codeOfName(name, on: period?.lastDay)
        guard padded(stated ?? "") == padded(row.unit) else { return false }
        isNamed = true
      case .period(let stated):
        if let stated, stated != period { return false }
      case .form, .letterhead: break
      }
    }
    return isNamed
  }

  // MARK: Claims

  private func identity(
    of finding: SheetFinding, row: IdentityRow?, ownsProperties: Bool
  ) -> FormIdentity {
    var raw: [RawClaim] = []
    var plain: [IdentityClaim] = []
    func state(_ field: IdentityField, _ text: String, _ source: IdentityClaim.Source) {
      guard !text.isEmpty else { return }
      switch field {
      case .unit:
        let isCode = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        raw.append(
          RawClaim(
            content: .unit(code: isCode ? text : nil, name: isCode ? "" : text), text: text,
            source: source))
      case .period:
        let period =
          ReportingPeriod(text) ?? PeriodText.period(in: LabelKey(text), isLabelled: true)
        raw.append(RawClaim(content: .period(period), text: text, source: source))
      case .set, .form, .version:
        plain.append(IdentityClaim(field: field, value: text, text: text, source: source))
      }
    }
    state(.form, options.form ?? "", .caller)
    state(.unit, options.unit ?? "", .caller)
    state(.period, options.period?.description ?? "", .caller)
    if let row {
      state(.set, row.set, .hiddenSheet)
      state(.form, row.form, .hiddenSheet)
      state(.version, row.version, .hiddenSheet)
      state(.unit, row.unit, .hiddenSheet)
      state(.period, row.period, .hiddenSheet)
    }
    if ownsProperties {
      for field in IdentityField.allCases { state(field, facts.property(field) ?? "", .properties) }
    }
    raw += finding.claims + sheetNameClaims(finding.entry.name)
    return settled(raw: raw, plain: plain)
  }

  /// Units and periods that a sheet's name states: `Bản Bo`, `03424`, `Năm 2026`.
  private func sheetNameClaims(_ name: String) -> [RawClaim] {
    var claims: [RawClaim] = []
    let isCode = name.utf8.count == 5 && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isCode, !index.units.registry.units(code: name).isEmpty {
      claims.append(
        RawClaim(content: .unit(code: name, name: ""), text: name, source: .sheetName))
    } else if index.units.codeOfName(name, on: nil) != nil || index.units.isName(name) {
      claims.append(
        RawClaim(content: .unit(code: nil, name: name), text: name, source: .sheetName))
    }
    if let period = PeriodText.period(in: LabelKey(name), isLabelled: false) {
      claims.append(RawClaim(content: .period(period), text: name, source: .sheetName))
    }
    return claims
  }

  private func settled(raw: [RawClaim], plain: [IdentityClaim]) -> FormIdentity {
    let ordered = raw.sorted { rank($0.source) < rank($1.source) }
    let period = ordered.lazy.compactMap { claim -> ReportingPeriod? in
      if case .period(let period) = claim.content { period } else { nil }
    }.first
    var claims = plain
    let reader = UnitClaims(units: index.units, period: period)
    var doubts: [UnitDoubt] = []
    for claim in ordered {
      switch claim.content {
      case .form(let id): claims.append(claim.stated(.form, id))
      case .period(let period):
        claims.append(claim.stated(.period, period?.description ?? claim.text))
      case .unit(let code, let name):
        claims += reader.claims(code: code, name: name, claim, &doubts)
      case .letterhead: break
      }
    }
    claims.sort { rank($0.source) < rank($1.source) }
    let unit = claims.first { claim in
      claim.field == .unit && !index.units.registry.units(code: claim.value).isEmpty
    }?.value
    if let unit {
      // A name that several units share means the one that the stronger statements name.
      for place in claims.indices
      where claims[place].field == .unit && claims[place].value != unit
        && index.units.registry.units(code: claims[place].value).isEmpty
        && reader.isCode(unit, meantBy: claims[place].value)
      {
        claims[place].value = unit
      }
      claims += ordered.compactMap { reader.letterhead($0, over: unit) }
    }
    return FormIdentity(unit: unit, period: period, claims: claims, doubts: doubts)
  }

  private func padded(_ code: String) -> String { index.units.padded(code) }

  private func rank(_ source: IdentityClaim.Source) -> Int {
    Self.order.firstIndex(of: source) ?? Self.order.count
  }
}
