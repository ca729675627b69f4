import FormModel
import Indicators
import Units
import VietnameseText

/// What statements about the reporting unit come to, once the period is known.
struct UnitClaims {
  let units: UnitLookup
  let period: ReportingPeriod?

  private var day: CalendarDate? { period?.lastDay }

  /// The days of the period, on any of which a unit may have had the name that it is stated by.
  private var days: ClosedRange<CalendarDate>? {
    period.flatMap { $0.firstDay <= $0.lastDay ? $0.firstDay...$0.lastDay : nil }
  }

  /// What a statement comes to; a code and a name of another unit are two claims.
  ///
  /// A name alone that cannot be the unit's is a doubt instead of a claim.
  func claims(
    code: String?, name: String, _ claim: RawClaim, _ doubts: inout [UnitDoubt]
  ) -> [IdentityClaim] {
    let asWritten = claim.stated(.unit, claim.text)
    guard let code else {
      if let code = units.codeOfName(name, on: day) { return [claim.stated(.unit, code)] }
      // The name of a sheet is often a leftover, and no place for a whole address.
      guard claim.source != .sheetName, let doubt = doubt(name, asWritten) else {
        return [asWritten]
      }
      doubts.append(doubt)
      return []
    }
    let known = units.padded(code)
    var first = claim.stated(.unit, known)
    // A bare code of the hidden sheet or the properties tells a reader little.
    if claim.address == nil, claim.text == code,
      let unit = day.flatMap({ units.registry.unit(code: known, on: $0) })
    {
      first.text = "\(unit.name), \(known)"
    }
    let hasName = !LabelKey(name).isEmpty
    if !units.isCode(known, whereStatedIn: claim.text), let unit = unit(of: known) {
      let above = units.province(of: unit, on: day)
      doubts.append(UnitDoubt(kind: .elsewhere(unit, above: above), claim: asWritten))
    }
    guard hasName, !isCode(known, called: name) else { return [first] }
    if let other = units.codeOfName(name, on: day) {
      return other == known ? [first] : [first, claim.stated(.unit, other)]
    }
    guard units.unit(code: known, on: nil, isCalled: name) else { return [first] }
    // The code is another unit's in the period: one that has the name by now is told as such, one
    // that had it before contradicts the code.
    if let day, let named = units.unitOfOtherTime(name, on: day), named.code == known,
      named.validFrom.map({ $0 > day }) ?? false
    {
      doubts.append(UnitDoubt(kind: otherTime(named, day), claim: asWritten))
      return [first]
    }
    return [first, claim.stated(.unit, name)]
  }

  /// Why a name alone is no unit's, where that is known.
  private func doubt(_ name: String, _ claim: IdentityClaim) -> UnitDoubt? {
    if let day, let named = units.unitOfOtherTime(name, on: day) {
      return UnitDoubt(kind: otherTime(named, day), claim: claim)
    }
    return units.misplaced(name, on: day).map { unit in
      UnitDoubt(
        kind: .elsewhere(unit, above: units.province(of: unit, on: day)), claim: claim)
    }
  }

  private func otherTime(_ named: ReportingUnit, _ day: CalendarDate) -> UnitDoubt.Kind {
    .otherTime(named, then: units.registry.unit(code: named.code, on: day), on: day)
  }

  private func unit(of code: String) -> ReportingUnit? {
    day.flatMap { units.registry.unit(code: code, on: $0) } ?? units.registry.units(code: code).last
  }

  private func isCode(_ code: String, called name: String) -> Bool {
    days.map { units.unit(code: code, in: $0, isCalled: name) }
      ?? units.unit(code: code, on: nil, isCalled: name)
  }

  /// Whether a text that names no unit by itself may mean a code's.
  func isCode(_ code: String, meantBy text: String) -> Bool {
    isCode(code, called: text) && units.isCode(code, whereStatedIn: text)
  }

  /// The claim of a letterhead that cannot stand over a form of a unit; nil for other statements.
  func letterhead(_ claim: RawClaim, over unit: String) -> IdentityClaim? {
    guard case .letterhead(let text) = claim.content, let days,
      !units.mayHead(text, formOf: unit, in: days)
    else { return nil }
    let code = units.codeOfName(text, on: day)
    return claim.stated(.unit, code == unit ? claim.text : code ?? claim.text)
  }
}

extension RawClaim {
  /// The statement with the value that it comes to.
  func stated(_ field: IdentityField, _ value: String) -> IdentityClaim {
    IdentityClaim(field: field, value: value, text: text, source: source, address: address)
  }
}
