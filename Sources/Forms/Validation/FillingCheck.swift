import FormModel
import Indicators
import SheetModel
import Units

/// Reports what concerns a form as a whole: nothing in it, a statement against its figures, a sheet
/// that is hidden or gone.
package enum FillingCheck {
  /// Checks what a form says of nothing having occurred.
  package static func check(_ form: BoundForm, into log: inout FindingLog) {
    guard let statement = form.nilReturn, !statement.contradictions.isEmpty else { return }
    log.add(.nilReturnContradicted(sheet: form.sheet, statement))
  }
}

extension Finding {
  /// A form or register without an entry, of so many cells.
  public static func blankForm(sheet: String, cells: Int) -> Finding {
    Finding(.blankForm(cells: cells), severity: .warning, at: Place(sheet: sheet))
  }

  /// A statement that nothing occurred beside figures: which of them is meant is open.
  public static func nilReturnContradicted(sheet: String, _ statement: NilReturn) -> Finding {
    Finding(
      .nilReturnContradicted, severity: .error, at: Place(sheet: sheet, cell: statement.address),
      related: statement.contradictions.map { Related(cell: $0) })
  }

  /// A form on a sheet that people do not see; nil for one that they do.
  public static func hiddenSheet(_ entry: SheetEntry) -> Finding? {
    guard entry.visibility != .visible else { return nil }
    return Finding(
      .hiddenSheet(isVeryHidden: entry.visibility == .veryHidden), severity: .warning,
      at: Place(sheet: entry.name))
  }

  /// A form that the hidden sheet lists and that is gone; it concerns the whole file.
  public static func formGone(_ row: IdentityRow, library: TemplateLibrary) -> Finding {
    let period = ReportingPeriod(row.period)
    let unit = period.flatMap { library.units.unit(code: row.unit, on: $0.lastDay) }
    // What a hidden sheet has in its cells anybody may have typed.
    return Finding(
      .formGone(
        form: library.form(row.form)?.symbol ?? Evidence(code: row.form).text,
        unit: unit.map { "\($0.name, of: .unit) (\($0.code, of: .unit))" }
          ?? Evidence(code: row.unit),
        period: period), severity: .warning, at: Place())
  }
}
