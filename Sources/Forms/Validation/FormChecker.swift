import FormModel
import Indicators
import SheetModel
import Units

/// Checks matrix forms against the rules of their definitions; made once, used from any thread.
public struct FormChecker: Sendable {
  private struct Rules: Sendable {
    var declared: [any FormRule] = []
    var quantities: [SameQuantityRule] = []
    var proportions: [ProportionRule] = []
    var net: CauseNet
  }

  private let units: UnitHistory
  private let rules: [String: Rules]

  /// A checker for all forms of a library.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(library: TemplateLibrary) throws(TemplateProblem) {
    units = library.history
    var rules: [String: Rules] = [:]
    for form in library.forms {
      guard let matrix = form.matrix else { continue }
      var declared: [any FormRule] = []
      var quantities: [SameQuantityRule] = []
      var proportions: [ProportionRule] = []
      for declaration in form.rules {
        if let rule = try FormRules.make(declaration, matrix) {
          declared.append(rule)
        } else if let quantity = try SameQuantity(declaration, of: form), quantity.isLocal {
          quantities.append(SameQuantityRule(quantity, matrix: matrix))
        } else if let proportion = try Proportion(declaration, of: form), proportion.isLocal {
          proportions.append(ProportionRule(proportion, matrix: matrix))
        }
      }
      // What is found of numerators excuses the percentages that show it, in whatever order declared.
      declared =
        declared.filter { $0 is NumeratorDenominatorRule }
        + declared.filter { !($0 is NumeratorDenominatorRule) }
      let relations =
        declared.flatMap(\.relations) + quantities.flatMap(\.relations)
        + proportions.flatMap(\.relations)
      rules[Self.key(form)] = Rules(
        declared: declared, quantities: quantities, proportions: proportions,
        net: CauseNet(matrix, rules: relations))
    }
    self.rules = rules
  }

  /// The findings of one bound form in reading order; a register gives those of its identity only.
  ///
  /// Sums with unreadable parts are left out, sums with missing parts are judged only as parts that
  /// exceed their total. One cause gives one finding, at the cell that is most likely wrong: whatever
  /// comparisons it breaks are its evidence (`Finding.Cause`).
  public func check(_ form: BoundForm) -> [Finding] { check(form, FormFigures(form)) }

  /// The same for a form whose figures are prepared already.
  package func check(_ form: BoundForm, _ figures: FormFigures?) -> [Finding] {
    if form.isBlank { return blank(form) }
    var log = FindingLog(sheet: form.sheet)
    FillingCheck.check(form, into: &log)
    IdentityCheck.check(form.identity, of: form.definition, units: units, into: &log)
    MisfitCheck.check(form.misfits, of: form.definition, into: &log)
    var findings: [Finding]?
    if let figures {
      ReadingCheck.check(figures, into: &log)
      OverwriteCheck.check(figures, into: &log)
      BaseCheck.check(figures, into: &log)
      let rules = rules[Self.key(form.definition)]
      for rule in rules?.declared ?? [] { rule.check(figures, into: &log) }
      for quantity in rules?.quantities ?? [] { quantity.check(figures, into: &log) }
      for proportion in rules?.proportions ?? [] { proportion.check(figures, into: &log) }
      DefinitionCheck.check(figures, into: &log)
      UnknownCheck.check(figures, rules?.net, into: &log)
      if let rules { findings = CauseGrouping.findings(of: log, figures, rules.net) }
    }
    return (findings ?? log.findings).inReadingOrder(sheets: [form.sheet])
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

  /// The statements of rules and formulas that a form's figures break, told or not.
  package func broken(_ form: BoundForm) -> [Relation] {
    guard let figures = FormFigures(form), let rules = rules[Self.key(form.definition)] else {
      return []
    }
    return CauseState(rules.net, figures).broken.sorted().map { rules.net.relations[$0] }
  }

  /// What tells a form from all others of a library.
  package static func key(_ form: FormDefinition) -> String {
    "\(form.set)/\(form.id)/\(form.version)"
  }
}
