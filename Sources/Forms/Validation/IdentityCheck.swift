import FormModel
import Indicators
import SheetModel
import Units

/// Reports what is unclear about which unit and period a sheet speaks for.
package enum IdentityCheck {
  /// Checks the claims of one sheet against each other, the units and the form.
  package static func check(
    _ identity: FormIdentity, of definition: FormDefinition, units: UnitHistory,
    into log: inout FindingLog
  ) {
    let table: [IdentityField: (value: String, text: String)] = [
      .set: (definition.set, definition.set), .form: (definition.id, definition.symbol),
      .version: (String(definition.version), String(definition.version)),
    ]
    for field in IdentityField.allCases {
      let claim = identity.claims.first { $0.field == field }
      if let claim, let table = table[field], claim.value != table.value {
        log.add(
          Finding(
            .identityAgainstTable(claim: Finding.Statement(claim), table: table.text),
            severity: .error, at: Place(cell: claim.address), found: Evidence(claim)))
      } else {
        conflicts(in: field, identity, into: &log)
      }
    }
    for doubt in identity.doubts { log.add(finding(of: doubt)) }
    checkUnit(identity, units, into: &log)
    checkPeriod(identity, definition, into: &log)
  }

  /// One finding for each statement that contradicts the strongest one; a sheet's name alone, often
  /// a leftover of copying, is a warning.
  private static func conflicts(
    in field: IdentityField, _ identity: FormIdentity, into log: inout FindingLog
  ) {
    let claims = identity.claims.filter { $0.field == field }
    guard let first = claims.first else { return }
    var known: Set<String> = [first.value]
    for claim in claims.dropFirst() where known.insert(claim.value).inserted {
      let cell = claim.address ?? first.address
      let other = claim.address == nil ? nil : first.address
      log.add(
        Finding(
          .identityConflict(first: Finding.Statement(first), second: Finding.Statement(claim)),
          severity: claim.source == .sheetName ? .warning : .error, at: Place(cell: cell),
          found: Evidence(claim), related: other.map { [Finding.Related(cell: $0)] } ?? []))
    }
  }

  /// What is wrong with a statement that names a unit, but not one that it can be.
  private static func finding(of doubt: UnitDoubt) -> Finding {
    let kind: Finding.Kind =
      switch doubt.kind {
      case .otherTime(let named, let then, let day):
        .unitOfOtherTime(
          named: .name(named.name, of: .unit), then: then.map(Evidence.init) ?? .none, on: day)
      case .elsewhere(let unit, let above):
        .unitElsewhere(
          unit: Evidence(unit), above: above.map { .name($0.name, of: .unit) } ?? .none)
      }
    return Finding(
      kind, severity: .error, at: Place(cell: doubt.claim.address), found: Evidence(doubt.claim))
  }

  private static func checkUnit(
    _ identity: FormIdentity, _ history: UnitHistory, into log: inout FindingLog
  ) {
    let units = history.registry
    let day = identity.period?.lastDay
    let claim = identity.claims.first { $0.field == .unit }
    // A statement in doubt is what there is of the unit, and told already.
    if identity.unit == nil, !identity.doubts.isEmpty { return }
    guard let code = identity.unit ?? claim?.value else {
      log.add(Finding(.unitMissing, severity: .error, at: Place()))
      return
    }
    let isKnown =
      day.map { units.unit(code: code, on: $0) != nil } ?? !units.units(code: code).isEmpty
    if isKnown { return }
    let text = identity.claims.first { $0.field == .unit && $0.value == code }
    let unit = text.map { Evidence(valueOf: $0, else: Evidence($0)) } ?? Evidence(code: code)
    log.add(
      Finding(
        .unitUnknown(
          unit: unit, on: units.units(code: code).isEmpty ? nil : day,
          fate: day.flatMap { history.fate(ofCode: code, by: $0) }),
        severity: .error, at: Place(cell: text?.address),
        found: text.map { Evidence($0) } ?? unit))
  }

  private static func checkPeriod(
    _ identity: FormIdentity, _ definition: FormDefinition, into log: inout FindingLog
  ) {
    let claim = identity.claims.first { $0.field == .period }
    guard let period = identity.period else {
      log.add(
        Finding(
          .periodMissing, severity: .error, at: Place(cell: claim?.address),
          found: claim.map { Evidence($0) } ?? .none))
      return
    }
    guard !definition.periods.contains(period.kind) else { return }
    log.add(
      Finding(
        .periodNotAllowed(period: period, allowed: definition.periods), severity: .error,
        at: Place(cell: claim?.address), found: claim.map { Evidence($0) } ?? "\(period)"))
  }
}

extension Evidence {
  /// A unit of the list by name and code.
  fileprivate init(_ unit: ReportingUnit) {
    self = .name("\(unit.name), \(unit.code)", of: .unit)
  }
}

/// Reports what in a sheet does not fit its form.
package enum MisfitCheck {
  /// Checks the misfits that binding met; texts of a register may be personal and are no evidence.
  package static func check(
    _ misfits: [Misfit], of definition: FormDefinition, into log: inout FindingLog
  ) {
    for misfit in misfits {
      log.add(
        Finding(
          kind(of: misfit, definition), severity: severity(of: misfit),
          at: Place(cell: misfit.address), found: Evidence(misfit, of: definition),
          related: related(to: misfit)))
    }
  }

  private static func kind(of misfit: Misfit, _ definition: FormDefinition) -> Finding.Kind {
    switch misfit.kind {
    case .textOutsideForm: .textOutsideForm
    case .areaOutsideForm(let cells, let last): .areaOutsideForm(cells: cells, last: last)
    case .unknownCode(let code): .unknownCode(form: definition.symbol, readAs: code)
    case .missingCode(let code, let others): .missingCode(code: code, rows: others.count + 1)
    case .labelOfOtherRow(let code): .labelOfOtherRow(code: code)
    case .unitOfOtherBase(let expected): .unitOfOtherBase(expected: expected)
    case .shownAtOtherScale(let tens, let others):
      .shownAtOtherScale(tens: tens, cells: others.count + 1)
    case .duplicateRow: .duplicateRow
    case .ambiguousColumn(let label, _): .ambiguousColumn(label: label)
    case .closedCellFilled: .closedCellFilled
    case .missingRow(let code): .missingRow(code: code)
    case .missingColumn(let label): .missingColumn(label: label)
    }
  }

  private static func related(to misfit: Misfit) -> [Finding.Related] {
    switch misfit.kind {
    case .duplicateRow(let first): [Finding.Related(cell: first)]
    case .ambiguousColumn(_, let other): [Finding.Related(cell: other)]
    case .shownAtOtherScale(_, let others): others.map { Finding.Related(cell: $0) }
    case .missingCode(_, let others): others.map { Finding.Related(cell: $0) }
    case .textOutsideForm, .areaOutsideForm, .unknownCode, .labelOfOtherRow, .unitOfOtherBase,
      .closedCellFilled, .missingRow, .missingColumn:
      []
    }
  }

  /// What loses a figure or leaves open what it means is an error; a remark beside the table is not,
  /// nor is a row that its label names alone.
  ///
  /// A format that divides is a way of showing the number in the cell, which sums and rates reckon
  /// with: it is taken, and told. One that writes `triệu` behind a 3 says that the 3 is another number.
  private static func severity(of misfit: Misfit) -> Severity {
    switch misfit.kind {
    case .textOutsideForm, .areaOutsideForm, .missingCode: .warning
    case .shownAtOtherScale(let tens, _): tens < 0 ? .warning : .error
    case .unknownCode, .labelOfOtherRow, .unitOfOtherBase, .duplicateRow, .ambiguousColumn,
      .closedCellFilled, .missingRow, .missingColumn:
      .error
    }
  }
}

extension Finding {
  /// A sheet in which no form was recognised, at its first filled cell.
  public static func sheetUnrecognized(sheet: String, at cell: CellAddress? = nil) -> Finding {
    Finding(.sheetUnrecognized, severity: .warning, at: Place(sheet: sheet, cell: cell))
  }

  /// A sheet that several forms claim, by their symbols.
  public static func sheetAmbiguous(sheet: String, forms: [String]) -> Finding {
    Finding(.sheetAmbiguous(forms: forms), severity: .error, at: Place(sheet: sheet))
  }

  /// Delimited text of which some lines, the first of them at `line`, have another number of fields
  /// than the first line.
  public static func raggedLines(
    sheet: String, line: Int, lines: Int, fields: Int
  ) -> Finding {
    Finding(
      .raggedLines(lines: lines, fields: fields), severity: .warning,
      at: Place(sheet: sheet, line: line))
  }
}
