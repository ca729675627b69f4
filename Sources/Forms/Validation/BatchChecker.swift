import FormModel
import Indicators
import SheetModel
import Units

/// The little of a checked form that checks across forms need: flat memory in a batch of any size.
public struct FormDigest: Sendable, Hashable {
  struct Quantity: Sendable, Hashable {
    var rule: Int
    var isLeft: Bool
    var column: String
    var values: [ExactDecimal]
    var typed: Evidence
    var row: String
    var label: String
    var cell: CellAddress
  }

  /// The indicator set.
  public var set: String
  /// The form's identity.
  public var form: String
  /// The form's symbol, such as `Biểu số 01/TE`.
  public var symbol: String
  /// The reporting unit's code.
  public var unit: String
  /// The period.
  public var period: ReportingPeriod
  /// The file and sheet.
  public var place: Place
  /// Whether the sheet is hidden: of two forms of one unit and period the one that people see counts.
  public var isHidden = false
  var quantities: [Quantity]
}

/// Checks across the forms of a batch: one form twice, one quantity with two values.
///
/// Digests are made where the forms are checked, on any thread, and added in the order of the
/// inputs. Memory grows with the number of forms (some 200 bytes each, and the few figures that
/// `same-quantity` rules name), not with their size.
public struct BatchChecker: Sendable {
  private struct Subject: Hashable {
    var set: String
    var unit: String
    var period: ReportingPeriod
  }

  private let rules: [SameQuantity]
  private let units: UnitRegistry
  private var digests: [FormDigest] = []
  private var bySubject: [Subject: [String: Int]] = [:]
  private var duplicates: [(first: Int, second: Int)] = []

  /// A checker for the rules of a library that name two forms.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(library: TemplateLibrary) throws(TemplateProblem) {
    var rules: [SameQuantity] = []
    var known: Set<SameQuantity> = []
    for form in library.forms {
      for declaration in form.rules {
        guard let rule = try SameQuantity(declaration, of: form), !rule.isLocal,
          known.insert(rule).inserted
        else { continue }
        rules.append(rule)
      }
    }
    self.rules = rules
    units = library.units
  }

  /// The digest of a form; nil while its unit or period is unknown.
  public func digest(of form: BoundForm, file: String) -> FormDigest? {
    digest(of: form, file: file, FormFigures(form))
  }

  /// The same for a form whose figures are prepared already.
  package func digest(of form: BoundForm, file: String, _ figures: FormFigures?) -> FormDigest? {
    digest(
      form.definition, form.identity, place: Place(file: file, sheet: form.sheet),
      figures: figures)
  }

  /// The digest of a register; nil while its unit or period is unknown.
  public func digest(of register: BoundRegister, file: String) -> FormDigest? {
    digest(
      register.definition, register.identity, place: Place(file: file, sheet: register.sheet),
      figures: nil)
  }

  private func digest(
    _ definition: FormDefinition, _ identity: FormIdentity, place: Place, figures: FormFigures?
  ) -> FormDigest? {
    guard let unit = identity.unit, let period = identity.period else { return nil }
    var quantities: [FormDigest.Quantity] = []
    if let figures {
      for (index, rule) in rules.enumerated() where rule.set == definition.set {
        for (side, isLeft) in [(rule.left, true), (rule.right, false)]
        where side.form == definition.id {
          let isNamed = rule.left.column != nil && rule.right.column != nil
          quantities += Self.quantities(side, figures, isNamed: isNamed).map { quantity in
            var quantity = quantity
            quantity.rule = index
            quantity.isLeft = isLeft
            return quantity
          }
        }
      }
    }
    return FormDigest(
      set: definition.set, form: definition.id, symbol: definition.symbol, unit: unit,
      period: period, place: place, quantities: quantities)
  }

  private static func quantities(
    _ side: QuantityReference, _ figures: FormFigures, isNamed: Bool
  ) -> [FormDigest.Quantity] {
    SameQuantity.cells(side, figures.matrix).compactMap { column, cell in
      let values = figures.candidates(cell)
      guard !values.isEmpty, let address = figures.address(cell) else { return nil }
      return FormDigest.Quantity(
        rule: 0, isLeft: true, column: isNamed ? "" : column, values: values,
        typed: figures.typed(cell), row: figures.matrix.rows[cell.row].code,
        label: figures.matrix.columns[cell.column].label, cell: address)
    }
  }

  /// Takes a form in; of two forms of one unit and period only the first is compared further, or the
  /// first on a sheet that is not hidden: a stale copy on a hidden sheet is never the one that counts.
  public mutating func add(_ digest: FormDigest) {
    let subject = Subject(set: digest.set, unit: digest.unit, period: digest.period)
    let index = digests.count
    digests.append(digest)
    if let first = bySubject[subject]?[digest.form], digests[first].isHidden, !digest.isHidden {
      duplicates.append((index, first))
      digests[first].quantities = []
      bySubject[subject, default: [:]][digest.form] = index
    } else if let first = bySubject[subject]?[digest.form] {
      duplicates.append((first, index))
      digests[index].quantities = []
    } else {
      bySubject[subject, default: [:]][digest.form] = index
    }
  }

  /// The findings across the forms taken in so far, by the place of the form that each is about.
  public func findings() -> [Finding] {
    var found: [(form: Int, finding: Finding)] = duplicates.map { first, second in
      let digest = digests[second]
      return (
        second,
        Finding(
          .duplicateForm(form: digest.symbol, unit: name(of: digest), period: digest.period),
          severity: .error, at: digest.place,
          related: [Finding.Related(place: digests[first].place)])
      )
    }
    for (index, digest) in digests.enumerated() where !digest.quantities.isEmpty {
      found += compare(digest).map { (index, $0) }
    }
    return found.enumerated().sorted { a, b in
      (a.element.form, a.offset) < (b.element.form, b.offset)
    }.map(\.element.finding)
  }

  /// The name and code of a form's unit.
  private func name(of digest: FormDigest) -> String {
    units.unit(code: digest.unit, on: digest.period.lastDay).map { "\($0.name) (\(digest.unit))" }
      ?? digest.unit
  }

  /// Compares the left quantities of a form with the forms that hold the right ones.
  ///
  /// Where single columns differ their total differs too, and is not reported as well.
  private func compare(_ digest: FormDigest) -> [Finding] {
    let subject = Subject(set: digest.set, unit: digest.unit, period: digest.period)
    let found: [(rule: Int, column: String, finding: Finding)] =
      digest.quantities.compactMap { left in
        guard left.isLeft, rules.indices.contains(left.rule),
          let form = rules[left.rule].right.form,
          let index = bySubject[subject]?[form],
          let right = digests[index].quantities.first(where: { right in
            !right.isLeft && right.rule == left.rule && right.column == left.column
          }),
          !left.values.contains(where: right.values.contains),
          let found = left.values.first, let expected = right.values.first
        else { return nil }
        var place = digest.place
        place.cell = left.cell
        var other = digests[index].place
        other.cell = right.cell
        let finding = Finding(
          .sameQuantityDiffers(expected: expected, found: found),
          severity: rules[left.rule].declaration.severity, at: place,
          rule: rules[left.rule].declaration.id, row: left.row, column: left.label,
          found: left.typed,
          related: [
            Finding.Related(place: other, label: .name(right.row, of: .template), value: expected)
          ])
        return (left.rule, left.column, finding)
      }
    let split = Set(found.filter { $0.column != "total" }.map(\.rule))
    return found.filter { $0.column != "total" || !split.contains($0.rule) }.map(\.finding)
  }
}
