import FormModel
import Indicators
import SheetModel
import Units

/// Compares the forms of one unit with those of its other periods.
///
/// A code that meant another unit at the end of the other period is another unit.
struct PeriodCheck {
  private struct Series: Hashable {
    var plan: Int
    var unit: String
    var since: CalendarDate?
  }

  let checker: BatchChecker
  let scope: BatchChecker.Scope

  /// The findings, each with the form that it is about: the later, or the shorter, period.
  func findings() -> [(form: Int, finding: Finding)] {
    var series: [Series: [Int]] = [:]
    for (subject, forms) in checker.bySubject {
      let plan = checker.plans.forms[subject.plan]
      guard let first = forms.first,
        plan.repeats != nil || !plan.jumps.isEmpty || !plan.accumulating.isEmpty
      else { continue }
      let unit = checker.units.unit(code: subject.unit, on: subject.period.lastDay)
      let key = Series(plan: subject.plan, unit: subject.unit, since: unit?.validFrom)
      series[key, default: []].append(first)
    }
    return series.values.filter { $0.count > 1 }.flatMap { forms in
      findings(forms.sorted { checker.digests[$0].period < checker.digests[$1].period })
    }
  }

  private func findings(_ forms: [Int]) -> [(form: Int, finding: Finding)] {
    var found: [(form: Int, finding: Finding)] = []
    for (place, form) in forms.enumerated() {
      let period = checker.digests[form].period
      let earlier = forms[..<place]
      // What happened in the second half alone may well be all that happened in the year.
      if let last = earlier.last(where: { checker.digests[$0].period.lastDay < period.firstDay }),
        checker.isWanted(form, last, scope), let finding = repeated(form, last)
      {
        found.append((form, finding))
      } else if let before = earlier.last(where: { isSamePart($0, form) }),
        checker.isWanted(form, before, scope)
      {
        found += jumps(form, before).map { (form, $0) }
      }
      for longer in forms where checker.isWanted(form, longer, scope) {
        let whole = checker.digests[longer].period
        guard whole != period, whole.firstDay <= period.firstDay, whole.lastDay >= period.lastDay
        else { continue }
        found += excesses(form, over: longer).map { (form, $0) }
      }
    }
    return found
  }

  /// Whether two periods are the same part of two years: of them alone figures of events compare.
  private func isSamePart(_ one: Int, _ other: Int) -> Bool {
    checker.digests[one].period.part == checker.digests[other].period.part
  }

  private func repeated(_ form: Int, _ last: Int) -> Finding? {
    let (now, before) = (checker.digests[form], checker.digests[last])
    let plan = checker.plans.forms[now.plan]
    guard let rule = plan.repeats, now.content == before.content,
      Int(now.content.filled) >= rule.least
    else { return nil }
    return Finding(
      .repeatsEarlierPeriod(
        form: plan.definition.symbol, unit: checker.name(of: now), period: now.period,
        earlier: before.period, reason: rule.declaration.text("reason") ?? ""),
      severity: rule.declaration.severity, at: now.place, rule: rule.declaration.id,
      related: [Finding.Related(place: before.place)])
  }

  private func jumps(_ form: Int, _ last: Int) -> [Finding] {
    let (now, before) = (checker.digests[form], checker.digests[last])
    return checker.plans.forms[now.plan].jumps.compactMap { slot, rule in
      guard let value = now.values(slot).first, let old = before.values(slot).first,
        rule.isBroken(value, old)
      else { return nil }
      return finding(
        .jumpBetweenPeriods(
          now: value, before: old, most: rule.most, period: now.period, earlier: before.period,
          reason: rule.declaration.text("reason") ?? ""),
        rule.declaration, slot, now, before)
    }
  }

  private func excesses(_ form: Int, over longer: Int) -> [Finding] {
    let (part, whole) = (checker.digests[form], checker.digests[longer])
    return checker.plans.forms[part.plan].accumulating.compactMap { slot, declaration in
      guard let value = part.values(slot).min(), let all = whole.values(slot).max(), value > all
      else { return nil }
      return finding(
        .aboveLongerPeriod(part: value, whole: all, period: part.period, longer: whole.period),
        declaration, slot, part, whole)
    }
  }

  private func finding(
    _ kind: Finding.Kind, _ declaration: RuleDeclaration, _ slot: Int, _ one: FormDigest,
    _ other: FormDigest
  ) -> Finding? {
    let plan = checker.plans.forms[one.plan]
    guard let place = one.place(slot), let otherPlace = other.place(slot),
      let matrix = plan.definition.matrix
    else { return nil }
    let cell = plan.cells[slot]
    let code = matrix.rows[cell.row].code
    return Finding(
      kind, severity: declaration.severity, at: place, rule: declaration.id, row: code,
      column: matrix.columns[cell.column].label, found: one.evidence(slot),
      related: [
        Finding.Related(
          place: otherPlace, label: .name(code, of: .template), value: other.values(slot).first)
      ])
  }
}
