import FormModel
import Indicators
import SheetModel
import Units

/// Checks across forms: one form twice, figures of two forms of one unit and period against each
/// other, and the periods of one unit against each other.
///
/// Digests are made where the forms are checked, on any thread, and added in the order of the
/// inputs. Memory grows with the number of forms by about 1 KiB each (`FormDigest`), not with their
/// size.
public struct BatchChecker: Sendable {
  /// Which pairs of forms are told of.
  public enum Scope: Sendable {
    /// All.
    case all
    /// Those in two files: what is wrong inside one file is a finding of that file.
    case betweenFiles
  }

  struct Subject: Hashable {
    var plan: Int
    var unit: String
    var period: ReportingPeriod
  }

  let plans: BatchPlans
  let units: UnitRegistry
  private(set) var digests: [FormDigest] = []
  /// The forms of one subject, in the order in which they came; the first counts.
  private(set) var bySubject: [Subject: [Int]] = [:]

  /// A checker for the rules of a library that name two forms, or two periods.
  /// - Throws: `TemplateProblem` at the line of a rule whose parameters are absent or unreadable.
  public init(library: TemplateLibrary) throws(TemplateProblem) {
    plans = try BatchPlans(library)
    units = library.units
  }

  // MARK: Digests

  /// The digest of a form; nil while its unit or period is unknown.
  public func digest(of form: BoundForm, file: String) -> FormDigest? {
    digest(of: form, file: file, FormFigures(form))
  }

  /// The same for a form whose figures are prepared already.
  package func digest(of form: BoundForm, file: String, _ figures: FormFigures?) -> FormDigest? {
    var content = ContentHash()
    guard let figures,
      var digest = digest(
        form.definition, form.identity, place: Place(file: file, sheet: form.sheet))
    else { return nil }
    content.add(figures)
    digest.content = content.content
    let cells = plans.forms[digest.plan].cells
    digest.figures = Array(repeating: nil, count: cells.count)
    for (slot, cell) in cells.enumerated() {
      guard let value = figures.value(cell), let address = figures.address(cell) else { continue }
      digest.figures[slot] = FormDigest.Figure(value, at: address)
      if let live = figures.restoredValue(cell), live != value { digest.restored[slot] = live }
      for input in figures.inputs(behind: cell) {
        let place = figures.address(input).flatMap { FormDigest.Input(slot: slot, at: $0) }
        if let place { digest.inputs.append(place) }
      }
      let typed = figures.typed(cell)
      if typed != "\(value)" { digest.typed[slot] = typed }
    }
    return digest
  }

  /// The digest of a register of which all rows were taken in; nil while its unit or period is
  /// unknown.
  public func digest(
    of register: BoundRegister, file: String, content: ContentHash = ContentHash()
  ) -> FormDigest? {
    var digest = digest(
      register.definition, register.identity, place: Place(file: file, sheet: register.sheet))
    digest?.content = content.content
    return digest
  }

  private func digest(
    _ definition: FormDefinition, _ identity: FormIdentity, place: Place
  ) -> FormDigest? {
    guard let unit = identity.unit, let period = identity.period,
      let plan = plans.index(of: definition)
    else { return nil }
    return FormDigest(
      plan: plan, unit: unit, period: period, place: place, figures: [], restored: [:], typed: [:],
      content: ContentHash().content)
  }

  /// Takes a form in; one on a hidden sheet stands behind those that people see, for a stale copy is
  /// never the one that counts.
  public mutating func add(_ digest: FormDigest) {
    guard plans.forms.indices.contains(digest.plan) else { return }
    let subject = Subject(plan: digest.plan, unit: digest.unit, period: digest.period)
    let forms = bySubject[subject] ?? []
    let place = digest.isHidden ? nil : forms.firstIndex { digests[$0].isHidden }
    bySubject[subject, default: []].insert(digests.count, at: place ?? forms.count)
    digests.append(digest)
  }

  // MARK: Findings

  /// The findings across the forms taken in so far, by the place of the form that each is about.
  public func findings(_ scope: Scope = .all) -> [Finding] {
    var found: [(form: Int, finding: Finding)] = []
    for forms in bySubject.values {
      guard let first = forms.first else { continue }
      for twin in forms.dropFirst() where isWanted(first, twin, scope) {
        found.append((twin, self.twin(first, twin)))
      }
    }
    for index in digests.indices {
      found += relations(of: index, scope).map { (index, $0) }
    }
    found += PeriodCheck(checker: self, scope: scope).findings()
    return found.enumerated().sorted { a, b in
      (a.element.form, a.offset) < (b.element.form, b.offset)
    }.map(\.element.finding)
  }

  /// Whether a pair of forms is told of.
  func isWanted(_ one: Int, _ other: Int, _ scope: Scope) -> Bool {
    scope == .all || digests[one].place.file != digests[other].place.file
  }

  private func twin(_ first: Int, _ twin: Int) -> Finding {
    let digest = digests[twin]
    let (form, unit) = (plans.forms[digest.plan].definition.symbol, name(of: digest))
    let isSame = digest.content == digests[first].content
    return Finding(
      isSame
        ? .repeatedForm(form: form, unit: unit, period: digest.period)
        : .duplicateForm(form: form, unit: unit, period: digest.period),
      severity: isSame ? .warning : .error, at: digest.place,
      related: [Finding.Related(place: digests[first].place)])
  }

  /// The name and code of a form's unit.
  func name(of digest: FormDigest) -> String {
    units.unit(code: digest.unit, on: digest.period.lastDay).map { "\($0.name) (\(digest.unit))" }
      ?? digest.unit
  }

  /// Compares the left figures of a form with the form that holds the right ones.
  ///
  /// It is that of its own file, else the first of all. A form that is there for the second time is
  /// compared inside its file only.
  private func relations(of index: Int, _ scope: Scope) -> [Finding] {
    let digest = digests[index]
    guard let own = plans.relationsByLeft[digest.plan] else { return [] }
    let subject = Subject(plan: digest.plan, unit: digest.unit, period: digest.period)
    let isFirst = bySubject[subject]?.first == index
    return own.flatMap { number -> [Finding] in
      let relation = plans.relations[number]
      var subject = subject
      subject.plan = relation.right
      let others = bySubject[subject] ?? []
      let near = others.first { digests[$0].place.file == digest.place.file }
      guard let other = near ?? (isFirst ? others.first : nil), isWanted(index, other, scope)
      else { return [] }
      return compare(relation, digest, digests[other])
    }
  }

  /// Where single columns differ their total differs too, and is not reported as well.
  private func compare(
    _ relation: CrossRelation, _ digest: FormDigest, _ other: FormDigest
  ) -> [Finding] {
    var found: [(column: String, finding: Finding)] = []
    let (matrix, otherMatrix) = (matrix(of: digest), matrix(of: other))
    for pair in relation.pairs {
      guard let kind = relation.fault(digest.values(pair.left), other.values(pair.right)),
        let place = digest.place(pair.left), let otherPlace = other.place(pair.right),
        let matrix, let otherMatrix
      else { continue }
      let column = matrix.columns[pair.cell.column]
      let against = other.values(pair.right).first
      var finding = Finding(
        kind, severity: relation.declaration.severity, at: place, rule: relation.declaration.id,
        row: matrix.rows[pair.cell.row].code, column: column.label,
        found: digest.evidence(pair.left),
        related: [
          Finding.Related(
            place: otherPlace,
            label: .name(otherMatrix.rows[pair.other.row].named, of: .template), value: against)
        ])
      finding.indicator = matrix.rows[pair.cell.row].label
      finding.inputs =
        digest.inputs(pair.left).map { Finding.Related(cell: $0) }
        + other.inputs(pair.right).map { cell in
          var place = otherPlace
          place.cell = cell
          return Finding.Related(place: place)
        }
      found.append((column.id, finding))
    }
    let hasColumns = found.contains { $0.column != "total" }
    return found.filter { !hasColumns || $0.column != "total" }.map(\.finding)
  }

  func matrix(of digest: FormDigest) -> MatrixDefinition? {
    plans.forms[digest.plan].definition.matrix
  }
}

extension FormDigest {
  /// The cells that somebody filled behind a live total; empty for other figures.
  func inputs(_ slot: Int) -> [CellAddress] {
    inputs.filter { Int($0.slot) == slot }.map(\.cell)
  }

  /// The values that a figure may stand for, the one shown first; empty where there is none.
  func values(_ slot: Int) -> [ExactDecimal] {
    guard figures.indices.contains(slot), let shown = figures[slot]?.value else { return [] }
    return [shown] + (restored[slot].map { [$0] } ?? [])
  }

  /// Where a figure stands.
  func place(_ slot: Int) -> Place? {
    guard figures.indices.contains(slot), let cell = figures[slot]?.cell else { return nil }
    var place = place
    place.cell = cell
    return place
  }

  /// What may be repeated of a figure as typed.
  func evidence(_ slot: Int) -> Evidence {
    typed[slot] ?? values(slot).first.map { "\($0)" } ?? .none
  }
}
