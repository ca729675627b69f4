import FormModel
import Indicators
import SheetModel
import Units

/// Checks matrix forms against the rules of their definitions; made once, used from any thread.
public struct FormChecker: Sendable {
  private struct Rules: Sendable {
    var declared: [any FormRule] = []
    var quantities: [SameQuantityRule] = []
  }

  private let units: UnitRegistry
  private let rules: [String: Rules]

  /// A checker for all forms of a library.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(library: TemplateLibrary) throws(TemplateProblem) {
    units = library.units
    var rules: [String: Rules] = [:]
    for form in library.forms {
      guard let matrix = form.matrix else { continue }
      var own = Rules()
      for declaration in form.rules {
        if let rule = try FormRules.make(declaration, matrix) {
          own.declared.append(rule)
        } else if let quantity = try SameQuantity(declaration, of: form), quantity.isLocal {
          own.quantities.append(SameQuantityRule(quantity, matrix: matrix))
        }
      }
      rules[Self.key(form)] = own
    }
    self.rules = rules
  }

  /// The findings of one bound form in reading order; a register gives those of its identity only.
  ///
  /// Sums with unreadable parts are left out, sums with missing parts are judged only as parts that
  /// exceed their total. One cause gives one finding: a total that was typed over, or a rate in the
  /// wrong base, is not reported again by the rules that it breaks.
  public func check(_ form: BoundForm) -> [Finding] { check(form, FormFigures(form)) }

  /// The same for a form whose figures are prepared already.
  package func check(_ form: BoundForm, _ figures: FormFigures?) -> [Finding] {
    if form.isBlank { return blank(form) }
    var log = FindingLog(sheet: form.sheet)
    FillingCheck.check(form, into: &log)
    IdentityCheck.check(form.identity, of: form.definition, units: units, into: &log)
    MisfitCheck.check(form.misfits, of: form.definition, into: &log)
    if let figures {
      ReadingCheck.check(figures, into: &log)
      OverwriteCheck.check(figures, into: &log)
      BaseCheck.check(figures, into: &log)
      let rules = rules[Self.key(form.definition)] ?? Rules()
      for rule in rules.declared { rule.check(figures, into: &log) }
      for quantity in rules.quantities { quantity.check(figures, into: &log) }
      DefinitionCheck.check(figures, into: &log)
    }
    return log.findings.inReadingOrder(sheets: [form.sheet])
  }

  /// The findings of a form without any entry: that, and what is wrong with the sheet itself.
  ///
  /// That a blank form names no unit or period is no fault of its own.
  private func blank(_ form: BoundForm) -> [Finding] {
    var log = FindingLog(sheet: form.sheet)
    IdentityCheck.check(form.identity, of: form.definition, units: units, into: &log)
    let findings = log.findings.filter { ![.unitMissing, .periodMissing].contains($0.code) }
    log = FindingLog(sheet: form.sheet)
    MisfitCheck.check(form.misfits, of: form.definition, into: &log)
    return ([.blankForm(sheet: form.sheet, cells: form.cells.count)] + findings + log.findings)
      .inReadingOrder(sheets: [form.sheet])
  }

  /// What tells a form from all others of a library.
  package static func key(_ form: FormDefinition) -> String {
    "\(form.set)/\(form.id)/\(form.version)"
  }
}
